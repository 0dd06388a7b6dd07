"""Areas on the plane: over the pole, round the antipode, across the edge of the picture."""

import math

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from helpers import load
from helpers.figures.maps.areas import area_traces
from helpers.figures.maps.panel import Panel
from helpers.models.geodesy import circle, distance_km, sector
from helpers.models.projection import Projection

EXTENT = (-5000, 5000, -4000, 4000)
EURASIA = Panel(Projection(55, 85), EXTENT)
ARCTIC = Panel(Projection(90, -95, "equidistant"), (-5900, 5900, -5900, 5900), is_round=True)


def shown(outline, panel):
    return panel.area(outline.lon_deg, outline.lat_deg)


def holds(geometry, panel, lat, lon):
    x_km, y_km = panel.projection.to_plane(lon, lat)
    return shapely.contains_xy(geometry, x_km, y_km)


@pytest.mark.parametrize("panel", [EURASIA, ARCTIC])
@given(
    lat=st.floats(-90, 90), lon=st.floats(-180, 180), radius=st.floats(300, 18_500),
    at=st.tuples(st.floats(45, 85), st.floats(60, 110)),
)  # fmt: skip
def test_a_place_is_filled_when_it_lies_within_the_radius(panel, lat, lon, radius, at):
    """Whatever the circle holds: the pole, the dateline, the antipode of the projection's centre."""
    away = float(distance_km(lat, lon, to_lat_deg=at[0], to_lon_deg=at[1]))
    if abs(away - radius) < 30 or not holds(panel.frame, panel, *at):  # a chord between vertices cuts off a few km
        return
    assert holds(shown(circle(lat, lon, radius_km=radius, points=720), panel), panel, *at) == (away < radius)


def test_a_circle_round_the_antipode_is_not_filled_inside_out():
    antipode = circle(-55, -95, radius_km=18_000)
    hole = shown(antipode, EURASIA)
    assert not holds(hole, EURASIA, 55, 85)
    assert holds(hole, EURASIA, 55, 140)
    assert hole.area == pytest.approx(EURASIA.frame.area - math.pi * 2000**2, rel=0.01)


def test_a_circle_round_the_antipode_that_leaves_the_picture_fills_nothing():
    assert shown(circle(-55, -95, radius_km=9000), EURASIA).is_empty
    assert shown(circle(-90, 0, radius_km=13_000), ARCTIC).is_empty


def test_a_circle_larger_than_the_picture_fills_it():
    assert shown(circle(55, 85, radius_km=9000), EURASIA).area == pytest.approx(EURASIA.frame.area)


def test_a_circle_over_the_pole_is_whole():
    over = shown(circle(76.57, -68.3, radius_km=3000), ARCTIC)
    assert over.geom_type == "Polygon"
    assert holds(over, ARCTIC, 90, 0)
    assert holds(over, ARCTIC, 80, 112)
    assert not holds(over, ARCTIC, 70, 112)


def test_a_sector_across_the_dateline_is_whole():
    shemya = shown(sector(52.74, 174.09, radius_km=3220, azimuth_deg=45, width_deg=90), ARCTIC)
    assert shemya.geom_type == "Polygon"
    assert holds(shemya, ARCTIC, 60, -175)
    assert not holds(shemya, ARCTIC, 60, 165)


def test_lines_end_at_the_edge_and_are_no_part_of_it():
    fill, line = area_traces([circle(40, 0, radius_km=3000)], ARCTIC, name="a", tone="russia", dash="dash")
    assert fill.fill == "toself"
    assert line.line.dash == "dash"
    radius = np.hypot(*(np.array([v for v in values if v is not None]) for values in (line.x, line.y)))
    assert radius.max() <= 5901
    assert (radius > 5890).sum() <= 2  # where it enters and leaves; the fill follows the edge between
    edge = np.hypot(*(np.array([v for v in values if v is not None]) for values in (fill.x, fill.y)))
    assert (edge > 5890).sum() > 10


def test_land_of_the_polar_view_is_not_inside_out():
    """Antarctica holds the antipode: a wrong rule paints the whole disc."""
    land = shapely.union_all([ARCTIC.area(ring[:, 0], ring[:, 1]) for ring in load().world.rings()])
    assert holds(land, ARCTIC, 65, 100)
    assert not holds(land, ARCTIC, 88, 0)
    assert not holds(land, ARCTIC, 45, -30)
    assert 0.3 < land.area / ARCTIC.frame.area < 0.6


def test_antarctica_is_land_seen_from_the_south():
    south = Panel(Projection(-90, 0, "equidistant"), (-4000, 4000, -4000, 4000))
    land = shapely.union_all([south.area(ring[:, 0], ring[:, 1]) for ring in load().world.rings()])
    assert holds(land, south, -89, 0)
    assert not holds(land, south, -60, 0)
