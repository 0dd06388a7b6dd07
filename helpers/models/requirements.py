"""How many interceptors a raid asks for, and how large a raid a stock can meet: the formulas of `stock` turned round."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from helpers.models.checks import together, within

__all__ = ["Requirement", "break_even", "break_even_warheads", "required_interceptors", "required_kill_probability"]

Array = npt.NDArray[np.float64]

_MOST = 100_000
_MOST_SHOTS = 1e9
_ROUNDING = 1e-9  # a number this close to a whole one is that


@dataclass(frozen=True, eq=False)
class Requirement:
    """What a defence needs; arrays of one shape, infinite where no number of interceptors is enough.

    Attributes
    ----------
    shots : array of float
        At each object, if all meet the same number.
    interceptors : array of float
        In all, some objects being met once less if that is enough.
    """

    shots: Array
    interceptors: Array

    @property
    def feasible(self) -> npt.NDArray[np.bool_]:
        """Whether any number is enough."""
        return np.isfinite(self.interceptors)

    @property
    def words(self) -> list[str]:
        """The numbers of interceptors as text, one each: "1,204" or "not feasible"."""
        return [f"{number:,.0f}" if np.isfinite(number) else "not feasible" for number in np.ravel(self.interceptors)]


def required_kill_probability(p_no_leak: npt.ArrayLike, warheads: npt.ArrayLike) -> Array:
    """Return the probability of kill of each warhead that a raid without a leak asks for.

    Parameters
    ----------
    p_no_leak : array_like of float
        Probability that nothing gets through, in [0, 1]; the arguments broadcast together.
    warheads : array_like of float
        How many, in (0, 100,000].

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
    K_w = P(0)^(1/W), for warheads that are killed independently. Known formula of Wilkening (2000), see `kill_probability`.

    Examples
    --------
    >>> required_kill_probability(0.8, [4, 100]).round(4).tolist()
    [0.9457, 0.9978]
    """
    wanted, number = together(
        p_no_leak=within("p_no_leak", p_no_leak, 0, 1), warheads=within("warheads", warheads, 0, _MOST, open_low=True)
    )
    return np.asarray(wanted ** (1 / number))


def required_interceptors(
    warheads: npt.ArrayLike,
    sspk: npt.ArrayLike,
    *,
    p_no_leak: npt.ArrayLike,
    decoys: npt.ArrayLike = 0.0,
    p_track: npt.ArrayLike = 1.0,
    p_system: npt.ArrayLike = 1.0,
) -> Requirement:
    """Return how many interceptors stop all of a raid with some probability.

    Parameters
    ----------
    warheads : array_like of float
        How many, in (0, 100,000]; all arguments broadcast together.
    sspk : array_like of float
        Single-shot probability of kill, in [0, 1].
    p_no_leak : array_like of float
        Probability that nothing gets through, in (0, 1].
    decoys, p_track, p_system
        As for `stock.no_leak_probability`.

    Returns
    -------
    Requirement
        The least numbers. Infinite where tracking or the defence as a whole is not good enough, whatever the stock.

    Raises
    ------
    ValueError
        When an argument is empty, not a number or outside its interval, or shapes do not fit.

    Notes
    -----
    Shots n = ceil(ln(1 - K_w / P_track) / ln(1 - p)) with K_w = (P(0) / c)^(1/W). Of the warheads, r in all need the n-th shot,
    r = (ln(P(0) / c) - W ln k_(n-1)) / (ln k_n - ln k_(n-1)), which makes (n - 1) W + r interceptors; times 1 + d with decoys.
    See `stock.no_leak_probability`, which this turns round. Known formula of Wilkening (2000), see `kill_probability`.

    Examples
    --------
    >>> need = required_interceptors([4, 10, 100], 0.7, p_no_leak=0.8, p_track=0.99)
    >>> need.shots.tolist(), need.words
    ([3.0, 4.0, inf], ['11', '38', 'not feasible'])
    """
    number, chance, wanted, credible, tracked, works = _settings(
        within("warheads", warheads, 0, _MOST, open_low=True), sspk, p_no_leak, decoys, p_track, p_system
    )
    with np.errstate(divide="ignore", invalid="ignore"):
        goal = np.log(wanted / works)
        missed = -np.expm1(goal / number - np.log(tracked))  # share of the tracked warheads that may survive
        shots = np.where(chance < 1, np.maximum(np.ceil(np.log(missed) / np.log1p(-chance) - _ROUNDING), 1.0), 1.0)
        possible = (goal <= 0) & (missed >= 0) & (shots <= _MOST_SHOTS)
        before, after = _log_kill(shots - 1, chance, tracked), _log_kill(shots, chance, tracked)
        more = np.where(shots > 1, (goal - number * before) / (after - before), number)
    each = np.ceil((1 + credible) * ((shots - 1) * number + np.clip(more, 0, number)) - _ROUNDING)
    return Requirement(np.where(possible, shots, np.inf), np.where(possible, each, np.inf))


def break_even(
    interceptors: npt.ArrayLike,
    sspk: npt.ArrayLike,
    *,
    p_no_leak: npt.ArrayLike = 0.5,
    decoys: npt.ArrayLike = 0.0,
    p_track: npt.ArrayLike = 1.0,
    p_system: npt.ArrayLike = 1.0,
) -> Array:
    """Return the size of the raid that a stock of interceptors stops with some probability, as a real number.

    Parameters
    ----------
    interceptors : array_like of float
        How many, in [0, 100,000]; all arguments broadcast together.
    sspk : array_like of float
        Single-shot probability of kill, in [0, 1].
    p_no_leak : array_like of float
        Probability that nothing gets through, in (0, 1]; an even chance unless said otherwise.
    decoys, p_track, p_system
        As for `stock.no_leak_probability`.

    Returns
    -------
    array of float
        Warheads, at most the interceptors; 0 where even one warhead is too many. Its whole part is `break_even_warheads`.

    Raises
    ------
    ValueError
        When an argument is empty, not a number or outside its interval, or shapes do not fit.

    Notes
    -----
    Where `stock.no_leak_probability`, which falls as the raid grows, comes down to the wanted probability. Between K / (n + 1)
    and K / n warheads its logarithm is a straight line in W, so that only n has to be searched for.

    Examples
    --------
    >>> break_even(44, [0.25, 0.56, 0.8]).round(2).tolist()
    [5.78, 12.13, 20.07]
    """
    stock, chance, wanted, credible, tracked, works = _settings(
        within("interceptors", interceptors, 0, _MOST), sspk, p_no_leak, decoys, p_track, p_system
    )
    meeting = stock / (1 + credible)
    with np.errstate(divide="ignore", invalid="ignore"):
        goal = np.log(wanted / works)
        low, high = np.zeros(meeting.shape), np.full(meeting.shape, _MOST_SHOTS)
        while (high - low > 1).any():  # least n with which K / n warheads are not too many
            middle = np.floor((low + high) / 2)
            enough = meeting * _log_kill(middle, chance, tracked) >= goal * middle
            low, high = np.where(enough, low, middle), np.where(enough, middle, high)
        before, after = _log_kill(low, chance, tracked), _log_kill(high, chance, tracked)
        number = np.clip(
            (meeting * (after - before) - goal) / (low * (after - before) - before), meeting / high, meeting / low
        )
    possible = (meeting > 0) & (chance > 0) & (tracked > 0) & (goal <= 0)
    return np.where(possible, np.where(low > 0, number, meeting), 0.0)


def break_even_warheads(
    interceptors: npt.ArrayLike,
    sspk: npt.ArrayLike,
    *,
    p_no_leak: npt.ArrayLike = 0.5,
    decoys: npt.ArrayLike = 0.0,
    p_track: npt.ArrayLike = 1.0,
    p_system: npt.ArrayLike = 1.0,
) -> npt.NDArray[np.int64]:
    """Return the largest number of warheads that a stock of interceptors stops all with some probability.

    Parameters
    ----------
    interceptors, sspk, p_no_leak, decoys, p_track, p_system
        As for `break_even`.

    Returns
    -------
    array of int
        Exact for whole numbers of interceptors without decoys. With decoys it is that of shots shared in proportion, and can be
        one warhead less than with the shots left over given to objects at random.

    Raises
    ------
    ValueError
        As for `break_even`.

    Notes
    -----
    The break-even arsenal: with fewer warheads the defence has the better chance, with more the attacker. Even the smaller
    arsenal gets something through in up to half of all cases.

    Examples
    --------
    >>> break_even_warheads([30, 44, 64], 0.56).tolist(), break_even_warheads(44, 0.56, decoys=4).tolist()
    ([9, 12, 16], 3)
    """
    size = break_even(interceptors, sspk, p_no_leak=p_no_leak, decoys=decoys, p_track=p_track, p_system=p_system)
    return np.asarray(np.floor(size + _ROUNDING), np.int64)


def _settings(
    number: Array,
    sspk: npt.ArrayLike,
    p_no_leak: npt.ArrayLike,
    decoys: npt.ArrayLike,
    p_track: npt.ArrayLike,
    p_system: npt.ArrayLike,
) -> list[Array]:
    return together(
        number=number,
        sspk=within("sspk", sspk, 0, 1),
        p_no_leak=within("p_no_leak", p_no_leak, 0, 1, open_low=True),
        decoys=within("decoys", decoys, 0, 1000),
        p_track=within("p_track", p_track, 0, 1),
        p_system=within("p_system", p_system, 0, 1),
    )


def _log_kill(shots: Array, sspk: Array, p_track: Array) -> Array:
    """Return the logarithm of the probability of kill, with its digits both where that is near 0 and where it is near 1."""
    log_miss = shots * np.log1p(-sspk)
    return np.asarray(
        np.log(p_track) + np.where(log_miss > -1, np.log(-np.expm1(log_miss)), np.log1p(-np.exp(log_miss)))
    )
