"""The map of one radar with its faces, and the map of a quantity in tiles."""

import numpy as np
import pandas as pd
import pytest
import shapely

from helpers import load
from helpers.figures import face_map, tile_map
from helpers.figures.style import colour

RADAR = pd.Series({"site": "r", "label": "Radar", "lat": 36.05, "lon": 128.22})
PLACES = pd.DataFrame(
    [("a", "Alpha <b>", 39.0, 125.7, "city"), ("b", "Beta", 40.1, 108.1, "silo field")],
    columns=["site", "label", "lat", "lon", "kind"],
)
TILES = pd.DataFrame(
    [(40.0, 100.0, 10_000.0, 0.0, 5.0), (40.0, 101.2, 10_000.0, 90.0, 5.0), (30.0, 110.0, 10_000.0, 400.0, 5.0)],
    columns=["lat", "lon", "area_km2", "first", "second"],
)


@pytest.fixture(scope="module")
def world():
    return load().world


def points(trace):
    return np.array([(x, y) for x, y in zip(trace.x, trace.y, strict=True) if x is not None])


def test_a_ring_lies_at_its_distance_and_a_sector_within(world):
    figure = face_map(
        world,
        RADAR,
        PLACES,
        rings={1000: "dash"},
        sectors={"One": (300.0, "china", "dot")},
        sector_km=900,
        width_deg=90,
    )
    (ring,) = [trace for trace in figure.data if trace.name == "circle of 1,000 km"]
    (radar,) = [trace for trace in figure.data if trace.name == "radar" and trace.x[0] is not None]
    away = np.hypot(*(points(ring) - [radar.x[0], radar.y[0]]).T)
    assert away == pytest.approx(1000, rel=0.05)  # an equal-area map bends circles by a few percent
    assert ring.line.dash == "dash"
    (area,) = [trace for trace in figure.data if trace.name == "One: area"]
    assert np.hypot(*(points(area) - [radar.x[0], radar.y[0]]).T).max() == pytest.approx(900, rel=0.05)
    assert area.fillcolor == colour("china")


def test_names_are_texts_and_sea_is_sea(world):
    figure = face_map(world, RADAR, PLACES, rings={600: "dot"}, sectors={}, sector_km=900, width_deg=90)
    texts = [text for trace in figure.data for text in (trace.text or ())]
    assert "Alpha &lt;b&gt;" in texts
    (land,) = [trace for trace in figure.data if trace.name == "land"]
    area = shapely.unary_union([shapely.Polygon(ring) for ring in split(land) if len(ring) > 3])
    x0, x1, y0, y1 = (*figure.layout.xaxis.range, *figure.layout.yaxis.range)
    assert 0.4 < shapely.intersection(area, shapely.box(x0, y0, x1, y1)).area / ((x1 - x0) * (y1 - y0)) < 0.9


def split(trace):
    rings, ring = [], []
    for x, y in zip(trace.x, trace.y, strict=True):
        if x is None:
            rings.append(ring)
            ring = []
        else:
            ring.append((x, y))
    return [*rings, ring]


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
