"""How far a radar reaches: antenna, power, cross-section of the target, and the angle at which it looks.

Ratios are plain numbers here (``_linear``); `linear` and `decibels` turn one into the other at the boundary.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from helpers.models.checks import within
from helpers.models.horizon import EARTH_RADIUS_KM, lowest_visible_altitude_km

__all__ = [
    "EARTH_RADIUS_KM",
    "LIGHT_SPEED_M_S",
    "antenna_gain_linear",
    "average_power_w",
    "beamwidth_deg",
    "decibels",
    "linear",
    "lowest_visible_altitude_km",
    "range_factor",
    "range_single_pulse_km",
    "range_threshold_km",
    "range_tracking_km",
    "scan_range_factor",
    "signal_factor",
    "wavelength_m",
]

Array = npt.NDArray[np.float64]

LIGHT_SPEED_M_S = 299_792_458.0
_BOLTZMANN_J_K = 1.380649e-23


def decibels(ratio_linear: npt.ArrayLike) -> Array:
    """Return ratios of powers in dB.

    Parameters
    ----------
    ratio_linear : array_like
        In [1e-30, 1e30].

    Raises
    ------
    ValueError
        When a ratio is not finite or lies outside its interval.

    Examples
    --------
    >>> decibels([0.5, 1, 20]).round(2).tolist()
    [-3.01, 0.0, 13.01]
    """
    return np.asarray(10 * np.log10(within("ratio_linear", ratio_linear, 1e-30, 1e30)))


def linear(ratio_db: npt.ArrayLike) -> Array:
    """Return ratios of powers given in dB as plain numbers.

    Parameters
    ----------
    ratio_db : array_like
        In [-300, 300].

    Raises
    ------
    ValueError
        When a ratio is not finite or lies outside its interval.

    Examples
    --------
    >>> linear([-3, 0, 20]).round(2).tolist()
    [0.5, 1.0, 100.0]
    """
    return np.asarray(10 ** (within("ratio_db", ratio_db, -300, 300) / 10))


def wavelength_m(frequency_hz: npt.ArrayLike) -> Array:
    """Return the wavelength in m of a frequency in Hz, in [1e6, 1e12].

    Raises
    ------
    ValueError
        When a frequency is not finite or lies outside its interval.

    Examples
    --------
    >>> round(float(wavelength_m(9.5e9)), 4)  # X band
    0.0316
    """
    return np.asarray(LIGHT_SPEED_M_S / within("frequency_hz", frequency_hz, 1e6, 1e12))


def antenna_gain_linear(
    aperture_m2: npt.ArrayLike, wavelength_m: npt.ArrayLike, *, efficiency: npt.ArrayLike = 1.0
) -> Array:
    """Return how much stronger an antenna radiates along its axis than evenly in all directions.

    Parameters
    ----------
    aperture_m2 : array_like
        Area of the antenna, in (0, 100,000]; the arguments broadcast together.
    wavelength_m : array_like
        In [1e-4, 1000].
    efficiency : array_like
        Effective over true area, in (0, 1]: what tapering and losses of the surface leave.

    Raises
    ------
    ValueError
        When an argument is not finite or lies outside its interval.

    Notes
    -----
    G = 4 pi A eta / lambda^2, for an antenna many wavelengths wide. Skolnik, Introduction to Radar Systems, on antennas.

    Examples
    --------
    A face of 9.2 m2 in X band:

    >>> round(float(decibels(antenna_gain_linear(9.2, wavelength_m(9.5e9)))), 1)
    50.6
    """
    area = within("aperture_m2", aperture_m2, 0, 1e5, open_low=True)
    used = within("efficiency", efficiency, 0, 1, open_low=True)
    return np.asarray(4 * np.pi * area * used / _wavelength(wavelength_m) ** 2)


def beamwidth_deg(width_m: npt.ArrayLike, wavelength_m: npt.ArrayLike, *, scan_angle_deg: npt.ArrayLike = 0.0) -> Array:
    """Return the angle within which an evenly lit antenna radiates more than half of its largest intensity.

    Parameters
    ----------
    width_m : array_like
        Extent of the antenna in the plane of the angle, in [1e-3, 1000] and at least one wavelength; the arguments
        broadcast together.
    wavelength_m : array_like
        In [1e-4, 1000].
    scan_angle_deg : array_like
        Between the beam and the axis, in [0, 75].

    Raises
    ------
    ValueError
        When an argument is not finite or lies outside its interval.

    Notes
    -----
    2 arcsin(0.4429 lambda / (D cos s)): half power of sin(x) / x is at x = 0.4429 pi, and the antenna seen from the side is
    narrower by cos s. A tapered antenna has a wider beam, by a fifth or so. Off the axis the exact beam is not even on both
    sides, which matters only for antennas of a few wavelengths. Skolnik, Introduction to Radar Systems, on aperture antennas.

    Examples
    --------
    >>> beamwidth_deg(3.0, 0.0316, scan_angle_deg=[0, 60]).round(2).tolist()
    [0.53, 1.07]
    """
    width = within("width_m", width_m, 1e-3, 1000)
    seen = width * np.cos(np.radians(within("scan_angle_deg", scan_angle_deg, 0, 75)))
    ratio = within("wavelength_m over width_m seen", _wavelength(wavelength_m) / seen, 0, 1)
    return np.asarray(2 * np.degrees(np.arcsin(0.442946 * ratio)))


def average_power_w(
    elements: npt.ArrayLike, peak_power_per_element_w: npt.ArrayLike, *, duty: npt.ArrayLike = 1.0
) -> Array:
    """Return the power that an array of elements radiates on average.

    Parameters
    ----------
    elements : array_like
        Number of elements, in [1, 1e7]; the arguments broadcast together.
    peak_power_per_element_w : array_like
        Power of each while it radiates, in (0, 1e6].
    duty : array_like
        Share of the time in which it radiates, in (0, 1].

    Raises
    ------
    ValueError
        When an argument is not finite or lies outside its interval.

    Examples
    --------
    >>> round(float(average_power_w(25_344, 16, duty=0.02 / 0.1)))
    81101
    """
    count = within("elements", elements, 1, 1e7)
    each = within("peak_power_per_element_w", peak_power_per_element_w, 0, 1e6, open_low=True)
    return np.asarray(count * each * within("duty", duty, 0, 1, open_low=True))


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


def scan_range_factor(scan_angle_deg: npt.ArrayLike, gain_exponent: npt.ArrayLike = 1.0) -> Array:
    """Return what is left of the range when the beam of a fixed face is steered away from its axis.

    Parameters
    ----------
    scan_angle_deg : array_like
        Between the beam and the axis, in [-90, 90]; the arguments broadcast together.
    gain_exponent : array_like
        Power of the cosine by which the gain falls one way, in [0, 4]: 1 for the area seen from the side, 1.5 with the
        pattern of usual elements.

    Returns
    -------
    numpy.ndarray
        In [0, 1].

    Raises
    ------
    ValueError
        When an argument is not finite or lies outside its interval.

    Notes
    -----
    Both ways the gain falls by cos^(2 m), and the range by the fourth root. The law is an average: elements of a real array
    couple, and beyond the angle at which a second beam appears it says nothing. Skolnik, Introduction to Radar Systems, on
    phased arrays.

    Examples
    --------
    >>> scan_range_factor(60, [1.0, 1.5]).round(2).tolist()
    [0.71, 0.59]
    """
    angle = np.radians(within("scan_angle_deg", scan_angle_deg, -90, 90))
    exponent = within("gain_exponent", gain_exponent, 0, 4)
    return np.asarray(np.maximum(np.cos(angle), 0.0) ** (exponent / 2))


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
