"""What the curve of the Earth and terrain hide from a radar."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from helpers.models.checks import within

__all__ = [
    "EARTH_RADIUS_KM",
    "STANDARD_REFRACTION",
    "ground_range_km",
    "horizon_distance_km",
    "horizon_distance_nmi",
    "lowest_visible_altitude_km",
    "slant_altitude_km",
    "terrain_mask_deg",
]

Array = npt.NDArray[np.float64]
EARTH_RADIUS_KM = 6371.0
STANDARD_REFRACTION = 4 / 3
_HIGHEST_ANTENNA_M = 9000.0


def horizon_distance_km(height_m: npt.ArrayLike, k_factor: npt.ArrayLike = STANDARD_REFRACTION) -> Array:
    """Return the distance of the horizon from something low above a smooth Earth, by the short formula.

    Parameters
    ----------
    height_m : array_like
        Height above the surface in m, in [0, 100,000]; the arguments broadcast together.
    k_factor : array_like
        Radius of the Earth on which rays are straight, over the true one, in [1, 2].

    Raises
    ------
    ValueError
        When an argument is not finite or lies outside its interval.

    Notes
    -----
    d = sqrt(2 k R h), the tangent when h is small against R: 0.3 percent too long at a height of 30 km and 1 percent at
    100 km. Two things see each other up to the sum of their distances. `ground_range_km` is exact.

    Examples
    --------
    A radar on a mast of 30 m, and a target at 5 m:

    >>> horizon_distance_km([30, 5]).round(1).tolist()
    [22.6, 9.2]
    """
    height = within("height_m", height_m, 0, 100_000) / 1000
    return np.sqrt(2 * within("k_factor", k_factor, 1, 2) * EARTH_RADIUS_KM * height)


def horizon_distance_nmi(height_ft: npt.ArrayLike) -> Array:
    """Return the distance of the horizon in nautical miles for a height in feet, as handbooks print the rule.

    Parameters
    ----------
    height_ft : array_like
        Height above the surface in feet, in [0, 300,000].

    Raises
    ------
    ValueError
        When the height is not finite or lies outside its interval.

    Notes
    -----
    d = 1.23 sqrt(h): `horizon_distance_km` for k = 4/3, with the constant rounded to three digits, and as short-sighted.

    Examples
    --------
    >>> horizon_distance_nmi([25, 625]).round(2).tolist()
    [6.15, 30.75]
    """
    return 1.23 * np.sqrt(within("height_ft", height_ft, 0, 300_000))


def lowest_visible_altitude_km(
    range_km: npt.ArrayLike,
    *,
    elevation_deg: npt.ArrayLike = 0.0,
    k_factor: npt.ArrayLike = 1.0,
    antenna_height_m: npt.ArrayLike = 0.0,
) -> Array:
    """Return the altitude above which a radar sees a target, over a spherical Earth.

    Parameters
    ----------
    range_km : array_like
        Distance along the ground, in [0, 5000]; the arguments broadcast together.
    elevation_deg : array_like
        Lowest elevation of the beam above the horizontal, in [0, 90): what the radar can do, or the terrain leaves it.
    k_factor : array_like
        Radius of the Earth on which rays are straight, over the true one, in [1, 2]. 1 is no refraction; 4/3 is a convention
        for the lower troposphere, which bends too much for targets far above it: the truth lies between.
    antenna_height_m : array_like
        Height of the antenna above sea level, in [0, 9000].

    Returns
    -------
    numpy.ndarray
        Altitude in km; infinite where the beam rises past every altitude before it gets there.

    Raises
    ------
    ValueError
        When an argument is not finite or lies outside its interval.

    Notes
    -----
    With the effective radius R = k R0, the radius a = R + antenna and the angle D / R along the ground, the altitude is
    h = a cos e / cos(D / R + e) - R: the sides of the triangle of radar, target and the centre of the Earth. Skolnik,
    Introduction to Radar Systems, on the effective radius of the Earth. A raised antenna looks down to no less than
    0 degrees here, so the dip of its horizon is not used.

    Examples
    --------
    >>> lowest_visible_altitude_km([600, 2000], elevation_deg=[0, 5]).round(1).tolist()
    [28.4, 523.2]
    """
    distance = within("range_km", range_km, 0, 5000)
    elevation = np.radians(within("elevation_deg", elevation_deg, 0, 89.999))
    radius = EARTH_RADIUS_KM * within("k_factor", k_factor, 1, 2)
    antenna = within("antenna_height_m", antenna_height_m, 0, _HIGHEST_ANTENNA_M) / 1000
    angle = distance / radius + elevation
    with np.errstate(divide="ignore"):
        stretch = np.cos(elevation) / np.maximum(np.cos(angle), 0.0)
    return np.asarray(radius * (stretch - 1) + antenna * np.minimum(stretch, 1e9))  # infinity times 0 is no number


def ground_range_km(
    altitude_km: npt.ArrayLike,
    *,
    elevation_deg: npt.ArrayLike = 0.0,
    k_factor: npt.ArrayLike = 1.0,
    antenna_height_m: npt.ArrayLike = 0.0,
) -> Array:
    """Return the distance along the ground out to which a radar sees a target at an altitude: the other way round.

    Parameters
    ----------
    altitude_km : array_like
        Altitude of the target, in [0, 50,000] and not below the antenna; the arguments broadcast together.
    elevation_deg, k_factor, antenna_height_m : array_like
        As for `lowest_visible_altitude_km`.

    Raises
    ------
    ValueError
        When an argument is not finite or lies outside its interval, or a target is lower than the antenna.

    Notes
    -----
    D = R (arccos(a cos e / (R + h)) - e), which `lowest_visible_altitude_km` turns back.

    Examples
    --------
    >>> ground_range_km([100, 1000], elevation_deg=2).round().tolist()
    [921.0, 3142.0]
    """
    altitude = within("altitude_km", altitude_km, 0, 50_000)
    elevation = np.radians(within("elevation_deg", elevation_deg, 0, 89.999))
    radius = EARTH_RADIUS_KM * within("k_factor", k_factor, 1, 2)
    antenna = within("antenna_height_m", antenna_height_m, 0, _HIGHEST_ANTENNA_M) / 1000
    above = altitude - antenna
    within("altitude_km above the antenna", above, 0, 50_000)
    # the angle at the centre by its half sine, since arccos loses the digits of small ones
    along = np.sqrt(above * (2 * radius + altitude + antenna) + ((radius + antenna) * np.sin(elevation)) ** 2)
    angle = np.arctan2(along, (radius + antenna) * np.cos(elevation)) - elevation
    return np.asarray(radius * np.maximum(angle, 0.0))


def slant_altitude_km(
    slant_range_km: npt.ArrayLike, *, elevation_deg: npt.ArrayLike = 0.0, k_factor: npt.ArrayLike = 1.0
) -> Array:
    """Return the altitude that a ray reaches after a distance along it, from a radar at sea level.

    Parameters
    ----------
    slant_range_km : array_like
        Distance along the ray, in [0, 50,000]; the arguments broadcast together.
    elevation_deg, k_factor : array_like
        As for `lowest_visible_altitude_km`, which counts along the ground instead.

    Raises
    ------
    ValueError
        When an argument is not finite or lies outside its interval.

    Notes
    -----
    (R + h)^2 = R^2 + s^2 + 2 R s sin e, the sides of the triangle of radar, target and the centre of the Earth, with the
    effective radius R.

    Examples
    --------
    >>> slant_altitude_km([500, 2000], elevation_deg=[0, 5]).round(1).tolist()
    [19.6, 470.8]
    """
    slant = within("slant_range_km", slant_range_km, 0, 50_000)
    rise = slant * np.sin(np.radians(within("elevation_deg", elevation_deg, 0, 89.999)))
    radius = EARTH_RADIUS_KM * within("k_factor", k_factor, 1, 2)
    square = slant**2 + 2 * radius * rise
    return np.asarray(square / (np.sqrt(radius**2 + square) + radius))  # loses no digits near the radar


def terrain_mask_deg(
    ridge_height_m: npt.ArrayLike,
    ridge_distance_km: npt.ArrayLike,
    *,
    antenna_height_m: npt.ArrayLike = 0.0,
    k_factor: npt.ArrayLike = STANDARD_REFRACTION,
) -> Array:
    """Return the elevation below which a ridge hides everything behind it.

    Parameters
    ----------
    ridge_height_m : array_like
        Height of the ridge above sea level, in [0, 9000]; the arguments broadcast together.
    ridge_distance_km : array_like
        Distance of the ridge along the ground, in [0.1, 1000].
    antenna_height_m : array_like
        Height of the antenna above sea level, in [0, 9000].
    k_factor : array_like
        As for `lowest_visible_altitude_km`; a ridge is low enough for 4/3.

    Returns
    -------
    numpy.ndarray
        Elevation in degrees, in [0, 90): 0 for a ridge below the horizontal, which hides nothing that a beam at 0 degrees
        sees. As ``elevation_deg`` of `lowest_visible_altitude_km` it gives the effect on targets.

    Raises
    ------
    ValueError
        When an argument is not finite or lies outside its interval.

    Notes
    -----
    tan e = ((R + h) cos(D / R) - (R + antenna)) / ((R + h) sin(D / R)), with the effective radius R. The ridge is a sharp edge:
    the wave that bends over it is left out.

    Examples
    --------
    A ridge of 900 m at 10 km, before a radar at 400 m, raises the beam, and with it all that the radar sees at 1,000 km:

    >>> mask = terrain_mask_deg(900, 10, antenna_height_m=400)
    >>> round(float(mask), 2)
    2.83
    >>> lowest_visible_altitude_km(1000, elevation_deg=[0, mask]).round().tolist()
    [79.0, 130.0]
    """
    radius = EARTH_RADIUS_KM * within("k_factor", k_factor, 1, 2)
    ridge = within("ridge_height_m", ridge_height_m, 0, _HIGHEST_ANTENNA_M) / 1000
    antenna = within("antenna_height_m", antenna_height_m, 0, _HIGHEST_ANTENNA_M) / 1000
    angle = within("ridge_distance_km", ridge_distance_km, 0.1, 1000) / radius
    up = (radius + ridge) * np.cos(angle) - (radius + antenna)
    return np.asarray(np.maximum(np.degrees(np.arctan2(up, (radius + ridge) * np.sin(angle))), 0.0))
