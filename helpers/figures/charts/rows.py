"""Rows of a chart in groups with headings: where each stands, and what is written at its height."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

import pandas as pd

__all__ = ["headed_rows", "row_heights"]


def headed_rows(rows: Iterable[tuple[str | None, str]], *, room: float = 0.5) -> tuple[list[float], dict[float, str]]:
    """Return the height of each row, from 0 downwards, and the text at each height, headings in bold.

    Parameters
    ----------
    rows : iterable of (str or None, str)
        Heading and name of each row, from the top. A heading stands above the first of the rows that follow one another
        with it; None is no heading.
    room : float
        Rows between a group and the next heading.

    Examples
    --------
    >>> headed_rows([("Fruit", "pear"), ("Fruit", "fig"), ("Nuts", "hazel")])
    ([-1.0, -2.0, -4.5], {0.0: '<b>Fruit</b>', -1.0: 'pear', -2.0: 'fig', -3.5: '<b>Nuts</b>', -4.5: 'hazel'})
    """
    heights: list[float] = []
    ticks: dict[float, str] = {}
    height, above = 0.0, None
    for heading, name in rows:
        if heading is not None and heading != above:
            height -= room if above is not None else 0
            above = heading
            ticks[height] = f"<b>{escape(str(heading), quote=False)}</b>"
            height -= 1
        heights.append(height)
        ticks[height] = escape(str(name), quote=False)
        height -= 1
    return heights, ticks


def row_heights(frame: pd.DataFrame, label: str, group: str | None) -> tuple[list[float], dict[float, str]]:
    """Return the same for the rows of a table, by the columns of their names and, if there are any, of their headings."""
    headings = frame[group] if group else [None] * len(frame)
    return headed_rows(zip(headings, frame[label], strict=True))
