"""The map of a quantity in tiles."""

import numpy as np
import pandas as pd
import pytest
import shapely

from helpers import load
from helpers.figures import tile_map

RADAR = pd.Series({"site": "r", "label": "Radar", "lat": 36.05, "lon": 128.22})
TILES = pd.DataFrame(
    [(40.0, 100.0, 10_000.0, 0.0, 5.0), (40.0, 101.2, 10_000.0, 90.0, 5.0), (30.0, 110.0, 10_000.0, 400.0, 5.0)],
    columns=["lat", "lon", "area_km2", "first", "second"],
)


@pytest.fixture(scope="module")
def world():
    return load().world


def points(trace):
    return np.array([(x, y) for x, y in zip(trace.x, trace.y, strict=True) if x is not None])


def draw(world, columns):
    return tile_map(
        world,
        TILES,
        columns,
        steps=(1, 100),
        step_names=("little", "much"),
        places=pd.DataFrame(
            [("p", "Place", 40.0, 101.0, 90.0, 5.0)], columns=["site", "label", "lat", "lon", "first", "second"]
        ),
        radars=pd.DataFrame([RADAR]),
        tone="china",
        unit="s",
    )


def test_tiles_have_their_area_and_nothing_is_drawn_below_the_first_step(world):
    figure = draw(world, {"Title": "first"})
    little, much = (next(t for t in figure.data if t.name == f"Title: {name}") for name in ("little", "much"))
    for trace in (little, much):
        assert shapely.Polygon(points(trace)).area == pytest.approx(10_000, rel=0.03)
    assert much.opacity > little.opacity


def test_a_value_stands_beside_its_place(world):
    figure = draw(world, {"One": "first", "Two": "second"})
    texts = [text for trace in figure.data for text in (trace.text or ())]
    assert {"Place 90 s", "Place 5 s"} <= set(texts)


def test_three_maps_are_refused(world):
    with pytest.raises(ValueError, match="columns must be one or two"):
        draw(world, {"a": "first", "b": "first", "c": "first"})
