"""A figure or table in a few lines of text: what git stores of it, what nbval compares, what a reviewer reads.

The lines change whenever what is plotted changes: a checksum covers the points, texts and symbols of each trace and
step, and all values of the data; the ranges show a reviewer where.
"""

from __future__ import annotations

import hashlib
import json
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pandas as pd

__all__ = ["BACKGROUND", "describe_data", "describe_traces", "format_number"]

BACKGROUND = "background"
"""Mark (``meta``) of traces that are no data: coastlines and legend entries, which the summary leaves out."""


def describe_traces(spec: dict[str, Any]) -> list[str]:
    """Return one line per trace: kind, name, number of points, ranges to four digits; and one for the frames."""
    lines = []
    for trace in spec["data"]:
        if trace.get("meta") == BACKGROUND:
            continue
        x, y = trace.get("x") or [], trace.get("y") or []
        name = trace.get("name") or "(no name)"
        kind = trace.get("type", "scatter")
        lines.append(
            f"  {kind} '{name}': {len(x)} points{_span('x', x)}{_span('y', y)}, checksum {_digest(_drawn(trace))}"
        )
    frames = spec.get("frames") or []
    if frames:
        digest = _digest([_drawn(trace) for frame in frames for trace in frame["data"]])
        lines.append(f"  {len(frames)} steps: {frames[0]['name']} to {frames[-1]['name']}, checksum {digest}")
    return lines


def describe_data(frame: pd.DataFrame) -> list[str]:
    """Return the size and a checksum of a frame, and the range and mean of each numeric column.

    The mean has six digits, because it is what shows a reviewer that one value among many has moved.
    """
    lines = [f"  data: {len(frame)} rows, {len(frame.columns)} columns, checksum {checksum(frame)}"]
    for name in frame.select_dtypes("number"):
        column = frame[name].dropna()
        if len(column):
            low, high = format_number(column.min()), format_number(column.max())
            lines.append(f"    {name}: {low} to {high}, mean {column.mean():,.6g}")
    return lines


def checksum(frame: pd.DataFrame) -> str:
    """Return eight hexadecimal digits that depend on every value of a frame, numbers to ten digits."""
    text = frame.to_csv(index=False, float_format="%.10g", lineterminator="\n")
    return hashlib.sha256(text.encode()).hexdigest()[:8]


_DRAWN = ("x", "y", "z", "text", "hovertext", "customdata", "labels", "values")


def _drawn(trace: dict[str, Any]) -> list[Any]:
    """Return what a trace says, without how it looks: a new colour is no new datum."""
    return [*(trace.get(key) for key in _DRAWN), (trace.get("marker") or {}).get("symbol")]


def _digest(value: Any) -> str:
    text = json.dumps(_rounded(value), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def _rounded(value: Any) -> Any:
    """Round numbers to six digits, so that the last bits of another machine's arithmetic change nothing."""
    if isinstance(value, float):
        return float(f"{value:.6g}")
    return [_rounded(item) for item in value] if isinstance(value, list) else value


def format_number(value: float, digits: int = 4) -> str:
    """Write a number with some significant digits and without an exponent, as the page's scripts do: halves go up.

    >>> format_number(4512.6), format_number(0.123456)
    ('4,513', '0.1235')
    """
    exact = Decimal(float(value))
    if not exact.is_finite() or not exact:
        return f"{value:g}"
    rounded = exact.quantize(Decimal(1).scaleb(exact.adjusted() - digits + 1), rounding=ROUND_HALF_UP)
    whole, _, part = f"{rounded:,f}".partition(".")
    return f"{whole}.{part.rstrip('0')}".rstrip(".")


def _span(axis: str, values: list[Any]) -> str:
    present = [value for value in values if value is not None]
    if not present:
        return ""
    if all(isinstance(value, (int, float)) for value in present):
        return f", {axis} {format_number(min(present))} to {format_number(max(present))}"
    return f", {axis} {min(map(str, present))} to {max(map(str, present))}"
