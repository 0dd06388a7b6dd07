import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import brentq

from helpers.models.ranges import LogUniform, Triangular, Uniform
from helpers.models.reach import check_time
from helpers.models.timeline import STAGES, boost_phase_reach_km, decision_time, time_budget
from helpers.models.trajectory import at_angle, minimum_energy, to_apogee

minutes = st.floats(0, 60)
all_stages = st.fixed_dictionaries(dict.fromkeys(STAGES, minutes))
triangles = st.tuples(minutes, minutes, minutes).map(lambda three: Triangular(*sorted(three)))
LUA = {
    "boost_min": Triangular(3, 3.5, 4),
    "detection_min": Uniform(0.5, 1),
    "assessment_min": Triangular(2, 3, 5),
    "order_min": LogUniform(1, 4),
}


@given(minutes, all_stages)
def test_what_is_used_up_and_what_is_left_make_the_flight(free, stages):
    found = time_budget(free, **stages)
    assert float(found.flight_min) == free + stages["boost_min"]
    assert float(found.warning_min) + stages["detection_min"] == pytest.approx(float(found.flight_min))
    used = sum(stages[name] for name in STAGES[1:])
    assert float(found.decision_min) + used == pytest.approx(float(found.flight_min))


@given(minutes, all_stages, st.sampled_from(STAGES), st.floats(0.01, 10))
def test_every_stage_takes_its_minutes_and_boost_gives_them(free, stages, name, more):
    longer = time_budget(free, **stages | {name: stages[name] + more}).decision_min
    change = float(longer - time_budget(free, **stages).decision_min)
    assert change == pytest.approx(more if name == "boost_min" else -more)


@given(st.floats(100, 19_000), st.floats(10, 900))
def test_farther_targets_leave_more_time(range_km, more_km):
    near, far = minimum_energy([range_km, range_km + more_km]).time_s / 60
    assert time_budget(far, 3, detection_min=1).decision_min > time_budget(near, 3, detection_min=1).decision_min


def test_published_figures_beside_physics():
    """Hawaii's and Guam's planning figures are shorter than free flight alone, North Korea's own leaves 106 s to burn."""
    found = check_time([20 * 60, 14 * 60, 1065], [7404, 3380, 3356.7])
    assert (found.free_flight_s / 60).round(1).tolist() == [26.6, 16.1, 16.0]
    assert found.possible.tolist() == [False, False, True]
    assert float(found.surplus_s[2]) == pytest.approx(106, abs=1)
    assert time_budget(found.free_flight_s / 60, [3, 4, 0]).flight_min.round(1).tolist() == [29.6, 20.1, 16.0]


def test_intercontinental_missiles_take_26_to_34_minutes_of_free_flight():
    assert (minimum_energy([7200, 11_000]).time_s / 60).round(1).tolist() == [26.1, 34.0]
    assert (minimum_energy(1600).time_s / 60).round(1) == 10.3


def test_depressed_paths_shorten_and_lofted_ones_lengthen_the_time():
    """Gronlund and Wright (1992) gave a submarine's missile 7 to 8 minutes for 1,850 km on a depressed path."""
    least = minimum_energy(1850)
    depressed, lofted = at_angle(1850, 10), to_apogee(1850, 2 * float(least.apogee_km))
    flights = [float(time_budget(path.time_s / 60, 2).flight_min) for path in (depressed, least, lofted)]
    assert flights == sorted(flights)
    assert 7 < flights[0] < 8


def test_arguments_broadcast():
    found = time_budget([[10.0], [20.0]], [1, 2, 3], detection_min=0.5)
    assert found.flight_min.shape == found.warning_min.shape == found.decision_min.shape == (2, 3)
    assert found.decision_min[1, 2] == time_budget(20, 3, detection_min=0.5).decision_min
    assert time_budget(20).decision_min.shape == ()
    left = decision_time([[10.0], [20.0]], LUA, points=64)
    assert left.mean_min.shape == left.lowest_min.shape == left.quantile(0.5).shape == (2, 1)
    assert left.draws_min.shape == (2, 1, 64)
    assert left.draws_min[1, 0] == pytest.approx(decision_time(20, LUA, points=64).draws_min)


@given(minutes, st.dictionaries(st.sampled_from(STAGES), triangles, min_size=1))
def test_the_mean_is_that_of_the_triangles(free, stages):
    left = decision_time(free, stages, points=1024)
    means = {name: (stage.low + stage.mode + stage.high) / 3 for name, stage in stages.items()}
    boost = means.pop("boost_min", 0)
    assert float(left.mean_min) == pytest.approx(free + boost - sum(means.values()), abs=1e-9)
    assert left.draws_min.mean() == pytest.approx(float(left.mean_min), abs=0.3)
    assert left.lowest_min - 1e-9 <= left.draws_min.min()
    assert left.draws_min.max() <= left.highest_min + 1e-9


