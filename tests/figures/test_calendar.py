"""The ruler of days: labels neither overlap nor change their order, and each day has its dot."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.figures import day_ruler
from helpers.figures.charts.calendar import spread

boxes = st.lists(st.tuples(st.floats(0, 100), st.floats(0.1, 10)), min_size=1, max_size=12)
DAYS = pd.DataFrame(
    {
        "day": pd.to_datetime(["2016-05-12", "2016-05-13", "2016-07-13", "2016-07-13"]),
        "what": ["a site opens", "work begins <here>", "a place is named", "a battery lands"],
        "flank": ["left", "left", "right", "right"],
        "kind": ["done", "done", "announced", "done"],
    }
)


def ruler(**changes):
    given = {
        "day": "day", "text": "what", "side": "flank", "look": "kind", "start": "2016-05-02", "end": "2016-08-21",
        "sides": (("left", "West", "western"), ("right", "East", "eastern")),
        "looks": {"done": "circle", "announced": "circle-open"},
    }  # fmt: skip
    return day_ruler(DAYS, **(given | changes))


@given(boxes)
def test_boxes_do_not_overlap_and_keep_their_order(wanted):
    at, sizes = map(np.array, zip(*sorted(wanted), strict=True))
    middles = spread(at, sizes, -500, 500)
    assert np.all(np.diff(middles) >= (sizes[1:] + sizes[:-1]) / 2 - 1e-9)


@given(boxes)
def test_boxes_stay_between_the_limits_where_there_is_room(wanted):
    at, sizes = map(np.array, zip(*sorted(wanted), strict=True))
    room = float(sizes.sum()) + 1
    middles = spread(at, sizes, 0, room)
    assert middles[0] - sizes[0] / 2 >= -1e-9
    assert middles[-1] + sizes[-1] / 2 <= room + 1e-9


@given(boxes)
def test_boxes_that_have_room_stay_where_they_are(wanted):
    sizes = np.array([size for _, size in wanted])
    at = (np.cumsum(sizes) - sizes / 2) * 1.5
    assert np.allclose(spread(at, sizes, -1, 1e6), at)


def test_no_box_is_no_place():
    assert len(spread([], [], 0, 10)) == 0


def test_every_day_has_its_dot_and_its_text():
    figure = ruler()
    dots = [trace for trace in figure.data if trace.mode == "markers" and trace.name.count(":")]
    assert sum(len(trace.x) for trace in dots) == len(DAYS)
    assert {trace.marker.symbol for trace in dots} == {"circle", "circle-open"}
    assert all((np.array(trace.x) < 0).all() for trace in dots if trace.name.startswith("western"))
    texts = " ".join(note.text for note in figure.layout.annotations)
    assert "<b>12 May</b> a site opens" in texts
    assert "&lt;here&gt;" in texts.replace("<br>", " ")


def test_dots_of_one_day_stand_beside_each_other():
    places = [
        (x, y)
        for trace in ruler().data
        if trace.mode == "markers" and ":" in trace.name
        for x, y in zip(trace.x, trace.y, strict=True)
    ]
    assert len(set(places)) == len(DAYS)


def test_nothing_is_written_across_the_last_line():
    figure = ruler(last=("2016-07-15", "the end"))
    line = next(shape for shape in figure.layout.shapes if shape.line.dash == "dot")
    assert line.y0 == line.y1 == pytest.approx(74.5)
    beside = [note for note in figure.layout.annotations if note.text.startswith("<b>13 July")]
    assert all(note.y < line.y0 for note in beside)
