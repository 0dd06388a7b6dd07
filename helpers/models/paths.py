"""Paths of ballistic missiles over an Earth that turns: aimed at where the target will be, and followed point by point.

The missile flies an ellipse that stands still among the stars, while launch and target point move below it. At burnout the two
frames coincide.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace

import numpy as np
import numpy.typing as npt

from helpers.models import trajectory
from helpers.models.checks import demand, together, within
from helpers.models.orbit import EARTH_RADIUS_KM, MU_KM3_S2, OMEGA_RAD_S

__all__ = [
    "Flight",
    "Positions",
    "Track",
    "aim",
    "headings",
    "pieces",
    "positions",
    "positions_at",
    "track",
    "unit_vectors",
]

Array = npt.NDArray[np.float64]

_FARTHEST_KM = 19_900.0
_NEAREST_KM = 50.0
_AT_ONCE = 100


@dataclass(frozen=True, eq=False)
class Flight:
    """Free flight from a launch point to an aim point; arrays of one shape, with vectors along a first axis of length 3.

    Attributes
    ----------
    free : FreeFlight
        The path among the stars: its range, speed and angle are inertial.
    ground_range_km : array of float
        From the launch point to the aim point along the ground.
    ground_speed_km_s, ground_angle_deg, azimuth_deg : array of float
        Burnout speed relative to the ground, its angle above the horizontal, its direction clockwise from north, which is not
        the direction of the aim point.
    turn_rad_s : float
        Rate at which the Earth turns below; 0 if that is left out.
    up, along : array of float, shape (3, ...)
        Unit vectors towards the apogee and in the direction of flight there.
    """

    free: trajectory.FreeFlight
    ground_range_km: Array
    ground_speed_km_s: Array
    ground_angle_deg: Array
    azimuth_deg: Array
    turn_rad_s: float
    up: Array
    along: Array


@dataclass(frozen=True, eq=False)
class Track:
    """Points of a path, the last axis along it: seconds since burnout, and where above the turning Earth it is then."""

    time_s: Array
    lat_deg: Array
    lon_deg: Array
    altitude_km: Array


@dataclass(frozen=True, eq=False)
class Positions:
    """Points of a path from the centre of the Earth, in the frame that turns with it.

    Attributes
    ----------
    anomaly_rad : array of float, shape (..., points)
        Eccentric anomaly from the apogee, negative on the way up.
    time_s, radius_km : array of float, shape (..., points)
        Since burnout; from the centre.
    position_km : array of float, shape (3, ..., points)
        The axes are those of latitude 0 and longitude 0, longitude 90, and the North Pole.
    """

    anomaly_rad: Array
    time_s: Array
    radius_km: Array
    position_km: Array


def aim(
    launch_lat_deg: npt.ArrayLike,
    launch_lon_deg: npt.ArrayLike,
    *,
    aim_lat_deg: npt.ArrayLike,
    aim_lon_deg: npt.ArrayLike,
    apogee_km: npt.ArrayLike | None = None,
    burnout_altitude_km: npt.ArrayLike = 0.0,
    rotating: bool = True,
) -> Flight:
    """Return the free flight that ends above the aim point, wherever the Earth has carried that meanwhile.

    Parameters
    ----------
    launch_lat_deg, launch_lon_deg, aim_lat_deg, aim_lon_deg : array_like of float
        Latitudes in [-90, 90], longitudes in [-180, 180]; all arguments broadcast together. Between the ends there must be 50
        to 19,900 km, along the ground and among the stars.
    apogee_km : array_like of float, optional
        Above the ground, in (0, 400,000], for lofted or depressed paths; without it the path of least inertial energy.
    burnout_altitude_km : array_like of float
        Where free flight begins, above the launch point, and ends, in [0, 2,000].
    rotating : bool
        Whether the Earth turns.

    Raises
    ------
    ValueError
        When an argument is empty, not a number or outside its interval, or shapes do not fit; when the ends are too near or
        too far; when the missile is so long under way that the aim point leaves its reach.

    Notes
    -----
    The time of flight decides where the aim point will be, and that decides the time: a fixed point, found by the secant
    method to a microsecond. The Earth is a sphere; burning, with 180 to 240 s and some hundred kilometres, is left out, and
    so is steering after burnout. Bate, Mueller and White (1971), section 6.3.

    Examples
    --------
    From Hami to Washington:

    >>> flight = aim(42.3, 92.5, aim_lat_deg=38.91, aim_lon_deg=-77.04)
    >>> round(float(flight.ground_range_km)), round(float(flight.free.time_s) / 60, 1)
    (10923, 33.7)
    """
    start_lat, start_lon, end_lat, end_lon, altitude, height = together(
        launch_lat_deg=np.radians(within("launch_lat_deg", launch_lat_deg, -90, 90)),
        launch_lon_deg=np.radians(within("launch_lon_deg", launch_lon_deg, -180, 180)),
        aim_lat_deg=np.radians(within("aim_lat_deg", aim_lat_deg, -90, 90)),
        aim_lon_deg=np.radians(within("aim_lon_deg", aim_lon_deg, -180, 180)),
        burnout_altitude_km=within("burnout_altitude_km", burnout_altitude_km, 0, 2000),
        apogee_km=within("apogee_km", 1 if apogee_km is None else apogee_km, 0, 400_000, open_low=True),
    )
    turn = OMEGA_RAD_S if rotating else 0.0
    start = _unit(start_lat, start_lon)

    def fly(time_s: Array) -> tuple[Array, trajectory.FreeFlight]:
        end = _unit(end_lat, end_lon + turn * time_s)
        distance = EARTH_RADIUS_KM * _angle(start, end)
        inside = (distance >= _NEAREST_KM) & (distance <= _FARTHEST_KM)
        demand("distance in km between launch and aim point", distance, inside, "must be in [50, 19,900]")
        if apogee_km is None:
            return end, trajectory.minimum_energy(distance, burnout_altitude_km=altitude)
        return end, trajectory.to_apogee(distance, height, burnout_altitude_km=altitude)

    end, free = fly(np.zeros(start_lat.shape))
    ground_range_km = free.range_km
    if rotating:
        end, free = _settle(fly, free.time_s)
    up, along = (part / np.sqrt((part**2).sum(axis=0)) for part in (start + end, end - start))
    return _seen_from_the_ground(free, ground_range_km, turn, start_lat, start_lon, up, along)


def track(flight: Flight, *, points: int = 200) -> Track:
    """Return the path as seen from the turning Earth, at equal steps of the eccentric anomaly.

    Parameters
    ----------
    flight : Flight
        Any number of flights.
    points : int
        How many, in [2, 100,000], along a new last axis. They lie closest together, in time, at the ends of the path; half an
        hour in 200 points has steps of 5 to 12 seconds.

    Raises
    ------
    ValueError
        When the number of points is outside its interval.

    Notes
    -----
    Kepler's equation gives the time of an eccentric anomaly directly: nothing has to be solved.

    Examples
    --------
    >>> path = track(aim(42.3, 92.5, aim_lat_deg=38.91, aim_lon_deg=-77.04), points=3)
    >>> path.lat_deg.round(2).tolist(), path.altitude_km.round().tolist()
    ([42.3, 79.04, 38.91], [0.0, 1311.0, 0.0])
    """
    anomaly = _spread(flight, points)
    found = np.empty((4, anomaly.size // points, points))
    for cut, some in pieces(flight, at_once=_AT_ONCE):
        time, radius, height, forward = _in_plane(some, anomaly.reshape(-1, points)[cut])
        x, y, z = (height * u[:, None] + forward * a[:, None] for u, a in zip(some.up, some.along, strict=True))
        lon = np.degrees(np.arctan2(y, x) - some.turn_rad_s * time)
        found[0, cut], found[3, cut] = time, radius - EARTH_RADIUS_KM
        found[1, cut], found[2, cut] = np.degrees(np.arcsin(np.clip(z / radius, -1, 1))), lon - 360 * np.rint(lon / 360)
    return Track(*found.reshape(4, *anomaly.shape))


def positions(flight: Flight, *, points: int = 200) -> Positions:
    """Return points of the path in space, at equal steps of the eccentric anomaly; see `track`."""
    return positions_at(flight, _spread(flight, points))


def positions_at(flight: Flight, anomaly_rad: Array) -> Positions:
    """Return the path in space at given eccentric anomalies from the apogee, of shape (..., points)."""
    time, radius, height, forward = _in_plane(flight, anomaly_rad)
    cosine, sine = np.cos(flight.turn_rad_s * time), np.sin(flight.turn_rad_s * time)
    (up_x, up_y, up_z), (along_x, along_y, along_z) = flight.up[..., None], flight.along[..., None]
    x, y = height * up_x + forward * along_x, height * up_y + forward * along_y
    place = np.empty((3, *time.shape))
    place[0], place[1], place[2] = cosine * x + sine * y, cosine * y - sine * x, height * up_z + forward * along_z
    return Positions(anomaly_rad, time, radius, place)


def headings(flight: Flight, at: Positions) -> Array:
    """Return unit vectors of the inertial velocity in the frame that turns with the Earth, shape (3, ..., points)."""
    eccentricity = flight.free.eccentricity[..., None]
    rise, forward = -np.sin(at.anomaly_rad), np.sqrt(1 - eccentricity**2) * np.cos(at.anomaly_rad)
    length = np.hypot(rise, forward)
    x, y, z = (rise * flight.up[..., None] + forward * flight.along[..., None]) / length
    cosine, sine = np.cos(flight.turn_rad_s * at.time_s), np.sin(flight.turn_rad_s * at.time_s)
    return np.stack([cosine * x + sine * y, cosine * y - sine * x, z])


def pieces(
    flight: Flight, order: npt.NDArray[np.intp] | None = None, *, at_once: int
) -> Iterator[tuple[slice, Flight]]:
    """Cut flights, or those at the places of an order, into rows of a few, whose points fit into a processor's cache."""
    order = np.arange(flight.free.time_s.size) if order is None else order
    up, along = flight.up.reshape(3, -1), flight.along.reshape(3, -1)
    for begin in range(0, len(order), at_once):
        cut = slice(begin, begin + at_once)
        some = order[cut]
        free = trajectory.FreeFlight(*(getattr(flight.free, part.name).ravel()[some] for part in fields(flight.free)))
        yield cut, replace(flight, free=free, up=up[:, some], along=along[:, some])


