"""Decoys, and how well a defence tells them from warheads: what is taken for a warhead draws shots, what is not leaks."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from helpers.models.checks import together, whole, within
from helpers.models.counts import Distribution, binomial, mixture
from helpers.models.defence import kill_probability
from helpers.models.probabilities import MOST, binomial_table, log_factorials

__all__ = ["average_leakers", "credible_objects", "discriminated_leakers"]

Array = npt.NDArray[np.float64]

_MOST_CASES = 50_000_000
_MOST_CELLS = 20_000_000


def credible_objects(
    warheads: npt.ArrayLike, decoys: npt.ArrayLike, *, p_warhead: npt.ArrayLike, p_decoy: npt.ArrayLike
) -> Array:
    """Return the mean number of objects that a defence takes for warheads.

    Parameters
    ----------
    warheads, decoys : array_like of float
        How many of each in all, in [0, 100,000]; the arguments broadcast together.
    p_warhead, p_decoy : array_like of float
        Probability that a warhead, and that a decoy, is taken for a warhead, each for itself, in [0, 1].

    Returns
    -------
    array of float
        W p_d + D p_f.

    Raises
    ------
    ValueError
        When an argument is empty, not a number or outside its interval, or shapes do not fit.

    Examples
    --------
    >>> float(credible_objects(10, 40, p_warhead=0.9, p_decoy=0.3))
    21.0
    """
    number, false, seen, mistaken = together(
        warheads=within("warheads", warheads, 0, 100_000),
        decoys=within("decoys", decoys, 0, 100_000),
        p_warhead=within("p_warhead", p_warhead, 0, 1),
        p_decoy=within("p_decoy", p_decoy, 0, 1),
    )
    return np.asarray(number * seen + false * mistaken)


def average_leakers(
    warheads: npt.ArrayLike,
    interceptors: npt.ArrayLike,
    *,
    decoys: npt.ArrayLike,
    sspk: npt.ArrayLike,
    p_warhead: npt.ArrayLike = 1.0,
    p_decoy: npt.ArrayLike = 1.0,
    p_track: npt.ArrayLike = 1.0,
) -> Array:
    """Return an estimate of the mean number of leakers from average numbers: a smooth stand-in for `discriminated_leakers`.

    Parameters
    ----------
    warheads, decoys, p_warhead, p_decoy
        As for `credible_objects`; all arguments broadcast together.
    interceptors : array_like of float
        In [0, 100,000].
    sspk, p_track : array_like of float
        As for `kill_probability`.

    Returns
    -------
    array of float
        From 0 to the number of warheads.

    Raises
    ------
    ValueError
        When an argument is empty, not a number or outside its interval, or shapes do not fit.

    Notes
    -----
    W [1 - p_d K(x)] with x = stock / (W p_d + D p_f) shots at each object, whether that is whole or not. Half a shot overstates
    the defence, most where there is less than one for each object.

    Examples
    --------
    >>> kinds = {"p_warhead": 0.9, "p_decoy": 0.3}
    >>> float(average_leakers(10, 44, decoys=40, sspk=0.5, **kinds).round(2))
    3.11
    >>> round(discriminated_leakers(10, 44, decoys=40, sspk=0.5, **kinds).mean, 2)
    3.18
    """
    objects = credible_objects(warheads, decoys, p_warhead=p_warhead, p_decoy=p_decoy)
    stock, met, number, seen = together(
        interceptors=within("interceptors", interceptors, 0, 100_000),
        objects=objects,
        warheads=np.asarray(warheads, float),
        p_warhead=np.asarray(p_warhead, float),
    )
    shots = np.divide(stock, met, out=np.zeros(met.shape), where=met > 0)
    return np.asarray(number * (1 - seen * kill_probability(sspk, np.minimum(shots, 1e9), p_track=p_track)))


def discriminated_leakers(
    warheads: int,
    interceptors: int,
    *,
    decoys: int,
    sspk: float,
    p_warhead: float = 1.0,
    p_decoy: float = 1.0,
    p_track: float = 1.0,
    p_system: float = 1.0,
) -> Distribution:
    """Return how many of a raid with decoys get through a fixed stock that is shared among all that look like warheads.

    Parameters
    ----------
    warheads, interceptors, decoys : int
        How many of each in all, in [0, 20,000].
    sspk : float
        Single-shot probability of kill, in [0, 1].
    p_warhead, p_decoy : float
        Probability that a warhead, and that a decoy, is taken for a warhead, each for itself, in [0, 1]. With 1 for decoys they are
        perfect.
    p_track, p_system : float
        As for `leakage.stock_leakers`.

    Returns
    -------
    Distribution
        Of 0 to the number of warheads.

    Raises
    ------
    ValueError
        When an argument is not a number or outside its interval, a number of things is not whole, or there are more cases than
        memory and patience allow: about 50 million combinations of warheads seen, decoys credited and warheads.

    Notes
    -----
    Of w warheads seen and d decoys credited, each meets n = K // (w + d) shots and K mod (w + d) of them, drawn at random, one
    more; the number of warheads among those is hypergeometric. Warheads not seen leak. Errors are made independently; a defence
    that is fooled by one decoy is likely to be fooled by the next, which is a case for `counts.mixture`.
    A model of the ABM-vs.-RV engagement with imperfect RV discrimination, Operations Research 19 (1971), no. 6, is an
    expected-value model with these two kinds of error; its abstract was read.

    Examples
    --------
    Four perfect decoys with each of three warheads, and none:

    >>> round(discriminated_leakers(3, 44, decoys=12, sspk=0.56).none, 3)
    0.747
    >>> round(discriminated_leakers(3, 44, decoys=0, sspk=0.56).none, 6)
    0.999981
    """
    number, false = int(whole("warheads", warheads, 0, MOST)), int(whole("decoys", decoys, 0, MOST))
    stock, works = int(whole("interceptors", interceptors, 0, MOST)), float(within("p_system", p_system, 0, 1))
    seen = binomial(number, float(within("p_warhead", p_warhead, 0, 1))).p
    credited = binomial(false, float(within("p_decoy", p_decoy, 0, 1))).p
    kills = np.zeros(number + 1)
    for shots, weights in _engagements(seen, credited, stock).items():
        few, many = kill_probability(sspk, [shots, shots + 1], p_track=p_track)
        by_few, by_many = (binomial_table(np.arange(number + 1), kill) for kill in (few, many))
        pairs = by_many.T @ weights @ by_few  # of kills among those that meet one more, and among the others
        kills += np.bincount(np.add.outer(np.arange(number + 1), np.arange(number + 1)).ravel(), pairs.ravel())[
            : number + 1
        ]
    return mixture([Distribution(kills[::-1]), binomial(number, 1.0)], [works, 1 - works])


def _engagements(seen: Array, credited: Array, stock: int) -> dict[int, Array]:
    """Return, for each number of shots, how likely it is that so many warheads meet one more and so many do not."""
    most = len(seen) - 1
    some, decoys = np.flatnonzero(seen), np.flatnonzero(credited)
    within("warheads x seen x credited decoys", len(seen) * len(some) * len(decoys), 0, _MOST_CASES)
    log_factorial = log_factorials(most + len(credited))
    found: dict[int, Array] = {}
    for w in some.tolist():
        objects = np.maximum(w + decoys, 1)
        shots, more = np.divmod(stock, objects)
        drawn = (
            seen[w] * credited[decoys, None] * _hypergeometric(w, decoys, np.minimum(more, w + decoys), log_factorial)
        )
        for each in np.unique(shots):
            if each not in found:
                within("shots x warheads x warheads", (len(found) + 1) * len(seen) ** 2, 0, _MOST_CELLS)
            met = found.setdefault(each, np.zeros((most + 1, most + 1)))
            h = np.arange(w + 1)
            met[h, w - h] += drawn[shots == each].sum(axis=0)
    return found


def _hypergeometric(
    marked: int, others: npt.NDArray[np.intp], drawn: npt.NDArray[np.intp], log_factorial: Array
) -> Array:
    """Return the probabilities of 0 to all marked ones among those drawn, a row for each number of others and of drawn."""
    h, d, r = np.arange(marked + 1), others[:, None], drawn[:, None]
    possible = (h <= r) & (r - h <= d)
    left, rest = np.where(possible, r - h, 0), np.where(possible, d - r + h, 0)
    logs = -log_factorial[h] - log_factorial[marked - h] - log_factorial[left] - log_factorial[rest]
    logs = np.where(possible, logs, -np.inf)
    table = np.exp(logs - logs.max(axis=1, keepdims=True))
    return np.asarray(table / table.sum(axis=1, keepdims=True))
