"""Threads, lanes and matrices: what is drawn is what the table holds, and every mark says its kind without colour."""

import numpy as np
import pandas as pd
import pytest

from helpers.figures import Gap, Strand, lane_chart, matrix_chart, thread_chart
from helpers.figures.charts.curves import Look
from helpers.figures.style import colour, tokens

LINKS = pd.DataFrame(
    [
        ("west", "Alpha", "one", "owns"),
        ("west", "Beta <b>", "two", "owns"),
        ("west", "Beta <b>", "one", "makes"),
        ("east", "Gamma", "two", "makes"),
    ],
    columns=["flank", "name", "system", "kind"],
).replace({"flank": {"west": "western", "east": "eastern"}})
STRANDS = {"makes": Strand("solid", 4), "owns": Strand("dash")}
EVENTS = pd.DataFrame(
    {
        "group": ["first", "first", "second"],
        "lane": ["a", "b & c", "a"],
        "what": ["shown", "hidden", "shown"],
        "day": pd.to_datetime(["2016-07-01", "2018-01-01", "2020-05-05"]),
        "last": pd.to_datetime([None, "2018-12-31", None]),
    }
)
EVENT_LOOKS = {"shown": Look("china"), "hidden": Look("russia", symbol="circle-open")}
CELLS = pd.DataFrame(
    {"who": ["x", "x", "y<z"], "how": ["p", "q", "q"], "year": [2005, 2016, 2020], "when": ["old", "new", "new"]}
)
CELL_LOOKS = {"old": Look("ended"), "new": Look("us-and-allies", symbol="diamond")}


def threads(**changes):
    given = {
        "hub": "system", "partner": "name", "side": "flank", "look": "kind", "looks": STRANDS, "middle": "System",
        "hubs": {"one": ["maker"], "two": []}, "sides": {"western": "West", "eastern": "East"},
    }  # fmt: skip
    return thread_chart(LINKS, **(given | changes))


def lanes(**changes):
    given = {
        "lane": "lane", "date": "day", "until": "last", "group": "group", "look": "what", "looks": EVENT_LOOKS,
        "start": "2014-01-01", "end": "2026-01-01",
    }  # fmt: skip
    return lane_chart(EVENTS, **(given | changes))


def matrix(frame=CELLS, **changes):
    given = {
        "row": "who", "column": "how", "text": "year", "look": "when", "looks": CELL_LOOKS,
        "rows": {"x": "top", "y<z": "bottom", "empty": "bottom"}, "columns": {"p": "P", "q": "Q<br>q"},
    }  # fmt: skip
    return matrix_chart(frame, **(given | changes))


def named(figure, name):
    (trace,) = [trace for trace in figure.data if trace.name == name and trace.x != (None,)]
    return trace


def lines(trace):
    points = list(zip(trace.x, trace.y, strict=True))
    breaks = [i for i, (x, _) in enumerate(points) if x is None]
    return [points[begin:end] for begin, end in zip([0, *(i + 1 for i in breaks)], breaks, strict=False)]


def test_the_steps_of_the_axis_of_lanes_can_differ_on_phones():
    figure = lanes(dtick="M12", dtick_narrow="M120")
    assert figure.layout.xaxis.dtick == "M12"
    assert figure.layout.meta["narrow"]["xaxis.dtick"] == "M120"
    assert lanes().layout.xaxis.dtick == "M24"


def test_every_link_is_one_line_from_its_hub_to_its_partner():
    figure = threads()
    names = named(figure, "western: names")
    heights = dict(zip(names.text, names.y, strict=True))
    hubs = dict(zip(("one", "two"), named(figure, "hubs").y, strict=True))
    (line,) = lines(named(figure, "western: makes"))
    assert line[0][1] == pytest.approx(hubs["one"])
    assert line[-1][1] == pytest.approx(heights["Beta &lt;b&gt; "])
    assert len(lines(named(figure, "western: owns"))) == 2
    assert len(lines(named(figure, "eastern: makes"))) == 1


def test_partners_stand_in_the_order_of_their_hubs_and_within_the_figure():
    figure = threads()
    names = named(figure, "western: names")
    assert list(names.text) == ["Alpha ", "Beta &lt;b&gt; "]
    assert list(names.y) == sorted(names.y, reverse=True)
    low, high = figure.layout.yaxis.range
    assert all(low < y < high for y in names.y)


def test_hubs_with_both_sides_are_bold_and_carry_their_small_print():
    one, two = named(threads(), "hubs").text
    assert "maker" in one
    assert not one.startswith("<b>")  # only in the west
    assert two == "<b>two</b>"


def test_kinds_of_lines_differ_without_colour():
    figure = threads()
    looks = {(trace.line.dash, trace.line.width) for trace in figure.data if trace.x == (None,)}
    assert len(looks) == len(STRANDS)


def test_events_stand_at_their_dates_in_rows_from_the_top():
    figure = lanes()
    shown, hidden = named(figure, "shown"), named(figure, "hidden")
    assert list(shown.x) == ["2016-07-01", "2020-05-05"]
    ticks = dict(zip(figure.layout.yaxis.ticktext, figure.layout.yaxis.tickvals, strict=True))
    assert ticks["<b>first</b>"] > shown.y[0] > hidden.y[0] == ticks["b &amp; c"] > ticks["<b>second</b>"] > shown.y[1]
    assert shown.marker.symbol != hidden.marker.symbol


def test_a_date_known_to_the_year_is_a_line_with_its_mark_in_the_middle():
    figure = lanes()
    span = named(figure, "hidden: from and to")
    assert list(span.x) == ["2018-01-01", "2018-12-31", None]
    assert list(named(figure, "hidden").x) == ["2018-07-02"]
    assert not [trace for trace in figure.data if trace.name == "shown: from and to"]


def test_a_gap_is_shaded_and_named():
    figure = lanes(gap=Gap("2017-01-01", "2019-01-01", "a & b\nnothing"))
    (shape,), (note,) = figure.layout.shapes, figure.layout.annotations
    assert (shape.x0, shape.x1) == ("2017-01-01", "2019-01-01")
    assert note.text == "a &amp; b<br>nothing"
    assert shape.x0 < note.x < shape.x1
    assert not lanes().layout.shapes


def test_cells_hold_their_text_and_empty_ones_a_dash():
    figure = matrix()
    assert [text.strip() for text in named(figure, "new").text] == ["2016", "2020"]
    marks = sum(len(trace.x) for trace in figure.data)
    assert marks == 3 * 2  # every cell once
    assert len(named(figure, "nothing").x) == 3
    assert figure.layout.yaxis.ticktext[1] == "x"
    heights = [*named(figure, "old").y, *named(figure, "new").y, *named(figure, "nothing").y]
    low, high = figure.layout.yaxis.range
    assert all(low < height < high for height in heights)


def test_two_rows_for_one_cell_are_an_error():
    with pytest.raises(ValueError, match="one cell"):
        matrix(pd.concat([CELLS, CELLS.head(1)]))


def test_all_colours_are_tokens():
    known = {value["light"] for value in tokens().values()}
    for figure in (threads(), lanes(), matrix()):
        used = {trace.line.color for trace in figure.data if trace.line.color}
        used |= {trace.marker.color for trace in figure.data if trace.marker.color}
        assert used <= known
    assert colour("western") in {trace.line.color for trace in threads().data}
    assert np.isfinite([y for trace in threads().data for y in trace.y or () if y is not None]).all()
