"""Ballistic missiles aimed over an Earth that turns: at where the target will be.

The missile flies an ellipse that stands still among the stars, while launch and target point move below it. At burnout the two
frames coincide.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from helpers.models import trajectory
from helpers.models.checks import demand, together, within
from helpers.models.orbit import EARTH_RADIUS_KM, OMEGA_RAD_S

__all__ = ["Flight", "aim", "unit_vectors"]

Array = npt.NDArray[np.float64]

_FARTHEST_KM = 19_900.0
_NEAREST_KM = 50.0


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


def unit_vectors(lat_deg: npt.ArrayLike, lon_deg: npt.ArrayLike) -> Array:
    """Return unit vectors from the centre of the Earth towards places, shape (3, ...).

    Parameters
    ----------
    lat_deg, lon_deg : array_like of float
        Latitudes in [-90, 90], longitudes in [-180, 180]; they broadcast together.

    Raises
    ------
    ValueError
        When an argument is empty, not a number or outside its interval, or shapes do not fit.

    Examples
    --------
    >>> unit_vectors([0, 90], [90, 0]).round(9).tolist()
    [[0.0, 0.0], [1.0, 0.0], [0.0, 1.0]]
    """
    lat, lon = together(lat_deg=within("lat_deg", lat_deg, -90, 90), lon_deg=within("lon_deg", lon_deg, -180, 180))
    return _unit(np.radians(lat), np.radians(lon))


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
