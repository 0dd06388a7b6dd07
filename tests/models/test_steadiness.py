"""Leaving out and drawing anew: what a score of a few forecasts can and cannot say."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.models.scoring import brier_range
from helpers.models.steadiness import resampled_range, without_each

share = st.floats(0, 1)
forecast = st.tuples(share, share, st.integers(0, 1)).map(lambda it: (*sorted(it[:2]), it[2]))
forecasts = st.lists(forecast, min_size=2, max_size=8).map(lambda rows: np.array(rows).T)


@given(forecasts)
def test_each_score_is_that_of_the_others(given_):
    low, high, outcome = given_
    found = without_each(low, high, outcome=outcome)
    for i in range(len(low)):
        left = brier_range(np.delete(low, i), np.delete(high, i), outcome=np.delete(outcome, i))
        assert found.best[i] == pytest.approx(left.best)
        assert found.worst[i] == pytest.approx(left.worst)


@given(forecasts)
def test_scores_without_one_are_on_average_the_score_of_all(given_):
    low, high, outcome = given_
    found, whole = without_each(low, high, outcome=outcome), brier_range(low, high, outcome=outcome)
    assert found.best.mean() == pytest.approx(whole.best)
    assert found.worst.mean() == pytest.approx(whole.worst)


def test_readings_stay_in_their_rows():
    low, high = [0.2, 0.8, 0.5], [0.4, 0.9, 0.5]
    both = without_each(low, high, outcome=[[0, 1, 0], [0, 0, 1]])
    assert both.best.shape == (2, 3)
    assert both.best[1].tolist() == without_each(low, high, outcome=[0, 0, 1]).best.tolist()
    best, worst = resampled_range(low, high, outcome=[[0, 1, 0], [0, 0, 1]])
    assert best.shape == worst.shape == (2,)


def test_one_forecast_cannot_be_left_out():
    with pytest.raises(ValueError, match="at least two"):
        without_each([0.5], [0.5], outcome=[1])


@given(forecasts)
def test_draws_stay_between_the_best_and_the_worst_forecast(given_):
    low, high, outcome = given_
    best, worst = resampled_range(low, high, outcome=outcome, draws=200)
    each = [brier_range(a, b, outcome=o) for a, b, o in zip(low, high, outcome, strict=True)]
    assert min(float(one.best) for one in each) - 1e-12 <= best
    assert worst <= max(float(one.worst) for one in each) + 1e-12


def test_more_forecasts_of_the_same_kind_say_more():
    low, high, outcome = np.full(8, 0.8), np.full(8, 0.8), np.array([1, 1, 1, 1, 1, 1, 0, 0])
    few = np.subtract(*resampled_range(low, high, outcome=outcome)[::-1])
    many = np.subtract(
        *resampled_range(np.tile(low, 25), np.tile(high, 25), outcome=np.tile(outcome, 25), draws=2000)[::-1]
    )
    assert many == pytest.approx(few / 5, rel=0.2)


def test_one_seed_gives_one_result():
    given_ = {"low": [0.2, 0.8, 0.5], "high": [0.4, 0.9, 0.6], "outcome": [0, 1, 1]}
    assert resampled_range(**given_, draws=50) == resampled_range(**given_, draws=50)


@pytest.mark.parametrize("wrong", [{"level": 0}, {"level": 2}, {"draws": 0}])
def test_refuses_what_makes_no_sense(wrong):
    with pytest.raises(ValueError, match=next(iter(wrong))):
        resampled_range([0.5, 0.5], [0.6, 0.6], outcome=[1, 0], **wrong)
