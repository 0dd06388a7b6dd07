import math

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from helpers.dataset.world import read_world
from helpers.models.coverage import Face, distance_to_area_km, marginal_shares, reach_km, share_within
from helpers.models.geodesy import LONGEST_RADIUS_KM, circle
from helpers.models.lattice import AreaLattice, cells
from helpers.paths import DATA

BOUNDARIES = DATA / "geo" / "countries-50m.json"
WORLD = read_world(BOUNDARIES, BOUNDARIES.stat().st_mtime_ns)
WGS84 = Geod(ellps="WGS84")
EARTH_KM2 = 510_065_622
SEONGJU, SHARIKI = Face(36.02, 128.22), Face(40.89, 140.34)
CHINA = cells(WORLD.shape("156"))

latitudes = st.floats(-90, 90)
longitudes = st.floats(-180, 180)
faces = st.builds(
    Face,
    lat_deg=latitudes,
    lon_deg=longitudes,
    azimuth_deg=st.none() | st.floats(-360, 360),
    width_deg=st.floats(1, 360),
)
radii = st.floats(0, 20_000)


# The lattice


@pytest.mark.parametrize(
    ("atlas_id", "published_km2", "what"),
    [
        # The World Factbook of the Central Intelligence Agency. Natural Earth's polygons take in lakes and rivers, so the total
        # area is the one to compare with...
        (
            "643",
            17_098_242,
            "total",
        ),  # Russia; the polygon has Crimea, which the publisher leaves to Ukraine: 0.2 percent
        ("398", 2_724_900, "total"),  # Kazakhstan
        ("496", 1_564_116, "total"),  # Mongolia
        ("792", 783_562, "total"),  # Turkey
        ("616", 312_685, "total"),  # Poland
        # ... but for China the total, 9,596,960, takes in more than the polygon, which is drawn de facto
        ("156", 9_326_410, "land"),
    ],
)
def test_areas_are_those_that_are_published(atlas_id, published_km2, what):
    assert cells(WORLD.shape(atlas_id)).area_km2.sum() == pytest.approx(published_km2, rel=0.01), what


@pytest.mark.parametrize("atlas_id", ["156", "643", "410", "364", "840"])
def test_areas_are_those_of_the_polygons(atlas_id):
    """PROJ sums the area along geodesic edges, which between close vertices are straight in degrees too."""
    metres2, _ = WGS84.geometry_area_perimeter(WORLD.shape(atlas_id))
    assert cells(WORLD.shape(atlas_id), 50_000).area_km2.sum() == pytest.approx(abs(metres2) / 1e6, rel=1e-3)


def test_the_lattice_of_the_earth_is_the_earth():
    earth = cells(shapely.box(-180, -90, 180, 90), 20_000)
    assert earth.area_km2.sum() == pytest.approx(EARTH_KM2, rel=1e-6)
    assert earth.area_km2.max() / np.median(earth.area_km2) < 1.3
    assert len(earth.lat_deg) == pytest.approx(20_000, rel=0.02)
    assert np.abs(earth.lat_deg).max() < 90


@given(lat=st.floats(-89, 85), lon=st.floats(-180, 170), height=st.floats(1, 5), width=st.floats(1, 10))
def test_weights_are_areas_on_the_ellipsoid(lat, lon, height, width):
    lattice = cells(shapely.box(lon, lat, lon + width, lat + height))
    edge = shapely.segmentize(shapely.box(lon, lat, lon + width, lat + height), 0.05)
    metres2, _ = WGS84.geometry_area_perimeter(edge)
    assert lattice.area_km2.sum() == pytest.approx(abs(metres2) / 1e6, rel=1e-4)


@given(lat=st.floats(-60, 60), lon=st.floats(-120, 120), azimuth=st.floats(-360, 360), radius=st.floats(500, 3000))
def test_a_box_of_the_earth_has_the_share_of_a_cap(lat, lon, azimuth, radius):
    """A sector of the sphere in closed form, against the sum over a lattice round it."""
    south, north = max(lat - 30, -90.0), min(lat + 30, 90.0)
    lattice = cells(shapely.box(-180, south, 180, north), 40_000)
    third = share_within(lattice, reach_km(lattice, [Face(lat, lon, azimuth)]), radius)
    cap = 2 * math.pi * 6371.0072**2 * (1 - math.cos(radius / 6371.0072)) / 3
    assert float(third) * lattice.area_km2.sum() == pytest.approx(cap, rel=0.02, abs=30_000)


