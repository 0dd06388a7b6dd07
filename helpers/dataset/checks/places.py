"""Points must lie in the country that their record names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import shapely

from helpers.dataset.problems import Problem
from helpers.dataset.reading import Row
from helpers.dataset.world import World

__all__ = ["COAST_TOLERANCE_KM", "outside_country"]

COAST_TOLERANCE_KM = 25.0
"""How far outside its country's 1:50m outline a point may lie: harbours, islets and coordinates to two decimals."""


def outside_country(rows: list[Row], countries: dict[str, Row], world: World) -> Iterator[Problem]:
    """Report points that lie further from their country than a coordinate of two decimals explains."""
    by_country: dict[str, list[tuple[Row, Any, tuple[str, ...]]]] = {}
    for row in rows:
        if row.table == "sites" and not row.record.at_sea:
            by_country.setdefault(row.record.country, []).append((row, row.record, ("lat",)))
        elif (place := getattr(row.record, "place", None)) and place.country and not place.at_sea:
            by_country.setdefault(place.country, []).append((row, place, ("place", "lat")))
    for row in countries.values():
        if row.record.atlas not in world:
            yield row.problem(f"'{row.record.atlas}' is not in the boundary file", "atlas")
    for country, points in by_country.items():
        if country not in countries or countries[country].record.atlas not in world:
            continue  # reported above
        area = world.shape(countries[country].record.atlas)
        shapely.prepare(area)
        inside = shapely.intersects_xy(area, [p.lon for _, p, _ in points], [p.lat for _, p, _ in points])
        for (row, point, location), is_inside in zip(points, inside, strict=True):
            if not is_inside and (gap_km := _gap_km(area, point.lon, point.lat)) > COAST_TOLERANCE_KM:
                name = countries[country].record.name
                where = f"{point.lat}, {point.lon} lies {gap_km:,.0f} km outside {name}"
                yield row.problem(f"{where}; correct it, or write 'at_sea: true' for a place at sea", *location)


def _gap_km(area: shapely.MultiPolygon, lon: float, lat: float) -> float:
    """Return the distance from a point to an area, good to a few percent, on the plane that touches at the point."""
    shrink = np.cos(np.radians(lat))
    scaled = shapely.transform(area, lambda xy: np.column_stack([(xy[:, 0] - lon) * shrink, xy[:, 1] - lat]))
    return float(scaled.distance(shapely.Point(0, 0)) * 111.2)
