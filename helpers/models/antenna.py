"""Antennas: gain, width of the beam, power, and what is lost when a fixed face looks aside."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from helpers.models.checks import within

__all__ = [
    "LIGHT_SPEED_M_S",
    "antenna_gain_linear",
    "average_power_w",
    "beamwidth_deg",
    "decibels",
    "linear",
    "scan_range_factor",
    "wavelength_m",
]

Array = npt.NDArray[np.float64]

LIGHT_SPEED_M_S = 299_792_458.0


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
    """Return the wavelength in m of a radio frequency.

    Parameters
    ----------
    frequency_hz : array_like
        In [1e6, 1e12].

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


def _wavelength(wavelength_m: npt.ArrayLike) -> Array:
    return within("wavelength_m", wavelength_m, 1e-4, 1000)
