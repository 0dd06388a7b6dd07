"""Every vector, within its tolerance. Run with -s for the worst ratio of error to tolerance."""

import sys
from collections import defaultdict

import numpy as np
import pytest

from helpers import load
from helpers.published import compare, evaluate, misses, read_vectors

VECTORS = read_vectors()


@pytest.fixture(scope="module")
def worst():
    kept = defaultdict(list)
    yield kept
    for family, ratios in sorted(kept.items()):
        ratio, name = max(ratios)
        sys.stdout.write(f"\n{family}: {len(ratios)} vectors, worst error {ratio:.2f} of its tolerance ({name})")


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector.id)
def test_vector(vector, worst):
    cases = compare([vector])
    worst[vector.family].append((max(case.miss for case in cases), vector.id))
    wrong = {case.quantity: (case.found, case.expected) for case in cases if not case.miss <= 1}
    assert not wrong, f"found and expected: {wrong}"


def test_ids_are_unique_and_every_tolerance_has_its_value():
    assert len({vector.id for vector in VECTORS}) == len(VECTORS) == 133
    for vector in VECTORS:
        assert vector.tolerance.keys() <= vector.expected.keys(), vector.id


def test_sources_are_publications_of_the_dataset():
    """And what a publication is said to serve as background is what it serves."""
    sources, cited = load().records["sources"], set(load().citations["source"])
    used = defaultdict(list)
    for vector in VECTORS:
        if vector.source:
            used[vector.source].append(vector.id)
    assert used.keys() <= sources.keys()
    for key in used.keys() - cited:
        assert sources[key].background == f"Numbers that the models reproduce: {', '.join(used[key])}."


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
