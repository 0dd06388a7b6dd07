"""How strong an echo must be: probabilities of detection and of false alarm."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from helpers.models.checks import within

__all__ = ["albersheim_snr_db", "detection_probability", "required_snr_db"]

Array = npt.NDArray[np.float64]

_LOWEST_DB, _HIGHEST_DB = -60.0, 40.0
_HALVINGS = 50  # of 100 dB: down to the last digit of a float


def detection_probability(snr_db: npt.ArrayLike, p_false_alarm: npt.ArrayLike, *, pulses: npt.ArrayLike = 1) -> Array:
    """Return the probability that a square-law detector reports a steady target in noise.

    Parameters
    ----------
    snr_db : array_like
        Ratio of signal to noise of each pulse in dB, in [-60, 40]; the arguments broadcast together.
    p_false_alarm : array_like
        Probability that noise alone is reported, in [1e-15, 0.01].
    pulses : array_like
        Number of pulses whose powers are added, in [1, 1000]. Pulses added with their phases count as one with the sum of
        their ratios.

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
    The summed power has a noncentral chi-square distribution with 2 n degrees of freedom and noncentrality 2 n SNR, so with
    one pulse P = Q(-2 ln Pfa; 2, 2 SNR), Marcum's function. The echo does not fluctuate; one of a tumbling body does, and
    needs several dB more for high probabilities. Richards, Fundamentals of Radar Signal Processing, section 6.3.

    Examples
    --------
    >>> detection_probability([10, 13.18], 1e-6).round(2).tolist()
    [0.25, 0.9]
    """
    snr = within("snr_db", snr_db, _LOWEST_DB, _HIGHEST_DB)
    return _probability(snr, _false(p_false_alarm), _pulses(pulses))


def required_snr_db(p_detection: npt.ArrayLike, p_false_alarm: npt.ArrayLike, *, pulses: npt.ArrayLike = 1) -> Array:
    """Return the ratio of signal to noise of each pulse that a probability of detection needs.

    Parameters
    ----------
    p_detection : array_like
        Probability of detection, in [0.05, 0.999999]; the arguments broadcast together.
    p_false_alarm, pulses : array_like
        As for `detection_probability`, which this turns back.

    Returns
    -------
    numpy.ndarray
        In dB.

    Raises
    ------
    ValueError
        When an argument is not finite or lies outside its interval.

    Notes
    -----
    See `detection_probability`. The probability grows with the ratio, so halving an interval finds it.

    Examples
    --------
    >>> required_snr_db(0.9, 1e-6, pulses=[1, 10]).round(2).tolist()
    [13.18, 5.27]
    """
    wanted = within("p_detection", p_detection, 0.05, 0.999999)
    false, count = _false(p_false_alarm), _pulses(pulses)
    low = np.full(np.broadcast_shapes(wanted.shape, false.shape, count.shape), _LOWEST_DB)
    high = np.full(low.shape, _HIGHEST_DB)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        enough = _probability(middle, false, count) >= wanted
        low, high = np.where(enough, low, middle), np.where(enough, middle, high)
    return np.asarray((low + high) / 2)


def albersheim_snr_db(p_detection: npt.ArrayLike, p_false_alarm: npt.ArrayLike, *, pulses: npt.ArrayLike = 1) -> Array:
    """Return Albersheim's approximation of the ratio that a probability of detection needs.

    Parameters
    ----------
    p_detection : array_like
        Probability of detection, in [0.1, 0.9]; the arguments broadcast together.
    p_false_alarm : array_like
        Probability of a false alarm, in [1e-7, 0.001].
    pulses : array_like
        Number of pulses whose amplitudes are added, in [1, 8096].

    Returns
    -------
    numpy.ndarray
        In dB, for each pulse.

    Raises
    ------
    ValueError
        When an argument is not finite or lies outside its interval.

    Notes
    -----
    A fit for a linear detector and a steady target, said to be within 0.2 dB in these intervals. Beside `required_snr_db` it
    keeps to 0.3 dB from a probability of 0.3 up; below it says too little: for one pulse at 0.1, by 0.8 dB with
    1e-7 false alarms and by 4 dB with 0.001.
    SNR = -5 lg n + (6.2 + 4.54 / sqrt(n + 0.44)) lg(A + 0.12 A B + 1.7 B), with A = ln(0.62 / Pfa) and B = ln(Pd / (1 - Pd)).
    Albersheim, A closed-form approximation to Robertson's detection characteristics, Proceedings of the IEEE 69 (1981), 839.

    Examples
    --------
    >>> round(float(albersheim_snr_db(0.9, 1e-6)), 2)
    13.11
    """
    wanted = within("p_detection", p_detection, 0.1, 0.9)
    a = np.log(0.62 / within("p_false_alarm", p_false_alarm, 1e-7, 0.001))
    b = np.log(wanted / (1 - wanted))
    n = within("pulses", pulses, 1, 8096)
    return np.asarray(-5 * np.log10(n) + (6.2 + 4.54 / np.sqrt(n + 0.44)) * np.log10(a + 0.12 * a * b + 1.7 * b))


def _probability(snr_db: Array, p_false_alarm: Array, pulses: Array) -> Array:
    from scipy.special import chdtri
    from scipy.stats import ncx2

    threshold = chdtri(2 * pulses, p_false_alarm)
    return np.asarray(np.clip(ncx2.sf(threshold, 2 * pulses, 2 * pulses * 10 ** (snr_db / 10)), 0.0, 1.0))


def _false(p_false_alarm: npt.ArrayLike) -> Array:
    return within("p_false_alarm", p_false_alarm, 1e-15, 0.01)


def _pulses(pulses: npt.ArrayLike) -> Array:
    return within("pulses", pulses, 1, 1000)
