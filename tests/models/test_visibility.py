import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.models.aiming import aim
from helpers.models.paths import headings, positions
from helpers.models.visibility import AspectRange, seen_by_any_s, visible
from tests.models import plain

SEONGJU = {"radar_lat_deg": 36.02, "radar_lon_deg": 128.22}
LOS_ANGELES = {"aim_lat_deg": 34.05, "aim_lon_deg": -118.24}
LUOYANG = aim(34.4, 111.7, **LOS_ANGELES)


@given(st.floats(20, 55), st.floats(75, 130), st.floats(500, 4000), st.floats(0, 10), st.floats(0, 300))
def test_counting_seconds_gives_the_same(lat, lon, range_km, elevation, altitude):
    limits = {"range_km": range_km, "elevation_deg": elevation, "altitude_km": altitude}
    found = visible(aim(lat, lon, **LOS_ANGELES), **SEONGJU, **limits)
    seconds, nearest = plain.visible(plain.aim(lat, lon, 34.05, -118.24), 36.02, 128.22, **limits, step_s=1.0)
    assert float(found.time_s) == pytest.approx(seconds, abs=4)  # grazing paths: 200 points see half a step less
    if np.isfinite(nearest) and np.isfinite(found.closest_km):
        assert float(found.closest_km) == pytest.approx(nearest, abs=8)  # kilometres in a second


def test_accuracy_of_200_points():
    lat, lon = np.meshgrid(np.arange(22, 55, 3.0), np.arange(76, 134, 3.0))
    flights = aim(lat, lon, **LOS_ANGELES)
    rough, fine = (visible(flights, **SEONGJU, range_km=2000, altitude_km=150, points=n) for n in (200, 5000))
    long = fine.time_s > 60
    assert np.abs(rough.time_s - fine.time_s)[long].max() < 1
    assert np.median(np.abs(rough.time_s - fine.time_s)[long]) < 0.1
    both = np.isfinite(rough.closest_km) & np.isfinite(fine.closest_km)
    assert np.abs(rough.closest_km[both] - fine.closest_km[both]).max() < 3


@given(st.floats(200, 5000), st.floats(0, 20), st.floats(0, 500))
def test_asking_less_shows_more(range_km, elevation, altitude):
    def seconds(**changes):
        asked = {"range_km": range_km, "elevation_deg": elevation, "altitude_km": altitude} | changes
        return float(visible(LUOYANG, **SEONGJU, **asked).time_s)

    assert seconds(range_km=range_km + 100) >= seconds()
    assert seconds(elevation_deg=elevation + 1) <= seconds() + 1e-9
    assert seconds(altitude_km=altitude + 50) <= seconds() + 1e-9
    assert 0 <= seconds() <= float(LUOYANG.free.time_s)


@given(st.floats(-360, 360), st.floats(10, 350))
def test_a_sector_and_its_rest_make_a_whole(boresight, width):
    whole = visible(LUOYANG, **SEONGJU, range_km=3000)
    there = visible(LUOYANG, **SEONGJU, range_km=3000, boresight_deg=boresight, field_of_view_deg=width)
    other = boresight % 360 - 180
    rest = visible(LUOYANG, **SEONGJU, range_km=3000, boresight_deg=other, field_of_view_deg=360 - width)
    assert float(there.time_s + rest.time_s) == pytest.approx(float(whole.time_s), abs=1e-6)
    assert float(min(there.closest_km, rest.closest_km)) == pytest.approx(float(whole.closest_km), abs=1e-6)


def test_a_face_to_the_west_sees_a_launch_there():
    west = visible(LUOYANG, **SEONGJU, range_km=3000, boresight_deg=270, field_of_view_deg=120)
    east = visible(LUOYANG, **SEONGJU, range_km=3000, boresight_deg=90, field_of_view_deg=120)
    assert west.time_s > east.time_s
    assert west.first_s < east.first_s


def test_what_is_below_the_horizon_is_never_seen():
    hami = visible(aim(42.3, 92.5, aim_lat_deg=38.91, aim_lon_deg=-77.04), **SEONGJU, range_km=3000)
    assert hami.time_s == 0
    assert np.isinf(hami.first_s)


