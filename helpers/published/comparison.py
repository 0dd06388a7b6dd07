"""Published numbers beside those of the models, with the distance in units of the tolerance."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from helpers.published.evaluation import evaluate
from helpers.published.vectors import Vector

__all__ = ["Comparison", "compare", "misses"]


@dataclass(frozen=True)
class Comparison:
    """One quantity of one vector: what was expected, what the model gives, and their distance over the tolerance."""

    vector: Vector
    quantity: str
    expected: Any
    found: Any
    miss: float


def compare(vectors: Iterable[Vector]) -> list[Comparison]:
    """Return every quantity of some vectors that the models compute.

    What somebody printed and no model claims to reproduce, an estimate with other means for instance, has no tolerance and
    is left out.

    >>> from helpers.published import read_vectors
    >>> max(case.miss for case in compare(vector for vector in read_vectors() if vector.family == "radar")) <= 1
    True
    """
    found = []
    for vector in vectors:
        results = evaluate(vector.model, vector.inputs)
        for name, expected in vector.expected.items():
            tolerance = vector.tolerance.get(name)
            if tolerance is None and name.startswith("published") and name not in results:
                continue
            miss = float(misses(results[name], expected, tolerance).max())
            found.append(Comparison(vector, name, expected, results[name], miss))
    return found


def misses(found: Any, expected: Any, tolerance: Any) -> npt.NDArray[np.float64]:
    """Return errors over tolerances: at most 1 is right, and 0 or infinity where nothing but the value itself will do.

    Of an absolute and a relative tolerance the larger counts. A list of results against one number is a band, both ends of
    which must be near.

    >>> misses(10.5, 10, {"abs": 1}).tolist()
    0.5
    """
    if isinstance(expected, dict) and expected.keys() == {"min", "max"}:
        middle, half = (expected["max"] + expected["min"]) / 2, (expected["max"] - expected["min"]) / 2
        return np.asarray(np.abs(np.asarray(found, float) - middle) / half)
    if isinstance(expected, list) and None in expected:
        return np.array([misses(one, other, tolerance).max() for one, other in zip(found, expected, strict=True)])
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
