"""Spreads on several scales, tiles with shares, tracks on a disc: what is drawn is what the table holds."""

import numpy as np
import pandas as pd
import pytest
import shapely

from helpers import load
from helpers.figures import Band, Look, Scale, spread_chart, tile_chart, track_map
from helpers.figures.style import colour
from helpers.models.projection import Projection

SPREADS = pd.DataFrame(
    [
        ("one", "first", "left", "a", 1.0, 3.0, 2.0, False),
        ("one", "first", "left", "b<", 2.0, 9.0, np.nan, True),
        ("two", "second", "left", "a", 4.0, 5.0, 4.5, False),
        ("two", "second", "right", "c", 10.0, 20.0, 15.0, False),
    ],
    columns=["row", "heading", "scale", "series", "low", "high", "value", "open"],
)
SCALES = {
    "left": Scale("Speed (km/s)", (0, 6), [Band(2, 4, "band"), Band(5, 5, "level"), Band(5.5, 5.5, "next")], "Left"),
    "right": Scale("Range (km)", (0, 30)),
}
LOOKS = {"a": Look("russia"), "b<": Look("china", "", "square"), "c": Look("iran", "", "diamond")}
TILES = pd.DataFrame(
    [("x", "one", 0.5, 1.0, "1-2"), ("x", "two\nlines", 0.0, 0.0, "0"), ("y", "one", 1.0, 1.0, "2")],
    columns=["row", "column", "low", "high", "text"],
)
TRACKS = pd.DataFrame(
    {
        "track": ["over the pole"] * 3 + ["to the south"] * 2,
        "group": "North",
        "lat": [60.0, 90, 60, 60, 0],
        "lon": [90.0, 0, -90, 0, 0],
        "dot": [False, True, False, False, True],
    }
)
PLACES = pd.DataFrame(
    [("a", "A & B", "city", 60.0, 90.0), ("b", "Far", "city", -60.0, 0.0)],
    columns=["site", "label", "kind", "lat", "lon"],
)


def chart(**changes):
    columns = {"label": "row", "scale": "scale", "series": "series", "low": "low", "high": "high", "value": "value"}
    given = {**columns, "scales": SCALES, "looks": LOOKS, "group": "heading", "beyond": "open", "beyond_name": "no end"}
    return spread_chart(SPREADS, **(given | changes))


def tiles():
    names = {"low_name": "sure", "high_name": "at best"}
    return tile_chart(
        TILES, row="row", column="column", low="low", high="high", text="text", columns=["one", "two\nlines"], **names
    )


@pytest.fixture(scope="module")
def tracks():
    looks, symbols = {"North": Look("russia", "dash")}, {"city": Look("ink", "", "square")}
    return track_map(load().world, TRACKS, PLACES, looks=looks, symbols=symbols, labels=["a", "b"], radius_km=6000)


def named(figure, name):
    return [trace for trace in figure.data if trace.name == name and trace.showlegend is False]


def test_spreads_run_from_low_to_high_on_their_scale():
    (line,) = named(chart(), "c: spreads")
    assert line.xaxis == "x2"
    assert list(line.x)[:2] == [10, 20]
    (mark,) = named(chart(), "c")
    assert list(mark.x) == [15]


def test_spreads_are_cut_at_the_end_of_the_scale_and_open_ones_have_an_arrow_there():
    figure = chart()
    assert list(named(figure, "b<: spreads")[0].x)[:2] == [2, 6]
    (arrow,) = named(figure, "b<: beyond")
    assert (list(arrow.x), arrow.marker.symbol) == ([6], "triangle-right")
    assert not named(figure, "a: beyond")


def test_a_value_that_is_missing_has_no_mark():
    assert list(named(chart(), "b&lt;")[0].x) == [None]


def test_series_of_a_row_lie_below_each_other_and_rows_in_order():
    figure = chart()
    first, second = named(figure, "a")[0].y
    (other,) = named(figure, "b&lt;")[0].y
    assert first > other > second


def test_scales_stand_below_each_other_on_narrow_screens():
    layout = chart().layout
    narrow = layout.meta["narrow"]
    assert layout.xaxis.domain[1] < layout.xaxis2.domain[0]
    assert narrow["xaxis.domain"] == narrow["xaxis2.domain"] == [0, 1]
    assert narrow["yaxis2.domain"][1] < narrow["yaxis.domain"][0]
    assert narrow["yaxis2.showticklabels"]


def test_bands_are_named_and_levels_one_below_the_other():
    notes = {note.text: note for note in chart().layout.annotations}
    assert set(notes) == {"band", "level", "next", "<b>Left</b>"}
    assert notes["next"].yshift < notes["level"].yshift == notes["band"].yshift
    assert [shape.line.dash for shape in chart().layout.shapes] == [None, "dot", "dot"]


def test_without_open_ends_there_is_no_entry_for_them():
    figure = spread_chart(
        SPREADS, label="row", scale="scale", series="series", low="low", high="high", value="value", scales=SCALES, looks=LOOKS
    )  # fmt: skip
    assert not [trace for trace in figure.data if "beyond" in (trace.name or "") or trace.name == ""]


def widths(trace):
    x = [value for value in trace.x if value is not None]
    return [round(x[i + 1] - x[i], 6) for i in range(0, len(x), 5)]


def test_bars_are_as_long_as_shares_and_empty_ones_are_not_drawn():
    figure = tiles()
    sure, best, whole = (named(figure, name)[0] for name in ("sure", "at best", "tiles"))
    full = widths(whole)[0]
    assert widths(sure) == [pytest.approx(full / 2), pytest.approx(full)]
    assert widths(best) == [pytest.approx(full)] * 2
    assert list(named(figure, "texts")[0].text) == ["1-2", "0", "2"]


def test_headings_of_columns_are_upright_in_one_line_on_narrow_screens():
    layout = tiles().layout
    assert layout.xaxis.ticktext == ("one", "two<br>lines")
    assert list(layout.meta["narrow"]["xaxis.ticktext"]) == ["one", "two, lines"]


def test_a_track_over_the_pole_goes_through_the_middle_and_ends_at_the_rim(tracks):
    line, dots = named(tracks, "North")[0], named(tracks, "North: dots")[0]
    points = [(x, y) for x, y in zip(line.x, line.y, strict=True) if x is not None]
    assert shapely.LineString(points[:2]).distance(shapely.Point(0, 0)) < 1
    assert max(np.hypot(*point) for point in points) == pytest.approx(6000, abs=5)
    assert list(zip(dots.x, dots.y, strict=True)) == [(0, 0)]
    assert None in line.x
    assert line.line.color == colour("russia")


def test_places_outside_the_disc_are_left_out(tracks):
    (cities,) = named(tracks, "city")
    assert list(cities.text) == ["A &amp; B"]
    x_km, y_km = Projection(90, -95, "equidistant").to_plane(90.0, 60.0)
    assert (cities.x[0], cities.y[0]) == (round(float(x_km)), round(float(y_km)))
