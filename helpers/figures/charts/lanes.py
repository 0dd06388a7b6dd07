"""Dated events in rows: one row for each kind of event, in groups with headings, along one axis of time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from helpers.figures.charts.axes import axis_values, day
from helpers.figures.charts.curves import Look
from helpers.figures.charts.rows import headed_rows
from helpers.figures.style import colour
from helpers.figures.summary import BACKGROUND

__all__ = ["Gap", "lane_chart"]

_HEADING_ROOM = 0.4  # rows between a group and the next heading
_MARK_PX, _SPAN_PX = 11, 5
_LEGEND_PX = 22


@dataclass(frozen=True)
class Gap:
    """A time that is shaded and named; the name may have several lines."""

    start: str
    end: str
    text: str


def lane_chart(
    frame: pd.DataFrame,
    *,
    lane: str,
    date: str,
    group: str,
    look: str,
    looks: Mapping[str, Look],
    start: str,
    end: str,
    until: str | None = None,
    text: str | None = None,
    gap: Gap | None = None,
    dtick: str = "M24",
    dtick_narrow: str = "M60",
) -> go.Figure:
    """Draw one mark for each event, in the row of its lane.

    Parameters
    ----------
    frame : pandas.DataFrame
        One row per event. Groups, and lanes in them, are drawn from the top in the order of their first rows.
    lane, group : str
        Columns: what the row of the chart is called, and the heading under which it stands.
    date, until : str
        Columns of timestamps: the day of the event, and the last day where it is known only to lie between the two (or
        lasted), which is drawn as a line with the mark in its middle.
    look : str
        Column of the kind of event.
    looks : mapping of str to Look
        How each kind is drawn, in the order of the legend.
    start, end : str
        Ends of the axis.
    text : str, optional
        Column of what is said of an event when a reader points at it.
    gap : Gap, optional
        A time to shade.
    dtick, dtick_narrow : str
        Steps of the axis on wide and on narrow screens.
    """
    pairs = frame[[group, lane]].drop_duplicates().sort_values(group, key=_by_first, kind="stable")
    places = list(zip(pairs[group], pairs[lane], strict=True))
    levels, ticks = headed_rows(places, room=_HEADING_ROOM)
    heights = dict(zip(places, levels, strict=True))
    placed = frame.assign(height=[heights[row] for row in zip(frame[group], frame[lane], strict=True)])
    last = placed[until].fillna(placed[date]) if until else placed[date]
    placed = placed.assign(last=last, middle=placed[date] + (last - placed[date]) / 2)
    figure = go.Figure()
    for name, how in looks.items():
        rows = placed[placed[look] == name]
        spans = rows[rows["last"] > rows[date]]
        if len(spans):
            figure.add_trace(_spans(spans, date, name, how))
        figure.add_trace(_marks(rows, text or lane, name, how))
    bottom, lines = min(heights.values()) - 0.7, (len(looks) + 1) // 2
    figure.update_layout(
        xaxis={
            "range": [start, end], "side": "top", "dtick": dtick, "tickformat": "%Y", "tickangle": 0, "fixedrange": True,
        },
        yaxis={
            "tickvals": list(ticks), "ticktext": list(ticks.values()), "showgrid": False, "fixedrange": True,
            "automargin": True, "range": [bottom, 0.6], "ticklabelstandoff": 6, "tickfont": {"color": colour("ink"), "size": 12},
        },
        shapes=[_shade(gap)] if gap else [],
        annotations=[_name(gap, bottom)] if gap else [],
        margin={"l": 8, "r": 14, "t": 30, "b": 20 + _LEGEND_PX * lines},
        meta={"narrow": {"xaxis.dtick": dtick_narrow, "margin.b": 20 + _LEGEND_PX * len(looks)}},
    )  # fmt: skip
    return figure


def _by_first(names: pd.Series[Any]) -> pd.Series[Any]:
    """Return keys that sort names in the order in which they first appear."""
    return pd.Series(pd.factorize(names)[0], index=names.index)


def _spans(rows: pd.DataFrame, date: str, name: str, look: Look) -> go.Scatter:
    x: list[str | None] = []
    y: list[float | None] = []
    for begin, finish, height in zip(rows[date], rows["last"], rows["height"], strict=True):
        x += [day(begin), day(finish), None]
        y += [height, height, None]
    return go.Scatter(
        x=x, y=y, mode="lines", name=f"{name}: from and to", hoverinfo="skip", showlegend=False, meta=BACKGROUND,
        line={"color": colour(look.tone), "width": _SPAN_PX}, opacity=0.4,
    )  # fmt: skip


def _marks(rows: pd.DataFrame, text: str, name: str, look: Look) -> go.Scatter:
    ink = colour(look.tone)
    is_line = look.symbol.endswith(("-open", "-thin"))
    rim = {"width": 2, "color": ink} if is_line else {"width": 1, "color": colour("sea")}
    return go.Scatter(
        x=axis_values(rows["middle"]), y=rows["height"].tolist(), mode="markers", name=escape(name, quote=False),
        hovertext=[escape(str(value), quote=False) for value in rows[text]], hoverinfo="text",
        marker={"symbol": look.symbol, "size": _MARK_PX, "color": ink, "line": rim, "opacity": 1},
    )  # fmt: skip


def _shade(gap: Gap) -> dict[str, Any]:
    return {
        "type": "rect", "xref": "x", "yref": "paper", "x0": gap.start, "x1": gap.end, "y0": 0, "y1": 1, "layer": "below",
        "line": {"width": 0}, "fillcolor": colour("ended"), "opacity": 0.18,
    }  # fmt: skip


def _name(gap: Gap, bottom: float) -> dict[str, Any]:
    middle = pd.Timestamp(gap.start) + (pd.Timestamp(gap.end) - pd.Timestamp(gap.start)) / 2
    return {
        "text": escape(gap.text, quote=False).replace("\n", "<br>"), "x": day(middle), "y": bottom,
        "xanchor": "center", "yanchor": "bottom", "showarrow": False, "font": {"color": colour("ink-soft"), "size": 11},
    }  # fmt: skip
