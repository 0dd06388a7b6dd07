import json
import re

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest
from plotly.offline import get_plotlyjs_version

from helpers import load
from helpers.dataset.views.history import network, status_by_year
from helpers.figures import polar_radar_map, service_timeline, shield_map, show, show_table
from helpers.figures.show import FIGURE_MIME, META_KEY
from helpers.figures.style import tokens
from helpers.figures.summary import checksum, describe_data
from helpers.paths import ROOT

SOURCE = load().sources["id"].iloc[0]
GOOD = {
    "id": "a-figure", "caption": "A caption.", "alt": "A line.", "sources": [SOURCE],
    "data": pd.DataFrame({"x": [1, 2]}), "as_of": "2026",
}  # fmt: skip
RADARS = pd.DataFrame(
    [
        ("clear", "Clear", "United States and allies", 64.29, -149.19, 304.0, 240.0, 5556.0),
        ("fylingdales", "<b>Fylingdales</b>", "United States and allies", 54.36, -0.67, np.nan, 360.0, 5556.0),
        ("pechora", "Pechora", "Russia", 65.21, 57.3, 0.0, 110.0, 7200.0),
    ],
    columns=["site", "label", "side", "lat", "lon", "azimuth_deg", "width_deg", "range_km"],
)
LINE = go.Figure(go.Scatter(x=[1, 2], y=[3.14159, 2.71828], name="line"))


@pytest.fixture(scope="module")
def figures():
    ds = load()
    places = network(ds.sites, ds.phases, ds.countries)
    states = status_by_year(ds.phases, [2010, 2016, 2026]).merge(places.drop(columns="status"), on="site")
    return {
        "map": shield_map(ds.world, states, labels=["redzikowo"], overview_labels=[]),
        "timeline": service_timeline(places, start="1999-01-01", end="2027-01-01"),
        "polar": polar_radar_map(ds.world, RADARS, labels=["clear", "pechora"]),
    }


def bundle(shown):
    return shown._repr_mimebundle_()


def test_bundle_is_live_in_jupyter_and_text_in_git():
    data, metadata = bundle(show(LINE, **GOOD))
    assert set(data) == {FIGURE_MIME, "text/plain"}
    assert metadata[META_KEY]["alt"] == "A line."
    json.dumps([data, metadata])


def test_summary_is_short_stable_text():
    data, _ = bundle(show(LINE, **GOOD))
    assert data["text/plain"].splitlines() == [
        "Figure a-figure: A caption.",
        "  scatter 'line': 2 points, x 1 to 2, y 2.718 to 3.142, checksum 7a925869",
        "  data: 2 rows, 1 columns, checksum aea28487",
        "    x: 1 to 2, mean 1.5",
    ]


def test_summary_changes_with_any_value():
    frame = pd.DataFrame({"lat": [54.48, 44.08], "name": ["a", "b"]})
    seen = {checksum(frame)}
    for row, column, value in [(0, "lat", 54.49), (1, "lat", 44.081), (0, "name", "c")]:
        changed = frame.copy()
        changed.loc[row, column] = value
        seen.add(checksum(changed))
    assert len(seen) == 4
    assert describe_data(frame)[1] == "    lat: 44.08 to 54.48, mean 49.28"


def test_arrays_and_series_are_summarised_like_lists():
    frame = pd.DataFrame({"x": [1, 2], "y": [3.14159, 2.71828]})
    lists, _ = bundle(show(LINE, **GOOD))
    series, _ = bundle(show(go.Figure(go.Scatter(x=frame["x"], y=frame["y"].to_numpy(), name="line")), **GOOD))
    assert series["text/plain"] == lists["text/plain"]
    assert series[FIGURE_MIME]["data"][0]["y"] == [3.14159, 2.71828]


def test_missing_values_of_arrays_are_null():
    data, _ = bundle(show(go.Figure(go.Scatter(x=np.array([1.0, 2.0]), y=np.array([np.nan, 2.0]))), **GOOD))
    assert data[FIGURE_MIME]["data"][0]["y"] == [None, 2.0]


