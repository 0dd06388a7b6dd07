"""Line charts and spans: what is drawn is what the table holds, and lines can be told apart without colour."""

import numpy as np
import pandas as pd
import pytest

from helpers.figures import Band, Look, line_chart, span_chart
from helpers.figures.style import colour, tokens

LINES = pd.DataFrame(
    {
        "group": ["a<b"] * 3 + ["c"] * 3,
        "x_km": [0.0, 1, 2, 0, 1, 2],
        "y_km": [1.0, np.nan, 3, 4, 5, 6],
        "seen": [False, True, True, False, False, False],
    }
)
LOOKS = {"c": Look("russia", "dash"), "a<b": Look("china", "dot", "square")}
SPANS = pd.DataFrame(
    {
        "what": ["one", "two & more", "three"],
        "heading": ["first", "first", "second"],
        "from_km": [1.0, 5, 2],
        "to_km": [3.0, 4, 2],
        "middle_km": [2.0, 4.5, 2],
    }
)


def lines(**changes):
    given = {"x": "x_km", "y": "y_km", "by": "group", "looks": LOOKS, "x_title": "Distance (km)", "y_title": "Height"}
    return line_chart(LINES, **(given | changes))


def spans(**changes):
    given = {"label": "what", "low": "from_km", "high": "to_km", "low_name": "From", "high_name": "To", "x_title": "km"}
    return span_chart(SPANS, **(given | changes))


def test_lines_follow_the_order_of_looks_and_hold_the_points():
    first, second = lines().data
    assert first.name == "c"
    assert list(first.y) == [4, 5, 6]
    assert second.name == "a&lt;b"
    assert list(second.x) == [0, 1, 2]
    assert first.line.dash != second.line.dash


def test_a_group_without_points_is_an_error():
    with pytest.raises(KeyError):
        lines(looks={"nobody": Look("china")})


def test_strong_parts_and_dots_are_where_the_columns_say():
    figure = lines(strong="seen", dots="seen")
    assert len(figure.data) == 6
    thick = next(trace for trace in figure.data if trace.name == "a&lt;b: seen" and trace.mode == "lines")
    assert [None if value is None or np.isnan(value) else value for value in thick.y] == [None, None, 3]
    dots = next(trace for trace in figure.data if trace.name == "a&lt;b: seen" and trace.mode == "markers")
    assert list(dots.x) == [1, 2]
    assert dots.marker.symbol == "square"


def test_a_group_without_a_dash_is_points_with_names():
    figure = lines(looks={"c": Look("russia"), "a<b": Look("china", "", "square")}, names="group")
    line, points = figure.data
    assert line.mode == "lines"
    assert points.mode == "markers+text"
    assert set(points.text) == {"a&lt;b"}
    assert points.marker.symbol == "square"


def test_bands_are_named_and_levels_are_lines():
    figure = lines(bands=[Band(1, 2, "band"), Band(3, 3, "level")])
    band, level = figure.layout.shapes
    assert (band.y0, band.y1, level.y0, level.y1) == (1, 2, 3, 3)
    assert band.line.width == 0
    assert level.line.dash == "dot"
    assert {note.text for note in figure.layout.annotations} == {"Height", "band", "level"}


def test_spans_run_between_their_values_in_rows_from_the_top():
    figure = spans(base="middle_km", base_name="Middle")
    line, low, high, base = figure.data
    assert list(line.x) == [1, 3, None, 5, 4, None, 2, 2, None]
    assert list(low.x) == [1, 5, 2]
    assert list(high.x) == [3, 4, 2]
    assert list(base.x) == [2, 4.5, 2]
    assert list(low.y) == sorted(low.y, reverse=True)
    assert list(figure.layout.yaxis.ticktext) == ["one", "two &amp; more", "three"]


def test_headings_stand_above_their_rows():
    figure = spans(group="heading")
    ticks = dict(zip(figure.layout.yaxis.ticktext, figure.layout.yaxis.tickvals, strict=True))
    assert ticks["<b>first</b>"] > ticks["one"] > ticks["two &amp; more"] > ticks["<b>second</b>"] > ticks["three"]
    low, high = figure.layout.yaxis.range
    assert all(low < height < high for height in ticks.values())


def test_all_colours_are_tokens():
    known = {value["light"] for value in tokens().values()}
    for figure in (lines(strong="seen", bands=[Band(1, 2, "band")]), spans(base="middle_km", tone="eastern")):
        used = {trace.line.color for trace in figure.data if trace.line.color}
        used |= {trace.marker.color for trace in figure.data if trace.marker.color}
        assert used <= known
    assert colour("eastern") in {trace.marker.color for trace in figure.data}


DATED = pd.DataFrame(
    {
        "what": ["kept", "missed", "open"],
        "promised": pd.to_datetime(["2018-12-31", "2019-12-31", "2025-12-31"]),
        "came": pd.to_datetime(["2018-05-01", "2023-12-15", None]),
        "state": ["in time", "late", "open"],
    }
)


def test_spans_of_dates_have_a_mark_for_each_outcome():
    looks = {"in time": ("In time", "circle"), "late": ("Late", "diamond"), "open": ("Open", "triangle-right-open")}
    figure = span_chart(
        DATED, label="what", low="promised", high="came", low_name="Promised", high_name="", x_title="Year",
        ends="state", end_looks=looks, notes="what", x_range=("2018-01-01", "2026-01-01"),
    )  # fmt: skip
    spans, promised, kept, late, still_open = figure.data
    assert list(spans.x[:3]) == ["2018-12-31", "2018-05-01", None]
    assert list(promised.x) == ["2018-12-31", "2019-12-31", "2025-12-31"]
    assert (list(kept.x), list(late.x), list(still_open.x)) == (["2018-05-01"], ["2023-12-15"], [None])
    assert late.y[0] == promised.y[1]
    assert [trace.marker.symbol for trace in (kept, late, still_open)] == ["circle", "diamond", "triangle-right-open"]
    assert figure.layout.xaxis.type == "date"
    assert "%{x" not in late.hovertemplate


def test_lines_of_dates_have_axes_of_dates():
    frame = DATED.assign(group="one")
    figure = line_chart(
        frame, x="promised", y="came", by="group", looks={"one": Look("china")}, x_title="Said", y_title="Planned"
    )
    assert list(figure.data[0].y) == ["2018-05-01", "2023-12-15", None]
    assert figure.layout.xaxis.type == figure.layout.yaxis.type == "date"
    assert "%{x|%B %Y}" in figure.data[0].hovertemplate


def test_bands_of_spans_are_drawn_and_named():
    figure = spans(bands=[Band(1, 2, "near & far", "china"), Band(3, 3, "")], x_range=(0, 6))
    assert [shape.fillcolor for shape in figure.layout.shapes] == [colour("china"), None]
    assert [note.text for note in figure.layout.annotations] == ["near &amp; far"]
