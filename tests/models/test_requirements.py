import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.models.discrimination import discriminated_leakers
from helpers.models.requirements import (
    break_even,
    break_even_warheads,
    required_interceptors,
    required_kill_probability,
)
from helpers.models.stock import no_leak_probability

chances = st.floats(0.01, 1)
wanted = st.floats(0.01, 0.99)
good = st.floats(0.5, 1)


@given(st.integers(1, 80), chances, wanted, good, good)
def test_the_least_stock_is_enough_and_one_less_is_not(warheads, p, goal, tracked, works):
    settings = {"sspk": p, "p_track": tracked, "p_system": works}
    need = required_interceptors(warheads, p, p_no_leak=goal, p_track=tracked, p_system=works)
    if not need.feasible:
        assert no_leak_probability(warheads, 100_000, **settings) < goal + 1e-9
        assert np.isinf(need.shots)
        assert need.words == ["not feasible"]
        return
    stock = float(need.interceptors)
    if stock <= 100_000:
        assert no_leak_probability(warheads, stock, **settings) >= goal - 1e-7
        assert no_leak_probability(warheads, stock - 1, **settings) < goal + 1e-7
        assert warheads * (need.shots - 1) < stock <= warheads * need.shots


@given(st.integers(0, 100), chances, wanted, good, good)
def test_the_largest_raid_is_stopped_and_one_more_is_not(stock, p, goal, tracked, works):
    settings = {"sspk": p, "p_track": tracked, "p_system": works}
    found = int(break_even_warheads(stock, p, p_no_leak=goal, p_track=tracked, p_system=works))
    assert 0 <= found <= stock
    assert no_leak_probability(found, stock, **settings) >= goal - 1e-7
    assert no_leak_probability(found + 1, stock, **settings) < goal + 1e-7


@given(st.floats(0.5, 200), chances, wanted, good, good, st.floats(0, 6))
def test_the_real_size_has_just_that_probability(stock, p, goal, tracked, works, decoys):
    size = float(break_even(stock, p, p_no_leak=goal, p_track=tracked, p_system=works, decoys=decoys))
    settings = {"sspk": p, "p_track": tracked, "p_system": works, "decoys": decoys}
    if size == 0:
        assert works < goal
    elif size < stock / (1 + decoys) * (1 - 1e-9):
        assert float(no_leak_probability(size, stock, **settings)) == pytest.approx(goal, rel=1e-6)
    else:  # one shot each, and beyond that a warhead that meets none
        assert float(no_leak_probability(size * (1 - 1e-9), stock, **settings)) >= goal - 1e-6


@given(chances, wanted, st.integers(1, 100))
def test_stock_and_raid_turn_each_other_round(p, goal, warheads):
    need = required_interceptors(warheads, p, p_no_leak=goal).interceptors
    if need <= 100_000:
        assert break_even_warheads(need, p, p_no_leak=goal) >= warheads


@given(st.floats(0, 200), chances, st.floats(0.1, 50), wanted)
def test_never_falls_with_a_larger_stock_or_better_shots(stock, p, more, goal):
    here = break_even(stock, p, p_no_leak=goal)
    assert break_even(stock + more, p, p_no_leak=goal) >= here - 1e-9
    assert break_even(stock, min(1, p * 1.1), p_no_leak=goal) >= here - 1e-9
    assert break_even(stock, p, p_no_leak=min(1, goal * 1.1)) <= here + 1e-9
    assert break_even(stock, p, p_no_leak=goal, decoys=more) <= here + 1e-9


def test_with_decoys_at_most_one_less_than_shots_left_over_at_random():
    """By the exact distribution, for decoys that are all credited: the bound is the same in most settings."""
    differences = []
    for stock in (10, 30, 44, 64):
        for p in (0.25, 0.56, 0.8):
            for decoys in (1, 2, 4, 9):
                found = exact = int(break_even_warheads(stock, p, decoys=decoys))
                while discriminated_leakers(exact + 1, stock, decoys=decoys * (exact + 1), sspk=p).none >= 0.5:
                    exact += 1
                assert discriminated_leakers(found, stock, decoys=decoys * found, sspk=p).none >= 0.5
                differences.append(exact - found)
    assert set(differences) <= {0, 1}
    assert np.mean(differences) < 0.2


