"""Maps drawn as plain lines and points on a projected plane: no map service, no topology file, right over pole and dateline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import plotly.graph_objects as go
import shapely

from helpers.dataset.dates import format_date
from helpers.dataset.world import World
from helpers.figures.style import colour
from helpers.models.projection import Projection

__all__ = ["EURASIA", "base_map", "shield_map"]

EURASIA = Projection(lat_deg=55, lon_deg=85)
"""Centred between the flanks, so that both are equally far from the middle and drawn at the same scale."""

EXTENT_KM = (-6900.0, 7000.0, -4500.0, 5000.0)  # west, east, south, north of the centre: Rota to Guam and Alaska
_SIMPLIFY_KM = 9.0  # under a pixel on a wide screen
_SMALLEST_ISLAND_KM2 = 450.0

_SYMBOLS = {"interceptor-site": "circle", "radar": "triangle-up", "naval-base": "square", "command": "diamond"}
_KIND_NAMES = {
    "interceptor-site": "Interceptors",
    "radar": "Radar",
    "naval-base": "Base of Aegis ships or sea-based radar",
    "command": "Command",
}
_STATUS_NAMES = {
    "planned": "planned",
    "under-construction": "under construction",
    "operational": "in service",
    "cancelled": "plan given up",
    "closed": "closed",
}


def base_map(world: World, projection: Projection, extent_km: Sequence[float] = EXTENT_KM) -> list[go.Scatter]:
    """Return two traces, land with coasts and borders, in the plane of a projection."""
    land, borders = _drawn_world(world, projection, tuple(extent_km))
    style = {"hoverinfo": "skip", "showlegend": False, "mode": "lines"}
    return [
        go.Scatter(
            x=land[0], y=land[1], name="land", fill="toself", fillcolor=colour("land"),
            line={"color": colour("coast"), "width": 0.7}, **style,
        ),
        go.Scatter(x=borders[0], y=borders[1], name="borders", line={"color": colour("border"), "width": 0.7}, **style),
    ]  # fmt: skip


def map_layout(extent_km: Sequence[float] = EXTENT_KM) -> dict[str, Any]:
    """Return the layout of a map: equal scales, no axes."""
    west, east, south, north = extent_km
    hidden = {"visible": False, "fixedrange": True, "constrain": "domain"}
    return {
        "xaxis": {**hidden, "range": [west, east]},
        "yaxis": {**hidden, "range": [south, north], "scaleanchor": "x"},
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
    }


def shield_map(
    world: World, states: pd.DataFrame, *, labels: Mapping[str, str], projection: Projection = EURASIA
) -> go.Figure:
    """Draw missile-defence sites by kind, flank and status, with one step per year.

    Parameters
    ----------
    world : World
        Boundaries.
    states : pandas.DataFrame
        One row per year and site: ``year``, ``site``, ``name``, ``label``, ``country_name``, ``kind``, ``flank``, ``status``,
        ``since``, ``since_precision``, ``lat``, ``lon``.
    labels : mapping
        Sites to name on the map: id -> Plotly text position.
    """
    years = sorted(states["year"].unique())
    steps = {year: _site_points(states[states["year"] == year], labels, projection) for year in years}
    base = base_map(world, projection)
    figure = go.Figure([*base, steps[years[-1]], *_legend_entries()], map_layout())
    figure.frames = [go.Frame(name=str(year), data=[points], traces=[len(base)]) for year, points in steps.items()]
    figure.update_layout(sliders=[_year_slider([str(year) for year in years])])
    return figure


def _site_points(sites: pd.DataFrame, labels: Mapping[str, str], projection: Projection) -> go.Scatter:
    x_km, y_km = projection.to_plane(sites["lon"], sites["lat"])
    rows = list(sites.itertuples())
    return go.Scatter(
        x=x_km.round().astype(int).tolist(),
        y=y_km.round().astype(int).tolist(),
        name="sites",
        mode="markers+text",
        marker={
            "symbol": [_symbol(row) for row in rows],
            "color": [colour(_tone(row)) for row in rows],
            "size": [11 if row.kind == "interceptor-site" else 10 for row in rows],
            "line": {"width": 2, "color": [colour(_tone(row)) for row in rows]},
        },
        text=[escape(row.label, quote=False) if row.site in labels else "" for row in rows],
        textposition=[labels.get(row.site, "top center") for row in rows],
        textfont={"size": 11, "color": colour("ink")},
        hovertext=[_hover(row) for row in rows],
        hoverinfo="text",
        showlegend=False,
        cliponaxis=False,
    )


def _is_over(row: Any) -> bool:
    return row.status in {"cancelled", "closed"}


def _symbol(row: Any) -> str:
    if _is_over(row):
        return "x-thin"
    return _SYMBOLS[row.kind] + ("" if row.status == "operational" else "-open")


def _tone(row: Any) -> str:
    return "ended" if _is_over(row) else str(row.flank)


def _hover(row: Any) -> str:
    if pd.isna(row.since):
        since = "start not published"
    else:
        since = f"since {format_date(row.since, row.since_precision)}"
    status = f"{_STATUS_NAMES[row.status]}, {since}"
    return f"<b>{escape(row.name, quote=False)}</b><br>{escape(row.country_name, quote=False)}<br>{status}"


def _legend_entries() -> list[go.Scatter]:
    """Return traces without points that explain the symbols."""
    ink = {"color": colour("ink-soft"), "size": 10, "line": {"width": 2, "color": colour("ink-soft")}}
    entries = [(name, {**ink, "symbol": _SYMBOLS[kind]}) for kind, name in _KIND_NAMES.items()]
    entries += [
        ("open: planned or being built", {**ink, "symbol": "circle-open"}),
        ("given up or closed", {**ink, "symbol": "x-thin"}),
        ("western flank", {**ink, "symbol": "circle", "color": colour("western"), "line": {"width": 0}}),
        ("eastern flank", {**ink, "symbol": "circle", "color": colour("eastern"), "line": {"width": 0}}),
        ("North America", {**ink, "symbol": "circle", "color": colour("homeland"), "line": {"width": 0}}),
    ]
    return [go.Scatter(x=[None], y=[None], mode="markers", name=name, marker=marker) for name, marker in entries]


def _year_slider(names: list[str]) -> dict[str, Any]:
    jump = {"mode": "immediate", "frame": {"duration": 0, "redraw": True}, "transition": {"duration": 0}}
    return {
        "active": len(names) - 1,
        "currentvalue": {"prefix": "End of "},
        "pad": {"t": 8, "b": 60},
        "steps": [{"label": name, "method": "animate", "args": [[name], jump]} for name in names],
    }


Line = npt.NDArray[np.float64]
Drawn = tuple[list[int | None], list[int | None]]


def _drawn_world(world: World, projection: Projection, extent_km: tuple[float, ...]) -> tuple[Drawn, Drawn]:
    """Project, clip and simplify the boundaries to what a screen can show."""
    west, east, south, north = extent_km
    frame = shapely.box(west, south, east, north).buffer(100)  # so that cut edges lie outside the picture
    rings = [_project(ring, projection) for ring in world.rings()]
    areas = shapely.make_valid([shapely.Polygon(ring) for ring in rings])
    seen = areas[shapely.intersects(areas, frame)]
    land = shapely.intersection(shapely.union_all(seen), frame)
    parts = shapely.get_parts(shapely.simplify(land, _SIMPLIFY_KM))
    parts = [part for part in parts if part.geom_type == "Polygon" and part.area >= _SMALLEST_ISLAND_KM2]
    parts = [shapely.orient_polygons(part) for part in parts]  # so that seas inside the land stay unfilled
    outlines = [np.array(ring.coords) for part in parts for ring in (part.exterior, *part.interiors)]
    borders = shapely.union_all([shapely.LineString(_project(line, projection)) for line in world.borders()])
    borders = shapely.line_merge(shapely.simplify(shapely.intersection(borders, frame), _SIMPLIFY_KM))
    lines = [np.array(part.coords) for part in shapely.get_parts(borders) if part.length > 3 * _SIMPLIFY_KM]
    return _with_gaps(outlines), _with_gaps(lines)


def _project(line: Line, projection: Projection) -> Line:
    return np.column_stack(projection.to_plane(line[:, 0], line[:, 1]))


def _with_gaps(lines: list[Line]) -> Drawn:
    """Join lines into one trace; None lifts the pen."""
    x: list[int | None] = []
    y: list[int | None] = []
    for line in lines:
        whole = line.round().astype(int)
        x += [*whole[:, 0].tolist(), None]
        y += [*whole[:, 1].tolist(), None]
    return x[:-1], y[:-1]
