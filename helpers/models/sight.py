"""What a radar sees of one target: how far its echo is strong enough, and what the horizon hides there."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from helpers.models.antenna import scan_range_factor
from helpers.models.checks import within
from helpers.models.horizon import slant_altitude_km
from helpers.models.radar import range_tracking_km

__all__ = ["sight"]

Array = npt.NDArray[np.float64]

_PULSES_A_SECOND = 1e5  # of any number, since dwell alone counts


def sight(
    rcs_m2: npt.ArrayLike,
    average_power_kw: npt.ArrayLike,
    *,
    dwell_s: npt.ArrayLike,
    gain_linear: npt.ArrayLike,
    aperture_m2: npt.ArrayLike,
    aperture_efficiency: npt.ArrayLike,
    snr_linear: npt.ArrayLike,
    system_temperature_k: npt.ArrayLike,
    loss_linear: npt.ArrayLike,
    scan_angle_deg: npt.ArrayLike = 0.0,
    elevation_deg: npt.ArrayLike = 0.0,
    k_factor: npt.ArrayLike = 1.0,
) -> dict[str, Array]:
    """Return how far a radar sees a target, and the altitude of its lowest beam there.

    Parameters
    ----------
    rcs_m2 : array_like
        Radar cross-section of the target, in [1e-8, 1e6]; all arguments broadcast together.
    average_power_kw : array_like
        Power averaged over pulses and pauses, in [1e-6, 1e6].
    dwell_s : array_like
        How long the radar looks at the target, adding the echoes with their phases, in [1e-5, 10].
    gain_linear, aperture_m2, aperture_efficiency, snr_linear, system_temperature_k, loss_linear : array_like
        As for `helpers.models.radar.range_tracking_km`.
    scan_angle_deg : array_like
        Angle off the axis of the face, in [0, 85].
    elevation_deg : array_like
        Lowest elevation of the beam, in [0, 90).
    k_factor : array_like
        Refraction, in [1, 2]; see `helpers.models.horizon.slant_altitude_km`.

    Returns
    -------
    dict of numpy.ndarray
        ``range_km``, along the line of sight, and ``lowest_altitude_km``, below which the target is hidden at that range.

    Raises
    ------
    ValueError
        When an argument is not finite or lies outside its interval, or the range exceeds 50,000 km.

    Notes
    -----
    The tracking form of the radar equation, with gain falling as the cosine off the axis both when sending and when
    receiving, and a spherical Earth. One target has the whole dwell: a radar that searches, or follows many, sees less far.

    Examples
    --------
    >>> radar = dict(gain_linear=92_874, aperture_m2=9.2, aperture_efficiency=0.8, snr_linear=20)
    >>> seen = sight(0.01, 81, dwell_s=0.1, system_temperature_k=400, loss_linear=5, elevation_deg=5, **radar)
    >>> {name: round(float(km)) for name, km in seen.items()}
    {'range_km': 893, 'lowest_altitude_km': 139}
    """
    range_km = range_tracking_km(
        rcs_m2,
        within("average_power_kw", average_power_kw, 1e-6, 1e6) * 1000,
        gain_linear=gain_linear,
        aperture_m2=aperture_m2,
        aperture_efficiency=aperture_efficiency,
        pulses=within("dwell_s", dwell_s, 1 / _PULSES_A_SECOND, 10) * _PULSES_A_SECOND,
        prf_hz=_PULSES_A_SECOND,
        snr_linear=snr_linear,
        system_temperature_k=system_temperature_k,
        loss_linear=loss_linear,
    ) * scan_range_factor(scan_angle_deg)
    altitude_km = slant_altitude_km(range_km, elevation_deg=elevation_deg, k_factor=k_factor)
    range_km, altitude_km = np.broadcast_arrays(range_km, altitude_km)
    return {"range_km": range_km, "lowest_altitude_km": altitude_km}
