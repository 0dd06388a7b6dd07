"""Arithmetic on arrays of probabilities that keeps the digits of small ones: tables of binomials, sums, ratios."""

from __future__ import annotations

from math import lgamma

import numpy as np
import numpy.typing as npt

from helpers.models.checks import together, whole, within

__all__ = ["MOST", "binomial_table", "convolve", "from_ratios", "log_factorials"]

Array = npt.NDArray[np.float64]

MOST = 20_000
"""Largest number of things: to add two numbers of that size takes a good second."""
_MOST_CELLS = 5_000_000
_TINY = 1e-150  # less counts as zero in a sum: products would leave the range in which processors are fast


def binomial_table(trials: npt.ArrayLike, p: npt.ArrayLike) -> Array:
    """Return binomial probabilities of many settings at once.

    Parameters
    ----------
    trials : array_like of int
        In [0, 20,000]; the arguments broadcast together.
    p : array_like of float
        Probability of success, in [0, 1].

    Returns
    -------
    array of float, shape (*broadcast shape, largest number of trials + 1)
        Probabilities of 0, 1, ... successes, zero beyond the number of trials; each row adds up to 1.

    Raises
    ------
    ValueError
        When an argument is empty, not a number or outside its interval, a number of trials is not whole, shapes do not fit, or
        the table would have more than five million cells.

    Notes
    -----
    By logarithms of factorials, to some twelve digits for a thousand trials. `counts.binomial` is more exact, for one setting.

    Examples
    --------
    >>> binomial_table([1, 2], 0.5).round(12).tolist()
    [[0.5, 0.5, 0.0], [0.25, 0.5, 0.25]]
    """
    number, chance = together(trials=whole("trials", trials, 0, MOST).astype(float), p=within("p", p, 0, 1))
    most = int(number.max())
    within("cells of a table of binomials", number.size * (most + 1), 0, _MOST_CELLS)
    log_factorial = log_factorials(most)
    n, k = number[..., None].astype(np.int64), np.arange(most + 1)
    inside = k <= n
    missed = np.where(inside, n - k, 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        hits = np.where(k > 0, k * np.log(chance)[..., None], 0.0)
        misses = np.where(missed > 0, missed * np.log1p(-chance)[..., None], 0.0)
    table = np.where(inside, np.exp(log_factorial[n] - log_factorial[k] - log_factorial[missed] + hits + misses), 0.0)
    return np.asarray(table / table.sum(axis=-1, keepdims=True))


def log_factorials(most: int) -> Array:
    """Return ln 0! to ln n!.

    >>> log_factorials(3).round(3).tolist()
    [0.0, 0.0, 0.693, 1.792]
    """
    return np.array([lgamma(k + 1) for k in range(most + 1)])


def convolve(a: Array, b: Array) -> Array:
    """Return the probabilities of the sum of two independent numbers from those of each; below 1e-150 they count as zero.

    >>> convolve(np.array([0.5, 0.5]), np.array([0.5, 0.5])).tolist()
    [0.25, 0.5, 0.25]
    """
    return np.convolve(np.where(a < _TINY, 0.0, a), np.where(b < _TINY, 0.0, b))


def from_ratios(ratio: Array) -> Array:
    """Return probabilities of which the ratio of each to the one before is given, all finite and not negative.

    Products from the most probable number outwards, divided by their sum, keep all digits but the last few.

    >>> from_ratios(np.array([2.0, 0.5])).tolist()
    [0.25, 0.5, 0.25]
    """
    with np.errstate(divide="ignore"):
        top = int(np.argmax(np.append(0.0, np.cumsum(np.log(ratio)))))
    down, up = np.cumprod(1 / ratio[:top][::-1])[::-1], np.cumprod(ratio[top:])
    shape = np.concatenate([down, [1.0], up])
    return np.asarray(shape / shape.sum())
