"""Map projections of the Earth's surface onto a plane, through PROJ."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["Projection"]

Array = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Projection:
    """Lambert azimuthal equal-area projection on WGS84: areas keep their ratios, and nothing is cut at a dateline.

    Parameters
    ----------
    lat_deg, lon_deg : float
        Centre, latitude in [-90, 90] and longitude in [-180, 180].

    Notes
    -----
    Shapes are true at the centre and are squeezed along the radius towards the rim; the antipode of the centre becomes a
    circle and cannot be drawn. Snyder, Map Projections: A Working Manual (USGS Professional Paper 1395), chapter 24.

    Examples
    --------
    >>> eurasia = Projection(lat_deg=55, lon_deg=85)
    >>> x_km, y_km = eurasia.to_plane(85.0, 65.0)
    >>> round(float(x_km)), round(float(y_km))
    (0, 1113)
    """

    lat_deg: float
    lon_deg: float

    @cached_property
    def _transformer(self) -> Any:
        from pyproj import Transformer  # a tenth of a second that only maps need

        return Transformer.from_crs(
            "EPSG:4326",
            f"+proj=laea +lat_0={self.lat_deg} +lon_0={self.lon_deg} +units=km +datum=WGS84",
            always_xy=True,
        )

    def to_plane(self, lon_deg: npt.ArrayLike, lat_deg: npt.ArrayLike) -> tuple[Array, Array]:
        """Return x and y in km, east and north of the centre, for longitudes and latitudes that broadcast together."""
        lon, lat = np.broadcast_arrays(np.asarray(lon_deg, float), np.asarray(lat_deg, float))
        x_km, y_km = self._transformer.transform(lon, lat)
        return np.asarray(x_km), np.asarray(y_km)
