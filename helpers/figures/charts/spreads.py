"""Spreads in rows, on one or several scales side by side: from the least to the greatest value, with a mark between."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from helpers.figures.charts.axes import plain
from helpers.figures.charts.curves import Band, Look
from helpers.figures.charts.rows import row_heights
from helpers.figures.legend import symbol_entry
from helpers.figures.style import colour

__all__ = ["Scale", "spread_chart"]

_LINE_PX, _MARK_PX, _ARROW_PX = 5, 9, 10
_LANES = 0.5  # part of a row over which its series are spread
_HEAD_ROOM = 1.6  # rows above the first, for the names of bands
_STEP_PX = 14  # between names of levels
_GAP, _STACK_GAP = 0.05, 0.13  # between scales, as parts of the figure


@dataclass(frozen=True)
class Scale:
    """A horizontal axis: what it measures with its unit, its ends, the ranges of it that are named, and a heading."""

    title: str
    ends: tuple[float, float]
    bands: Sequence[Band] = ()
    heading: str = ""


def spread_chart(
    frame: pd.DataFrame,
    *,
    label: str,
    scale: str,
    series: str,
    low: str,
    high: str,
    value: str,
    scales: Mapping[str, Scale],
    looks: Mapping[str, Look],
    group: str | None = None,
    beyond: str | None = None,
    beyond_name: str = "",
) -> go.Figure:
    """Draw for each row and series a line from its least to its greatest value with a mark on it, on the scale named.

    Scales stand side by side on wide screens and below each other on narrow ones. Series of a row lie one below the other.

    Parameters
    ----------
    frame : pandas.DataFrame
        One row per line; rows of the chart stand in the order of their first appearance. Values are cut at the ends of the
        scale.
    label, scale, series : str
        Columns: what the row is, on which of ``scales`` it is drawn, and which of ``looks`` it has.
    low, high, value : str
        Columns of numbers; a missing value has no mark.
    scales : mapping of str to Scale
        The axes in their order.
    looks : mapping of str to Look
        Colours and symbols of series in the order of the legend.
    group : str, optional
        Column of headings; rows of one heading stand together.
    beyond, beyond_name : str, optional
        Column of booleans, true where a line has no upper end, and what the arrow at its end means.
    """
    rows = frame.drop_duplicates(label)
    heights, ticks = row_heights(rows, label, group)
    height_of = dict(zip(rows[label], heights, strict=True))
    figure = go.Figure()
    for number, (name, axis) in enumerate(scales.items()):
        axes = "" if number == 0 else str(number + 1)
        some = frame[frame[scale] == name]
        lanes = [key for key in looks if (some[series] == key).any()]
        for lane, key in enumerate(lanes):
            shift = _LANES * (0.5 - (lane + 0.5) / len(lanes)) if len(lanes) > 1 else 0.0
            part = some[some[series] == key]
            at = np.array([height_of[text] + shift for text in part[label]])
            figure.add_traces(_spreads(part, at, axis, axes, label, low, high, value, key, looks[key]))
            if beyond and part[beyond].any():
                figure.add_trace(_arrows(part[beyond].to_numpy(dtype=bool), at, axis, axes, key, looks[key]))
    used = {key: look for key, look in looks.items() if (frame[series] == key).any()}
    figure.add_traces(
        [symbol_entry(key, color=colour(look.tone), size=_MARK_PX, symbol=look.symbol) for key, look in used.items()]
    )
    if beyond and frame[beyond].any():
        figure.add_trace(symbol_entry(beyond_name, color=colour("ink-soft"), size=_MARK_PX, symbol="triangle-right"))
    entries = len(used) + bool(beyond)
    return figure.update_layout(_layout(scales, heights, ticks, entries))


def _spreads(
    part: pd.DataFrame,
    at: Any,
    axis: Scale,
    axes: str,
    label: str,
    low: str,
    high: str,
    value: str,
    name: str,
    look: Look,
) -> list[go.Scatter]:
    ends = np.clip(part[[low, high]].to_numpy(dtype=float), *axis.ends)
    x = np.column_stack([ends, np.full(len(part), np.nan)]).ravel()
    place = {"xaxis": f"x{axes}", "yaxis": f"y{axes}", "showlegend": False}
    texts = [
        f"{escape(str(text), quote=False)}<br>{first:,.5g} to {last:,.5g}"
        for text, first, last in zip(part[label], part[low], part[high], strict=True)
    ]
    return [
        go.Scatter(
            x=plain(x), y=plain(np.repeat(at, 3)), mode="lines", name=f"{name}: spreads", hoverinfo="skip", opacity=0.4,
            line={"color": colour(look.tone), "width": _LINE_PX}, **place,
        ),
        go.Scatter(
            x=plain(part[value]), y=plain(at), mode="markers", name=escape(name, quote=False), text=texts, hoverinfo="text",
            marker={"color": colour(look.tone), "size": _MARK_PX, "symbol": look.symbol}, **place,
        ),
    ]  # fmt: skip


def _arrows(beyond: Any, at: Any, axis: Scale, axes: str, name: str, look: Look) -> go.Scatter:
    """Return arrows at the upper end of the scale."""
    return go.Scatter(
        x=[axis.ends[1]] * int(beyond.sum()), y=plain(at[beyond]), mode="markers", name=f"{name}: beyond", hoverinfo="skip",
        marker={"color": colour(look.tone), "size": _ARROW_PX, "symbol": "triangle-right"}, showlegend=False,
        xaxis=f"x{axes}", yaxis=f"y{axes}", cliponaxis=False,
    )  # fmt: skip


def _layout(
    scales: Mapping[str, Scale], heights: Sequence[float], ticks: Mapping[float, str], entries: int
) -> dict[str, Any]:
    count = len(scales)
    narrow: dict[str, Any] = {"margin.b": 52 + 22 * entries}
    layout: dict[str, Any] = {
        "margin": {"l": 8, "r": 16, "t": 26, "b": 52 + 22 * ((entries + 1) // 2)},
        "meta": {"narrow": narrow},
        "annotations": [],
        "shapes": [],
    }
    width, tall = (1 - _GAP * (count - 1)) / count, (1 - _STACK_GAP * (count - 1)) / count
    for number, axis in enumerate(scales.values()):
        axes = "" if number == 0 else str(number + 1)
        left, top = number * (width + _GAP), 1 - number * (tall + _STACK_GAP)
        layout[f"xaxis{axes}"] = {
            "fixedrange": True, "tickformat": ",", "tickangle": 0, "range": list(axis.ends), "domain": [left, left + width],
            "anchor": f"y{axes}", "title": {"text": escape(axis.title, quote=False), "standoff": 8},
        }  # fmt: skip
        layout[f"yaxis{axes}"] = {
            "tickvals": list(ticks), "ticktext": list(ticks.values()), "showgrid": False, "fixedrange": True,
            "automargin": True, "range": [min(heights) - 0.7, _HEAD_ROOM], "anchor": f"x{axes}", "ticklabelstandoff": 6,
            "tickfont": {"color": colour("ink"), "size": 12}, "showticklabels": number == 0,
        }  # fmt: skip
        narrow[f"xaxis{axes}.domain"], narrow[f"yaxis{axes}.domain"] = [0, 1], [max(0.0, top - tall), top]
        narrow[f"yaxis{axes}.showticklabels"], narrow[f"xaxis{axes}.nticks"] = True, 5
        layout["shapes"] += [_shape(band, axes) for band in axis.bands]
        named = [band for band in axis.bands if band.text]
        levels = [band for band in named if np.isclose(band.low, band.high)]
        layout["annotations"] += [
            _name(band, axis, axes, step=levels.index(band) % 2 if band in levels else 0) for band in named
        ]
        if axis.heading:
            layout["annotations"].append(
                {
                    "text": f"<b>{escape(axis.heading, quote=False)}</b>", "showarrow": False, "font": {"size": 13},
                    "xref": f"x{axes} domain", "x": 0, "xanchor": "left",
                    "yref": f"y{axes} domain", "y": 1, "yanchor": "bottom", "yshift": 4,
                }
            )  # fmt: skip
    return layout


def _shape(band: Band, axes: str) -> dict[str, Any]:
    look = {"fillcolor": colour(band.tone), "opacity": 0.22, "line": {"width": 0}}
    if np.isclose(band.low, band.high):
        look = {"line": {"color": colour(band.tone), "width": 1.5, "dash": "dot"}}
    return {
        "type": "rect", "layer": "below", "xref": f"x{axes}", "x0": band.low, "x1": band.high,
        "yref": f"y{axes} domain", "y0": 0, "y1": 1, **look,
    }  # fmt: skip


def _name(band: Band, axis: Scale, axes: str, *, step: int) -> dict[str, Any]:
    """Return the name of a band, at the top in its middle, or beside a level; every second of them stands lower."""
    side, shift = "center", 0
    if np.isclose(band.low, band.high):
        side, shift = ("right", -3) if band.low > sum(axis.ends) / 2 else ("left", 3)
    return {
        "text": escape(band.text, quote=False).replace("\n", "<br>"), "showarrow": False, "align": "center",
        "font": {"color": colour("ink-soft"), "size": 11}, "xref": f"x{axes}", "x": (band.low + band.high) / 2,
        "xanchor": side, "xshift": shift, "yshift": -_STEP_PX * step, "yref": f"y{axes} domain", "y": 1, "yanchor": "top",
    }  # fmt: skip
