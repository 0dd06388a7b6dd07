"""Figures: they take data and return Plotly figures, and compute nothing but where things are drawn."""

from helpers.figures.coverage import coverage_map
from helpers.figures.curves import Band, Look, line_chart
from helpers.figures.explorer import Output, Phrase, Range, explore
from helpers.figures.fans import fan_chart
from helpers.figures.maps import shield_map
from helpers.figures.radars import polar_radar_map
from helpers.figures.show import show, show_table
from helpers.figures.spans import span_chart
from helpers.figures.timeline import service_timeline

__all__ = [
    "Band",
    "Look",
    "Output",
    "Phrase",
    "Range",
    "coverage_map",
    "explore",
    "fan_chart",
    "line_chart",
    "polar_radar_map",
    "service_timeline",
    "shield_map",
    "show",
    "show_table",
    "span_chart",
]
