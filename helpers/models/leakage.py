"""How many warheads of a raid get through: exact distributions, for a given kill and for a stock that is shared."""

from __future__ import annotations

import numpy as np

from helpers.models.checks import whole, within
from helpers.models.counts import Distribution, binomial, mixture, repeated, total
from helpers.models.defence import leak_probability
from helpers.models.probabilities import MOST

__all__ = ["raid_leakers", "stock_leakers"]


def raid_leakers(warheads: int, kill: float, *, p_system: float = 1.0, correlation: float = 0.0) -> Distribution:
    """Return how many of a raid get through if each warhead is killed with the same probability.

    Parameters
    ----------
    warheads : int
        In [0, 20,000].
    kill : float
        Probability of kill of each, given that the defence works, in [0, 1].
    p_system : float
        Probability that the defence works, for the whole raid or not at all, in [0, 1].
    correlation : float
        Between the fates of any two warheads if the defence works, in [0, 1].

    Returns
    -------
    Distribution
        Of 0 to the number of warheads.

    Raises
    ------
    ValueError
        When an argument is not a number or outside its interval, or the number of warheads is not whole.

    Notes
    -----
    The two forms of dependence differ: a common fault adds a second peak, where all get through; a correlation (the beta-binomial
    of `counts.binomial`) widens the one there is. Neither changes what a mean of 1 - kill says, and both raise the chance that
    nothing gets through above that of independent warheads with the same mean.

    Examples
    --------
    >>> kill = 0.9625
    >>> common, apart = raid_leakers(5, kill, p_system=0.9), raid_leakers(5, 0.9 * kill)
    >>> round(common.mean, 3) == round(apart.mean, 3), round(common.none, 2), round(apart.none, 2)
    (True, 0.74, 0.49)
    """
    number, leak = int(whole("warheads", warheads, 0, MOST)), 1 - float(within("kill", kill, 0, 1))
    return _or_all(binomial(number, leak, correlation=correlation), p_system)


def stock_leakers(
    warheads: int,
    interceptors: int,
    *,
    sspk: float,
    p_track: float = 1.0,
    p_system: float = 1.0,
    vehicles: int = 1,
    p_booster: float = 1.0,
) -> Distribution:
    """Return how many of a raid get through a fixed stock of interceptors, shared as evenly as whole shots allow.

    Parameters
    ----------
    warheads, interceptors : int
        In [0, 20,000].
    sspk : float
        Single-shot probability of kill of an interceptor, or of each kill vehicle on it if its booster works, in [0, 1].
    p_track : float
        Probability that a warhead is seen and tracked, each for itself, in [0, 1].
    p_system : float
        Probability that the defence works, for the whole raid or not at all, in [0, 1].
    vehicles : int
        Kill vehicles on each interceptor, in [1, 1,000].
    p_booster : float
        Probability that the booster of an interceptor works, for all of its vehicles or for none, in [0, 1].

    Returns
    -------
    Distribution
        Of 0 to the number of warheads.

    Raises
    ------
    ValueError
        When an argument is not a number or outside its interval, or a number of things is not whole.

    Notes
    -----
    Without several vehicles: n = K // W shots at each warhead and one more at each of K mod W, so that the leakers are the sum of
    two binomial numbers. With k vehicles, interceptors are shared in this way among groups of k warheads, and each sends one
    vehicle to every warhead of its group; those of an incomplete last group get several. How many boosters work is common to the
    group, which is what several vehicles cost: the mean is that of single vehicles, bad luck comes in heaps.
    For many settings at once see `stock`, for decoys `discrimination`.

    Examples
    --------
    >>> leakers = stock_leakers(15, 44, sspk=0.56)
    >>> round(leakers.none, 4), round(leakers.mean, 4), leakers.quantile([0.05, 0.95]).tolist()
    (0.2319, 1.3862, [0, 3])
    >>> single = stock_leakers(12, 12, sspk=0.5, p_booster=0.8)
    >>> several = stock_leakers(12, 3, sspk=0.5, p_booster=0.8, vehicles=4)
    >>> round(single.mean, 9) == round(several.mean, 9), round(single.deviation, 2), round(several.deviation, 2)
    (True, 1.7, 2.08)
    """
    number = int(whole("warheads", warheads, 0, MOST))
    stock = int(whole("interceptors", interceptors, 0, MOST))
    size = int(whole("vehicles", vehicles, 1, 1000))
    tracked, chance = float(within("p_track", p_track, 0, 1)), float(within("sspk", sspk, 0, 1))
    working = float(within("p_booster", p_booster, 0, 1))

    def group(targets: int, boosters: int) -> Distribution:
        each, more = divmod(size, targets)
        at_work = binomial(boosters, working).p
        cases = []
        for count in np.flatnonzero(at_work):
            few, many = leak_probability(chance, [count * each, count * (each + 1)], p_track=tracked)
            cases.append(total([binomial(targets - more, few), binomial(more, many)]))
        return mixture(cases, at_work[at_work > 0])

    full, rest = divmod(number, size)
    shots, more = divmod(stock, max(full + (rest > 0), 1))  # full groups are the first to get one more
    return _or_all(
        total(
            [
                repeated(group(size, shots), full - more),
                repeated(group(size, shots + 1), more),
                repeated(group(max(rest, 1), shots), int(rest > 0)),
            ]
        ),
        p_system,
    )


def _or_all(leakers: Distribution, p_system: float) -> Distribution:
    works = float(within("p_system", p_system, 0, 1))
    return mixture([leakers, binomial(leakers.most, 1.0)], [works, 1 - works])
