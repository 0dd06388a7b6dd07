"""Colours and the Plotly template, from one file of tokens that the style sheet and the page's script share.

Figures are built in the light colours. A figure takes colours from `colour` alone, so that every one of them has a dark
counterpart and the page can swap them when the reader changes the theme.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import plotly.graph_objects as go

__all__ = ["SIDES", "TRANSPARENT", "Side", "colour", "recolour", "template", "tokens"]

TRANSPARENT = "rgba(0,0,0,0)"
_FONT = "system-ui, -apple-system, Segoe UI, Roboto, Helvetica Neue, Noto Sans, DejaVu Sans, sans-serif"


@lru_cache(maxsize=1)
def tokens() -> dict[str, dict[str, str]]:
    """Return every colour by name, with its value on light and on dark paper."""
    loaded: dict[str, dict[str, str]] = json.loads((Path(__file__).parent / "tokens.json").read_text(encoding="utf-8"))
    return loaded


def colour(name: str) -> str:
    """Return the light value of a colour.

    >>> colour("russia")
    '#5c2985'
    """
    return tokens()[name]["light"]


def recolour(value: Any, theme: str) -> Any:
    """Return a specification in which every light colour is replaced by its counterpart in a theme.

    >>> recolour({"line": {"color": "#5c2985", "width": 2}}, "dark")
    {'line': {'color': '#ceb4ff', 'width': 2}}
    """
    if isinstance(value, dict):
        return {key: recolour(part, theme) for key, part in value.items()}
    if isinstance(value, list):
        return [recolour(part, theme) for part in value]
    return _counterparts(theme).get(value, value) if isinstance(value, str) else value


@lru_cache
def _counterparts(theme: str) -> dict[str, str]:
    return {values["light"]: values[theme] for values in tokens().values()}


@dataclass(frozen=True)
class Side:
    """How a side of the argument is drawn throughout the book: by colour, and by what is seen without colours."""

    name: str
    tone: str
    dash: str
    symbol: str


SIDES = {
    side.tone: side
    for side in (
        Side("United States and allies", "us-and-allies", "solid", "triangle-up"),
        Side("China", "china", "dashdot", "square"),
        Side("Russia", "russia", "dash", "diamond"),
        Side("North Korea", "north-korea", "dot", "circle"),
        Side("Iran", "iran", "longdash", "pentagon"),
    )
}


@lru_cache(maxsize=1)
def template() -> Any:
    """Return the Plotly template of the book: no box, thin rules, legend below, no drag that would trap a scroll."""
    axis = {
        "showgrid": True,
        "automargin": True,
        "gridcolor": colour("rule"),
        "gridwidth": 1,
        "zeroline": False,
        "linecolor": colour("rule"),
        "tickcolor": colour("rule"),
        "tickfont": {"color": colour("ink-soft")},
        "title": {"font": {"color": colour("ink-soft"), "size": 13}},
    }
    return go.layout.Template(
        layout={
            "font": {"family": _FONT, "size": 13, "color": colour("ink")},
            "paper_bgcolor": TRANSPARENT,
            "plot_bgcolor": TRANSPARENT,
            "colorway": [colour(side) for side in SIDES],
            "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
            "xaxis": axis,
            "yaxis": axis,
            "dragmode": False,
            "hoverlabel": {
                "bgcolor": colour("sea"),
                "bordercolor": colour("rule"),
                "font": {"color": colour("ink"), "family": _FONT},
                "align": "left",
            },
            "legend": {
                "orientation": "h",
                "yref": "container",
                "y": 0,
                "yanchor": "bottom",
                "x": 0,
                "xanchor": "left",
                "itemclick": False,
                "itemdoubleclick": False,
            },
        }
    )
