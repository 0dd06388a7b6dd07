"""Spans in rows: from one value to another for each row of a table, in groups with headings, around a common line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from helpers.figures.charts.axes import axis_look, axis_values, hover_format
from helpers.figures.charts.curves import Band, band_name, band_shape
from helpers.figures.charts.rows import row_heights
from helpers.figures.style import colour

__all__ = ["span_chart"]

_LINE_PX, _MARK_PX = 6, 11


def span_chart(
    frame: pd.DataFrame,
    *,
    label: str,
    low: str,
    high: str,
    low_name: str,
    high_name: str,
    x_title: str,
    group: str | None = None,
    base: str | None = None,
    base_name: str = "",
    ends: str | None = None,
    end_looks: Mapping[str, tuple[str, str]] | None = None,
    notes: str | None = None,
    x_range: Sequence[Any] | None = None,
    bands: Sequence[Band] = (),
    tone: str = "us-and-allies",
    is_log: bool = False,
) -> go.Figure:
    """Draw for each row a line between two values, an open circle at the first and a full one at the second.

    Parameters
    ----------
    frame : pandas.DataFrame
        One row per line, drawn from the top in the given order.
    label, low, high : str
        Columns: what the row is, and its two values, numbers or dates; the first may be the larger one.
    low_name, high_name : str
        What the two marks are, for the legend.
    x_title : str
        What the axis measures, with its unit.
    group : str, optional
        Column of headings; rows of one heading stand together.
    base, base_name : str, optional
        Column of a third value, drawn as a tick on the line, and its name in the legend.
    ends : str, optional
        Column that says what the second mark of each row is, where they differ. Rows without a second value have no line.
    end_looks : mapping of str to (str, str), optional
        Name in the legend and symbol for every value of that column, in the order of the legend.
    notes : str, optional
        Column of what a reader sees when pointing at a mark, instead of the value.
    x_range : (float, float) or (str, str), optional
        Ends of the axis.
    bands : sequence of Band
        Ranges of the axis to name.
    tone : str
        Name of a colour.
    is_log : bool
        Whether the axis goes by factors, with a number at each power of ten.
    """
    heights, ticks = row_heights(frame, label, group)
    ink, figure = colour(tone), go.Figure()
    lines = [
        part for pair in zip(axis_values(frame[low]), axis_values(frame[high]), strict=True) for part in (*pair, None)
    ]
    figure.add_trace(
        go.Scatter(
            x=lines, y=[height for height in heights for _ in range(3)], mode="lines", name="spans", showlegend=False,
            hoverinfo="skip", line={"color": ink, "width": _LINE_PX}, opacity=0.35,
        )
    )  # fmt: skip
    every = pd.Series(True, index=frame.index)
    outlined = {"line": {"width": 2, "color": ink}}
    marks: list[tuple[str, str, dict[str, Any], pd.Series[bool]]] = [
        (low, low_name, {"symbol": "circle-open", **outlined}, every)
    ]
    kinds = {"": (high_name, "circle")} if ends is None else dict(end_looks or {})
    for kind, (name, symbol) in kinds.items():
        marks.append((high, name, {"symbol": symbol, **outlined}, every if ends is None else frame[ends] == kind))
    if base:
        tick = {"symbol": "line-ns", "line": {"width": 2, "color": colour("ink")}}
        marks.append((base, base_name, tick, every))
    for column, name, look, chosen in marks:
        rows = frame[chosen]
        value = hover_format(frame[column], "x", 3)
        figure.add_trace(
            go.Scatter(
                x=axis_values(rows[column]), y=[height for height, is_in in zip(heights, chosen, strict=True) if is_in],
                mode="markers", name=escape(name, quote=False), marker={"color": ink, "size": _MARK_PX, **look},
                text=[escape(str(text), quote=False) for text in rows[notes or label]],
                hovertemplate="%{text}<extra></extra>" if notes else f"%{{text}}<br>{escape(name)}: {value}<extra></extra>",
            )
        )  # fmt: skip
    axis = axis_look(frame[low], x_range)
    if is_log:
        axis |= {"type": "log", "dtick": 1} | ({} if x_range is None else {"range": np.log10(x_range).tolist()})
    figure.update_layout(
        xaxis={
            "fixedrange": True, "title": {"text": escape(x_title, quote=False), "standoff": 8}, **axis,
        },
        yaxis={
            "tickvals": list(ticks), "ticktext": list(ticks.values()), "showgrid": False, "fixedrange": True, "automargin": True,
            "range": [min(heights) - 0.7, 0.7], "ticklabelstandoff": 6, "tickfont": {"color": colour("ink"), "size": 12},
        },
        shapes=[band_shape(band, "x") for band in bands],
        annotations=[band_name(band, x_range) for band in bands if band.text],
        margin={"l": 8, "r": 14, "t": 8, "b": 72},
        meta={"narrow": {"margin.b": 50 + 22 * len(marks), "xaxis.nticks": _narrow_ticks(frame[high]), "xaxis.tickangle": 0}},
    )  # fmt: skip
    return figure


def _narrow_ticks(values: pd.Series) -> int:
    """Return how many numbers an axis holds on a phone: fewer where they are long."""
    return 4 if pd.api.types.is_numeric_dtype(values) and values.abs().max() >= 1000 else 5
