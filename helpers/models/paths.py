"""Paths of ballistic missiles point by point, as seen from the turning Earth."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace

import numpy as np
import numpy.typing as npt

from helpers.models import trajectory
from helpers.models.aiming import Flight
from helpers.models.checks import within
from helpers.models.orbit import EARTH_RADIUS_KM, MU_KM3_S2

__all__ = ["Positions", "Track", "headings", "pieces", "positions", "positions_at", "track"]

Array = npt.NDArray[np.float64]

_AT_ONCE = 100


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
    >>> from helpers.models.aiming import aim
    >>> path = track(aim(42.3, 92.5, aim_lat_deg=38.91, aim_lon_deg=-77.04), points=3)
    >>> path.lat_deg.round(2).tolist(), float(path.altitude_km[1].round())
    ([42.3, 79.04, 38.91], 1311.0)
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
    """Return points of the path in space, at equal steps of the eccentric anomaly.

    Parameters and errors are those of `track`.

    Examples
    --------
    >>> from helpers.models.aiming import aim
    >>> at = positions(aim(0, 0, aim_lat_deg=0, aim_lon_deg=60, rotating=False), points=3)
    >>> at.position_km.round().tolist()
    [[6371.0, 6527.0, 3186.0], [-0.0, 3768.0, 5517.0], [0.0, 0.0, 0.0]]
    """
    return positions_at(flight, _spread(flight, points))


def positions_at(flight: Flight, anomaly_rad: Array) -> Positions:
    """Return the path in space at given eccentric anomalies from the apogee.

    Parameters
    ----------
    flight : Flight
        Of any shape.
    anomaly_rad : array of float, shape (..., points)
        Within `flight.free.half_anomaly_rad` of 0; outside, the path is followed under the ground.

    Examples
    --------
    >>> from helpers.models.aiming import aim
    >>> flight = aim(42.3, 92.5, aim_lat_deg=38.91, aim_lon_deg=-77.04)
    >>> float(positions_at(flight, np.array([0.0])).radius_km[0] - 6371 - flight.free.apogee_km) < 1e-9
    True
    """
    time, radius, height, forward = _in_plane(flight, anomaly_rad)
    cosine, sine = np.cos(flight.turn_rad_s * time), np.sin(flight.turn_rad_s * time)
    (up_x, up_y, up_z), (along_x, along_y, along_z) = flight.up[..., None], flight.along[..., None]
    x, y = height * up_x + forward * along_x, height * up_y + forward * along_y
    place = np.empty((3, *time.shape))
    place[0], place[1], place[2] = cosine * x + sine * y, cosine * y - sine * x, height * up_z + forward * along_z
    return Positions(anomaly_rad, time, radius, place)


def headings(flight: Flight, at: Positions) -> Array:
    """Return unit vectors of the inertial velocity in the frame that turns with the Earth, shape (3, ..., points).

    Examples
    --------
    At the apogee the missile flies level:

    >>> from helpers.models.aiming import aim
    >>> flight = aim(42.3, 92.5, aim_lat_deg=38.91, aim_lon_deg=-77.04)
    >>> at = positions(flight, points=3)
    >>> abs(float((headings(flight, at) * at.position_km)[:, 1].sum())) < 1e-6
    True
    """
    eccentricity = flight.free.eccentricity[..., None]
    rise, forward = -np.sin(at.anomaly_rad), np.sqrt(1 - eccentricity**2) * np.cos(at.anomaly_rad)
    length = np.hypot(rise, forward)
    x, y, z = (rise * flight.up[..., None] + forward * flight.along[..., None]) / length
    cosine, sine = np.cos(flight.turn_rad_s * at.time_s), np.sin(flight.turn_rad_s * at.time_s)
    return np.stack([cosine * x + sine * y, cosine * y - sine * x, z])


def pieces(
    flight: Flight, order: npt.NDArray[np.intp] | None = None, *, at_once: int
) -> Iterator[tuple[slice, Flight]]:
    """Cut flights, or those at the places of an order, into rows of a few, whose points fit into a processor's cache.

    Examples
    --------
    >>> from helpers.models.aiming import aim
    >>> flights = aim([40, 50, 60], 100, aim_lat_deg=38.91, aim_lon_deg=-77.04)
    >>> [some.free.time_s.shape for _, some in pieces(flights, at_once=2)]
    [(2,), (1,)]
    """
    order = np.arange(flight.free.time_s.size) if order is None else order
    up, along = flight.up.reshape(3, -1), flight.along.reshape(3, -1)
    for begin in range(0, len(order), at_once):
        cut = slice(begin, begin + at_once)
        some = order[cut]
        free = trajectory.FreeFlight(*(getattr(flight.free, part.name).ravel()[some] for part in fields(flight.free)))
        yield cut, replace(flight, free=free, up=up[:, some], along=along[:, some])


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
