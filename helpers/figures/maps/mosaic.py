"""A quantity over a country: tiles of equal area in steps of one colour, in panels side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import shapely

from helpers.dataset.world import World
from helpers.figures.legend import symbol_entry
from helpers.figures.maps.basemap import base_map, outlines, strokes
from helpers.figures.maps.marks import marks
from helpers.figures.maps.panel import Panel, axes_of, map_layout, name_places
from helpers.figures.style import colour
from helpers.models.projection import Projection

__all__ = ["tile_map"]

_CHINA = Projection(lat_deg=36, lon_deg=106)
_EXTENT_KM = (-2900, 2800, -2150, 2150)
_WIDE = ((0, 0.492, 0, 0.9), (0.508, 1, 0, 0.9))
_NARROW = ((0, 1, 0.52, 0.955), (0, 1, 0, 0.435))
_OPACITY = (0.16, 0.3, 0.46, 0.64)


def tile_map(
    world: World,
    tiles: pd.DataFrame,
    columns: Mapping[str, str],
    *,
    steps: Sequence[float],
    step_names: Sequence[str],
    places: pd.DataFrame,
    radars: pd.DataFrame,
    tone: str,
    unit: str,
) -> go.Figure:
    """Draw one or two maps of China with tiles, the stronger the greater the value.

    Parameters
    ----------
    world : World
        Boundaries.
    tiles : pandas.DataFrame
        One row per tile: ``lat``, ``lon`` and ``area_km2`` of its middle and size, and a column for each map.
    columns : mapping of str to str
        Which column to draw, by the title of the map.
    steps : sequence of float
        Lower bounds of up to four steps, rising; what lies below the first is left blank.
    step_names : sequence of str
        What each step is called in the legend.
    places : pandas.DataFrame
        Places to mark: ``site``, ``label``, ``lat``, ``lon``, and the same columns, whose values stand beside the names.
    radars : pandas.DataFrame
        ``site``, ``label``, ``lat``, ``lon``.
    tone : str
        Name of a colour.
    unit : str
        Unit of the values, as written on the map.
    """
    if not 1 <= len(columns) <= len(_WIDE):
        raise ValueError(f"columns must be one or two (got {len(columns)})")
    panels = [
        Panel(_CHINA, _EXTENT_KM, *where, title=escape(title, quote=False))
        for title, where in zip(columns, zip(_WIDE, _NARROW, strict=True), strict=False)
    ]
    figure = go.Figure(layout=map_layout(panels))
    for panel, axis, column in zip(panels, axes_of(panels), columns.values(), strict=True):
        figure.add_traces(base_map(world, panel, axis))
        figure.add_traces(_steps(tiles, column, steps, step_names, panel, axis, tone))
        labels = [f"{name} {value:,.0f} {unit}" for name, value in zip(places["label"], places[column], strict=True)]
        own = pd.concat([radars, places.assign(label=labels)], ignore_index=True)
        names = name_places(panel, own, own["site"].tolist())
        for rows, look in (
            (radars, ("us-and-allies", "triangle-up")),
            (places.assign(label=labels), ("ink", "circle")),
        ):
            marker = {"symbol": look[1], "color": colour(look[0])}
            figure.add_trace(
                marks(
                    list(rows.itertuples()),
                    panel,
                    axis,
                    name=f"places, {panel.title}",
                    marker=marker,
                    names=names,
                    hover=_hover,
                )
            )
    for name, opacity in zip(step_names, _OPACITY, strict=False):
        figure.add_trace(symbol_entry(name, symbol="square", color=colour(tone), size=12, opacity=opacity))
    return figure


def _steps(
    tiles: pd.DataFrame,
    column: str,
    steps: Sequence[float],
    step_names: Sequence[str],
    panel: Panel,
    axis: str,
    tone: str,
) -> list[go.Scatter]:
    """Return one fill for each step: the tiles of it, joined."""
    x_km, y_km = panel.projection.to_plane(tiles["lon"], tiles["lat"])
    half = np.sqrt(tiles["area_km2"].to_numpy()) / 2
    squares = shapely.box(x_km - half, y_km - half, x_km + half, y_km + half)
    values, gap = tiles[column].to_numpy(), float(half.max()) / 2
    traces = []
    for i, (low, name) in enumerate(zip(steps, step_names, strict=True)):
        high = steps[i + 1] if i + 1 < len(steps) else np.inf
        some = squares[(values >= low) & (values < high)]
        # meridians lean against the plane, so that squares leave slits: closed by growing and shrinking
        joined = shapely.union_all(some).buffer(gap, join_style="mitre").buffer(-gap, join_style="mitre")
        x, y = strokes(outlines(shapely.simplify(joined, panel.pixel_km)))
        traces.append(
            go.Scatter(
                x=x, y=y, name=f"{panel.title}: {name}", mode="lines", fill="toself", fillcolor=colour(tone), opacity=_OPACITY[i],
                line={"width": 0}, hoverinfo="skip", showlegend=False, xaxis=f"x{axis}", yaxis=f"y{axis}",
            )
        )  # fmt: skip
    return traces


def _hover(row: Any) -> str:
    return f"<b>{escape(row.label, quote=False)}</b>"
