import math

import numpy as np
import pytest
from geographiclib.geodesic import Geodesic
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from helpers.models.geodesy import LONGEST_RADIUS_KM, circle, destination, distance_km, geodesics, sector

WGS84 = Geod(ellps="WGS84")
HALF_EQUATOR_KM = math.pi * 6378.137
HALF_MERIDIAN_KM = 20_003.9315

latitudes = st.floats(-90, 90)
longitudes = st.floats(-180, 180)
azimuths = st.floats(-360, 360)
radii = st.floats(1, LONGEST_RADIUS_KM)


def from_centre(lat, lon, outline):
    """Distance and azimuth of every vertex from a point, by PROJ's inverse alone."""
    n = len(outline.lat_deg)
    azimuth, _, metres = WGS84.inv([lon] * n, [lat] * n, outline.lon_deg, outline.lat_deg)
    return np.array(metres) / 1000, np.array(azimuth)


def turn(a, b):
    """Smallest angle between directions."""
    return np.abs((np.asarray(a) - b + 180) % 360 - 180)


# Published distances, and closed forms on the ellipsoid


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ((0, 0), (0, 90), HALF_EQUATOR_KM / 2),  # along the equator, a circle
        ((90, 0), (-90, 123), HALF_MERIDIAN_KM),
        ((90, 0), (0, -77), HALF_MERIDIAN_KM / 2),
        ((0, 179.5), (0, -179.5), HALF_EQUATOR_KM / 180),  # over the dateline
        ((-30, 0), (29.9, 179.8), 19_989.832827610),  # nearly antipodal: Karney 2013, section 7 takes 30 S to 29.9 N
        ((36.02, 128.22), (36.02, 128.22), 0),
    ],
)
def test_distances_in_closed_form(start, end, expected):
    found = distance_km(*start, to_lat_deg=end[0], to_lon_deg=end[1])
    assert float(found) == pytest.approx(expected, abs=1e-3)


def test_vandenberg_to_kwajalein_is_4200_nautical_miles():
    found = distance_km(34.77, -120.6, to_lat_deg=9.06, to_lon_deg=167.74)
    assert float(found) / 1.852 == pytest.approx(4200, rel=0.005)


@given(lat=latitudes, lon=longitudes, to_lat=latitudes, to_lon=longitudes)
def test_distance_is_that_of_a_sphere_within_the_flattening(lat, lon, to_lat, to_lon):
    a, b, difference = math.radians(lat), math.radians(to_lat), math.radians(to_lon - lon)
    x = math.hypot(
        math.cos(b) * math.sin(difference),
        math.cos(a) * math.sin(b) - math.sin(a) * math.cos(b) * math.cos(difference),
    )
    y = math.sin(a) * math.sin(b) + math.cos(a) * math.cos(b) * math.cos(difference)
    sphere = 6371.0088 * math.atan2(x, y)
    found = float(distance_km(lat, lon, to_lat_deg=to_lat, to_lon_deg=to_lon))
    assert found == pytest.approx(sphere, rel=0.006, abs=1e-6)
    back = float(distance_km(to_lat, to_lon, to_lat_deg=lat, to_lon_deg=lon))
    assert found == pytest.approx(back, abs=1e-6)


# A second opinion: Karney's own implementation in Python, and the directions of lines


@given(lat=latitudes, lon=longitudes, to_lat=latitudes, to_lon=longitudes)
def test_geographiclib_finds_the_same_lines(lat, lon, to_lat, to_lon):
    line = geodesics(lat, lon, to_lat_deg=to_lat, to_lon_deg=to_lon)
    other = Geodesic.WGS84.Inverse(lat, lon, to_lat, to_lon)
    assert float(line.distance_km) == pytest.approx(other["s12"] / 1000, abs=1e-9)
    if 1 < line.distance_km < LONGEST_RADIUS_KM and max(abs(lat), abs(to_lat)) < 89.9:  # elsewhere any direction may do
        assert turn(line.azimuth_deg, other["azi1"]) < 1e-6
        assert turn(line.back_azimuth_deg, other["azi2"] + 180) < 1e-6


@given(lat=latitudes, lon=longitudes, azimuth=azimuths, length=st.floats(0, 40_000))
def test_geographiclib_ends_at_the_same_place(lat, lon, azimuth, length):
    to_lat, to_lon = destination(lat, lon, azimuth_deg=azimuth, distance_km=length)
    other = Geodesic.WGS84.Direct(lat, lon, azimuth, length * 1000)
    assert float(distance_km(to_lat, to_lon, to_lat_deg=other["lat2"], to_lon_deg=other["lon2"])) < 1e-6


@given(lat=st.floats(-89, 89), lon=longitudes, to_lat=st.floats(-89, 89), to_lon=longitudes)
def test_there_is_back_again(lat, lon, to_lat, to_lon):
    out = geodesics(lat, lon, to_lat_deg=to_lat, to_lon_deg=to_lon)
    back = geodesics(to_lat, to_lon, to_lat_deg=lat, to_lon_deg=lon)
    assert float(out.distance_km) == pytest.approx(float(back.distance_km), abs=1e-6)
    if 1 < out.distance_km < LONGEST_RADIUS_KM:
        assert turn(out.azimuth_deg, back.back_azimuth_deg) < 1e-6


