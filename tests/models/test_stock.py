import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.models.discrimination import discriminated_leakers
from helpers.models.leakage import stock_leakers
from helpers.models.stock import expected_leakers, leakers_at_least, no_leak_probability

chances = st.floats(0, 1)
raids = st.integers(0, 60)
stocks = st.integers(0, 120)
real = st.floats(0, 60)


@given(raids, stocks, chances, chances, chances)
def test_whole_numbers_are_those_of_the_distribution(warheads, stock, p, tracked, works):
    settings = {"sspk": p, "p_track": tracked, "p_system": works}
    exact = stock_leakers(warheads, stock, **settings)
    assert float(no_leak_probability(warheads, stock, **settings)) == pytest.approx(exact.none, rel=1e-9, abs=1e-15)
    assert float(expected_leakers(warheads, stock, **settings)) == pytest.approx(exact.mean, rel=1e-9, abs=1e-15)
    for count in (0, 1, 2, 10):
        found = float(leakers_at_least(warheads, stock, count=count, **settings))
        assert found == pytest.approx(float(exact.at_least(count)), abs=1e-12)


@given(st.integers(0, 12), st.integers(0, 40), st.integers(0, 4), chances)
def test_with_decoys_the_mean_is_exact_and_no_leak_a_bound(warheads, stock, decoys, p):
    exact = discriminated_leakers(warheads, stock, decoys=decoys * warheads, sspk=p)
    settings = {"sspk": p, "decoys": decoys}
    assert float(expected_leakers(warheads, stock, **settings)) == pytest.approx(exact.mean, rel=1e-9, abs=1e-12)
    assert no_leak_probability(warheads, stock, **settings) <= exact.none + 1e-12


@given(real, real, chances, chances, st.floats(0.1, 5))
def test_more_warheads_leak_and_more_interceptors_or_better_ones_stop(warheads, stock, p, works, more):
    def none(w=warheads, k=stock, sspk=p, **others):
        return float(no_leak_probability(w, k, sspk=sspk, p_system=works, **others))

    def mean(w=warheads, k=stock, sspk=p, **others):
        return float(expected_leakers(w, k, sspk=sspk, p_system=works, **others))

    better = min(1, p + more / 5)
    assert none(w=warheads + more) <= none() + 1e-12
    assert none(k=stock + more) >= none() - 1e-12
    assert none(sspk=better) >= none() - 1e-12
    assert none(decoys=more) <= none() + 1e-12
    assert mean(w=warheads + more) >= mean() - 1e-9
    assert mean(k=stock + more) <= mean() + 1e-9
    assert mean(sspk=better) <= mean() + 1e-9
    assert 0 <= mean() <= warheads * (1 + 1e-12)


@given(raids, stocks, chances)
def test_curves_pass_through_whole_numbers_without_steps(warheads, stock, p):
    near = 1e-7
    for of in (no_leak_probability, expected_leakers, lambda *at, sspk: leakers_at_least(*at, count=3, sspk=sspk)):
        here = float(of(warheads, stock, sspk=p))
        if of is no_leak_probability and (warheads == 0 or warheads >= stock):
            continue  # one warhead more than the stock is a sure leak if none is missed otherwise
        assert float(of(warheads + near, stock, sspk=p)) == pytest.approx(here, abs=1e-4)
        assert float(of(warheads, stock + near, sspk=p)) == pytest.approx(here, abs=1e-4)


def test_limits():
    assert no_leak_probability(0, [0, 5], sspk=0.3, p_system=0.5).tolist() == [1, 1]
    assert no_leak_probability(5, 0, sspk=1) == 0
    assert no_leak_probability(5, 5, sspk=1) == 1
    assert no_leak_probability(6, 5, sspk=1) == 0
    assert no_leak_probability(5, 50, sspk=0) == 0
    assert expected_leakers(5, 0, sspk=0.5) == 5
    assert expected_leakers(6, 5, sspk=1) == 1
    assert expected_leakers(6, 5, sspk=0.5, p_system=0) == 6
    assert leakers_at_least(6, 5, count=1, sspk=1) == 1
    assert leakers_at_least(6, 5, count=7, sspk=0) == 0
    assert np.isfinite(no_leak_probability(1e-9, 1e5, sspk=1e-9))
    assert float(leakers_at_least(2000, 0, count=50, sspk=0.5)) == 1


def test_arrays_broadcast():
    settings = {"sspk": [0.1, 0.5, 0.9], "p_track": [[[0.9]], [[1.0]]]}
    warheads = np.arange(4.0)[:, None]
    for found in (
        no_leak_probability(warheads, 10, **settings),
        expected_leakers(warheads, 10, **settings),
        leakers_at_least(warheads, 10, count=2, **settings),
    ):
        assert found.shape == (2, 4, 3)
    assert leakers_at_least(warheads, 10.5, count=2, **settings)[1, 3, 1] == pytest.approx(
        float(leakers_at_least(3, 10, count=2, sspk=0.5) + leakers_at_least(3, 11, count=2, sspk=0.5)) / 2
    )


@pytest.mark.parametrize(
    "of", [no_leak_probability, expected_leakers, lambda *a, **k: leakers_at_least(*a, count=1, **k)]
)
@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"warheads": -1}, r"warheads must be in \[0, 100,000\] \(got -1\)"),
        ({"interceptors": np.inf}, r"interceptors must be in \[0, 100,000\] \(got inf\)"),
        ({"sspk": 1.01}, r"sspk must be in \[0, 1\] \(got 1.01\)"),
        ({"p_track": -0.1}, r"p_track must be in \[0, 1\] \(got -0.1\)"),
        ({"p_system": np.nan}, r"p_system must be in \[0, 1\] \(got nan\)"),
        ({"decoys": -2}, r"decoys must be in \[0, 1,000\] \(got -2\)"),
        ({"sspk": [0.1, 0.2], "p_track": [1, 1, 1]}, "must have shapes that broadcast together"),
    ],
)
def test_bad_input_is_named(of, changes, message):
    given_ = {"warheads": 5, "interceptors": 10, "sspk": 0.5} | changes
    with pytest.raises(ValueError, match=message):
        of(given_.pop("warheads"), given_.pop("interceptors"), **given_)


def test_count_is_named():
    with pytest.raises(ValueError, match=r"count must be in \[0, 50\] \(got 51\)"):
        leakers_at_least(5, 10, count=51, sspk=0.5)
