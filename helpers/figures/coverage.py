"""The map of what radars and interceptors could reach: areas by flank, the usual ranges filled, others as outlines."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from helpers.dataset.world import World
from helpers.figures.areas import area_traces
from helpers.figures.basemap import base_map
from helpers.figures.labels import SYMBOL_PX
from helpers.figures.marks import marks
from helpers.figures.panel import Panel, map_layout, name_places
from helpers.figures.style import colour
from helpers.figures.summary import BACKGROUND
from helpers.models.geodesy import Outline, sector
from helpers.models.projection import Projection

__all__ = ["coverage_map"]

_PANEL = Panel(Projection(lat_deg=50, lon_deg=85), (-6100, 6100, -3900, 5000))
_TONES = {"western": "western", "eastern": "eastern"}
_SYMBOLS = {"radar": "triangle-up", "interceptors": "circle"}
_DASHES = {"usual": "solid", "other": "dot"}


def coverage_map(world: World, reaches: pd.DataFrame, *, labels: Sequence[str]) -> go.Figure:
    """Draw what could be reached from sites on two flanks.

    Parameters
    ----------
    world : World
        Boundaries.
    reaches : pandas.DataFrame
        One row per area: ``site``, ``label``, ``flank`` (western or eastern), ``kind`` (radar or interceptors), ``level`` (usual,
        which is filled, or other, which is an outline), ``lat``, ``lon``, ``range_km``, ``azimuth_deg``, ``width_deg`` (360
        where no direction is known).
    labels : sequence of str
        Sites to name, the most important first.
    """
    figure = go.Figure(layout=map_layout([_PANEL]))
    figure.add_traces(base_map(world, _PANEL))
    for (flank, kind, level), rows in reaches.groupby(["flank", "kind", "level"], sort=False):
        look = {"tone": "ink" if kind == "interceptors" else _TONES[str(flank)], "dash": _DASHES[str(level)]}
        areas = [_outline(row) for row in rows.itertuples()]
        filled = kind == "radar" and level == "usual"
        figure.add_traces(area_traces(areas, _PANEL, name=f"{flank}, {kind}, {level}", filled=filled, **look))
    sites = reaches.drop_duplicates("site")
    names = name_places(_PANEL, sites, labels)
    for (flank, kind), rows in sites.groupby(["flank", "kind"], sort=False):
        marker = {"symbol": _SYMBOLS[str(kind)], "color": colour(_TONES[str(flank)])}
        drawn: list[Any] = list(rows.itertuples())
        figure.add_trace(marks(drawn, _PANEL, "", name=f"{flank} {kind}", marker=marker, names=names, hover=_hover))
    figure.add_traces(_legend_entries())
    return figure


def _outline(row: Any) -> Outline:
    azimuth = 0 if np.isnan(row.azimuth_deg) else row.azimuth_deg
    return sector(row.lat, row.lon, radius_km=row.range_km, azimuth_deg=azimuth, width_deg=row.width_deg)


def _hover(row: Any) -> str:
    return f"<b>{escape(row.label, quote=False)}</b><br>{row.kind}: usual range {row.range_km:,.0f} km"


def _legend_entries() -> list[go.Scatter]:
    """Return traces without points that explain lines and symbols."""
    soft = colour("ink-soft")
    looks: list[tuple[str, dict[str, Any]]] = [
        (
            "Radar, usual range",
            {"mode": "lines+markers", "line": {"color": soft, "width": 1}, "marker": {"symbol": "triangle-up"}},
        ),
        ("The same, other mode or source", {"mode": "lines", "line": {"color": soft, "width": 1, "dash": "dot"}}),
        (
            "Interceptors",
            {"mode": "lines+markers", "line": {"color": colour("ink"), "width": 1}, "marker": {"symbol": "circle"}},
        ),
    ]
    size = {"size": SYMBOL_PX, "color": soft}
    return [
        go.Scatter(
            x=[None], y=[None], name=name, meta=BACKGROUND, **{**look, "marker": {**size, **look.get("marker", {})}}
        )
        for name, look in looks
    ]
