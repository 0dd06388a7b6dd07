"""Free flight of ballistic missiles over a sphere that does not turn: speed, angle, apogee and time for a range.

A path is symmetric about its apogee: it ends at the altitude at which it began. With the burnout radius rb, the apogee's radius
ra and the angle psi between the ends, seen from the centre of the Earth, everything has a closed form.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from helpers.models.checks import demand, together, within
from helpers.models.orbit import EARTH_RADIUS_KM, MU_KM3_S2

__all__ = ["HALF_WAY_KM", "FreeFlight", "at_angle", "at_range", "at_speed", "minimum_energy", "to_apogee"]

Array = npt.NDArray[np.float64]

HALF_WAY_KM = float(np.pi * EARTH_RADIUS_KM)
"""From a point of the sphere to its antipode."""
_HIGHEST_KM = 400_000.0


@dataclass(frozen=True, eq=False)
class FreeFlight:
    """Free flight from burnout to the same altitude on the way down; arrays of one shape.

    Attributes
    ----------
    range_km : array of float
        Along the ground between the ends.
    burnout_altitude_km, apogee_km : array of float
        Above the ground.
    speed_km_s, angle_deg : array of float
        At burnout, the angle above the horizontal.
    time_s : array of float
        From burnout to the end.
    semi_major_axis_km, eccentricity, half_anomaly_rad : array of float
        Of the ellipse; the last is the eccentric anomaly between its apogee and either end of the path.
    """

    range_km: Array
    burnout_altitude_km: Array
    apogee_km: Array
    speed_km_s: Array
    angle_deg: Array
    time_s: Array
    semi_major_axis_km: Array
    eccentricity: Array
    half_anomaly_rad: Array


def minimum_energy(range_km: npt.ArrayLike, *, burnout_altitude_km: npt.ArrayLike = 0.0) -> FreeFlight:
    """Return the path that needs the least speed for a range.

    Parameters
    ----------
    range_km : array_like of float
        Along the ground, in (0, 20,015.1]; the arguments broadcast together.
    burnout_altitude_km : array_like of float
        Where free flight begins and ends, in [0, 2,000].

    Raises
    ------
    ValueError
        When an argument is empty, not a number or outside its interval.

    Notes
    -----
    The angle is 45 degrees - psi / 4, so ra = rb (1 + t) / (1 + t^2) with t = tan(psi / 4). Wheelon, Free flight of a
    ballistic missile, ARS Journal 29 (1959); Bate, Mueller and White (1971), section 6.2. Burning takes 3 to 5 minutes more,
    and covers some hundred kilometres, which are left out, as are air and the flattening of the Earth (under 1 percent).

    Examples
    --------
    >>> path = minimum_energy(10_000)
    >>> [round(float(x), 2) for x in (path.speed_km_s, path.angle_deg, path.apogee_km, path.time_s / 60)]
    [7.2, 22.52, 1319.48, 32.18]
    """
    psi, burnout = _ends(within("range_km", range_km, 0, HALF_WAY_KM + 1e-6, open_low=True), burnout_altitude_km)
    quarter = np.tan(psi / 4)
    return _ellipse(burnout, burnout * quarter * (1 - quarter) / (1 + quarter**2), psi)


def to_apogee(
    range_km: npt.ArrayLike, apogee_km: npt.ArrayLike, *, burnout_altitude_km: npt.ArrayLike = 0.0
) -> FreeFlight:
    """Return the path of a range and an apogee: lofted above that of least energy, depressed below it.

    Parameters
    ----------
    range_km : array_like of float
        Along the ground, in [0, 40,030.2]; 0 is straight up. The arguments broadcast together.
    apogee_km : array_like of float
        Above the ground, in (0, 400,000], and above the burnout altitude.
    burnout_altitude_km : array_like of float
        In [0, 2,000].

    Raises
    ------
    ValueError
        When an argument is empty, not a number or outside its interval.

    Notes
    -----
    e = (ra - rb) / (ra - rb cos(psi / 2)), from the equation of the ellipse at its apogee and its ends; the same terms with
    sin(psi / 4) lose no digits for steep paths. Bate, Mueller and White (1971), section 6.2.

    Examples
    --------
    The Hwasong-14 of 28 July 2017, 998 km far and 3,725 km high, before which it burned for some four minutes:

    >>> path = to_apogee(998, 3724.9)
    >>> [round(float(x), 2) for x in (path.speed_km_s, path.angle_deg, path.time_s / 60)]
    [6.81, 83.94, 43.12]
    """
    psi, burnout = _ends(within("range_km", range_km, 0, 2 * HALF_WAY_KM + 1e-6), burnout_altitude_km)
    height = within("apogee_km", apogee_km, 0, _HIGHEST_KM, open_low=True)
    psi, burnout, height = together(range_km=psi, burnout_altitude_km=burnout, apogee_km=height)
    rise = height - (burnout - EARTH_RADIUS_KM)
    demand("apogee_km", height, rise > 0, "must be above burnout_altitude_km")
    return _ellipse(burnout, rise, psi)


def at_angle(
    range_km: npt.ArrayLike, angle_deg: npt.ArrayLike, *, burnout_altitude_km: npt.ArrayLike = 0.0
) -> FreeFlight:
    """Return the path of a range and an angle at burnout.

    Parameters
    ----------
    range_km : array_like of float
        Along the ground, in (0, 20,015.1]; the arguments broadcast together.
    angle_deg : array_like of float
        Above the horizontal, in (0, 90) and below 90 degrees - psi / 4, at which the path no longer comes back. 45 degrees
        - psi / 4 is the path of least energy.
    burnout_altitude_km : array_like of float
        In [0, 2,000].

    Raises
    ------
    ValueError
        When an argument is empty, not a number or outside its interval.

    Notes
    -----
    tan(angle) tan(psi / 4) = 1 - rb / ra, which follows from the equations of `to_apogee`.

    Examples
    --------
    A missile from a submarine, flatter than the 39.6 degrees of least energy for this range:

    >>> path = at_angle(1850, 10)
    >>> [round(float(x), 1) for x in (path.speed_km_s, path.apogee_km, path.time_s / 60)]
    [5.4, 82.8, 5.9]
    """
    psi, burnout = _ends(within("range_km", range_km, 0, HALF_WAY_KM + 1e-6, open_low=True), burnout_altitude_km)
    angle = np.radians(within("angle_deg", angle_deg, 0, 90, open_low=True))
    psi, burnout, angle = together(range_km=psi, burnout_altitude_km=burnout, angle_deg=angle)
    share = np.tan(angle) * np.tan(psi / 4)
    low_enough = (angle + psi / 4 < np.pi / 2) & (burnout < (EARTH_RADIUS_KM + _HIGHEST_KM) * (1 - share))
    demand("angle_deg", np.degrees(angle), low_enough, "must be below 90 - psi / 4, where the path comes back")
    return _ellipse(burnout, burnout * share / (1 - share), psi)


def at_speed(
    speed_km_s: npt.ArrayLike, angle_deg: npt.ArrayLike, *, burnout_altitude_km: npt.ArrayLike = 0.0
) -> FreeFlight:
    """Return the path on which a speed and an angle at burnout lead.

    Parameters
    ----------
    speed_km_s : array_like of float
        In [0.01, 11], and below the escape speed at the altitude; the arguments broadcast together.
    angle_deg : array_like of float
        Above the horizontal, in [0.01, 90].
    burnout_altitude_km : array_like of float
        In [0, 2,000].

    Returns
    -------
    FreeFlight
        A range above 20,015 km leads more than half way round.

    Raises
    ------
    ValueError
        When an argument is empty, not a number or outside its interval.

    Notes
    -----
    With Q = v^2 rb / mu, tan(psi / 2) = Q sin(phi) cos(phi) / (1 - Q cos^2(phi)). Bate, Mueller and White (1971),
    equation 6.2-12, in the form that knows its quadrant.

    Examples
    --------
    >>> path = at_speed(7.1981, 22.517)
    >>> round(float(path.range_km)), round(float(path.apogee_km))
    (10000, 1319)
    """
    speed, angle, altitude = together(
        speed_km_s=within("speed_km_s", speed_km_s, 0.01, 11),
        angle_deg=np.radians(within("angle_deg", angle_deg, 0.01, 90)),
        burnout_altitude_km=within("burnout_altitude_km", burnout_altitude_km, 0, 2000),
    )
    burnout = EARTH_RADIUS_KM + altitude
    q = speed**2 * burnout / MU_KM3_S2
    demand("speed_km_s", speed, q < 1.999, "must be below the escape speed")
    psi = 2 * np.arctan2(q * np.sin(angle) * np.cos(angle), 1 - q * np.cos(angle) ** 2)
    eccentricity = np.hypot(1 - q, np.sqrt(q * (2 - q)) * np.sin(angle))
    slow = q * np.sin(angle) ** 2 / np.maximum(eccentricity + 1 - q, 1e-9)  # two forms of (ra - rb) / rb
    fast = (eccentricity - 1 + q) / (2 - q)
    return _ellipse(burnout, burnout * np.where(q < 1, slow, fast), psi)


def at_range(
    range_km: npt.ArrayLike, speed_km_s: npt.ArrayLike, *, lofted: bool, burnout_altitude_km: npt.ArrayLike = 0.0
) -> FreeFlight:
    """Return one of the two paths on which a speed leads to a range.

    Parameters
    ----------
    range_km : array_like of float
        Along the ground, in (0, 20,015.1]; the arguments broadcast together.
    speed_km_s : array_like of float
        At burnout, at least that of `minimum_energy`, and below the escape speed; for the depressed path below that of a
        circle, at which it would follow the ground.
    lofted : bool
        The path above that of least energy; otherwise the depressed path below it.
    burnout_altitude_km : array_like of float
        In [0, 2,000].

    Raises
    ------
    ValueError
        When an argument is empty, not a number or outside its interval.

    Notes
    -----
    sin(2 phi + psi / 2) = (2 - Q) / Q sin(psi / 2): Bate, Mueller and White (1971), equation 6.2-16. Depressed paths are
    limited by heat and by control in the air, of which this knows nothing.

    Examples
    --------
    >>> [round(float(at_range(3000, 6, lofted=lofted).time_s) / 60, 1) for lofted in (False, True)]
    [8.8, 30.3]
    """
    psi, burnout = _ends(within("range_km", range_km, 0, HALF_WAY_KM + 1e-6, open_low=True), burnout_altitude_km)
    speed = within("speed_km_s", speed_km_s, 0, 11, open_low=True)
    psi, burnout, speed = together(range_km=psi, burnout_altitude_km=burnout, speed_km_s=speed)
    q = speed**2 * burnout / MU_KM3_S2
    sine = (2 - q) / q * np.sin(psi / 2)
    demand("speed_km_s", speed, sine <= 1 + 1e-12, "must be at least that of least energy for range_km")
    demand(
        "speed_km_s", speed, q < (1.999 if lofted else 1), "must be below that of " + ("escape", "a circle")[not lofted]
    )
    angle = np.arcsin(np.minimum(sine, 1))
    angle = ((np.pi - angle if lofted else angle) - psi / 2) / 2
    share = np.tan(angle) * np.tan(psi / 4)
    return _ellipse(burnout, burnout * share / (1 - share), psi)


def _ends(range_km: Array, burnout_altitude_km: npt.ArrayLike) -> tuple[Array, Array]:
    altitude = within("burnout_altitude_km", burnout_altitude_km, 0, 2000)
    range_, altitude = together(range_km=range_km, burnout_altitude_km=altitude)
    return np.minimum(range_ / EARTH_RADIUS_KM, 2 * np.pi), EARTH_RADIUS_KM + altitude


def _ellipse(burnout: Array, rise: Array, psi: Array) -> FreeFlight:
    """Describe a path by the rise to its apogee and the angle between its ends, without differences of near equals."""
    apogee, fall = burnout + rise, 2 * burnout * np.sin(psi / 4) ** 2
    eccentricity = rise / (rise + fall)
    axis = apogee * (rise + fall) / (2 * rise + fall)
    half = 2 * np.arctan2(np.sqrt((2 * rise + fall) / (2 * burnout)), np.cos(psi / 4))
    return FreeFlight(
        range_km=EARTH_RADIUS_KM * psi,
        burnout_altitude_km=burnout - EARTH_RADIUS_KM,
        apogee_km=burnout - EARTH_RADIUS_KM + rise,
        speed_km_s=np.sqrt(MU_KM3_S2 * (2 / burnout - 1 / axis)),
        angle_deg=np.degrees(np.arctan2(rise * np.cos(psi / 4), apogee * np.sin(psi / 4))),
        time_s=2 * np.sqrt(axis**3 / MU_KM3_S2) * (half + eccentricity * np.sin(half)),
        semi_major_axis_km=axis,
        eccentricity=eccentricity,
        half_anomaly_rad=half,
    )
