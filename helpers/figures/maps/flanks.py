"""The shield on one small map: the sites of both flanks, by whether they stood there before a day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from helpers.dataset.world import World
from helpers.figures.legend import symbol_entry
from helpers.figures.maps.basemap import base_map
from helpers.figures.maps.countries import named_countries
from helpers.figures.maps.marks import marks
from helpers.figures.maps.panel import Panel, map_layout, name_places
from helpers.figures.style import colour
from helpers.models.projection import Projection

__all__ = ["flanks_map"]

_EURASIA = Panel(Projection(lat_deg=55, lon_deg=85), (-6100, 6500, -3600, 3200), (0, 1, 0, 1), (0, 1, 0, 1))
_SYMBOLS = {False: "circle", True: "diamond-open"}


def flanks_map(
    world: World,
    sites: pd.DataFrame,
    *,
    day: str,
    names: tuple[str, str],
    labels: Sequence[str],
    countries: Mapping[str, tuple[str, float, float]],
) -> go.Figure:
    """Draw sites by flank, full where they stood before a day and open where they came since.

    Parameters
    ----------
    world : World
        Boundaries.
    sites : pandas.DataFrame
        One row per site: ``site``, ``name``, ``label``, ``country_name``, ``flank``, ``lat``, ``lon``, ``in_service``
        (timestamp) and ``in_service_date`` (the same as text).
    day : str
        First day that counts as "since", in the form 2016-08-16.
    names : (str, str)
        Words of the legend for before and since.
    labels : sequence of str
        Sites to name where there is room, the most important first.
    countries : mapping of str to (str, float, float)
        Countries to name, as for `named_countries`.
    """
    figure = go.Figure([*base_map(world, _EURASIA), *named_countries(world, countries, _EURASIA, "")])
    figure.update_layout(map_layout([_EURASIA]))
    positions = name_places(_EURASIA, sites, labels)
    since = sites["in_service"] >= pd.Timestamp(day)
    for flank in sites["flank"].astype("str").unique():
        for late, word in zip(_SYMBOLS, names, strict=True):
            rows: list[Any] = list(sites[sites["flank"].eq(flank) & since.eq(late)].itertuples())
            ink = colour(flank)
            look = {"symbol": _SYMBOLS[late], "color": ink, "line": {"width": 1.5, "color": ink}}
            name = f"{flank.capitalize()} flank, {word}"
            figure.add_trace(marks(rows, _EURASIA, "", name=name, marker=look, names=positions, hover=_hover))
            figure.add_trace(symbol_entry(name, **look, size=10))
    return figure


def _hover(row: Any) -> str:
    what = f"<b>{escape(row.name, quote=False)}</b><br>{escape(row.country_name, quote=False)}"
    return f"{what}<br>in service {row.in_service_date}"
