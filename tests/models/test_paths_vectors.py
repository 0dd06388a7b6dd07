"""The vectors of paths, reach, visibility and interception. Run with -s for the worst ratio of error to tolerance."""

import sys
from collections import defaultdict
from inspect import signature
from pathlib import Path

import numpy as np
import pytest
import yaml

from tests.models.vectors import intercept, time, traj

MODELS = traj.MODELS | intercept.MODELS | time.MODELS
VECTORS = yaml.safe_load(Path(__file__).with_name("vectors_paths.yaml").read_text(encoding="utf-8"))


def evaluate(model, inputs):
    """Return the outputs of the first form of a model that takes inputs of these names."""
    for form in MODELS[model]:
        try:
            signature(form).bind(**inputs)
        except TypeError:
            continue
        return form(**inputs)
    forms = "; ".join(f"({', '.join(signature(form).parameters)})" for form in MODELS[model])
    raise ValueError(f"inputs of {model} must be those of one form: {forms} (got {', '.join(inputs)})")


def miss(found, expected, tolerance):
    """Return the largest error over its tolerance; 1 is the most that is right."""
    if isinstance(expected, dict):
        middle, half = (expected["max"] + expected["min"]) / 2, (expected["max"] - expected["min"]) / 2
        return float(np.abs(found - middle) / half)
    if tolerance in (None, "exact"):
        return 0.0 if found == expected else np.inf
    got, wanted = np.asarray(found, float), np.asarray(expected, float)
    sides = (tolerance.get("rel", tolerance.get(side, 0)) for side in ("rel_below", "rel_above"))
    below, above = (np.maximum(tolerance.get("abs", 0), side * np.abs(wanted)) for side in sides)
    return float((np.abs(got - wanted) / np.where(got < wanted, below, above)).max())


@pytest.fixture(scope="module")
def worst():
    kept = defaultdict(list)
    yield kept
    for model, ratios in kept.items():
        ratio, name = max(ratios)
        sys.stdout.write(f"\n{model}: {len(ratios)} vectors, worst error {ratio:.3f} of its tolerance ({name})")


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["id"])
def test_vector(vector, worst):
    found = evaluate(vector["model"], vector["inputs"])
    ratios = {
        name: miss(found[name], expected, vector["tolerance"].get(name))
        for name, expected in vector["expected"].items()
        if name in found or not name.startswith("published")
    }
    worst[vector["model"]].append((max(ratios.values()), f"{vector['id']} {max(ratios, key=ratios.get)}"))
    wrong = {name: (found[name], vector["expected"][name]) for name, ratio in ratios.items() if not ratio <= 1}
    assert not wrong, f"found and expected: {wrong}"


def test_unknown_inputs_are_named():
    with pytest.raises(ValueError, match=r"inputs of traj.kepler must be those of one form: .* \(got angle\)"):
        evaluate("traj.kepler", {"angle": 3})
    with pytest.raises(ValueError, match="constants must be"):
        evaluate("traj.met", {"range_km": 3000, "constants": "flat"})
    with pytest.raises(ValueError, match=r"range_km must be one with a published time: .* \(got 77\)"):
        evaluate("time.flight", {"range_km": 77, "constants": traj.CONSTANTS})
