"""The chart of an explorer, and what the page's script reads to move it."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from html import escape
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from helpers.figures.charts.curves import title_above
from helpers.figures.explorer.parts import Output, Parts, Range
from helpers.figures.style import colour
from helpers.models.sampling import Grid, Model

__all__ = ["chart", "curve", "payload", "units"]

_DASHES = ("solid", "dash", "dot", "dashdot")


def curve(model: Model, parts: Parts) -> pd.DataFrame:
    """Return the outputs along the horizontal axis at the start of all other parameters."""
    nodes = parts.ranges[parts.along].axis.nodes
    settings = {**parts.start(), parts.along: nodes}
    results = {name: np.broadcast_to(values, nodes.shape) for name, values in model(**settings).items()}
    return pd.DataFrame({**settings, **{name: results[name] for name in parts.outputs}})


def units(parts: Parts) -> dict[str, str]:
    """Return the unit of every column of the curve; 1 is no unit."""
    named: dict[str, Range | Output] = {**parts.ranges, **parts.outputs}
    return {name: part.unit or "1" for name, part in named.items()}


def chart(parts: Parts, line: pd.DataFrame, results: Mapping[str, float], grid: Grid) -> go.Figure:
    """Draw three traces for each output: where the reader began, the line for the settings, the point on it."""
    along, figure = parts.ranges[parts.along], go.Figure()
    drawn = [(name, part, line[name].tolist()) for name, part in parts.outputs.items()]
    x = line[parts.along].tolist()
    for name, part, y in drawn:
        dash = _DASHES[list(parts.outputs).index(name) % len(_DASHES)]
        figure.add_traces(
            [
                go.Scatter(
                    x=x, y=y, mode="lines", name=f"{part.label}, at the start", hoverinfo="skip", showlegend=False,
                    line={"color": colour("ended"), "width": 1.5, "dash": "dot"},
                ),
                go.Scatter(
                    x=x, y=y, mode="lines", name=part.label, line={"color": colour(part.tone), "width": 3, "dash": dash},
                    hovertemplate=f"%{{x:,.4~g}} {escape(along.unit)}: %{{y:,.3~g}} {escape(part.unit)}<extra></extra>",
                    showlegend=len(drawn) > 1,
                ),
                go.Scatter(
                    x=[along.start], y=[results[name]], mode="markers", name=f"{part.label}, at the setting", hoverinfo="skip",
                    marker={"color": colour(part.tone), "size": 12}, showlegend=False,
                ),
            ]
        )  # fmt: skip
    bounds = [np.exp(grid.bounds[n]) if n in grid.logs else grid.bounds[n] for n in parts.outputs]
    low, high = min(b[0] for b in bounds), max(b[1] for b in bounds)
    is_log = any(part.log for part in parts.outputs.values())
    first = next(iter(parts.outputs.values()))
    axis = {"fixedrange": True, "automargin": True, "tickformat": ","}
    scale = (
        {"type": "log", "range": [np.log10(low), np.log10(high)]}
        if is_log
        else {"range": [low, high + 0.04 * (high - low)]}
    )
    top = title_above(_title(first) if len(drawn) == 1 else first.unit)
    figure.update_layout(
        xaxis={
            **axis, "type": "log" if along.log else "linear", "range": _span(along),
            "title": {"text": escape(_title(along), quote=False), "standoff": 8},
        },
        yaxis={**axis, **scale},
        annotations=[top],
        margin={"l": 8, "r": 14, "t": 32, "b": 44 if len(drawn) == 1 else 84},
    )  # fmt: skip
    return figure


def _span(part: Range) -> list[float]:
    return [float(np.log10(v)) for v in (part.low, part.high)] if part.log else [part.low, part.high]


def _title(part: Range | Output) -> str:
    return f"{part.label} ({part.unit})" if part.unit else part.label


def payload(parts: Parts, grid: Grid) -> dict[str, Any]:
    """Return what the page's script reads: parameters, outputs with their codes in base64, the sentence."""
    return {
        "along": parts.along,
        "ranges": [
            {"name": name, "label": p.label, "unit": p.unit, "digits": p.digits, "low": p.low, "high": p.high, "log": p.log,
             "points": p.points, "start": p.start, "place": float(p.axis.place(p.start))}
            for name, p in parts.ranges.items()
        ],
        "outputs": [
            {"name": name, "unit": p.unit, "digits": p.digits, "log": p.log, "bounds": list(grid.bounds[name]),
             "codes": base64.b64encode(grid.codes[name].astype("<u2").tobytes()).decode()}
            for name, p in parts.outputs.items()
        ],
        "sentence": parts.sentence,
        "otherwise": parts.otherwise,
        "phrases": {
            name: {"of": p.of, "steps": [[None if bound == -np.inf else bound, text] for bound, text in p.steps]}
            for name, p in parts.phrases.items()
        },
    }  # fmt: skip
