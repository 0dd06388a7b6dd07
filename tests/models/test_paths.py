from dataclasses import astuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import solve_ivp

from helpers.models.aiming import aim, unit_vectors
from helpers.models.orbit import EARTH_RADIUS_KM, MU_KM3_S2, OMEGA_RAD_S
from helpers.models.paths import headings, positions, track
from helpers.models.reach import check_time, longest_range, range_towards, standard_range
from helpers.models.trajectory import at_speed, minimum_energy

latitudes, longitudes = st.floats(-85, 85), st.floats(-180, 180)
WASHINGTON = {"aim_lat_deg": 38.91, "aim_lon_deg": -77.04}


def apart_km(lat, lon, to_lat, to_lon):
    return float(np.arccos(np.clip(unit_vectors(lat, lon) @ unit_vectors(to_lat, to_lon), -1, 1))) * EARTH_RADIUS_KM


def integrated(flight, lat, lon, times):
    """Fly the missile by forces in an inertial frame, from its speed over the ground, and return where it is above the Earth."""
    lo, azimuth, climb = np.radians([lon, float(flight.azimuth_deg), float(flight.ground_angle_deg)])
    up = unit_vectors(lat, lon)
    east = np.array([-np.sin(lo), np.cos(lo), 0])
    north = np.cross(up, east)
    start = up * (EARTH_RADIUS_KM + float(flight.free.burnout_altitude_km))
    over_ground = np.cos(climb) * (np.sin(azimuth) * east + np.cos(azimuth) * north) + np.sin(climb) * up
    velocity = float(flight.ground_speed_km_s) * over_ground + np.cross([0, 0, OMEGA_RAD_S], start)

    def pull(_, state):
        return [*state[3:], *(-MU_KM3_S2 * state[:3] / np.linalg.norm(state[:3]) ** 3)]

    found = solve_ivp(pull, (0, times[-1]), [*start, *velocity], t_eval=times, method="DOP853", rtol=1e-12, atol=1e-9)
    x, y, z = found.y[:3]
    radius = np.sqrt(x**2 + y**2 + z**2)
    return (
        np.degrees(np.arcsin(z / radius)),
        np.degrees(np.arctan2(y, x) - OMEGA_RAD_S * times),
        radius - EARTH_RADIUS_KM,
    )


@pytest.mark.parametrize(
    ("launch", "to", "apogee", "burnout"),
    [
        ((42.3, 92.5), (38.91, -77.04), None, 0),
        ((39.03, 125.75), (41.0, 137.0), 6248.5, 0),  # a lofted test
        ((0, 0), (0, 100), None, 200),
        ((0, 0), (0, -100), None, 200),
        ((10, 175), (-30, -170), 150, 100),  # depressed, over the dateline
        ((-33, 18), (55, 37), 30_000, 300),
    ],
)
def test_paths_agree_with_an_integrator(launch, to, apogee, burnout):
    flight = aim(*launch, aim_lat_deg=to[0], aim_lon_deg=to[1], apogee_km=apogee, burnout_altitude_km=burnout)
    path = track(flight, points=50)
    lat, lon, altitude = integrated(flight, *launch, path.time_s)
    np.testing.assert_allclose(path.lat_deg, lat, atol=1e-6)
    np.testing.assert_allclose((path.lon_deg - lon + 180) % 360, 180, atol=1e-6)
    np.testing.assert_allclose(path.altitude_km, altitude, atol=1e-4)
    assert path.lat_deg[-1] == pytest.approx(to[0])
    assert path.lon_deg[-1] == pytest.approx(to[1])


@given(latitudes, longitudes, latitudes, longitudes, st.booleans())
def test_paths_begin_and_end_where_they_should_and_keep_energy_and_momentum(lat, lon, to_lat, to_lon, rotating):
    if not 300 < apart_km(lat, lon, to_lat, to_lon) < 17_000:
        return
    flight = aim(lat, lon, aim_lat_deg=to_lat, aim_lon_deg=to_lon, rotating=rotating)
    path = track(flight, points=40)
    assert apart_km(lat, lon, path.lat_deg[0], path.lon_deg[0]) < 1e-3
    assert apart_km(to_lat, to_lon, path.lat_deg[-1], path.lon_deg[-1]) < 1e-3
    assert path.time_s[0] == pytest.approx(0, abs=1e-6)
    assert path.time_s[-1] == pytest.approx(float(flight.free.time_s))
    assert path.altitude_km.max() <= flight.free.apogee_km + 1e-9
    at = positions(flight, points=40)
    axis, e = float(flight.free.semi_major_axis_km), float(flight.free.eccentricity)
    anomaly_rate = np.sqrt(MU_KM3_S2 / axis**3) / (1 + e * np.cos(at.anomaly_rad))
    speed = axis * anomaly_rate * np.sqrt(1 - (e * np.cos(at.anomaly_rad)) ** 2)
    energy = speed**2 / 2 - MU_KM3_S2 / at.radius_km
    np.testing.assert_allclose(energy, energy[0], rtol=1e-9)
    momentum = np.cross(at.position_km.T, (speed * headings(flight, at)).T)
    turn = OMEGA_RAD_S * at.time_s if rotating else 0 * at.time_s
    x = momentum[:, 0] * np.cos(turn) - momentum[:, 1] * np.sin(turn)  # back among the stars
    y = momentum[:, 0] * np.sin(turn) + momentum[:, 1] * np.cos(turn)
    inertial = np.stack([x, y, momentum[:, 2]], axis=1)
    np.testing.assert_allclose(inertial, np.broadcast_to(inertial[0], (40, 3)), atol=1e-9 * np.linalg.norm(inertial[0]))


