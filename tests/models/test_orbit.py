import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import solve_ivp

from helpers.models.orbit import EARTH_RADIUS_KM, MU_KM3_S2, lambert, propagate, speeds

ESCAPE = np.sqrt(2 * MU_KM3_S2 / EARTH_RADIUS_KM)
components = st.floats(-1, 1)
directions = st.tuples(components, components, components).filter(lambda v: np.linalg.norm(v) > 0.1)


def unit(vector):
    return np.array(vector) / np.linalg.norm(vector)


def integrated(position, velocity, time_s):
    """The same by an integrator that knows nothing of conics."""

    def pull(_, state):
        return [*state[3:], *(-MU_KM3_S2 * state[:3] / np.linalg.norm(state[:3]) ** 3)]

    end = solve_ivp(pull, (0, time_s), [*position, *velocity], method="DOP853", rtol=1e-12, atol=1e-9).y[:, -1]
    return end[:3], end[3:]


@pytest.mark.parametrize(
    "speed", [0.3, 0.9, 1.0, 1.2, 2**0.5, 1.6]
)  # in circular speeds: ellipse, circle, parabola, hyperbola
@pytest.mark.parametrize("time_s", [-1800, 10, 1500, 6000])
def test_propagation_agrees_with_an_integrator(speed, time_s):
    position = np.array([4000, -3000, 5500.0])
    velocity = speed * np.sqrt(MU_KM3_S2 / np.linalg.norm(position)) * unit([0.9, 1.3, 0.25])
    found = propagate(position, velocity, time_s=time_s)
    place, motion = integrated(position, velocity, time_s)
    if np.linalg.norm(place) > 300:  # the integrator loses its way closer to the centre
        np.testing.assert_allclose(found.position_km, place, atol=1e-4)
        np.testing.assert_allclose(found.velocity_km_s, motion, atol=1e-6)


@given(directions, directions, st.floats(0.1, 1.7), st.floats(-20_000, 20_000))
def test_energy_and_angular_momentum_are_kept(where, whither, speed, time_s):
    position, velocity = 7000 * unit(where), speed * np.sqrt(MU_KM3_S2 / 7000) * unit(whither)
    momentum = np.cross(position, velocity)
    if np.linalg.norm(momentum) < 0.05 * 7000 * np.linalg.norm(velocity):
        return  # falls almost through the centre
    end = propagate(position, velocity, time_s=time_s)
    energies = [v @ v / 2 - MU_KM3_S2 / np.linalg.norm(r) for r, v in
                ((position, velocity), (end.position_km, end.velocity_km_s))]  # fmt: skip
    assert energies[1] == pytest.approx(energies[0], abs=1e-9 * MU_KM3_S2 / np.linalg.norm(end.position_km))
    np.testing.assert_allclose(
        np.cross(end.position_km, end.velocity_km_s), momentum, atol=1e-9 * np.linalg.norm(momentum)
    )
    back = propagate(end.position_km, end.velocity_km_s, time_s=-time_s)
    np.testing.assert_allclose(back.position_km, position, atol=1e-3)


@given(
    directions, directions, st.floats(EARTH_RADIUS_KM, 9000), st.floats(EARTH_RADIUS_KM, 9000), st.floats(30, 20_000),
    st.booleans(),
)  # fmt: skip
def test_lambert_arrives_in_time(start, end, near, far, time_s, long_way):
    start, end = near * unit(start), far * unit(end)
    cosine = unit(start) @ unit(end)
    if not -0.9999 < cosine < 0.9999:
        return
    found = lambert(start, end, time_s=time_s, long_way=long_way)
    if np.linalg.norm(found.departure_km_s) > 90 or np.linalg.norm(np.cross(start, found.departure_km_s)) < 3000:
        return
    arrived = propagate(start, found.departure_km_s, time_s=time_s)
    np.testing.assert_allclose(arrived.position_km, end, atol=2e-4)
    np.testing.assert_allclose(arrived.velocity_km_s, found.arrival_km_s, atol=1e-5)
    assert found.rises == (found.departure_km_s @ start > 0)
    turn = np.cross(start, found.departure_km_s) @ np.cross(start, end)
    assert (turn < 0) == long_way


