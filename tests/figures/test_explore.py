import base64
import json
from math import inf

import numpy as np
import pytest
from ipywidgets.widgets import widget

from helpers import load
from helpers.figures import Output, Phrase, Range, explore
from helpers.figures.explorer import STATIC
from helpers.figures.explorer.controls import WIDGET_MIME, moved
from helpers.figures.explorer.parts import written
from helpers.figures.show import FIGURE_MIME, META_KEY

GOOD = {
    "ranges": {"x": Range(0, 10, 4, "Width", "m", points=21), "y": Range(1, 100, 10, "Factor", log=True, points=9)},
    "outputs": {"area": Output("Area", "square metres", log=True)},
    "along": "x",
    "sentence": "With {x} and {y} it is {area}, {size}.",
    "phrases": {"size": Phrase("area", [(-inf, "small"), (50, "large")])},
    "id": "an-explorer", "caption": "A caption.", "alt": "A line.", "sources": [load().sources["id"].iloc[0]], "as_of": "2026",
}  # fmt: skip


def area(x, y):
    return (x + 1) * y


def test_a_function_of_arrays_is_all_that_it_takes(monkeypatch):
    monkeypatch.setenv(STATIC, "1")
    forms, metadata = explore(area, **GOOD)._repr_mimebundle_()
    assert set(forms) == {FIGURE_MIME, "text/plain"}
    explorer = metadata[META_KEY]["explorer"]
    assert explorer["start_sentence"] == "With 4 m and 10 it is 50 square metres, large."
    codes = np.frombuffer(base64.b64decode(explorer["outputs"][0]["codes"]), dtype="<u2")
    assert len(codes) == 21 * 9
    assert explorer["miss"][0] < 0.005
    json.dumps([forms, metadata])


def test_the_plotted_line_is_the_model_and_the_data_under_the_figure(monkeypatch):
    monkeypatch.setenv(STATIC, "1")
    forms, metadata = explore(area, **GOOD)._repr_mimebundle_()
    start, line, point = forms[FIGURE_MIME]["data"]
    assert line["y"] == start["y"] == [(x + 1) * 10 for x in line["x"]]
    assert (point["x"], point["y"]) == ([4], [50])
    meta = metadata[META_KEY]
    assert meta["columns"] == ["x", "y", "area"]
    assert meta["units"] == ["m", "1", "square metres"]
    assert [row[2] for row in meta["rows"]] == line["y"]


def test_jupyter_gets_controls_that_run_the_model(monkeypatch):
    monkeypatch.delenv(STATIC, raising=False)
    forms, _ = explore(area, **GOOD)._repr_mimebundle_()
    assert set(forms) == {WIDGET_MIME, "text/plain"}
    box = widget._instances[forms[WIDGET_MIME]["model_id"]]
    sentence, chart, x, _y, reset = box.children
    assert "50 square metres" in sentence.value
    x.value = 9
    assert "With 9 m and 10 it is 100 square metres" in sentence.value
    assert chart.outputs[0]["data"][FIGURE_MIME]["data"][2]["y"] == [100]
    reset.click()
    assert "50 square metres" in sentence.value


def test_moving_changes_line_and_point_but_not_the_start():
    shown = explore(area, **GOOD)
    figure = moved(shown.forms[FIGURE_MIME], shown.model, shown.parts, {"x": 1.0, "y": 2.0})
    start, line, point = figure["data"]
    assert start["y"][0] == 10
    assert line["y"][0] == pytest.approx(2)
    assert (point["x"], point["y"]) == ([1.0], [4.0])


