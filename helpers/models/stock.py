"""What a fixed stock of interceptors, shared evenly, does to a raid: formulas for arrays of many settings at once.

Even means that n = K // W interceptors go to each warhead and one more to each of K mod W. In these formulas both shares may be
any real numbers, which for whole numbers of warheads and interceptors changes nothing and joins them by a curve without steps.
Credible decoys draw their part of the stock, so that K / (1 + d) of it meets warheads if d come with each.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from helpers.models.checks import together, whole, within
from helpers.models.defence import kill_probability, leak_probability

__all__ = ["expected_leakers", "leakers_at_least", "no_leak_probability"]

Array = npt.NDArray[np.float64]

_MOST = 100_000
_MOST_COUNT = 50


@dataclass(frozen=True, eq=False)
class _Raid:
    """Warheads and the stock that meets them; arrays of one shape."""

    warheads: Array
    stock: Array
    sspk: Array
    p_track: Array
    p_system: Array

    @property
    def shots(self) -> Array:
        """Interceptors that every warhead meets; almost no warheads meet more of them than matter."""
        with np.errstate(over="ignore"):
            each = np.divide(self.stock, self.warheads, out=np.zeros(self.stock.shape), where=self.warheads > 0)
        return np.floor(np.minimum(each, 1e8))

    @property
    def more(self) -> Array:
        """Warheads that meet one more."""
        return np.clip(self.stock - self.shots * self.warheads, 0.0, self.warheads)


def no_leak_probability(
    warheads: npt.ArrayLike,
    interceptors: npt.ArrayLike,
    *,
    sspk: npt.ArrayLike,
    decoys: npt.ArrayLike = 0.0,
    p_track: npt.ArrayLike = 1.0,
    p_system: npt.ArrayLike = 1.0,
) -> Array:
    """Return the probability that nothing of a raid gets through.

    Parameters
    ----------
    warheads, interceptors : array_like of float
        How many, in [0, 100,000]; all arguments broadcast together.
    sspk : array_like of float
        Single-shot probability of kill, in [0, 1].
    decoys : array_like of float
        Decoys with each warhead that are taken for warheads, in [0, 1,000].
    p_track : array_like of float
        Probability that a warhead is seen and tracked, each for itself, in [0, 1].
    p_system : array_like of float
        Probability that the defence works, for the whole raid or not at all, in [0, 1].

    Returns
    -------
    array of float
        In [0, 1]. Exact for whole numbers without decoys. With decoys the shots left over are given to warheads in proportion,
        not at random, which never says more than `discrimination.discriminated_leakers`.

    Raises
    ------
    ValueError
        When an argument is empty, not a number or outside its interval, or shapes do not fit.

    Notes
    -----
    P(0) = c k_n^(W - r) k_(n+1)^r with n = floor(K / W), r = K - n W and k_n = P_track [1 - (1 - p)^n]; 1 for no warhead.
    The factor c stands once for the raid: a factor for each missile would make of the same fault many small ones.
    All warheads come at once and are counted beforehand. Where they come one after another, a defence that does not know how
    many there will be cannot share evenly.

    Examples
    --------
    >>> no_leak_probability([5, 11, 20], 44, sspk=0.56).round(4).tolist()
    [0.9961, 0.6569, 0.0224]
    """
    raid = _raid(warheads, interceptors, sspk, decoys, p_track, p_system)
    shots, more = raid.shots, raid.more
    stopped = (
        kill_probability(raid.sspk, shots, p_track=raid.p_track) ** (raid.warheads - more)
        * kill_probability(raid.sspk, shots + 1, p_track=raid.p_track) ** more
    )
    return np.asarray(np.where(raid.warheads > 0, raid.p_system * stopped, 1.0))


def expected_leakers(
    warheads: npt.ArrayLike,
    interceptors: npt.ArrayLike,
    *,
    sspk: npt.ArrayLike,
    decoys: npt.ArrayLike = 0.0,
    p_track: npt.ArrayLike = 1.0,
    p_system: npt.ArrayLike = 1.0,
) -> Array:
    """Return the mean number of warheads that get through.

    Parameters
    ----------
    warheads, interceptors, sspk, decoys, p_track, p_system
        As for `no_leak_probability`.

    Returns
    -------
    array of float
        From 0 to the number of warheads. Exact for whole numbers, with whole numbers of decoys too.

    Raises
    ------
    ValueError
        As for `no_leak_probability`.

    Notes
    -----
    c [(W - r) (1 - k_n) + r (1 - k_(n+1))] + (1 - c) W, as in `no_leak_probability`. A mean says little of a raid of few: the
    same one leaker may be one always, or ten in one raid of ten.

    Examples
    --------
    >>> expected_leakers(11, 44, sspk=0.25).round(4).tolist()
    3.4805
    >>> expected_leakers(11, 44, sspk=0.25, p_system=0.9).round(4).tolist()
    4.2324
    """
    raid = _raid(warheads, interceptors, sspk, decoys, p_track, p_system)
    shots, more = raid.shots, raid.more
    through = (raid.warheads - more) * leak_probability(raid.sspk, shots, p_track=raid.p_track) + (
        more * leak_probability(raid.sspk, shots + 1, p_track=raid.p_track)
    )
    return np.asarray(raid.p_system * through + (1 - raid.p_system) * raid.warheads)


def leakers_at_least(
    warheads: npt.ArrayLike,
    interceptors: npt.ArrayLike,
    *,
    count: int,
    sspk: npt.ArrayLike,
    decoys: npt.ArrayLike = 0.0,
    p_track: npt.ArrayLike = 1.0,
    p_system: npt.ArrayLike = 1.0,
) -> Array:
    """Return the probability that at least so many warheads get through.

    Parameters
    ----------
    warheads, interceptors, sspk, decoys, p_track, p_system
        As for `no_leak_probability`.
    count : int
        In [0, 50].

    Returns
    -------
    array of float
        In [0, 1], within some 1e-14; `leakage.stock_leakers` keeps the digits of small ones. Between whole numbers of warheads
        and of interceptors it is interpolated on straight lines, so that there are no steps.

    Raises
    ------
    ValueError
        As for `no_leak_probability`, and when the count is not whole.

    Notes
    -----
    One less the sum over i + j < count of Bin(i; r, 1 - k_(n+1)) Bin(j; W - r, 1 - k_n), with n and r as in
    `no_leak_probability`.

    Examples
    --------
    >>> leakers_at_least([5, 10, 20], 44, count=1, sspk=0.56).round(4).tolist()
    [0.0039, 0.256, 0.9776]
    """
    wanted = int(whole("count", count, 0, _MOST_COUNT))
    raid = _raid(warheads, interceptors, sspk, decoys, p_track, p_system)
    found = np.zeros(raid.warheads.shape)
    for number, share in _neighbours(raid.warheads):
        for stock, part in _neighbours(raid.stock):
            works = np.clip(1 - _fewer_than(wanted, replace(raid, warheads=number, stock=stock)), 0.0, 1.0)
            found = found + share * part * (raid.p_system * works + (1 - raid.p_system) * (number >= wanted))
    return np.asarray(found)


def _raid(
    warheads: npt.ArrayLike,
    interceptors: npt.ArrayLike,
    sspk: npt.ArrayLike,
    decoys: npt.ArrayLike,
    p_track: npt.ArrayLike,
    p_system: npt.ArrayLike,
) -> _Raid:
    number, stock, chance, credible, tracked, works = together(
        warheads=within("warheads", warheads, 0, _MOST),
        interceptors=within("interceptors", interceptors, 0, _MOST),
        sspk=within("sspk", sspk, 0, 1),
        decoys=within("decoys", decoys, 0, 1000),
        p_track=within("p_track", p_track, 0, 1),
        p_system=within("p_system", p_system, 0, 1),
    )
    return _Raid(number, stock / (1 + credible), chance, tracked, works)


def _fewer_than(count: int, raid: _Raid) -> Array:
    """Return the probability of fewer leakers, for whole numbers and a defence that works."""
    shots, more = raid.shots, raid.more
    few = _first(count, raid.warheads - more, leak_probability(raid.sspk, shots, p_track=raid.p_track))
    many = _first(count, more, leak_probability(raid.sspk, shots + 1, p_track=raid.p_track))
    below, summed = np.zeros(more.shape), np.zeros(more.shape)
    for one, other in zip(few, reversed(many), strict=True):
        below = below + one
        summed = summed + below * other
    return summed


def _first(count: int, trials: Array, p: Array) -> list[Array]:
    """Return the binomial probabilities of 0, 1, ... successes, so many of them."""
    missed = [(1 - p) ** np.maximum(trials - count + 1, 0)]
    for k in range(count - 1, 0, -1):
        missed.append(missed[-1] * np.where(trials >= k, 1 - p, 1.0))
    ways, found = np.ones(trials.shape), []
    for k, others in zip(range(count), reversed(missed), strict=False):
        found.append(ways * others)
        ways = ways * p * (trials - k) / (k + 1)  # zero from where there are not so many trials
    return found


def _neighbours(number: Array) -> Iterator[tuple[Array, Array]]:
    """Yield the whole numbers below and above, with the weights of interpolation; only the first where all are whole."""
    below = np.floor(number)
    above = number - below
    yield below, 1 - above
    if above.any():
        yield below + 1, above
