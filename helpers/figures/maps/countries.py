"""Countries by name on a map, with their borders drawn stronger than the others."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import numpy as np
import numpy.typing as npt
import plotly.graph_objects as go
import shapely

from helpers.dataset.world import World
from helpers.figures.maps.basemap import strokes
from helpers.figures.maps.panel import Panel
from helpers.figures.style import colour
from helpers.figures.summary import BACKGROUND

__all__ = ["named_countries"]


def named_countries(
    world: World, countries: Mapping[str, tuple[str, float, float]], panel: Panel, axis: str
) -> list[go.Scatter]:
    """Return the land borders of countries, drawn stronger, and their names.

    Parameters
    ----------
    world : World
        Boundaries.
    countries : mapping of str to (str, float, float)
        Names to write: of which country in the atlas, and at which latitude and longitude in degrees.
    panel, axis
        The map, and the ending of the names of its axes.
    """
    style = {"meta": BACKGROUND, "hoverinfo": "skip", "showlegend": False, "xaxis": f"x{axis}", "yaxis": f"y{axis}"}
    shapes = [world.shape(atlas_id) for atlas_id, _, _ in countries.values()]
    own = [line for line in world.borders() if any(shapely.dwithin(shape, _middle(line), 0.001) for shape in shapes)]
    drawn = [shapely.LineString(np.column_stack(panel.projection.to_plane(line[:, 0], line[:, 1]))) for line in own]
    seen = shapely.line_merge(shapely.intersection(shapely.union_all(drawn), panel.frame))
    lines = [np.array(part.coords) for part in shapely.get_parts(shapely.simplify(seen, 0.75 * panel.pixel_km))]
    x, y = strokes(lines)
    x_km, y_km = panel.projection.to_plane(
        [place[2] for place in countries.values()], [place[1] for place in countries.values()]
    )
    return [
        go.Scatter(x=x, y=y, mode="lines", name="borders of countries", line={"color": colour("ink-soft"), "width": 1}, **style),
        go.Scatter(
            x=x_km.round().tolist(), y=y_km.round().tolist(), mode="text", name="names of countries",
            text=[escape(name, quote=False) for name in countries], textfont={"size": 13, "color": colour("ink-soft")}, **style,
        ),
    ]  # fmt: skip


def _middle(line: npt.NDArray[np.float64]) -> shapely.Point:
    return shapely.Point(line[len(line) // 2])
