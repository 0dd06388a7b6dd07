"""What a defence does to one target: salvos, looks between them, and layers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from helpers.models.checks import together, whole, within

__all__ = [
    "Engagement",
    "kill_probability",
    "layered_leak",
    "leak_probability",
    "shoot_look_shoot",
]

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Engagement:
    """What shooting at one target brings and costs; arrays of one shape.

    Attributes
    ----------
    kill_probability : array of float
        In [0, 1].
    expected_shots : array of float
        Mean number of interceptors spent.
    """

    kill_probability: Array
    expected_shots: Array


def kill_probability(sspk: npt.ArrayLike, shots: npt.ArrayLike, *, p_track: npt.ArrayLike = 1.0) -> Array:
    """Return the probability that a salvo kills one target.

    Parameters
    ----------
    sspk : array_like of float
        Single-shot probability of kill, in [0, 1]; the arguments broadcast together.
    shots : array_like of float
        Interceptors fired at the target, in [0, 1e9]. Half a shot is no event: parts of shots stand for an average, and overstate
        what whole ones achieve.
    p_track : array_like of float
        Probability that the target is seen and tracked, without which no shot hits, in [0, 1].

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
    K = P_track [1 - (1 - p)^n]: shots hit or miss independently, given a track. Whatever defeats one shot and would defeat the
    next as well, a decoy or a fault of design, breaks that, and it is the assumption most disputed. A record on the test range
    is not a probability in war. Known formula of Wilkening, A simple model for calculating ballistic missile defense
    effectiveness, Science & Global Security 8 (2000), 183-215, which was not read.

    Examples
    --------
    >>> kill_probability([0.25, 0.5], 4).round(4).tolist()
    [0.6836, 0.9375]
    """
    sspk_, shots_, tracked = _salvo(sspk, shots, p_track)
    return np.asarray(tracked * -np.expm1(_log_miss(sspk_, shots_)))


def leak_probability(sspk: npt.ArrayLike, shots: npt.ArrayLike, *, p_track: npt.ArrayLike = 1.0) -> Array:
    """Return the probability that one target survives a salvo, with all its digits where that is small.

    Parameters
    ----------
    sspk, shots, p_track
        As for `kill_probability`.

    Returns
    -------
    array of float
        In [0, 1].

    Raises
    ------
    ValueError
        As for `kill_probability`.

    Notes
    -----
    1 - K = (1 - P_track) + P_track (1 - p)^n.

    Examples
    --------
    >>> leak_probability(0.9, [1, 10]).round(12).tolist()
    [0.1, 1e-10]
    """
    sspk_, shots_, tracked = _salvo(sspk, shots, p_track)
    return np.asarray((1 - tracked) + tracked * (1 - sspk_) ** shots_)


def layered_leak(kills: Sequence[npt.ArrayLike]) -> Array:
    """Return the probability that one target gets through all layers.

    Parameters
    ----------
    kills : sequence of array_like of float
        Probability of kill of each layer, in [0, 1], at least one; they broadcast together.

    Returns
    -------
    array of float
        In [0, 1].

    Raises
    ------
    ValueError
        When there is no layer, or a probability is not a number or outside [0, 1], or shapes do not fit.

    Notes
    -----
    Product of 1 - k_i, in any order: independent layers with enough interceptors leave a binomial number of a raid. Layers that
    share a radar, or the picture of what is a decoy, are not independent, and the order matters where a stock runs out.
    Technical note: Analysis of a layered defense model, Operations Research 30 (1982), no. 3, of which the abstract was read.

    Examples
    --------
    >>> float(layered_leak([0.5, 0.6, 0.7]).round(9))
    0.06
    """
    if not len(kills):
        raise ValueError("kills must be of at least one layer (got nothing)")
    layers = {f"kills[{i}]": within(f"kills[{i}]", kill, 0, 1) for i, kill in enumerate(kills)}
    return np.asarray(np.prod([1 - kill for kill in together(**layers)], axis=0))


def shoot_look_shoot(sspk: npt.ArrayLike, salvos: Sequence[int]) -> Engagement:
    """Return what a sequence of salvos brings and costs, with a look after each whether the target lives.

    Parameters
    ----------
    sspk : array_like of float
        Single-shot probability of kill, in [0, 1].
    salvos : sequence of int
        Interceptors fired at each turn, each in [0, 1,000]: `[4]` is a salvo, `[1, 1, 1, 1]` looks after every shot.

    Returns
    -------
    Engagement
        In the shape of the probabilities.

    Raises
    ------
    ValueError
        When there is no salvo, a size is not whole, or an argument is not a number or outside its interval.

    Notes
    -----
    The kill is that of one salvo of all the shots; spent are sum over salvos of n_i (1 - p)^(n_1 + ... + n_(i-1)). Looks need
    time, and a look that mistakes a hit for a miss wastes shots, one that mistakes a miss for a hit lets the target through:
    neither is in here.

    Examples
    --------
    >>> looks = shoot_look_shoot(0.56, [1, 1, 1, 1])
    >>> float(looks.kill_probability.round(4)), float(looks.expected_shots.round(4))
    (0.9625, 1.7188)
    """
    chance = within("sspk", sspk, 0, 1)
    sizes = whole("salvos", list(salvos), 0, 1000)
    before = np.cumsum(sizes) - sizes
    spent = sizes * leak_probability(chance[..., None], before)
    return Engagement(kill_probability(chance, sizes.sum()), spent.sum(axis=-1))


def _salvo(sspk: npt.ArrayLike, shots: npt.ArrayLike, p_track: npt.ArrayLike) -> list[Array]:
    return together(
        sspk=within("sspk", sspk, 0, 1), shots=within("shots", shots, 0, 1e9), p_track=within("p_track", p_track, 0, 1)
    )


def _log_miss(sspk: Array, shots: Array) -> Array:
    """Return n ln(1 - p), and zero for no shots even where each of them would hit."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(shots > 0, shots * np.log1p(-sspk), 0.0)
