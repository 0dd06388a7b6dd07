"""How much of a country lies within reach of radars or missiles: sums over a lattice of points with area weights.

A share starts from one number for each point of the lattice: the radius at which it comes into reach. Sorting these numbers
once gives the share at every radius, and their minimum over several radars is the reach of all of them together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from helpers.models.checks import within
from helpers.models.geodesy import distance_km, geodesics
from helpers.models.lattice import AreaLattice

__all__ = ["Face", "distance_to_area_km", "marginal_shares", "reach_km", "share_within"]

Array = npt.NDArray[np.float64]

_STEP_DEG = 0.05  # between the points that stand for a border: 5.6 km, of which a distance misses at most half
_HALF_EARTH_KM = 20_037.6  # half the equator, longer than any geodesic


@dataclass(frozen=True)
class Face:
    """Where a radar stands and where it looks.

    Parameters
    ----------
    lat_deg, lon_deg : float
        Latitude in [-90, 90] and longitude in [-180, 180].
    azimuth_deg : float, optional
        Middle of the sector, clockwise from north, in [-360, 360]; without it the radar looks all round.
    width_deg : float
        Angle of the sector in (0, 360].

    Raises
    ------
    ValueError
        When a number is not finite or outside its interval.

    Examples
    --------
    >>> Face(36.02, 128.22, azimuth_deg=310)
    Face(lat_deg=36.02, lon_deg=128.22, azimuth_deg=310, width_deg=120.0)
    """

    lat_deg: float
    lon_deg: float
    azimuth_deg: float | None = None
    width_deg: float = 120.0

    def __post_init__(self) -> None:
        within("lat_deg", self.lat_deg, -90, 90)
        within("lon_deg", self.lon_deg, -180, 180)
        within("azimuth_deg", 0 if self.azimuth_deg is None else self.azimuth_deg, -360, 360)
        within("width_deg", self.width_deg, 0, 360, open_low=True)


def reach_km(lattice: AreaLattice, faces: Sequence[Face]) -> Array:
    """Return the radius at which each point of a lattice comes into the reach of each radar.

    Parameters
    ----------
    lattice : AreaLattice
        Of n points.
    faces : sequence of Face
        At least one.

    Returns
    -------
    array of float, shape (faces, n)
        Distance along the ground in km, in [0, 20,004]; infinite outside the sector.

    Raises
    ------
    ValueError
        When there is no face.

    Notes
    -----
    See `geodesics`. What is in reach along the ground is airspace above it, not the ground: the horizon hides all that is
    lower than `lowest_visible_altitude_km` says.

    Examples
    --------
    >>> lattice = AreaLattice(np.array([50.0, 50.0]), np.array([0.0, 20.0]), np.ones(2))
    >>> reach_km(lattice, [Face(50, 10), Face(50, 10, azimuth_deg=90)]).round().tolist()
    [[716.0, 716.0], [inf, 716.0]]
    """
    if not faces:
        raise ValueError("faces must be at least one (got nothing)")
    return np.stack([_reach_of(lattice, face) for face in faces])


def share_within(lattice: AreaLattice, reach_km: Array, radius_km: npt.ArrayLike) -> Array:
    """Return the share of the area in reach of at least one radar, for one radius or a curve of them.

    Parameters
    ----------
    lattice : AreaLattice
        Of n points.
    reach_km : array of float, shape (n,) or (faces, n)
        Radius at which each point comes into reach; infinite for never.
    radius_km : array_like of float
        Radii along the ground in [0, 20,037.6], all faces alike.

    Returns
    -------
    array of float
        Shares in [0, 1], in the shape of the radii; they never fall as the radius grows.

    Raises
    ------
    ValueError
        When a radius is not a number or outside its interval, or the shapes do not fit.

    Notes
    -----
    Share = sum of the areas of the points with reach <= radius, over the sum of all: every square kilometre counts the same,
    whether anybody lives there or anything stands there.

    Examples
    --------
    >>> lattice = AreaLattice(np.zeros(3), np.zeros(3), np.array([1.0, 2.0, 1.0]))
    >>> share_within(lattice, np.array([300.0, 500.0, np.inf]), [0, 300, 1000]).tolist()
    [0.0, 0.25, 0.75]
    """
    radius = within("radius_km", radius_km, 0, _HALF_EARTH_KM)
    nearest = _checked_reach(lattice, reach_km).min(axis=0)
    order = np.argsort(nearest)
    summed = np.concatenate([[0.0], np.cumsum(lattice.area_km2[order])])
    return np.asarray(summed[np.searchsorted(nearest[order], radius, side="right")] / summed[-1])


def marginal_shares(lattice: AreaLattice, reach_km: Array, radius_km: npt.ArrayLike) -> Array:
    """Return what each radar adds to the others: the share of the area that would be lost without it.

    Parameters
    ----------
    lattice, reach_km, radius_km
        As for `share_within`, with at least two faces.

    Returns
    -------
    array of float, shape (faces, *shape of the radii)
        Shares in [0, 1]. They add up to less than the share of the union where radars overlap.

    Raises
    ------
    ValueError
        As for `share_within`, and when there are fewer than two faces.

    Examples
    --------
    >>> lattice = AreaLattice(np.zeros(2), np.zeros(2), np.ones(2))
    >>> marginal_shares(lattice, np.array([[100.0, 900.0], [200.0, 300.0]]), [250, 500]).tolist()
    [[0.0, 0.0], [0.0, 0.5]]
    """
    reach = _checked_reach(lattice, reach_km)
    within("number of faces", len(reach), 2, 1000)
    everything = share_within(lattice, reach, radius_km)
    without = np.stack([share_within(lattice, np.delete(reach, i, 0), radius_km) for i in range(len(reach))])
    return np.maximum(everything - without, 0.0)  # sums in another order can differ by a rounding error


def distance_to_area_km(lattice: AreaLattice, area: Any) -> Array:
    """Return the distance along the ground from each point of a lattice to the nearest point of an area.

    Parameters
    ----------
    lattice : AreaLattice
        Of n points.
    area : shapely.Geometry
        Polygons in degrees, longitude first.

    Returns
    -------
    array of float, shape (n,)
        In [0, 20,004]; 0 inside the area. `share_within` takes it as a reach.

    Raises
    ------
    ValueError
        When the area is empty.

    Notes
    -----
    The nearest of points every 0.05 degrees along the border, found by the straight line through the Earth, then joined by a
    geodesic: at most 3 km too far next to the border, and far less away from it.

    Examples
    --------
    >>> from shapely import box
    >>> lattice = AreaLattice(np.array([0.0, 45.0]), np.array([5.0, 20.0]), np.ones(2))
    >>> distance_to_area_km(lattice, box(0, -10, 10, 50)).round().tolist()
    [0.0, 786.0]
    """
    import shapely
    from scipy.spatial import KDTree

    if shapely.is_empty(area):
        raise ValueError("area must not be empty (got nothing)")
    lon, lat = shapely.get_coordinates(shapely.segmentize(area, _STEP_DEG)).T
    _, nearest = KDTree(_in_space(lat, lon)).query(_in_space(lattice.lat_deg, lattice.lon_deg))
    away = distance_km(lattice.lat_deg, lattice.lon_deg, to_lat_deg=lat[nearest], to_lon_deg=lon[nearest])
    shapely.prepare(area)
    return np.where(shapely.intersects_xy(area, lattice.lon_deg, lattice.lat_deg), 0.0, away)


def _reach_of(lattice: AreaLattice, face: Face) -> Array:
    lines = geodesics(face.lat_deg, face.lon_deg, to_lat_deg=lattice.lat_deg, to_lon_deg=lattice.lon_deg)
    if face.azimuth_deg is None:
        return lines.distance_km
    turn = np.abs((lines.azimuth_deg - face.azimuth_deg + 180) % 360 - 180)
    return np.where(turn <= face.width_deg / 2, lines.distance_km, np.inf)


def _checked_reach(lattice: AreaLattice, reach_km: Array) -> Array:
    reach = np.atleast_2d(within("reach_km", reach_km, 0, np.inf))
    if reach.shape[1:] != lattice.lat_deg.shape:
        raise ValueError(f"reach_km must have {len(lattice.lat_deg):,} points (got the shape {np.shape(reach_km)})")
    return reach


def _in_space(lat_deg: Array, lon_deg: Array) -> Array:
    lat, lon = np.radians(lat_deg), np.radians(lon_deg)
    return np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])
