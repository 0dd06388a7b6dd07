"""Entries of a legend: traces without points, which say what a symbol or a line means."""

from __future__ import annotations

from html import escape
from typing import Any

import plotly.graph_objects as go

from helpers.figures.summary import BACKGROUND

__all__ = ["line_entry", "symbol_entry"]


def symbol_entry(name: str, **marker: Any) -> go.Scatter:
    """Return an entry with a symbol, by Plotly's settings of a marker."""
    return _entry(name, mode="markers", marker=marker)


def line_entry(name: str, **line: Any) -> go.Scatter:
    """Return an entry with a line, by Plotly's settings of a line."""
    return _entry(name, mode="lines", line=line)


def _entry(name: str, **look: Any) -> go.Scatter:
    return go.Scatter(x=[None], y=[None], name=escape(name, quote=False), meta=BACKGROUND, **look)
