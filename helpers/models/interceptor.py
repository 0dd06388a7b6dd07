"""How fast an interceptor must be to meet a ballistic missile: a question of geometry and time, and of nothing else."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from helpers.models.aiming import Flight, unit_vectors
from helpers.models.checks import demand, together, within
from helpers.models.orbit import EARTH_RADIUS_KM, MU_KM3_S2, speeds
from helpers.models.paths import Positions, pieces, positions_at

__all__ = ["Footprint", "Interception", "footprint", "least_speed", "longest_delay"]

Array = npt.NDArray[np.float64]
Answers = npt.NDArray[np.bool_]

FASTEST_KM_S = 11.0
"""Faster interceptors are not considered: they would leave the Earth."""
_AT_ONCE = 100
_GOLDEN = (np.sqrt(5) - 1) / 2


@dataclass(frozen=True, eq=False)
class Interception:
    """The slowest interceptor that meets each flight; arrays of one shape, infinite where no speed up to 11 km/s does.

    Attributes
    ----------
    speed_km_s : array of float
        Least burnout speed.
    time_s, altitude_km : array of float
        When, after the burnout of the missile, and how high it meets it.
    """

    speed_km_s: Array
    time_s: Array
    altitude_km: Array


@dataclass(frozen=True, eq=False)
class Footprint:
    """Which flights an interceptor can meet, where its speed and its delay are known as ranges only.

    Attributes
    ----------
    certain : array of bool
        Met by the slowest interceptor with the longest delay.
    possible : array of bool
        Met by the fastest one with the shortest delay.
    """

    certain: Answers
    possible: Answers


def least_speed(
    flight: Flight,
    *,
    site_lat_deg: float,
    site_lon_deg: float,
    delay_s: npt.ArrayLike,
    burn_s: float,
    altitude_km: float,
    may_wait: bool = True,
    points: int = 100,
) -> Interception:
    """Return the least burnout speed with which an interceptor from a site meets flights.

    Parameters
    ----------
    flight : Flight
        Any number of flights.
    site_lat_deg, site_lon_deg : float
        Where the interceptor stands, latitude in [-90, 90], longitude in [-180, 180].
    delay_s : array_like of float
        Earliest launch after the burnout of the missile, in [0, 3,600]; it broadcasts with the flights. Before that somebody
        must have seen the missile, known where it goes, and decided.
    burn_s : float
        Burn time of the interceptor, in [0, 600]. Half of it counts as lost: it gathers speed evenly, and as if at the site.
    altitude_km : float
        Lowest altitude of the meeting, in [0, 10,000]; 100 to 200 for interceptors that work outside the air.
    may_wait : bool
        Whether the interceptor may be launched later than that too, which suits a slower one where there is time.
    points : int
        Points of each path at which meetings are tried, in [10, 10,000]; around the best the time is refined.

    Returns
    -------
    Interception
        With 100 points, least speeds are within a metre a second of those with 5,000. A window for a meeting that is shorter
        than the steps, some 20 s, can be missed.

    Raises
    ------
    ValueError
        When an argument is empty, not a number or outside its interval, or shapes do not fit.

    Notes
    -----
    For every point of the path the speed follows from Lambert's problem, in the frame of the Earth but as if that stood still
    for the interceptor: what the turning adds to its speed, up to 0.4 km/s towards the east, and takes from its aim is left
    out. A launch below the horizon is none. Where there is more time than the path of least energy takes, the interceptor
    waits for that. One that comes from behind near the end of the flight counts as well, though some radar would have to see
    that. To be able to meet is not to hit: there is no seeker, no steering, no decoy here. Published speeds and delays
    differ, which decides the answer: see `footprint`.
    Bate, Mueller and White (1971), sections 5.3 and 5.2 (path of least energy).

    Examples
    --------
    From Fort Greely against a missile from Pyongyang to Washington:

    >>> from helpers.models.aiming import aim
    >>> flight = aim(39.03, 125.75, aim_lat_deg=38.91, aim_lon_deg=-77.04)
    >>> greely = {"site_lat_deg": 63.95, "site_lon_deg": -145.73}
    >>> least_speed(flight, **greely, delay_s=[250, 900], burn_s=150, altitude_km=200).speed_km_s.round(1).tolist()
    [5.3, 6.0]
    """
    meeting = _Meeting(
        site=unit_vectors(
            within("site_lat_deg", site_lat_deg, -90, 90), within("site_lon_deg", site_lon_deg, -180, 180)
        ),
        lost_s=float(within("burn_s", burn_s, 0, 600)) / 2,
        altitude_km=float(within("altitude_km", altitude_km, 0, 10_000)),
        may_wait=may_wait,
        points=int(within("points", points, 10, 10_000)),
    )
    delay = within("delay_s", delay_s, 0, 3600)
    number = np.arange(flight.free.time_s.size, dtype=float).reshape(flight.free.time_s.shape)
    number, delay = together(flight=number, delay_s=delay)
    found = np.empty((3, number.size))
    for cut, some in pieces(flight, number.ravel().astype(np.intp), at_once=_AT_ONCE):
        found[:, cut] = meeting.best(some, delay.ravel()[cut])
    return Interception(*found.reshape(3, *number.shape))


def footprint(
    flight: Flight,
    *,
    site_lat_deg: float,
    site_lon_deg: float,
    speed_km_s: tuple[float, float],
    delay_s: tuple[float, float],
    burn_s: float,
    altitude_km: float,
) -> Footprint:
    """Return which flights an interceptor certainly and possibly meets, by the published ranges of its speed and its delay.

    Parameters
    ----------
    flight : Flight
        Flights to a grid of aim points for the area that a site defends, or from a grid of launch points for the area
        against which it does.
    site_lat_deg, site_lon_deg : float
        See `least_speed`.
    speed_km_s : (float, float)
        Lowest and highest published burnout speed, in [0.1, 11].
    delay_s : (float, float)
        Shortest and longest published delay, in [0, 3,600].
    burn_s, altitude_km : float
        See `least_speed`.

    Raises
    ------
    ValueError
        When an argument is empty, not a number or outside its interval, or a range begins above its end.

    Notes
    -----
    A longer delay never helps, since the interceptor may wait; so the ends of the ranges give the ends of the answer.

    Examples
    --------
    An interceptor in Poland, of 6 to 9 km/s, against a missile to Washington, from Tatishchevo and from Pyongyang:

    >>> from helpers.models.aiming import aim
    >>> flight = aim([51.67, 39.03], [45.57, 125.75], aim_lat_deg=38.91, aim_lon_deg=-77.04)
    >>> found = footprint(
    ...     flight, site_lat_deg=54.48, site_lon_deg=17.10, speed_km_s=(6, 9), delay_s=(60, 250), burn_s=150, altitude_km=200
    ... )
    >>> found.certain.tolist(), found.possible.tolist()
    ([False, False], [True, True])
    """
    slow, fast = within("speed_km_s", speed_km_s, 0.1, FASTEST_KM_S)
    short, long = within("delay_s", delay_s, 0, 3600)
    demand("speed_km_s", slow, slow <= fast, "must begin with the lower end")
    demand("delay_s", short, short <= long, "must begin with the lower end")
    delays = np.array([short, long]).reshape(2, *(1,) * flight.free.time_s.ndim)
    least = least_speed(
        flight,
        site_lat_deg=site_lat_deg,
        site_lon_deg=site_lon_deg,
        delay_s=delays,
        burn_s=burn_s,
        altitude_km=altitude_km,
    ).speed_km_s
    return Footprint(certain=np.asarray(least[1] <= slow), possible=np.asarray(least[0] <= fast))


def longest_delay(
    flight: Flight,
    *,
    site_lat_deg: float,
    site_lon_deg: float,
    speed_km_s: float,
    burn_s: float,
    altitude_km: float,
    longest_s: float = 600.0,
) -> Array:
    """Return how many seconds after the missile's burnout an interceptor of a given speed may still be launched.

    Parameters
    ----------
    flight : Flight
        Any number of flights.
    site_lat_deg, site_lon_deg, burn_s, altitude_km : float
        See `least_speed`.
    speed_km_s : float
        Burnout speed of the interceptor, in [0.1, 11].
    longest_s : float
        Delays beyond this are not looked for, in [1, 3,600].

    Returns
    -------
    array of float
        To the second, at most ``longest_s``; not a number where even a launch at burnout is too late.

    Raises
    ------
    ValueError
        When an argument is empty, not a number or outside its interval.

    Notes
    -----
    A longer delay never helps, so halving the interval finds the last one that does.

    Examples
    --------
    An interceptor of 5.5 km/s in Poland against missiles to Washington, from Tatishchevo and from Uzhur:

    >>> from helpers.models.aiming import aim
    >>> flight = aim([51.67, 55.32], [45.57, 89.83], aim_lat_deg=38.91, aim_lon_deg=-77.04)
    >>> poland = {"site_lat_deg": 54.48, "site_lon_deg": 17.10, "burn_s": 90, "altitude_km": 100}
    >>> longest_delay(flight, **poland, speed_km_s=5.5).round(-1).tolist()
    [80.0, nan]
    """
    speed = float(within("speed_km_s", speed_km_s, 0.1, FASTEST_KM_S))
    longest = float(within("longest_s", longest_s, 1, 3600))

    def met(flights: Flight, delay_s: Array | float) -> Answers:
        found = least_speed(
            flights, site_lat_deg=site_lat_deg, site_lon_deg=site_lon_deg, delay_s=delay_s, burn_s=burn_s,
            altitude_km=altitude_km,
        )  # fmt: skip
        return np.asarray(found.speed_km_s <= speed)

    last = np.full(flight.free.time_s.size, np.nan)
    order = np.flatnonzero(met(flight, 0.0))
    if len(order):
        _, some = next(pieces(flight, order, at_once=len(order)))
        low, high = np.zeros(len(order)), np.full(len(order), longest)
        low = np.where(met(some, high), high, low)
        for _ in range(int(np.ceil(np.log2(longest)))):
            middle = (low + high) / 2
            in_time = met(some, middle)
            low, high = np.where(in_time, middle, low), np.where(in_time, high, middle)
        last[order] = low
    return last.reshape(flight.free.time_s.shape)


@dataclass(frozen=True, eq=False)
class _Meeting:
    site: Array
    lost_s: float
    altitude_km: float
    may_wait: bool
    points: int

    def best(self, flight: Flight, delay_s: Array) -> tuple[Array, Array, Array]:
        """Return least speed, its time and altitude, for a row of flights."""
        reach, eccentricity = EARTH_RADIUS_KM + self.altitude_km, flight.free.eccentricity
        cosine = (reach / flight.free.semi_major_axis_km - 1) / np.maximum(eccentricity, 1e-12)
        high_enough = flight.free.apogee_km > self.altitude_km
        half = np.minimum(np.arccos(np.clip(cosine, -1, 1)), flight.free.half_anomaly_rad)
        grid = half[:, None] * np.linspace(-1, 1, self.points)
        speed = self.speed(positions_at(flight, grid), delay_s)
        best = speed.argmin(axis=-1)
        row = np.arange(len(best))
        middle = grid[row, best]
        low, high = grid[row, np.maximum(best - 1, 0)], grid[row, np.minimum(best + 1, self.points - 1)]
        low, high = self.narrowed(flight, delay_s, low, middle, high)
        tried = np.stack([middle, low, (low + high) / 2, high], axis=-1)
        at = positions_at(flight, tried)
        speed = self.speed(at, delay_s)
        best = speed.argmin(axis=-1)
        met = high_enough & np.isfinite(speed[row, best])
        return (
            np.where(met, speed[row, best], np.inf),
            np.where(met, at.time_s[row, best], np.inf),
            np.where(met, at.radius_km[row, best] - EARTH_RADIUS_KM, np.inf),
        )

    def narrowed(self, flight: Flight, delay_s: Array, low: Array, middle: Array, high: Array) -> tuple[Array, Array]:
        """Close in on the least speed around an anomaly, by golden section."""
        for _ in range(20):
            inner, outer = high - _GOLDEN * (high - low), low + _GOLDEN * (high - low)
            tried = np.stack([inner, outer], axis=-1)
            speed = self.speed(positions_at(flight, tried), delay_s)
            # where no meeting is possible, back towards one that is
            speed = np.where(np.isfinite(speed), speed, 2 * FASTEST_KM_S + np.abs(tried - middle[:, None]))
            left = speed[:, 0] < speed[:, 1]
            low, high = np.where(left, low, inner), np.where(left, outer, high)
        return low, high

    def speed(self, path: Positions, delay_s: Array) -> Array:
        """Return the least speed by point, infinite where there is none."""
        site, target = self.site * EARTH_RADIUS_KM, path.position_km
        chord = np.sqrt(sum((target[axis] - site[axis]) ** 2 for axis in range(3)))
        across = np.sqrt(sum((target[axis] / path.radius_km - self.site[axis]) ** 2 for axis in range(3)))
        angle = 2 * np.arcsin(np.minimum(across / 2, 1))
        time = path.time_s - delay_s[:, None] - self.lost_s
        in_time = (time * FASTEST_KM_S > chord) & (angle < 3.14)
        half_sum = (EARTH_RADIUS_KM + path.radius_km + chord) / 2
        least, least_time = _least_energy(half_sum, chord)
        waits = in_time & (time >= least_time) & self.may_wait
        found = np.where(waits, least, np.inf)
        flies = in_time & ~waits
        if flies.any():
            near = np.full(flies.sum(), EARTH_RADIUS_KM)
            needed, radial = speeds(near, path.radius_km[flies], angle[flies], time[flies])
            found[flies] = np.where(radial > 0, needed, np.inf)
        return np.where(found <= FASTEST_KM_S, found, np.inf)


def _least_energy(half_sum: Array, chord: Array) -> tuple[Array, Array]:
    """Return speed at the site, and time, of the ellipse of least energy through two places."""
    speed = np.sqrt(MU_KM3_S2 * 2 * (1 / EARTH_RADIUS_KM - 1 / half_sum))
    beta = 2 * np.arcsin(np.sqrt(np.clip(1 - chord / half_sum, 0, 1)))
    return speed, np.sqrt((half_sum / 2) ** 3 / MU_KM3_S2) * (np.pi - beta + np.sin(beta))
