"""Threads: what stands in the middle is tied by lines to what stands on either side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from helpers.figures.legend import line_entry
from helpers.figures.style import colour

__all__ = ["Strand", "thread_chart"]

_LEFT, _RIGHT = 0.235, 0.785  # where lines end beside the names of either side, as parts of the width
_HUB = (0.355, 0.66)  # edges of the block in the middle
_STEPS = 24  # points of a curve
_NAME_PX, _HUB_PX, _NOTE_PX, _LEGEND_PX = 11, 12, 10, 22


@dataclass(frozen=True)
class Strand:
    """How a kind of line is drawn."""

    dash: str = "solid"
    width_px: float = 1.6


def thread_chart(
    links: pd.DataFrame,
    *,
    hub: str,
    partner: str,
    side: str,
    look: str,
    looks: Mapping[str, Strand],
    hubs: Mapping[str, Sequence[str]],
    sides: Mapping[str, str],
    middle: str,
) -> go.Figure:
    """Draw a line from each hub in the middle to each of its partners on the left and on the right.

    Names on either side are put into the order in which lines cross least by the mean height of their hubs. Hubs with
    partners on both sides are in bold.

    Parameters
    ----------
    links : pandas.DataFrame
        One row per line.
    hub, partner, side, look : str
        Columns: the two ends, the side on which the partner stands, and the kind of line.
    looks : mapping of str to Strand
        How each kind is drawn, in the order of the legend.
    hubs : mapping of str to sequence of str
        The hubs from the top, each with the lines of small print below its name.
    sides : mapping of str to str
        The left and the right side, each with its title; its name is that of its colour.
    middle : str
        Title of the hubs.
    """
    heights = {name: -float(i) for i, name in enumerate(hubs)}
    figure = go.Figure()
    ends: dict[str, dict[str, float]] = {}
    for name in sides:
        rows = links[links[side] == name]
        ends[name] = _spread(rows.assign(height=rows[hub].map(heights)).groupby(partner)["height"].mean(), len(hubs))
    for place, name in enumerate(sides):
        for kind, strand in looks.items():
            rows = links[(links[side] == name) & (links[look] == kind)]
            if len(rows):
                lines = [(heights[a], ends[name][b]) for a, b in zip(rows[hub], rows[partner], strict=True)]
                figure.add_trace(_curves(lines, place, f"{name}: {kind}", colour(name), strand))
    for place, name in enumerate(sides):
        figure.add_trace(_names(ends[name], place, name))
    reach = links.groupby(hub)[side].nunique()
    figure.add_trace(_hubs(hubs, heights, {name for name in hubs if reach.get(name, 0) > 1}))
    for kind, strand in looks.items():
        figure.add_trace(line_entry(kind, color=colour("ink-soft"), width=strand.width_px, dash=strand.dash))
    titles = zip([0.0, float(np.mean(_HUB)), 1.0], ["left", "center", "right"], [*_around(sides, middle)], strict=True)
    figure.update_layout(
        xaxis={"visible": False, "range": [0, 1], "fixedrange": True},
        yaxis={"visible": False, "range": [-len(hubs) + 0.4, 0.6], "fixedrange": True},
        annotations=[
            {
                "text": f"<b>{escape(text, quote=False)}</b>", "x": x, "xanchor": anchor, "xref": "x", "y": 1, "yref": "paper",
                "yanchor": "bottom", "yshift": 4, "showarrow": False, "font": {"size": _NAME_PX, "color": tone},
            }
            for x, anchor, (text, tone) in titles
        ],
        margin={"l": 4, "r": 4, "t": 30, "b": 16 + _LEGEND_PX * ((len(looks) + 1) // 2)},
        meta={"narrow": {"margin.b": 16 + _LEGEND_PX * len(looks)}},
    )  # fmt: skip
    return figure


def _around(sides: Mapping[str, str], middle: str) -> list[tuple[str, str]]:
    (left, left_title), (right, right_title) = sides.items()
    return [(left_title, colour(left)), (middle, colour("ink")), (right_title, colour(right))]


def _spread(means: pd.Series[float], count: int) -> dict[str, float]:
    """Return a height for each name: in the order of the means, at even distances over the height of the hubs."""
    names = sorted((str(name) for name in means.index), key=lambda name: (-means[name], name))
    step = count / max(len(names), 1)
    return {name: 0.5 - step * (i + 0.5) for i, name in enumerate(names)}


def _curves(lines: Sequence[tuple[float, float]], place: int, name: str, ink: str, strand: Strand) -> go.Scatter:
    t = np.linspace(0, 1, _STEPS)
    begin, finish = (_HUB[0], _LEFT) if place == 0 else (_HUB[1], _RIGHT)
    across, ease = begin + (finish - begin) * t, t * t * (3 - 2 * t)
    x: list[float | None] = []
    y: list[float | None] = []
    for hub, end in lines:
        x += [*np.round(across, 4).tolist(), None]
        y += [*np.round(hub + (end - hub) * ease, 4).tolist(), None]
    return go.Scatter(
        x=x, y=y, mode="lines", name=name, hoverinfo="skip", showlegend=False, opacity=0.85,
        line={"color": ink, "width": strand.width_px, "dash": strand.dash},
    )  # fmt: skip


def _names(ends: Mapping[str, float], place: int, side: str) -> go.Scatter:
    return go.Scatter(
        x=[(_LEFT, _RIGHT)[place]] * len(ends), y=list(ends.values()), mode="text", name=f"{side}: names", hoverinfo="skip",
        text=[escape(f"{name} " if place == 0 else f" {name}", quote=False) for name in ends], showlegend=False,
        textposition=("middle left", "middle right")[place], textfont={"size": _NAME_PX, "color": colour("ink")},
    )  # fmt: skip


def _hubs(hubs: Mapping[str, Sequence[str]], heights: Mapping[str, float], bold: set[str]) -> go.Scatter:
    texts = []
    for name, notes in hubs.items():
        title = f"<b>{escape(name, quote=False)}</b>" if name in bold else escape(name, quote=False)
        small = "".join(
            f'<br><span style="font-size:{_NOTE_PX}px">{escape(note, quote=False)}</span>' for note in notes
        )
        texts.append(title + small)
    return go.Scatter(
        x=[float(np.mean(_HUB))] * len(hubs), y=[heights[name] for name in hubs], mode="text", text=texts, name="hubs",
        textposition="middle center", textfont={"size": _HUB_PX, "color": colour("ink")}, hoverinfo="skip", showlegend=False,
    )  # fmt: skip
