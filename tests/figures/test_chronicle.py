"""Chronicles: every event stands on the rule of its row, at its date, with the symbol of its kind, under a text that fits."""

import pandas as pd
import pytest

from helpers.figures import Look, chronicle
from helpers.figures.style import colour, tokens

EVENTS = pd.DataFrame(
    {
        "what": [
            "a rather long text of a first row that a telephone breaks into two lines",
            "short & <b>",
            "short & <b>",
        ],
        "who": ["A & B:", "C:", "C:"],
        "when": pd.to_datetime(["2012-05-03", "2016-05-27", "2017-03-01"]),
        "kind": ["said", "done", "said"],
        "told": ["one", "two", "three"],
    }
)
LOOKS = {"said": Look("russia", "", "diamond"), "done": Look("china", "", "square")}


def drawn(frame=EVENTS, **changes):
    given = {"row": "what", "date": "when", "kind": "kind", "looks": LOOKS, "start": "2010-01-01", "end": "2020-01-01"}
    return chronicle(frame, **(given | changes))


def test_events_stand_on_the_rules_of_their_rows_from_the_top():
    rules, said, done = drawn().data
    assert list(rules.y) == [0, 0, None, -1, -1, None]
    assert (list(said.x), list(said.y)) == (["2012-05-03", "2017-03-01"], [0, -1])
    assert (list(done.x), list(done.y)) == (["2016-05-27"], [-1])
    assert (said.marker.symbol, done.marker.symbol) == ("diamond", "square")


def test_texts_stand_above_their_rules_and_break_on_narrow_screens():
    layout = drawn(lead="who").layout
    wide, narrow = layout.annotations, layout.meta["narrow"]["annotations"]
    assert wide[0].text.startswith("<b>A &amp; B:</b> a rather")
    assert "<br>" not in wide[0].text
    assert "<br>" in narrow[0]["text"]
    assert wide[1].text == "<b>C:</b> short &amp; &lt;b&gt;"
    assert [note.y for note in wide] == [0, -1]
    low, high = layout.yaxis.range
    assert low < -1
    assert high > 0


def test_a_reader_is_told_the_row_or_what_a_column_says():
    assert list(drawn().data[2].hovertext) == ["short &amp; &lt;b&gt;"]
    assert list(drawn(says="told").data[1].hovertext) == ["one", "three"]


def test_a_kind_without_a_look_is_refused():
    with pytest.raises(ValueError, match="none for done"):
        drawn(looks={"said": LOOKS["said"]})


def test_a_kind_without_events_keeps_its_entry_in_the_legend():
    figure = drawn(EVENTS[EVENTS["kind"] == "said"])
    assert [trace.name for trace in figure.data[1:]] == ["said", "done"]
    assert len(figure.data[2].x) == 0


def test_all_colours_are_tokens():
    known = {value["light"] for value in tokens().values()}
    figure = drawn()
    assert {trace.marker.color for trace in figure.data[1:]} <= known
    assert {note.font.color for note in figure.layout.annotations} == {colour("ink")}
