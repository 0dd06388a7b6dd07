"""Days on a ruler of months that runs down the page, with what happened on either side of it."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import plotly.graph_objects as go

from helpers.figures.style import colour
from helpers.figures.summary import BACKGROUND

__all__ = ["day_ruler", "spread"]

_WRAP, _LINE_DAYS, _AIR_DAYS = 22, 3.1, 1.2  # letters in a line, and its height where a day has some five pixels
_EDGE, _DOT, _STEP, _BEND, _TEXT = (
    0.042,
    0.075,
    0.05,
    0.165,
    0.195,
)  # from the middle of the ruler, as parts of half the width
_DOT_PX, _DOT_DAYS, _COLUMNS = 9, 2.1, 2  # a third column only for a third dot on one day
Floats = Sequence[float] | npt.NDArray[np.float64]


def day_ruler(
    frame: pd.DataFrame,
    *,
    day: str,
    text: str,
    side: str,
    sides: tuple[tuple[str, str, str], tuple[str, str, str]],
    looks: Mapping[str, str],
    look: str,
    start: str,
    end: str,
    last: tuple[str, str] | None = None,
) -> go.Figure:
    """Draw a ruler of days from the top down, with dated texts to the left and to the right of it.

    Parameters
    ----------
    frame : pandas.DataFrame
        One row per text.
    day, text, side, look : str
        Columns: a timestamp, what happened, the side on which it stands, and what kind of happening it is.
    sides : pair of (str, str, str)
        Value of ``side``, heading and colour, of the left and of the right.
    looks : mapping of str to str
        Symbol of each kind, in the order of the legend.
    start, end : str
        First and last day.
    last : (str, str), optional
        A day that closes the account, drawn across both sides, and its name.
    """
    first, final = pd.Timestamp(start), pd.Timestamp(end)
    days = float((final - first).days + 1)
    close = (pd.Timestamp(last[0]) - first).days + 0.5 if last else days  # nothing is written across the last line
    figure = go.Figure()
    notes: list[dict[str, Any]] = []
    for sign, (value, heading, tone) in zip((-1, 1), sides, strict=True):
        rows = frame[frame[side] == value].sort_values(day, kind="stable")
        at: npt.NDArray[np.float64] = np.asarray((rows[day] - first).dt.days + 0.5, np.float64)
        lines = [_lines(when, what) for when, what in zip(rows[day], rows[text], strict=True)]
        heights = np.array([_LINE_DAYS * len(line) for line in lines])
        places = spread(at, heights + _AIR_DAYS, 0.0, close)
        out = sign * (_DOT + _STEP * _columns(at))
        figure.add_traces([_leaders(at, places, out, sign, tone), *_dots(rows, at, out, tone, looks, look, day, text)])
        notes += [_note(sign * _TEXT, y, "<br>".join(line), sign) for y, line in zip(places, lines, strict=True)]
        notes.append({**_note(sign * _TEXT, 0, f"<b>{escape(heading)}</b>", sign), "yanchor": "bottom", "yshift": 8})
        notes[-1]["font"] = {"color": colour(tone)}
    shapes, months = _months(first, final)
    if last:
        shapes.append(_line(-1, 1, close, {"color": colour("ink-soft"), "dash": "dot", "width": 1}))
        notes.append({**_note(1, close, escape(last[1]), -1), "yanchor": "top", "font": {"color": colour("ink-soft")}})
    marks = [
        go.Scatter(x=[None], y=[None], name=name, meta=BACKGROUND, **_legend(symbol)) for name, symbol in looks.items()
    ]
    figure.add_traces(marks)
    figure.update_layout(
        xaxis={"range": [-1, 1], "visible": False, "fixedrange": True},
        yaxis={"range": [days, 0], "visible": False, "fixedrange": True},
        annotations=[*months, *notes],
        shapes=shapes,
        font={"size": 14},
        margin={"l": 4, "r": 4, "t": 34, "b": 40},
        meta={"narrow": {"font.size": 11}},
    )
    return figure


def spread(at: Floats, sizes: Floats, low: float, high: float) -> npt.NDArray[np.float64]:
    """Return middles for boxes that want to stand at given points: none overlap, and their order is kept.

    Boxes that would overlap form a block around the mean of what its members want; blocks that touch are joined. Where
    there is more room than they need, all stay between the limits.

    Parameters
    ----------
    at, sizes : sequence of float
        Wanted middles, ascending, and heights.
    low, high : float
        Limits for the edges of the boxes.

    Examples
    --------
    >>> spread([1, 1.5, 9], [2, 2, 2], 0, 12).tolist()
    [1.0, 3.0, 9.0]
    """
    heights = np.asarray(sizes, float)
    before = np.concatenate([[0.0], np.cumsum((heights[1:] + heights[:-1]) / 2)])[: len(heights)]
    blocks: list[list[float]] = []  # sum and number of the wanted middles, less what stands before
    for want in np.asarray(at, float) - before:
        blocks.append([want, 1])
        while len(blocks) > 1 and blocks[-2][0] / blocks[-2][1] >= blocks[-1][0] / blocks[-1][1]:
            total, count = blocks.pop()
            blocks[-1] = [blocks[-1][0] + total, blocks[-1][1] + count]
    shift = np.concatenate([np.full(int(count), total / count) for total, count in blocks]) if blocks else np.array([])
    if not len(heights):
        return shift
    top, bottom = low + heights[0] / 2, high - heights[-1] / 2 - before[-1]
    middles: npt.NDArray[np.float64] = np.clip(shift, top, max(top, bottom)) + before
    return middles


def _lines(when: pd.Timestamp, what: str) -> list[str]:
    """Return the text of a day in short lines, the date in bold in front."""
    date = when.strftime("%-d %B")
    first, *more = textwrap.wrap(f"{date}: {what}", _WRAP)
    head = escape(first, quote=False).replace(f"{date}:", f"<b>{date}</b>", 1)
    return [head, *(escape(line, quote=False) for line in more)]


def _note(x: float, y: float, text: str, sign: int) -> dict[str, Any]:
    return {
        "x": x, "y": y, "text": text, "showarrow": False, "align": "left" if sign > 0 else "right",
        "xanchor": "left" if sign > 0 else "right", "yanchor": "middle", "borderpad": 0,
    }  # fmt: skip


def _columns(at: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return how far out each dot stands, in steps, so that days close to each other do not cover one another."""
    ends: list[float] = []  # the last day in each column
    chosen: list[float] = []
    for day in at.tolist():
        column = next((i for i, end in enumerate(ends) if day - end >= _DOT_DAYS), len(ends))
        if column == _COLUMNS and min(ends) < day:
            column = ends.index(min(ends))
        ends[column : column + 1] = [day]
        chosen.append(column)
    return np.array(chosen, np.float64)