def test_aspect():
    reach = AspectRange(870, 0.01, nose_m2=0.01, side_m2=0.1, rear_m2=1)
    assert reach(np.array([0, 90, 180])) == pytest.approx([870, 870 * 10**0.25, 870 * 100**0.25])
    constant = AspectRange(870, 0.01, nose_m2=0.16, side_m2=0.16, rear_m2=0.16)
    by_aspect, plainly = visible(LUOYANG, **SEONGJU, range_km=constant), visible(LUOYANG, **SEONGJU, range_km=1740)
    assert float(by_aspect.time_s) == pytest.approx(float(plainly.time_s), abs=1e-6)
    seen = visible(LUOYANG, **SEONGJU, range_km=reach)
    nose, rear = (visible(LUOYANG, **SEONGJU, range_km=870 * x**0.25) for x in (1, 100))
    assert nose.time_s <= seen.time_s <= rear.time_s
    with pytest.raises(ValueError, match=r"side_m2 must be in \(0, 1,000\] \(got 0\)"):
        AspectRange(870, 0.01, nose_m2=0.01, side_m2=0, rear_m2=1)


def test_noses_point_where_the_missile_goes():
    still = aim(34.4, 111.7, **LOS_ANGELES, rotating=False)
    at = positions(still, points=2001)
    steps = np.diff(at.position_km, axis=-1)
    middle = (headings(still, at)[:, 1:] + headings(still, at)[:, :-1]) / 2
    np.testing.assert_allclose(steps / np.linalg.norm(steps, axis=0), middle, atol=1e-5)


def test_scalar_equals_array():
    lats = np.linspace(25, 50, 350).reshape(7, 50)
    grid = visible(aim(lats, 110.0, **LOS_ANGELES), **SEONGJU, range_km=2500, altitude_km=100)
    assert grid.time_s.shape == (7, 50)
    alone = visible(aim(lats[3, 4], 110.0, **LOS_ANGELES), **SEONGJU, range_km=2500, altitude_km=100)
    assert float(grid.time_s[3, 4]) == pytest.approx(float(alone.time_s), abs=1e-6)
    assert float(grid.closest_km[3, 4]) == pytest.approx(float(alone.closest_km), abs=1e-6)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"radar_lat_deg": 91}, r"radar_lat_deg must be in \[-90, 90\] \(got 91\)"),
        ({"range_km": 0}, r"range_km must be in \(0, 100,000\] \(got 0\)"),
        ({"range_km": np.nan}, r"range_km .* \(got nan\)"),
        ({"elevation_deg": 90}, "elevation_deg must be in"),
        ({"field_of_view_deg": 0}, r"field_of_view_deg must be in \(0, 360\] \(got 0\)"),
        ({"points": 3}, r"points must be in \[10, 10,000\] \(got 3\)"),
    ],
)
def test_bad_input_is_named(changes, message):
    with pytest.raises(ValueError, match=message):
        visible(LUOYANG, **(SEONGJU | {"range_km": 2000} | changes))


@given(st.floats(20, 50), st.floats(80, 130), st.floats(500, 4000))
def test_several_radars_see_no_less_than_the_best_and_no_more_than_all(lat, lon, range_km):
    flight, japan = aim(lat, lon, **LOS_ANGELES), (35.77, 135.2)
    both = float(seen_by_any_s(flight, radars_deg=[(36.02, 128.22), japan], range_km=range_km))
    alone = [
        float(visible(flight, radar_lat_deg=place[0], radar_lon_deg=place[1], range_km=range_km).time_s)
        for place in ((36.02, 128.22), japan)
    ]
    assert max(alone) - 1e-6 <= both <= sum(alone) + 1e-6
    assert both == pytest.approx(float(seen_by_any_s(flight, radars_deg=[japan, (36.02, 128.22)], range_km=range_km)))


def test_radars_far_apart_add_up():
    far = (-30.0, 20.0)
    seen = visible(LUOYANG, **SEONGJU, range_km=2000).time_s
    assert float(seen_by_any_s(LUOYANG, radars_deg=[far, (36.02, 128.22)], range_km=2000)) == pytest.approx(float(seen))


def test_no_radar_is_refused():
    with pytest.raises(ValueError, match="radars_deg must be at least one place"):
        seen_by_any_s(LUOYANG, radars_deg=[], range_km=2000)
