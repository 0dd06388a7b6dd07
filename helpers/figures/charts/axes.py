"""Values and settings of an axis, by what a column holds: numbers, dates, or years where its name ends in ``year``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

__all__ = ["axis_look", "axis_values", "day", "hover_format", "plain"]


def axis_values(column: pd.Series[Any]) -> list[Any]:
    """Return a column as Plotly draws it: dates as text, what is missing as nothing.

    >>> axis_values(pd.Series([1.5, np.nan]))
    [1.5, None]
    """
    if pd.api.types.is_datetime64_any_dtype(column):
        return [None if pd.isna(when) else day(when) for when in column]
    if pd.api.types.is_integer_dtype(column) and not column.hasnans:
        return [int(value) for value in column]
    return list(plain(column))


def day(when: pd.Timestamp) -> str:
    """Return a day as Plotly takes it."""
    return when.strftime("%Y-%m-%d")


def plain(values: Any) -> list[float | None]:
    """Return numbers as Plotly takes them, None where there is none."""
    return [float(value) if np.isfinite(value) else None for value in np.asarray(values, float)]


def axis_look(column: pd.Series[Any], ends: Sequence[Any] | None) -> dict[str, Any]:
    """Return how an axis writes its numbers or dates, and its ends where they are given. A year stands in its middle."""
    if pd.api.types.is_datetime64_any_dtype(column):
        look: dict[str, Any] = {"type": "date", "tickformat": "%Y", "ticklabelmode": "period", "tickangle": 0}
        return look if ends is None else {**look, "range": [str(end) for end in ends]}
    number: dict[str, Any] = {"tickformat": "d" if _holds_years(column) else ","}
    return number if ends is None else {**number, "range": [float(end) for end in ends]}


def hover_format(column: pd.Series[Any], axis: str, digits: int) -> str:
    """Return the template of one coordinate in the note that a reader sees when pointing at it.

    >>> hover_format(pd.Series([1.0]), "x", 3)
    '%{x:,.3~g}'
    """
    if pd.api.types.is_datetime64_any_dtype(column):
        return f"%{{{axis}|%B %Y}}"
    return f"%{{{axis}:d}}" if _holds_years(column) else f"%{{{axis}:,.{digits}~g}}"


def _holds_years(column: pd.Series[Any]) -> bool:
    return str(column.name).endswith("year")
