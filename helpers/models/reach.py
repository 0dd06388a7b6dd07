"""How far a missile flies: on a sphere, towards a city over the turning Earth, and by what a lofted test showed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from helpers.models import trajectory
from helpers.models.checks import together, within
from helpers.models.orbit import EARTH_RADIUS_KM, MU_KM3_S2, OMEGA_RAD_S

__all__ = ["Plausibility", "Reach", "StandardRange", "check_time", "longest_range", "range_towards", "standard_range"]

Array = npt.NDArray[np.float64]

GRAVITY_LOSS_KM_S = (0.0, 0.5)
"""What a steep climb loses more to gravity than a flat one, by comparison with published models of powered flight."""
_NO_LIMIT_KM = 19_000.0


@dataclass(frozen=True, eq=False)
class Reach:
    """The longest range, infinite where every place on Earth is within it."""

    range_km: Array

    @property
    def unlimited(self) -> npt.NDArray[np.bool_]:
        """Whether there is no limit."""
        return np.isinf(self.range_km)

    @property
    def words(self) -> list[str]:
        """The ranges as text, one each: "8,022 km" or "no limit"."""
        return ["no limit" if np.isinf(km) else f"{km:,.0f} km" for km in np.ravel(self.range_km)]


@dataclass(frozen=True, eq=False)
class StandardRange:
    """The range of a missile that was tested on a lofted path.

    Attributes
    ----------
    test : FreeFlight
        The free flight of the test.
    low, reach, high : Reach
        Without an allowance for gravity, with that asked for, and with the largest, 0.5 km/s.
    """

    test: trajectory.FreeFlight
    low: Reach
    reach: Reach
    high: Reach


@dataclass(frozen=True, eq=False)
class Plausibility:
    """A claimed time beside that of free flight from the ground; the surplus is what burning and re-entry would have taken."""

    free_flight_s: Array
    surplus_s: Array
    possible: npt.NDArray[np.bool_]


def longest_range(speed_km_s: npt.ArrayLike, *, burnout_altitude_km: npt.ArrayLike = 0.0) -> Reach:
    """Return the longest range of a burnout speed, over a sphere that does not turn.

    Parameters
    ----------
    speed_km_s : array_like of float
        In [0.01, 11]; the arguments broadcast together.
    burnout_altitude_km : array_like of float
        In [0, 2,000].

    Raises
    ------
    ValueError
        When an argument is empty, not a number or outside its interval.

    Notes
    -----
    sin(psi / 2) = Q / (2 - Q) with Q = v^2 rb / mu; from Q = 1, the speed of a circle, there is no limit. Bate, Mueller and
    White (1971), equation 6.2-20.

    Examples
    --------
    >>> longest_range([6.81, 8.0]).words
    ['8,023 km', 'no limit']
    """
    speed, altitude = together(
        speed_km_s=within("speed_km_s", speed_km_s, 0.01, 11),
        burnout_altitude_km=within("burnout_altitude_km", burnout_altitude_km, 0, 2000),
    )
    q = speed**2 * (EARTH_RADIUS_KM + altitude) / MU_KM3_S2
    limited = np.minimum(q, 1)
    # tan rather than sin: the arc sine of almost 1 would lose half of the digits
    psi = 2 * np.arctan2(limited, 2 * np.sqrt(1 - limited))
    return Reach(np.where(q < 1, EARTH_RADIUS_KM * psi, np.inf))


def standard_range(
    range_km: npt.ArrayLike,
    apogee_km: npt.ArrayLike,
    *,
    gravity_loss_km_s: npt.ArrayLike,
    burnout_altitude_km: npt.ArrayLike = 0.0,
) -> StandardRange:
    """Return how far a missile would fly on its best path, by the range and apogee of a lofted test.

    Parameters
    ----------
    range_km : array_like of float
        Of the test, in [0, 40,030.2]; the arguments broadcast together.
    apogee_km : array_like of float
        Of the test, in (0, 400,000], and above the burnout altitude.
    gravity_loss_km_s : array_like of float
        Speed to add for the flatter climb, in [0, 0.5]. Published models of powered flight imply 0.1 to 0.45.
    burnout_altitude_km : array_like of float
        In [0, 2,000].

    Returns
    -------
    StandardRange
        With the band from no allowance to the largest one. What the test carried is unknown: a light load flies farther than
        a warhead would, so the band is no upper limit of ignorance.

    Raises
    ------
    ValueError
        When an argument is empty, not a number or outside its interval.

    Notes
    -----
    `to_apogee` gives the burnout speed of the test, `longest_range` the range of that speed and the allowance. The missile is
    not modelled: neither its burning nor the air nor the turning of the Earth.

    Examples
    --------
    The Hwasong-14 of 28 July 2017:

    >>> found = standard_range(998, 3724.9, gravity_loss_km_s=0.45)
    >>> found.low.words, found.reach.words, found.high.words
    (['8,022 km'], ['10,384 km'], ['10,715 km'])
    """
    test = trajectory.to_apogee(range_km, apogee_km, burnout_altitude_km=burnout_altitude_km)
    loss = within("gravity_loss_km_s", gravity_loss_km_s, *GRAVITY_LOSS_KM_S)
    speed, altitude, loss = together(
        range_km=test.speed_km_s, burnout_altitude_km=test.burnout_altitude_km, gravity_loss_km_s=loss
    )

    def with_allowance(more: Array | float) -> Reach:
        return longest_range(np.clip(speed + more, 0.01, 11), burnout_altitude_km=altitude)

    low, high = GRAVITY_LOSS_KM_S
    return StandardRange(test, with_allowance(low), with_allowance(loss), with_allowance(high))


def range_towards(
    launch_lat_deg: npt.ArrayLike,
    launch_lon_deg: npt.ArrayLike,
    *,
    bearing_deg: npt.ArrayLike,
    speed_km_s: npt.ArrayLike,
) -> Reach:
    """Return the longest range in a direction over the turning Earth, for a burnout speed relative to the ground.

    Parameters
    ----------
    launch_lat_deg, launch_lon_deg : array_like of float
        Latitude in [-89, 89], longitude in [-180, 180], which changes nothing; the arguments broadcast together.
    bearing_deg : array_like of float
        Direction of the point of impact, clockwise from north, in [-360, 360]. The missile is launched in another.
    speed_km_s : array_like of float
        Relative to the ground, the same in every direction, in [1, 11].

    Returns
    -------
    Reach
        Infinite from 19,000 km: near the antipode directions mean nothing.

    Raises
    ------
    ValueError
        When an argument is empty, not a number or outside its interval.

    Notes
    -----
    Adds omega x r, flies the inertial ellipse, turns the point of impact back by omega T; the direction of launch is adjusted
    until the point of impact has its bearing, and the angle of climb is that of the longest range, by golden section.
    Burnout is at the surface. Published ranges from models of powered flight are 2 to 3 percent longer.
    Wright, North Korean ICBM Appears Able to Reach Major US Cities (2017), on the effect.

    Examples
    --------
    A missile of 10,000 km over an Earth at rest, fired from the equator to the east and to the west:

    >>> range_towards(0, 0, bearing_deg=[90, 270], speed_km_s=7.1981).words
    ['12,616 km', '8,723 km']
    """
    lat, _, bearing, speed = together(
        launch_lat_deg=np.radians(within("launch_lat_deg", launch_lat_deg, -89, 89)),
        launch_lon_deg=within("launch_lon_deg", launch_lon_deg, -180, 180),
        bearing_deg=np.radians(within("bearing_deg", bearing_deg, -360, 360)),
        speed_km_s=within("speed_km_s", speed_km_s, 1, 11),
    )
    to_east = np.sin(bearing) * speed + OMEGA_RAD_S * EARTH_RADIUS_KM * np.cos(lat)
    fast = np.hypot(to_east, np.cos(bearing) * speed) ** 2 * EARTH_RADIUS_KM / MU_KM3_S2 >= 0.999
    speed = np.where(fast, 1.0, speed)
    low, high = np.full(lat.shape, 0.02), np.full(lat.shape, 1.2)  # radians of climb
    share = (np.sqrt(5) - 1) / 2
    inner, outer = high - share * (high - low), low + share * (high - low)
    at_inner, at_outer = (_ground_range(lat, bearing, speed, climb) for climb in (inner, outer))
    for _ in range(30):
        left = at_inner > at_outer
        low, high = np.where(left, low, inner), np.where(left, outer, high)
        fresh = np.where(left, high - share * (high - low), low + share * (high - low))
        value = _ground_range(lat, bearing, speed, fresh)
        inner, outer = np.where(left, fresh, outer), np.where(left, inner, fresh)
        at_inner, at_outer = np.where(left, value, at_outer), np.where(left, at_inner, value)
    longest = EARTH_RADIUS_KM * np.maximum(at_inner, at_outer)
    return Reach(np.where(fast | (longest > _NO_LIMIT_KM), np.inf, longest))


def check_time(
    claimed_s: npt.ArrayLike,
    range_km: npt.ArrayLike,
    *,
    apogee_km: npt.ArrayLike | None = None,
) -> Plausibility:
    """Compare a claimed time of flight with the free flight between the same points.

    Parameters
    ----------
    claimed_s : array_like of float
        From launch to impact, in (0, 1e6]; the arguments broadcast together.
    range_km : array_like of float
        In [0, 40,030.2], or with no apogee in (0, 20,015.1].
    apogee_km : array_like of float, optional
        In (0, 400,000]. Without one the comparison is with the path of least energy, and a shorter time says only that the
        path was flatter, or the time a round number.

    Returns
    -------
    Plausibility
        With an apogee, less than free flight is impossible: a missile that still burns is nowhere faster than one that has
        all its speed from the ground. A real flight takes longer by most of its burn, some 90 to 300 s.

    Raises
    ------
    ValueError
        When an argument is empty, not a number or outside its interval.

    Examples
    --------
    North Korea's figures for 24 March 2022, and Japan's:

    >>> check_time([4052, 4260], 1090, apogee_km=6248.5).possible.tolist()
    [False, True]
    """
    claimed = within("claimed_s", claimed_s, 0, 1e6, open_low=True)
    free = trajectory.minimum_energy(range_km) if apogee_km is None else trajectory.to_apogee(range_km, apogee_km)
    claimed, time = together(claimed_s=claimed, range_km=free.time_s)
    return Plausibility(np.asarray(time), np.asarray(claimed - time), np.asarray(claimed >= time))


def _ground_range(lat: Array, bearing: Array, speed: Array, climb: Array) -> Array:
    """Return the angle along the ground to the point of impact that has the bearing."""
    azimuth = bearing
    for _ in range(30):
        angle, found = _impact(lat, azimuth, speed, climb)
        off = (bearing - found + np.pi) % (2 * np.pi) - np.pi
        azimuth = azimuth + off
        if np.abs(off).max() < 1e-9:
            break
    return angle


def _impact(lat: Array, azimuth: Array, speed: Array, climb: Array) -> tuple[Array, Array]:
    """Return the angle along the ground to the point of impact, and its bearing."""
    to_east = speed * np.cos(climb) * np.sin(azimuth) + OMEGA_RAD_S * EARTH_RADIUS_KM * np.cos(lat)
    to_north = speed * np.cos(climb) * np.cos(azimuth)
    level = np.hypot(to_east, to_north)
    flight = trajectory.at_speed(
        np.hypot(level, speed * np.sin(climb)), np.degrees(np.arctan2(speed * np.sin(climb), level))
    )
    psi = flight.range_km / EARTH_RADIUS_KM
    east, north = np.sin(psi) * to_east / level, np.sin(psi) * to_north / level
    x = np.cos(psi) * np.cos(lat) - north * np.sin(
        lat
    )  # towards the launch point's meridian, in the plane of the equator
    z = np.cos(psi) * np.sin(lat) + north * np.cos(lat)
    turned = OMEGA_RAD_S * flight.time_s
    x, east = x * np.cos(turned) + east * np.sin(turned), east * np.cos(turned) - x * np.sin(turned)
    north, up = z * np.cos(lat) - x * np.sin(lat), z * np.sin(lat) + x * np.cos(lat)
    return np.asarray(np.arctan2(np.hypot(east, north), up)), np.asarray(np.arctan2(east, north))
