import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.models.chain import (
    chain,
    none_after_strike,
    nothing_through,
    tolerable_missiles,
    tolerable_per_thousand,
)
from helpers.models.survivors import retaliation

DEFENCE = {"interceptors": 44, "sspk": 0.56}
chances = st.floats(0.05, 0.95)
loads = st.floats(0.5, 4)
stocks = st.floats(0, 80)


@given(st.integers(1, 80), chances, st.integers(1, 4), chances, st.integers(0, 60), chances)
def test_without_decoys_the_chain_is_the_retaliation(launchers, survival, warheads, reliability, stock, sspk):
    given_ = {"warheads": warheads, "reliability": reliability, "interceptors": stock, "sspk": sspk}
    found, known = chain(launchers, survival, **given_), retaliation(launchers, survival, **given_)
    assert {name: float(found[name]) for name in known} == {name: float(value) for name, value in known.items()}
    links = [float(found[name]) for name in ("force", "surviving", "arriving", "penetrating")]
    assert links == sorted(links, reverse=True)
    assert links[1] == pytest.approx(launchers * warheads * survival)


def test_a_decoy_with_each_warhead_halves_the_stock():
    given_ = {"warheads": 2, "reliability": 0.8, "sspk": 0.5}
    one = chain(40, 0.3, interceptors=40, decoys=1, **given_)
    assert float(one["penetrating"]) == float(chain(40, 0.3, interceptors=20, **given_)["penetrating"])


@pytest.mark.parametrize(("launchers", "warheads"), [(45, 1), (300, 1.25), (521, 3.33)])
def test_for_many_launchers_the_poisson_number_is_the_binomial_one(launchers, warheads):
    against = {"interceptors": 33, "sspk": 0.5, "p_track": 0.95, "p_system": 0.85}
    share = tolerable_per_thousand(launchers, warheads=warheads, reliability=0.85, **against) / 1000
    exact = retaliation(launchers, share, warheads=warheads, reliability=0.85, **against)["none"]
    assert float(exact) == pytest.approx(0.5, abs=0.002)


@given(loads, stocks, chances, st.floats(0, 3), st.floats(0.6, 1), st.floats(0.2, 0.8))
def test_what_is_tolerable_leaves_just_the_wanted_chance(warheads, stock, sspk, decoys, works, wanted):
    against = {"warheads": warheads, "interceptors": stock, "sspk": sspk, "decoys": decoys, "p_system": works}
    missiles = tolerable_missiles(p_none=wanted, **against)
    assert float(nothing_through(missiles, **against)) == pytest.approx(wanted, abs=1e-6)


@given(loads, st.floats(1, 80), chances)
def test_better_defences_tolerate_more_and_larger_loads_less(warheads, stock, sspk):
    here = float(tolerable_missiles(warheads, interceptors=stock, sspk=sspk))
    assert tolerable_missiles(warheads, interceptors=stock + 5, sspk=sspk) >= here - 1e-6
    assert tolerable_missiles(warheads, interceptors=stock, sspk=min(sspk + 0.1, 1)) >= here - 1e-6
    assert tolerable_missiles(warheads + 0.5, interceptors=stock, sspk=sspk) <= here + 1e-6
    assert tolerable_missiles(warheads, interceptors=stock, sspk=sspk, decoys=1) <= here + 1e-6


def test_without_interceptors_nothing_may_come():
    assert float(tolerable_missiles(1, interceptors=0, sspk=0.5)) == pytest.approx(np.log(2))
    assert float(nothing_through(0, warheads=1, interceptors=0, sspk=0.5)) == 1


def test_share_goes_down_as_the_force_grows_and_may_exceed_the_whole():
    few, many = tolerable_per_thousand([10, 1000], warheads=1, reliability=1, **DEFENCE)
    assert few == pytest.approx(100 * many)
    assert few > 1000


def test_after_a_strike_only_the_product_counts():
    first = none_after_strike(400, 0.05, warheads=1, reliability=0.8, **DEFENCE)
    assert float(first) == float(nothing_through(16, warheads=1, **DEFENCE))


def test_pieces_are_the_whole():
    survival = np.linspace(0, 1, 60_000)
    found = none_after_strike(300, survival, warheads=1, reliability=1, interceptors=64, sspk=0.5)
    assert found.shape == survival.shape
    assert (np.diff(found) <= 1e-12).all()
    some = none_after_strike(300, survival[::7000], warheads=1, reliability=1, interceptors=64, sspk=0.5)
    np.testing.assert_allclose(found[::7000], some, rtol=1e-12)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"warheads": 0}, r"warheads must be in \(0, 50\] \(got 0\)"),
        ({"interceptors": 6000}, r"interceptors must be in \[0, 5,000\] \(got 6,000\)"),
        ({"sspk": 1.1}, r"sspk must be in \[0, 1\] \(got 1.1\)"),
        ({"launchers": 0}, r"launchers must be in \(0, 20,000\] \(got 0\)"),
        ({"reliability": 0}, r"reliability must be in \(0, 1\] \(got 0\)"),
        ({"p_none": 0}, r"p_none must be in \(0, 1\] \(got 0\)"),
    ],
)
def test_bad_input_is_named(changes, message):
    with pytest.raises(ValueError, match=message):
        tolerable_per_thousand(**({"launchers": 45, "warheads": 1, "reliability": 0.85} | DEFENCE | changes))
