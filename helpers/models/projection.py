"""Map projections of the Earth's surface onto a plane, through PROJ."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

__all__ = ["Projection"]

Array = npt.NDArray[np.float64]

_PROJ_NAMES = {"equal-area": "laea", "equidistant": "aeqd"}


@dataclass(frozen=True)
class Projection:
    """Azimuthal projection on WGS84: directions are true at the centre, and nothing is cut at a dateline.

    Parameters
    ----------
    lat_deg, lon_deg : float
        Centre, latitude in [-90, 90] and longitude in [-180, 180]. At the North Pole the longitude points down.
    kind : {"equal-area", "equidistant"}
        What else is true: the ratio of areas, for maps of sites and countries (Lambert), or distances from the centre,
        for views of a pole.

    Notes
    -----
    Shapes are true at the centre and distorted towards the rim, squeezed along the radius by the equal-area kind and
    stretched along the circle by the equidistant one. The antipode of the centre becomes the rim and cannot be drawn.
    Snyder, Map Projections: A Working Manual (USGS Professional Paper 1395), chapters 24 and 25.

    Examples
    --------
    >>> eurasia = Projection(lat_deg=55, lon_deg=85)
    >>> x_km, y_km = eurasia.to_plane(85.0, 65.0)
    >>> round(float(x_km)), round(float(y_km))
    (0, 1113)

    The other kind keeps distances from the pole, which is 3,348 km from every point at 60 degrees north:

    >>> arctic = Projection(lat_deg=90, lon_deg=-90, kind="equidistant")
    >>> x_km, y_km = arctic.to_plane(0.0, 60.0)
    >>> round(float(x_km)), round(float(y_km))
    (3348, 0)
    """

    lat_deg: float
    lon_deg: float
    kind: Literal["equal-area", "equidistant"] = "equal-area"

    def __post_init__(self) -> None:
        if self.kind not in _PROJ_NAMES:
            raise ValueError(f"kind must be {' or '.join(_PROJ_NAMES)} (got {self.kind!r})")

    @cached_property
    def _transformer(self) -> Any:
        from pyproj import Transformer  # a tenth of a second that only maps need

        return Transformer.from_crs(
            "EPSG:4326",
            f"+proj={_PROJ_NAMES[self.kind]} +lat_0={self.lat_deg} +lon_0={self.lon_deg} +units=km +datum=WGS84",
            always_xy=True,
        )

    def to_plane(self, lon_deg: npt.ArrayLike, lat_deg: npt.ArrayLike) -> tuple[Array, Array]:
        """Return x and y in km, east and north of the centre, for longitudes and latitudes that broadcast together."""
        lon, lat = np.broadcast_arrays(np.asarray(lon_deg, float), np.asarray(lat_deg, float))
        x_km, y_km = self._transformer.transform(lon, lat)
        return np.asarray(x_km), np.asarray(y_km)