def _leaders(
    at: npt.NDArray[np.float64], places: npt.NDArray[np.float64], out: npt.NDArray[np.float64], sign: int, tone: str
) -> go.Scatter:
    x: list[float | None] = []
    y: list[float | None] = []
    for day, place, dot in zip(at.tolist(), places.tolist(), out.tolist(), strict=True):
        x += [dot, sign * _BEND, sign * (_TEXT - 0.01), None]
        y += [day, place, place, None]
    line = {"color": colour(tone), "width": 1}
    return go.Scatter(
        x=x, y=y, mode="lines", line=line, opacity=0.6, hoverinfo="skip", showlegend=False, meta=BACKGROUND
    )


def _dots(
    rows: pd.DataFrame, at: npt.NDArray[np.float64], out: npt.NDArray[np.float64], tone: str, looks: Mapping[str, str],
    look: str, day: str, text: str,
) -> list[go.Scatter]:  # fmt: skip
    traces = []
    for name, symbol in looks.items():
        chosen = (rows[look] == name).to_numpy()
        days = rows.loc[chosen, day].dt.strftime("%-d %B %Y")
        notes = [f"<b>{when}</b><br>{escape(what)}" for when, what in zip(days, rows.loc[chosen, text], strict=True)]
        marker = {"symbol": symbol, "size": _DOT_PX, "color": colour(tone), "line": {"width": 2, "color": colour(tone)}}
        traces.append(
            go.Scatter(
                x=out[chosen].tolist(), y=at[chosen].tolist(), mode="markers", name=f"{tone}: {name}",
                marker=marker, hovertext=notes, hoverinfo="text", showlegend=False,
            )
        )  # fmt: skip
    return traces


def _legend(symbol: str) -> dict[str, Any]:
    ink = colour("ink-soft")
    return {
        "mode": "markers",
        "marker": {"symbol": symbol, "size": _DOT_PX, "color": ink, "line": {"width": 2, "color": ink}},
    }


def _months(first: pd.Timestamp, final: pd.Timestamp) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the ruler: a field for each month with its name along it, and a line for each Monday."""
    shapes: list[dict[str, Any]] = []
    names: list[dict[str, Any]] = []
    for start in pd.date_range(first.replace(day=1), final, freq="MS"):
        top = max(0, (start - first).days)
        bottom = min((start + pd.offsets.MonthEnd(0) - first).days, (final - first).days) + 1
        frame = {"color": colour("ink-soft"), "width": 1}
        shapes.append(
            {"type": "rect", "x0": -_EDGE, "x1": _EDGE, "y0": top, "y1": bottom, "line": frame, "layer": "below"}
        )
        names.append(
            {
                "x": 0, "y": (top + bottom) / 2, "text": start.strftime("%B"), "textangle": -90, "showarrow": False,
                "font": {"color": colour("ink-soft"), "size": 11},
            }
        )  # fmt: skip
    for monday in pd.date_range(first, final, freq="W-MON"):
        shapes.append(_line(-_EDGE, _EDGE, (monday - first).days, {"color": colour("rule"), "width": 1}))
    return shapes, names


def _line(left: float, right: float, at: float, look: dict[str, Any]) -> dict[str, Any]:
    return {"type": "line", "x0": left, "x1": right, "y0": at, "y1": at, "line": look, "layer": "below"}
