import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.models.sampling import MISSING, Axis, misses, sample

AXES = {"x": Axis(0.0, 2.0, 5), "y": Axis(1.0, 100.0, 7, log=True), "z": Axis(-1.0, 1.0, 3)}


def multilinear(x, y, z):
    """Linear in each coordinate of the grid, so that interpolation is exact but for the packing."""
    return {"f": 3 + 2 * x - z + 0.5 * x * np.log(y) * z}


def curved(x, y, z):
    return {"g": np.exp(x) * y**1.5 * (2 + z)}


@given(st.floats(0, 2), st.floats(1, 100), st.floats(-1, 1))
def test_exact_for_what_is_multilinear(x, y, z):
    grid = sample(multilinear, AXES)
    low, high = grid.bounds["f"]
    assert grid.read(x=x, y=y, z=z)["f"] == pytest.approx(multilinear(x, y, z)["f"], abs=(high - low) / 65534)


def test_nodes_are_the_model_to_the_last_code():
    grid = sample(curved, AXES)
    mesh = np.meshgrid(*(axis.nodes for axis in AXES.values()), indexing="ij")
    low, high = grid.bounds["g"]
    read = grid.read(**dict(zip(AXES, mesh, strict=True)))["g"]
    np.testing.assert_allclose(read, curved(*mesh)["g"], atol=(high - low) / 65534)


def test_finer_grids_miss_less_and_logarithms_suit_growth():
    coarse = misses(sample(curved, AXES), curved)["g"]
    fine = misses(sample(curved, {name: Axis(a.low, a.high, 4 * a.points, a.log) for name, a in AXES.items()}), curved)[
        "g"
    ]
    logs = misses(sample(curved, AXES, logs=frozenset({"g"})), curved)["g"]
    assert fine.worst < coarse.worst / 8  # the error of linear interpolation falls with the square of the step
    assert 0 < logs.worst < coarse.worst
    assert coarse.median < coarse.worst


def test_errors_of_logarithms_are_shares_of_the_logarithm():
    def model(x):
        return {"h": np.exp(20 * x) * (1 + 0.2 * np.sin(60 * x))}

    found = misses(sample(model, {"x": Axis(0, 1, 41)}, logs=frozenset({"h"})), model)["h"]
    assert found.worst > 0.001  # a tenth of the value at the low end, which the linear span would hide


def test_values_that_only_one_side_has_are_counted():
    def model(x):
        return {"h": np.where((x > 4.1) & (x < 4.9), np.nan, x)}

    assert misses(sample(model, {"x": Axis(0, 10, 11)}), model)["h"].holes == pytest.approx(0.08, abs=0.02)


def test_agrees_with_numpys_interpolation_in_one_dimension():
    axis = Axis(0, 10, 11)
    grid = sample(lambda x: {"h": np.sin(x)}, {"x": axis})
    at = np.linspace(0, 10, 1001)
    np.testing.assert_allclose(grid.read(x=at)["h"], np.interp(at, axis.nodes, np.sin(axis.nodes)), atol=2 / 65534)


def test_what_the_model_does_not_have_stays_missing():
    grid = sample(lambda x: {"h": np.where(x > 6.5, np.inf, x)}, {"x": Axis(0, 10, 11)})
    assert (grid.codes["h"] == MISSING).sum() == 4
    read = grid.read(x=np.array([2.5, 6.0, 6.5, 9.0]))["h"]
    assert read[:2] == pytest.approx([2.5, 6.0], abs=1e-3)
    assert np.isnan(read[2:]).all()


@given(st.floats(1, 100))
def test_place_undoes_value(value):
    for axis in (Axis(1, 100, 3), Axis(1, 100, 3, log=True)):
        assert axis.value(axis.place(value)) == pytest.approx(value)


def test_constant_outputs_are_kept():
    grid = sample(lambda x: {"h": 7.0}, {"x": Axis(0, 1, 2)})
    assert grid.read(x=0.4)["h"] == 7.0


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Axis(2, 1), r"low < high, both finite \(got 2 and 1\)"),
        (lambda: Axis(0, np.nan), "low < high"),
        (lambda: Axis(0, 1, log=True), r"must begin above 0 \(got 0\)"),
        (lambda: Axis(0, 1, 1), r"at least 2 \(got 1\)"),
        (lambda: sample(multilinear, {name: Axis(1, 2, 200) for name in "xyz"}), "8,000,000 points"),
        (lambda: sample(lambda x: {"h": x * np.nan}, {"x": Axis(0, 1)}), "'h' has no finite value"),
        (lambda: sample(lambda x: {"h": x}, {"x": Axis(0, 1)}, logs=frozenset({"h"})), "falls to 0"),
    ],
)
def test_bad_input_is_named(make, message):
    with pytest.raises(ValueError, match=message):
        make()
