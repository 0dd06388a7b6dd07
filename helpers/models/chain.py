"""The chain of a first strike, what survives it, and a defence: what is left at each link, and what a strike must leave."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from helpers.models.checks import together, within
from helpers.models.probabilities import log_factorials
from helpers.models.stock import no_leak_probability
from helpers.models.survivors import retaliation

__all__ = ["chain", "none_after_strike", "nothing_through", "tolerable_missiles", "tolerable_per_thousand"]

Array = npt.NDArray[np.float64]

_MOST_INTERCEPTORS = 5000
_HALVINGS = 30
_CELLS = 100_000  # at once


def chain(
    launchers: npt.ArrayLike,
    survival: npt.ArrayLike,
    *,
    warheads: npt.ArrayLike,
    reliability: npt.ArrayLike,
    interceptors: npt.ArrayLike,
    sspk: npt.ArrayLike,
    decoys: npt.ArrayLike = 0.0,
    p_track: npt.ArrayLike = 1.0,
    p_system: npt.ArrayLike = 1.0,
    count: int = 1,
) -> dict[str, Array]:
    """Return the mean number of warheads at each link of the chain, and how likely it is that none or some get through.

    Parameters
    ----------
    launchers, survival, warheads, reliability, interceptors, sspk, p_track, p_system, count
        As for `survivors.retaliation`; the arguments but the last broadcast together.
    decoys : array_like of float
        Decoys with each warhead that are taken for warheads and draw their part of the stock, in [0, 1,000].

    Returns
    -------
    dict of str to array of float
        ``force``, ``surviving``, ``arriving`` and ``penetrating``, mean numbers of warheads before the strike, after it, on
        missiles that work, and past the defence; ``none`` and ``at_least`` as for `survivors.retaliation`.

    Raises
    ------
    ValueError
        When an argument is empty, not a number or outside its interval, or shapes do not fit.

    Examples
    --------
    >>> found = chain(45, 0.2, warheads=1.4, reliability=0.85, interceptors=30, sspk=0.5)
    >>> [round(float(found[link]), 1) for link in ("force", "surviving", "arriving", "penetrating")]
    [63.0, 12.6, 10.7, 1.9]
    """
    stock = within("interceptors", interceptors, 0, _MOST_INTERCEPTORS) / (1 + within("decoys", decoys, 0, 1000))
    found = retaliation(
        launchers, survival, warheads=warheads, reliability=reliability, interceptors=stock, sspk=sspk,
        p_track=p_track, p_system=p_system, count=count,
    )  # fmt: skip
    force = np.broadcast_to(np.multiply(launchers, warheads), found["arriving"].shape).astype(float)
    return {"force": force, "surviving": force * np.asarray(survival, float), **found}


def nothing_through(
    missiles: npt.ArrayLike,
    *,
    warheads: npt.ArrayLike,
    interceptors: npt.ArrayLike,
    sspk: npt.ArrayLike,
    decoys: npt.ArrayLike = 0.0,
    p_track: npt.ArrayLike = 1.0,
    p_system: npt.ArrayLike = 1.0,
) -> Array:
    """Return the probability that nothing gets through if so many missiles come on average.

    Parameters
    ----------
    missiles : array_like of float
        Mean number of missiles that survive and work, in [0, 20,000]; all arguments broadcast together.
    warheads : array_like of float
        On each missile, in (0, 50].
    interceptors : array_like of float
        In [0, 5,000].
    sspk, decoys, p_track, p_system
        As for `stock.no_leak_probability`.

    Returns
    -------
    array of float
        In [0, 1].

    Raises
    ------
    ValueError
        When an argument is empty, not a number or outside its interval, or shapes do not fit.

    Notes
    -----
    Sum over j of Poisson(j; missiles) P(0 of j m warheads leak). The number that comes is a Poisson number, the limit of many
    launchers of which few survive; with 45 launchers of which a sixth survive `survivors.retaliation` is within 0.002. The
    defence counts the raid before it shoots.

    Examples
    --------
    >>> nothing_through([3, 12, 24], warheads=1, interceptors=44, sspk=0.56).round(2).tolist()
    [1.0, 0.53, 0.03]
    """
    mean, *raid = _settings(
        within("missiles", missiles, 0, 20_000), warheads, interceptors, sspk, decoys, p_track, p_system
    )
    return _in_pieces(_none, mean, raid)


def none_after_strike(
    launchers: npt.ArrayLike,
    survival: npt.ArrayLike,
    *,
    warheads: npt.ArrayLike,
    reliability: npt.ArrayLike,
    **defence: npt.ArrayLike,
) -> Array:
    """Return the probability that nothing gets through after a first strike, of a force of any size.

    Parameters
    ----------
    launchers : array_like of float
        In [0, 20,000]; all arguments broadcast together.
    survival, reliability : array_like of float
        Probability that a launcher outlives the strike, and that its missile works, in [0, 1].
    warheads, defence
        As for `nothing_through`.

    Returns
    -------
    array of float
        In [0, 1].

    Raises
    ------
    ValueError
        As for `nothing_through`.

    Examples
    --------
    >>> defence = {"warheads": 1, "interceptors": 44, "sspk": 0.56}
    >>> none_after_strike(400, [0.01, 0.035, 0.1], reliability=0.85, **defence).round(2).tolist()
    [0.99, 0.54, 0.0]
    """
    number = within("launchers", launchers, 0, 20_000)
    share, working = within("survival", survival, 0, 1), within("reliability", reliability, 0, 1)
    return nothing_through(number * share * working, warheads=warheads, **defence)


def tolerable_missiles(
    warheads: npt.ArrayLike,
    *,
    interceptors: npt.ArrayLike,
    sspk: npt.ArrayLike,
    decoys: npt.ArrayLike = 0.0,
    p_track: npt.ArrayLike = 1.0,
    p_system: npt.ArrayLike = 1.0,
    p_none: npt.ArrayLike = 0.5,
) -> Array:
    """Return how many missiles may come on average if nothing of them is to get through with some probability.

    Parameters
    ----------
    warheads : array_like of float
        On each missile, in (0, 50]; all arguments broadcast together.
    interceptors : array_like of float
        In [0, 5,000].
    sspk, decoys, p_track, p_system
        As for `stock.no_leak_probability`.
    p_none : array_like of float
        Probability that nothing gets through, in (0, 1]; an even chance unless said otherwise.

    Returns
    -------
    array of float
        Missiles; never below -ln(p_none), at which nothing comes at all with that probability.

    Raises
    ------
    ValueError
        When an argument is empty, not a number or outside its interval, or shapes do not fit.

    Notes
    -----
    Turns `nothing_through` round, which falls as more missiles come, by halving.

    Examples
    --------
    Single warheads, and three on each missile:

    >>> tolerable_missiles([1, 3], interceptors=44, sspk=0.56).round(1).tolist()
    [12.4, 4.3]
    """
    wanted, *raid = _settings(
        within("p_none", p_none, 0, 1, open_low=True), warheads, interceptors, sspk, decoys, p_track, p_system
    )
    return _in_pieces(_tolerable, wanted, raid)


def tolerable_per_thousand(
    launchers: npt.ArrayLike, *, warheads: npt.ArrayLike, reliability: npt.ArrayLike, **defence: npt.ArrayLike
) -> Array:
    """Return how many of a thousand launchers a first strike may leave if nothing is to get through with some probability.

    Parameters
    ----------
    launchers : array_like of float
        Of the whole force, in (0, 20,000]; all arguments broadcast together.
    warheads, defence
        As for `tolerable_missiles`.
    reliability : array_like of float
        Probability that a missile works, with all its warheads or none, in (0, 1].

    Returns
    -------
    array of float
        Above 1,000 where the defence has that chance without any strike.

    Raises
    ------
    ValueError
        As for `tolerable_missiles`.

    Examples
    --------
    >>> defence = {"interceptors": 44, "sspk": 0.56}
    >>> tolerable_per_thousand([45, 400], warheads=1, reliability=0.85, **defence).round().tolist()
    [325.0, 37.0]
    """
    number = within("launchers", launchers, 0, 20_000, open_low=True)
    working = within("reliability", reliability, 0, 1, open_low=True)
    return np.asarray(1000 * tolerable_missiles(warheads, **defence) / (number * working))


def _settings(
    first: Array,
    warheads: npt.ArrayLike,
    interceptors: npt.ArrayLike,
    sspk: npt.ArrayLike,
    decoys: npt.ArrayLike,
    p_track: npt.ArrayLike,
    p_system: npt.ArrayLike,
) -> list[Array]:
    """Return the first argument, the load, and the defence with the stock that meets warheads, in one shape."""
    given, load, stock, credible, chance, tracked, works = together(
        first=first,
        warheads=within("warheads", warheads, 0, 50, open_low=True),
        interceptors=within("interceptors", interceptors, 0, _MOST_INTERCEPTORS),
        decoys=within("decoys", decoys, 0, 1000),
        sspk=within("sspk", sspk, 0, 1),
        p_track=within("p_track", p_track, 0, 1),
        p_system=within("p_system", p_system, 0, 1),
    )
    return [given, load, stock / (1 + credible), chance, tracked, works]


def _in_pieces(solve: Callable[..., Array], first: Array, raid: list[Array]) -> Array:
    """Solve for columns of settings, those with the longest tables first, and so many at a time that tables stay small."""
    columns = [array.ravel()[:, None] for array in (first, *raid)]
    longest = (columns[2] / columns[1])[:, 0]
    order = np.argsort(-longest, kind="stable")
    found, start = np.empty(first.size), 0
    while start < first.size:
        some = order[start : start + max(int(_CELLS / (longest[order[start]] + 2)), 1)]
        given, *settings = (column[some] for column in columns)
        found[some] = solve(given, *_stopped(*settings))[:, 0]
        start += len(some)
    return found.reshape(first.shape)


def _stopped(load: Array, stock: Array, sspk: Array, tracked: Array, works: Array) -> tuple[Array, Array]:
    """Return the probability that 0, 1, ... missiles are stopped whole, zero beyond the stock, and the factorials of that."""
    number = np.arange(int(np.max(stock / load)) + 2)
    stopped = no_leak_probability(load * number, stock, sspk=sspk, p_track=tracked, p_system=works)
    return stopped, log_factorials(number[-1])


def _none(mean: Array, stopped: Array, log_factorial: Array) -> Array:
    number = np.arange(stopped.shape[1])
    with np.errstate(divide="ignore", invalid="ignore"):
        log_mean = np.where(number > 0, number * np.log(mean), 0.0)
    return np.asarray((np.exp(log_mean - mean - log_factorial) * stopped).sum(axis=1, keepdims=True))


def _tolerable(wanted: Array, stopped: Array, log_factorial: Array) -> Array:
    low, high = -np.log(wanted), np.full(wanted.shape, stopped.shape[1] + 10.0)
    for _ in range(_HALVINGS):
        mean = (low + high) / 2
        enough = _none(mean, stopped, log_factorial) >= wanted
        low, high = np.where(enough, mean, low), np.where(enough, high, mean)
    return low
