from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.models.scoring import brier, brier_range, reference_scores, scorecard, skill_range

share = st.floats(0, 1)
forecast = st.tuples(share, share, st.integers(0, 1)).map(lambda it: (*sorted(it[:2]), it[2]))
forecasts = st.lists(forecast, min_size=1, max_size=12).map(lambda rows: np.array(rows).T)
ENDS = ("best", "worst", "at_low", "at_high")


@pytest.mark.parametrize(
    ("probability", "outcome", "score"),
    [(1, 1, 0), (1, 0, 1), (0.7, 1, 0.09), (0.3, 1, 0.49), (0.5, 1, 0.25), (0.5, 0, 0.25), ([0.9, 0.2], [1, 0], 0.025)],
)
def test_worked_by_hand(probability, outcome, score):
    assert float(brier(probability, outcome)) == pytest.approx(score)


@given(forecasts)
def test_scores_lie_between_nought_and_one(given_):
    low, high, outcome = given_
    found = brier_range(low, high, outcome=outcome)
    assert 0 <= found.best <= found.worst <= 1
    for end in (found.at_low, found.at_high):
        assert found.best - 1e-12 <= end <= found.worst + 1e-12


@given(forecasts, st.lists(share, min_size=12, max_size=12))
def test_the_range_holds_the_score_of_every_choice_inside_the_intervals(given_, places):
    low, high, outcome = given_
    stated = low + (high - low) * np.array(places[: len(low)])
    found = brier_range(low, high, outcome=outcome)
    assert found.best - 1e-12 <= brier(np.clip(stated, 0, 1), outcome) <= found.worst + 1e-12


@given(st.lists(forecast, min_size=1, max_size=6).map(lambda rows: np.array(rows).T))
def test_best_and_worst_are_those_of_all_corners(given_):
    low, high, outcome = given_
    scores = [float(brier(corner, outcome)) for corner in product(*zip(low, high, strict=True))]
    found = brier_range(low, high, outcome=outcome)
    assert (float(found.best), float(found.worst)) == pytest.approx((min(scores), max(scores)))


@given(forecasts)
def test_the_event_and_its_absence_score_alike(given_):
    low, high, outcome = given_
    here, there = brier_range(low, high, outcome=outcome), brier_range(1 - high, 1 - low, outcome=1 - outcome)
    assert float(there.best) == pytest.approx(float(here.best))
    assert float(there.worst) == pytest.approx(float(here.worst))
    assert float(there.at_low) == pytest.approx(float(here.at_high))


@given(forecasts)
def test_certain_and_right_scores_nothing_and_certain_and_wrong_everything(given_):
    outcome = given_[2]
    assert brier(outcome, outcome) == 0
    assert brier(1 - outcome, outcome) == 1


@given(forecasts, share)
def test_no_constant_beats_the_base_rate(given_, constant):
    outcome = given_[2]
    references = reference_scores(outcome)
    assert references.coin_toss == 0.25
    assert references.always_no == pytest.approx(outcome.mean())
    assert references.base_rate == pytest.approx(outcome.mean() * (1 - outcome.mean()))
    assert brier(constant, outcome) >= references.base_rate - 1e-12


@given(st.lists(st.integers(0, 1), min_size=2, max_size=30), share)
def test_the_mean_score_is_stated_probability_against_frequency(outcome, probability):
    """With one probability for all: (p - s)^2 + s (1 - s), the distance from the share that came true and its variance."""
    came_true = np.mean(outcome)
    expected = (probability - came_true) ** 2 + came_true * (1 - came_true)
    assert float(brier(probability, outcome)) == pytest.approx(expected)


def test_an_honest_forecaster_scores_best_on_average():
    random = np.random.default_rng(8)
    truth = random.random(100_000)
    happened = random.random(truth.size) < truth
    honest = float(brier(truth, happened))
    assert honest == pytest.approx(1 / 6, abs=0.002)  # the mean of p (1 - p)
    for bias in (-0.1, 0.1):
        assert brier(np.clip(truth + bias, 0, 1), happened) > honest


def test_skill_turns_the_order_round():
    score = brier_range([0.55, 0.2], [0.8, 0.45], outcome=[1, 0])
    skill = skill_range(score, 0.25)
    assert skill.best > skill.worst
    assert [float(getattr(skill, end)) for end in ENDS] == pytest.approx(
        [1 - 4 * float(getattr(score, end)) for end in ENDS]
    )
    assert skill_range(brier_range(1, 1, outcome=1), 0.25).best == 1
    assert skill_range(brier_range(0.5, 0.5, outcome=1), 0.25).worst == 0
    assert skill_range(brier_range(0, 0, outcome=1), 0.25).worst == -3


