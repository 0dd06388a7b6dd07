"""What is known of an input: a range, and how belief spreads over it; and quasi-random draws from several ranges at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from helpers.models.checks import demand, within

__all__ = ["LogUniform", "Range", "Triangular", "Uniform", "draws", "generator", "powers_of_two"]

Array = npt.NDArray[np.float64]

_MOST_POINTS = 2**19
_LAST_SEED = 999_999


@dataclass(frozen=True)
class Uniform:
    """Every value of a range is as likely as another.

    Attributes
    ----------
    low, high : float
        Ends, finite, low at most high; equal ends are a value that is known.

    Examples
    --------
    >>> Uniform(2, 6).ppf([0, 0.25, 1]).tolist()
    [2.0, 3.0, 6.0]
    """

    low: float
    high: float

    def __post_init__(self) -> None:
        _ordered(low=self.low, high=self.high)

    @property
    def mean(self) -> float:
        """Mean of the distribution."""
        return (self.low + self.high) / 2

    def ppf(self, share: npt.ArrayLike) -> Array:
        """Return the values below which shares in [0, 1] of the distribution lie, under scipy's name for it."""
        p = np.asarray(share, float)
        return np.clip(self.low + (self.high - self.low) * p, self.low, self.high)


@dataclass(frozen=True)
class LogUniform:
    """Every factor within a range is as likely as another: for what is known to an order of magnitude.

    Attributes
    ----------
    low, high : float
        Ends, finite, above zero, low at most high.

    Examples
    --------
    >>> LogUniform(0.001, 0.1).ppf([0, 0.5, 1]).round(6).tolist()
    [0.001, 0.01, 0.1]
    """

    low: float
    high: float

    def __post_init__(self) -> None:
        _ordered(low=self.low, high=self.high)
        demand("low", self.low, self.low > 0, "must be above 0")

    @property
    def mean(self) -> float:
        """Mean of the distribution."""
        if self.low == self.high:
            return self.low
        width = self.high - self.low
        return float(width / np.log1p(width / self.low))  # of near ends the logarithm of the ratio loses all digits

    def ppf(self, share: npt.ArrayLike) -> Array:
        """Return the values below which shares in [0, 1] of the distribution lie."""
        p = np.asarray(share, float)
        return np.clip(self.low ** (1 - p) * self.high**p, self.low, self.high)


@dataclass(frozen=True)
class Triangular:
    """One value is the most likely, and likelihood falls in straight lines to the ends of a range.

    Attributes
    ----------
    low, mode, high : float
        Low end, most likely value and high end, finite, in this order; any of them may be equal.

    Examples
    --------
    >>> Triangular(0, 1, 3).ppf([0, 1 / 3, 1]).round(9).tolist()
    [0.0, 1.0, 3.0]
    """

    low: float
    mode: float
    high: float

    def __post_init__(self) -> None:
        _ordered(low=self.low, mode=self.mode, high=self.high)

    @property
    def mean(self) -> float:
        """Mean of the distribution."""
        return (self.low + self.mode + self.high) / 3

    def ppf(self, share: npt.ArrayLike) -> Array:
        """Return the values below which shares in [0, 1] of the distribution lie."""
        p = np.asarray(share, float)
        width, rise, fall = self.high - self.low, self.mode - self.low, self.high - self.mode
        below = self.low + np.sqrt(p * width * rise)
        above = self.high - np.sqrt((1 - p) * width * fall)
        return np.clip(np.where(p * width < rise, below, above), self.low, self.high)


Range = Uniform | LogUniform | Triangular


def draws(ranges: Mapping[str, Range], *, points: int = 4096, seed: int = 0) -> dict[str, Array]:
    """Draw from several ranges at once, spread more evenly than at random.

    Parameters
    ----------
    ranges : mapping of str to Range
        By name of the input; at least one.
    points : int
        Number of draws, a power of two in [2, 524,288].
    seed : int
        Whole number in [0, 999,999]. The same seed gives the same draws.

    Returns
    -------
    dict of str to array of float, shape (points,)
        By name, ready to be passed to a model as its arguments.

    Raises
    ------
    ValueError
        When there are no ranges, or an argument lies outside its interval.

    Notes
    -----
    Scrambled points of Sobol's sequence, turned into values by `ppf`. Inputs are independent: what moves together, say two
    crews of the same training, spreads more than this shows. Sobol', On the distribution of points in a cube and the
    approximate evaluation of integrals, USSR Computational Mathematics and Mathematical Physics 7 (1967).

    Examples
    --------
    >>> found = draws({"detection_min": Uniform(0.5, 1), "assessment_min": Triangular(2, 3, 5)})
    >>> {name: round(float(values.mean()), 3) for name, values in found.items()}
    {'detection_min': 0.75, 'assessment_min': 3.333}
    """
    from scipy.stats import qmc

    if not ranges:
        raise ValueError("ranges must name at least 1 input (got nothing)")
    cube = qmc.Sobol(len(ranges), rng=generator(seed)).random(int(powers_of_two("points", points)))
    return {name: range_.ppf(column) for (name, range_), column in zip(ranges.items(), cube.T, strict=True)}


def generator(seed: int) -> np.random.Generator:
    """Return the source of randomness of a seed.

    Raises
    ------
    ValueError
        When the seed is not a whole number in [0, 999,999].
    """
    number = within("seed", seed, 0, _LAST_SEED)
    demand("seed", number, number % 1 == 0, "must be a whole number")
    return np.random.default_rng(int(seed))


def powers_of_two(name: str, value: npt.ArrayLike) -> npt.NDArray[np.int64]:
    """Return numbers of points: Sobol's sequence is even only over powers of two.

    Raises
    ------
    ValueError
        When one is not a power of two in [2, 524,288].

    >>> powers_of_two("points", 1000)
    Traceback (most recent call last):
    ...
    ValueError: points must be a power of two (got 1,000)
    """
    numbers = within(name, value, 2, _MOST_POINTS)
    demand(name, numbers, np.frexp(numbers)[0] == 0.5, "must be a power of two")
    return numbers.astype(np.int64)


def _ordered(**ends: float) -> None:
    """Refuse ends that are not finite or not in order."""
    for name, value in ends.items():
        demand(name, value, np.isfinite(value), "must be finite")
    for (lower, low), (upper, high) in zip(list(ends.items())[:-1], list(ends.items())[1:], strict=True):
        demand(lower, low, low <= high, f"must be at most {upper}, {high:,g}")
