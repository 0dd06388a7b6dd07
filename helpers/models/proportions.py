"""What a number of trials says about the chance behind it: the interval of Jeffreys."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from helpers.models.checks import demand, together, whole, within

__all__ = ["jeffreys_interval"]

Array = npt.NDArray[np.float64]

_MOST = 1_000_000


def jeffreys_interval(hits: npt.ArrayLike, trials: npt.ArrayLike, *, level: float = 0.95) -> tuple[Array, Array]:
    """Return the interval in which the chance of a hit lies, given so many hits in so many trials.

    Parameters
    ----------
    hits, trials : array_like of int
        Hits in [0, trials], trials in [1, 1,000,000]; the arguments broadcast together.
    level : float
        Credibility of the interval, in (0, 1).

    Returns
    -------
    low, high : array of float
        Ends of the interval, as ratios.

    Raises
    ------
    ValueError
        When an argument is not a number or outside its interval, or shapes do not fit.

    Notes
    -----
    Quantiles of the beta distribution with hits + 1/2 and misses + 1/2, which is what follows from the prior of Jeffreys; as
    Brown, Cai and DasGupta (2001) advise, the interval begins at 0 without a hit and ends at 1 without a miss. It takes trials
    as alike and independent, which tests of weapons are not.

    Examples
    --------
    >>> low, high = jeffreys_interval([12, 16], [20, 16])
    >>> low.round(3).tolist(), high.round(3).tolist()
    ([0.384, 0.857], [0.789, 1.0])
    """
    from scipy.special import betaincinv

    found, number = together(
        hits=whole("hits", hits, 0, _MOST).astype(float), trials=whole("trials", trials, 1, _MOST).astype(float)
    )
    demand("hits", found, found <= number, "must be at most the number of trials")
    tail = (1 - float(within("level", level, 0, 1, open_low=True))) / 2
    misses = number - found
    low = np.where(found == 0, 0.0, betaincinv(found + 0.5, misses + 0.5, tail))
    high = np.where(misses == 0, 1.0, betaincinv(found + 0.5, misses + 0.5, 1 - tail))
    return low, high