def unit_vectors(lat_deg: npt.ArrayLike, lon_deg: npt.ArrayLike) -> Array:
    """Return unit vectors from the centre of the Earth towards places, shape (3, ...)."""
    return _unit(np.radians(np.asarray(lat_deg, float)), np.radians(np.asarray(lon_deg, float)))


def _settle(
    fly: Callable[[Array], tuple[Array, trajectory.FreeFlight]], guess: Array
) -> tuple[Array, trajectory.FreeFlight]:
    """Find the flights that take just as long as the aim point was given to move, by the secant method."""
    before, after = np.zeros_like(guess), guess
    for _ in range(50):
        end, free = fly(guess)
        if np.abs(free.time_s - guess).max() < 1e-7:
            return end, free
        step = np.where(guess == before, 1.0, guess - before)
        slope = np.clip((free.time_s - after) / step, -0.9, 0.9)
        before, after, guess = guess, free.time_s, guess + (free.time_s - guess) / (1 - slope)
    late = float(np.max(free.time_s))
    raise ValueError(f"apogee_km must leave a time of flight for which one can aim (got one of up to {late:,.0f} s)")


def _spread(flight: Flight, points: int) -> Array:
    count = int(within("points", points, 2, 100_000))
    return np.asarray(flight.free.half_anomaly_rad)[..., None] * np.linspace(-1, 1, count)


