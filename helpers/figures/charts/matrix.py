"""A matrix: rows by columns, in each cell a mark and a short text, or a dash where there is nothing."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import pandas as pd
import plotly.graph_objects as go

from helpers.figures.charts.curves import Look
from helpers.figures.charts.rows import headed_rows
from helpers.figures.style import colour
from helpers.figures.summary import BACKGROUND

__all__ = ["matrix_chart"]

_HEADING_ROOM = 0.3  # rows between a group and the next heading
_MARK_PX, _TEXT_PX, _LEGEND_PX = 9, 11, 22
_MARK_LEFT, _TITLE_LEFT = 0.32, 0.06  # how far marks and titles stand left of the middle, in columns


def matrix_chart(
    frame: pd.DataFrame,
    *,
    row: str,
    column: str,
    text: str,
    look: str,
    looks: Mapping[str, Look],
    rows: Mapping[str, str],
    columns: Mapping[str, str],
    hover: str | None = None,
) -> go.Figure:
    """Draw a mark with a text beside it for each row of a table, in the cell of its row and column.

    Parameters
    ----------
    frame : pandas.DataFrame
        One row per filled cell.
    row, column, text, look : str
        Columns: where the cell stands, what it says, and its kind.
    looks : mapping of str to Look
        How each kind is drawn, in the order of the legend.
    rows : mapping of str to str
        All rows from the top, each with the heading of its group; rows of one heading stand together.
    columns : mapping of str to str
        All columns from the left, each with its title, in which ``<br>`` breaks the line.
    hover : str, optional
        Column of what is said of a cell when a reader points at it.

    Raises
    ------
    ValueError
        When two rows of the table fall into one cell.
    """
    if frame.duplicated([row, column]).any():
        raise ValueError("two rows of the table fall into one cell")
    levels, ticks = headed_rows(((title, name) for name, title in rows.items()), room=_HEADING_ROOM)
    heights = dict(zip(rows, levels, strict=True))
    places = {name: float(i) for i, name in enumerate(columns)}
    figure = go.Figure()
    for name, how in looks.items():
        cells = frame[frame[look] == name]
        ink = colour(how.tone)
        said = cells[hover or text].astype("str")
        figure.add_trace(
            go.Scatter(
                x=[places[key] - _MARK_LEFT for key in cells[column]], y=[heights[key] for key in cells[row]],
                mode="markers+text", name=escape(name, quote=False),
                text=[f"\N{THIN SPACE}{escape(str(value), quote=False)}" for value in cells[text]],
                textposition="middle right", textfont={"size": _TEXT_PX, "color": colour("ink")},
                hovertext=[escape(value, quote=False) for value in said], hoverinfo="text", cliponaxis=False,
                marker={"symbol": how.symbol, "size": _MARK_PX, "color": ink, "opacity": 1, "line": {"width": 2, "color": ink}},
            )
        )  # fmt: skip
    filled = set(zip(frame[row], frame[column], strict=True))
    empty = [(places[key], heights[name]) for name in rows for key in columns if (name, key) not in filled]
    figure.add_trace(
        go.Scatter(
            x=[x - _TITLE_LEFT for x, _ in empty], y=[y for _, y in empty], mode="text", name="nothing",
            text=["\N{EN DASH}"] * len(empty), textfont={"size": _TEXT_PX, "color": colour("ended")},
            hoverinfo="skip", showlegend=False, meta=BACKGROUND,
        )
    )  # fmt: skip
    title_lines = max(title.count("<br>") for title in columns.values()) + 1
    figure.update_layout(
        xaxis={
            "tickvals": [x - _TITLE_LEFT for x in places.values()], "ticktext": list(columns.values()), "side": "top",
            "showgrid": False, "fixedrange": True, "range": [-0.5, len(columns) - 0.5], "tickangle": 0,
            "tickfont": {"color": colour("ink"), "size": 12},
        },
        yaxis={
            "tickvals": list(ticks), "ticktext": list(ticks.values()), "showgrid": False, "fixedrange": True, "automargin": True,
            "range": [min(heights.values()) - 0.6, 0.6], "ticklabelstandoff": 6, "tickfont": {"color": colour("ink"), "size": 12},
        },
        margin={"l": 8, "r": 8, "t": 12 + 16 * title_lines, "b": 20 + _LEGEND_PX * ((len(looks) + 1) // 2)},
        meta={"narrow": {"margin.b": 20 + _LEGEND_PX * len(looks), "xaxis.tickfont.size": 11}},
    )  # fmt: skip
    return figure
