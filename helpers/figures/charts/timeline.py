"""Timelines: one row per site, from plan to service to end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from helpers.figures.charts.axes import day
from helpers.figures.style import colour
from helpers.figures.summary import BACKGROUND

__all__ = ["service_timeline"]

_FLANKS = {"western": "Western flank", "eastern": "Eastern flank"}
_STAGES = (
    "planned or being built",
    "entry into service",
    "in service by then, start not known",
    "given up or closed",
)


def service_timeline(
    history: pd.DataFrame,
    *,
    start: str,
    end: str,
    titles: Mapping[str, str] = _FLANKS,
    stages: Sequence[str] = _STAGES,
    dtick: str = "M60",
) -> go.Figure:
    """Draw when sites were planned, entered service and ended, the two flanks one above the other.

    Parameters
    ----------
    history : pandas.DataFrame
        One row per site: ``label``, ``flank`` (one of the titles), ``planned``, ``in_service``, ``ended`` (timestamps or
        NaT), the same with ``_date`` as text, and ``in_service_known``. Rows are drawn in the given order, from the top.
    start, end : str
        Limits of the time axis. What began before the start is drawn from the edge; what lasts reaches the end.
    titles : mapping of str to str
        Groups in their order, each with its heading; the name of a group is that of its colour.
    stages : sequence of str
        What the legend calls plan, entry into service, service with unknown start, and end; those without a name are left out.
    dtick : str
        Distance of the marks on the time axis.
    """
    first, last = pd.Timestamp(start), pd.Timestamp(end)
    figure = go.Figure()
    labels: dict[float, str] = {}
    depth = 0.0
    for flank, title in titles.items():
        rows: list[Any] = list(history[history["flank"] == flank].itertuples())
        labels[depth] = f"<b>{title}</b>"
        places = {row.Index: depth - 1 - i for i, row in enumerate(rows)}
        labels |= {places[row.Index]: escape(row.label, quote=False) for row in rows}
        figure.add_traces(_flank_traces(rows, places, flank, first, last))
        depth -= len(rows) + 1.6
    figure.update_layout(
        xaxis={
            "range": [first, last], "side": "top", "dtick": dtick, "tickformat": "%Y", "tickangle": 0, "fixedrange": True,
        },
        yaxis={
            "tickvals": list(labels), "ticktext": list(labels.values()), "showgrid": False, "fixedrange": True,
            "range": [depth + 1, 0.6], "automargin": True, "ticklabelstandoff": 6, "tickfont": {"color": colour("ink"), "size": 12},
        },
        margin={"l": 8, "r": 14, "t": 30, "b": 44},
        meta={"narrow": {"xaxis.dtick": f"M{2 * int(dtick[1:])}"}},
    )  # fmt: skip
    figure.add_traces(_legend_entries(stages))
    return figure


def _flank_traces(
    rows: list[Any], places: dict[Any, float], flank: str, first: pd.Timestamp, last: pd.Timestamp
) -> list[go.Scatter]:
    plans, service = [], []
    began: list[tuple[Any, float, str]] = []
    shown: list[tuple[Any, float, str]] = []
    over: list[tuple[Any, float, str]] = []
    for row in rows:
        y = places[row.Index]
        until = row.ended if pd.notna(row.ended) else last
        if pd.notna(row.planned):
            plans.append((row.planned, row.in_service if pd.notna(row.in_service) else until, y))
        if pd.notna(row.in_service):
            service.append((max(row.in_service, first), until, y))
            if row.in_service >= first:
                (began if row.in_service_known else shown).append((row.in_service, y, _hover(row)))
        if pd.notna(row.ended):
            over.append((row.ended, y, _hover(row)))
    tone = colour(flank)
    return [
        _spans(plans, f"{flank}: planned", {"color": colour("ended"), "width": 2, "dash": "dot"}),
        _spans(service, f"{flank}: in service", {"color": tone, "width": 4}),
        _marks(began, f"{flank}: entry into service", {"symbol": "circle", "size": 10, "color": tone}),
        _marks(
            shown,
            f"{flank}: in service by then",
            {"symbol": "circle-open", "size": 9, "color": tone, "line": {"width": 2, "color": tone}},
        ),
        _marks(
            over,
            f"{flank}: given up or closed",
            {"symbol": "x-thin", "size": 9, "color": colour("ended"), "line": {"width": 2, "color": colour("ended")}},
        ),
    ]


def _spans(spans: list[tuple[Any, Any, float]], name: str, line: dict[str, Any]) -> go.Scatter:
    x: list[str | None] = []
    y: list[float | None] = []
    for begin, finish, height in spans:
        x += [day(begin), day(finish), None]
        y += [height, height, None]
    return go.Scatter(x=x, y=y, mode="lines", name=name, line=line, hoverinfo="skip", showlegend=False)


def _marks(marks: list[tuple[Any, float, str]], name: str, marker: dict[str, Any]) -> go.Scatter:
    return go.Scatter(
        x=[day(when) for when, _, _ in marks],
        y=[height for _, height, _ in marks],
        hovertext=[text for _, _, text in marks],
        hoverinfo="text",
        mode="markers",
        name=name,
        marker=marker,
        showlegend=False,
    )


def _legend_entries(stages: Sequence[str]) -> list[go.Scatter]:
    soft = colour("ink-soft")
    open_circle = {"symbol": "circle-open", "size": 9, "color": soft, "line": {"width": 2}}
    cross = {"symbol": "x-thin", "size": 9, "line": {"width": 2, "color": colour("ended")}}
    looks: list[dict[str, Any]] = [
        {"mode": "lines", "line": {"color": colour("ended"), "width": 2, "dash": "dot"}},
        {"mode": "lines+markers", "line": {"color": soft, "width": 4}, "marker": {"size": 10}},
        {"mode": "markers", "marker": open_circle},
        {"mode": "markers", "marker": cross},
    ]
    named = [(name, look) for name, look in zip(stages, looks, strict=True) if name]
    return [go.Scatter(x=[None], y=[None], name=name, meta=BACKGROUND, **look) for name, look in named]


def _hover(row: Any) -> str:
    stages = {"planned": row.planned_date, "in service": row.in_service_date, "ended": row.ended_date}
    dates = "<br>".join(f"{stage}: {escape(date, quote=False)}" for stage, date in stages.items() if date)
    return f"<b>{escape(row.label, quote=False)}</b><br>{dates}"
