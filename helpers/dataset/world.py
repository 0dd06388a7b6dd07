"""Coastlines, borders and country shapes from Natural Earth 1:50m, as shipped in TopoJSON by the package world-atlas.

TopoJSON stores each line once, so a line that two countries share is a border and one that only a single country uses
is coast: each can be drawn once, in its own style. Borders are de facto, as Natural Earth draws them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely
from pydantic_core import from_json

__all__ = ["World", "read_world"]

Line = npt.NDArray[np.float64]

_POLE_RING_LAT = -89.9


class World:
    """The decoded boundary file. Lines are arrays of shape (n, 2): longitude and latitude in degrees."""

    def __init__(self, topology: dict[str, Any]) -> None:
        self._geometries: dict[str, list[Any]] = {}  # a few territories share the code of their country
        for shape in topology["objects"]["countries"]["geometries"]:
            self._geometries.setdefault(shape.get("id", shape["properties"]["name"]), []).append(shape)
        self._arcs = topology["arcs"]
        self._scale, self._translate = (np.array(topology["transform"][key]) for key in ("scale", "translate"))

    @classmethod
    def empty(cls) -> World:
        """Return a world without countries, in which nothing can be checked."""
        nothing = {
            "objects": {"countries": {"geometries": []}},
            "arcs": [],
            "transform": {"scale": [1, 1], "translate": [0, 0]},
        }
        return cls(nothing)

    def __bool__(self) -> bool:
        return bool(self._geometries)

    def __contains__(self, atlas_id: object) -> bool:
        return atlas_id in self._geometries

    def shape(self, atlas_id: str) -> shapely.Geometry:
        """Return the area of a country in degrees, cut at the dateline."""
        polygons, is_cut = [], False
        for rings in (rings for shape in self._geometries[atlas_id] for rings in _polygons(shape)):
            polygon = shapely.Polygon(self._ring(rings[0]), [self._ring(hole) for hole in rings[1:]])
            west, _, east, _ = polygon.bounds
            polygons.append(polygon)
            if west < -180 or east > 180:  # the file joins what other files cut, so a ring can run past the dateline
                is_cut, shift = True, 360 if west < -180 else -360
                polygons.append(shapely.transform(polygon, lambda xy, by=shift: xy + np.array([by, 0])))
        area = shapely.MultiPolygon(polygons)
        return shapely.intersection(area, shapely.box(-180, -90, 180, 90)) if is_cut else area

    def rings(self) -> list[Line]:
        """Return the outlines of all countries, each closed, land on the right, longitudes running on past the dateline.

        The file draws Antarctica as a hole in what lies north of a ring round the pole; here its coast is the outline.
        """
        shapes = (shape for group in self._geometries.values() for shape in group)
        polygons = ([self._ring(ring) for ring in rings[:2]] for shape in shapes for rings in _polygons(shape))
        return [rings[1] if rings[0][:, 1].max() < _POLE_RING_LAT else rings[0] for rings in polygons]

    def borders(self) -> list[Line]:
        """Return the lines that two countries share."""
        users: Counter[int] = Counter()
        for group in self._geometries.values():
            for shape in group:
                users.update({max(arc, ~arc) for rings in _polygons(shape) for ring in rings for arc in ring})
        return [self._decode(self._arcs[i]) for i, count in users.items() if count > 1]

    def _decode(self, arc: list[list[int]]) -> Line:
        decoded: Line = np.cumsum(np.array(arc), axis=0) * self._scale + self._translate
        return decoded

    def _ring(self, arcs: list[int]) -> Line:
        parts = [self._decode(self._arcs[a]) if a >= 0 else self._decode(self._arcs[~a])[::-1] for a in arcs]
        ring = np.concatenate([parts[0], *(part[1:] for part in parts[1:])])
        ring[:, 0] = np.unwrap(ring[:, 0], period=360)
        return ring


def _polygons(shape: dict[str, Any]) -> Iterator[list[list[int]]]:
    if shape["type"] == "Polygon":
        yield shape["arcs"]
    else:
        yield from shape["arcs"]


@lru_cache(maxsize=2)
def read_world(path: Path, _changed_ns: int) -> World:
    """Read the boundary file, once for each state that its time of change tells apart."""
    return World(from_json(path.read_bytes()))
