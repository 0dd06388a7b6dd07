"""Tiles in rows and columns, each filled as far as a share reaches: surely, and at best."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from helpers.figures.charts.rows import row_heights
from helpers.figures.legend import symbol_entry
from helpers.figures.maps.labels import LABEL_PX
from helpers.figures.style import colour
from helpers.figures.summary import BACKGROUND

__all__ = ["tile_chart"]

_HALF_WIDTH, _BOTTOM, _TOP, _BAR_TOP = 0.46, -0.44, 0.44, -0.1
_MARK_PX = 12


def tile_chart(
    frame: pd.DataFrame,
    *,
    row: str,
    column: str,
    low: str,
    high: str,
    text: str,
    columns: Sequence[str],
    low_name: str,
    high_name: str,
    group: str | None = None,
    tone: str = "us-and-allies",
) -> go.Figure:
    """Draw a table of tiles with a text above and a bar below, full to one share and pale to another.

    Parameters
    ----------
    frame : pandas.DataFrame
        One row per tile; rows of the chart stand in the order of their first appearance.
    row, column, text : str
        Columns: where the tile stands, and what is written in it.
    low, high : str
        Columns of shares, from 0 to 1, the second not below the first.
    columns : sequence of str
        Columns of the chart from the left; line breaks divide a heading, which stands upright in one line on narrow screens.
    low_name, high_name : str
        What the full and the pale bar mean, for the legend.
    group : str, optional
        Column of headings; rows of one heading stand together.
    tone : str
        Name of a colour.
    """
    rows = frame.drop_duplicates(row)
    heights, ticks = row_heights(rows, row, group)
    height_of = dict(zip(rows[row], heights, strict=True))
    place = [(columns.index(name), height_of[name_of]) for name, name_of in zip(frame[column], frame[row], strict=True)]
    ink = colour(tone)
    whole = [_box(x, y, 1, _TOP) for x, y in place]
    at_best = [_box(x, y, share, _BAR_TOP) for (x, y), share in zip(place, frame[high], strict=True) if share > 0]
    surely = [_box(x, y, share, _BAR_TOP) for (x, y), share in zip(place, frame[low], strict=True) if share > 0]
    figure = go.Figure(
        [
            _boxes(whole, "tiles", colour("land"), 1, meta=BACKGROUND),
            _boxes(at_best, high_name, ink, 0.35),
            _boxes(surely, low_name, ink, 1),
            go.Scatter(
                x=[x for x, _ in place], y=[y + 0.17 for _, y in place], mode="text", name="texts", showlegend=False,
                text=[escape(str(value), quote=False) for value in frame[text]], hoverinfo="skip",
                textfont={"size": LABEL_PX + 1, "color": colour("ink")},
            ),
            symbol_entry(low_name, symbol="square", color=ink, size=_MARK_PX),
            symbol_entry(high_name, symbol="square", color=ink, size=_MARK_PX, opacity=0.35),
        ]
    )  # fmt: skip
    heads = [escape(name, quote=False).replace("\n", "<br>") for name in columns]
    upright = [escape(name, quote=False).replace("\n", ", ", 1).replace("\n", " ") for name in columns]
    return figure.update_layout(
        xaxis={
            "side": "top", "tickvals": list(range(len(columns))), "ticktext": heads, "tickangle": 0, "showgrid": False,
            "fixedrange": True, "range": [-0.5, len(columns) - 0.5], "tickfont": {"color": colour("ink"), "size": 12},
            "automargin": True, "ticks": "",
        },
        yaxis={
            "tickvals": list(ticks), "ticktext": list(ticks.values()), "showgrid": False, "fixedrange": True,
            "automargin": True, "range": [min(heights) - 0.6, 0.6], "tickfont": {"color": colour("ink"), "size": 12},
        },
        margin={"l": 8, "r": 8, "t": 8, "b": 40},
        meta={"narrow": {"xaxis.tickangle": -90, "xaxis.ticktext": upright, "margin.b": 62}},
    )  # fmt: skip


def _box(x: float, y: float, share: float, top: float) -> tuple[list[float | None], list[float | None]]:
    left, right = x - _HALF_WIDTH, x - _HALF_WIDTH + 2 * _HALF_WIDTH * share
    return [left, right, right, left, left, None], [y + _BOTTOM, y + _BOTTOM, y + top, y + top, y + _BOTTOM, None]


def _boxes(
    boxes: Iterable[tuple[list[float | None], list[float | None]]], name: str, ink: str, opacity: float, **more: Any
) -> go.Scatter:
    drawn = list(boxes)
    return go.Scatter(
        x=[x for xs, _ in drawn for x in xs], y=[y for _, ys in drawn for y in ys], mode="lines", fill="toself",
        name=escape(name, quote=False), fillcolor=ink, line={"width": 0, "color": ink}, opacity=opacity, hoverinfo="skip",
        showlegend=False, **more,
    )  # fmt: skip
