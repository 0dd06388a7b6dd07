import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from helpers.models.counts import binomial, mixture
from helpers.models.exchange import Force, arriving, penetrating, survival_rate
from helpers.models.leakage import stock_leakers
from tests.models import outcomes

chances = st.floats(0, 1)


@settings(max_examples=25)
@given(st.integers(0, 2), st.integers(1, 2), st.integers(1, 2), chances, chances, chances, chances)
def test_every_outcome_of_small_forces(launchers, missiles, warheads, survival, one, other, penetration):
    force = Force(
        launchers, survival, missiles=missiles, warheads=warheads, missile_reliability=one, warhead_reliability=other
    )
    found = arriving([force], penetration=penetration)
    assert found.p == pytest.approx(outcomes.every_arrival(force, penetration), abs=1e-12)


def some_forces(random):
    return [
        Force(
            int(random.integers(1, 60)),
            random.random(),
            warheads=int(random.integers(1, 6)),
            missile_reliability=random.uniform(0.5, 1),
            warhead_reliability=random.uniform(0.5, 1),
            alert_rate=random.random(),
            alert_survival=random.random(),
            launched_under_attack=random.uniform(0, 0.3),
        )
        for _ in range(random.integers(1, 4))
    ]


def test_draws_agree():
    random, come, through = np.random.default_rng(5), [], []
    for _ in range(200):
        forces, stock, p = some_forces(random), int(random.integers(0, 150)), random.random()
        arrivals = outcomes.draw_arrivals(random, 4000, forces, 0.9)
        come += outcomes.errors(arrivals, arriving(forces, penetration=0.9))
        drawn = outcomes.draw_penetrating(random, arrivals, stock, sspk=p)
        through += outcomes.errors(drawn, penetrating(arriving(forces, penetration=0.9), stock, sspk=p))
    outcomes.agree(come)
    outcomes.agree(through)


def test_adds_up():
    random = np.random.default_rng(6)
    for _ in range(50):
        arrivals = arriving(some_forces(random))
        found = penetrating(arrivals, int(random.integers(0, 200)), sspk=random.random(), p_system=random.random())
        for each in (arrivals, found):
            assert each.p.sum() == pytest.approx(1, abs=1e-12)
            assert each.p.min() >= 0


@given(st.integers(0, 100), st.floats(0.001, 1), st.floats(0.001, 1))
def test_single_warheads_are_scipys_binomial(launchers, survival, reliability):
    found = arriving([Force(launchers, survival, missile_reliability=reliability)])
    expected = stats.binom.pmf(np.arange(launchers + 1), launchers, survival * reliability)
    assert found.p == pytest.approx(expected, rel=1e-7, abs=1e-13)


@given(st.integers(0, 60), st.integers(1, 8), chances, chances, chances)
def test_formulas_for_mean_spread_and_none(launchers, warheads, s, r, q):
    alone = arriving([Force(launchers, s, warheads=warheads, warhead_reliability=r)], penetration=q)
    assert alone.mean == pytest.approx(launchers * s * warheads * r * q, abs=1e-9)
    variance = launchers * (s * warheads * r * q * (1 - r * q) + s * (1 - s) * (warheads * r * q) ** 2)
    assert alone.deviation**2 == pytest.approx(variance, rel=1e-6, abs=1e-9)
    assert alone.none == pytest.approx((1 - s + s * (1 - r * q) ** warheads) ** launchers, rel=1e-9, abs=1e-14)
    shared = arriving([Force(launchers, s, warheads=warheads, missile_reliability=r)], penetration=q)
    assert shared.none == pytest.approx((1 - s * r + s * r * (1 - q) ** warheads) ** launchers, rel=1e-9, abs=1e-14)


@given(st.integers(1, 30), st.integers(1, 4), st.integers(1, 4), chances, st.floats(0.3, 1))
def test_clusters_keep_the_mean_and_lower_the_chance_of_any(clusters, missiles, warheads, survival, reliability):
    size = missiles * warheads
    packed = Force(clusters, survival, missiles=missiles, warheads=warheads, missile_reliability=reliability)
    spread = Force(clusters * size, survival, missile_reliability=reliability)
    assert arriving([packed]).mean == pytest.approx(arriving([spread]).mean, abs=1e-9)
    assert arriving([packed]).none >= arriving([spread]).none - 1e-12


@given(st.integers(1, 40), st.floats(0, 0.9), st.integers(0, 30), st.integers(0, 60), st.floats(0.05, 0.95))
def test_more_survive_more_arrive_more_get_through(launchers, survival, count, stock, p):
    def chance(survival=survival, stock=stock, sspk=p):
        arrivals = arriving([Force(launchers, survival, warheads=2)])
        return float(penetrating(arrivals, stock, sspk=sspk).at_least(count))

    assert chance(survival=survival + 0.1) >= chance() - 1e-12
    assert chance(stock=stock + 1) <= chance() + 1e-12
    assert chance(sspk=p + 0.05) <= chance() + 1e-12


@given(st.integers(0, 40), st.integers(0, 60), chances, chances, chances)
def test_a_known_number_meets_the_stock_as_any_raid(warheads, stock, p, tracked, works):
    settings_ = {"sspk": p, "p_track": tracked, "p_system": works}
    found = penetrating(binomial(warheads, 1.0), stock, **settings_)
    assert found.p == pytest.approx(stock_leakers(warheads, stock, **settings_).p, rel=1e-9, abs=1e-14)