@pytest.mark.parametrize(
    "change", [{"y": [3.2, 2.71828]}, {"hovertext": ["a", "b"]}, {"marker": {"symbol": ["circle", "square"]}}]
)
def test_summary_changes_with_what_is_drawn_though_the_data_do_not(change):
    before, _ = bundle(show(LINE, **GOOD))
    after, _ = bundle(show(go.Figure(LINE).update_traces(change), **GOOD))
    assert before["text/plain"] != after["text/plain"]


def test_summary_ignores_colour():
    before, _ = bundle(show(LINE, **GOOD))
    after, _ = bundle(show(go.Figure(LINE).update_traces(line_color="#b8281f"), **GOOD))
    assert before["text/plain"] == after["text/plain"]


def test_rows_keep_every_digit_and_no_false_precision():
    frame = pd.DataFrame(
        {
            "n": [182753859, 2],
            "tiny_km": [1e-12, None],
            "day": pd.to_datetime(["2016-05-12", None]),
            "keys": [("a", "b"), ()],
        }
    )
    _, metadata = bundle(show(LINE, **(GOOD | {"data": frame})))
    assert metadata[META_KEY]["rows"] == [[182753859, 1e-12, "2016-05-12", "a; b"], [2, None, None, ""]]


@pytest.mark.parametrize("field", ["id", "caption", "alt", "as_of"])
def test_nothing_owed_to_the_reader_is_optional(field):
    with pytest.raises(ValueError, match=f"needs {field}"):
        show(LINE, **(GOOD | {field: " "}))


def test_sources_are_needed_and_must_exist():
    with pytest.raises(ValueError, match="needs sources"):
        show(LINE, **(GOOD | {"sources": []}))
    with pytest.raises(KeyError, match="is not in sources"):
        show(LINE, **(GOOD | {"sources": ["nobody-1900-nothing"]}))
    with pytest.raises(ValueError, match="must be a list of keys"):
        show(LINE, **(GOOD | {"sources": SOURCE}))


def test_id_is_an_anchor():
    with pytest.raises(ValueError, match="lower-case words"):
        show(LINE, **(GOOD | {"id": "A figure"}))


def test_table_bundle():
    options = {key: GOOD[key] for key in ("id", "caption", "sources", "as_of")}
    data, metadata = bundle(show_table(GOOD["data"], **options, row_sources=[[SOURCE], []]))
    assert "text/html" in data
    assert metadata[META_KEY]["row_sources"] == [[SOURCE], []]


def colours_of(value):
    if isinstance(value, str):
        yield from re.findall(r"#[0-9a-fA-F]{3,8}\b|rgba?\([^)]*\)", value)
    elif isinstance(value, dict):
        for part in value.values():
            yield from colours_of(part)
    elif isinstance(value, list):
        for part in value:
            yield from colours_of(part)


@pytest.mark.parametrize("name", ["map", "timeline", "polar"])
def test_every_colour_has_a_dark_counterpart(figures, name):
    data, _ = bundle(show(figures[name], **GOOD))
    known = {values["light"] for values in tokens().values()} | {"rgba(0,0,0,0)"}
    assert set(colours_of(data[FIGURE_MIME])) <= known


def test_map_has_a_step_for_each_year(figures):
    assert [frame.name for frame in figures["map"].frames] == ["2010", "2016", "2026"]
    moved = {trace for frame in figures["map"].frames for trace in frame.traces}
    assert {figures["map"].data[i].mode for i in moved} == {"markers+text"}


def test_map_asks_nobody_for_coastlines(figures):
    assert {trace.type for trace in figures["map"].data} == {"scatter"}
    assert len(figures["map"].data[0].x) > 1000


def test_symbols_differ_by_kind_and_status(figures):
    points = figures["map"].frames[-1].data[0]
    assert {"circle", "triangle-up", "square", "x-thin"} <= set(points.marker.symbol)


def test_hover_text_is_escaped():
    ds = load()
    places = network(ds.sites, ds.phases, ds.countries)
    places["name"] = "<img src=x onerror=alert(1)>"
    places["label"] = "<b>x</b>"
    states = status_by_year(ds.phases, [2026]).merge(places.drop(columns="status"), on="site")
    figure = shield_map(ds.world, states, labels=["redzikowo"], overview_labels=[])
    timeline = service_timeline(places, start="1999-01-01", end="2027-01-01")
    assert "<img" not in figure.to_json() + timeline.to_json()
    assert "<b>x</b>" not in json.loads(figure.to_json())["data"][7]["text"]


