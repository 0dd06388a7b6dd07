"""Maps of places of several kinds: every place is drawn on its map, in its look, and what is not known is refused."""

import numpy as np
import pandas as pd
import pytest

from helpers import load
from helpers.figures import Look
from helpers.figures.maps.ground import Ring, ground_map
from helpers.figures.maps.panel import Panel
from helpers.figures.style import colour
from helpers.models.geodesy import circle
from helpers.models.projection import Projection

PANELS = {name: Panel(Projection(50, 20), (-2000, 2000, -1500, 1500), title=name) for name in ("One", "Two")}
LOOKS = {"big": Look("western"), "small": Look("ended"), "named": Look("russia", "", "diamond")}
PLACES = pd.DataFrame(
    [
        ("One", "a", "<Alpha>", "named", 50.0, 20.0, 10.0),
        ("One", "", "", "small", 52.0, 22.0, 3.0),
        ("Two", "b", "Beta", "named", 48.0, 18.0, 10.0),
        ("Two", "", "", "big", 47.0, 17.0, 12.0),
        ("Two", "c", "Far away", "named", -30.0, 140.0, 10.0),
    ],
    columns=["panel", "site", "label", "kind", "lat", "lon", "size_px"],
).assign(hover="what <it> is")
TRACKS = pd.DataFrame(
    {"panel": "Two", "track": ["x"] * 2 + ["y"] * 2, "lat": [45, 55, 46, 56], "lon": [10, 20, 12, 22]}
)


def drawn(places=PLACES, **changes):
    return ground_map(load().world, places, panels=PANELS, looks=LOOKS, **changes)


def named(figure, name):
    return [trace for trace in figure.data if trace.name == name]


def test_places_stand_on_their_own_map_in_their_look():
    figure = drawn()
    (one,) = named(figure, "named, One")
    assert (list(one.text), one.marker.symbol) == (["&lt;Alpha&gt;"], "diamond")
    (two,) = named(figure, "named, Two")
    assert list(two.text) == ["Beta"]  # the place outside the map is left out
    assert two.xaxis == "x2"
    assert list(named(figure, "big, Two")[0].marker.size) == [12.0]
    assert "&lt;it&gt;" in one.hovertext[0]
    assert named(figure, "big, Two")[0].marker.opacity < one.marker.opacity == 1  # nothing of that kind has a name


def test_the_legend_has_every_kind_in_its_largest_size():
    legend = [trace for trace in drawn().data if trace.showlegend is None]
    assert [trace.name for trace in legend] == list(LOOKS)
    assert [trace.marker.size for trace in legend] == [12, 3, 10]
    plain = [trace for trace in drawn(PLACES.drop(columns="size_px")).data if trace.showlegend is None]
    assert len({trace.marker.size for trace in plain}) == 1


def test_rings_run_round_all_their_areas_on_every_map_and_tracks_on_one():
    ring = Ring([circle(50, 20, radius_km=300), circle(50, 22, radius_km=300)], "300 km", "iran", "dash", "south")
    figure = drawn(rings=[ring], tracks=TRACKS, track_look=Look("russia", "dot"))
    lines = named(figure, "300 km")
    assert len(lines) == 2
    assert all(line.line.dash == "dash" and "300 km" in line.text for line in lines)
    x = np.array([value for value in lines[0].x if value is not None])
    low = next(y for y, text in zip(lines[0].y, lines[0].text, strict=True) if text)
    assert low == min(value for value in lines[0].y if value is not None)
    assert 730 < x.max() - x.min() < 760  # two circles, their centres 143 km apart
    tracks = named(figure, "tracks")
    assert sum(value is None for trace in tracks for value in trace.x) == 1  # two tracks on one map


def test_areas_named_in_the_legend_are_filled():
    ring = Ring([circle(50, 20, radius_km=300)], "<near>", "iran", "dot", "legend")
    figure = drawn(rings=[ring])
    fills = [trace for trace in figure.data if trace.name == "<near>: area"]
    assert [fill.fillcolor for fill in fills] == [colour("iran")] * 2
    (entry,) = named(figure, "&lt;near&gt;")
    assert (entry.line.dash, list(entry.x)) == ("dot", [None])


def test_a_kind_without_a_look_is_refused():
    with pytest.raises(KeyError, match="no look for unknown"):
        drawn(PLACES.assign(kind="unknown"))