def test_more_points_change_little():
    fine = cells(WORLD.shape("156"), 300_000)
    curve = np.linspace(500, 3500, 50)
    coarse = share_within(CHINA, reach_km(CHINA, [SEONGJU]), curve)
    assert np.abs(coarse - share_within(fine, reach_km(fine, [SEONGJU]), curve)).max() < 0.0015
    medium = cells(WORLD.shape("156"), 60_000)
    nearer = share_within(medium, reach_km(medium, [SEONGJU]), curve)
    assert np.abs(nearer - share_within(fine, reach_km(fine, [SEONGJU]), curve)).max() < 0.0006


def test_shares_are_those_of_polygons():
    """The circle cut out of the country by shapely, its area summed by PROJ: no lattice at all."""
    korea = WORLD.shape("410")
    ring = circle(SEONGJU.lat_deg, SEONGJU.lon_deg, radius_km=150, points=720)
    cut = shapely.intersection(korea, shapely.Polygon(np.column_stack([ring.lon_deg, ring.lat_deg])))
    expected = abs(WGS84.geometry_area_perimeter(cut)[0] / WGS84.geometry_area_perimeter(korea)[0])
    lattice = cells(korea, 40_000)
    assert float(share_within(lattice, reach_km(lattice, [SEONGJU]), 150)) == pytest.approx(expected, abs=1e-3)


# Reach and shares


@given(one=faces, curve=st.lists(radii, min_size=1, max_size=20))
def test_shares_grow_with_the_radius_from_nothing_to_the_sector(one, curve):
    reach = reach_km(CHINA, [one])
    shares = share_within(CHINA, reach, sorted(curve))
    assert (np.diff(shares) >= 0).all()
    assert ((shares >= 0) & (shares <= 1)).all()
    assert float(share_within(CHINA, reach, 20_037)) == pytest.approx(
        CHINA.area_km2[np.isfinite(reach[0])].sum() / CHINA.area_km2.sum()
    )
    if one.azimuth_deg is None:
        assert float(share_within(CHINA, reach, 20_037)) == 1


@given(one=faces, radius=radii)
def test_scalar_equals_array_and_the_plain_sum(one, radius):
    reach = reach_km(CHINA, [one])
    alone = share_within(CHINA, reach, radius)
    assert alone.shape == ()
    assert share_within(CHINA, reach, [[radius], [1.0]])[0, 0] == alone
    assert float(alone) == pytest.approx(CHINA.area_km2[reach[0] <= radius].sum() / CHINA.area_km2.sum(), abs=1e-12)


@given(some=st.lists(faces, min_size=2, max_size=4), radius=radii)
def test_unions(some, radius):
    reach = reach_km(CHINA, some)
    union = float(share_within(CHINA, reach, radius))
    single = [float(share_within(CHINA, one, radius)) for one in reach]
    assert max(single) - 1e-12 <= union <= sum(single) + 1e-12
    assert union == float(share_within(CHINA, reach[::-1], radius))
    added = marginal_shares(CHINA, reach, radius)
    assert ((added >= 0) & (added <= np.array(single) + 1e-12)).all()
    assert added.sum() <= union + 1e-12
    without_last = float(share_within(CHINA, reach[:-1], radius))
    assert without_last + float(added[-1]) == pytest.approx(union, abs=1e-12)


def test_marginal_shares_of_a_curve():
    reach = reach_km(CHINA, [SEONGJU, SHARIKI])
    added = marginal_shares(CHINA, reach, [1000, 2000])
    assert added.shape == (2, 2)
    assert added[0].tolist() == pytest.approx(
        (share_within(CHINA, reach, [1000, 2000]) - share_within(CHINA, reach[1], [1000, 2000])).tolist()
    )


