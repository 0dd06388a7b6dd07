"""Distances, directions, circles and sectors on the Earth's surface: geodesics on an ellipsoid, through PROJ."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from helpers.models.checks import within

__all__ = ["LONGEST_RADIUS_KM", "Geodesics", "Outline", "circle", "destination", "distance_km", "geodesics", "sector"]

Array = npt.NDArray[np.float64]

LONGEST_RADIUS_KM = 19_970.0
"""Half the length of a meridian if it were drawn with the polar axis, pi times 6,356.752 km, rounded down: out to here a
single shortest line leads to every point, from wherever one starts. Half the Earth is 20,004 km."""


@dataclass(frozen=True, eq=False)
class Outline:
    """The boundary of an area on the Earth: vertices in order, the area on their right hand, the last joined to the first.

    The order alone says which side is meant, so an outline round a pole or round more than half the Earth is clear too.

    Attributes
    ----------
    lat_deg, lon_deg : array of float, shape (n,)
        Latitude in [-90, 90] and longitude in [-180, 180], which jumps where the boundary crosses the dateline.
    """

    lat_deg: Array
    lon_deg: Array


@dataclass(frozen=True, eq=False)
class Geodesics:
    """The shortest lines between pairs of points.

    Attributes
    ----------
    distance_km : array of float
        Length, in [0, 20,004].
    azimuth_deg, back_azimuth_deg : array of float
        Directions at the start towards the end, and at the end back towards the start, clockwise from north, in
        [-180, 180]. Where no direction is singled out, between equal or opposite points, they are PROJ's choice; at a
        pole they count from the meridian of the given longitude.
    """

    distance_km: Array
    azimuth_deg: Array
    back_azimuth_deg: Array


def geodesics(
    from_lat_deg: npt.ArrayLike,
    from_lon_deg: npt.ArrayLike,
    *,
    to_lat_deg: npt.ArrayLike,
    to_lon_deg: npt.ArrayLike,
    ellipsoid: str = "WGS84",
) -> Geodesics:
    """Return lengths and directions of the shortest lines on the ellipsoid, for arguments that broadcast together.

    Parameters
    ----------
    from_lat_deg, from_lon_deg, to_lat_deg, to_lon_deg : array_like of float
        Latitudes in [-90, 90], longitudes in [-180, 180].
    ellipsoid : str
        PROJ's name of the figure of the Earth, such as WGS84 or, for old surveys of North America, clrk66.

    Returns
    -------
    Geodesics
        Lengths to about 15 nanometres.

    Raises
    ------
    ValueError
        When an argument is empty, not a number or outside its interval, or the ellipsoid is unknown.

    Notes
    -----
    Karney, Algorithms for geodesics, Journal of Geodesy 87 (2013), 43-55, section 4. The Earth's relief is ignored.

    Examples
    --------
    From the radar at Seongju to Beijing:

    >>> line = geodesics(36.02, 128.22, to_lat_deg=39.9, to_lon_deg=116.4)
    >>> round(float(line.distance_km)), round(float(line.azimuth_deg) % 360)
    (1123, 296)
    """
    lat_a, lon_a, lat_b, lon_b = _together(
        within("from_lat_deg", from_lat_deg, -90, 90),
        within("from_lon_deg", from_lon_deg, -180, 180),
        within("to_lat_deg", to_lat_deg, -90, 90),
        within("to_lon_deg", to_lon_deg, -180, 180),
    )
    azimuth, back, metres = _geod(ellipsoid).inv(lon_a, lat_a, lon_b, lat_b)
    return Geodesics(np.asarray(metres, float) / 1000, np.asarray(azimuth, float), np.asarray(back, float))


def distance_km(
    from_lat_deg: npt.ArrayLike, from_lon_deg: npt.ArrayLike, *, to_lat_deg: npt.ArrayLike, to_lon_deg: npt.ArrayLike
) -> Array:
    """Return the length in km of the shortest line on WGS84, for arguments that broadcast together.

    Parameters
    ----------
    from_lat_deg, from_lon_deg, to_lat_deg, to_lon_deg : array_like of float
        Latitudes in [-90, 90], longitudes in [-180, 180].

    Returns
    -------
    array of float
        In [0, 20,004], to about 15 nanometres.

    Raises
    ------
    ValueError
        When an argument is empty, not a number or outside its interval.

    Notes
    -----
    The length alone of `geodesics`.

    Examples
    --------
    From the radar at Seongju to Beijing:

    >>> round(float(distance_km(36.02, 128.22, to_lat_deg=39.9, to_lon_deg=116.4)))
    1123
    """
    return geodesics(from_lat_deg, from_lon_deg, to_lat_deg=to_lat_deg, to_lon_deg=to_lon_deg).distance_km


def destination(
    lat_deg: npt.ArrayLike, lon_deg: npt.ArrayLike, *, azimuth_deg: npt.ArrayLike, distance_km: npt.ArrayLike
) -> tuple[Array, Array]:
    """Return latitude and longitude at the end of geodesics, for arguments that broadcast together.

    Parameters
    ----------
    lat_deg, lon_deg : array_like of float
        Start, latitude in [-90, 90] and longitude in [-180, 180]. At a pole the longitude says which meridian counts as
        north-south there.
    azimuth_deg : array_like of float
        Direction at the start, clockwise from north, in [-360, 360].
    distance_km : array_like of float
        Length along the surface in [0, 40,000].

    Raises
    ------
    ValueError
        When an argument is empty, not a number or outside its interval.

    Notes
    -----
    Karney (2013), section 3; see `geodesics`.

    Examples
    --------
    >>> lat_deg, lon_deg = destination(64.29, -149.19, azimuth_deg=0, distance_km=5556)
    >>> round(float(lat_deg), 1), round(float(lon_deg), 1)
    (65.9, 30.8)
    """
    return _forward(
        within("lat_deg", lat_deg, -90, 90),
        within("lon_deg", lon_deg, -180, 180),
        within("azimuth_deg", azimuth_deg, -360, 360),
        within("distance_km", distance_km, 0, 40_000),
    )


def circle(lat_deg: float, lon_deg: float, *, radius_km: float, points: int = 360) -> Outline:
    """Return the geodesic circle: the points at one distance from a centre.

    Parameters
    ----------
    lat_deg, lon_deg : float
        Centre, latitude in [-90, 90] and longitude in [-180, 180].
    radius_km : float
        Distance along the surface in (0, 19,970].
    points : int
        Number of vertices, at least 3; they are spaced evenly in azimuth, from north.

    Raises
    ------
    ValueError
        When an argument is not a number or outside its interval.

    Notes
    -----
    Every vertex lies at the radius to within a millimetre; see `destination`. Between two of them the boundary is not
    defined: take more points where it will be drawn large.

    Examples
    --------
    >>> kurecik = circle(38.35, 37.79, radius_km=2000, points=4)
    >>> kurecik.lat_deg.round(1).tolist()
    [56.3, 36.2, 20.3, 36.2]
    """
    azimuths_deg = np.linspace(0, 360, _enough(points), endpoint=False)
    return Outline(*_ring(lat_deg, lon_deg, radius_km, azimuths_deg))


def sector(
    lat_deg: float, lon_deg: float, *, radius_km: float, azimuth_deg: float, width_deg: float = 120.0, points: int = 120
) -> Outline:
    """Return the sector of a geodesic circle that a radar with fixed faces looks over.

    Parameters
    ----------
    lat_deg, lon_deg : float
        Where the radar stands, latitude in [-90, 90] and longitude in [-180, 180].
    radius_km : float
        Range along the surface in (0, 19,970].
    azimuth_deg : float
        Middle of the sector, clockwise from north, in [-360, 360].
    width_deg : float
        Angle of the sector in (0, 360]; 360 is the whole circle, whatever the azimuth.
    points : int
        Number of vertices on the arc and on each of the two sides, at least 3. The first vertex of all is the radar.

    Raises
    ------
    ValueError
        When an argument is not a number or outside its interval.

    Notes
    -----
    The sides are geodesics. See `circle` on the vertices.

    Examples
    --------
    >>> shemya = sector(52.74, 174.09, radius_km=3220, azimuth_deg=319, points=3)
    >>> shemya.lon_deg.round().tolist()
    [174.0, 159.0, 147.0, 136.0, 121.0, -143.0, -168.0, -179.0]
    """
    width = float(within("width_deg", width_deg, 0, 360, open_low=True))
    middle = float(within("azimuth_deg", azimuth_deg, -360, 360))
    if width == 360:
        return circle(lat_deg, lon_deg, radius_km=radius_km, points=3 * points)
    first, final = middle - width / 2, middle + width / 2
    arc = _ring(lat_deg, lon_deg, radius_km, np.linspace(first, final, _enough(points)))
    steps = np.linspace(0, float(radius_km), points + 1)[:-1]  # along a side, from the radar to just short of the arc
    out = _forward(lat_deg, lon_deg, first, steps)
    back = _forward(lat_deg, lon_deg, final, steps[:0:-1])
    return Outline(*(np.concatenate(parts) for parts in zip(out, arc, back, strict=True)))


@lru_cache(maxsize=8)
def _geod(ellipsoid: str = "WGS84") -> Any:
    from pyproj import Geod, list  # a tenth of a second that only maps and models need

    known = list.get_ellps_map()
    if ellipsoid not in known:
        raise ValueError(f"ellipsoid must be one of {', '.join(sorted(known))} (got {ellipsoid!r})")
    return Geod(ellps=ellipsoid)


def _forward(
    lat_deg: npt.ArrayLike, lon_deg: npt.ArrayLike, azimuth_deg: npt.ArrayLike, length_km: npt.ArrayLike
) -> tuple[Array, Array]:
    lat, lon, azimuth, length = _together(lat_deg, lon_deg, azimuth_deg, length_km)
    end_lon, end_lat, _ = _geod().fwd(lon, lat, azimuth, length * 1000)
    return np.asarray(end_lat, float), np.asarray(end_lon, float)


def _ring(lat_deg: float, lon_deg: float, radius_km: float, azimuths_deg: Array) -> tuple[Array, Array]:
    lat, lon = within("lat_deg", lat_deg, -90, 90), within("lon_deg", lon_deg, -180, 180)
    return _forward(lat, lon, azimuths_deg, within("radius_km", radius_km, 0, LONGEST_RADIUS_KM, open_low=True))


def _together(*values: npt.ArrayLike) -> list[Array]:
    return [np.array(part, float) for part in np.broadcast_arrays(*values)]  # copies, because PROJ writes into arrays


def _enough(points: int) -> int:
    if points < 3:
        raise ValueError(f"points must be at least 3 (got {points})")
    return points
