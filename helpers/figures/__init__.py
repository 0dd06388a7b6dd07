"""Figures: they take data and return Plotly figures, and compute nothing but where things are drawn."""

from helpers.figures.calendar import day_ruler
from helpers.figures.chronicle import chronicle
from helpers.figures.coverage import coverage_map
from helpers.figures.curves import Band, Look, line_chart
from helpers.figures.event_rows import event_rows
from helpers.figures.explorer import Output, Phrase, Range, explore
from helpers.figures.faces import face_map
from helpers.figures.fans import fan_chart
from helpers.figures.intervals import interval_chart
from helpers.figures.lanes import Gap, lane_chart
from helpers.figures.maps import shield_map
from helpers.figures.matrix import matrix_chart
from helpers.figures.mosaic import tile_map
from helpers.figures.multiples import small_multiples
from helpers.figures.radars import polar_radar_map
from helpers.figures.show import show, show_table
from helpers.figures.spans import span_chart
from helpers.figures.spreads import Scale, spread_chart
from helpers.figures.threads import Strand, thread_chart
from helpers.figures.tiles import tile_chart
from helpers.figures.timeline import service_timeline
from helpers.figures.tracks import track_map

__all__ = [
    "Band",
    "Gap",
    "Look",
    "Output",
    "Phrase",
    "Range",
    "Scale",
    "Strand",
    "chronicle",
    "coverage_map",
    "day_ruler",
    "event_rows",
    "explore",
    "face_map",
    "fan_chart",
    "interval_chart",
    "lane_chart",
    "line_chart",
    "matrix_chart",
    "polar_radar_map",
    "service_timeline",
    "shield_map",
    "show",
    "show_table",
    "small_multiples",
    "span_chart",
    "spread_chart",
    "thread_chart",
    "tile_chart",
    "tile_map",
    "track_map",
]
