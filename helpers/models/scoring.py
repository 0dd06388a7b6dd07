"""How good forecasts were whose words stand for intervals of probability: Brier scores, as ranges, beside simple references."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from helpers.models.checks import demand, together, within

__all__ = [
    "ReferenceScores",
    "ScoreRange",
    "Scorecard",
    "brier",
    "brier_range",
    "reference_scores",
    "scorecard",
    "skill_range",
]

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class ScoreRange:
    """A score, or a skill, of forecasts that gave intervals.

    Attributes
    ----------
    best, worst : array of float
        With the end of each interval that turned out the better, or the worse: no choice inside the intervals is outside.
    at_low, at_high : array of float
        With the low, or the high, ends of all intervals.
    """

    best: Array
    worst: Array
    at_low: Array
    at_high: Array


@dataclass(frozen=True, eq=False)
class ReferenceScores:
    """Brier scores of forecasters who know nothing of the questions.

    Attributes
    ----------
    coin_toss : array of float
        Says one half every time.
    base_rate : array of float
        Says every time the share that came true. That is known only afterwards: no single number for all scores better.
    always_no : array of float
        Says every time that nothing will happen.
    """

    coin_toss: Array
    base_rate: Array
    always_no: Array


@dataclass(frozen=True, eq=False)
class Scorecard:
    """What a set of statements scored, and how many could not be.

    Attributes
    ----------
    statements, scored : int
        All, and those with a likelihood and an outcome.
    without_likelihood, without_outcome : int
        Those whose words name none, and those whose condition never arose or that are not settled. One may be both.
    occurred, expected_low, expected_high : array of float
        How many of the scored ones came true, and how many would on average, were the low or the high ends right.
    score : ScoreRange
        Brier scores.
    references : ReferenceScores
        On the same statements.
    """

    statements: int
    scored: int
    without_likelihood: int
    without_outcome: int
    occurred: Array
    expected_low: Array
    expected_high: Array
    score: ScoreRange
    references: ReferenceScores


def brier(probability: npt.ArrayLike, outcome: npt.ArrayLike) -> Array:
    """Return the mean squared distance of probabilities from what happened.

    Parameters
    ----------
    probability : array_like of float, shape (..., n)
        Stated for the event, in [0, 1]; the arguments broadcast together, and the last axis counts forecasts.
    outcome : array_like of int, shape (..., n)
        1 where it happened, 0 where it did not.

    Returns
    -------
    numpy.ndarray, shape (...)
        From 0, certain and right every time, to 1; always saying one half gives 0.25.

    Raises
    ------
    ValueError
        When there are no forecasts, a probability lies outside [0, 1], or an outcome is neither 0 nor 1.

    Notes
    -----
    Half of the score as Brier wrote it, which sums over both the event and its absence. Scores of different sets of questions
    do not compare: hard questions score worse. Brier, Verification of forecasts expressed in terms of probability, Monthly
    Weather Review 78 (1950), 1.

    Examples
    --------
    >>> round(float(brier([0.9, 0.2], [1, 0])), 3)
    0.025
    """
    stated, happened = together(
        probability=np.atleast_1d(within("probability", probability, 0, 1)), outcome=_outcomes(outcome)
    )
    return np.asarray(np.mean((stated - happened) ** 2, axis=-1))


def brier_range(low: npt.ArrayLike, high: npt.ArrayLike, *, outcome: npt.ArrayLike) -> ScoreRange:
    """Return the scores between which forecasts lie that gave intervals of probability.

    Parameters
    ----------
    low, high : array_like of float, shape (n,)
        Ends of the intervals, in [0, 1], low at most high.
    outcome : array_like of int, shape (..., n)
        1 where it happened, 0 where it did not. What happened in part has two readings: score it once as each, in rows.

    Raises
    ------
    ValueError
        When there are no forecasts, an end lies outside [0, 1] or low above high, or an outcome is neither 0 nor 1.

    Notes
    -----
    The squared distance from 0 or 1 grows or falls along the whole interval, so its ends are the extremes. A wide interval is
    not rewarded: it widens the range.

    Examples
    --------
    Likely, and it happened; unlikely, and it did not:

    >>> found = brier_range([0.55, 0.2], [0.8, 0.45], outcome=[1, 0])
    >>> [round(float(score), 2) for score in (found.best, found.at_low, found.at_high, found.worst)]
    [0.04, 0.12, 0.12, 0.2]
    """
    bottom, top = within("low", low, 0, 1), within("high", high, 0, 1)
    bottom, top, happened = together(low=bottom, high=top, outcome=_outcomes(outcome))
    demand("low", bottom, bottom <= top, "must be at most high")
    better, worse = np.where(happened == 1, top, bottom), np.where(happened == 1, bottom, top)
    return ScoreRange(*(brier(stated, happened) for stated in (better, worse, bottom, top)))


def reference_scores(outcome: npt.ArrayLike) -> ReferenceScores:
    """Return what simple forecasters would have scored.

    Parameters
    ----------
    outcome : array_like of int, shape (..., n)
        1 where it happened, 0 where it did not.

    Raises
    ------
    ValueError
        When there is none, or one is neither 0 nor 1.

    Notes
    -----
    With the share s that came true: 1/4, s (1 - s) and s.

    Examples
    --------
    >>> found = reference_scores([1, 0, 0, 0])
    >>> float(found.coin_toss), float(found.base_rate), float(found.always_no)
    (0.25, 0.1875, 0.25)
    """
    happened = _outcomes(outcome)
    share = happened.mean(axis=-1, keepdims=True)
    return ReferenceScores(*(brier(stated, happened) for stated in (0.5, share, 0.0)))


def skill_range(score: ScoreRange, reference: npt.ArrayLike) -> ScoreRange:
    """Return by what share forecasts improve on a reference.

    Parameters
    ----------
    score : ScoreRange
        From `brier_range`.
    reference : array_like of float
        Score of the reference on the same questions, in (0, 1].

    Returns
    -------
    ScoreRange
        1 where every forecast was certain and right, 0 where they were no better than the reference, negative where worse.

    Raises
    ------
    ValueError
        When the reference scores 0: nothing improves on it.

    Notes
    -----
    1 - score / reference.

    Examples
    --------
    >>> found = skill_range(brier_range([0.55, 0.2], [0.8, 0.45], outcome=[1, 0]), 0.25)
    >>> round(float(found.best), 2), round(float(found.worst), 2)
    (0.84, 0.19)
    """
    base = within("reference", reference, 0, 1, open_low=True)
    return ScoreRange(*(np.asarray(1 - part / base) for part in (score.best, score.worst, score.at_low, score.at_high)))


def scorecard(low: npt.ArrayLike, high: npt.ArrayLike, *, outcome: npt.ArrayLike) -> Scorecard:
    """Score the statements that can be scored, and count the others.

    Parameters
    ----------
    low, high : array_like of float, shape (n,)
        Ends of the intervals, in [0, 1], low at most high; nan, or None, in both where the words name no likelihood.
    outcome : array_like of int, shape (..., n)
        1 where it happened, 0 where it did not; nan, or None, where the condition never arose or nothing is settled. Rows
        are readings of what happened in part.

    Raises
    ------
    ValueError
        When nothing can be scored, one end of an interval is missing, an outcome is missing in some readings, an end lies
        outside [0, 1] or low above high, or an outcome is neither 0 nor 1.

    Notes
    -----
    Statements that cannot be scored are counted, never guessed at: they change no score. There are no bins of calibration
    and no decomposition, which want many more forecasts than an article makes; the number that came true beside the number
    expected says as much as a few can.

    Examples
    --------
    A likely event that happened, an unlikely one that did not, a "could", and a condition that never arose:

    >>> card = scorecard([0.55, 0.2, None, 0.8], [0.8, 0.45, None, 0.95], outcome=[1, 0, 1, None])
    >>> card.statements, card.scored, card.without_likelihood, card.without_outcome, float(card.occurred)
    (4, 2, 1, 1, 1.0)
    """
    bottom, top, happened = together(
        **{
            name: np.atleast_1d(np.asarray(side, float))
            for name, side in {"low": low, "high": high, "outcome": outcome}.items()
        }
    )
    demand("high", top, np.isnan(top) == np.isnan(bottom), "must be missing where low is, and only there")
    readings = tuple(range(happened.ndim - 1))
    silent, unsettled = (np.isnan(side).any(axis=readings) for side in (bottom, happened))
    demand("outcome", happened, np.isnan(happened) == unsettled, "must be missing in all readings or in none")
    counted = ~(silent | unsettled)
    bottom, top, happened = (side[..., counted] for side in (bottom, top, happened))
    return Scorecard(
        statements=counted.size,
        scored=int(counted.sum()),
        without_likelihood=int(silent.sum()),
        without_outcome=int(unsettled.sum()),
        occurred=np.asarray(happened.sum(axis=-1)),
        expected_low=np.asarray(bottom.sum(axis=-1)),
        expected_high=np.asarray(top.sum(axis=-1)),
        score=brier_range(bottom, top, outcome=happened),
        references=reference_scores(happened),
    )


def _outcomes(outcome: npt.ArrayLike) -> Array:
    happened = np.atleast_1d(within("outcome", outcome, 0, 1))
    demand("outcome", happened, happened % 1 == 0, "must be 0 or 1")
    return happened
