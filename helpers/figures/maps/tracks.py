"""Ground tracks on a round map: where missiles fly, and the places that lie below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import plotly.graph_objects as go
import shapely

from helpers.dataset.world import World
from helpers.figures.charts.curves import Look
from helpers.figures.legend import line_entry, symbol_entry
from helpers.figures.maps.basemap import base_map, rim, strokes
from helpers.figures.maps.labels import SYMBOL_PX
from helpers.figures.maps.marks import marks
from helpers.figures.maps.panel import Panel, map_layout, name_places
from helpers.figures.style import colour
from helpers.models.projection import Projection

__all__ = ["track_map"]

_LINE_PX, _DOT_PX = 1.6, 5
_TOLERANCE_PX = 0.25


def track_map(
    world: World,
    tracks: pd.DataFrame,
    places: pd.DataFrame,
    *,
    looks: Mapping[str, Look],
    symbols: Mapping[str, Look],
    labels: Sequence[str],
    centre_deg: tuple[float, float] = (90, -95),
    radius_km: float = 6700,
) -> go.Figure:
    """Draw lines and places on a disc on which distances and directions from the centre are true.

    Parameters
    ----------
    world : World
        Boundaries.
    tracks : pandas.DataFrame
        One row per point, in order along the line: ``track``, ``group`` (one of ``looks``), ``lat``, ``lon``, and ``dot``, true
        where the line has a dot. What lies outside the disc is cut off.
    places : pandas.DataFrame
        One row per place: ``site``, ``label``, ``kind`` (one of ``symbols``), ``lat``, ``lon``.
    looks, symbols : mapping of str to Look
        Lines and symbols by group and by kind, in the order of the legend.
    labels : sequence of str
        Sites to name, the most important first; one whose name would collide stays without.
    centre_deg : (float, float)
        Latitude and longitude of the middle; at the North Pole the longitude points down.
    radius_km : float
        Radius of the disc.
    """
    panel = _panel(centre_deg, radius_km)
    figure = go.Figure(layout=map_layout([panel]))
    figure.add_traces([*base_map(world, panel), rim(panel)])
    for group, look in looks.items():
        figure.add_traces(_lines(tracks[tracks["group"] == group], panel, group, look))
    x_km, y_km, _ = panel.positions(places)
    inside = places[shapely.contains_xy(panel.frame, x_km, y_km)]
    names = name_places(panel, inside, [site for site in labels if site in set(inside["site"])])
    for kind, look in symbols.items():
        rows: list[Any] = list(inside[inside["kind"] == kind].itertuples())
        marker = {"symbol": look.symbol, "color": colour(look.tone)}
        figure.add_trace(marks(rows, panel, "", name=kind, marker=marker, names=names, hover=_hover))
    figure.add_traces(
        [line_entry(name, color=colour(look.tone), width=_LINE_PX, dash=look.dash) for name, look in looks.items()]
    )
    figure.add_traces(
        [
            symbol_entry(name, symbol=look.symbol, color=colour(look.tone), size=SYMBOL_PX)
            for name, look in symbols.items()
        ]
    )
    entries = len(looks) + len(symbols)
    figure.update_layout(margin={"b": 14 + 22 * ((entries + 2) // 3)})
    figure.layout.meta["narrow"]["margin.b"] = 14 + 22 * ((entries + 1) // 2)
    return figure


def _panel(centre_deg: tuple[float, float], radius_km: float) -> Panel:
    ends = (-radius_km, radius_km)
    return Panel(Projection(*centre_deg, kind="equidistant"), (*ends, *ends), is_round=True)


def _lines(points: pd.DataFrame, panel: Panel, group: str, look: Look) -> list[go.Scatter]:
    """Return the lines of a group as one trace, and its dots as another."""
    x_km, y_km, _ = panel.positions(points)
    drawn = [
        _cut(np.column_stack([x_km, y_km])[(points["track"] == track).to_numpy()], panel)
        for track in points["track"].unique()
    ]
    x, y = strokes([piece for pieces in drawn for piece in pieces])
    dotted = points["dot"].to_numpy(dtype=bool) & shapely.contains_xy(panel.frame, x_km, y_km)
    quiet = {"hoverinfo": "skip", "showlegend": False}
    return [
        go.Scatter(
            x=x, y=y, mode="lines", name=group, line={"color": colour(look.tone), "width": _LINE_PX, "dash": look.dash}, **quiet
        ),
        go.Scatter(
            x=x_km[dotted].round().astype(int).tolist(), y=y_km[dotted].round().astype(int).tolist(), mode="markers",
            name=f"{group}: dots", marker={"color": colour(look.tone), "size": _DOT_PX, "symbol": "circle"}, **quiet,
        ),
    ]  # fmt: skip


def _cut(line: npt.NDArray[np.float64], panel: Panel) -> list[npt.NDArray[np.float64]]:
    seen = shapely.intersection(shapely.LineString(line), panel.frame)
    pieces = shapely.get_parts(shapely.simplify(seen, _TOLERANCE_PX * panel.pixel_km))
    return [np.array(piece.coords) for piece in pieces if piece.geom_type == "LineString"]


def _hover(row: Any) -> str:
    return f"<b>{escape(row.label, quote=False)}</b><br>{escape(row.kind, quote=False)}"
