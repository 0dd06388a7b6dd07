"""Exact distributions of a number of things: how many of a raid leak, how many of a force arrive.

They are put together from few pieces: a binomial, the sum of independent numbers, and the mixture of cases. All of it adds and
multiplies positive numbers, so that small probabilities keep their digits, which Fourier transforms would drown in noise.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from helpers.models.checks import demand, whole, within
from helpers.models.probabilities import MOST, convolve, from_ratios

__all__ = ["Distribution", "binomial", "mixture", "repeated", "total"]

Array = npt.NDArray[np.float64]

_ROUNDING = 1e-12


@dataclass(frozen=True, eq=False)
class Distribution:
    """The probability of each number of things.

    Parameters
    ----------
    p : array of float, shape (n + 1,)
        Probabilities of 0 to n, in [0, 1], with the sum 1.

    Raises
    ------
    ValueError
        When a probability is outside [0, 1], or they do not add up to 1.

    Examples
    --------
    >>> tosses = binomial(3, 0.5)
    >>> tosses.p.tolist(), tosses.mean
    ([0.125, 0.375, 0.375, 0.125], 1.5)
    """

    p: Array

    def __post_init__(self) -> None:
        summed = np.sum(within("p", self.p, 0, 1 + _ROUNDING))
        demand("p", summed, abs(summed - 1) < 1e-9, "must add up to 1")
        object.__setattr__(self, "p", self.p / summed)  # rounding errors of sums would add up further on

    @property
    def most(self) -> int:
        """The largest number, possible or not."""
        return len(self.p) - 1

    @property
    def mean(self) -> float:
        """The expected number."""
        return float(self.p @ np.arange(len(self.p)))

    @property
    def deviation(self) -> float:
        """The standard deviation."""
        return float(np.sqrt(self.p @ (np.arange(len(self.p)) - self.mean) ** 2))

    @property
    def none(self) -> float:
        """The probability of zero."""
        return float(self.p[0])

    def at_least(self, count: npt.ArrayLike) -> Array:
        """Return the probability of at least so many.

        >>> binomial(3, 0.5).at_least([0, 1, 4]).tolist()
        [1.0, 0.875, 0.0]
        """
        wanted = np.minimum(whole("count", count, 0, 1e9), len(self.p))
        above = np.append(np.cumsum(self.p[::-1])[::-1], 0.0)  # from the small end, which keeps the digits of the tail
        return np.asarray(np.where(wanted == 0, 1.0, np.minimum(above[wanted], 1.0)))

    def quantile(self, level: npt.ArrayLike) -> npt.NDArray[np.int64]:
        """Return the smallest number that is not exceeded with this probability, in [0, 1].

        >>> binomial(3, 0.5).quantile([0.05, 0.5, 1]).tolist()
        [0, 1, 3]
        """
        wanted = within("level", level, 0, 1)
        below = np.cumsum(self.p)
        found = np.searchsorted(below, np.minimum(wanted, below[-1]) * (1 - _ROUNDING))
        return np.asarray(found, np.int64)


def binomial(trials: int, p: float, *, correlation: float = 0.0) -> Distribution:
    """Return how many of some trials succeed: binomial, or beta-binomial where their results are correlated.

    Parameters
    ----------
    trials : int
        In [0, 20,000].
    p : float
        Probability of success of each, in [0, 1].
    correlation : float
        Between the results of any two trials, in [0, 1]: 0 for independent ones, 1 where all succeed or none.

    Returns
    -------
    Distribution
        Of numbers from 0 to the number of trials.

    Raises
    ------
    ValueError
        When an argument is not a number or outside its interval, or the number of trials is not whole.

    Notes
    -----
    With the correlation rho, the probability of success is itself drawn from a beta distribution with mean p, with the
    parameters p (1 - rho) / rho and (1 - p) (1 - rho) / rho. That says how strongly results go together, not why.
    The ratio of neighbours is P(k + 1) / P(k) = (n - k) / (k + 1) (p (1 - rho) + k rho) / ((1 - p) (1 - rho) + (n - k - 1) rho).
    See `probabilities.from_ratios`.

    Examples
    --------
    >>> binomial(2, 0.5).p.tolist()
    [0.25, 0.5, 0.25]
    >>> binomial(2, 0.5, correlation=0.5).p.round(3).tolist()
    [0.375, 0.25, 0.375]
    """
    n = int(whole("trials", trials, 0, MOST))
    chance = float(within("p", p, 0, 1))
    rho = float(within("correlation", correlation, 0, 1))
    if chance in (0.0, 1.0) or rho == 1.0:
        ends = np.zeros(n + 1)
        ends[0] += 1 - chance
        ends[n] += chance
        return Distribution(ends)
    k = np.arange(n)
    ratio = (n - k) / (k + 1) * (chance * (1 - rho) + k * rho) / ((1 - chance) * (1 - rho) + (n - k - 1) * rho)
    return Distribution(from_ratios(ratio))


def total(parts: Sequence[Distribution]) -> Distribution:
    """Return the distribution of the sum of independent numbers.

    Parameters
    ----------
    parts : sequence of Distribution
        At least one; their largest numbers add up to at most 20,000.

    Raises
    ------
    ValueError
        When there is none, or the sum could be larger.

    Notes
    -----
    Direct convolution, shortest first. Probabilities below 1e-150 count as zero.

    Examples
    --------
    >>> total([binomial(1, 0.5), binomial(2, 0.5)]).p.tolist()
    [0.125, 0.375, 0.375, 0.125]
    """
    _filled(parts)
    within("largest sum", sum(part.most for part in parts), 0, MOST)
    shortest_first = sorted((part.p for part in parts), key=len)
    summed = shortest_first[0]
    for part in shortest_first[1:]:
        summed = convolve(summed, part)
    return Distribution(summed)


def repeated(part: Distribution, times: int) -> Distribution:
    """Return the distribution of the sum of so many independent numbers that are distributed alike.

    Parameters
    ----------
    part : Distribution
        Of one number.
    times : int
        How many are added, at least 0; the sum can be at most 20,000.

    Raises
    ------
    ValueError
        When the number of times is negative or not whole, or the sum could be larger.

    Notes
    -----
    Squared again and again: the sum of 1,000 takes fifteen convolutions.

    Examples
    --------
    >>> repeated(Distribution(np.array([0.5, 0.0, 0.5])), 2).p.tolist()
    [0.25, 0.0, 0.5, 0.0, 0.25]
    """
    left = int(whole("times", times, 0, MOST))
    within("largest sum", left * part.most, 0, MOST)
    if part.most == 1:
        return binomial(left, float(part.p[1]))
    summed, power = np.ones(1), part.p
    while left:
        if left % 2:
            summed = convolve(summed, power)
        left //= 2
        if left:
            power = convolve(power, power)
    return Distribution(summed)


def mixture(cases: Sequence[Distribution], weights: npt.ArrayLike) -> Distribution:
    """Return the distribution of a number of which it is not known which case holds.

    Parameters
    ----------
    cases : sequence of Distribution
        At least one.
    weights : array_like of float, shape (cases,)
        Probability of each case, in [0, 1], with the sum 1.

    Raises
    ------
    ValueError
        When there is no case, or the weights do not fit or do not add up to 1.

    Notes
    -----
    What is common to a whole raid or to a whole force belongs here: a sensor that works for all or for none, a survival that is
    high or low for all launchers. The mean is that of the mean probability, the spread is far wider.

    Examples
    --------
    >>> apart, common = binomial(10, 0.5), mixture([binomial(10, 0.1), binomial(10, 0.9)], [0.5, 0.5])
    >>> round(apart.mean, 9), round(common.mean, 9), round(apart.none, 4), round(common.none, 4)
    (5.0, 5.0, 0.001, 0.1743)
    """
    _filled(cases)
    shares = within("weights", weights, 0, 1 + _ROUNDING)
    if shares.shape != (len(cases),):
        raise ValueError(f"weights must be one for each of the {len(cases)} cases (got the shape {shares.shape})")
    demand("weights", shares.sum(), abs(shares.sum() - 1) < 1e-9, "must add up to 1")
    mixed = np.zeros(max(len(case.p) for case in cases))
    for case, share in zip(cases, shares, strict=True):
        mixed[: len(case.p)] += share * case.p
    return Distribution(mixed)


def _filled(parts: Sequence[Distribution]) -> None:
    if not parts:
        raise ValueError("distributions must be at least one (got nothing)")