def test_from_a_pole_every_direction_is_south():
    line = geodesics([90, -90], 0, to_lat_deg=10, to_lon_deg=[20, 20])
    assert line.back_azimuth_deg.tolist() == pytest.approx([0, 180], abs=1e-9)
    assert np.isfinite(geodesics(10, 20, to_lat_deg=[10, -10], to_lon_deg=[20, -160]).azimuth_deg).all()


def test_ellipsoids_differ_and_unknown_ones_are_named():
    lengths = [
        float(geodesics(0, 0, to_lat_deg=0, to_lon_deg=90, ellipsoid=name).distance_km) for name in ("WGS84", "clrk66")
    ]
    assert lengths == pytest.approx([math.pi * 6378.137 / 2, math.pi * 6378.2064 / 2], abs=1e-6)
    with pytest.raises(ValueError, match=r"ellipsoid must be one of .*WGS84.* \(got 'flat'\)"):
        geodesics(0, 0, to_lat_deg=0, to_lon_deg=0, ellipsoid="flat")


# Destinations


@given(lat=latitudes, lon=longitudes, azimuth=azimuths, length=st.floats(0, LONGEST_RADIUS_KM))
def test_destination_is_as_far_as_asked(lat, lon, azimuth, length):
    to_lat, to_lon = destination(lat, lon, azimuth_deg=azimuth, distance_km=length)
    assert float(distance_km(lat, lon, to_lat_deg=to_lat, to_lon_deg=to_lon)) == pytest.approx(length, abs=1e-3)


def test_over_the_pole_comes_down_on_the_other_side():
    lat, lon = destination(
        80, 20, azimuth_deg=0, distance_km=2 * float(distance_km(80, 20, to_lat_deg=90, to_lon_deg=0))
    )
    assert float(lat) == pytest.approx(80)
    assert float(lon) == pytest.approx(-160)


def test_scalar_equals_array():
    lats, lons, ways = [0.0, 64.29, 90.0], [0.0, -149.19, 12.0], [90.0, -30.0, 200.0]
    found = destination(lats, lons, azimuth_deg=ways, distance_km=5556)
    lengths = distance_km(lats, lons, to_lat_deg=40, to_lon_deg=-179)
    for i, (lat, lon, way) in enumerate(zip(lats, lons, ways, strict=True)):
        alone = destination(lat, lon, azimuth_deg=way, distance_km=5556)
        assert [float(part) for part in alone] == [float(part[i]) for part in found]
        assert float(distance_km(lat, lon, to_lat_deg=40, to_lon_deg=-179)) == float(lengths[i])


def test_arguments_are_left_as_they_were():
    lats, lons = np.array([10.0, 20.0]), np.array([30.0, 40.0])
    destination(lats, lons, azimuth_deg=90, distance_km=1000)
    distance_km(lats, lons, to_lat_deg=0, to_lon_deg=0)
    assert lats.tolist() == [10, 20]
    assert lons.tolist() == [30, 40]


# Circles and sectors


@given(lat=latitudes, lon=longitudes, radius=radii)
def test_every_vertex_of_a_circle_is_at_its_radius(lat, lon, radius):
    lengths, _ = from_centre(lat, lon, circle(lat, lon, radius_km=radius, points=60))
    assert np.abs(lengths - radius).max() < 1e-3  # a metre


@given(lat=latitudes, lon=longitudes, radius=radii, azimuth=azimuths, width=st.floats(1, 359))
def test_a_sector_has_its_arc_at_the_radius_and_its_sides_at_their_azimuths(lat, lon, radius, azimuth, width):
    area = sector(lat, lon, radius_km=radius, azimuth_deg=azimuth, width_deg=width, points=20)
    assert len(area.lat_deg) == 59
    lengths, ways = from_centre(lat, lon, area)
    steps = np.linspace(0, radius, 21)
    assert lengths == pytest.approx([*steps[:-1], *[radius] * 20, *steps[-2:0:-1]], abs=1e-3)
    if abs(lat) < 89 and radius < 19_000:  # elsewhere directions are not fixed well enough to compare
        assert turn(ways[1:20], azimuth - width / 2).max() < 1e-3
        assert turn(ways[20:40], azimuth + np.linspace(-width / 2, width / 2, 20)).max() < 1e-3
        assert turn(ways[40:], azimuth + width / 2).max() < 1e-3


def on_the_right(outline):
    """Area in millions of km2 on the right hand of an outline, by PROJ."""
    metres2, _ = WGS84.polygon_area_perimeter(outline.lon_deg, outline.lat_deg)
    earth = 510.065622
    return -metres2 / 1e12 if metres2 <= 0 else earth - metres2 / 1e12


