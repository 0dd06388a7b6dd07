"""The map of the missile-defence sites: an overview, a detail of each flank, one step per year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from helpers.dataset.world import World
from helpers.figures.legend import symbol_entry
from helpers.figures.maps.basemap import base_map
from helpers.figures.maps.marks import marks
from helpers.figures.maps.panel import Panel, axes_of, map_layout, name_places
from helpers.figures.style import colour
from helpers.models.projection import Projection

__all__ = ["EAST", "EURASIA", "WEST", "shield_map"]


# The overview is centred between the flanks, so that both are drawn at the same scale; the details have their own centres.
EURASIA = Panel(Projection(lat_deg=55, lon_deg=85), (-6400, 7700, -3600, 6100), (0, 1, 0.37, 1), (0, 1, 0.69, 1))
WEST = Panel(
    Projection(lat_deg=41, lon_deg=24), (-2950, 3050, -1980, 2250), (0, 0.492, 0, 0.33), (0, 1, 0.335, 0.66),
    "Western flank", "western",
)  # fmt: skip
EAST = Panel(
    Projection(lat_deg=33.5, lon_deg=132), (-1750, 1750, -1180, 1287), (0.508, 1, 0, 0.33), (0, 1, 0, 0.305),
    "Eastern flank", "eastern",
)  # fmt: skip
_PANELS = (EURASIA, WEST, EAST)

_SYMBOLS = {"interceptor-site": "circle", "radar": "triangle-up", "naval-base": "square", "command": "diamond"}
_KIND_NAMES = {
    "interceptor-site": "Interceptors",
    "radar": "Radar",
    "naval-base": "Base of Aegis ships or sea radar",
    "command": "Command",
}
_OVER = ("cancelled", "closed")
_STATUS_NAMES = {
    "planned": "planned",
    "under-construction": "under construction",
    "operational": "in service",
    "cancelled": "plan given up",
    "closed": "closed",
}


def shield_map(
    world: World, states: pd.DataFrame, *, labels: Sequence[str], overview_labels: Sequence[str]
) -> go.Figure:
    """Draw missile-defence sites by kind, flank and status: an overview, a detail of each flank, one step per year.

    Parameters
    ----------
    world : World
        Boundaries.
    states : pandas.DataFrame
        One row per year and site: ``year``, ``site``, ``name``, ``label``, ``country_name``, ``kind``, ``flank``, ``status``,
        ``start_text``, ``lat``, ``lon``. Sites outside a map are not drawn on it.
    labels, overview_labels : sequence of str
        Sites to name on the details and on the overview, the most important first. A site keeps the position of its name
        through the years; one whose name would collide stays without.
    """
    years = sorted(states["year"].unique())
    axes = axes_of(_PANELS)
    named = [overview_labels, *([labels] * (len(_PANELS) - 1))]
    names = [name_places(panel, states, ids) for panel, ids in zip(_PANELS, named, strict=True)]

    def step(year: int) -> list[go.Scatter]:
        sites = states[states["year"] == year]
        return [_site_points(sites, *part) for part in zip(names, _PANELS, axes, strict=True)]

    base = [trace for panel, axis in zip(_PANELS, axes, strict=True) for trace in base_map(world, panel, axis)]
    figure = go.Figure([*base, *step(years[-1]), *_legend_entries()], map_layout(_PANELS))
    moving = list(range(len(base), len(base) + len(_PANELS)))
    figure.frames = [go.Frame(name=str(year), data=step(year), traces=moving) for year in years]
    figure.update_layout(sliders=[_year_slider([str(year) for year in years])])
    return figure


def _site_points(sites: pd.DataFrame, positions: Mapping[str, str], panel: Panel, axes: str) -> go.Scatter:
    _, _, inside = panel.positions(sites)
    living_last = sites[inside].sort_values("status", key=lambda status: ~status.isin(_OVER), kind="stable")
    rows: list[Any] = list(living_last.itertuples())
    tones = [colour(_tone(row)) for row in rows]
    marker = {"symbol": [_symbol(row) for row in rows], "color": tones, "line": {"width": 1.5, "color": tones}}
    name = f"sites, {panel.title.lower() or 'overview'}"
    return marks(rows, panel, axes, name=name, marker=marker, names=positions, hover=_hover)


def _is_over(row: Any) -> bool:
    return row.status in _OVER


def _symbol(row: Any) -> str:
    if _is_over(row):
        return "x-thin"
    return _SYMBOLS[row.kind] + ("" if row.status == "operational" else "-open")


def _tone(row: Any) -> str:
    return "ended" if _is_over(row) else str(row.flank)


def _hover(row: Any) -> str:
    start = row.start_text if row.start_text.startswith("by ") else f"since {row.start_text}"
    status = f"{_STATUS_NAMES[row.status]}, {start}"
    return f"<b>{escape(row.name, quote=False)}</b><br>{escape(row.country_name, quote=False)}<br>{status}"


def _legend_entries() -> list[go.Scatter]:
    """Return traces without points that explain the symbols."""
    ink = {"color": colour("ink-soft"), "size": 10, "line": {"width": 2, "color": colour("ink-soft")}}
    entries = [(name, {**ink, "symbol": _SYMBOLS[kind]}) for kind, name in _KIND_NAMES.items()]
    entries += [
        ("Open: planned or being built", {**ink, "symbol": "circle-open"}),
        ("Given up or closed", {**ink, "symbol": "x-thin"}),
    ]
    return [symbol_entry(name, **marker) for name, marker in entries]


def _year_slider(names: list[str]) -> dict[str, Any]:
    jump = {"mode": "immediate", "frame": {"duration": 0, "redraw": True}, "transition": {"duration": 0}}
    return {
        "active": len(names) - 1,
        "currentvalue": {"prefix": "End of "},
        "pad": {"t": 8, "b": 60},
        "steps": [{"label": name, "method": "animate", "args": [[name], jump]} for name in names],
    }
