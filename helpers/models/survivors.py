"""What gets through a defence after a first strike, for arrays of many settings at once: what a reader moves a slider over."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from helpers.models.checks import together, whole, within
from helpers.models.probabilities import binomial_table
from helpers.models.stock import expected_leakers, leakers_at_least, no_leak_probability

__all__ = ["retaliation"]

Array = npt.NDArray[np.float64]

_MOST_LAUNCHERS = 2000
_CELLS = 200_000  # at once


def retaliation(
    launchers: npt.ArrayLike,
    survival: npt.ArrayLike,
    *,
    warheads: npt.ArrayLike,
    reliability: npt.ArrayLike,
    interceptors: npt.ArrayLike,
    sspk: npt.ArrayLike,
    p_track: npt.ArrayLike = 1.0,
    p_system: npt.ArrayLike = 1.0,
    count: int = 1,
) -> dict[str, Array]:
    """Return how many warheads of one class of launchers arrive and get through, and how likely it is that none or some do.

    Parameters
    ----------
    launchers : array_like of float
        How many, in [0, 2,000]; the arguments but the last broadcast together.
    survival : array_like of float
        Probability that a launcher outlives a first strike, in [0, 1]; with an alert rate see `exchange.survival_rate`.
    warheads : array_like of float
        On each launcher, in [0, 50].
    reliability : array_like of float
        Probability that a missile works, with all its warheads or none, in [0, 1].
    interceptors, sspk, p_track, p_system : array_like of float
        As for `stock.no_leak_probability`.
    count : int
        In [0, 50].

    Returns
    -------
    dict of str to array of float
        ``arriving`` and ``penetrating``, mean numbers; ``none``, the probability that nothing gets through; ``at_least``, that at
        least the count of warheads does.

    Raises
    ------
    ValueError
        When an argument is empty, not a number or outside its interval, the count is not whole, or shapes do not fit.

    Notes
    -----
    Exact for whole numbers, where it agrees with `exchange.penetrating`. Other numbers of launchers are a chance mixture of the
    whole numbers below and above; of warheads and interceptors they are those of `stock`. So nothing has steps.

    Examples
    --------
    >>> found = retaliation(150, [0.1, 0.3, 0.6], warheads=1, reliability=0.85, interceptors=44, sspk=0.5)
    >>> found["arriving"].round(2).tolist(), found["penetrating"].round(1).tolist()
    ([12.75, 38.25, 76.5], [1.5, 17.8, 54.5])
    """
    whole("count", count, 0, 50)
    given = together(
        launchers=within("launchers", launchers, 0, _MOST_LAUNCHERS),
        survival=within("survival", survival, 0, 1),
        reliability=within("reliability", reliability, 0, 1),
        warheads=within("warheads", warheads, 0, 50),
        interceptors=within("interceptors", interceptors, 0, 100_000),
        sspk=within("sspk", sspk, 0, 1),
        p_track=within("p_track", p_track, 0, 1),
        p_system=within("p_system", p_system, 0, 1),
    )
    shape, flat = given[0].shape, [array.ravel() for array in given]
    found = np.empty((4, flat[0].size))
    at_once = max(_CELLS // (int(np.ceil(flat[0].max())) + 1), 1)
    for start in range(0, flat[0].size, at_once):
        some = slice(start, start + at_once)
        found[:, some] = _retaliation(*(array[some, None] for array in flat), count=count)
    return dict(zip(("arriving", "penetrating", "none", "at_least"), found.reshape(4, *shape), strict=True))


def _retaliation(
    launchers: Array,
    survival: Array,
    reliability: Array,
    warheads: Array,
    interceptors: Array,
    sspk: Array,
    p_track: Array,
    p_system: Array,
    *,
    count: int,
) -> Array:
    """Return the four results for columns of settings: sums over the number of missiles that come."""
    below, above, chance = np.floor(launchers), np.ceil(launchers), survival * reliability
    most, part = int(above.max()), launchers - below
    come = (1 - part) * _table(below, chance, most) + part * _table(above, chance, most)
    number = warheads * np.arange(come.shape[1])
    against = {"sspk": sspk, "p_track": p_track, "p_system": p_system}
    through = expected_leakers(number, interceptors, **against)
    none = no_leak_probability(number, interceptors, **against)
    some = leakers_at_least(number, interceptors, count=count, **against)
    return np.stack([(come * each).sum(axis=1) for each in (number, through, none, some)])


def _table(trials: Array, p: Array, most: int) -> Array:
    table = binomial_table(trials[:, 0], p[:, 0])
    return np.pad(table, ((0, 0), (0, most + 1 - table.shape[1])))
