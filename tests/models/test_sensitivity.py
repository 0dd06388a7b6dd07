import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import sobol_indices, uniform

from helpers.models.ranges import LogUniform, Triangular, Uniform
from helpers.models.sensitivity import sobol, tornado

ANGLES = {name: Uniform(-math.pi, math.pi) for name in ("x1", "x2", "x3")}
UNIT = Uniform(0, 1)
widths = st.lists(st.floats(0.2, 5), min_size=2, max_size=4)


def ishigami(x1, x2, x3, a=7, b=0.1):
    return {"y": np.sin(x1) + a * np.sin(x2) ** 2 + b * x3**4 * np.sin(x1)}


def ishigami_indices(a=7, b=0.1):
    """First-order and total indices by the closed form of the variances."""
    first = 0.5 * (1 + b * math.pi**4 / 5) ** 2
    second, together = a**2 / 8, b**2 * math.pi**8 * (1 / 18 - 1 / 50)
    all_ = first + second + together
    return np.array([first, second, 0]) / all_, np.array([first + together, second, together]) / all_


def linear(**inputs):
    return {"sum": sum(inputs.values())}


def product(x, y):
    return {"y": x * y}


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_ishigami_within_a_few_standard_errors(seed):
    found = sobol(ishigami, ANGLES, seed=seed)["y"]
    first, total = ishigami_indices()
    assert found.names == ("x1", "x2", "x3")
    assert (np.abs(found.first - first) < 4 * found.first_error + 1e-4).all()
    assert (np.abs(found.total - total) < 4 * found.total_error + 1e-4).all()
    assert found.first_error.max() < 0.003


def test_estimates_and_errors_shrink_with_more_points():
    sizes = [64, 256, 1024, 4096, 16384]
    found = sobol(ishigami, ANGLES, points=sizes)["y"]
    first, total = ishigami_indices()
    assert found.first.shape == found.total_error.shape == (5, 3)
    error = np.abs(np.stack([found.first - first, found.total - total])).max(axis=(0, 2))
    assert error[0] > 0.02
    assert error[-1] < 0.001
    assert (np.diff(found.first_error.max(axis=1)) < 0).all()
    alone = sobol(ishigami, ANGLES, points=1024)["y"]
    assert (alone.first == found.first[2]).all()


def test_one_replicate_is_scipys_estimate():
    found = sobol(ishigami, ANGLES, replicates=2, points=512, seed=9)["y"]
    runs = [
        sobol_indices(
            func=lambda x: ishigami(*x)["y"], n=512, dists=[uniform(-math.pi, 2 * math.pi)] * 3, rng=generator
        )
        for generator in np.random.default_rng(9).spawn(2)
    ]
    assert found.first == pytest.approx(np.mean([run.first_order for run in runs], axis=0), abs=1e-9)
    assert found.total == pytest.approx(np.mean([run.total_order for run in runs], axis=0), abs=1e-9)
    spread = np.abs(runs[0].total_order - runs[1].total_order) / 2  # of two values the deviation over the root of two
    assert found.total_error == pytest.approx(spread, abs=1e-9)


@settings(max_examples=20)
@given(widths)
def test_an_additive_model_shares_out_its_variance(widths):
    """Shares are those of the squared widths, and there are no interactions."""
    found = sobol(linear, {f"x{i}": Uniform(0, width) for i, width in enumerate(widths)})["sum"]
    shares = np.square(widths) / np.square(widths).sum()
    assert found.first == pytest.approx(shares, abs=0.01)
    assert found.total == pytest.approx(shares, abs=0.01)
    assert found.first.sum() == pytest.approx(1, abs=0.01)
    assert (found.first <= found.total + 5 * (found.first_error + found.total_error) + 1e-6).all()


def test_an_additive_model_of_other_distributions():
    low, mode, high = 0, 1, 4
    variances = np.array(
        [
            1 / 12,
            (low**2 + mode**2 + high**2 - low * mode - low * high - mode * high) / 18,
            (10**2 - 1) / (2 * math.log(10)) - (9 / math.log(10)) ** 2,
        ]
    )
    found = sobol(linear, {"a": UNIT, "b": Triangular(low, mode, high), "c": LogUniform(1, 10)})["sum"]
    assert found.total == pytest.approx(variances / variances.sum(), abs=0.005)
    assert found.first.sum() == pytest.approx(1, abs=0.005)


def test_a_product_has_an_interaction():
    """Of the variance 7/144 of a product of two unit inputs, each explains 3/7 alone, and 1/7 is theirs together."""
    found = sobol(product, {"x": UNIT, "y": UNIT})["y"]
    assert found.first == pytest.approx([3 / 7] * 2, abs=0.005)
    assert found.total == pytest.approx([4 / 7] * 2, abs=0.005)


def test_indices_do_not_know_the_scale_of_the_output_nor_the_order_of_inputs():
    plain = sobol(ishigami, ANGLES)["y"]
    scaled = sobol(lambda **x: {"y": 1000 + 50 * ishigami(**x)["y"]}, ANGLES)["y"]
    assert scaled.first == pytest.approx(plain.first, abs=1e-9)
    turned = sobol(ishigami, dict(reversed(ANGLES.items())))["y"]
    assert turned.names == ("x3", "x2", "x1")
    assert turned.total[::-1] == pytest.approx(plain.total, abs=0.01)