@settings(max_examples=30)
@given(st.integers(1, 15), st.integers(0, 20), chances, chances)
def test_an_unknown_number_is_a_mixture_of_known_ones(launchers, stock, survival, p):
    arrivals = arriving([Force(launchers, survival, warheads=2)])
    each = [stock_leakers(w, stock, sspk=p) for w in range(arrivals.most + 1)]
    assert penetrating(arrivals, stock, sspk=p).p == pytest.approx(mixture(each, arrivals.p).p, abs=1e-12)


def test_classes_add_in_any_order_and_split_without_change():
    a, b = Force(20, 0.3, warheads=3), Force(15, 0.7, missile_reliability=0.8)
    assert arriving([a, b]).p == pytest.approx(arriving([b, a]).p, rel=1e-12)
    halves = [Force(8, 0.3, warheads=3), Force(12, 0.3, warheads=3)]
    assert arriving(halves).p == pytest.approx(arriving([a]).p, rel=1e-10)
    assert arriving([a, Force(0, 0.5, warheads=5)]).p == pytest.approx(np.pad(arriving([a]).p, (0, 0)))


def test_survival_shared_by_all_widens_the_spread():
    low, high = (arriving([Force(100, s)]) for s in (0.1, 0.5))
    shared, mean = mixture([low, high], [0.5, 0.5]), arriving([Force(100, 0.3)])
    assert shared.mean == pytest.approx(mean.mean)
    assert shared.deviation > 4 * mean.deviation
    assert shared.quantile(0.05) < mean.quantile(0.05)


def test_limits():
    assert arriving([Force(3, 0, warheads=2)]).p.tolist() == [1, 0, 0, 0, 0, 0, 0]
    assert arriving([Force(3, 1, warheads=2)]).p.tolist() == [0, 0, 0, 0, 0, 0, 1]
    assert arriving([Force(3, 0, alert_rate=1)]).p.tolist() == [0, 0, 0, 1]
    assert arriving([Force(3, 0, launched_under_attack=1)]).p.tolist() == [0, 0, 0, 1]
    assert arriving([Force(0, 0.5)]).p.tolist() == [1]
    arrivals = arriving([Force(10, 0.4)])
    assert penetrating(arrivals, 0, sspk=1).p.tolist() == arrivals.p.tolist()
    assert penetrating(arrivals, 10, sspk=1).none == 1
    assert penetrating(arrivals, 10, sspk=1, p_system=0).p == pytest.approx(arrivals.p)


def test_rates_broadcast():
    assert survival_rate([[0.1], [0.2]], [0, 0.5, 1], alert_survival=0.8).round(9).tolist() == [
        [0.1, 0.45, 0.8],
        [0.2, 0.5, 0.8],
    ]
    assert Force(1, 0.1, alert_rate=0.5, alert_survival=0.8, launched_under_attack=0.2).chance == pytest.approx(0.56)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Force(-1, 0.5), r"launchers must be in \[0, 20,000\] \(got -1\)"),
        (lambda: Force(1.5, 0.5), r"launchers must be a whole number \(got 1.5\)"),
        (lambda: Force(10, 1.5), r"survival must be in \[0, 1\] \(got 1.5\)"),
        (lambda: Force(10, 0.5, warheads=0), r"warheads must be in \[1, 100\] \(got 0\)"),
        (lambda: Force(10, 0.5, missiles=1.5), r"missiles must be a whole number \(got 1.5\)"),
        (lambda: Force(10, 0.5, missile_reliability=np.nan), r"missile_reliability must be in \[0, 1\] \(got nan\)"),
        (lambda: Force(10, 0.5, alert_rate=2), r"alert_rate must be in \[0, 1\] \(got 2\)"),
        (lambda: Force(10, 0.5, launched_under_attack=-1), r"launched_under_attack must be in \[0, 1\] \(got -1\)"),
        (lambda: arriving([]), r"forces must be at least one \(got nothing\)"),
        (lambda: arriving([Force(20_000, 0.5, warheads=2)]), r"largest sum must be in \[0, 20,000\] \(got 40,000\)"),
        (lambda: arriving([Force(2, 0.5)], penetration=2), r"penetration must be in \[0, 1\] \(got 2\)"),
        (lambda: penetrating(binomial(3, 0.5), 3000, sspk=0.5), r"interceptors must be in \[0, 2,000\] \(got 3,000\)"),
        (lambda: penetrating(binomial(3, 0.5), 2.5, sspk=0.5), r"interceptors must be a whole number \(got 2.5\)"),
        (lambda: penetrating(binomial(3, 0.5), 3, sspk=-1), r"sspk must be in \[0, 1\] \(got -1\)"),
        (lambda: penetrating(binomial(3, 0.5), 3, sspk=1, p_system=7), r"p_system must be in \[0, 1\] \(got 7\)"),
        (lambda: survival_rate(0.1, 1.1), r"alert_rate must be in \[0, 1\] \(got 1.1\)"),
    ],
)
def test_bad_input_is_named(make, message):
    with pytest.raises(ValueError, match=message):
        make()
