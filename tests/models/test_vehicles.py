import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.models.defence import kill_probability
from helpers.models.vehicles import interceptors_with_vehicles, shared_booster_kill

chances = st.floats(0, 1)


@given(chances, st.integers(1, 20), chances)
def test_sharing_a_booster_never_helps(p, vehicles, booster):
    together = shared_booster_kill(p, vehicles, p_booster=booster)
    assert together <= kill_probability(booster * p, vehicles) + 1e-12
    assert together <= booster
    assert float(shared_booster_kill(p, 1, p_booster=booster)) == pytest.approx(booster * p)


@given(st.integers(0, 100), st.integers(0, 10), st.integers(1, 20))
def test_interceptors_carry_enough_and_no_more(objects, n, vehicles):
    needed = int(interceptors_with_vehicles(objects, n, vehicles=vehicles))
    assert needed * vehicles >= objects * n
    assert (needed - 1) * vehicles < objects * n


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: shared_booster_kill(0.5, 4, p_booster=-1), r"p_booster must be in \[0, 1\] \(got -1\)"),
        (lambda: interceptors_with_vehicles(3, 1, vehicles=0), r"vehicles must be in \[1, 1,000\] \(got 0\)"),
        (lambda: interceptors_with_vehicles(3.5, 1, vehicles=1), r"objects must be a whole number \(got 3.5\)"),
    ],
)
def test_bad_input_is_named(make, message):
    with pytest.raises(ValueError, match=message):
        make()
