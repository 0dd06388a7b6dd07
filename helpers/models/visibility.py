"""Whether radars on the ground see a ballistic path, for how long, and from how near."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from helpers.models.aiming import Flight
from helpers.models.checks import within
from helpers.models.orbit import EARTH_RADIUS_KM
from helpers.models.paths import Positions, headings, pieces, positions

__all__ = ["AspectRange", "Visibility", "seen_by_any_s", "visible"]

Array = npt.NDArray[np.float64]

_AT_ONCE = 100
"""Flights computed at once: their points fit into the cache of a processor."""


@dataclass(frozen=True, eq=False)
class Visibility:
    """What a radar sees of flights; arrays of their shape.

    Attributes
    ----------
    time_s : array of float
        For how long, in all; 0 for never.
    first_s : array of float
        When it sees the missile first, after burnout; infinite for never.
    closest_km : array of float
        Shortest slant range of all points that are high enough above ground and horizon, and in the sector, however far the
        radar reaches; infinite if there are none.
    """

    time_s: Array
    first_s: Array
    closest_km: Array


@dataclass(frozen=True)
class AspectRange:
    """Slant range in km by the angle from which the radar sees the target: the fourth root of its radar cross-section.

    Parameters
    ----------
    range_km : float
        Reach for the reference cross-section, in (0, 10,000].
    reference_m2, nose_m2, side_m2, rear_m2 : float
        Cross-sections in (0, 1,000]: that of the range, and those seen from ahead, from the side and from behind. Between
        them the logarithm is linear in the angle, which smooths what in truth swings by factors within a degree.

    Notes
    -----
    Skolnik, Introduction to Radar Systems, on the radar equation: range grows with the fourth root of the cross-section.

    Examples
    --------
    >>> AspectRange(870, 0.01, nose_m2=0.01, side_m2=0.1, rear_m2=0.1)(np.array([0.0, 90.0, 180.0])).round().tolist()
    [870.0, 1547.0, 1547.0]
    """

    range_km: float
    reference_m2: float
    nose_m2: float
    side_m2: float
    rear_m2: float

    def __post_init__(self) -> None:
        within("range_km", self.range_km, 0, 10_000, open_low=True)
        for name in ("reference_m2", "nose_m2", "side_m2", "rear_m2"):
            within(name, getattr(self, name), 0, 1000, open_low=True)

    def __call__(self, aspect_deg: Array) -> Array:
        """Return slant ranges for angles between the line of sight and the nose, from 0 to 180."""
        sections = np.array([self.nose_m2, self.side_m2, self.rear_m2]) / self.reference_m2
        return self.range_km * np.exp(np.interp(aspect_deg, [0, 90, 180], np.log(sections) / 4))


def visible(
    flight: Flight,
    *,
    radar_lat_deg: float,
    radar_lon_deg: float,
    range_km: float | Callable[[Array], Array],
    elevation_deg: float = 2.0,
    altitude_km: float = 0.0,
    boresight_deg: float = 0.0,
    field_of_view_deg: float = 360.0,
    points: int = 200,
) -> Visibility:
    """Return for how long a radar sees flights.

    Parameters
    ----------
    flight : Flight
        Any number of flights, of any shape: a grid of launch points against some aim points, for instance.
    radar_lat_deg, radar_lon_deg : float
        Where the radar stands, latitude in [-90, 90], longitude in [-180, 180].
    range_km : float or callable
        Slant range in (0, 100,000], or a function that gives it for angles in degrees between the nose of the target and the
        line of sight, as `AspectRange` does. The nose is taken to point along the inertial velocity.
    elevation_deg : float
        Lowest elevation above the horizontal, in [0, 90).
    altitude_km : float
        Lowest altitude at which the path counts, in [0, 10,000].
    boresight_deg, field_of_view_deg : float
        Middle of the sector, clockwise from north, in [-360, 360], and its whole angle in (0, 360].
    points : int
        Points of each path, in [10, 10,000].

    Returns
    -------
    Visibility
        With 200 points, times are right to a second and slant ranges to 1 km, except where the path only grazes a limit or the
        sector is narrower than 10 degrees: there to a step, some 10 s.

    Raises
    ------
    ValueError
        When an argument is empty, not a number or outside its interval.

    Notes
    -----
    Between two points each condition is taken to be linear in time, so that its beginning and end fall between points.
    Rays are straight (see `helpers.models.radar` on refraction), the radar looks wherever it must at once, and what it needs
    to find a target first is not asked. Boost is left out, and so is what a bus or decoys do.

    Examples
    --------
    Seongju and a missile from the Luoyang area to Los Angeles, for a target that it sees 2,000 km away:

    >>> from helpers.models.aiming import aim
    >>> flight = aim(34.4, 111.7, aim_lat_deg=34.05, aim_lon_deg=-118.24)
    >>> seen = visible(flight, radar_lat_deg=36.02, radar_lon_deg=128.22, range_km=2000, altitude_km=150)
    >>> round(float(seen.time_s)), round(float(seen.closest_km))
    (335, 1181)
    """
    radar = _radar(radar_lat_deg, radar_lon_deg, range_km, elevation_deg, altitude_km, boresight_deg, field_of_view_deg)
    within("points", points, 10, 10_000)
    shape = flight.free.time_s.shape
    found = np.empty((3, flight.free.time_s.size))
    for cut, some in pieces(flight, at_once=_AT_ONCE):
        found[:, cut] = _seen(radar, some, positions(some, points=points))
    return Visibility(*found.reshape(3, *shape))


def seen_by_any_s(
    flight: Flight,
    *,
    radars_deg: Sequence[tuple[float, float]],
    range_km: float | Callable[[Array], Array],
    elevation_deg: float = 2.0,
    altitude_km: float = 0.0,
    points: int = 200,
) -> Array:
    """Return for how long at least one of several radars sees flights, in seconds.

    Parameters
    ----------
    flight : Flight
        Any number of flights, of any shape.
    radars_deg : sequence of (float, float)
        Latitude and longitude of each radar; all are alike and look all round.
    range_km, elevation_deg, altitude_km, points
        As for `visible`.

    Returns
    -------
    array of float
        Seconds, in the shape of the flights: no less than any of the radars sees alone, no more than all of them together.

    Raises
    ------
    ValueError
        As for `visible`, and when there is no radar.

    Examples
    --------
    A second radar at the same place adds nothing:

    >>> from helpers.models.aiming import aim
    >>> flight = aim(34.4, 111.7, aim_lat_deg=34.05, aim_lon_deg=-118.24)
    >>> seongju = (36.02, 128.22)
    >>> seen = seen_by_any_s(flight, radars_deg=[seongju, seongju], range_km=2000, altitude_km=150)
    >>> round(float(seen))
    335
    """
    if not radars_deg:
        raise ValueError("radars_deg must be at least one place (got nothing)")
    radars = [_radar(*place, range_km, elevation_deg, altitude_km) for place in radars_deg]
    within("points", points, 10, 10_000)
    shape = flight.free.time_s.shape
    found = np.empty(flight.free.time_s.size)
    for cut, some in pieces(flight, at_once=_AT_ONCE):
        path = positions(some, points=points)
        parts = [_in_view(radar, some, path)[0] for radar in radars]
        order = np.argsort([part.low for part in parts], axis=0)
        low, high = (
            np.take_along_axis(np.stack(ends), order, 0) for ends in ([p.low for p in parts], [p.high for p in parts])
        )
        covered, end = np.zeros(low.shape[1:]), np.zeros(low.shape[1:])
        for begin, stop in zip(low, high, strict=True):  # from the earliest: count what no earlier one has covered
            covered += np.maximum(stop - np.maximum(begin, end), 0.0)
            end = np.maximum(end, stop)
        found[cut] = (np.diff(path.time_s) * covered).sum(axis=-1)
    return found.reshape(shape)


@dataclass(frozen=True, eq=False)
class _Radar:
    axes: Array  # unit vectors to the east, to the north and up
    range_km: float | Callable[[Array], Array]
    lowest_sine: float
    altitude_km: float
    boresight_rad: float
    half_sector_rad: float


def _radar(
    lat_deg: float,
    lon_deg: float,
    range_km: float | Callable[[Array], Array],
    elevation_deg: float,
    altitude_km: float,
    boresight_deg: float = 0.0,
    field_of_view_deg: float = 360.0,
) -> _Radar:
    lat = np.radians(within("radar_lat_deg", lat_deg, -90, 90))
    lon = np.radians(within("radar_lon_deg", lon_deg, -180, 180))
    east = np.array([-np.sin(lon), np.cos(lon), 0.0])
    up = np.array([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])
    if not callable(range_km):
        within("range_km", range_km, 0, 100_000, open_low=True)
    return _Radar(
        axes=np.stack([east, np.cross(up, east), up]),
        range_km=range_km,
        lowest_sine=float(np.sin(np.radians(within("elevation_deg", elevation_deg, 0, 89.999)))),
        altitude_km=float(within("altitude_km", altitude_km, 0, 10_000)),
        boresight_rad=float(np.radians(within("boresight_deg", boresight_deg, -360, 360))),
        half_sector_rad=float(np.radians(within("field_of_view_deg", field_of_view_deg, 0, 360, open_low=True)) / 2),
    )


def _seen(radar: _Radar, flight: Flight, path: Positions) -> tuple[Array, Array, Array]:
    """Return seconds, the first of them, and the closest approach."""
    allowed, closest = _in_view(radar, flight, path)
    time, duration = path.time_s[..., :-1], np.diff(path.time_s)
    seen = allowed.high > allowed.low
    first = np.where(seen, time + duration * allowed.low, np.inf).min(axis=-1)
    return np.where(seen, duration * (allowed.high - allowed.low), 0.0).sum(axis=-1), first, closest


def _in_view(radar: _Radar, flight: Flight, path: Positions) -> tuple[_Share, Array]:
    """Return the part of each step of a path that the radar sees, and the closest approach."""
    east, north, up = (
        axis[0] * path.position_km[0] + axis[1] * path.position_km[1] + axis[2] * path.position_km[2]
        for axis in radar.axes
    )
    up = up - EARTH_RADIUS_KM
    slant = np.sqrt(east**2 + north**2 + up**2)
    allowed = _Share.whole(slant.shape)
    allowed.limit(up - radar.lowest_sine * slant)
    if radar.altitude_km > 0:
        allowed.limit(path.radius_km - EARTH_RADIUS_KM - radar.altitude_km)
    if radar.half_sector_rad < np.pi:
        off = np.abs(np.arctan2(east, north) - radar.boresight_rad) % (2 * np.pi)
        allowed.limit(radar.half_sector_rad - np.minimum(off, 2 * np.pi - off))
    closest = _closest(allowed, (east, north, up))
    allowed.limit(_limit_km(radar, flight, path, slant) - slant)
    return allowed, closest


def _closest(allowed: _Share, place: tuple[Array, ...]) -> Array:
    """Return the shortest distance from the radar, on straight lines between the points."""
    ahead = [np.diff(part) for part in place]
    begin = [part[..., :-1] for part in place]
    share = -sum(a * b for a, b in zip(ahead, begin, strict=True)) / sum(a**2 for a in ahead)
    share = np.clip(share, allowed.low, allowed.high)
    squared = sum((b + share * a) ** 2 for a, b in zip(ahead, begin, strict=True))
    return np.asarray(np.sqrt(np.where(allowed.high >= allowed.low, squared, np.inf).min(axis=-1)))


def _limit_km(radar: _Radar, flight: Flight, path: Positions, slant: Array) -> Array | float:
    if not callable(radar.range_km):
        return radar.range_km
    place = radar.axes[2][:, None, None] * EARTH_RADIUS_KM
    ahead = (headings(flight, path) * (place - path.position_km)).sum(axis=0) / slant
    return radar.range_km(np.degrees(np.arccos(np.clip(ahead, -1, 1))))


@dataclass
class _Share:
    """The part of each interval between two points, from 0 to 1, in which all conditions hold; none where high < low."""

    low: Array
    high: Array

    @classmethod
    def whole(cls, shape: tuple[int, ...]) -> _Share:
        return cls(np.zeros((*shape[:-1], shape[-1] - 1)), np.ones((*shape[:-1], shape[-1] - 1)))

    def limit(self, margin: Array) -> None:
        """Keep only where a margin, given at the points, is not negative."""
        begin, end = margin[..., :-1], margin[..., 1:]
        crossing = begin / np.where(begin == end, 1.0, begin - end)
        self.low = np.where(begin < 0, np.maximum(self.low, np.where(end < 0, 2.0, crossing)), self.low)
        self.high = np.where((end < 0) & (begin >= 0), np.minimum(self.high, crossing), self.high)
