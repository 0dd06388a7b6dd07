"""Line charts and spans: what is drawn is what the table holds, and lines can be told apart without colour."""

import numpy as np
import pandas as pd
import pytest

from helpers.figures import Band, Look, fan_chart, line_chart, span_chart
from helpers.figures.forms import in_form
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


FANS = pd.DataFrame(
    {
        "case": ["one"] * 4 + ["two"] * 4 + ["three"] * 2,
        "group": ["c", "c", "a<b", "a<b"] * 2 + ["c", "c"],
        "step": ["start", "end"] * 5,
        "middle": [10.0, 1, 20, 2, 30, 3, 40, 4, 50, 5],
        "least": [5.0, 0.5, np.nan, np.nan, 15, 1, np.nan, np.nan, 20, 2],
        "most": [20.0, 2, np.nan, np.nan, 60, 6, np.nan, np.nan, 100, 10],
    }
)


def fans(**changes):
    given = {
        "x": "step", "y": "middle", "low": "least", "high": "most", "by": "group", "panel": "case", "looks": LOOKS,
        "y_title": "How many", "y_range": (0.1, 1000), "is_log": True,
    }  # fmt: skip
    return fan_chart(FANS, **(given | changes))


def test_each_panel_has_its_title_its_lines_and_the_spread_where_there_is_one():
    figure = fans()
    lines_ = [trace for trace in figure.data if trace.fill != "toself"]
    spreads = [trace for trace in figure.data if trace.fill == "toself"]
    assert [(line.xaxis, line.name, list(line.y)) for line in lines_] == [
        ("x", "c", [10, 1]), ("x", "a&lt;b", [20, 2]), ("x2", "c", [30, 3]), ("x2", "a&lt;b", [40, 4]), ("x3", "c", [50, 5]),
    ]  # fmt: skip
    assert [spread.xaxis for spread in spreads] == ["x", "x2", "x3"]
    assert list(spreads[0].y) == [5, 0.5, 2, 20]  # along the low end and back along the high one
    assert [trace.name for trace in figure.data if trace.showlegend] == ["c", "a&lt;b"]
    assert {"<b>one</b>", "<b>two</b>", "<b>three</b>"} <= {note.text for note in figure.layout.annotations}


@pytest.mark.parametrize("size", ["wide", "narrow"])
def test_panels_do_not_overlap(size):
    layout = in_form(fans().to_plotly_json(), theme="light", size=size, height_px=600)["layout"]
    places = [(layout[f"xaxis{i}"]["domain"], layout[f"yaxis{i}"]["domain"]) for i in ("", 2, 3)]
    assert np.ptp([top - bottom for _, (bottom, top) in places]) < 1e-9
    for i, ((left, right), (bottom, top)) in enumerate(places):
        assert 0 <= left < right <= 1
        assert 0 <= bottom < top <= 1
        for (left_, right_), (bottom_, top_) in places[:i]:
            assert left >= right_ or right <= left_ or bottom >= top_ or top <= bottom_


def test_a_level_stands_in_its_panel_and_has_its_name_in_the_legend():
    levels = {"two": Band(30, 40, "stock")}
    shape = fans(levels=levels).layout.shapes[0]
    assert (shape.yref, shape.y0, shape.y1) == ("y2", 30, 40)
    assert [trace.name for trace in fans(levels=levels).data].count("stock") == 1


def test_spans_by_factors_of_ten():
    axis = spans(is_log=True, x_range=(1, 1000)).layout.xaxis
    assert (axis.type, list(axis.range)) == ("log", [0, 3])
    assert spans().layout.xaxis.type is None
