"""What a radar on the ground can see of what flies: the horizon."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from helpers.models.checks import within

__all__ = ["EARTH_RADIUS_KM", "lowest_visible_altitude_km"]

Array = npt.NDArray[np.float64]
EARTH_RADIUS_KM = 6371.0


def lowest_visible_altitude_km(
    range_km: npt.ArrayLike, *, elevation_deg: npt.ArrayLike = 0.0, k_factor: npt.ArrayLike = 1.0
) -> Array:
    """Return the altitude above which a radar at sea level sees a target, over a spherical Earth.

    Parameters
    ----------
    range_km : array_like
        Distance along the ground, in [0, 5000]; the arguments broadcast together.
    elevation_deg : array_like
        Lowest elevation of the beam above the horizontal, in [0, 90).
    k_factor : array_like
        Radius of the Earth on which rays are straight, over the true one, in [1, 2]. 1 is no refraction; 4/3 is a convention
        for the lower troposphere, which bends too much for targets far above it: the truth lies between.

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
    With the effective radius R = k R0 and the angle D / R along the ground, h = R (cos e / cos(D / R + e) - 1): the sides
    of the triangle of radar, target and the centre of the Earth. Skolnik, Introduction to Radar Systems, on the effective
    radius of the Earth.

    Examples
    --------
    >>> lowest_visible_altitude_km([600, 2000], elevation_deg=[0, 5]).round(1).tolist()
    [28.4, 523.2]
    """
    distance = within("range_km", range_km, 0, 5000)
    elevation = np.radians(within("elevation_deg", elevation_deg, 0, 89.999))
    radius = EARTH_RADIUS_KM * within("k_factor", k_factor, 1, 2)
    angle = distance / radius + elevation
    with np.errstate(divide="ignore"):
        altitude = radius * (np.cos(elevation) / np.maximum(np.cos(angle), 0.0) - 1)
    return np.asarray(altitude)