def test_distribution_against_random_draws():
    random, count = np.random.default_rng(3), 400_000
    drawn = (
        25
        + random.triangular(3, 3.5, 4, count)
        - random.uniform(0.5, 1, count)
        - random.triangular(2, 3, 5, count)
        - np.exp(random.uniform(0, np.log(4), count))
    )
    left = decision_time(25, LUA)
    assert left.draws_min.std() == pytest.approx(drawn.std(), rel=0.005)
    for share in (0.05, 0.25, 0.5, 0.75, 0.95):
        assert left.quantile(share) == pytest.approx(np.quantile(drawn, share), abs=0.02)
    assert float(left.probability_of(22)) == pytest.approx((drawn >= 22).mean(), abs=0.005)


def test_distribution_against_the_closed_form_of_two_uniform_stages():
    """One uniform minute and another make a triangle."""
    left = decision_time(10, {"detection_min": Uniform(0, 1), "assessment_min": Uniform(0, 1)}, points=2**14)
    triangle = Triangular(8, 9, 10)
    for share in (0.01, 0.1, 0.5, 0.9, 0.99):
        assert left.quantile(share) == pytest.approx(float(triangle.ppf(share)), abs=0.003)


def test_quantiles_and_probabilities_are_each_others_inverse():
    left = decision_time(25, LUA)
    assert float(left.probability_of(float(left.quantile(0.3)))) == pytest.approx(0.7, abs=0.001)
    assert (left.probability_of(0), left.probability_of(60)) == (1, 0)
    assert brentq(lambda least: float(left.probability_of(least)) - 0.5, 15, 30) == pytest.approx(
        float(left.quantile(0.5)), abs=0.01
    )


def test_known_stages_leave_no_doubt():
    left = decision_time(30, {"detection_min": Uniform(1, 1), "assessment_min": Triangular(5, 5, 5)}, points=2)
    assert left.lowest_min == left.mean_min == left.highest_min == 24
    assert left.draws_min.tolist() == [24, 24]


def test_the_same_seed_draws_the_same():
    one, same, other = (decision_time(25, LUA, seed=seed).draws_min for seed in (5, 5, 6))
    assert (one == same).all()
    assert (one != other).any()


def test_reach_during_boost():
    """As the National Research Council's boost times give it: 180 s for solid, 240 s for liquid fuel."""
    assert boost_phase_reach_km(5, [[180], [240]], detection_s=[30, 60]).tolist() == [[750, 600], [1050, 900]]


@given(st.floats(0.1, 10), st.floats(0, 400), st.floats(0, 400))
def test_reach_is_never_negative_and_grows_with_speed_and_burning(speed, boost, detection):
    here = float(boost_phase_reach_km(speed, boost, detection_s=detection))
    assert here == max(0, speed * (boost - detection))
    assert boost_phase_reach_km(2 * speed, boost, detection_s=detection) == pytest.approx(2 * here)
    assert boost_phase_reach_km(speed, boost + 10, detection_s=detection) >= here


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: time_budget(-1), r"free_flight_min must be in \[0, 1,440\] \(got -1\)"),
        (lambda: time_budget([]), r"free_flight_min must be in \[0, 1,440\] \(got nothing\)"),
        (lambda: time_budget(20, np.nan), r"boost_min must be in \[0, 1,440\] \(got nan\)"),
        (lambda: time_budget(20, order_min=-2), r"order_min must be in \[0, 1,440\] \(got -2\)"),
        (lambda: time_budget([1, 2], [1, 2, 3]), r"free_flight_min, boost_min, .* must have shapes that broadcast"),
        (lambda: decision_time(20, {}), r"stages must be some of boost_min, .* \(got nothing\)"),
        (lambda: decision_time(20, {"delay_min": Uniform(0, 1)}), r"stages must be some of .* \(got delay_min\)"),
        (lambda: decision_time(20, {"order_min": Uniform(-1, 1)}), r"order_min must be in \[0, 1,440\] \(got -1\)"),
        (lambda: decision_time(20, LUA, points=1000), r"points must be a power of two \(got 1,000\)"),
        (lambda: decision_time(20, LUA).quantile(1.5), r"share must be in \[0, 1\] \(got 1.5\)"),
        (lambda: decision_time(20, LUA).probability_of(np.nan), r"least_min must be finite \(got nan\)"),
        (lambda: boost_phase_reach_km(0, 180), r"speed_km_s must be in \(0, 20\] \(got 0\)"),
        (lambda: boost_phase_reach_km(5, 180, detection_s=-1), r"detection_s must be in \[0, 3,600\] \(got -1\)"),
    ],
)
def test_bad_input_is_named(make, message):
    with pytest.raises(ValueError, match=message):
        make()