def test_without_rotation_the_path_is_the_great_circle_and_the_way_back_its_mirror():
    out = aim(50, 20, aim_lat_deg=30, aim_lon_deg=100, rotating=False)
    back = aim(30, 100, aim_lat_deg=50, aim_lon_deg=20, rotating=False)
    assert float(out.free.time_s) == pytest.approx(float(back.free.time_s), rel=1e-14)
    there, again = track(out, points=21), track(back, points=21)
    np.testing.assert_allclose(there.lat_deg, again.lat_deg[::-1])
    np.testing.assert_allclose(there.lon_deg, again.lon_deg[::-1])
    assert float(out.ground_speed_km_s) == pytest.approx(float(out.free.speed_km_s), rel=1e-14)


def test_east_is_easier_than_west():
    east, west = (aim(0, 0, aim_lat_deg=0, aim_lon_deg=lon) for lon in (80, -80))
    assert east.ground_speed_km_s < west.ground_speed_km_s
    assert float(east.azimuth_deg) == pytest.approx(90)
    assert float(west.azimuth_deg) == pytest.approx(270)


def test_scalar_equals_array():
    lats, lons = np.array([[40.0], [50], [60]]), np.array([[100.0], [60], [30]])
    grid = aim(lats, lons, aim_lat_deg=[38.91, 34.05], aim_lon_deg=[-77.04, -118.24])
    path = track(grid, points=7)
    assert path.lat_deg.shape == (3, 2, 7)
    alone = track(aim(50, 60, aim_lat_deg=34.05, aim_lon_deg=-118.24), points=7)
    for one, many in zip(astuple(alone), astuple(path), strict=True):
        np.testing.assert_allclose(many[1, 1], one, rtol=1e-9, atol=1e-6)
    place = positions(grid, points=7).position_km
    assert place.shape == (3, 3, 2, 7)
    np.testing.assert_allclose(
        place / np.linalg.norm(place, axis=0), unit_vectors(path.lat_deg, path.lon_deg), atol=1e-9
    )


@given(
    st.floats(-90, 90), longitudes, st.floats(-90, 90), longitudes, st.one_of(st.none(), st.floats(0.1, 400_000)),
    st.floats(0, 2000),
)  # fmt: skip
def test_answers_or_refuses_but_never_nan(lat, lon, to_lat, to_lon, apogee, altitude):
    try:
        flight = aim(lat, lon, aim_lat_deg=to_lat, aim_lon_deg=to_lon, apogee_km=apogee, burnout_altitude_km=altitude)
    except ValueError:
        return
    for part in (
        flight.ground_speed_km_s,
        flight.azimuth_deg,
        flight.up,
        *astuple(flight.free),
        *astuple(track(flight)),
    ):
        assert np.isfinite(part).all()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"launch_lat_deg": 91}, r"launch_lat_deg must be in \[-90, 90\] \(got 91\)"),
        ({"launch_lat_deg": np.nan}, r"launch_lat_deg .* \(got nan\)"),
        ({"launch_lat_deg": []}, r"launch_lat_deg .* \(got nothing\)"),
        ({"launch_lat_deg": [1, 2], "aim_lat_deg": [1, 2, 3]}, "must have shapes that broadcast together"),
        (
            {"aim_lat_deg": 40, "aim_lon_deg": 100},
            r"distance in km between launch and aim point must be in \[50, 19,900\]",
        ),
        ({"aim_lat_deg": -40, "aim_lon_deg": -80}, "distance in km between launch and aim point must be in"),
        ({"apogee_km": 0}, r"apogee_km must be in \(0, 400,000\]"),
        ({"apogee_km": 100, "burnout_altitude_km": 200}, "apogee_km must be above burnout_altitude_km"),
    ],
)
def test_bad_input_is_named(changes, message):
    arguments = {"launch_lat_deg": 40, "launch_lon_deg": 100} | WASHINGTON | changes
    with pytest.raises(ValueError, match=message):
        aim(arguments.pop("launch_lat_deg"), arguments.pop("launch_lon_deg"), **arguments)


