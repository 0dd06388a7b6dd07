"""Figures: they take data and return Plotly figures, and compute nothing but where things are drawn."""

from helpers.figures.coverage import coverage_map
from helpers.figures.curves import Band, Look, line_chart
from helpers.figures.explorer import Output, Phrase, Range, explore
from helpers.figures.maps import shield_map
from helpers.figures.radars import polar_radar_map
from helpers.figures.show import show, show_table
from helpers.figures.spans import span_chart
from helpers.figures.spreads import Scale, spread_chart
from helpers.figures.tiles import tile_chart
from helpers.figures.timeline import service_timeline
from helpers.figures.tracks import track_map

__all__ = [
    "Band",
    "Look",
    "Output",
    "Phrase",
    "Range",
    "Scale",
    "coverage_map",
    "explore",
    "line_chart",
    "polar_radar_map",
    "service_timeline",
    "shield_map",
    "show",
    "show_table",
    "span_chart",
    "spread_chart",
    "tile_chart",
    "track_map",
]
