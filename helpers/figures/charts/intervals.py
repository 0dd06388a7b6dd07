"""Intervals in rows with their labels above them, which leaves a phone the whole width for the axis."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from itertools import compress
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from helpers.figures.charts.axes import plain
from helpers.figures.charts.curves import Look
from helpers.figures.style import colour

__all__ = ["interval_chart"]

_HEADING_ROOM, _AFTER_HEADING = 1.1, 0.8  # rows from the last line to a heading, and from there to the next line
_LIFT_PX = 5  # labels above their lines
_LINE_PX, _MARK_PX = 5, 10


def interval_chart(
    frame: pd.DataFrame,
    *,
    group: str,
    label: str,
    low: str,
    value: str,
    high: str,
    note: str,
    names: tuple[str, str],
    x_title: str,
    x_range: tuple[float, float],
    ticks: tuple[float, ...] | None = None,
    tone: str = "us-and-allies",
    by: str | None = None,
    looks: Mapping[str, Look] | None = None,
    log: bool = False,
) -> go.Figure:
    """Draw for each row a line from its low to its high end, and a mark at its value where it has one.

    Parameters
    ----------
    frame : pandas.DataFrame
        One row per line, drawn from the top in the given order.
    group, label, note : str
        Columns: the heading under which rows stand, what the row is, at the left above its line, and a few letters at the right
        above it.
    low, value, high : str
        Columns of numbers; where one is missing, the line or the mark is not drawn.
    names : (str, str)
        What the line and the mark are, for the legend; the second is not used where ``by`` tells the marks apart.
    x_title : str
        What the axis measures, with its unit.
    x_range : (float, float)
        Ends of the axis.
    ticks : tuple of float, optional
        Where the axis has its numbers.
    tone : str
        Name of a colour.
    by : str, optional
        Column of what tells the marks apart.
    looks : mapping of str to Look, optional
        How the marks of every kind in that column are drawn, in the order of the legend.
    log : bool
        Whether the axis is logarithmic.

    Raises
    ------
    KeyError
        When a kind has no look.
    """
    kinds = dict(looks or {}) if by else {names[1]: Look(tone)}
    kind_of = frame[by] if by else pd.Series(names[1], index=frame.index)
    if missing := sorted(set(kind_of) - set(kinds)):
        raise KeyError(f"no look for {', '.join(missing)}")
    ink, figure = colour(tone), go.Figure()
    heights: list[float] = []
    notes: list[dict[str, Any]] = []
    depth, heading = 0.0, None
    for row in frame.to_dict("records"):
        if row[group] != heading:
            heading, depth = row[group], depth - (_HEADING_ROOM if heading is not None else 0.7)
            notes.append(_text(f"<b>{escape(str(heading), quote=False)}</b>", depth, left=True, tone="ink"))
            depth += 1 - _AFTER_HEADING
        depth -= 1
        heights.append(depth)
        notes.append(_text(escape(str(row[label]), quote=False), depth, left=True, tone="ink-soft"))
        notes.append(_text(escape(str(row[note]), quote=False), depth, left=False, tone="ink"))
    ends = np.column_stack([frame[low], frame[high], np.full(len(frame), np.nan)]).ravel()
    texts = [
        f"{escape(str(a), quote=False)}: {escape(str(b), quote=False)}"
        for a, b in zip(frame[label], frame[note], strict=True)
    ]
    figure.add_trace(
        go.Scatter(
            x=plain(ends), y=np.repeat(heights, 3).tolist(), mode="lines", name=escape(names[0], quote=False),
            line={"color": ink, "width": _LINE_PX}, opacity=0.4, hoverinfo="skip",
        )
    )  # fmt: skip
    for kind, look in kinds.items():
        chosen = kind_of.eq(kind).tolist()
        outlined = {"symbol": look.symbol, "line": {"width": 2, "color": colour(look.tone)}} if by else {}
        figure.add_trace(
            go.Scatter(
                x=plain(frame.loc[chosen, value]), y=list(compress(heights, chosen)), mode="markers",
                name=escape(kind, quote=False), text=list(compress(texts, chosen)),
                marker={"color": colour(look.tone), "size": _MARK_PX, **outlined}, hovertemplate="%{text}<extra></extra>",
            )
        )  # fmt: skip
    axis: dict[str, Any] = {"range": list(np.log10(x_range)), "type": "log"} if log else {"range": list(x_range)}
    if ticks:
        axis |= {"tickvals": list(ticks)}
    figure.update_layout(
        xaxis={
            "fixedrange": True, "tickformat": ",", "title": {"text": escape(x_title, quote=False), "standoff": 8}, **axis,
        },
        yaxis={"range": [depth - 0.6, 0.1], "showticklabels": False, "showgrid": False, "fixedrange": True},
        annotations=notes,
        margin={"l": 8, "r": 14, "t": 8, "b": 74 + 22 * (len(kinds) // 3)},
        meta={"narrow": {"margin.b": 52 + 22 * len(kinds) + (0 if len(kinds) == 1 else 22)}},
    )  # fmt: skip
    return figure


def _text(text: str, height: float, *, left: bool, tone: str) -> dict[str, Any]:
    return {
        "text": text, "showarrow": False, "xref": "paper", "x": 0 if left else 1, "xanchor": "left" if left else "right",
        "yref": "y", "y": height, "yanchor": "bottom", "yshift": _LIFT_PX, "font": {"color": colour(tone), "size": 12},
    }  # fmt: skip
