"""A panel of a figure is a map's window: a projection, the part of the plane that it shows, and its place on the screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from helpers.figures.maps.labels import View, place_labels
from helpers.figures.style import colour
from helpers.models.projection import Projection

__all__ = ["Panel", "axes_of", "map_layout", "name_places"]

# Widths in pixels that figures have on pages, on wide and on narrow screens. Figures with maps are made high enough that
# the width of a panel decides its scale.
_WIDE_PX = (620, 672, 760)
_NARROW_PX = (330, 342, 540)

Array = npt.NDArray[np.float64]
Place = tuple[float, float, float, float]


@dataclass(frozen=True)
class Panel:
    """One map of a figure. Places are (left, right, bottom, top) as parts of the figure."""

    projection: Projection
    extent_km: tuple[float, float, float, float]  # west, east, south, north of the centre
    place: Place = (0, 1, 0, 1)
    narrow_place: Place = (0, 1, 0, 1)
    title: str = ""
    tone: str = "ink"
    is_round: bool = False  # shows a disc as wide as the extent, for views of a pole

    @cached_property
    def frame(self) -> shapely.Polygon:
        """What is drawn: the disc, or a little more than the extent, so that cut edges lie outside the picture."""
        west, east, south, north = self.extent_km
        if self.is_round:
            return shapely.Point((west + east) / 2, (south + north) / 2).buffer((east - west) / 2, quad_segs=30)
        return shapely.box(west, south, east, north).buffer(5 * self.pixel_km)

    @property
    def pixel_km(self) -> float:
        """Size of a pixel on a wide screen."""
        west, east, _, _ = self.extent_km
        return (east - west) / (_WIDE_PX[1] * (self.place[1] - self.place[0]))

    def positions(self, places: pd.DataFrame) -> tuple[Array, Array, npt.NDArray[np.bool_]]:
        """Return x and y in km of the columns ``lon`` and ``lat``, and which of them lie inside."""
        x_km, y_km = self.projection.to_plane(places["lon"], places["lat"])
        west, east, south, north = self.extent_km
        return x_km, y_km, (x_km > west) & (x_km < east) & (y_km > south) & (y_km < north)

    def area(self, lon_deg: npt.ArrayLike, lat_deg: npt.ArrayLike) -> shapely.Geometry:
        """Return what the frame shows, in km on the plane, of the area on the right hand of a closed line.

        The projection keeps the sense of rotation, so the line runs clockwise round its area, unless the area holds the
        antipode of the projection's centre, which the plane has at its rim: then it runs counter-clockwise round what the
        area leaves out.
        """
        ring = self.ring(lon_deg, lat_deg)
        inside = shapely.make_valid(shapely.Polygon(ring))
        return shapely.difference(self.frame, inside) if ring.is_ccw else shapely.intersection(self.frame, inside)

    def ring(self, lon_deg: npt.ArrayLike, lat_deg: npt.ArrayLike) -> shapely.LinearRing:
        """Return a closed line on the plane, whole."""
        return shapely.LinearRing(np.column_stack(self.projection.to_plane(lon_deg, lat_deg)))

    def views(self, x_km: Array, y_km: Array) -> list[View]:
        """Return symbols in pixels on all screens."""
        west, east, south, north = self.extent_km
        shares = [(self.place, _WIDE_PX), (self.narrow_place, _NARROW_PX)]
        scales = [px * (place[1] - place[0]) / (east - west) for place, widths in shares for px in widths]
        from_corner_km = np.column_stack([x_km - west, north - y_km])
        return [View((east - west) * scale, (north - south) * scale, from_corner_km * scale) for scale in scales]


def name_places(panel: Panel, places: pd.DataFrame, ids: Sequence[str]) -> dict[str, str]:
    """Return a Plotly text position for each of the named places that has room for its label.

    Parameters
    ----------
    panel : Panel
        Where the places are drawn.
    places : pandas.DataFrame
        All symbols that are ever drawn on it: ``site``, ``label``, ``lat``, ``lon``.
    ids : sequence of str
        Places to name, the most important first. Those outside the panel are left out.

    Raises
    ------
    ValueError
        When a name is not among the places.
    """
    unknown = sorted(set(ids) - set(places["site"]))
    if unknown:
        raise ValueError(f"labels must be places on the map (got {', '.join(unknown)})")
    places = places.drop_duplicates("site")
    x_km, y_km, inside = panel.positions(places)
    rank = places["site"].map({name: i for i, name in enumerate(ids)})
    order = [i for i in np.argsort(rank.to_numpy(), kind="stable") if inside[i]]  # those without a rank come last
    named = places.iloc[[i for i in order if pd.notna(rank.iloc[i])]]
    found = place_labels(panel.views(x_km[order], y_km[order]), named["label"].tolist())
    return {site: position for site, position in zip(named["site"], found, strict=True) if position}


BOUNDARIES = "Boundaries: Natural Earth, de facto; drawing them takes no side."
"""What stands under every map; `helpers.show` puts it into the line with the date."""


def map_layout(panels: Sequence[Panel]) -> dict[str, Any]:
    """Return the layout of maps: equal scales, no axes, a title in the corner."""
    narrow: dict[str, Any] = {}
    meta = {"narrow": narrow, "note": BOUNDARIES}
    layout: dict[str, Any] = {"margin": {"l": 0, "r": 0, "t": 0, "b": 0}, "annotations": [], "meta": meta}
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
