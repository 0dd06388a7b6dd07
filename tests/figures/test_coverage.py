"""Circles of published range, and the marks of the horizontal axis of a chart."""

import numpy as np
import pandas as pd
import pytest

from helpers import load
from helpers.figures import Band, Look, coverage_map, line_chart
from helpers.figures.maps.areas import ring_trace
from helpers.figures.maps.panel import Panel
from helpers.models.geodesy import circle
from helpers.models.projection import Projection

EURASIA = Panel(Projection(55, 85), (-6400, 7000, -4300, 3800))
RINGS = {"Near": "solid", "Far": "dash", "Stopped": "dashdot"}
COLUMNS = ["site", "label", "flank", "lat", "lon", "azimuth_deg", "width_deg", "range_km", "ring"]
RADARS = pd.DataFrame(
    [
        ("a", "<b>Alpha</b>", "western", 38.0, 38.0, 100.0, 120.0, 600.0, "Near"),
        ("a", "<b>Alpha</b>", "western", 38.0, 38.0, 100.0, 120.0, 2000.0, "Far"),
        ("b", "Beta", "eastern", 41.0, 140.0, np.nan, 120.0, 600.0, "Near"),
        ("b", "Beta", "eastern", 41.0, 140.0, np.nan, 120.0, 2000.0, "Far"),
        ("c", "Gamma", "eastern", 36.0, 128.0, 290.0, 120.0, 2000.0, "Far"),
    ],
    columns=COLUMNS,
)
INTERCEPTORS = pd.DataFrame(
    [
        ("d", "Delta", "western", 44.0, 24.0, np.nan, np.nan, 500.0, "Stopped"),
        ("d", "Delta", "western", 44.0, 24.0, np.nan, np.nan, 700.0, "Stopped"),
        ("e", "Epsilon", "western", 54.0, 17.0, np.nan, np.nan, 1200.0, "Stopped"),
    ],
    columns=COLUMNS,
)
LOOKS = {"one": Look("china")}
CURVE = pd.DataFrame({"x": [0, 100], "y": [1, 2], "name": "one"})


@pytest.fixture(scope="module")
def figure():
    ds = load()
    atlas = ds.countries.set_index("id")["atlas"]
    countries = {"Russia": (atlas["RUS"], 63, 98)}
    return coverage_map(ds.world, RADARS, INTERCEPTORS, rings=RINGS, sectors="Far", countries=countries)


def points(trace):
    return np.array([(x, y) for x, y in zip(trace.x, trace.y, strict=True) if x is not None])


def named(figure, name):
    (trace,) = [trace for trace in figure.data if trace.name == name]
    return trace


def test_a_line_for_each_flank_and_range_runs_round_all_its_circles(figure):
    far = named(figure, "eastern flank, far, 2,000 km")
    assert far.line.dash == "dash"
    for lat, lon in ((41.0, 140.0), (36.0, 128.0)):
        x_km, y_km = EURASIA.projection.to_plane(lon, lat)
        assert np.hypot(*(points(far) - [x_km, y_km]).T).min() > 1500  # no part of it near either radar


def test_every_line_says_its_range_once(figure):
    lines = [trace for trace in figure.data if " flank, " in trace.name and trace.mode == "lines+text"]
    assert len(lines) == 7
    for trace in lines:
        assert [text for text in trace.text if text] == [trace.name.rsplit(", ", 1)[1]]


def test_only_published_sectors_of_one_ring_are_filled(figure):
    fills = [trace.name for trace in figure.data if trace.name.endswith("sectors: area")]
    assert sorted(fills) == ["eastern flank, sectors: area", "western flank, sectors: area"]  # none for Beta


def test_labels_of_close_rings_stand_on_opposite_sides(figure):
    heights = {}
    for km in (500, 700, 1200):
        trace = named(figure, f"western flank, stopped, {km:,} km")
        at = next(i for i, text in enumerate(trace.text) if text)
        heights[km] = (trace.y[at] - points(trace)[:, 1].mean()) > 0
    assert heights == {500: False, 700: True, 1200: True}


