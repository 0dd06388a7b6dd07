from dataclasses import astuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import minimize_scalar

from helpers.models.orbit import EARTH_RADIUS_KM, MU_KM3_S2, propagate
from helpers.models.trajectory import HALF_WAY_KM, at_angle, at_range, at_speed, minimum_energy, to_apogee

ranges = st.floats(1, 20_000)
altitudes = st.floats(0, 500)


def flown(path):
    """Ground range and altitude at the end and half-way, and the speed there, by propagating the burnout state."""
    radius, angle = EARTH_RADIUS_KM + float(path.burnout_altitude_km), np.radians(float(path.angle_deg))
    velocity = float(path.speed_km_s) * np.array([np.sin(angle), np.cos(angle), 0])
    state = propagate([radius, 0, 0], velocity, time_s=float(path.time_s) * np.array([0.5, 1.0]))
    x, y, _ = state.position_km.T
    return np.arctan2(y, x) % (2 * np.pi) * EARTH_RADIUS_KM, np.hypot(x, y) - EARTH_RADIUS_KM


@given(ranges, st.floats(1, 10_000), altitudes)
def test_a_path_flies_where_it_says(range_km, rise_km, altitude_km):
    path = to_apogee(range_km, altitude_km + rise_km, burnout_altitude_km=altitude_km)
    (middle, end), (top, bottom) = flown(path)
    assert end == pytest.approx(range_km, abs=1e-4)
    assert middle == pytest.approx(range_km / 2, abs=1e-4)
    assert top == pytest.approx(altitude_km + rise_km, abs=1e-4)
    assert bottom == pytest.approx(altitude_km, abs=1e-4)


@given(st.floats(100, 19_900), altitudes)
def test_minimum_energy_is_the_minimum(range_km, altitude_km):
    path = minimum_energy(range_km, burnout_altitude_km=altitude_km)
    psi = np.degrees(range_km / EARTH_RADIUS_KM)
    search = minimize_scalar(
        lambda angle: float(at_angle(range_km, angle, burnout_altitude_km=altitude_km).speed_km_s),
        bounds=(0.01, 89.9 - psi / 4),
        method="bounded",
    )
    assert float(path.speed_km_s) == pytest.approx(search.fun, rel=1e-6)
    assert float(path.speed_km_s) <= search.fun + 1e-12
    assert float(path.angle_deg) == pytest.approx(45 - psi / 4)


@given(ranges, st.floats(1, 89), altitudes)
def test_the_ways_of_saying_a_path_agree(range_km, share, altitude_km):
    angle = share / 90 * (90 - np.degrees(range_km / EARTH_RADIUS_KM) / 4) * 0.98
    path = at_angle(range_km, angle, burnout_altitude_km=altitude_km)
    again = (
        at_speed(path.speed_km_s, path.angle_deg, burnout_altitude_km=altitude_km) if path.speed_km_s < 10.9 else path
    )
    once_more = to_apogee(range_km, path.apogee_km, burnout_altitude_km=altitude_km)
    np.testing.assert_allclose(astuple(again)[:6], astuple(path)[:6], rtol=1e-6, atol=1e-6)
    np.testing.assert_allclose(astuple(once_more)[:6], astuple(path)[:6], rtol=1e-6, atol=1e-6)


@given(st.floats(100, 15_000), st.floats(1.001, 1.3))
def test_one_speed_has_two_paths(range_km, factor):
    least = minimum_energy(range_km)
    speed = min(float(least.speed_km_s) * factor, 7.9)
    low, high = (at_range(range_km, speed, lofted=lofted) for lofted in (False, True))
    assert low.speed_km_s == pytest.approx(speed)
    assert high.speed_km_s == pytest.approx(speed)
    assert low.angle_deg < least.angle_deg < high.angle_deg
    assert low.time_s < least.time_s < high.time_s
    assert low.apogee_km < least.apogee_km < high.apogee_km


def test_limits():
    flat = minimum_energy(1.0)  # as over a plane
    gravity = MU_KM3_S2 / EARTH_RADIUS_KM**2
    assert float(flat.speed_km_s) == pytest.approx(np.sqrt(gravity), rel=1e-4)
    assert float(flat.apogee_km) == pytest.approx(0.25, rel=1e-3)
    half_round = minimum_energy(HALF_WAY_KM)
    assert float(half_round.speed_km_s) == pytest.approx(np.sqrt(MU_KM3_S2 / EARTH_RADIUS_KM))
    assert float(half_round.apogee_km) == pytest.approx(0, abs=1e-9)
    assert float(half_round.time_s) == pytest.approx(np.pi * np.sqrt(EARTH_RADIUS_KM**3 / MU_KM3_S2))
    up = to_apogee(0, 1000)
    assert float(up.angle_deg) == 90
    assert float(up.speed_km_s) == pytest.approx(np.sqrt(2 * MU_KM3_S2 * (1 / 6371 - 1 / 7371)))


@given(st.floats(100, 19_000))
def test_farther_needs_more_speed_and_time(range_km):
    near, far = minimum_energy(range_km), minimum_energy(range_km + 100)
    assert far.speed_km_s > near.speed_km_s
    assert far.time_s > near.time_s
    higher = minimum_energy(range_km, burnout_altitude_km=100)
    assert higher.speed_km_s < near.speed_km_s


def test_highest_of_all_lies_near_a_quarter_of_the_earth():
    apogees = minimum_energy(np.linspace(100, 20_000, 2000)).apogee_km
    assert apogees.max() == pytest.approx(EARTH_RADIUS_KM * (2**0.5 - 1) / 2, abs=0.01)


def test_scalar_equals_array():
    together = to_apogee([[500], [9000]], [300, 2000, 7000])
    assert together.time_s.shape == (2, 3)
    assert together.time_s[1, 2] == to_apogee(9000, 7000).time_s


@given(
    st.sampled_from([minimum_energy, to_apogee, at_angle, at_speed]), st.floats(0.001, 40_000), st.floats(0.001, 40_000),
    st.floats(0, 2000),
)  # fmt: skip
def test_answers_or_refuses_but_never_nan(model, first, second, altitude):
    arguments = (first,) if model is minimum_energy else (first, second)
    try:
        path = model(*arguments, burnout_altitude_km=altitude)
    except ValueError:
        return
    assert np.isfinite(astuple(path)).all()


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: minimum_energy(0), r"range_km must be in \(0, 20,015.1\] \(got 0\)"),
        (lambda: minimum_energy([]), r"range_km .* \(got nothing\)"),
        (lambda: minimum_energy(np.nan), r"range_km .* \(got nan\)"),
        (lambda: minimum_energy([1, 2], burnout_altitude_km=[1, 2, 3]), r"broadcast together \(got \(2,\), \(3,\)\)"),
        (lambda: to_apogee(100, 50, burnout_altitude_km=60), r"apogee_km must be above burnout_altitude_km \(got 50\)"),
        (lambda: at_angle(10_000, 80), r"angle_deg must be below 90 - psi / 4, .* \(got 80\)"),
        (lambda: at_speed(0, 45), r"speed_km_s must be in \[0.01, 11\] \(got 0\)"),
        (lambda: at_speed(11, 45, burnout_altitude_km=2000), r"speed_km_s must be below the escape speed \(got 11\)"),
        (lambda: at_range(10_000, 7, lofted=True), r"speed_km_s must be at least that of least energy .* \(got 7\)"),
        (lambda: at_range(10_000, 8, lofted=False), r"speed_km_s must be below that of a circle \(got 8\)"),
    ],
)
def test_bad_input_is_named(call, message):
    with pytest.raises(ValueError, match=message):
        call()