def _in_plane(flight: Flight, anomaly: Array) -> tuple[Array, Array, Array, Array]:
    """Return time, radius, and the coordinates towards the apogee and along the flight there."""
    axis, eccentricity = (
        np.asarray(part)[..., None] for part in (flight.free.semi_major_axis_km, flight.free.eccentricity)
    )
    cosine, sine = np.cos(anomaly), np.sin(anomaly)
    half_time = np.asarray(flight.free.time_s)[..., None] / 2
    time = half_time + np.sqrt(axis**3 / MU_KM3_S2) * (anomaly + eccentricity * sine)
    return (
        time,
        axis * (1 + eccentricity * cosine),
        axis * (cosine + eccentricity),
        axis * np.sqrt(1 - eccentricity**2) * sine,
    )


def _seen_from_the_ground(
    free: trajectory.FreeFlight, ground_range_km: Array, turn: float, lat: Array, lon: Array, up: Array, along: Array
) -> Flight:
    psi, climb = free.range_km / EARTH_RADIUS_KM, np.radians(free.angle_deg)
    forward = np.sin(psi / 2) * up + np.cos(psi / 2) * along  # horizontal at the launch point, in the plane of the path
    east = np.stack([-np.sin(lon), np.cos(lon), np.zeros_like(lon)])
    north = np.stack([-np.sin(lat) * np.cos(lon), -np.sin(lat) * np.sin(lon), np.cos(lat)])
    level, rise = free.speed_km_s * np.cos(climb), free.speed_km_s * np.sin(climb)
    carried = turn * (EARTH_RADIUS_KM + free.burnout_altitude_km) * np.cos(lat)
    to_east, to_north = level * (forward * east).sum(axis=0) - carried, level * (forward * north).sum(axis=0)
    ground = np.hypot(to_east, to_north)
    return Flight(
        free=free,
        ground_range_km=ground_range_km,
        ground_speed_km_s=np.hypot(ground, rise),
        ground_angle_deg=np.degrees(np.arctan2(rise, ground)),
        azimuth_deg=np.degrees(np.arctan2(to_east, to_north)) % 360,
        turn_rad_s=turn,
        up=up,
        along=along,
    )


def _unit(lat: Array, lon: Array) -> Array:
    return np.stack(np.broadcast_arrays(np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)))


def _angle(a: Array, b: Array) -> Array:
    """Return the angle between unit vectors, exact for small and large ones alike."""
    return np.asarray(2 * np.arctan2(np.sqrt(((a - b) ** 2).sum(axis=0)), np.sqrt(((a + b) ** 2).sum(axis=0))))
