"""The view from above the North Pole: the warning radars of two sides and the sectors over which they look."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from helpers.dataset.world import World
from helpers.figures.maps.areas import area_traces
from helpers.figures.maps.basemap import base_map, rim
from helpers.figures.maps.labels import SYMBOL_PX
from helpers.figures.maps.marks import marks
from helpers.figures.maps.panel import Panel, axes_of, map_layout, name_places
from helpers.figures.style import SIDES, Side, colour
from helpers.figures.summary import BACKGROUND
from helpers.models.geodesy import Outline, sector
from helpers.models.projection import Projection

__all__ = ["polar_radar_map"]

# America below, Russia above; out to 37 degrees north.
_ARCTIC = Projection(lat_deg=90, lon_deg=-95, kind="equidistant")
_EXTENT_KM = (-5900, 5900, -5900, 5900)


_US, _RUSSIA = SIDES["us-and-allies"], SIDES["russia"]
_PANELS = {
    _US: Panel(
        _ARCTIC, _EXTENT_KM, (0, 0.492, 0, 0.93), (0, 1, 0.51, 0.965), "Radars of the United States and allies",
        _US.tone, is_round=True,
    ),
    _RUSSIA: Panel(
        _ARCTIC, _EXTENT_KM, (0.508, 1, 0, 0.93), (0, 1, 0, 0.455), "Radars of Russia", _RUSSIA.tone, is_round=True
    ),
}  # fmt: skip


def polar_radar_map(world: World, radars: pd.DataFrame, *, labels: Sequence[str]) -> go.Figure:
    """Draw radars as seen from above the North Pole, and beside each other the sectors of the two sides.

    Distances from the pole are true. A fill is the stronger the more radars look at a place.

    Parameters
    ----------
    world : World
        Boundaries.
    radars : pandas.DataFrame
        One row per radar: ``site``, ``label``, ``side`` ("United States and allies" or "Russia"), ``lat``, ``lon``,
        ``azimuth_deg`` (of no matter where the width is 360), ``width_deg``, ``range_km``.
    labels : sequence of str
        Sites to name beside their sectors, the most important first; one whose name would collide stays without.
    """
    panels = list(_PANELS.values())
    axes, figure = axes_of(panels), go.Figure(layout=map_layout(panels))
    rows = {side: list(radars[radars["side"] == side.name].itertuples()) for side in _PANELS}
    for (side, panel), axis in zip(_PANELS.items(), axes, strict=True):
        own = {row.site for row in rows[side]}
        names = name_places(panel, radars, [site for site in labels if site in own])
        figure.add_traces([*base_map(world, panel, axis), rim(panel, axis)])
        areas = [_sector(row) for row in rows[side]]
        figure.add_traces(area_traces(areas, panel, name=side.name, tone=side.tone, dash=side.dash, axes=axis))
        for other in _PANELS:
            marker = {"symbol": other.symbol, "color": colour(other.tone)}
            name = f"radars, {other.name}"
            figure.add_trace(marks(rows[other], panel, axis, name=name, marker=marker, names=names, hover=_hover))
    figure.add_traces([_legend_entry(side) for side in _PANELS])
    return figure


def _sector(row: Any) -> Outline:
    azimuth = 0 if np.isnan(row.azimuth_deg) else row.azimuth_deg
    return sector(row.lat, row.lon, radius_km=row.range_km, azimuth_deg=azimuth, width_deg=row.width_deg)


def _hover(row: Any) -> str:
    first, last = ((row.azimuth_deg + sign * row.width_deg / 2) % 360 for sign in (-1, 1))
    way = "looks all round" if row.width_deg == 360 else f"looks from {first:.0f}° to {last:.0f}°"
    return f"<b>{escape(row.label, quote=False)}</b><br>{way}<br>published range {row.range_km:,.0f} km"


def _legend_entry(side: Side) -> go.Scatter:
    return go.Scatter(
        x=[None], y=[None], name=side.name, meta=BACKGROUND, mode="lines+markers",
        line={"color": colour(side.tone), "width": 1.5, "dash": side.dash},
        marker={"symbol": side.symbol, "color": colour(side.tone), "size": SYMBOL_PX},
    )  # fmt: skip
