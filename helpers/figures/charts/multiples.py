"""Small multiples: one panel for each series of counts, with what was planned beside what came."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from helpers.figures.charts.axes import axis_values
from helpers.figures.style import colour

__all__ = ["small_multiples"]

_COUNTED_PX, _PLANNED_PX = 8, 9
_GAP = 0.1  # between panels, as a part of the width; the titles need more of the height


def small_multiples(
    frame: pd.DataFrame,
    *,
    panel: str,
    x: str,
    y: str,
    planned: str,
    names: tuple[str, str],
    x_range: tuple[str, str],
    levels: Mapping[str, tuple[float, str]] | None = None,
    tone: str = "us-and-allies",
) -> go.Figure:
    """Draw counts as full circles on a line and plans as open diamonds, a panel for each series, all over the same years.

    Parameters
    ----------
    frame : pandas.DataFrame
        One row per count or plan, in the order of time.
    panel, x, y : str
        Columns: the title of the panel, the date, and the number. Panels stand in the order in which they come, two in a row.
    planned : str
        Column of booleans: true for a plan, at the date for which it was made.
    names : (str, str)
        What counts and plans are called in the legend.
    x_range : (str, str)
        First and last date.
    levels : mapping of str to (float, str), optional
        For a panel, a number to draw as a dotted line, and what it is.
    tone : str
        Name of a colour.
    """
    figure = go.Figure()
    layout: dict[str, Any] = {}
    narrow: dict[str, Any] = {}
    titles = list(dict.fromkeys(frame[panel]))
    rows = (len(titles) + 1) // 2
    notes: list[dict[str, Any]] = []
    shapes: list[dict[str, Any]] = []
    for i, title in enumerate(titles):
        mark = "" if i == 0 else str(i + 1)
        place, alone = _places(i, rows, len(titles))
        layout[f"xaxis{mark}"] = {
            "anchor": f"y{mark}", "domain": place[0], "range": list(x_range), "dtick": "M60", "tickformat": "%Y",
            "tickangle": 0, "fixedrange": True,
        }  # fmt: skip
        layout[f"yaxis{mark}"] = {
            "anchor": f"x{mark}", "domain": place[1], "rangemode": "tozero", "nticks": 5, "fixedrange": True,
        }  # fmt: skip
        narrow |= {f"xaxis{mark}.domain": alone[0], f"yaxis{mark}.domain": alone[1]}
        mine = frame[frame[panel] == title]
        figure.add_traces(_panel(mine, title, mark, x, y, planned, names, tone, legend=i == 0))
        notes.append(_note(f"<b>{escape(title, quote=False)}</b>", mark, x=0, y=1, anchor="bottom", shift=6))
        if levels and title in levels:
            number, text = levels[title]
            shapes.append(
                {
                    "type": "line", "xref": f"x{mark} domain", "x0": 0, "x1": 1, "yref": f"y{mark}", "y0": number, "y1": number,
                    "line": {"color": colour("ended"), "width": 1.5, "dash": "dot"},
                }
            )  # fmt: skip
            level = _note(escape(text, quote=False), mark, x=0, y=number, anchor="bottom", shift=0)
            notes.append(level | {"yref": f"y{mark}", "font": {"color": colour("ink-soft"), "size": 12}})
            layout[f"yaxis{mark}"]["range"] = [0, 1.2 * max(number, float(mine[y].max()))]
    figure.update_layout(
        **layout, annotations=notes, shapes=shapes, margin={"l": 8, "r": 14, "t": 30, "b": 54}, meta={"narrow": narrow}
    )
    return figure


def _places(i: int, rows: int, panels: int) -> tuple[tuple[list[float], list[float]], tuple[list[float], list[float]]]:
    """Return the domains of a panel on wide screens, two in a row, and on narrow ones, one in a row."""
    column, row = i % 2, i // 2
    width = (1 - _GAP) / 2
    across = [column * (width + _GAP), column * (width + _GAP) + width]
    return (across, _down(row, rows)), ([0, 1], _down(i, panels))


def _down(row: int, rows: int) -> list[float]:
    gap = 0.32 / rows
    height = (1 - gap * (rows - 1)) / rows
    top = 1 - row * (height + gap)
    return [top - height, top]


def _note(text: str, mark: str, *, x: float, y: float, anchor: str, shift: int) -> dict[str, Any]:
    return {
        "text": text, "showarrow": False, "xref": f"x{mark} domain", "x": x, "xanchor": "left",
        "yref": f"y{mark} domain", "y": y, "yanchor": anchor, "yshift": shift, "font": {"color": colour("ink")},
    }  # fmt: skip


def _panel(
    rows: pd.DataFrame,
    title: str,
    mark: str,
    x: str,
    y: str,
    planned: str,
    names: tuple[str, str],
    tone: str,
    *,
    legend: bool,
) -> list[go.Scatter]:
    ink = colour(tone)
    is_plan = rows[planned].to_numpy(dtype=bool)
    looks: list[dict[str, Any]] = [
        {"mode": "lines+markers", "line": {"color": ink, "width": 2}, "marker": {"color": ink, "size": _COUNTED_PX}},
        {
            "mode": "markers",
            "marker": {"color": ink, "size": _PLANNED_PX, "symbol": "diamond-open", "line": {"width": 2, "color": ink}},
        },
    ]
    traces = []
    for name, some, look in zip(names, (rows[~is_plan], rows[is_plan]), looks, strict=True):
        traces.append(
            go.Scatter(
                x=axis_values(some[x]), y=some[y].tolist(), name=escape(name, quote=False),
                legendgroup=name, showlegend=legend, cliponaxis=False, xaxis=f"x{mark}", yaxis=f"y{mark}",
                hovertemplate=f"{escape(title)}<br>{escape(name)}: %{{y:,}} (%{{x|%b %Y}})<extra></extra>", **look,
            )
        )  # fmt: skip
    return traces
