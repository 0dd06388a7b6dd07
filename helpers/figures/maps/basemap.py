"""The ground of maps: land, coasts and borders as plain lines on a projected plane, right over the pole and the dateline.

No map service and no topology file is asked for anything.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
import plotly.graph_objects as go
import shapely

from helpers.dataset.world import World
from helpers.figures.maps.panel import Panel
from helpers.figures.style import colour
from helpers.figures.summary import BACKGROUND
from helpers.models.projection import Projection

__all__ = ["base_map", "outlines", "rim", "strokes"]

_SMALLEST_ISLAND_PX2 = 3
_TOLERANCE_PX = 0.75


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


def rim(panel: Panel, axes: str = "") -> go.Scatter:
    """Return the rim of a round view, with a cross at its centre."""
    cross = [np.array([[-150, 0], [150, 0]]), np.array([[0, -150], [0, 150]])]
    x, y = strokes([np.array(panel.frame.exterior.coords), *cross])
    return go.Scatter(
        x=x, y=y, name="edge and pole", meta=BACKGROUND, mode="lines", hoverinfo="skip", showlegend=False,
        line={"color": colour("ink-soft"), "width": 0.8}, xaxis=f"x{axes}", yaxis=f"y{axes}",
    )  # fmt: skip


Line = npt.NDArray[np.float64]
Drawn = tuple[list[int | None], list[int | None]]


def strokes(lines: Iterable[Line]) -> Drawn:
    """Join lines in the plane into one trace, to the kilometre; None lifts the pen."""
    x: list[int | None] = []
    y: list[int | None] = []
    for line in lines:
        whole = line.round().astype(int)
        x += [*whole[:, 0].tolist(), None]
        y += [*whole[:, 1].tolist(), None]
    return x[:-1], y[:-1]


def outlines(area: shapely.Geometry) -> list[Line]:
    """Return the rings of the polygons of an area, turned so that a fill leaves holes open."""
    polygons = [part for part in shapely.get_parts(area) if part.geom_type == "Polygon"]
    turned = [shapely.orient_polygons(part) for part in polygons]
    return [np.array(ring.coords) for part in turned for ring in (part.exterior, *part.interiors)]


def _drawn_world(world: World, panel: Panel) -> tuple[Drawn, Drawn]:
    """Project, clip and simplify the boundaries to what a screen can show."""
    pixel_km, frame = panel.pixel_km, panel.frame
    land = shapely.union_all([panel.area(ring[:, 0], ring[:, 1]) for ring in world.rings()])
    parts = shapely.get_parts(shapely.simplify(land, _TOLERANCE_PX * pixel_km))
    parts = [part for part in parts if part.area >= _SMALLEST_ISLAND_PX2 * pixel_km**2]
    borders = shapely.union_all([shapely.LineString(_project(line, panel.projection)) for line in world.borders()])
    borders = shapely.line_merge(shapely.simplify(shapely.intersection(borders, frame), _TOLERANCE_PX * pixel_km))
    lines = [np.array(part.coords) for part in shapely.get_parts(borders) if part.length > pixel_km]
    return strokes(outlines(parts)), strokes(lines)


def _project(line: Line, projection: Projection) -> Line:
    return np.column_stack(projection.to_plane(line[:, 0], line[:, 1]))
