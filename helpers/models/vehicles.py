"""Several kill vehicles on one booster: cheaper for each object, and lost together."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from helpers.models.checks import together, whole, within
from helpers.models.defence import kill_probability

__all__ = ["interceptors_with_vehicles", "shared_booster_kill"]

Array = npt.NDArray[np.float64]


def shared_booster_kill(sspk: npt.ArrayLike, vehicles: npt.ArrayLike, *, p_booster: npt.ArrayLike) -> Array:
    """Return the probability that one booster with several kill vehicles, all aimed at one target, kills it.

    Parameters
    ----------
    sspk : array_like of float
        Probability of kill of each vehicle that is brought on its way, in [0, 1]; the arguments broadcast together.
    vehicles : array_like of float
        Kill vehicles on the booster, in [0, 1e9].
    p_booster : array_like of float
        Probability that the booster works, in [0, 1].

    Returns
    -------
    array of float
        In [0, 1], and never above that of as many boosters with one vehicle each, which is
        `kill_probability(p_booster * sspk, vehicles)`.

    Raises
    ------
    ValueError
        When an argument is empty, not a number or outside its interval, or shapes do not fit.

    Notes
    -----
    r_b [1 - (1 - p)^m]: the vehicles fail together with their booster. For a raid see `leakage.stock_leakers`.

    Examples
    --------
    >>> float(shared_booster_kill(0.5, 4, p_booster=0.85).round(4)), float(kill_probability(0.85 * 0.5, 4).round(4))
    (0.7969, 0.8907)
    """
    return kill_probability(sspk, vehicles, p_track=within("p_booster", p_booster, 0, 1))


def interceptors_with_vehicles(
    objects: npt.ArrayLike, shots: npt.ArrayLike, *, vehicles: npt.ArrayLike
) -> npt.NDArray[np.int64]:
    """Return how many interceptors shoot so often at so many objects, with several kill vehicles on each.

    Parameters
    ----------
    objects, shots : array_like of int
        Number of objects, and of shots at each, in [0, 1e6]; the arguments broadcast together.
    vehicles : array_like of int
        Kill vehicles on each interceptor, in [1, 1,000].

    Returns
    -------
    array of int
        Objects times shots over vehicles, rounded up.

    Raises
    ------
    ValueError
        When an argument is empty, not whole or outside its interval, or shapes do not fit.

    Examples
    --------
    >>> interceptors_with_vehicles(10, 2, vehicles=[1, 4, 20]).tolist()
    [20, 5, 1]
    """
    targets, each, carried = together(
        objects=whole("objects", objects, 0, 1e6).astype(float),
        shots=whole("shots", shots, 0, 1e6).astype(float),
        vehicles=whole("vehicles", vehicles, 1, 1000).astype(float),
    )
    return np.asarray(np.ceil(targets * each / carried), np.int64)
