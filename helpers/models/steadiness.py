"""How far a score of a few forecasts hangs on which forecasts they happen to be: one left out at a time, and drawn anew."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from helpers.models.checks import demand, whole, within
from helpers.models.scoring import ScoreRange, brier_range

__all__ = ["resampled_range", "without_each"]

Array = npt.NDArray[np.float64]


def without_each(low: npt.ArrayLike, high: npt.ArrayLike, *, outcome: npt.ArrayLike) -> ScoreRange:
    """Return the Brier scores that are left when each forecast in turn is left out.

    Parameters
    ----------
    low, high : array_like of float, shape (n,)
        Ends of the intervals of probability, in [0, 1], low at most high; at least two forecasts.
    outcome : array_like of int, shape (..., n)
        1 where it happened, 0 where it did not; rows are readings of what happened in part.

    Returns
    -------
    ScoreRange
        Arrays of shape (..., n): the last axis counts the forecast that was left out.

    Raises
    ------
    ValueError
        When there are fewer than two forecasts, an end lies outside [0, 1] or low above high, or an outcome is neither 0 nor 1.

    Examples
    --------
    >>> without_each([0.9, 0.9, 0.9], [0.9, 0.9, 0.9], outcome=[1, 1, 0]).best.round(2).tolist()
    [0.41, 0.41, 0.01]
    """
    bottom, top, happened = (np.atleast_1d(np.asarray(side, float)) for side in (low, high, outcome))
    count = happened.shape[-1]
    demand("forecasts", np.asarray(count), np.asarray(count > 1), "must be at least two")
    others = np.array([[j for j in range(count) if j != i] for i in range(count)])
    return brier_range(bottom[others], top[others], outcome=happened[..., others])


def resampled_range(
    low: npt.ArrayLike,
    high: npt.ArrayLike,
    *,
    outcome: npt.ArrayLike,
    level: float = 0.9,
    draws: int = 10_000,
    seed: int = 0,
) -> tuple[Array, Array]:
    """Return between which Brier scores other sets of such forecasts would lie, drawn with replacement from these.

    Parameters
    ----------
    low, high : array_like of float, shape (n,)
        Ends of the intervals of probability, in [0, 1], low at most high.
    outcome : array_like of int, shape (..., n)
        1 where it happened, 0 where it did not; rows are readings of what happened in part.
    level : float
        Share of the draws inside the range, in (0, 1).
    draws : int
        Number of draws, in [1, 1,000,000].
    seed : int
        Of the generator, at least 0: one seed gives one result.

    Returns
    -------
    best, worst : array of float, shape (...)
        The lower end for the better ends of all intervals, and the upper end for the worse ones.

    Raises
    ------
    ValueError
        When an argument lies outside its interval.

    Notes
    -----
    The bootstrap by percentiles. With a handful of forecasts it is too narrow rather than too wide, and it takes them as
    independent of each other, which sentences of one article are not.

    Examples
    --------
    >>> best, worst = resampled_range([0.55, 0.2], [0.8, 0.45], outcome=[1, 0])
    >>> round(float(best), 2), round(float(worst), 2)
    (0.04, 0.2)
    """
    bottom, top, happened = (np.atleast_1d(np.asarray(side, float)) for side in (low, high, outcome))
    tail = (1 - float(within("level", level, 0, 1, open_low=True))) / 2
    shape = (int(whole("draws", draws, 1, 1_000_000)), happened.shape[-1])
    drawn = np.random.default_rng(seed).integers(0, shape[1], shape)
    found = brier_range(bottom[drawn], top[drawn], outcome=happened[..., drawn])
    return np.quantile(found.best, tail, axis=-1), np.quantile(found.worst, 1 - tail, axis=-1)
