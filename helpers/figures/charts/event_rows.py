"""Events in rows: one mark for each, a row for each kind, those of one year stacked."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import pandas as pd
import plotly.graph_objects as go

from helpers.figures.charts.curves import Look
from helpers.figures.style import colour

__all__ = ["event_rows"]

_HEAD_ROOM = 1.5  # marks that the heading of a row needs
_MARK_PX, _LINE_PX = 8, 1.5


def event_rows(
    frame: pd.DataFrame,
    *,
    row: str,
    x: str,
    by: str,
    text: str,
    looks: Mapping[str, Look],
    x_range: tuple[float, float],
) -> go.Figure:
    """Draw one mark for each event, in rows with headings above them; those of one year in a row are stacked.

    Parameters
    ----------
    frame : pandas.DataFrame
        One row per event, in the order of time.
    row, x, by, text : str
        Columns: the heading of its row, its year, what tells the marks apart, and what it was, for the pointer. Rows stand in
        the order in which they come.
    looks : mapping of str to Look
        How each kind is drawn, in the order of the legend. A symbol ending in "open" or "thin" is drawn as a line.
    x_range : (float, float)
        First and last year.

    Raises
    ------
    KeyError
        When a kind has no look.
    """
    if missing := sorted(set(frame[by]) - set(looks)):
        raise KeyError(f"no look for {', '.join(missing)}")
    stacked = frame.assign(level=frame.groupby([row, x]).cumcount())
    depth, bases, notes = 0.0, {}, []
    for heading, events in stacked.groupby(row, sort=False):
        depth -= float(events["level"].max()) + _HEAD_ROOM + 1
        bases[heading] = depth
        notes.append(
            {
                "text": f"<b>{escape(str(heading), quote=False)}</b>", "showarrow": False, "xref": "paper", "x": 0,
                "xanchor": "left", "yref": "y", "y": depth + float(events["level"].max()) + 0.65, "yanchor": "bottom",
                "font": {"color": colour("ink")},
            }
        )  # fmt: skip
    stacked = stacked.assign(height=stacked[row].map(bases) + stacked["level"])
    figure = go.Figure()
    for kind, look in looks.items():
        some = stacked[stacked[by] == kind]
        ink = colour(look.tone)
        figure.add_trace(
            go.Scatter(
                x=some[x].tolist(), y=some["height"].tolist(), mode="markers", name=escape(kind, quote=False),
                text=[escape(str(what), quote=False) for what in some[text]], hovertemplate="%{text}<extra></extra>",
                marker={"color": ink, "size": _MARK_PX, "symbol": look.symbol, "line": {"width": _LINE_PX, "color": ink}},
            )
        )  # fmt: skip
    figure.update_layout(
        xaxis={"range": list(x_range), "dtick": 5, "tickformat": "d", "fixedrange": True},
        yaxis={"range": [depth - 0.7, 0], "showticklabels": False, "showgrid": False, "fixedrange": True},
        shapes=[
            {
                "type": "line", "xref": "paper", "x0": 0, "x1": 1, "yref": "y", "y0": base - 0.6, "y1": base - 0.6,
                "line": {"color": colour("rule"), "width": 1}, "layer": "below",
            }
            for base in bases.values()
        ],
        annotations=notes,
        margin={"l": 8, "r": 14, "t": 8, "b": 54},
        meta={"narrow": {"xaxis.dtick": 10}},
    )  # fmt: skip
    return figure