def test_rows_are_readings_of_the_outcome():
    low, high, readings = [0.95, 0.2, 0.95], [0.99, 0.45, 0.99], [[1, 0, 0], [1, 0, 1]]
    both = scorecard(low, high, outcome=readings)
    assert both.score.best.shape == both.occurred.shape == both.references.base_rate.shape == (2,)
    for row, reading in enumerate(readings):
        alone = scorecard(low, high, outcome=reading)
        assert both.occurred[row] == alone.occurred
        assert both.references.base_rate[row] == alone.references.base_rate
        for end in ENDS:
            assert getattr(both.score, end)[row] == pytest.approx(float(getattr(alone.score, end)))


def test_what_cannot_be_scored_is_counted_and_changes_nothing():
    low, high, outcome = [0.8, 0.55, 0.2], [0.95, 0.8, 0.45], [0, 1, 0]
    plain = scorecard(low, high, outcome=outcome)
    more = scorecard([*low, None, None, 0.95], [*high, None, None, 0.99], outcome=[*outcome, 1, None, None])
    assert (plain.statements, plain.scored, plain.without_likelihood, plain.without_outcome) == (3, 3, 0, 0)
    assert (more.statements, more.scored, more.without_likelihood, more.without_outcome) == (6, 3, 2, 2)
    assert plain.occurred == more.occurred == 1
    assert (float(more.expected_low), float(more.expected_high)) == pytest.approx((1.55, 2.2))
    for end in ENDS:
        assert getattr(plain.score, end) == getattr(more.score, end)
    assert float(plain.score.best) == pytest.approx((0.8**2 + 0.2**2 + 0.2**2) / 3)
    assert float(plain.score.worst) == pytest.approx((0.95**2 + 0.45**2 + 0.45**2) / 3)
    assert float(plain.score.at_low) == pytest.approx((0.8**2 + 0.45**2 + 0.2**2) / 3)


def test_one_statement():
    card = scorecard(0.95, 0.99, outcome=True)
    assert (card.statements, card.scored) == (1, 1)
    assert float(card.score.worst) == pytest.approx(0.0025)
    assert card.references.always_no == 1


def test_arguments_broadcast():
    assert brier([[0.1], [0.9]], [0, 1, 1]).shape == (2,)
    assert brier(0.5, np.zeros((4, 3))).shape == (4,)
    assert brier(0.5, 1).shape == ()
    assert brier_range(0.2, 0.45, outcome=np.zeros((4, 3))).worst.shape == (4,)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: brier(1.2, 1), r"probability must be in \[0, 1\] \(got 1.2\)"),
        (lambda: brier([], []), r"probability must be in \[0, 1\] \(got nothing\)"),
        (lambda: brier(80, 1), r"probability must be in \[0, 1\] \(got 80\)"),
        (lambda: brier(0.5, 0.5), r"outcome must be 0 or 1 \(got 0.5\)"),
        (lambda: brier(0.5, 2), r"outcome must be in \[0, 1\] \(got 2\)"),
        (lambda: brier(0.5, np.nan), r"outcome must be in \[0, 1\] \(got nan\)"),
        (lambda: brier([0.5, 0.5], [0, 1, 0]), r"probability, outcome must have shapes that broadcast together"),
        (lambda: brier_range(0.5, 0.4, outcome=1), r"low must be at most high \(got 0.5\)"),
        (lambda: brier_range(-0.1, 0.4, outcome=1), r"low must be in \[0, 1\] \(got -0.1\)"),
        (lambda: brier_range(0.1, 1.4, outcome=1), r"high must be in \[0, 1\] \(got 1.4\)"),
        (lambda: reference_scores([]), r"outcome must be in \[0, 1\] \(got nothing\)"),
        (lambda: skill_range(brier_range(0, 0, outcome=0), 0), r"reference must be in \(0, 1\] \(got 0\)"),
        (lambda: scorecard([], [], outcome=[]), r"low must be in \[0, 1\] \(got nothing\)"),
        (lambda: scorecard([None], [None], outcome=[1]), r"low must be in \[0, 1\] \(got nothing\)"),
        (lambda: scorecard([0.2, None], [0.4, 0.5], outcome=[1, 1]), r"high must be missing where low is"),
        (lambda: scorecard([0.2, 0.3], [0.4, None], outcome=[1, 1]), r"high must be missing where low is"),
        (
            lambda: scorecard([0.2, 0.3], [0.4, 0.5], outcome=[[1, 1], [1, None]]),
            r"outcome must be missing in all readings or in none",
        ),
        (lambda: scorecard([0.2, 0.3], [0.4, 0.5], outcome=[1, 0.5]), r"outcome must be 0 or 1 \(got 0.5\)"),
    ],
)
def test_bad_input_is_named(make, message):
    with pytest.raises(ValueError, match=message):
        make()
