"""How many minutes are left: from a launch to the impact, to a warning, and to a decision that still changes something."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from helpers.models.checks import demand, together, within
from helpers.models.ranges import Range, draws

__all__ = ["STAGES", "DecisionTime", "TimeBudget", "boost_phase_reach_km", "decision_time", "time_budget"]

Array = npt.NDArray[np.float64]

STAGES = ("boost_min", "detection_min", "assessment_min", "conference_min", "order_min", "escape_min")
"""What lengthens a flight, and what then takes its share of it, in order."""
_LONGEST_MIN = 1440.0


@dataclass(frozen=True, eq=False)
class TimeBudget:
    """Minutes from launch to impact, from detection to impact, and for a decision; arrays of one shape.

    What is below zero is missing: so many minutes come too late.
    """

    flight_min: Array
    warning_min: Array
    decision_min: Array


@dataclass(frozen=True, eq=False)
class DecisionTime:
    """Minutes for a decision when the stages are uncertain.

    Attributes
    ----------
    lowest_min, mean_min, highest_min : array of float
        Exact, of the shape of the free flight.
    draws_min : array of float
        Draws in ascending order along the last axis.
    """

    lowest_min: Array
    mean_min: Array
    highest_min: Array
    draws_min: Array

    def quantile(self, share: float) -> Array:
        """Return the minutes below which a share in [0, 1] of the distribution lies.

        Raises
        ------
        ValueError
            When the share lies outside.
        """
        return np.asarray(np.quantile(self.draws_min, float(within("share", share, 0, 1)), axis=-1))

    def probability_of(self, least_min: float) -> Array:
        """Return the probability that at least so many minutes are left.

        Raises
        ------
        ValueError
            When the minutes are not finite.
        """
        demand("least_min", least_min, np.isfinite(least_min), "must be finite")
        return np.asarray((self.draws_min >= least_min).mean(axis=-1))


def time_budget(
    free_flight_min: npt.ArrayLike,
    boost_min: npt.ArrayLike = 0.0,
    *,
    detection_min: npt.ArrayLike = 0.0,
    assessment_min: npt.ArrayLike = 0.0,
    conference_min: npt.ArrayLike = 0.0,
    order_min: npt.ArrayLike = 0.0,
    escape_min: npt.ArrayLike = 0.0,
) -> TimeBudget:
    """Return how much of a missile's flight is left for warning and for a decision.

    Parameters
    ----------
    free_flight_min : array_like of float
        From burnout to impact, in [0, 1,440]: from `trajectory.minimum_energy`, `at_angle` or `to_apogee`, or a published
        time of the whole flight, with no boost. The arguments broadcast together.
    boost_min : array_like of float
        From launch to burnout, in [0, 1,440]; about 3 with solid fuel and 4 with liquid.
    detection_min : array_like of float
        From launch until the launch is seen, in [0, 1,440].
    assessment_min, conference_min, order_min : array_like of float
        To judge what was seen, to bring those who decide together and brief them, and to send the order; in [0, 1,440].
    escape_min : array_like of float
        From the order until the forces are launched and out of reach, in [0, 1,440].

    Raises
    ------
    ValueError
        When an argument is empty, not a number or outside its interval, or the shapes do not fit.

    Notes
    -----
    flight = boost + free flight; warning = flight - detection; decision = warning - assessment - conference - order - escape.
    The stages follow each other; where crews prepare while others confer, more time is left. Free flight that begins at the
    surface is shorter than that from the height of burnout, and re-entry is not slowed by air: some tens of seconds.

    Examples
    --------
    To a target 10,000 km away, on the path of least energy:

    >>> from helpers.models.trajectory import minimum_energy
    >>> left = time_budget(minimum_energy(10_000).time_s / 60, 3, detection_min=1, assessment_min=[2, 5])
    >>> left.warning_min.round(1).tolist(), left.decision_min.round(1).tolist()
    ([34.2, 34.2], [32.2, 29.2])
    """
    given = (boost_min, detection_min, assessment_min, conference_min, order_min, escape_min)
    free, *stages = together(
        free_flight_min=_minutes("free_flight_min", free_flight_min),
        **{name: _minutes(name, stage) for name, stage in zip(STAGES, given, strict=True)},
    )
    boost, detection, *after = stages
    flight = free + boost
    warning = flight - detection
    return TimeBudget(*(np.asarray(left) for left in (flight, warning, warning - sum(after))))


def decision_time(
    free_flight_min: npt.ArrayLike, stages: Mapping[str, Range], *, points: int = 4096, seed: int = 0
) -> DecisionTime:
    """Return how the time for a decision spreads when the stages are known as ranges.

    Parameters
    ----------
    free_flight_min : array_like of float
        From burnout to impact, in [0, 1,440].
    stages : mapping of str to Range
        By names in `STAGES`, within [0, 1,440]; stages left out take no time.
    points, seed : int
        As for `ranges.draws`.

    Raises
    ------
    ValueError
        When there is no stage or one of another name, or an argument lies outside its interval.

    Notes
    -----
    `time_budget` is a sum, so the means add up exactly, and the extremes are those of all stages at once. In between, the
    stages are drawn as if independent, which finds quantiles of stages of a few minutes to 0.03 min. The same pressure acts
    on all stages: truth may be wider than this.

    Examples
    --------
    >>> from helpers.models.ranges import Triangular
    >>> left = decision_time([20, 30], {"detection_min": Triangular(0.5, 0.5, 1), "assessment_min": Triangular(2, 3, 5)})
    >>> left.mean_min.round(2).tolist(), left.quantile(0.05).round(1).tolist()
    ([16.0, 26.0], [14.9, 24.9])
    """
    if not stages or not stages.keys() <= set(STAGES):
        raise ValueError(f"stages must be some of {', '.join(STAGES)} (got {', '.join(stages) or 'nothing'})")
    free = _minutes("free_flight_min", free_flight_min)

    def left(minutes: Mapping[str, npt.ArrayLike]) -> Array:
        return time_budget(free[..., None], **minutes).decision_min

    # a long boost leaves more time, everything else less
    short = {name: stage.high if name == "boost_min" else stage.low for name, stage in stages.items()}
    long = {name: stage.low if name == "boost_min" else stage.high for name, stage in stages.items()}
    mean = {name: stage.mean for name, stage in stages.items()}
    lowest, middle, highest = (left(minutes)[..., 0] for minutes in (long, mean, short))
    return DecisionTime(lowest, middle, highest, np.sort(left(draws(stages, points=points, seed=seed)), axis=-1))


def boost_phase_reach_km(
    speed_km_s: npt.ArrayLike, boost_s: npt.ArrayLike, *, detection_s: npt.ArrayLike = 0.0
) -> Array:
    """Return how far an interceptor flies while its target still burns.

    Parameters
    ----------
    speed_km_s : array_like of float
        Mean speed from launch to meeting, in (0, 20]: less than that at burnout. The arguments broadcast together.
    boost_s : array_like of float
        How long the target burns, in [0, 3,600].
    detection_s : array_like of float
        From the target's launch to that of the interceptor, in [0, 3,600].

    Returns
    -------
    numpy.ndarray
        In km, zero where the target has burnt out by then.

    Raises
    ------
    ValueError
        When an argument is empty, not a number or outside its interval, or the shapes do not fit.

    Notes
    -----
    v (t_boost - t_detection), an upper bound: the interceptor flies straight and at once to where the target will be when it
    burns out, and no time is left to decide. American Physical Society, Boost-Phase Intercept Systems for National Missile
    Defense (2003), works this out in full.

    Examples
    --------
    >>> boost_phase_reach_km(5, [180, 240], detection_s=60).tolist()
    [600.0, 900.0]
    """
    speed, boost, detection = together(
        speed_km_s=within("speed_km_s", speed_km_s, 0, 20, open_low=True),
        boost_s=within("boost_s", boost_s, 0, 3600),
        detection_s=within("detection_s", detection_s, 0, 3600),
    )
    return np.asarray(speed * np.maximum(boost - detection, 0.0))


def _minutes(name: str, value: npt.ArrayLike) -> Array:
    return within(name, value, 0, _LONGEST_MIN)
