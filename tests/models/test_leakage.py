import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from helpers.models.counts import total
from helpers.models.defence import kill_probability, layered_leak
from helpers.models.leakage import raid_leakers, stock_leakers
from helpers.models.vehicles import shared_booster_kill
from tests.models import outcomes

chances = st.floats(0, 1)


@settings(max_examples=40)
@given(st.integers(1, 3), st.integers(0, 5), chances, chances, chances)
def test_every_shot_of_small_raids(warheads, stock, p, tracked, works):
    given_ = {"sspk": p, "p_track": tracked, "p_system": works}
    found = stock_leakers(warheads, stock, **given_)
    assert found.p == pytest.approx(outcomes.every_leak(warheads, stock, **given_), abs=1e-12)


@settings(max_examples=25)
@given(st.integers(1, 3), st.integers(0, 3), chances, chances)
def test_every_vehicle_of_one_group(warheads, stock, p, booster):
    given_ = {"sspk": p, "vehicles": 3, "p_booster": booster}
    found = stock_leakers(warheads, stock, **given_)
    assert found.p == pytest.approx(outcomes.every_vehicle(warheads, stock, **given_), abs=1e-12)


def test_draws_agree():
    random, errors = np.random.default_rng(3), []
    for _ in range(200):
        warheads, stock = int(random.integers(1, 25)), int(random.integers(0, 45))
        given_ = {"sspk": random.random(), "p_track": random.uniform(0.5, 1), "p_system": random.uniform(0.5, 1)}
        drawn = outcomes.draw_leaks(random, 4000, warheads, stock, **given_)
        errors += outcomes.errors(drawn, stock_leakers(warheads, stock, **given_))
    outcomes.agree(errors)


@settings(max_examples=40)
@given(st.integers(0, 100), st.integers(0, 200), chances, chances)
def test_adds_up(warheads, stock, p, works):
    for vehicles in (1, 4):
        found = stock_leakers(warheads, stock, sspk=p, p_system=works, vehicles=vehicles, p_booster=0.9)
        assert found.p.sum() == pytest.approx(1, abs=1e-12)
        assert found.p.min() >= 0
        assert found.most == warheads


@given(st.integers(0, 60), st.integers(1, 6), chances)
def test_equal_shots_are_scipys_binomial(warheads, shots, p):
    found = stock_leakers(warheads, warheads * shots, sspk=p)
    expected = stats.binom.pmf(np.arange(warheads + 1), warheads, (1 - p) ** shots)
    assert found.p == pytest.approx(expected, rel=1e-8, abs=1e-14)


@given(st.integers(1, 40), st.integers(0, 80), chances)
def test_unequal_shots_are_scipys_poisson_binomial(warheads, stock, p):
    leaks = [(1 - p) ** len(range(w, stock, warheads)) for w in range(warheads)]
    expected = stats.poisson_binom.pmf(np.arange(warheads + 1), leaks)
    assert stock_leakers(warheads, stock, sspk=p).p == pytest.approx(expected, abs=1e-12)


@given(st.integers(1, 40), st.integers(0, 80), st.floats(0.05, 0.95), st.integers(0, 10))
def test_never_more_with_more_interceptors_or_better_ones(warheads, stock, p, count):
    here = float(stock_leakers(warheads, stock, sspk=p).at_least(count))
    assert stock_leakers(warheads, stock + 1, sspk=p).at_least(count) <= here + 1e-12
    assert stock_leakers(warheads, stock, sspk=min(1, p + 0.05)).at_least(count) <= here + 1e-12
    assert stock_leakers(warheads + 1, stock, sspk=p).at_least(count) >= here - 1e-12


@given(st.integers(0, 50), st.permutations([0.2, 0.5, 0.9]))
def test_layers_one_after_the_other_in_any_order(warheads, kills):
    """What one layer leaves is the raid of the next."""
    left = np.zeros(warheads + 1)
    left[warheads] = 1
    for kill in kills:
        left = sum(share * np.pad(raid_leakers(w, kill).p, (0, warheads - w)) for w, share in enumerate(left))
    assert raid_leakers(warheads, 1 - float(layered_leak(kills))).p == pytest.approx(left, abs=1e-12)


@given(st.integers(1, 40), chances, chances, chances)
def test_dependence_keeps_the_mean_and_raises_the_chance_of_none(warheads, kill, works, rho):
    common, apart = raid_leakers(warheads, kill, p_system=works), raid_leakers(warheads, works * kill)
    assert common.mean == pytest.approx(apart.mean)
    assert common.none >= apart.none - 1e-12
    tied = raid_leakers(warheads, kill, correlation=rho)
    assert tied.mean == pytest.approx(warheads * (1 - kill), abs=1e-9)
    assert tied.none >= raid_leakers(warheads, kill).none - 1e-12


