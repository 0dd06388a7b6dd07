"""What models demand of their arguments: one message for all, with the name, the rule and the value."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

__all__ = ["demand", "together", "whole", "within"]


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
    if isinstance(value, (int, float)) and low < value <= high:  # most arguments: several times faster than as an array
        return np.asarray(value, float)
    numbers = np.asarray(value, float)
    inside = (numbers > low if open_low else numbers >= low) & (numbers <= high)  # false for what is not a number
    if numbers.size and inside.all():
        return numbers
    rule = f"must be in {'(' if open_low else '['}{low:,g}, {high:,g}]"
    raise ValueError(f"{name} {rule} (got {f'{numbers[~inside].flat[0]:,g}' if numbers.size else 'nothing'})")


def whole(name: str, value: npt.ArrayLike, low: float, high: float) -> npt.NDArray[np.int64]:
    """Return the values as whole numbers, all inside an interval.

    Raises
    ------
    ValueError
        When there is none, or one is not a whole number or outside.

    >>> whole("warheads", 2.5, 0, 100)
    Traceback (most recent call last):
    ...
    ValueError: warheads must be a whole number (got 2.5)
    """
    numbers = within(name, value, low, high)
    demand(name, numbers, numbers == np.floor(numbers), "must be a whole number")
    return numbers.astype(np.int64)


def demand(name: str, value: npt.ArrayLike, holds: npt.ArrayLike, rule: str) -> None:
    """Refuse values for which a rule that depends on other arguments does not hold.

    Raises
    ------
    ValueError
        With the name, the rule and the first value that breaks it.

    >>> demand("speed_km_s", [7, 12], [True, False], "must be less than the escape speed")
    Traceback (most recent call last):
    ...
    ValueError: speed_km_s must be less than the escape speed (got 12)
    """
    if not np.all(holds):
        numbers, good = np.broadcast_arrays(np.asarray(value, float), holds)
        raise ValueError(f"{name} {rule} (got {numbers[~good].flat[0]:,g})")


def together(**arguments: npt.NDArray[np.float64]) -> list[npt.NDArray[np.float64]]:
    """Return arrays in their common shape.

    Raises
    ------
    ValueError
        When they have none.

    >>> together(lat_deg=np.zeros(3), lon_deg=np.zeros(2))
    Traceback (most recent call last):
    ...
    ValueError: lat_deg, lon_deg must have shapes that broadcast together (got (3,), (2,))
    """
    try:
        return list(np.broadcast_arrays(*arguments.values()))
    except ValueError:
        shapes = ", ".join(str(array.shape) for array in arguments.values())
        raise ValueError(f"{', '.join(arguments)} must have shapes that broadcast together (got {shapes})") from None
