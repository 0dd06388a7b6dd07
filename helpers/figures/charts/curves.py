"""Line charts: one line for each group of a table, told apart by dash and colour, parts of it stressed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from helpers.figures.charts.axes import axis_look, axis_values, hover_format
from helpers.figures.style import colour

__all__ = ["Band", "Look", "band_name", "band_shape", "line_chart", "title_above"]

_WIDTH_PX, _THIN_PX, _STRONG_PX, _DOT_PX = 2.5, 1.2, 4.5, 8


@dataclass(frozen=True)
class Look:
    """How a group is drawn: a colour by name, and what tells it from others without colour; without a dash, as points."""

    tone: str
    dash: str = "solid"
    symbol: str = "circle"


@dataclass(frozen=True)
class Band:
    """A range of an axis that is named, or a level where both ends are one."""

    low: float
    high: float
    text: str
    tone: str = "ended"


def line_chart(
    frame: pd.DataFrame,
    *,
    x: str,
    y: str,
    by: str,
    looks: Mapping[str, Look],
    x_title: str,
    y_title: str,
    x_range: Sequence[Any] | None = None,
    y_range: Sequence[Any] | None = None,
    strong: str | None = None,
    dots: str | None = None,
    names: str | None = None,
    bands: Sequence[Band] = (),
    x_bands: Sequence[Band] = (),
) -> go.Figure:
    """Draw one line for each group of a table.

    Parameters
    ----------
    frame : pandas.DataFrame
        One row per point, in the order along the line.
    x, y, by : str
        Columns: the coordinates, numbers, dates, or years by their name, and the group, which is the name in the legend.
    looks : mapping of str to Look
        The groups to draw, in the order of the legend.
    x_title, y_title : str
        What the axes measure, with units. That of the vertical axis stands above it.
    x_range, y_range : (float, float) or (str, str), optional
        Ends of the axes.
    strong : str, optional
        Column of booleans: where true the line is thick, elsewhere thin.
    dots : str, optional
        Column of booleans: where true the line has a symbol.
    names : str, optional
        Column of names that stand beside their points, for groups drawn as points.
    bands, x_bands : sequence of Band
        Ranges of the vertical and of the horizontal axis to name; one with an empty text is drawn without a name.
    """
    figure = go.Figure()
    groups = frame.groupby(by, sort=False)
    for name, look in looks.items():
        rows = groups.get_group(name)
        traces = _group(rows, x, y, name, look, strong, dots) if look.dash else [_points(rows, x, y, name, look, names)]
        figure.add_traces(traces)
    axis = {"fixedrange": True, "automargin": True}
    lines = (len(looks) + 1) // 2
    figure.update_layout(
        xaxis={**axis, "title": {"text": escape(x_title, quote=False), "standoff": 8}, **axis_look(frame[x], x_range)},
        yaxis={**axis, **axis_look(frame[y], y_range)},
        annotations=[
            title_above(y_title),
            *(_name(band) for band in bands if band.text),
            *(band_name(band, x_range) for band in x_bands if band.text),
        ],
        shapes=[*(band_shape(band, "y") for band in bands), *(band_shape(band, "x") for band in x_bands)],
        margin={"l": 8, "r": 14, "t": 32, "b": 50 + 22 * lines},
        meta={"narrow": {"margin.b": 50 + 22 * len(looks)}},
    )
    return figure


def title_above(text: str) -> dict[str, Any]:
    """Return the title of a vertical axis as a note above it, which is read without turning the head and fits a phone."""
    return {
        "text": escape(text, quote=False), "showarrow": False, "font": {"color": colour("ink-soft")},
        "xref": "paper", "x": 0, "xanchor": "left", "yref": "paper", "y": 1, "yanchor": "bottom", "yshift": 6,
    }  # fmt: skip


def _group(
    rows: pd.DataFrame, x: str, y: str, name: str, look: Look, strong: str | None, dots: str | None
) -> list[go.Scatter]:
    width = _THIN_PX if strong else _WIDTH_PX
    line = {"color": colour(look.tone), "dash": look.dash}
    label = escape(name, quote=False)
    traces = [
        go.Scatter(
            x=axis_values(rows[x]), y=axis_values(rows[y]), mode="lines", name=label, line={**line, "width": width},
            legendgroup=name, hovertemplate=f"{label}<br>{_hover(rows, x, y)}<extra></extra>",
        )
    ]  # fmt: skip
    quiet = {"hoverinfo": "skip", "showlegend": False, "legendgroup": name}
    if strong:
        thick = axis_values(rows[y].where(rows[strong]))
        traces.append(
            go.Scatter(
                x=axis_values(rows[x]), y=thick, mode="lines", name=f"{label}: {strong}", **quiet,
                line={"color": colour(look.tone), "width": _STRONG_PX},
            )
        )  # fmt: skip
    if dots:
        some = rows[rows[dots].to_numpy(dtype=bool)]
        marker = {"color": colour(look.tone), "size": _DOT_PX, "symbol": look.symbol}
        traces.append(
            go.Scatter(
                x=axis_values(some[x]),
                y=axis_values(some[y]),
                mode="markers",
                name=f"{label}: {dots}",
                marker=marker,
                **quiet,
            )
        )
    return traces


def _points(rows: pd.DataFrame, x: str, y: str, name: str, look: Look, names: str | None) -> go.Scatter:
    beside = [escape(str(text), quote=False) for text in rows[names]] if names else escape(name, quote=False)
    return go.Scatter(
        x=axis_values(rows[x]), y=axis_values(rows[y]), mode="markers+text" if names else "markers", name=escape(name, quote=False),
        marker={"color": colour(look.tone), "size": _DOT_PX + 2, "symbol": look.symbol}, text=beside,
        textposition="bottom right", textfont={"size": 12, "color": colour("ink")},
        hovertemplate=f"%{{text}}<br>{_hover(rows, x, y)}<extra></extra>",
    )  # fmt: skip


def _hover(rows: pd.DataFrame, x: str, y: str) -> str:
    return f"{hover_format(rows[x], 'x', 4)}: {hover_format(rows[y], 'y', 3)}"


def band_shape(band: Band, axis: str) -> dict[str, Any]:
    """Return the area of a band of the axis ``x`` or ``y``, or the line of a level."""
    look = {"fillcolor": colour(band.tone), "opacity": 0.22, "line": {"width": 0}}
    if np.isclose(band.low, band.high):
        look = {"line": {"color": colour(band.tone), "width": 1.5, "dash": "dot"}}
    across = "y" if axis == "x" else "x"
    return {
        "type": "rect", "layer": "below", f"{across}ref": "paper", f"{across}0": 0, f"{across}1": 1,
        f"{axis}ref": axis, f"{axis}0": band.low, f"{axis}1": band.high, **look,
    }  # fmt: skip


def _name(band: Band) -> dict[str, Any]:
    """Return the name of a band, at the bottom inside it, or above a level: lines come from above more often than not."""
    return {
        "text": escape(band.text, quote=False), "showarrow": False, "font": {"color": colour("ink-soft"), "size": 12},
        "xref": "paper", "x": 1, "xanchor": "right", "yref": "y", "y": band.low, "yanchor": "bottom",
    }  # fmt: skip


def band_name(band: Band, ends: Sequence[float] | None) -> dict[str, Any]:
    """Return the name of a band of the horizontal axis, at the top in its middle, or beside a level where there is more room."""
    side, shift = "center", 0
    if np.isclose(band.low, band.high):
        is_right = ends is not None and band.high > sum(ends) / 2 + (ends[1] - ends[0]) / 4
        side, shift = ("right", -4) if is_right else ("left", 4)
    return {
        "text": escape(band.text, quote=False), "showarrow": False, "font": {"color": colour("ink-soft"), "size": 12},
        "xref": "x", "x": (band.low + band.high) / 2, "xanchor": side, "xshift": shift,
        "yref": "paper", "y": 1, "yanchor": "top",
    }  # fmt: skip