def test_lambert_is_the_same_backwards():
    start, end = [6371, 0, 0], [-2000, 6500, 1500]
    out, back = lambert(start, end, time_s=1500), lambert(end, start, time_s=1500)
    np.testing.assert_allclose(out.departure_km_s, -back.arrival_km_s, atol=1e-9)
    np.testing.assert_allclose(out.arrival_km_s, -back.departure_km_s, atol=1e-9)


def test_short_transfers_are_straight_lines():
    start, end = np.array([6371, 0, 0.0]), np.array([6471, 200, 0.0])
    found = lambert(start, end, time_s=5)
    np.testing.assert_allclose(found.departure_km_s, (end - start) / 5, rtol=0.002)
    assert found.rises


def test_speeds_are_those_of_lambert():
    start, end = np.array([6371, 0, 0.0]), np.array([2000, 6800, 500.0])
    found = lambert(start, end, time_s=[600, 1200, 3000])
    far = np.linalg.norm(end)
    angle = np.arccos(start @ end / 6371 / far)
    speed, radial = speeds(*(np.full(3, x) for x in (6371.0, far, angle)), np.array([600.0, 1200, 3000]))
    np.testing.assert_allclose(speed, np.linalg.norm(found.departure_km_s, axis=1), rtol=1e-11)
    np.testing.assert_allclose(radial, found.departure_km_s[:, 0], atol=1e-9)


def test_scalar_equals_array():
    r, v, times = np.array([6600, 100, 0.0]), np.array([1, 7.3, 0.4]), np.array([[100.0], [900]])
    found = propagate(np.stack([r, 1.1 * r]), v, time_s=times)
    assert found.position_km.shape == (2, 2, 3)
    alone = propagate(1.1 * r, v, time_s=900)
    np.testing.assert_allclose(found.position_km[1, 1], alone.position_km, rtol=1e-13)
    joined = lambert(r, [[0, 7000, 0], [0, 0, 8000]], time_s=times)
    np.testing.assert_allclose(
        joined.departure_km_s[1, 0], lambert(r, [0, 7000, 0], time_s=900).departure_km_s, rtol=1e-12
    )


X, Y = [7000.0, 0, 0], [0, 7000.0, 0]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: lambert(X, [-7000, 0.01, 0], time_s=900), r"angle between from_km and to_km must be below 179.999 deg"),
        (lambda: lambert(X, X, time_s=900), r"distance between from_km and to_km must be >= 0.001 \(got 0\)"),
        (lambda: lambert(X, Y, time_s=0), r"time_s must be in \(0, 900,000\] \(got 0\)"),
        (lambda: lambert(X, Y, time_s=np.nan), r"time_s .* \(got nan\)"),
        (lambda: lambert([0, 0, 0], Y, time_s=9), r"length of from_km must be in \[1, 900,000\] \(got 0\)"),
        (lambda: lambert(X, [Y, Y], time_s=[1, 2, 3]), r"shapes that broadcast together \(got \(2,\), \(2,\), \(2,\), \(3,\)\)"),
        (lambda: lambert([X, X], [Y, Y, Y], time_s=9), r"from_km, to_km must have shapes"),
        (lambda: lambert([7000, 0], Y, time_s=9), r"from_km must have three components .* \(got shape \(2,\)\)"),
        (lambda: propagate(X, [0, 200, 0], time_s=9), r"length of velocity_km_s must be in \[0, 100\]"),
        (lambda: propagate(X, [0, np.inf, 0], time_s=9), r"velocity_km_s must be in"),
        (lambda: propagate(X, Y, time_s=[]), r"time_s .* \(got nothing\)"),
        (lambda: propagate(np.zeros((0, 3)), Y, time_s=1), r"position_km .* \(got nothing\)"),
    ],
)  # fmt: skip
def test_bad_input_is_named(call, message):
    with pytest.raises(ValueError, match=message):
        call()
