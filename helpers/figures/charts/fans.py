"""Lines with their spread in small panels of one scale: what grows uncertain along the way, one panel for each case."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from math import log10
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from helpers.figures.charts.curves import Band, Look, title_above
from helpers.figures.legend import symbol_entry
from helpers.figures.style import colour

__all__ = ["fan_chart"]

_SPREAD = 0.16  # opacity
_GAP, _HEAD, _FOOT = 0.09, 0.13, 0.1  # between columns; above and below panels, in parts of a row
_DOT_PX = 7


def fan_chart(
    frame: pd.DataFrame,
    *,
    x: str,
    y: str,
    by: str,
    looks: Mapping[str, Look],
    panel: str,
    y_title: str,
    x_title: str = "",
    low: str = "",
    high: str = "",
    names: str = "",
    levels: Mapping[str, Band] | None = None,
    x_range: tuple[float, float] | None = None,
    y_range: tuple[float, float],
    is_log: bool = False,
) -> go.Figure:
    """Draw one line for each group in each panel, with its spread as an area behind it.

    Parameters
    ----------
    frame : pandas.DataFrame
        One row per point, in the order along the line.
    x, y, by, panel : str
        Columns: the coordinates, the group, which is the name in the legend, and the panel, which is its title. Where x holds
        text, its values stand side by side.
    looks : mapping of str to Look
        The groups to draw, in the order of the legend.
    y_title, x_title : str
        What the axes measure, with units. That of the vertical axis stands above the first panel.
    low, high : str, optional
        Columns of the spread; where missing there is none.
    names : str, optional
        Column of words to the right of points, where not empty.
    levels : mapping of str to Band, optional
        By panel, a range of the vertical axis, drawn across it; its text is in the legend.
    x_range, y_range : (float, float)
        Ends of the axes, of all panels.
    is_log : bool
        Whether the vertical axis goes by factors.
    """
    panels = list(dict.fromkeys(frame[panel]))
    figure = go.Figure()
    layout: dict[str, Any] = {}
    narrow: dict[str, Any] = {}
    shapes = []
    notes = [title_above(y_title)]
    for i, title in enumerate(panels):
        axes = "" if i == 0 else str(i + 1)
        place, tall = (_place(i, len(panels), columns, foot=_FOOT * (1 + bool(x_title))) for columns in (2, 1))
        xaxis, yaxis = f"xaxis{axes}", f"yaxis{axes}"
        layout[xaxis] = {"domain": place[:2], "anchor": f"y{axes}", "fixedrange": True, **_x_axis(frame[x], x_range)}
        layout[yaxis] = {"domain": place[2:], "anchor": f"x{axes}", "fixedrange": True, **_y_axis(y_range, is_log)}
        narrow |= {f"{xaxis}.domain": tall[:2], f"{yaxis}.domain": tall[2:]}
        if x_title and i >= len(panels) - 2:
            layout[xaxis]["title"] = {"text": escape(x_title, quote=False), "standoff": 6}
        notes.append(_title(title, axes))
        if level := (levels or {}).get(title):
            shapes.append(_level(level, axes))
        rows = frame[frame[panel] == title]
        for name, look in looks.items():
            some = rows[rows[by] == name]
            if not some.empty:
                figure.add_traces(_fan(some, x, y, low, high, names, name, look, axes, first=i == 0))
    named = {band.text: band.tone for band in (levels or {}).values()}
    figure.add_traces(
        [symbol_entry(text, symbol="square", size=12, color=colour(tone), opacity=0.6) for text, tone in named.items()]
    )
    entries = len(looks) + len(named)
    room = 44 + 22 * ((entries + 1) // 2)
    figure.update_layout(
        **layout,
        annotations=notes,
        shapes=shapes,
        margin={"l": 8, "r": 8, "t": 30, "b": room},
        meta={"narrow": narrow | {"margin.b": 44 + 22 * entries}},
    )
    return figure


def _fan(
    rows: pd.DataFrame,
    x: str,
    y: str,
    low: str,
    high: str,
    names: str,
    name: str,
    look: Look,
    axes: str,
    *,
    first: bool,
) -> list[go.Scatter]:
    on = {"xaxis": f"x{axes}", "yaxis": f"y{axes}", "legendgroup": name}
    label, ink = escape(name, quote=False), colour(look.tone)
    traces = []
    spread = rows.dropna(subset=[low, high]) if low else rows.iloc[:0]
    if not spread.empty:
        along = spread[x].tolist()
        traces.append(
            go.Scatter(
                x=along + along[::-1], y=spread[low].tolist() + spread[high].tolist()[::-1], mode="lines", fill="toself",
                fillcolor=ink, opacity=_SPREAD, line={"width": 0, "color": ink}, hoverinfo="skip", showlegend=False,
                name=f"{label}: spread", **on,
            )
        )  # fmt: skip
    words = [escape(str(text), quote=False) for text in rows[names]] if names else None
    is_text = not pd.api.types.is_numeric_dtype(rows[x])
    mode = "lines" + ("+markers" if is_text else "") + ("+text" if names else "")
    traces.append(
        go.Scatter(
            x=rows[x].tolist(), y=rows[y].tolist(), mode=mode, name=label, showlegend=first, text=words,
            textposition="middle right", textfont={"size": 12, "color": ink}, cliponaxis=False,
            line={"color": ink, "dash": look.dash, "width": 2.5}, marker={"size": _DOT_PX, "symbol": look.symbol, "color": ink},
            hovertemplate=f"{label}<br>%{{x}}: %{{y:,.3~g}}<extra></extra>", **on,
        )
    )  # fmt: skip
    return traces


def _place(i: int, count: int, columns: int, *, foot: float) -> list[float]:
    """Return left, right, bottom and top of a panel as parts of the figure; all panels are of one size."""
    rows = -(-count // columns)
    row, column = divmod(i, columns)
    width, height = (1 - _GAP * (columns - 1)) / columns, 1 / (rows - foot)  # of a row with its head and foot
    left, top = column * (width + _GAP), 1 - row * height
    return [left, left + width, max(top - (1 - foot) * height, 0.0), top - _HEAD * height]


def _x_axis(values: pd.Series[Any], ends: tuple[float, float] | None) -> dict[str, Any]:
    if pd.api.types.is_numeric_dtype(values):
        return {"range": list(ends)} if ends else {}
    return {"type": "category", "range": [-0.25, values.nunique() - 0.45], "tickfont": {"size": 12}, "tickangle": 0}


def _y_axis(ends: tuple[float, float], is_log: bool) -> dict[str, Any]:
    if not is_log:
        return {"range": list(ends), "tickformat": ",", "automargin": True}
    decades = [10.0**k for k in range(int(np.ceil(log10(ends[0]))), int(np.floor(log10(ends[1]))) + 1)]
    return {
        "type": "log", "range": [log10(end) for end in ends], "automargin": True, "tickvals": decades,
        "ticktext": [f"{value:,g}" for value in decades],
    }  # fmt: skip


def _title(text: str, axes: str) -> dict[str, Any]:
    return {
        "text": f"<b>{escape(text, quote=False)}</b>", "showarrow": False, "font": {"color": colour("ink"), "size": 13},
        "xref": f"x{axes} domain", "x": 0, "xanchor": "left", "yref": f"y{axes} domain", "y": 1, "yanchor": "bottom", "yshift": 3,
    }  # fmt: skip


def _level(band: Band, axes: str) -> dict[str, Any]:
    return {
        "type": "rect", "layer": "below", "xref": f"x{axes} domain", "x0": 0, "x1": 1, "yref": f"y{axes}", "y0": band.low,
        "y1": band.high, "fillcolor": colour(band.tone), "opacity": 0.35, "line": {"color": colour(band.tone), "width": 1},
    }  # fmt: skip
