"""Spans in rows: from one value to another for each row of a table, in groups with headings, around a common line."""

from __future__ import annotations

from html import escape
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from helpers.figures.style import colour

__all__ = ["span_chart"]

_HEADING_ROOM = 0.5  # rows between a group and the next heading
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
    x_range: tuple[float, float] | None = None,
    tone: str = "us-and-allies",
    is_log: bool = False,
) -> go.Figure:
    """Draw for each row a line between two values, an open circle at the first and a full one at the second.

    Parameters
    ----------
    frame : pandas.DataFrame
        One row per line, drawn from the top in the given order.
    label, low, high : str
        Columns: what the row is, and its two values; the first may be the larger one.
    low_name, high_name : str
        What the two marks are, for the legend.
    x_title : str
        What the axis measures, with its unit.
    group : str, optional
        Column of headings; rows of one heading stand together.
    base, base_name : str, optional
        Column of a third value, drawn as a tick on the line, and its name in the legend.
    x_range : (float, float), optional
        Ends of the axis.
    tone : str
        Name of a colour.
    is_log : bool
        Whether the axis goes by factors, with a number at each power of ten.
    """
    heights, ticks = _rows(frame, label, group)
    ends = np.column_stack([frame[low], frame[high], np.full(len(frame), np.nan)]).ravel()
    ink, figure = colour(tone), go.Figure()
    figure.add_trace(
        go.Scatter(
            x=_plain(ends), y=_plain(np.repeat(heights, 3)), mode="lines", name="spans", showlegend=False, hoverinfo="skip",
            line={"color": ink, "width": _LINE_PX}, opacity=0.35,
        )
    )  # fmt: skip
    marks: list[tuple[str, str, dict[str, Any]]] = [
        (low, low_name, {"symbol": "circle-open", "line": {"width": 2, "color": ink}}),
        (high, high_name, {"symbol": "circle"}),
    ]
    if base:
        tick = {"symbol": "line-ns", "line": {"width": 2, "color": colour("ink")}}
        marks.append((base, base_name, tick))
    for column, name, look in marks:
        figure.add_trace(
            go.Scatter(
                x=_plain(frame[column]), y=_plain(heights), mode="markers", name=escape(name, quote=False),
                marker={"color": ink, "size": _MARK_PX, **look}, text=[escape(str(text), quote=False) for text in frame[label]],
                hovertemplate=f"%{{text}}<br>{escape(name)}: %{{x:,.3~g}}<extra></extra>",
            )
        )  # fmt: skip
    ends_of_axis: dict[str, Any] = {} if x_range is None else {"range": list(x_range)}
    if is_log:
        ends_of_axis = {"type": "log", "dtick": 1} | ({} if x_range is None else {"range": np.log10(x_range).tolist()})
    figure.update_layout(
        xaxis={
            "fixedrange": True, "tickformat": ",", "title": {"text": escape(x_title, quote=False), "standoff": 8}, **ends_of_axis,
        },
        yaxis={
            "tickvals": list(ticks), "ticktext": list(ticks.values()), "showgrid": False, "fixedrange": True, "automargin": True,
            "range": [min(heights) - 0.7, 0.7], "ticklabelstandoff": 6, "tickfont": {"color": colour("ink"), "size": 12},
        },
        margin={"l": 8, "r": 14, "t": 8, "b": 72},
        meta={"narrow": {"margin.b": 50 + 22 * len(marks)}},
    )  # fmt: skip
    return figure


def _rows(frame: pd.DataFrame, label: str, group: str | None) -> tuple[list[float], dict[float, str]]:
    """Return the height of every row, and the text at each height, headings in bold."""
    heights: list[float] = []
    ticks: dict[float, str] = {}
    height, heading = 0.0, None
    for row in frame.to_dict("records"):
        if group and row[group] != heading:
            height -= _HEADING_ROOM if heading is not None else 0
            heading = row[group]
            ticks[height] = f"<b>{escape(str(heading), quote=False)}</b>"
            height -= 1
        heights.append(height)
        ticks[height] = escape(str(row[label]), quote=False)
        height -= 1
    return heights, ticks


def _plain(values: Any) -> list[float | None]:
    return [float(value) if np.isfinite(value) else None for value in np.asarray(values, float)]