def test_columns_of_numbers_have_units():
    frame = pd.DataFrame({"year": [2016], "range_km": [1.5], "sites": [3], "share": [0.5], "name": ["a"]})
    with pytest.raises(ValueError, match="column 'share' needs a unit"):
        show(LINE, **(GOOD | {"data": frame}))
    _, metadata = bundle(show(LINE, **(GOOD | {"data": frame}), units={"share": "of the area"}))
    assert metadata[META_KEY]["units"] == ["year", "km", "count", "of the area", ""]


def test_the_small_bundles_are_the_plotly_that_python_writes_for():
    pinned = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    bundles = {entry["version"] for name, entry in pinned.items() if "plotly.js-" in name}
    assert bundles == {get_plotlyjs_version()}
    assert all(entry["integrity"].startswith("sha512-") for name, entry in pinned.items() if name)


def test_site_keeps_the_position_of_its_name_through_the_years(figures):
    seen = {}
    for frame in figures["map"].frames:
        for panel, trace in enumerate(frame.data):
            for text, position in zip(trace.text, trace.textposition, strict=True):
                if text.strip():
                    seen.setdefault((panel, text), set()).add(position)
    assert any(text == "Redzikowo" for _, text in seen)
    assert all(len(positions) == 1 for positions in seen.values())


def test_no_text_is_empty(figures):
    """Where it were, plotly.js would draw no name in the later steps of the slider."""
    traces = [trace for frame in figures["map"].frames for trace in frame.data]
    assert all(text for trace in traces for text in trace.text)


def test_a_timeline_may_have_groups_and_stages_of_its_own():
    ds = load()
    places = network(ds.sites, ds.phases, ds.countries).head(3).assign(flank="china")
    own = {"titles": {"china": "Bought & paid"}, "stages": ("ordered", "came", "", ""), "dtick": "M24"}
    figure = service_timeline(places, start="1999-01-01", end="2027-01-01", **own)
    assert next(iter(figure.layout.yaxis.ticktext)) == "<b>Bought & paid</b>"
    assert [trace.name for trace in figure.data if trace.showlegend is None] == ["ordered", "came"]
    assert figure.layout.meta["narrow"]["xaxis.dtick"] == "M48"


def test_names_of_no_place_are_refused():
    ds = load()
    places = network(ds.sites, ds.phases, ds.countries)
    states = status_by_year(ds.phases, [2026]).merge(places.drop(columns="status"), on="site")
    with pytest.raises(ValueError, match=r"labels must be places on the map \(got nowhere\)"):
        shield_map(ds.world, states, labels=["redzikowo", "nowhere"], overview_labels=[])


def test_sides_differ_by_more_than_colour(figures):
    lines = [trace for trace in figures["polar"].data if trace.name.endswith("boundaries")]
    assert len({trace.line.dash for trace in lines}) == 2
    points = [trace for trace in figures["polar"].data if trace.name.startswith("radars")]
    assert len({trace.marker.symbol for trace in points}) == 2


def test_polar_map_fills_one_sector_for_each_radar_and_names_each_side_once(figures):
    figure = figures["polar"]
    assert [trace.name for trace in figure.data if trace.name.endswith("area")] == [
        "United States and allies: area", "United States and allies: area", "Russia: area",
    ]  # fmt: skip
    assert [trace.name for trace in figure.data if trace.showlegend is None] == ["United States and allies", "Russia"]
    named = {text for trace in figure.data if trace.text for text in trace.text if text.strip()}
    assert named == {"Clear", "Pechora"}


def test_polar_hover_says_which_way_and_how_far(figures):
    hovers = [text for trace in figures["polar"].data if trace.hovertext for text in trace.hovertext]
    assert "<b>Clear</b><br>looks from 184° to 64°<br>published range 5,556 km" in hovers
    assert "<b>&lt;b&gt;Fylingdales&lt;/b&gt;</b><br>looks all round<br>published range 5,556 km" in hovers