@given(lat=latitudes, lon=longitudes, radius=st.floats(100, 19_900))
def test_the_area_is_on_the_right_hand(lat, lon, radius):
    """A cap of a sphere has 2 pi R2 (1 - cos(r / R)): also one beyond half the Earth, and over a pole."""
    cap = 2 * math.pi * 6.3710072**2 * (1 - math.cos(radius / 6371.0072))
    assert on_the_right(circle(lat, lon, radius_km=radius, points=720)) == pytest.approx(cap, rel=0.012, abs=0.15)


@given(lat=latitudes, lon=longitudes, radius=st.floats(500, 12_000), azimuth=azimuths, width=st.floats(5, 180))
def test_a_sector_and_its_complement_are_the_circle(lat, lon, radius, azimuth, width):
    one = sector(lat, lon, radius_km=radius, azimuth_deg=azimuth, width_deg=width, points=360)
    rest = sector(lat, lon, radius_km=radius, azimuth_deg=(azimuth + 180) % 360, width_deg=360 - width, points=360)
    whole = circle(lat, lon, radius_km=radius, points=720)
    assert on_the_right(one) + on_the_right(rest) == pytest.approx(on_the_right(whole), rel=1e-3)


@given(lat=st.floats(-89, 89), lon=longitudes, radius=radii)
def test_a_circle_is_the_same_east_and_west(lat, lon, radius):
    ring = circle(lat, lon, radius_km=radius, points=60)
    assert ring.lat_deg[1:] == pytest.approx(ring.lat_deg[:0:-1], abs=1e-6)


@pytest.mark.parametrize("pole", [90, -90])
@pytest.mark.parametrize("lon", [-180, 0, 77])
def test_a_circle_round_a_pole_is_a_parallel(pole, lon):
    ring = circle(pole, lon, radius_km=HALF_MERIDIAN_KM / 2)
    assert ring.lat_deg == pytest.approx(np.zeros(360), abs=1e-6)
    assert np.diff(np.sort(ring.lon_deg)) == pytest.approx(np.ones(359), abs=1e-6)


def test_a_circle_over_the_pole_and_the_dateline():
    ring = circle(76.57, -68.3, radius_km=5556)
    assert ring.lon_deg.min() < -178
    assert ring.lon_deg.max() > 178
    assert np.abs(np.diff(np.unwrap(ring.lon_deg, period=360))).max() < 3  # no jump but that of the dateline
    assert float(np.unwrap(ring.lon_deg, period=360)[-1] - ring.lon_deg[0]) == pytest.approx(
        -360, abs=3
    )  # round the pole


def test_a_whole_turn_is_a_circle():
    turned = sector(54.36, -0.67, radius_km=5556, azimuth_deg=77, width_deg=360)
    ring = circle(54.36, -0.67, radius_km=5556)
    assert turned.lat_deg.tolist() == ring.lat_deg.tolist()


# Messages

GOOD = {"lat_deg": 40.0, "lon_deg": 30.0, "radius_km": 1000.0, "azimuth_deg": 90.0, "width_deg": 120.0, "points": 12}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"lat_deg": 91}, r"lat_deg must be in \[-90, 90\] \(got 91\)"),
        ({"lat_deg": math.nan}, r"lat_deg must be in \[-90, 90\] \(got nan\)"),
        ({"lon_deg": 181}, r"lon_deg must be in \[-180, 180\] \(got 181\)"),
        ({"radius_km": -5}, r"radius_km must be in \(0, 19,970\] \(got -5\)"),
        ({"radius_km": 0}, r"radius_km must be in \(0, 19,970\] \(got 0\)"),
        ({"radius_km": 20_000}, r"radius_km must be in \(0, 19,970\] \(got 20,000\)"),
        ({"radius_km": math.inf}, r"radius_km must be in \(0, 19,970\] \(got inf\)"),
        ({"azimuth_deg": 361}, r"azimuth_deg must be in \[-360, 360\] \(got 361\)"),
        ({"width_deg": 0}, r"width_deg must be in \(0, 360\] \(got 0\)"),
        ({"width_deg": 360.5}, r"width_deg must be in \(0, 360\] \(got 360.5\)"),
        ({"points": 2}, r"points must be at least 3 \(got 2\)"),
    ],
)
def test_bad_areas_are_named(change, message):
    arguments = GOOD | change
    with pytest.raises(ValueError, match=message):
        sector(**arguments)
    if not change.keys() & {"azimuth_deg", "width_deg"}:
        with pytest.raises(ValueError, match=message):
            circle(**{key: arguments[key] for key in ("lat_deg", "lon_deg", "radius_km", "points")})


def test_bad_lines_are_named():
    with pytest.raises(ValueError, match=r"to_lat_deg must be in \[-90, 90\] \(got -90.5\)"):
        distance_km(0, 0, to_lat_deg=[10, -90.5], to_lon_deg=0)
    with pytest.raises(ValueError, match=r"from_lon_deg must be in \[-180, 180\] \(got nothing\)"):
        distance_km(0, [], to_lat_deg=0, to_lon_deg=0)
    with pytest.raises(ValueError, match=r"distance_km must be in \[0, 40,000\] \(got -1\)"):
        destination(0, 0, azimuth_deg=0, distance_km=-1)
