import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.models.exchange import Force, arriving, penetrating
from helpers.models.sampling import Axis, misses, sample
from helpers.models.survivors import retaliation

chances = st.floats(0, 1)
SETTINGS = {
    "launchers": 40, "survival": 0.3, "warheads": 2, "reliability": 0.8, "interceptors": 20, "sspk": 0.5
}  # fmt: skip


@given(st.integers(0, 60), chances, st.integers(1, 5), chances, st.integers(0, 60), chances, chances, chances)
def test_whole_numbers_are_those_of_the_distributions(n, s, m, r, stock, p, tracked, works):
    defence = {"sspk": p, "p_track": tracked, "p_system": works}
    found = retaliation(n, s, warheads=m, reliability=r, interceptors=stock, count=4, **defence)
    arrivals = arriving([Force(n, s, warheads=m, missile_reliability=r)])
    through = penetrating(arrivals, stock, **defence)
    assert float(found["arriving"]) == pytest.approx(arrivals.mean, rel=1e-9, abs=1e-12)
    assert float(found["penetrating"]) == pytest.approx(through.mean, rel=1e-9, abs=1e-12)
    assert float(found["none"]) == pytest.approx(through.none, rel=1e-8, abs=1e-14)
    assert float(found["at_least"]) == pytest.approx(float(through.at_least(4)), abs=1e-10)


@given(st.floats(0, 60), st.floats(0, 0.9), st.floats(0, 8), st.floats(0, 50), st.floats(0, 0.9))
def test_rises_with_the_force_and_falls_with_the_defence(n, s, m, stock, p):
    def found(**changes):
        given_ = {"launchers": n, "survival": s, "warheads": m, "interceptors": stock, "sspk": p} | changes
        return retaliation(reliability=0.9, count=2, **given_)

    here = found()
    for change, sign in (
        ({"survival": s + 0.1}, 1), ({"launchers": n + 1.3}, 1), ({"warheads": m + 0.4}, 1),
        ({"interceptors": stock + 0.7}, -1), ({"sspk": p + 0.1}, -1),
    ):  # fmt: skip
        there = found(**change)
        assert sign * (there["penetrating"] - here["penetrating"]) >= -1e-9
        assert sign * (there["none"] - here["none"]) <= 1e-9
        assert sign * (there["at_least"] - here["at_least"]) >= -1e-9


@pytest.mark.parametrize("name", ["launchers", "warheads", "interceptors"])
def test_between_whole_numbers_there_are_no_steps(name):
    values = np.linspace(3, 6, 301)
    found = retaliation(**(SETTINGS | {name: values}), count=3)
    for each in found.values():
        assert np.abs(np.diff(each)).max() < 0.04 * max(1, np.ptp(each))


def test_an_explorer_can_sample_it():
    axes = {"survival": Axis(0.05, 0.95, 9), "warheads": Axis(1, 9, 9), "interceptors": Axis(0, 100, 6)}

    def model(survival, warheads, interceptors):
        return retaliation(50, survival, warheads=warheads, reliability=0.85, interceptors=interceptors, sspk=0.5)

    grid = sample(model, axes)
    whole = grid.read(survival=0.5, warheads=3, interceptors=40)
    exact = model(0.5, 3, 40)
    low, high = grid.bounds["penetrating"]
    assert float(whole["penetrating"]) == pytest.approx(float(exact["penetrating"]), abs=(high - low) / 60_000)
    found = misses(grid, model, draws=300)
    assert found["penetrating"].median < 0.01
    assert found["penetrating"].holes == 0


def test_pieces_are_the_whole():
    survival = np.linspace(0, 1, 1200).reshape(3, -1)
    many = retaliation(1000, survival, warheads=1, reliability=0.9, interceptors=44, sspk=0.5)
    assert many["none"].shape == survival.shape
    one = retaliation(1000, survival[2, 100], warheads=1, reliability=0.9, interceptors=44, sspk=0.5)
    assert float(many["penetrating"][2, 100]) == pytest.approx(float(one["penetrating"]), rel=1e-12)


def test_limits():
    nothing = retaliation(**(SETTINGS | {"survival": 0}))
    assert [float(nothing[name]) for name in ("arriving", "penetrating", "none", "at_least")] == [0, 0, 1, 0]
    all_ = retaliation(10, 1, warheads=1, reliability=1, interceptors=0, sspk=1, count=10)
    assert [float(all_[name]) for name in ("arriving", "penetrating", "none", "at_least")] == [10, 10, 0, 1]
    assert float(retaliation(**(SETTINGS | {"launchers": 0}))["none"]) == 1
    assert float(retaliation(**SETTINGS, count=0)["at_least"]) == pytest.approx(1)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"launchers": 3000}, r"launchers must be in \[0, 2,000\] \(got 3,000\)"),
        ({"survival": 1.5}, r"survival must be in \[0, 1\] \(got 1.5\)"),
        ({"warheads": -1}, r"warheads must be in \[0, 50\] \(got -1\)"),
        ({"reliability": np.nan}, r"reliability must be in \[0, 1\] \(got nan\)"),
        ({"interceptors": -1}, r"interceptors must be in \[0, 100,000\] \(got -1\)"),
        ({"sspk": 2}, r"sspk must be in \[0, 1\] \(got 2\)"),
        ({"count": 1.5}, r"count must be a whole number \(got 1.5\)"),
        ({"survival": [0.1, 0.2], "reliability": [0.1, 0.2, 0.3]}, "must have shapes that broadcast together"),
        ({"survival": []}, r"survival .* \(got nothing\)"),
    ],
)
def test_bad_input_is_named(changes, message):
    with pytest.raises(ValueError, match=message):
        retaliation(**(SETTINGS | changes))
