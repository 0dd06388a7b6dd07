"""The interval of Jeffreys: limits, symmetry, and how often it holds the truth."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from helpers.models.proportions import jeffreys_interval

trials = st.integers(1, 400)


@st.composite
def outcomes(draw):
    number = draw(trials)
    return draw(st.integers(0, number)), number


@given(outcomes())
def test_holds_the_rate_and_mirrors_it(outcome):
    hits, number = outcome
    low, high = jeffreys_interval(hits, number)
    assert 0 <= low <= hits / number <= high <= 1
    other_low, other_high = jeffreys_interval(number - hits, number)
    assert other_low == pytest.approx(1 - high, abs=1e-9)
    assert other_high == pytest.approx(1 - low, abs=1e-9)


@given(outcomes(), st.floats(0.5, 0.98))
def test_quantiles_of_the_beta_distribution_inside(outcome, level):
    hits, number = outcome
    low, high = jeffreys_interval(hits, number, level=level)
    ends = stats.beta(hits + 0.5, number - hits + 0.5).ppf([(1 - level) / 2, (1 + level) / 2])
    if 0 < hits < number:
        assert [low, high] == pytest.approx(ends, abs=1e-9)


@given(trials)
def test_ends_where_nothing_or_all_was_hit(number):
    assert jeffreys_interval(0, number)[0] == 0
    assert jeffreys_interval(number, number)[1] == 1


def test_arcsine_law_for_a_single_trial():
    """Without a trial the prior is the arcsine law; one hit gives the beta distribution with 3/2 and 1/2, whose end is known."""
    low, _ = jeffreys_interval(1, 1, level=0.9)
    angle = np.arcsin(np.sqrt(low))  # the distribution function is (2 angle - sin 2 angle) / pi
    assert (2 * angle - np.sin(2 * angle)) / np.pi == pytest.approx(0.05, abs=1e-9)


def test_holds_the_truth_about_as_often_as_it_says():
    number, chances = 20, np.linspace(0.05, 0.95, 181)
    low, high = jeffreys_interval(np.arange(number + 1), number)
    inside = (low <= chances[:, None]) & (chances[:, None] <= high)
    covered = (stats.binom.pmf(np.arange(number + 1), number, chances[:, None]) * inside).sum(axis=1)
    assert covered.mean() == pytest.approx(0.95, abs=0.01)


def test_narrows_like_the_root_of_the_number():
    wide, narrow = (np.subtract(*jeffreys_interval(number // 2, number)[::-1]) for number in (100, 10_000))
    assert wide / narrow == pytest.approx(10, rel=0.02)


@pytest.mark.parametrize(("hits", "number"), [(-1, 3), (4, 3), (0, 0), (1.5, 3), (float("nan"), 3)])
def test_refuses_what_is_no_count(hits, number):
    with pytest.raises(ValueError, match="must be"):
        jeffreys_interval(hits, number)


@pytest.mark.parametrize("level", [0, 1.1])
def test_refuses_a_level_that_is_none(level):
    with pytest.raises(ValueError, match="level must be"):
        jeffreys_interval(1, 3, level=level)
