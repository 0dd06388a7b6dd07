"""Chronicles: rows of dated marks, each row under its own line of text, which has the whole width to itself."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from textwrap import wrap
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from helpers.figures.charts.axes import axis_values
from helpers.figures.charts.curves import Look
from helpers.figures.style import colour
from helpers.figures.summary import BACKGROUND

__all__ = ["chronicle"]

_LETTERS_WIDE, _LETTERS_NARROW = 104, 52  # that fit into a line of text at 12 px
_MARK_PX, _TEXT_PX, _ABOVE_PX = 11, 12, 7
_TOP_ROOM, _BOTTOM_ROOM = 0.95, 0.35  # rows above the first rule, for its text, and below the last


def chronicle(
    frame: pd.DataFrame,
    *,
    row: str,
    date: str,
    kind: str,
    looks: Mapping[str, Look],
    start: str,
    end: str,
    lead: str | None = None,
    says: str | None = None,
    dtick: str = "M24",
    dtick_narrow: str = "M60",
) -> go.Figure:
    """Draw one thin rule for each row of a chronicle, with a mark at the date of every event on it.

    Parameters
    ----------
    frame : pandas.DataFrame
        One row per event. Rows of the chronicle stand in the order in which they first occur, from the top.
    row, date, kind : str
        Columns: what stands above the rule, the date as a timestamp, and the kind of the event, which is a name in the legend.
    looks : mapping of str to Look
        The kinds, in the order of the legend, with colour and symbol.
    start, end : str
        Limits of the axis of dates.
    lead : str, optional
        Column of a few words that stand in bold before the text of the row.
    says : str, optional
        Column of what is told of an event when a reader points at it; without it the text of the row is told.
    dtick, dtick_narrow : str
        Steps of the axis on wide and on narrow screens.

    Raises
    ------
    ValueError
        When an event is of a kind that has no look.
    """
    unknown = sorted(set(frame[kind]) - set(looks))
    if unknown:
        raise ValueError(f"every kind needs a look (got none for {', '.join(unknown)})")
    texts = frame.drop_duplicates(row)
    heights = {text: -float(place) for place, text in enumerate(texts[row])}
    figure = go.Figure([_rules(heights, start, end)])
    for name, look in looks.items():
        some = frame[frame[kind] == name]
        figure.add_trace(_marks(some, name, look, heights, row, date, says))
    leads = texts[lead].tolist() if lead else [""] * len(texts)
    notes = [
        [_note(text, before, height, letters) for (text, height), before in zip(heights.items(), leads, strict=True)]
        for letters in (_LETTERS_WIDE, _LETTERS_NARROW)
    ]
    figure.update_layout(
        annotations=notes[0],
        xaxis={
            "range": [start, end], "side": "top", "dtick": dtick, "tickformat": "%Y", "tickangle": 0, "fixedrange": True,
        },
        yaxis={
            "range": [-len(heights) + 1 - _BOTTOM_ROOM, _TOP_ROOM], "visible": False, "fixedrange": True,
        },
        margin={"l": 8, "r": 8, "t": 30, "b": 30 + 22 * ((len(looks) + 2) // 3)},
        meta={
            "narrow": {
                "annotations": notes[1], "xaxis.dtick": dtick_narrow, "margin.b": 30 + 22 * ((len(looks) + 1) // 2),
            }
        },
    )  # fmt: skip
    return figure


def _rules(heights: Mapping[str, float], start: str, end: str) -> go.Scatter:
    x: list[str | None] = []
    y: list[float | None] = []
    for height in heights.values():
        x += [start, end, None]
        y += [height, height, None]
    line = {"color": colour("rule"), "width": 1.5}
    return go.Scatter(
        x=x, y=y, mode="lines", line=line, hoverinfo="skip", showlegend=False, name="rules", meta=BACKGROUND
    )


def _marks(
    some: pd.DataFrame, name: str, look: Look, heights: Mapping[str, float], row: str, date: str, says: str | None
) -> go.Scatter:
    told = [escape("<br>".join(wrap(str(text), 60)), quote=False) for text in some[says or row]]
    ink = colour(look.tone)
    return go.Scatter(
        x=axis_values(some[date]), y=[heights[text] for text in some[row]], mode="markers",
        name=escape(name, quote=False), hovertext=[text.replace("&lt;br&gt;", "<br>") for text in told], hoverinfo="text",
        marker={"color": ink, "size": _MARK_PX, "symbol": look.symbol, "line": {"width": 2, "color": ink}},
    )  # fmt: skip


def _note(text: str, lead: str, height: float, letters: int) -> dict[str, Any]:
    """Return the text of a row above its rule, in as many lines as it needs, the first words in bold."""
    lines = wrap(f"{lead} {text}".strip(), letters)
    shown = [escape(line, quote=False) for line in lines]
    if lead:
        bold = escape(lead, quote=False)
        shown[0] = f"<b>{bold}</b>{shown[0][len(bold) :]}"
    return {
        "text": "<br>".join(shown), "showarrow": False, "align": "left", "font": {"size": _TEXT_PX, "color": colour("ink")},
        "xref": "paper", "x": 0, "xanchor": "left", "yref": "y", "y": height, "yanchor": "bottom", "yshift": _ABOVE_PX,
    }  # fmt: skip