def test_every_output_has_its_indices_and_what_does_not_vary_has_none():
    found = sobol(lambda x, y: {"x": x, "both": x + y, "neither": 0.1}, {"x": UNIT, "y": UNIT})
    assert list(found) == ["x", "both", "neither"]
    assert found["x"].total == pytest.approx([1, 0], abs=1e-3)
    assert found["both"].total == pytest.approx([0.5, 0.5], abs=1e-2)
    assert (found["neither"].first == 0).all()
    assert (found["neither"].total_error == 0).all()


def test_a_known_input_explains_nothing():
    found = sobol(linear, {"a": UNIT, "b": Uniform(3, 3)})["sum"]
    assert found.total == pytest.approx([1, 0], abs=1e-3)


def test_the_same_seed_gives_the_same():
    one, same, other = (sobol(ishigami, ANGLES, points=256, seed=seed)["y"] for seed in (3, 3, 4))
    assert (one.first == same.first).all()
    assert (one.total_error == same.total_error).all()
    assert (one.first != other.first).all()


def test_tornado_puts_the_widest_swing_first():
    found = tornado(lambda x, y, z: {"sum": x + 10 * y - 3 * z, "x": x}, {"x": UNIT, "y": UNIT, "z": UNIT})
    assert found["sum"].names == ("y", "z", "x")
    assert found["sum"].at_base == 4
    assert found["sum"].at_low.tolist() == [-1, 5.5, 3.5]
    assert found["sum"].at_high.tolist() == [9, 2.5, 4.5]
    assert found["x"].names[0] == "x"
    assert found["x"].at_low.tolist() == [0, 0.5, 0.5]


@given(st.floats(0, 1), st.floats(1, 3))
def test_tornado_is_the_model_at_each_end(x, y):
    ranges = {"x": UNIT, "y": LogUniform(1, 3)}
    found = tornado(product, ranges, base={"x": x, "y": y})["y"]
    ends = dict(zip(found.names, zip(found.at_low, found.at_high, strict=True), strict=True))
    assert ends == {"x": (0, y), "y": (x, 3 * x)}
    assert found.at_base == x * y


def test_tornado_of_one_input_and_of_a_constant():
    found = tornado(lambda x: {"twice": 2 * x, "same": 7}, {"x": Triangular(0, 1, 2)})
    assert (found["twice"].at_low[0], found["twice"].at_base, found["twice"].at_high[0]) == (0, 2, 4)
    assert found["same"].at_low.tolist() == found["same"].at_high.tolist() == [7]


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: sobol(linear, {}), r"ranges must name at least 2 inputs \(got nothing\)"),
        (lambda: sobol(linear, {"a": UNIT}), r"ranges must name at least 2 inputs \(got a\)"),
        (
            lambda: sobol(product, {"x": UNIT, "y": UNIT}, points=[64, 100]),
            r"points must be a power of two \(got 100\)",
        ),
        (lambda: sobol(product, {"x": UNIT, "y": UNIT}, replicates=1), r"replicates must be in \[2, 1,000\] \(got 1\)"),
        (lambda: sobol(product, {"x": UNIT, "y": UNIT}, replicates=2.5), r"replicates must be a whole number"),
        (lambda: sobol(product, {"x": UNIT, "y": UNIT}, seed=-1), r"seed must be in \[0, 999,999\] \(got -1\)"),
        (
            lambda: sobol(lambda x, y: {}, {"x": UNIT, "y": UNIT}),
            r"model must return at least 1 output \(got nothing\)",
        ),
        (
            lambda: sobol(lambda x, y: {"z": np.where(x + y > 1.9, np.inf, x)}, {"x": UNIT, "y": UNIT}),
            r"z must be finite wherever the inputs are within their ranges \(got inf\)",
        ),
        (lambda: tornado(linear, {}), r"ranges must name at least 1 input \(got nothing\)"),
        (lambda: tornado(product, {"x": UNIT, "y": UNIT}, base={"x": 0.5}), r"base must name x, y \(got x\)"),
        (
            lambda: tornado(product, {"x": UNIT, "y": UNIT}, base={"x": 0.5, "y": 2}),
            r"y must be in \[0, 1\] \(got 2\)",
        ),
        (lambda: tornado(lambda x: {"z": np.log(-x)}, {"x": UNIT}), r"z must be finite"),
    ],
)
@pytest.mark.filterwarnings("ignore:invalid value", "ignore:divide by zero")
def test_bad_input_is_named(make, message):
    with pytest.raises(ValueError, match=message):
        make()


def test_a_model_may_return_its_only_output_without_a_name():
    ranges = {"x": Uniform(0, 1), "y": Uniform(0, 1)}
    bare, named = sobol(lambda x, y: x + y, ranges, points=64), sobol(lambda x, y: {"output": x + y}, ranges, points=64)
    np.testing.assert_array_equal(bare["output"].total, named["output"].total)
    assert tornado(lambda x, y: x * y, ranges)["output"].at_base == 0.25
