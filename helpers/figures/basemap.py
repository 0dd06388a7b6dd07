"""The ground of maps: land, coasts and borders as plain lines on a projected plane.

No map service, no topology file: a panel of a figure is a projection and an extent, right over the pole and the dateline.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import plotly.graph_objects as go
import shapely

from helpers.dataset.world import World
from helpers.figures.style import colour
from helpers.figures.summary import BACKGROUND
from helpers.models.projection import Projection

__all__ = ["Panel", "axes_of", "base_map", "map_layout"]

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
    for panel, axes in zip(panels, axes_of(panels), strict=True):
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


def axes_of(panels: Sequence[Panel]) -> list[str]:
    """Return the endings of the names of the axes, one for each panel: "", "2", "3"."""
    return ["" if i == 0 else str(i + 1) for i in range(len(panels))]


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
