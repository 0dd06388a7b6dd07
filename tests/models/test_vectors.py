"""Every vector whose model exists, within its tolerance. Run with -s for the worst ratio of error to tolerance."""

import sys
from collections import defaultdict
from pathlib import Path

import numpy as np
import pytest
import yaml

from tests.models.vectors import MODELS, evaluate

VECTORS = yaml.safe_load(Path(__file__).with_name("vectors.yaml").read_text(encoding="utf-8"))
IMPLEMENTED = [vector for vector in VECTORS if vector["model"] in MODELS]


def misses(found, expected, tolerance):
    """Errors over tolerances: at most 1 is right, and 0 or infinity where nothing but the value itself will do.

    Of an absolute and a relative tolerance the larger counts. A list of results against one number is a band, both ends of
    which must be near.
    """
    if isinstance(expected, dict) and expected.keys() == {"min", "max"}:
        middle, half = (expected["max"] + expected["min"]) / 2, (expected["max"] - expected["min"]) / 2
        return np.abs(np.asarray(found, float) - middle) / half
    if isinstance(expected, list) and None in expected:
        return np.array([misses(one, other, tolerance) for one, other in zip(found, expected, strict=True)])
    if expected is None or tolerance in (None, "exact"):
        return np.array(0.0 if found == expected else np.inf)
    if isinstance(expected, dict):
        return np.array([misses(found[name], value, tolerance).max() for name, value in expected.items()])
    got, wanted = np.asarray(found, float), np.asarray(expected, float)
    if wanted.ndim and got.shape != wanted.shape:
        return np.array(np.inf)
    below = np.maximum(tolerance.get("abs", 0), tolerance.get("rel", tolerance.get("rel_below", 0)) * np.abs(wanted))
    above = np.maximum(tolerance.get("abs", 0), tolerance.get("rel", tolerance.get("rel_above", 0)) * np.abs(wanted))
    error, allowed = np.abs(got - wanted), np.where(got < wanted, below, above)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(error == 0, 0.0, error / allowed)
    return np.where(np.isnan(ratio), np.inf, ratio)


@pytest.fixture(scope="module")
def worst():
    kept = defaultdict(list)
    yield kept
    for family, ratios in sorted(kept.items()):
        ratio, name = max(ratios)
        sys.stdout.write(f"\n{family}: {len(ratios)} vectors, worst error {ratio:.2f} of its tolerance ({name})")


@pytest.mark.parametrize("vector", IMPLEMENTED, ids=lambda vector: vector["id"])
def test_vector(vector, worst):
    found = evaluate(vector["model"], vector["inputs"])
    ratios = {}
    for name, expected in vector["expected"].items():
        tolerance = vector["tolerance"].get(name)
        if tolerance is None and name.startswith("published") and name not in found:
            continue  # what somebody printed, for the reader to compare
        ratios[name] = float(misses(found[name], expected, tolerance).max())
    worst[vector["model"].split(".")[0]].append((max(ratios.values()), vector["id"]))
    wrong = {name: (found[name], vector["expected"][name]) for name, ratio in ratios.items() if not ratio <= 1}
    assert not wrong, f"found and expected: {wrong}"


def test_ids_are_unique_and_every_tolerance_has_its_value():
    assert len({vector["id"] for vector in VECTORS}) == len(VECTORS) == 133
    for vector in VECTORS:
        assert vector["tolerance"].keys() <= vector["expected"].keys(), vector["id"]


@pytest.mark.parametrize(
    ("found", "expected", "tolerance", "ratio"),
    [
        (10.5, 10, {"abs": 1}, 0.5),
        (12, 10, {"abs": 1, "rel": 0.4}, 0.5),
        (11, 10, {"rel": 0.05}, 2),
        ([9, 12], 10, {"abs": 2}, 1),
        ([1, 2.5], [1, 2], {"abs": 0.5}, 1),
        ([1.0], [1, 2], {"abs": 5}, np.inf),
        (9, 10, {"rel_below": 0.2, "rel_above": 0.0}, 0.5),
        (11, 10, {"rel_below": 0.2, "rel_above": 0.0}, np.inf),
        (3, {"min": 2, "max": 3}, "bounds", 1),
        (4, {"min": 2, "max": 3}, "bounds", 3),
        (["a", "b"], ["a", "b"], "exact", 0),
        ([3, None], [3, None], {"abs": 0}, 0),
        ([3, 9], [3, None], {"abs": 0}, np.inf),
        (True, False, None, np.inf),
        ({"a": 1, "b": 4}, {"a": 1, "b": 2}, {"abs": 1}, 2),
        (np.nan, 1, {"abs": 1}, np.inf),
    ],
)
def test_rules_of_tolerance(found, expected, tolerance, ratio):
    assert float(misses(found, expected, tolerance).max()) == pytest.approx(ratio)


def test_unknown_models_and_inputs_are_named():
    with pytest.raises(ValueError, match=r"model must be one of .*geo.geodesic, .* \(got 'geo.area'\)"):
        evaluate("geo.area", {})
    with pytest.raises(
        ValueError, match=r"inputs of radar.scan_loss must be those of one form: \(scan_angle_deg, one_way"
    ):
        evaluate("radar.scan_loss", {"angle": 3})
