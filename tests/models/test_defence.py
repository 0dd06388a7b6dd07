import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.models.defence import kill_probability, layered_leak, leak_probability, shoot_look_shoot

chances = st.floats(0, 1)
shots = st.integers(0, 30)


@given(chances, shots, chances)
def test_kill_and_leak_are_all(p, n, tracked):
    kill, leak = (float(of(p, n, p_track=tracked)) for of in (kill_probability, leak_probability))
    assert 0 <= kill <= tracked
    assert kill + leak == pytest.approx(1, abs=1e-12)
    assert kill == pytest.approx(tracked * (1 - (1 - p) ** n), abs=1e-12)


def test_small_probabilities_keep_their_digits():
    assert float(kill_probability(1e-20, 3)) == pytest.approx(3e-20)
    assert float(leak_probability(0.9, 30)) == pytest.approx(1e-30)


@pytest.mark.parametrize(("p", "n", "kill"), [(0, 5, 0), (1, 1, 1), (1, 0, 0), (0.5, 0, 0), (0, 0, 0)])
def test_limits(p, n, kill):
    assert float(kill_probability(p, n)) == kill
    assert float(leak_probability(p, n)) == 1 - kill


@given(chances, chances, shots, chances)
def test_more_never_helps_the_target(p, q, n, tracked):
    low, high = sorted((p, q))
    assert kill_probability(low, n, p_track=tracked) <= kill_probability(high, n, p_track=tracked) + 1e-15
    assert kill_probability(p, n, p_track=tracked) <= kill_probability(p, n + 1, p_track=tracked) + 1e-15
    assert kill_probability(p, n, p_track=low) <= kill_probability(p, n, p_track=high) + 1e-15


@given(st.lists(chances, min_size=1, max_size=5))
def test_layers_commute(kills):
    found = float(layered_leak(kills))
    assert float(layered_leak(kills[::-1])) == pytest.approx(found)
    assert float(layered_leak([*kills, 0])) == found
    assert float(layered_leak([*kills, 1])) == 0
    assert found <= 1 - max(kills) + 1e-12


def by_looks(p, salvos):
    """Every history of hits: shots are spent until a look finds the target dead."""
    kill = spent = 0.0
    for hits in itertools.product((True, False), repeat=sum(salvos)):
        chance = np.prod([p if hit else 1 - p for hit in hits])
        kill += chance * any(hits)
        fired = 0
        for salvo in salvos:
            fired += salvo
            if any(hits[:fired]):
                break
        spent += chance * fired
    return kill, spent


@given(chances, st.lists(st.integers(0, 3), min_size=1, max_size=4))
def test_looks_outcome_by_outcome(p, salvos):
    found = shoot_look_shoot(p, salvos)
    kill, spent = by_looks(p, salvos)
    assert float(found.kill_probability) == pytest.approx(kill)
    assert float(found.expected_shots) == pytest.approx(spent)


@given(chances, st.integers(1, 12))
def test_looks_save_shots(p, n):
    salvo, looks = shoot_look_shoot(p, [n]), shoot_look_shoot(p, [1] * n)
    assert float(looks.kill_probability) == pytest.approx(float(salvo.kill_probability))
    assert looks.expected_shots <= salvo.expected_shots + 1e-12
    assert float(looks.expected_shots) == pytest.approx(kill_probability(p, n) / p if p > 1e-6 else n, rel=1e-4)


def test_arrays_broadcast():
    assert kill_probability([[0.1], [0.5]], [1, 2, 3], p_track=0.9).shape == (2, 3)
    assert kill_probability([0.1, 0.5], 3)[1] == kill_probability(0.5, 3)
    assert shoot_look_shoot([[0.1, 0.5]], [1, 2]).expected_shots.shape == (1, 2)
    assert layered_leak([[0.1, 0.5], 0.5]).tolist() == [0.45, 0.25]


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: kill_probability(1.2, 3), r"sspk must be in \[0, 1\] \(got 1.2\)"),
        (lambda: kill_probability(np.nan, 3), r"sspk must be in \[0, 1\] \(got nan\)"),
        (lambda: leak_probability(0.5, -1), r"shots must be in \[0, 1e\+09\] \(got -1\)"),
        (lambda: kill_probability(0.5, 3, p_track=2), r"p_track must be in \[0, 1\] \(got 2\)"),
        (lambda: kill_probability([0.1, 0.2], [1, 2, 3]), "sspk, shots, p_track must have shapes that broadcast"),
        (lambda: layered_leak([]), r"kills must be of at least one layer \(got nothing\)"),
        (lambda: layered_leak([0.5, 1.5]), r"kills\[1\] must be in \[0, 1\] \(got 1.5\)"),
        (lambda: shoot_look_shoot(0.5, []), r"salvos .* \(got nothing\)"),
        (lambda: shoot_look_shoot(0.5, [1.5]), r"salvos must be a whole number \(got 1.5\)"),
    ],
)
def test_bad_input_is_named(make, message):
    with pytest.raises(ValueError, match=message):
        make()
