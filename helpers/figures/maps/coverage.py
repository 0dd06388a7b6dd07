"""Circles of published range: radars on a map of Eurasia, interceptors on a detail of each flank."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from helpers.dataset.world import World
from helpers.figures.maps.areas import area_traces, ring_trace
from helpers.figures.maps.basemap import base_map
from helpers.figures.maps.countries import named_countries
from helpers.figures.maps.marks import marks
from helpers.figures.maps.panel import Panel, axes_of, map_layout, name_places
from helpers.figures.style import colour
from helpers.figures.summary import BACKGROUND
from helpers.models.geodesy import circle, sector
from helpers.models.projection import Projection

__all__ = ["coverage_map"]

_RADARS = Panel(
    Projection(lat_deg=55, lon_deg=85), (-6400, 7000, -4300, 3800), (0, 1, 0.43, 0.97), (0, 1, 0.745, 0.975), "Radars", "ink",
)  # fmt: skip
# Both details have one scale, so that their circles can be compared.
_DETAIL_KM = (-2700, 2700, -2100, 2750)
_WEST = Panel(
    Projection(lat_deg=54, lon_deg=19), _DETAIL_KM, (0, 0.492, 0, 0.395), (0, 1, 0.37, 0.715), "Interceptors, west", "western",
)  # fmt: skip
_EAST = Panel(
    Projection(lat_deg=40, lon_deg=128), _DETAIL_KM, (0.508, 1, 0, 0.395), (0, 1, 0, 0.34), "Interceptors, east", "eastern",
)  # fmt: skip
_PANELS = (_RADARS, _WEST, _EAST)

_CLOSE_PX = 20  # rings nearer to each other than this have their labels on opposite sides


def coverage_map(
    world: World,
    radars: pd.DataFrame,
    interceptors: pd.DataFrame,
    *,
    rings: Mapping[str, str],
    sectors: str,
    countries: Mapping[str, tuple[str, float, float]],
) -> go.Figure:
    """Draw how far radars and interceptors reach along the ground, by flank and by published range.

    Where circles of one kind overlap, the line runs round all of them. All distances are true on the ground, whatever the
    projection does to the shape of a circle.

    Parameters
    ----------
    world : World
        Boundaries.
    radars, interceptors : pandas.DataFrame
        One row per place and range: ``site``, ``label``, ``flank``, ``lat``, ``lon``, ``range_km``, ``ring`` (one of the
        rings), and for radars ``azimuth_deg`` and ``width_deg``, missing where no direction is published. Every place is
        named where there is room.
    rings : mapping of str to str
        Kinds of range in the order of the legend, with Plotly's pattern of their lines.
    sectors : str
        The ring of which the published sectors of radars are filled.
    countries : mapping of str to (str, float, float)
        Names to write on the map of radars: of which country in the atlas, whose borders are drawn stronger, and at which
        latitude and longitude.
    """
    axes, figure = axes_of(_PANELS), go.Figure(layout=map_layout(_PANELS))
    parts = {
        _RADARS: radars,
        _WEST: interceptors[interceptors["flank"] == "western"],
        _EAST: interceptors[interceptors["flank"] == "eastern"],
    }
    for (panel, rows), axis in zip(parts.items(), axes, strict=True):
        figure.add_traces(base_map(world, panel, axis))
        if panel is _RADARS:
            figure.add_traces(_filled_sectors(rows[rows["ring"] == sectors], panel, axis))
            figure.add_traces(named_countries(world, countries, panel, axis))
        figure.add_traces(_lines(rows, rings, panel, axis))
        figure.add_trace(_places(rows, panel, axis))
    figure.add_traces(_legend_entries(rings, sectors))
    return figure


def _filled_sectors(rows: pd.DataFrame, panel: Panel, axis: str) -> list[go.Scatter]:
    """Return a fill for each radar of which the direction is published."""
    known: list[Any] = list(rows.dropna(subset="azimuth_deg").itertuples())
    traces = []
    for flank in dict.fromkeys(row.flank for row in known):
        areas = [
            sector(row.lat, row.lon, radius_km=row.range_km, azimuth_deg=row.azimuth_deg, width_deg=row.width_deg)
            for row in known
            if row.flank == flank
        ]
        fills = area_traces(areas, panel, name=f"{flank} flank, sectors", tone=flank, axes=axis)
        traces += fills[:-1]  # without the line: the rings have theirs
    return traces


def _lines(frame: pd.DataFrame, rings: Mapping[str, str], panel: Panel, axis: str) -> list[go.Scatter]:
    """Return a line for each flank, kind and range."""
    rows: list[Any] = list(frame.itertuples())
    traces = []
    for flank, ring, range_km in dict.fromkeys((row.flank, row.ring, row.range_km) for row in rows):
        some = [row for row in rows if (row.flank, row.ring, row.range_km) == (flank, ring, range_km)]
        wider = [other.range_km - range_km for other in rows if other.site in {row.site for row in some}]
        traces.append(
            ring_trace(
                [circle(row.lat, row.lon, radius_km=range_km) for row in some], panel, axes=axis, tone=flank,
                name=f"{flank} flank, {ring.lower()}, {range_km:,.0f} km", dash=rings[ring], label=f"{range_km:,.0f} km",
                label_at="south" if any(0 < km < _CLOSE_PX * panel.pixel_km for km in wider) else "north",
            )
        )  # fmt: skip
    return traces


def _places(frame: pd.DataFrame, panel: Panel, axis: str) -> go.Scatter:
    places = frame.drop_duplicates("site")
    reach = {site: sorted(rows["range_km"]) for site, rows in frame.groupby("site")}
    tones = [colour(flank) for flank in places["flank"]]
    return marks(
        list(places.itertuples()), panel, axis, name=f"places, {panel.title.lower()}",
        marker={"symbol": "triangle-up" if panel is _RADARS else "circle", "color": tones},
        names=name_places(panel, places, places["site"].tolist()), hover=lambda row: _hover(row, reach[row.site]),
    )  # fmt: skip


def _hover(row: Any, ranges_km: Sequence[float]) -> str:
    reach = ", ".join(f"{value:,.0f}" for value in ranges_km)
    return f"<b>{escape(row.label, quote=False)}</b><br>circles of {reach} km"


def _legend_entries(rings: Mapping[str, str], sectors: str) -> list[go.Scatter]:
    """Return traces without points that explain lines, fill and symbols."""
    ink = colour("ink-soft")
    common = {"x": [None], "y": [None], "meta": BACKGROUND}
    lines = [
        go.Scatter(mode="lines", name=ring, line={"color": ink, "width": 1.6, "dash": dash}, **common)
        for ring, dash in rings.items()
    ]
    square = {"symbol": "square", "color": ink, "size": 12, "opacity": 0.3}
    fill = go.Scatter(mode="markers", name=f"{sectors}: published sector", marker=square, **common)
    return [*lines, fill]
