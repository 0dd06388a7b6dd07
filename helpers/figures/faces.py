"""A map of one radar: circles of the ranges that are granted to it, and the sectors of the ways it may look."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from helpers.dataset.world import World
from helpers.figures.areas import area_traces, ring_trace
from helpers.figures.basemap import base_map
from helpers.figures.marks import marks
from helpers.figures.panel import Panel, map_layout, name_places
from helpers.figures.style import colour
from helpers.figures.summary import BACKGROUND
from helpers.models.geodesy import circle, sector
from helpers.models.projection import Projection

__all__ = ["face_map"]

_EAST_ASIA = Panel(Projection(lat_deg=36, lon_deg=106), (-1750, 3650, -1850, 2450), (0, 1, 0, 0.97), (0, 1, 0, 0.97))


def face_map(
    world: World,
    radar: pd.Series[Any],
    places: pd.DataFrame,
    *,
    rings: Mapping[float, str],
    sectors: Mapping[str, tuple[float, str, str]],
    sector_km: float,
    width_deg: float,
) -> go.Figure:
    """Draw circles round a radar in East Asia, and the sector over which one face looks, for each of some directions.

    Parameters
    ----------
    world : World
        Boundaries.
    radar : pandas.Series
        ``site``, ``label``, ``lat``, ``lon``.
    places : pandas.DataFrame
        Places to mark and to name, the most important first: ``site``, ``label``, ``lat``, ``lon`` and ``kind``, which goes
        into the legend.
    rings : mapping of float to str
        Radii along the ground in km, with Plotly's pattern of their lines.
    sectors : mapping of str to (float, str, str)
        What to call a direction: its azimuth in degrees clockwise from north, a colour by name, a pattern of the line.
    sector_km, width_deg : float
        Radius and angle of the sectors.
    """
    panel, figure = _EAST_ASIA, go.Figure(layout=map_layout([_EAST_ASIA]))
    figure.add_traces(base_map(world, panel))
    for name, (azimuth, tone, dash) in sectors.items():
        area = sector(radar["lat"], radar["lon"], radius_km=sector_km, azimuth_deg=azimuth, width_deg=width_deg)
        figure.add_traces(area_traces([area], panel, name=name, tone=tone, dash=dash))
        figure.add_trace(
            go.Scatter(
                x=[None], y=[None], meta=BACKGROUND, mode="lines", name=escape(name, quote=False),
                line={"color": colour(tone), "width": 6, "dash": dash},
            )
        )  # fmt: skip
    for radius_km, dash in rings.items():
        ring = circle(radar["lat"], radar["lon"], radius_km=radius_km)
        label = f"{radius_km:,.0f} km"
        figure.add_trace(
            ring_trace(
                [ring],
                panel,
                name=f"circle of {label}",
                tone="ink",
                dash=dash,
                label=label,
                label_at="north" if radius_km > 1500 else "south",
            )
        )
    shown = pd.concat([radar.to_frame().T.assign(kind="radar"), places], ignore_index=True)
    names = name_places(panel, shown, shown["site"].tolist())
    looks = {"radar": ("us-and-allies", "triangle-up"), **dict(zip(places["kind"].unique(), _LOOKS, strict=False))}
    for kind, (tone, symbol) in looks.items():
        rows = list(shown[shown["kind"] == kind].itertuples())
        marker = {"symbol": symbol, "color": colour(tone)}
        figure.add_trace(marks(rows, panel, "", name=kind, marker=marker, names=names, hover=_hover))
        figure.add_trace(
            go.Scatter(
                x=[None], y=[None], meta=BACKGROUND, mode="markers", name=escape(kind.capitalize(), quote=False),
                marker={**marker, "size": 9},
            )
        )  # fmt: skip
    return figure


_LOOKS = (("china", "circle"), ("china", "square"), ("ink", "diamond"))


def _hover(row: Any) -> str:
    return f"<b>{escape(row.label, quote=False)}</b><br>{escape(row.kind, quote=False)}"