@given(lat=latitudes, lon=longitudes, azimuth=st.floats(-360, 360), radius=radii)
def test_three_sectors_of_120_degrees_make_a_circle(lat, lon, azimuth, radius):
    thirds = [Face(lat, lon, azimuth_deg=(azimuth + turn) % 360) for turn in (0, 120, 240)]
    together = float(share_within(CHINA, reach_km(CHINA, thirds), radius))
    assert together == pytest.approx(float(share_within(CHINA, reach_km(CHINA, [Face(lat, lon)]), radius)))


def test_poles_antipodes_and_zero_radius():
    lattice = AreaLattice(np.array([90.0, -90.0, 0.0]), np.array([0.0, 0.0, 180.0]), np.ones(3))
    assert reach_km(lattice, [Face(90, 50), Face(0, 0)]).round(3).tolist() == [
        pytest.approx([0, 20_003.931, 10_001.966], abs=2e-3),
        pytest.approx([10_001.966, 10_001.966, 20_003.931], abs=2e-3),
    ]
    assert float(share_within(lattice, reach_km(lattice, [Face(90, 0)]), 0)) == pytest.approx(1 / 3)
    assert float(share_within(CHINA, reach_km(CHINA, [SEONGJU]), 0)) == 0
    assert LONGEST_RADIUS_KM < 20_003


# Distance from a territory


def test_distance_to_an_area_is_that_to_its_nearest_border_point():
    china, moscow = WORLD.shape("156"), AreaLattice(np.array([55.75]), np.array([37.62]), np.ones(1))
    lon, lat = shapely.get_coordinates(shapely.segmentize(china, 0.1)).T
    _, _, metres = WGS84.inv(np.full(len(lon), 37.62), np.full(len(lon), 55.75), lon, lat)
    assert float(distance_to_area_km(moscow, china)[0]) == pytest.approx(metres.min() / 1000, abs=3)
    assert metres.min() / 1000 == pytest.approx(3172, abs=10)


def test_distance_inside_is_nothing_and_across_the_dateline_is_short():
    box = shapely.box(170, 60, 180, 70)
    lattice = AreaLattice(np.array([65.0, 65.0]), np.array([175.0, -179.0]), np.ones(2))
    inside, across = distance_to_area_km(lattice, box)
    assert inside == 0
    assert across == pytest.approx(WGS84.inv(180, 65, -179, 65)[2] / 1000, abs=0.5)


# Messages

FLAT = AreaLattice(np.zeros(3), np.zeros(3), np.ones(3))


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: cells(shapely.box(0, 0, 1, 1), 10), r"points must be in \[100, 2e\+06\] \(got 10\)"),
        (lambda: cells(shapely.Polygon()), r"area must have an interior \(got none\)"),
        (lambda: cells(shapely.LineString([(0, 0), (1, 1)])), r"area must have an interior \(got none\)"),
        (lambda: Face(91, 0), r"lat_deg must be in \[-90, 90\] \(got 91\)"),
        (lambda: Face(0, 0, azimuth_deg=400), r"azimuth_deg must be in \[-360, 360\] \(got 400\)"),
        (lambda: Face(0, 0, width_deg=0), r"width_deg must be in \(0, 360\] \(got 0\)"),
        (lambda: reach_km(FLAT, []), r"faces must be at least one \(got nothing\)"),
        (lambda: share_within(FLAT, np.ones(3), -1), r"radius_km must be in \[0, 20,037.6\] \(got -1\)"),
        (lambda: share_within(FLAT, np.ones(3), np.nan), r"radius_km must be in \[0, 20,037.6\] \(got nan\)"),
        (lambda: share_within(FLAT, np.full(3, np.nan), 1), r"reach_km must be in \[0, inf\] \(got nan\)"),
        (lambda: share_within(FLAT, np.ones(4), 1), r"reach_km must have 3 points \(got the shape \(4,\)\)"),
        (lambda: marginal_shares(FLAT, np.ones(3), 1), r"number of faces must be in \[2, 1,000\] \(got 1\)"),
        (lambda: distance_to_area_km(FLAT, shapely.Polygon()), r"area must not be empty"),
    ],
)
def test_bad_input_is_named(make, message):
    with pytest.raises(ValueError, match=message):
        make()
