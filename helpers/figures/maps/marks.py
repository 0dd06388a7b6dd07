"""Places on a map: symbols, some with their names beside them, that say more when a reader points at them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any

import plotly.graph_objects as go

from helpers.figures.maps.labels import LABEL_PX, NO_NAME, SYMBOL_PX
from helpers.figures.maps.panel import Panel
from helpers.figures.style import colour

__all__ = ["marks"]


def marks(
    rows: Sequence[Any],
    panel: Panel,
    axes: str,
    *,
    name: str,
    marker: Mapping[str, Any],
    names: Mapping[str, str],
    hover: Callable[[Any], str],
) -> go.Scatter:
    """Return one trace for the places of a table.

    Parameters
    ----------
    rows : sequence
        Places, each with ``site``, ``label``, ``lat`` and ``lon``.
    panel, axes
        The map, and the ending of the names of its axes.
    name : str
        Name of the trace in summaries.
    marker : mapping
        Symbol and colour, one for all or one for each.
    names : mapping of str to str
        Where the name of a site stands; sites that are not in it stay without.
    hover : callable
        What is said of a row when a reader points at it, as HTML.
    """
    x_km, y_km = panel.projection.to_plane([row.lon for row in rows], [row.lat for row in rows])
    return go.Scatter(
        x=x_km.round().astype(int).tolist(),
        y=y_km.round().astype(int).tolist(),
        name=name,
        mode="markers+text",
        marker={"size": SYMBOL_PX, "opacity": 1, **marker},
        text=[escape(row.label, quote=False) if row.site in names else NO_NAME for row in rows],
        textposition=[names.get(row.site, "top center") for row in rows],
        textfont={"size": LABEL_PX, "color": colour("ink")},
        hovertext=[hover(row) for row in rows],
        hoverinfo="text",
        showlegend=False,
        xaxis=f"x{axes}",
        yaxis=f"y{axes}",
    )
