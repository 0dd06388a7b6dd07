import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.models.discrimination import average_leakers, credible_objects, discriminated_leakers
from helpers.models.leakage import stock_leakers
from tests.models import outcomes

chances = st.floats(0, 1)
few = st.integers(0, 12)


@settings(max_examples=40)
@given(st.integers(0, 3), st.integers(0, 6), st.integers(0, 3), chances, chances, chances)
def test_every_object_of_small_raids(warheads, stock, decoys, p, seen, mistaken):
    given_ = {"decoys": decoys, "sspk": p, "p_warhead": seen, "p_decoy": mistaken}
    found = discriminated_leakers(warheads, stock, **given_)
    assert found.p == pytest.approx(outcomes.every_discrimination(warheads, stock, **given_), abs=1e-12)


def test_draws_agree():
    random, errors = np.random.default_rng(4), []
    for _ in range(200):
        warheads, stock, decoys = (int(random.integers(low, high)) for low, high in ((1, 13), (0, 45), (0, 30)))
        given_ = {"decoys": decoys, **dict(zip(("sspk", "p_warhead", "p_decoy"), random.random(3), strict=True))}
        drawn = outcomes.draw_discrimination(random, 4000, warheads, stock, **given_)
        errors += outcomes.errors(drawn, discriminated_leakers(warheads, stock, **given_))
    outcomes.agree(errors)


@given(few, st.integers(0, 60), few, chances, chances, chances, chances)
def test_adds_up(warheads, stock, decoys, p, seen, mistaken, works):
    found = discriminated_leakers(
        warheads, stock, decoys=decoys, sspk=p, p_warhead=seen, p_decoy=mistaken, p_system=works
    )
    assert found.p.sum() == pytest.approx(1, abs=1e-12)
    assert found.most == warheads


@given(few, st.integers(0, 60), few, chances, chances)
def test_perfect_sight_is_a_raid_without_decoys(warheads, stock, decoys, p, tracked):
    plain = stock_leakers(warheads, stock, sspk=p, p_track=tracked)
    found = discriminated_leakers(warheads, stock, decoys=decoys, sspk=p, p_decoy=0, p_track=tracked)
    assert found.p == pytest.approx(plain.p, abs=1e-12)


@given(few, st.integers(0, 60), few, st.floats(0.05, 0.95), st.floats(0, 0.9))
def test_decoys_help_the_attacker_and_shots_the_defence(warheads, stock, decoys, p, mistaken):
    def mean(**changes):
        given_ = {"stock": stock, "decoys": decoys, "sspk": p, "p_decoy": mistaken} | changes
        return discriminated_leakers(warheads, given_.pop("stock"), **given_).mean

    assert mean(decoys=decoys + 1) >= mean() - 1e-9
    assert mean(p_decoy=mistaken + 0.1) >= mean() - 1e-9
    assert mean(stock=stock + 1) <= mean() + 1e-9
    assert mean(sspk=p + 0.05) <= mean() + 1e-9


def test_limits():
    assert discriminated_leakers(0, 5, decoys=9, sspk=0.5).p.tolist() == [1]
    assert discriminated_leakers(3, 50, decoys=9, sspk=1, p_warhead=0).p.tolist() == [0, 0, 0, 1]
    assert discriminated_leakers(3, 0, decoys=0, sspk=1).p.tolist() == [0, 0, 0, 1]
    assert discriminated_leakers(3, 12, decoys=9, sspk=1).p.tolist() == [1, 0, 0, 0]
    assert discriminated_leakers(3, 50, decoys=9, sspk=1, p_system=0).p.tolist() == [0, 0, 0, 1]


def test_a_hundred_warheads_and_four_hundred_decoys():
    found = discriminated_leakers(100, 500, decoys=400, sspk=0.6, p_warhead=0.95, p_decoy=0.4)
    rough = float(average_leakers(100, 500, decoys=400, sspk=0.6, p_warhead=0.95, p_decoy=0.4))
    assert found.p.sum() == pytest.approx(1, abs=1e-12)
    assert rough < found.mean < 1.2 * rough


@given(st.integers(1, 12), st.integers(1, 60), few, chances, st.floats(0.5, 1), chances)
def test_averages_flatter_the_defence_where_shots_are_certain(warheads, stock, decoys, p, seen, mistaken):
    """With all objects credited their number is certain, and only the parts of shots remain, which never understate it."""
    rough = average_leakers(warheads, stock, decoys=decoys, sspk=p)
    assert rough <= discriminated_leakers(warheads, stock, decoys=decoys, sspk=p).mean + 1e-9
    whole = average_leakers(warheads, (warheads + decoys) * 2, decoys=decoys, sspk=p)
    exact = discriminated_leakers(warheads, (warheads + decoys) * 2, decoys=decoys, sspk=p)
    assert float(whole) == pytest.approx(exact.mean, abs=1e-9)
    objects = credible_objects(warheads, decoys, p_warhead=seen, p_decoy=mistaken)
    assert float(objects) == pytest.approx(warheads * seen + decoys * mistaken)


def test_arrays_broadcast():
    assert average_leakers([[1], [5]], 44, decoys=[0, 5, 50], sspk=0.5).shape == (2, 3)
    assert average_leakers([0, 5], 44, decoys=0, sspk=0.5, p_warhead=0).tolist() == [0, 5]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"warheads": 1.5}, r"warheads must be a whole number \(got 1.5\)"),
        ({"interceptors": -1}, r"interceptors must be in \[0, 20,000\] \(got -1\)"),
        ({"decoys": -1}, r"decoys must be in \[0, 20,000\] \(got -1\)"),
        ({"sspk": 2}, r"sspk must be in \[0, 1\] \(got 2\)"),
        ({"p_warhead": 2}, r"p_warhead must be in \[0, 1\] \(got 2\)"),
        ({"p_system": 2}, r"p_system must be in \[0, 1\] \(got 2\)"),
        (
            {"warheads": 1000, "decoys": 4000, "p_warhead": 0.9, "p_decoy": 0.4},
            "warheads x seen x credited decoys must",
        ),
        ({"warheads": 8000}, "shots x warheads x warheads must be in"),
    ],
)
def test_bad_input_is_named(changes, message):
    given_ = {"warheads": 5, "interceptors": 10, "decoys": 3, "sspk": 0.5} | changes
    with pytest.raises(ValueError, match=message):
        discriminated_leakers(given_.pop("warheads"), given_.pop("interceptors"), **given_)


def test_bad_averages_are_named():
    with pytest.raises(ValueError, match=r"p_decoy must be in \[0, 1\] \(got -1\)"):
        average_leakers(5, 10, decoys=3, sspk=0.5, p_decoy=-1)
    with pytest.raises(ValueError, match="must have shapes that broadcast together"):
        average_leakers([5, 6], 10, decoys=[1, 2, 3], sspk=0.5)
