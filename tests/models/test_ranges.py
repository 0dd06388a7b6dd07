import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from helpers.models.ranges import LogUniform, Triangular, Uniform, draws

shares = st.floats(0, 1)
ends = st.tuples(st.floats(0.01, 100), st.floats(0.01, 100), st.floats(0.01, 100)).map(sorted)


@given(ends)
def test_agrees_with_scipys_distributions(three):
    low, mode, high = three
    if high - low < 1e-6:
        high = low + 1
        mode = low
    share = np.linspace(0, 1, 21)
    pairs = [
        (Uniform(low, high), stats.uniform(low, high - low)),
        (LogUniform(low, high), stats.loguniform(low, high)),
        (Triangular(low, mode, high), stats.triang((mode - low) / (high - low), low, high - low)),
    ]
    for ours, theirs in pairs:
        assert ours.ppf(share) == pytest.approx(theirs.ppf(share), rel=1e-9, abs=1e-9)
        assert ours.mean == pytest.approx(theirs.mean(), rel=1e-6)


@given(ends, shares, shares)
def test_quantiles_grow_inside_the_range(three, one, other):
    low, mode, high = three
    for range_ in (Uniform(low, high), LogUniform(low, high), Triangular(low, mode, high)):
        below, above = range_.ppf(sorted((one, other)))
        assert low <= below <= above * (1 + 1e-12)
        assert above <= high
        assert float(range_.ppf(0)) == pytest.approx(low)
        assert float(range_.ppf(1)) == pytest.approx(high)
        assert low * (1 - 1e-12) <= range_.mean <= high * (1 + 1e-12)


@given(st.floats(0.1, 10), shares)
def test_a_known_value_is_itself(value, share):
    for range_ in (Uniform(value, value), LogUniform(value, value), Triangular(value, value, value)):
        assert float(range_.ppf(share)) == value
        assert range_.mean == pytest.approx(value)


def test_draws_are_independent_and_each_has_its_distribution():
    found = draws({"a": Uniform(0, 1), "b": LogUniform(1, 100), "c": Triangular(0, 1, 4)}, points=4096, seed=1)
    assert list(found) == ["a", "b", "c"]
    assert found["a"].mean() == pytest.approx(0.5, abs=1e-3)
    assert np.log10(found["b"]).mean() == pytest.approx(1, abs=1e-3)
    assert found["c"].mean() == pytest.approx(5 / 3, abs=2e-3)
    assert np.abs(np.corrcoef([found["a"], found["b"], found["c"]]) - np.eye(3)).max() < 0.02


def test_the_same_seed_draws_the_same_and_more_points_go_on():
    ranges = {"a": Uniform(0, 1), "b": Uniform(0, 1)}
    few, many, other = draws(ranges, points=64), draws(ranges, points=128), draws(ranges, points=64, seed=1)
    assert (few["a"] == many["a"][:64]).all()
    assert (few["a"] != other["a"]).any()


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Uniform(2, 1), r"low must be at most high, 1 \(got 2\)"),
        (lambda: Uniform(0, np.inf), r"high must be finite \(got inf\)"),
        (lambda: Uniform(np.nan, 1), r"low must be finite \(got nan\)"),
        (lambda: LogUniform(0, 1), r"low must be above 0 \(got 0\)"),
        (lambda: Triangular(0, 3, 2), r"mode must be at most high, 2 \(got 3\)"),
        (lambda: Triangular(1, 0, 2), r"low must be at most mode, 0 \(got 1\)"),
        (lambda: draws({}), r"ranges must name at least 1 input \(got nothing\)"),
        (lambda: draws({"a": Uniform(0, 1)}, points=48), r"points must be a power of two \(got 48\)"),
        (lambda: draws({"a": Uniform(0, 1)}, points=1), r"points must be in \[2, 524,288\] \(got 1\)"),
        (lambda: draws({"a": Uniform(0, 1)}, points=2.5), r"points must be a power of two \(got 2.5\)"),
        (lambda: draws({"a": Uniform(0, 1)}, seed=-1), r"seed must be in \[0, 999,999\] \(got -1\)"),
        (lambda: draws({"a": Uniform(0, 1)}, seed=0.5), r"seed must be a whole number \(got 0.5\)"),
    ],
)
def test_bad_input_is_named(make, message):
    with pytest.raises(ValueError, match=message):
        make()
