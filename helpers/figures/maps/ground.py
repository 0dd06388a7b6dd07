"""Maps of places of several kinds, with rings around areas and tracks along the ground, in one panel or more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from helpers.dataset.world import World
from helpers.figures.charts.curves import Look
from helpers.figures.legend import line_entry, symbol_entry
from helpers.figures.maps.areas import area_traces, ring_trace
from helpers.figures.maps.basemap import base_map, strokes
from helpers.figures.maps.marks import marks
from helpers.figures.maps.panel import Panel, axes_of, map_layout, name_places
from helpers.figures.style import colour
from helpers.models.geodesy import Outline

__all__ = ["Ring", "ground_map"]

_LEGEND_PX, _FILL_PX = 10, 6
_QUIET = 0.6  # marks without names stand behind the names of others


@dataclass(frozen=True, eq=False)
class Ring:
    """One line round all the areas together, with a text at its "north" or "south" end in the picture.

    With its text in the "legend" the areas are filled too.
    """

    areas: Sequence[Outline]
    text: str
    tone: str
    dash: str = "solid"
    text_at: str = "north"


def ground_map(
    world: World,
    places: pd.DataFrame,
    *,
    panels: Mapping[str, Panel],
    looks: Mapping[str, Look],
    rings: Sequence[Ring] = (),
    tracks: pd.DataFrame | None = None,
    track_look: Look | None = None,
) -> go.Figure:
    """Draw places by kind on one map or on several, over rings and tracks.

    Parameters
    ----------
    world : World
        Boundaries.
    places : pandas.DataFrame
        One row per mark: ``panel`` (one of the panels), ``site``, ``label`` (empty for a mark without a name), ``kind`` (one of
        the looks), ``lat``, ``lon``, ``hover``, and optionally ``size_px``. Names are set where there is room, those of the
        first rows first.
    panels : mapping of str to Panel
        The maps.
    looks : mapping of str to Look
        Kinds in the order of the legend, which is also the order in which they are drawn.
    rings : sequence of Ring
        Lines around areas, on every map.
    tracks : pandas.DataFrame, optional
        Lines along the ground: ``panel``, ``track``, ``lat``, ``lon``, in the order along each.
    track_look : Look, optional
        Colour and dash of the tracks; needed with them.

    Raises
    ------
    KeyError
        When a kind has no look.
    """
    if missing := sorted(set(places["kind"]) - set(looks)):
        raise KeyError(f"no look for {', '.join(missing)}")
    quiet = {str(kind) for kind, some in places.groupby("kind") if not some["label"].any()}
    figure = go.Figure(layout=map_layout(list(panels.values())))
    for (name, panel), axis in zip(panels.items(), axes_of(list(panels.values())), strict=True):
        figure.add_traces(base_map(world, panel, axis))
        for ring in rings:
            figure.add_traces(_ring(ring, panel, axis))
        if tracks is not None and track_look is not None:
            figure.add_traces(_tracks(tracks[tracks["panel"] == name], panel, axis, track_look))
        figure.add_traces(_marks(places[places["panel"] == name], panel, axis, looks, name, quiet))
    figure.add_traces([_filled_entry(ring) for ring in rings if ring.text_at == "legend"])
    figure.add_traces(_legend(places, looks))
    return figure


def _ring(ring: Ring, panel: Panel, axis: str) -> list[go.Scatter]:
    look: dict[str, Any] = {"name": ring.text, "tone": ring.tone, "dash": ring.dash, "axes": axis}
    if ring.text_at == "legend":
        return area_traces(ring.areas, panel, **look)
    return [ring_trace(ring.areas, panel, **look, label=ring.text, label_at=ring.text_at)]


def _filled_entry(ring: Ring) -> go.Scatter:
    return line_entry(ring.text, color=colour(ring.tone), width=_FILL_PX, dash=ring.dash)


def _tracks(tracks: pd.DataFrame, panel: Panel, axis: str, look: Look) -> list[go.Scatter]:
    lines = [
        np.column_stack(panel.projection.to_plane(some["lon"].to_numpy(), some["lat"].to_numpy()))
        for _, some in tracks.groupby("track", sort=False)
    ]
    x, y = strokes(lines)
    return [
        go.Scatter(
            x=x, y=y, mode="lines", name="tracks", hoverinfo="skip", showlegend=False, xaxis=f"x{axis}", yaxis=f"y{axis}",
            line={"color": colour(look.tone), "width": 1.2, "dash": look.dash},
        )
    ]  # fmt: skip


def _marks(
    places: pd.DataFrame, panel: Panel, axis: str, looks: Mapping[str, Look], name: str, quiet: set[str]
) -> list[go.Scatter]:
    _, _, inside = panel.positions(places)
    seen = places[inside]
    named = seen[seen["label"] != ""]
    # marks without names are many and small: names keep clear of named places alone
    positions = name_places(panel, named, named["site"].tolist()) if len(named) else {}
    traces = []
    for kind, look in looks.items():
        rows: list[Any] = list(seen[seen["kind"] == kind].itertuples())
        ink = colour(look.tone)
        marker: dict[str, Any] = {"symbol": look.symbol, "color": ink, "line": {"width": 1.5, "color": ink}}
        if kind in quiet:
            marker["opacity"] = _QUIET
        if "size_px" in places:
            marker |= {"size": [float(row.size_px) for row in rows], "line": {"width": 1, "color": ink}}
        traces.append(
            marks(
                rows, panel, axis, name=f"{kind}, {name}", marker=marker, names=positions,
                hover=lambda row: escape(row.hover, quote=False),
            )
        )  # fmt: skip
    return traces


def _legend(places: pd.DataFrame, looks: Mapping[str, Look]) -> list[go.Scatter]:
    """Return traces without points that explain the symbols."""
    traces = []
    for kind, look in looks.items():
        ink = colour(look.tone)
        sizes = places.loc[places["kind"] == kind, "size_px"] if "size_px" in places else pd.Series(dtype=float)
        size = float(sizes.max()) if len(sizes) else _LEGEND_PX
        marker = {"symbol": look.symbol, "color": ink, "size": size, "line": {"width": 1.5, "color": ink}}
        traces.append(symbol_entry(kind, **marker))
    return traces