@given(st.integers(1, 8), st.integers(1, 4), st.integers(1, 6), st.floats(0, 1), st.floats(0, 1))
def test_vehicles_cost_certainty_not_the_mean(groups, shots, vehicles, p, booster):
    warheads = groups * vehicles
    several = stock_leakers(warheads, groups * shots, sspk=p, vehicles=vehicles, p_booster=booster)
    single = stock_leakers(warheads, warheads * shots, sspk=p, p_booster=booster)
    assert several.mean == pytest.approx(single.mean, abs=1e-9)
    assert several.deviation >= single.deviation - 1e-6
    assert single.p == pytest.approx(stock_leakers(warheads, warheads * shots, sspk=booster * p).p, abs=1e-12)
    perfect = stock_leakers(warheads, groups * shots, sspk=p, vehicles=vehicles)
    assert perfect.p == pytest.approx(stock_leakers(warheads, warheads * shots, sspk=p).p, abs=1e-12)


@given(st.integers(0, 2), st.integers(1, 2), st.integers(0, 12), chances, chances)
def test_full_groups_are_the_first_to_meet_one_more(full, rest, stock, p, booster):
    given_ = {"sspk": p, "vehicles": 3, "p_booster": booster}
    each, more = divmod(stock, full + 1)
    groups = [stock_leakers(3, each + (group < more), **given_) for group in range(full)]
    expected = total([*groups, stock_leakers(rest, each, **given_)])
    assert stock_leakers(3 * full + rest, stock, **given_).p == pytest.approx(expected.p, abs=1e-12)


def test_one_warhead_meets_all_vehicles():
    found = stock_leakers(1, 1, sspk=0.5, vehicles=4, p_booster=0.85)
    assert 1 - found.mean == pytest.approx(float(shared_booster_kill(0.5, 4, p_booster=0.85)))


def test_limits():
    assert stock_leakers(0, 5, sspk=0.5, p_system=0.3).p.tolist() == [1]
    assert stock_leakers(0, 0, sspk=0.5, vehicles=4).p.tolist() == [1]
    assert stock_leakers(3, 0, sspk=1).p.tolist() == [0, 0, 0, 1]
    assert stock_leakers(3, 2, sspk=1).p.tolist() == [0, 1, 0, 0]
    assert stock_leakers(3, 3, sspk=1).p.tolist() == [1, 0, 0, 0]
    assert stock_leakers(3, 9, sspk=0).p.tolist() == [0, 0, 0, 1]
    assert stock_leakers(3, 9, sspk=1, p_system=0).p.tolist() == [0, 0, 0, 1]
    assert raid_leakers(3, 0.5, correlation=1).p.tolist() == [0.5, 0, 0, 0.5]
    assert stock_leakers(5, 250, sspk=0.9).p[5] == pytest.approx(1e-250, rel=1e-9)
    assert stock_leakers(1, 4, sspk=0.7).mean == pytest.approx(1 - float(kill_probability(0.7, 4)))


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: raid_leakers(3, 1.1), r"kill must be in \[0, 1\] \(got 1.1\)"),
        (lambda: raid_leakers(-3, 0.1), r"warheads must be in \[0, 20,000\] \(got -3\)"),
        (lambda: raid_leakers(3, 0.1, p_system=-1), r"p_system must be in \[0, 1\] \(got -1\)"),
        (lambda: stock_leakers(2.5, 3, sspk=0.5), r"warheads must be a whole number \(got 2.5\)"),
        (lambda: stock_leakers(3, -3, sspk=0.5), r"interceptors must be in \[0, 20,000\] \(got -3\)"),
        (lambda: stock_leakers(3, 3, sspk=5), r"sspk must be in \[0, 1\] \(got 5\)"),
        (lambda: stock_leakers(3, 3, sspk=0.5, vehicles=0), r"vehicles must be in \[1, 1,000\] \(got 0\)"),
        (lambda: stock_leakers(3, 3, sspk=0.5, p_booster=np.nan), r"p_booster must be in \[0, 1\] \(got nan\)"),
        (lambda: stock_leakers(3, 3, sspk=0.5, p_track=2), r"p_track must be in \[0, 1\] \(got 2\)"),
    ],
)
def test_bad_input_is_named(make, message):
    with pytest.raises(ValueError, match=message):
        make()
