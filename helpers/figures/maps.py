"""Maps drawn as plain lines and points on a projected plane: no map service, no topology file, right over pole and dateline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import plotly.graph_objects as go
import shapely

from helpers.dataset.world import World
from helpers.figures.style import colour
from helpers.figures.summary import BACKGROUND
from helpers.models.projection import Projection

__all__ = ["EAST", "EURASIA", "WEST", "Panel", "base_map", "map_layout", "shield_map"]

_SCREEN_PX = 700
_SMALLEST_ISLAND_PX2 = 2


@dataclass(frozen=True)
class Panel:
    """One map of a figure: its projection, the part of the plane that it shows, its place on wide and on narrow screens.

    Places are (left, right, bottom, top) as parts of the figure.
    """

    projection: Projection
    extent_km: tuple[float, float, float, float]  # west, east, south, north of the centre
    place: tuple[float, float, float, float] = (0, 1, 0, 1)
    narrow_place: tuple[float, float, float, float] = (0, 1, 0, 1)
    title: str = ""
    tone: str = "ink"


# The overview is centred between the flanks, so that both are drawn at the same scale; the details have their own centres.
EURASIA = Panel(Projection(lat_deg=55, lon_deg=85), (-6400, 7700, -3600, 6100), (0, 1, 0.37, 1), (0, 1, 0.69, 1))
WEST = Panel(
    Projection(lat_deg=41, lon_deg=24), (-2950, 3050, -1980, 2250), (0, 0.492, 0, 0.33), (0, 1, 0.335, 0.66),
    "Western flank", "western",
)  # fmt: skip
EAST = Panel(
    Projection(lat_deg=33.5, lon_deg=132), (-1750, 1750, -1180, 1287), (0.508, 1, 0, 0.33), (0, 1, 0, 0.305),
    "Eastern flank", "eastern",
)  # fmt: skip
_PANELS = (EURASIA, WEST, EAST)

Labels = Mapping[str, Sequence[str]]

_SYMBOLS = {"interceptor-site": "circle", "radar": "triangle-up", "naval-base": "square", "command": "diamond"}
_KIND_NAMES = {
    "interceptor-site": "Interceptors",
    "radar": "Radar",
    "naval-base": "Base of Aegis ships or sea radar",
    "command": "Command",
}
_OVER = ("cancelled", "closed")
_STATUS_NAMES = {
    "planned": "planned",
    "under-construction": "under construction",
    "operational": "in service",
    "cancelled": "plan given up",
    "closed": "closed",
}


def base_map(world: World, panel: Panel, axes: str = "") -> list[go.Scatter]:
    """Return two traces, land with coasts and borders, for the axes ``x`` + ``axes`` and ``y`` + ``axes``."""
    land, borders = _drawn_world(world, panel)
    style = {
        "meta": BACKGROUND,
        "hoverinfo": "skip",
        "showlegend": False,
        "mode": "lines",
        "xaxis": f"x{axes}",
        "yaxis": f"y{axes}",
    }
    return [
        go.Scatter(
            x=land[0], y=land[1], name="land", fill="toself", fillcolor=colour("land"),
            line={"color": colour("coast"), "width": 0.7}, **style,
        ),
        go.Scatter(x=borders[0], y=borders[1], name="borders", line={"color": colour("border"), "width": 0.7}, **style),
    ]  # fmt: skip


def map_layout(panels: Sequence[Panel]) -> dict[str, Any]:
    """Return the layout of maps: equal scales, no axes, a title in the corner."""
    narrow: dict[str, Any] = {}
    layout: dict[str, Any] = {"margin": {"l": 0, "r": 0, "t": 0, "b": 0}, "annotations": [], "meta": {"narrow": narrow}}
    for panel, axes in zip(panels, _axes(panels), strict=True):
        west, east, south, north = panel.extent_km
        hidden = {"visible": False, "fixedrange": True, "constrain": "domain"}
        layout[f"xaxis{axes}"] = {**hidden, "range": [west, east], "domain": panel.place[:2], "anchor": f"y{axes}"}
        layout[f"yaxis{axes}"] = {
            **hidden, "range": [south, north], "domain": panel.place[2:], "anchor": f"x{axes}", "scaleanchor": f"x{axes}",
        }  # fmt: skip
        narrow[f"xaxis{axes}.domain"], narrow[f"yaxis{axes}.domain"] = panel.narrow_place[:2], panel.narrow_place[2:]
        if panel.title:
            layout["annotations"].append(
                {
                    "text": f"<b>{panel.title}</b>", "font": {"color": colour(panel.tone), "size": 12}, "showarrow": False,
                    "xref": f"x{axes} domain", "yref": f"y{axes} domain", "x": 0, "y": 1, "xanchor": "left", "yanchor": "bottom",
                }
            )  # fmt: skip
    return layout


def _axes(panels: Sequence[Panel]) -> list[str]:
    return ["" if i == 0 else str(i + 1) for i in range(len(panels))]


def shield_map(world: World, states: pd.DataFrame, *, labels: Labels, overview_labels: Labels) -> go.Figure:
    """Draw missile-defence sites by kind, flank and status: an overview, a detail of each flank, one step per year.

    Parameters
    ----------
    world : World
        Boundaries.
    states : pandas.DataFrame
        One row per year and site: ``year``, ``site``, ``name``, ``label``, ``country_name``, ``kind``, ``flank``, ``status``,
        ``start_text``, ``lat``, ``lon``. Sites outside a map are not drawn on it.
    labels, overview_labels : mapping
        Sites to name on the details and on the overview: Plotly text position -> ids.
    """
    years = sorted(states["year"].unique())
    axes = _axes(_PANELS)
    named = [overview_labels, *([labels] * (len(_PANELS) - 1))]

    def step(year: int) -> list[go.Scatter]:
        sites = states[states["year"] == year]
        return [_site_points(sites, *part) for part in zip(named, _PANELS, axes, strict=True)]

    base = [trace for panel, axis in zip(_PANELS, axes, strict=True) for trace in base_map(world, panel, axis)]
    figure = go.Figure([*base, *step(years[-1]), *_legend_entries()], map_layout(_PANELS))
    moving = list(range(len(base), len(base) + len(_PANELS)))
    figure.frames = [go.Frame(name=str(year), data=step(year), traces=moving) for year in years]
    figure.update_layout(sliders=[_year_slider([str(year) for year in years])])
    return figure


def _site_points(sites: pd.DataFrame, labels: Labels, panel: Panel, axes: str) -> go.Scatter:
    positions = {site: position for position, named in labels.items() for site in named}
    x_km, y_km = panel.projection.to_plane(sites["lon"], sites["lat"])
    west, east, south, north = panel.extent_km
    inside = (x_km > west) & (x_km < east) & (y_km > south) & (y_km < north)
    x_km, y_km, sites = x_km[inside], y_km[inside], sites[inside]
    order = np.argsort(~sites["status"].isin(_OVER), kind="stable")  # living sites on top
    x_km, y_km = x_km[order], y_km[order]
    rows: list[Any] = list(sites.iloc[order].itertuples())
    return go.Scatter(
        x=x_km.round().astype(int).tolist(),
        y=y_km.round().astype(int).tolist(),
        name=f"sites, {panel.title.lower() or 'overview'}",
        mode="markers+text",
        marker={
            "symbol": [_symbol(row) for row in rows],
            "color": [colour(_tone(row)) for row in rows],
            "size": 9,
            "opacity": 1,
            "line": {"width": 1.5, "color": [colour(_tone(row)) for row in rows]},
        },
        text=[escape(row.label, quote=False) if row.site in positions else "" for row in rows],
        textposition=[positions.get(row.site, "top center") for row in rows],
        textfont={"size": 11, "color": colour("ink")},
        hovertext=[_hover(row) for row in rows],
        hoverinfo="text",
        showlegend=False,
        xaxis=f"x{axes}",
        yaxis=f"y{axes}",
    )


def _is_over(row: Any) -> bool:
    return row.status in _OVER


def _symbol(row: Any) -> str:
    if _is_over(row):
        return "x-thin"
    return _SYMBOLS[row.kind] + ("" if row.status == "operational" else "-open")


def _tone(row: Any) -> str:
    return "ended" if _is_over(row) else str(row.flank)


def _hover(row: Any) -> str:
    start = row.start_text if row.start_text.startswith("by ") else f"since {row.start_text}"
    status = f"{_STATUS_NAMES[row.status]}, {start}"
    return f"<b>{escape(row.name, quote=False)}</b><br>{escape(row.country_name, quote=False)}<br>{status}"


def _legend_entries() -> list[go.Scatter]:
    """Return traces without points that explain the symbols."""
    ink = {"color": colour("ink-soft"), "size": 10, "line": {"width": 2, "color": colour("ink-soft")}}
    entries = [(name, {**ink, "symbol": _SYMBOLS[kind]}) for kind, name in _KIND_NAMES.items()]
    entries += [
        ("Open: planned or being built", {**ink, "symbol": "circle-open"}),
        ("Given up or closed", {**ink, "symbol": "x-thin"}),
    ]
    return [
        go.Scatter(x=[None], y=[None], mode="markers", name=name, marker=marker, meta=BACKGROUND)
        for name, marker in entries
    ]


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


def _drawn_world(world: World, panel: Panel) -> tuple[Drawn, Drawn]:
    """Project, clip and simplify the boundaries to what a screen can show."""
    west, east, south, north = panel.extent_km
    pixel_km = (east - west) / (_SCREEN_PX * (panel.place[1] - panel.place[0]))
    frame = shapely.box(west, south, east, north).buffer(5 * pixel_km)  # so that cut edges lie outside the picture
    areas = shapely.make_valid([shapely.Polygon(_project(ring, panel.projection)) for ring in world.rings()])
    land = shapely.intersection(shapely.union_all(areas[shapely.intersects(areas, frame)]), frame)
    parts = shapely.get_parts(shapely.simplify(land, pixel_km / 2))
    parts = [part for part in parts if part.geom_type == "Polygon" and part.area >= _SMALLEST_ISLAND_PX2 * pixel_km**2]
    parts = [shapely.orient_polygons(part) for part in parts]  # so that seas inside the land stay unfilled
    outlines = [np.array(ring.coords) for part in parts for ring in (part.exterior, *part.interiors)]
    borders = shapely.union_all([shapely.LineString(_project(line, panel.projection)) for line in world.borders()])
    borders = shapely.line_merge(shapely.simplify(shapely.intersection(borders, frame), pixel_km / 2))
    lines = [np.array(part.coords) for part in shapely.get_parts(borders) if part.length > pixel_km]
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
