"""Small multiples, events in rows and intervals: what is drawn is what the table holds, without colour too."""

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

from helpers.figures import Look, event_rows, interval_chart, small_multiples

COUNTS = pd.DataFrame(
    {
        "series": ["one & two"] * 3 + ["three"] * 2 + ["four"],
        "date": pd.to_datetime(["2004-07-22", "2005-12-31", "2010-01-01", "2009-01-01", "2020-06-01", "2012-01-01"]),
        "number": [1, 20, 30, 5, 7, 3],
        "planned": [False, True, False, False, True, False],
    }
)
EVENTS = pd.DataFrame(
    {
        "system": ["a<b", "a<b", "a<b", "c"],
        "year": [2001, 2001, 2003, 2002],
        "result": ["hit", "miss", "hit", "hit"],
        "what": ["first", "second", "third", "fourth & last"],
    }
)
LOOKS = {"hit": Look("us-and-allies"), "miss": Look("china", symbol="x-thin")}
SPANS = pd.DataFrame(
    {
        "group": ["first", "first", "second"],
        "what": ["one", "two", "three"],
        "low_musd": [5.0, 10, 100],
        "value_musd": [7.0, np.nan, 100],
        "high_musd": [9.0, 20, 100],
        "note": ["5-9", "10-20", "100"],
    }
)


def panels(**changes):
    given = {"panel": "series", "x": "date", "y": "number", "planned": "planned", "names": ("Counted", "Planned")}
    return small_multiples(COUNTS, **(given | {"x_range": ("2002-01-01", "2030-01-01")} | changes))


def rows(frame=EVENTS, looks=LOOKS):
    return event_rows(frame, row="system", x="year", by="result", text="what", looks=looks, x_range=(2000, 2005))


def intervals(frame=None, **changes):
    given = {
        "group": "group",
        "label": "what",
        "low": "low_musd",
        "value": "value_musd",
        "high": "high_musd",
        "note": "note",
    }
    given |= {"names": ("Range", "Value"), "x_title": "Price", "x_range": (1, 1000)}
    return interval_chart(SPANS if frame is None else frame, **(given | changes))


def test_each_panel_has_its_counts_and_its_plans():
    figure = panels()
    assert [trace.name for trace in figure.data] == ["Counted", "Planned"] * 3
    assert list(figure.data[0].x) == ["2004-07-22", "2010-01-01"]
    assert list(figure.data[1].y) == [20]
    assert "open" in figure.data[1].marker.symbol
    assert sum(trace.showlegend for trace in figure.data) == 2
    assert "<b>one &amp; two</b>" in [note.text for note in figure.layout.annotations]


def test_panels_do_not_overlap_and_stand_alone_on_a_phone():
    figure = panels()
    narrow = figure.layout.meta["narrow"]
    wide = [(figure.layout[f"xaxis{m}"].domain, figure.layout[f"yaxis{m}"].domain) for m in ("", "2", "3")]
    assert wide[0][0][1] < wide[1][0][0]
    assert wide[0][1][0] > wide[2][1][1]
    down = [narrow[f"yaxis{m}.domain"] for m in ("", "2", "3")]
    assert all(upper[0] > lower[1] for upper, lower in pairwise(down))
    assert all(narrow[f"xaxis{m}.domain"] == [0, 1] for m in ("", "2", "3"))


def test_a_level_is_named_and_inside():
    figure = panels(levels={"three": (9, "wanted")})
    assert figure.layout.shapes[0].y0 == 9
    assert figure.layout.yaxis2.range[1] > 9
    assert "wanted" in [note.text for note in figure.layout.annotations]


def test_events_of_one_year_are_stacked_and_none_is_lost():
    figure = rows()
    points = {(x, y) for trace in figure.data for x, y in zip(trace.x, trace.y, strict=True)}
    assert len(points) == len(EVENTS)
    hit, miss = figure.data
    assert miss.y[0] == hit.y[0] + 1
    assert hit.marker.symbol != miss.marker.symbol
    assert hit.text[-1] == "fourth &amp; last"


def test_rows_keep_their_distance():
    first, second = (note.y for note in rows().layout.annotations)
    assert first - second >= 2


def test_a_kind_without_a_look_is_an_error():
    with pytest.raises(KeyError, match="no look for miss"):
        rows(looks={"hit": LOOKS["hit"]})


def test_intervals_hold_their_ends_and_values():
    span, mark = intervals().data
    assert list(span.x) == [5, 9, None, 10, 20, None, 100, 100, None]
    assert list(mark.x) == [7, None, 100]
    texts = [note.text for note in intervals().layout.annotations]
    assert texts.count("<b>first</b>") == 1
    assert {"one", "5-9", "<b>second</b>", "100"} <= set(texts)


def test_a_logarithmic_axis_takes_its_ends_and_numbers_in_plain_values():
    axis = intervals(log=True, ticks=(1, 10)).layout.xaxis
    assert axis.type == "log"
    assert list(axis.range) == [0, 3]
    assert list(axis.tickvals) == [1, 10]


def test_marks_of_intervals_differ_by_kind_without_colour_too():
    looks = {"yes": Look("western", symbol="circle"), "no": Look("eastern", symbol="x-thin")}
    table = SPANS.assign(came=["yes", "no", "yes"])
    figure = intervals(table, by="came", looks=looks)
    _, yes, no = figure.data
    assert (yes.name, no.name) == ("yes", "no")
    assert list(yes.x) == [7, 100]
    assert list(no.x) == [None]
    assert yes.marker.symbol != no.marker.symbol
    assert sorted([*yes.y, *no.y], reverse=True) == list(intervals().data[1].y)
    with pytest.raises(KeyError, match="no look for no"):
        intervals(table, by="came", looks={"yes": looks["yes"]})
