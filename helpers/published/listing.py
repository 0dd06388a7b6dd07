"""Comparisons as the rows of a table for readers."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import numpy as np

from helpers.dataset.units import UNITS
from helpers.published.comparison import Comparison

__all__ = ["as_rows"]

_UNITS = UNITS | {"min": "minutes", "db": "dB", "nmi": "nautical miles", "mi": "miles", "ft": "feet", "w": "W"}
_MOST_DECIMALS = 6


def as_rows(cases: Iterable[Comparison]) -> list[dict[str, Any]]:
    """Return one row for each comparison: the case, the quantity, what is expected, what the model gives, how near that is.

    >>> from helpers.published import compare, read_vectors
    >>> row = as_rows(compare(vector for vector in read_vectors() if vector.id == "GEO-02"))[0]
    >>> row["Quantity"], row["Expected"], row["Here"]
    ('distance (km)', '7,769.6', '7,769.55')
    """
    return [
        {
            "Case": case.vector.id,
            "Quantity": _named(case.quantity),
            "Expected": _written(case.expected, case.expected),
            "Here": _written(case.found, case.expected, more=1),
            "Distance, share of the tolerance": round(case.miss, 2),
        }
        for case in cases
    ]


def _named(name: str) -> str:
    words = name.split("_")
    for length in (2, 1):
        unit = _UNITS.get("_".join(words[-length:]))
        if unit and len(words) > length:
            return f"{' '.join(words[:-length])} ({unit})"
    return " ".join(words)


def _written(value: Any, like: Any, more: int = 0) -> str:
    """Write a value with the decimals of another, or some more."""
    if isinstance(value, dict) and value.keys() == {"min", "max"}:
        return f"{_written(value['min'], like)} to {_written(value['max'], like)}"
    if isinstance(value, dict):
        return "; ".join(f"{key.replace('_', ' ')} {_written(part, like[key], more)}" for key, part in value.items())
    if isinstance(like, dict):  # bounds
        like = [like["min"], like["max"]]
    if isinstance(value, (bool, np.bool_)):
        return "yes" if value else "no"
    if isinstance(value, (list, tuple, np.ndarray)):
        parts = like if isinstance(like, list) and len(like) == len(value) else [like] * len(value)
        return "; ".join(_written(part, model, more) for part, model in zip(value, parts, strict=True))
    if value is None or isinstance(value, str):
        return value or "none"
    decimals = max((_decimals(number) for number in np.ravel(like) if number is not None), default=0) + more
    return f"{round(float(value), decimals) + 0.0:,.{decimals}f}"  # plus zero: no minus before a nought


def _decimals(number: float) -> int:
    return min(max(0, -int(Decimal(repr(float(number))).normalize().as_tuple().exponent)), _MOST_DECIMALS)