def test_decoys_divide_the_stock():
    assert break_even(44, 0.5, decoys=3) == pytest.approx(float(break_even(11, 0.5)))
    need, plain = (required_interceptors(7, 0.5, p_no_leak=0.8, decoys=decoys) for decoys in (3, 0))
    assert need.shots == plain.shots
    assert 4 * (plain.interceptors - 1) < need.interceptors <= 4 * plain.interceptors


@given(wanted, st.integers(1, 1000))
def test_required_kill(goal, warheads):
    assert float(required_kill_probability(goal, warheads)) ** warheads == pytest.approx(goal)


@pytest.mark.parametrize(
    ("stock", "p", "settings", "size"),
    [
        (0, 0.5, {}, 0),
        (44, 0, {}, 0),
        (44, 1, {}, 44),
        (44, 1, {"p_no_leak": 1}, 44),
        (44, 0.5, {"p_system": 0.4}, 0),
        (44, 0.5, {"p_system": 0}, 0),
        (44, 0.5, {"p_track": 0}, 0),
        (1, 0.5, {}, 1),
        (44, 1e-12, {}, 0),
    ],
)
def test_limits_of_the_raid(stock, p, settings, size):
    assert break_even_warheads(stock, p, **settings) == size


@pytest.mark.parametrize(
    ("p", "settings", "shots", "words"),
    [
        (1, {"p_no_leak": 1}, 1, "5"),
        (1, {"p_no_leak": 1, "p_track": 0.99}, np.inf, "not feasible"),
        (0.5, {"p_no_leak": 1}, np.inf, "not feasible"),
        (0, {"p_no_leak": 0.1}, np.inf, "not feasible"),
        (0.5, {"p_no_leak": 0.5, "p_system": 0.4}, np.inf, "not feasible"),
        (0.5, {"p_no_leak": 0.5, "p_system": 0}, np.inf, "not feasible"),
        (0.5, {"p_no_leak": 0.5, "p_track": 0}, np.inf, "not feasible"),
        (0.5, {"p_no_leak": 0.5**5}, 1, "5"),
        (0.5, {"p_no_leak": 0.75**5}, 2, "10"),
        (0.5, {"p_no_leak": 0.75**5, "decoys": 2}, 2, "30"),
    ],
)
def test_limits_of_the_stock(p, settings, shots, words):
    need = required_interceptors(5, p, **settings)
    assert need.shots == shots
    assert need.words == [words]
    assert need.feasible == np.isfinite(shots)


def test_arrays_broadcast_and_nothing_is_nan():
    axis = np.array([0, 1e-9, 0.3, 1])
    some = np.meshgrid([0, 0.5, 3, 1e5], axis, [1e-9, 0.5, 1], axis, axis, [0, 2.5, 1000], indexing="ij")
    stock, p, goal, tracked, works, decoys = some
    settings = {"p_no_leak": goal, "p_track": tracked, "p_system": works, "decoys": decoys}
    assert np.isfinite(break_even(stock, p, **settings)).all()
    need = required_interceptors(np.maximum(stock, 0.1), p, **settings)
    assert not np.isnan(need.interceptors).any()
    assert not np.isnan(need.shots).any()
    assert break_even_warheads([[1], [2]], [0.1, 0.2, 0.3]).shape == (2, 3)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: break_even(-1, 0.5), r"interceptors must be in \[0, 100,000\] \(got -1\)"),
        (lambda: break_even(44, 1.5), r"sspk must be in \[0, 1\] \(got 1.5\)"),
        (lambda: break_even(44, 0.5, p_no_leak=0), r"p_no_leak must be in \(0, 1\] \(got 0\)"),
        (lambda: break_even_warheads(44, 0.5, decoys=-1), r"decoys must be in \[0, 1,000\] \(got -1\)"),
        (lambda: required_interceptors(0, 0.5, p_no_leak=0.5), r"warheads must be in \(0, 100,000\] \(got 0\)"),
        (lambda: required_interceptors([], 0.5, p_no_leak=0.5), r"warheads .* \(got nothing\)"),
        (lambda: required_interceptors([1, 2], [0.1, 0.2, 0.3], p_no_leak=0.5), "shapes that broadcast together"),
        (lambda: required_kill_probability(1.5, 4), r"p_no_leak must be in \[0, 1\] \(got 1.5\)"),
        (lambda: required_kill_probability(0.5, -4), r"warheads must be in \(0, 100,000\] \(got -4\)"),
    ],
)
def test_bad_input_is_named(make, message):
    with pytest.raises(ValueError, match=message):
        make()
