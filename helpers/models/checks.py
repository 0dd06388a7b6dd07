"""What models demand of their arguments: one message for all, with the name, the rule and the value."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

__all__ = ["within"]


def within(
    name: str, value: npt.ArrayLike, low: float, high: float, *, open_low: bool = False
) -> npt.NDArray[np.float64]:
    """Return the values as numbers, all inside an interval.

    Raises
    ------
    ValueError
        When there is none, or one is not a number or outside.

    >>> within("lat_deg", 91, -90, 90)
    Traceback (most recent call last):
    ...
    ValueError: lat_deg must be in [-90, 90] (got 91)
    """
    numbers = np.asarray(value, float)
    rule = f"must be in {'(' if open_low else '['}{low:,g}, {high:,g}]"
    if not numbers.size:
        raise ValueError(f"{name} {rule} (got nothing)")
    inside = (numbers > low if open_low else numbers >= low) & (numbers <= high)  # false for what is not a number
    if not inside.all():
        raise ValueError(f"{name} {rule} (got {numbers[~inside].flat[0]:,g})")
    return numbers