def test_details_have_one_scale_and_their_own_flank(figure):
    widths = [np.ptp(figure.layout[f"xaxis{n}"].range) for n in (2, 3)]
    assert widths[0] == widths[1]
    assert {trace.xaxis for trace in figure.data if trace.name.startswith("western flank, stopped")} == {"x2"}


def test_legend_explains_lines_and_fill(figure):
    legend = [trace.name for trace in figure.data if trace.showlegend is None]
    assert legend == ["Near", "Far", "Stopped", "Far: published sector"]


def test_hover_is_escaped_and_lists_the_circles(figure):
    hovers = [text for trace in figure.data if trace.hovertext for text in trace.hovertext]
    assert "<b>&lt;b&gt;Alpha&lt;/b&gt;</b><br>circles of 600, 2,000 km" in hovers


def test_a_ring_leaves_out_what_lies_inside_another_circle():
    pair = [circle(40, 80, radius_km=1000), circle(40, 90, radius_km=1000)]
    alone, together = (ring_trace(some, EURASIA, name="r", tone="western") for some in (pair[:1], pair))
    inside = np.hypot(*(points(together) - np.array(EURASIA.projection.to_plane(90.0, 40.0))).T)
    assert inside.min() > 950  # distances shrink by 2 percent on this plane
    assert np.hypot(*(points(alone) - np.array(EURASIA.projection.to_plane(90.0, 40.0))).T).min() < 500


def test_a_ring_is_open_where_the_picture_ends():
    trace = ring_trace([circle(20, 20, radius_km=3000)], EURASIA, name="r", tone="western")
    west, east, south, north = EURASIA.extent_km
    x, y = points(trace).T
    beyond = 5 * EURASIA.pixel_km
    assert west - beyond <= x.min() <= x.max() <= east + beyond
    assert south - beyond <= y.min() <= y.max() <= north + beyond
    assert x.min() > west - beyond + 1  # the edge itself is no part of the line


@pytest.mark.parametrize("label_at", ["north", "south"])
def test_the_text_of_a_ring_stays_in_the_picture(label_at):
    """The ring leaves the picture at both ends, where the text would be cut off."""
    west, east, south, north = EURASIA.extent_km
    radius_km = 0.7 * (north - south)
    ring = circle(EURASIA.projection.lat_deg, EURASIA.projection.lon_deg, radius_km=radius_km)
    trace = ring_trace([ring], EURASIA, name="r", tone="western", label="3,000 km", label_at=label_at)
    (labelled,) = [i for i, text in enumerate(trace.text) if text]
    half_km = 30 * EURASIA.pixel_km
    assert west + half_km < trace.x[labelled] < east - half_km
    assert south < trace.y[labelled] < north - 15 * EURASIA.pixel_km


def chart(*bands):
    return line_chart(
        CURVE, x="x", y="y", by="name", looks=LOOKS, x_title="x", y_title="y", x_range=(0, 100), x_bands=bands
    )


def test_bands_of_the_horizontal_axis_are_shaded_and_levels_dotted():
    band, level = chart(Band(10, 30, "mode"), Band(60, 60, "level")).layout.shapes
    assert (band.xref, band.x0, band.x1, band.yref, band.fillcolor is not None) == ("x", 10, 30, "paper", True)
    assert (level.x0, level.line.dash) == (60, "dot")


def test_names_of_levels_stand_where_there_is_room():
    names = {
        note.text: note.xanchor
        for note in chart(Band(10, 30, "mode"), Band(40, 40, "left"), Band(95, 95, "right")).layout.annotations
    }
    assert names["mode"] == "center"
    assert names["left"] == "left"  # begins at its line
    assert names["right"] == "right"  # ends at its line
    assert len(chart(Band(40, 40, "")).layout.annotations) == 1  # the title of the axis