def test_a_grid_that_is_too_coarse_is_refused():
    with pytest.raises(
        ValueError, match=r"'an-explorer': between the points 'area' misses the model by .* of its span"
    ):
        explore(lambda x, y: np.sin(3 * x) + y, **GOOD | {"outputs": {"area": Output("Area", "square metres")}})


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"along": "z"}, "along must be one of the ranges"),
        ({"sentence": "It is {aera}."}, "the sentence names 'aera'"),
        (
            {"ranges": {**GOOD["ranges"], "x": Range(0, 10, 11, "Width", "m")}},
            r"x: start must lie in \[0, 10\] \(got 11\)",
        ),
        ({"phrases": {"size": Phrase("aera", [(-inf, "")])}}, "'aera' is not one of the outputs"),
        ({"phrases": {"size": Phrase("area", [(0, "")])}}, "must rise from -inf"),
        ({"outputs": {"area": Output("A", "m"), "other": Output("B", "km")}}, "must share a unit"),
        ({"phrases": {"size": Phrase("area", [])}}, "must rise from -inf"),
        ({"phrases": {"size": Phrase("area", [(-inf, ""), (9, ""), (5, "")])}}, "must rise from -inf"),
        ({"phrases": {"x": Phrase("area", [(-inf, "")])}}, "x: one name for two things"),
        ({"sentence": "It is {}."}, "the sentence names ''"),
        ({"sentence": "It is {x!r}."}, "the sentence names 'x!r'"),
        ({"sentence": "It is {{x}}."}, "doubled braces"),
        ({"outputs": {"area": Output("A", "m", tone="pink")}}, "'pink' is not a colour"),
        ({"outputs": {"area": Output("A", "m"), "other": Output("B", "m")}}, "must return them by name"),
        ({"alt": ""}, "needs alt"),
    ],
)
def test_bad_input_is_named(change, message):
    with pytest.raises(ValueError, match=message):
        explore(area, **GOOD | change)


def test_a_model_that_lacks_an_output_is_named():
    with pytest.raises(ValueError, match=r"returns \['length'\], but not area"):
        explore(lambda x, y: {"length": x + y}, **GOOD)


def test_holes_between_the_points_are_refused():
    with pytest.raises(ValueError, match="only the model or only the grid has a value of 'area'"):
        explore(lambda x, y: np.where((x > 2.1) & (x < 2.9), np.nan, (x + 1) * y), **GOOD)


def test_words_of_axes_are_text_not_markup():
    ranges = {**GOOD["ranges"], "x": Range(0, 10, 4, "Width <b>", "m<i>", points=21)}
    figure = explore(area, **GOOD | {"ranges": ranges}).forms[FIGURE_MIME]
    assert figure["layout"]["xaxis"]["title"]["text"] == "Width &lt;b&gt; (m&lt;i&gt;)"


def test_jupyter_gets_no_nan():
    shown = explore(lambda x, y: np.where(x > 9, np.nan, x * 0 + y), **GOOD | {"max_miss": 1})
    figure = moved(shown.forms[FIGURE_MIME], shown.model, shown.parts, {"x": 9.5, "y": 2.0})
    assert figure["data"][2]["y"] == [None]
    assert json.dumps(figure, allow_nan=False)


def test_no_answer_is_said_in_words():
    shown = explore(
        lambda x, y: np.where(x > 9, np.nan, x + y), **GOOD | {"outputs": {"area": Output("Area", "m")}, "max_miss": 1}
    )
    assert shown.parts.say({"x": 9.5, "y": 1}, {"area": np.nan}) == "The model has no answer for these settings."


def test_numbers_are_written_with_their_digits():
    assert written(1234.5, Range(0, 1, 0, "", "km")) == "1,230 km"
    assert written(0.0123456, Range(0, 1, 0, "", digits=2)) == "0.012"
    assert written(1e-7, Range(0, 1, 0, "", "s")) == "0.0000001 s"
    assert written(2.04e10, Range(0, 1, 0, "")) == "20,400,000,000"
    assert written(1.125, Range(0, 1, 0, "")) == "1.13"
    assert written(0, Range(0, 1, 0, "")) == "0"
    assert written(-0.5, Range(-1, 1, 0, "")) == "-0.5"
