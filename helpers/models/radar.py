"""How far a radar reaches, by power, antenna, noise and the cross-section of the target.

Ratios are plain numbers here (``_linear``); `linear` and `decibels` of `helpers.models.antenna` turn one into the other.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from helpers.models.checks import within
from helpers.models.horizon import EARTH_RADIUS_KM, lowest_visible_altitude_km

__all__ = [
    "EARTH_RADIUS_KM",
    "lowest_visible_altitude_km",
    "range_factor",
    "range_single_pulse_km",
    "range_threshold_km",
    "range_tracking_km",
    "signal_factor",
]

Array = npt.NDArray[np.float64]

_BOLTZMANN_J_K = 1.380649e-23


def range_tracking_km(
    rcs_m2: npt.ArrayLike,
    average_power_w: npt.ArrayLike,
    *,
    gain_linear: npt.ArrayLike,
    aperture_m2: npt.ArrayLike,
    aperture_efficiency: npt.ArrayLike,
    pulses: npt.ArrayLike,
    prf_hz: npt.ArrayLike,
    snr_linear: npt.ArrayLike,
    system_temperature_k: npt.ArrayLike,
    loss_linear: npt.ArrayLike,
) -> Array:
    """Return the range at which a radar that dwells on a target sees it, by the tracking form.

    Parameters
    ----------
    rcs_m2 : array_like
        Radar cross-section of the target, in [1e-8, 1e6]; the arguments broadcast together.
    average_power_w : array_like
        Power averaged over pulses and pauses, in [1e-6, 1e9].
    gain_linear : array_like
        Gain when sending, in [1, 1e8].
    aperture_m2, aperture_efficiency : array_like
        Area that receives, in (0, 100,000], and its effective share, in (0, 1].
    pulses, prf_hz : array_like
        Number of pulses added with their phases, in [1, 1e6], and pulses a second, in [1, 1e6]. The dwell is
        pulses / prf_hz.
    snr_linear : array_like
        Ratio of signal to noise that detection needs after adding, in [0.01, 1e6].
    system_temperature_k : array_like
        Temperature that stands for all noise, in [1, 1e5].
    loss_linear : array_like
        All losses together, in [1, 1e6].

    Returns
    -------
    numpy.ndarray
        Slant range in km.

    Raises
    ------
    ValueError
        When an argument is not finite or lies outside its interval.

    Notes
    -----
    R^4 = P G A rho n sigma / ((4 pi)^2 k T SNR f L). Lewis and Postol, Ballistic Missile Defense: Radar Range Calculations
    for the AN/TPY-2 X-Band and NAS Proposed GBX Radars (2012). It holds for a target on the axis whose cross-section and
    motion keep the phases during the dwell; the dwell is free, so it states what a radar can do for one target, and not
    while it searches or follows many. Horizon, rain and the angle off the axis come on top.

    Examples
    --------
    A face of 9.2 m2 with 81 kW, a dwell of 0.1 s, and targets of 0.01 and 1 m2:

    >>> range_tracking_km(
    ...     [0.01, 1.0], 81_000, gain_linear=92_874, aperture_m2=9.2, aperture_efficiency=0.8, pulses=20, prf_hz=200,
    ...     snr_linear=20, system_temperature_k=400, loss_linear=5,
    ... ).round().tolist()
    [893.0, 2823.0]
    """
    power = within("average_power_w", average_power_w, 1e-6, 1e9) * _gain(gain_linear)
    area = within("aperture_m2", aperture_m2, 0, 1e5, open_low=True)
    area = area * within("aperture_efficiency", aperture_efficiency, 0, 1, open_low=True)
    dwell_s = within("pulses", pulses, 1, 1e6) / within("prf_hz", prf_hz, 1, 1e6)
    noise_j = _noise_j(snr_linear, system_temperature_k) * _loss(loss_linear)
    return _fourth_root_km(power * area * dwell_s * _rcs(rcs_m2) / ((4 * np.pi) ** 2 * noise_j))


def range_single_pulse_km(
    rcs_m2: npt.ArrayLike,
    peak_power_w: npt.ArrayLike,
    *,
    pulse_s: npt.ArrayLike,
    gain_linear: npt.ArrayLike,
    wavelength_m: npt.ArrayLike,
    snr_linear: npt.ArrayLike,
    system_temperature_k: npt.ArrayLike,
    loss_linear: npt.ArrayLike = 1.0,
) -> Array:
    """Return the range at which a single pulse shows a target, by the form of textbooks.

    Parameters
    ----------
    rcs_m2 : array_like
        Radar cross-section of the target, in [1e-8, 1e6]; the arguments broadcast together.
    peak_power_w : array_like
        Power during the pulse, in [1e-6, 1e12].
    pulse_s : array_like
        Length of the pulse, in [1e-9, 1].
    gain_linear : array_like
        Gain of the antenna that sends and receives, in [1, 1e8].
    wavelength_m : array_like
        In [1e-4, 1000].
    snr_linear, system_temperature_k, loss_linear : array_like
        As for `range_tracking_km`.

    Returns
    -------
    numpy.ndarray
        Slant range in km.

    Raises
    ------
    ValueError
        When an argument is not finite or lies outside its interval.

    Notes
    -----
    R^4 = P tau G^2 lambda^2 sigma / ((4 pi)^3 k T SNR L), with a receiver matched to the pulse. With G = 4 pi A / lambda^2 and
    the energy of all pulses it becomes `range_tracking_km`: the third power of 4 pi belongs to two gains, the second to a
    gain and an area. Skolnik, Introduction to Radar Systems, on the radar equation.

    Examples
    --------
    >>> from helpers.models.antenna import linear, wavelength_m
    >>> round(float(range_single_pulse_km(
    ...     1.0, 1e6, pulse_s=1e-5, gain_linear=100, wavelength_m=wavelength_m(10e9), snr_linear=linear(6),
    ...     system_temperature_k=290,
    ... )), 1)
    41.1
    """
    energy_j = within("peak_power_w", peak_power_w, 1e-6, 1e12) * within("pulse_s", pulse_s, 1e-9, 1)
    noise_j = _noise_j(snr_linear, system_temperature_k) * _loss(loss_linear)
    return _two_gains_km(energy_j / noise_j, gain_linear, wavelength_m, rcs_m2)


def range_threshold_km(
    rcs_m2: npt.ArrayLike,
    peak_power_w: npt.ArrayLike,
    *,
    gain_linear: npt.ArrayLike,
    wavelength_m: npt.ArrayLike,
    lowest_power_w: npt.ArrayLike,
) -> Array:
    """Return the range at which an echo has the lowest power that a receiver notices.

    Parameters
    ----------
    rcs_m2, peak_power_w, gain_linear, wavelength_m : array_like
        As for `range_single_pulse_km`.
    lowest_power_w : array_like
        In [1e-30, 1].

    Returns
    -------
    numpy.ndarray
        Slant range in km.

    Raises
    ------
    ValueError
        When an argument is not finite or lies outside its interval.

    Notes
    -----
    R^4 = P G^2 lambda^2 sigma / ((4 pi)^3 P_min): `range_single_pulse_km` with what noise demands put into one number.

    Examples
    --------
    >>> round(float(range_threshold_km(100, 0.003, gain_linear=1e4, wavelength_m=0.0039, lowest_power_w=1e-10)), 3)
    0.219
    """
    ratio = within("peak_power_w", peak_power_w, 1e-6, 1e12) / within("lowest_power_w", lowest_power_w, 1e-30, 1)
    return _two_gains_km(ratio, gain_linear, wavelength_m, rcs_m2)


def range_factor(signal_factor: npt.ArrayLike) -> Array:
    """Return the factor in range that a factor in signal buys: its fourth root.

    Parameters
    ----------
    signal_factor : array_like
        Factor in cross-section, power, gain, area or dwell, or the product of several, in [0, 1e24].

    Raises
    ------
    ValueError
        When a factor is not finite or lies outside its interval.

    Notes
    -----
    All forms of the radar equation have these under the fourth root; they hold where horizon and search do not set the limit.

    Examples
    --------
    Twice the power, area and gain, as with two faces in place of one:

    >>> round(float(range_factor(2 * 2 * 2)), 2)
    1.68
    """
    return np.asarray(within("signal_factor", signal_factor, 0, 1e24) ** 0.25)


def signal_factor(range_factor: npt.ArrayLike) -> Array:
    """Return the factor in signal that a factor in range costs: its fourth power.

    Parameters
    ----------
    range_factor : array_like
        In [0, 1e6].

    Raises
    ------
    ValueError
        When a factor is not finite or lies outside its interval.

    Examples
    --------
    The cross-section seen at 2,000 km by a radar that sees 0.01 m2 at 870 km:

    >>> round(float(0.01 * signal_factor(2000 / 870)), 2)
    0.28
    """
    return np.asarray(within("range_factor", range_factor, 0, 1e6) ** 4)


def _two_gains_km(
    ratio: Array, gain_linear: npt.ArrayLike, wavelength_m: npt.ArrayLike, rcs_m2: npt.ArrayLike
) -> Array:
    spread = (_gain(gain_linear) * _wavelength(wavelength_m)) ** 2 * _rcs(rcs_m2) / (4 * np.pi) ** 3
    return _fourth_root_km(ratio * spread)


def _noise_j(snr_linear: npt.ArrayLike, system_temperature_k: npt.ArrayLike) -> Array:
    wanted = within("snr_linear", snr_linear, 0.01, 1e6)
    return _BOLTZMANN_J_K * within("system_temperature_k", system_temperature_k, 1, 1e5) * wanted


def _fourth_root_km(range_m4: Array) -> Array:
    return np.asarray(range_m4**0.25 / 1000)


def _rcs(rcs_m2: npt.ArrayLike) -> Array:
    return within("rcs_m2", rcs_m2, 1e-8, 1e6)


def _gain(gain_linear: npt.ArrayLike) -> Array:
    return within("gain_linear", gain_linear, 1, 1e8)


def _wavelength(wavelength_m: npt.ArrayLike) -> Array:
    return within("wavelength_m", wavelength_m, 1e-4, 1000)


def _loss(loss_linear: npt.ArrayLike) -> Array:
    return within("loss_linear", loss_linear, 1, 1e6)
