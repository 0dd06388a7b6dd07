"""Figures: they take data and return Plotly figures, and compute nothing but where things are drawn."""

from helpers.figures.charts.calendar import day_ruler
from helpers.figures.charts.chronicle import chronicle
from helpers.figures.charts.curves import Band, Look, line_chart
from helpers.figures.charts.event_rows import event_rows
from helpers.figures.charts.fans import fan_chart
from helpers.figures.charts.intervals import interval_chart
from helpers.figures.charts.lanes import Gap, lane_chart
from helpers.figures.charts.matrix import matrix_chart
from helpers.figures.charts.multiples import small_multiples
from helpers.figures.charts.spans import span_chart
from helpers.figures.charts.spreads import Scale, spread_chart
from helpers.figures.charts.threads import Strand, thread_chart
from helpers.figures.charts.tiles import tile_chart
from helpers.figures.charts.timeline import service_timeline
from helpers.figures.explorer import Output, Phrase, Range, explore
from helpers.figures.maps.coverage import coverage_map
from helpers.figures.maps.flanks import flanks_map
from helpers.figures.maps.ground import Ring, ground_map
from helpers.figures.maps.mosaic import tile_map
from helpers.figures.maps.radars import polar_radar_map
from helpers.figures.maps.shield import shield_map
from helpers.figures.maps.tracks import track_map
from helpers.figures.show import show, show_table

__all__ = [
    "Band",
    "Gap",
    "Look",
    "Output",
    "Phrase",
    "Range",
    "Ring",
    "Scale",
    "Strand",
    "chronicle",
    "coverage_map",
    "day_ruler",
    "event_rows",
    "explore",
    "fan_chart",
    "flanks_map",
    "ground_map",
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