def test_points_are_checked():
    with pytest.raises(ValueError, match=r"points must be in \[2, 100,000\] \(got 1\)"):
        track(aim(40, 100, **WASHINGTON), points=1)


# Ranges


@given(st.floats(0.5, 7.8), st.floats(0, 500))
def test_longest_range_turns_minimum_energy_round(speed, altitude):
    found = longest_range(speed, burnout_altitude_km=altitude)
    if not found.unlimited:
        path = minimum_energy(found.range_km, burnout_altitude_km=altitude)
        assert float(path.speed_km_s) == pytest.approx(speed, rel=1e-9)


def test_from_the_speed_of_a_circle_there_is_no_limit():
    circle = np.sqrt(MU_KM3_S2 / EARTH_RADIUS_KM)
    found = longest_range([circle - 1e-6, circle + 1e-6, 11])
    assert found.unlimited.tolist() == [False, True, True]
    assert found.range_km[0] == pytest.approx(20_000, abs=20)
    assert found.words[1:] == ["no limit", "no limit"]


def test_published_estimates_lie_in_the_band():
    """Wright's for the tests of 2017, from models of powered flight."""
    found = standard_range([787, 933, 998, 950], [2111.5, 2802, 3724.9, 4475], gravity_loss_km_s=0.3)
    published = np.array([4500, 6700, 10_400, 13_000])
    assert (found.low.range_km < published).all()
    assert (published < found.high.range_km).all()
    assert (found.low.range_km < found.reach.range_km).all()
    assert (found.reach.range_km < found.high.range_km).all()
    assert standard_range(1001.2, 6648.4, gravity_loss_km_s=0).reach.words == ["no limit"]
    with pytest.raises(ValueError, match=r"gravity_loss_km_s must be in \[0, 0.5\] \(got 0.7\)"):
        standard_range(998, 3724.9, gravity_loss_km_s=0.7)


@given(st.floats(-80, 80), st.floats(-180, 180), st.floats(2, 7.3))
def test_range_towards_a_bearing_is_that_of_the_best_of_many_shots(lat, bearing, speed):
    """The longest of all shots that come down in the bearing, by throwing a fan of them."""
    found = range_towards(lat, 10, bearing_deg=bearing, speed_km_s=speed)
    if found.unlimited or found.range_km > 14_000:
        return
    climbs, azimuths = np.meshgrid(np.radians(np.linspace(2, 60, 117)), np.radians(bearing + np.arange(-40, 40.5, 0.5)))
    surface = OMEGA_RAD_S * EARTH_RADIUS_KM * np.cos(np.radians(lat))
    to_east = speed * np.cos(climbs) * np.sin(azimuths) + surface
    to_north, rise = speed * np.cos(climbs) * np.cos(azimuths), speed * np.sin(climbs)
    level = np.hypot(to_east, to_north)
    shot = at_speed(np.hypot(level, rise), np.degrees(np.arctan2(rise, level)))
    psi, la = shot.range_km / EARTH_RADIUS_KM, np.radians(lat)
    east, north = np.sin(psi) * to_east / level, np.sin(psi) * to_north / level
    x, z = np.cos(psi) * np.cos(la) - north * np.sin(la), np.cos(psi) * np.sin(la) + north * np.cos(la)
    lon = np.arctan2(east, x) - OMEGA_RAD_S * shot.time_s
    x, east = np.hypot(x, east) * np.cos(lon), np.hypot(x, east) * np.sin(lon)
    off = np.arctan2(east, z * np.cos(la) - x * np.sin(la)) - np.radians(bearing)
    near = np.abs((off + np.pi) % (2 * np.pi) - np.pi) < np.radians(1.5)
    distance = EARTH_RADIUS_KM * np.arccos(np.clip(z * np.sin(la) + x * np.cos(la), -1, 1))
    assert float(found.range_km) == pytest.approx(distance[near].max(), rel=0.02)


@given(st.floats(-89, 89), st.floats(-360, 360), st.floats(1, 11))
def test_range_towards_answers_and_mirrors(lat, bearing, speed):
    found = range_towards(lat, 0, bearing_deg=bearing, speed_km_s=speed)
    assert not np.isnan(found.range_km)
    mirror = range_towards(-lat, 0, bearing_deg=np.clip(180 - bearing, -360, 360), speed_km_s=speed)
    if abs(180 - bearing) <= 360:
        assert float(mirror.range_km) == pytest.approx(float(found.range_km), rel=1e-4)


def test_times():
    claims = check_time([900, 1065], 3356.7)
    assert claims.possible.tolist() == [False, True]
    assert claims.surplus_s[1] == pytest.approx(1065 - 959, abs=1)
    with pytest.raises(ValueError, match=r"claimed_s must be in \(0, 1e\+06\] \(got 0\)"):
        check_time(0, 1000)
