import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.models.aiming import aim, unit_vectors
from helpers.models.interceptor import footprint, least_speed, longest_delay
from helpers.models.orbit import EARTH_RADIUS_KM, lambert
from helpers.models.trajectory import minimum_energy
from tests.models import plain

WASHINGTON = {"aim_lat_deg": 38.91, "aim_lon_deg": -77.04}
GREELY = {"site_lat_deg": 63.95, "site_lon_deg": -145.73, "burn_s": 150, "altitude_km": 200}
POLAND = {"site_lat_deg": 54.48, "site_lon_deg": 17.10, "burn_s": 90, "altitude_km": 150}
PYONGYANG = aim(39.03, 125.75, **WASHINGTON)


@settings(max_examples=25)
@given(st.floats(35, 60), st.floats(40, 130), st.sampled_from([GREELY, POLAND]), st.floats(0, 600))
def test_a_plain_loop_finds_the_same(lat, lon, site, delay):
    found = least_speed(aim(lat, lon, **WASHINGTON), **site, delay_s=delay, may_wait=False)
    path = plain.aim(lat, lon, 38.91, -77.04)
    expected = plain.least_speed(
        path, site["site_lat_deg"], site["site_lon_deg"], delay_s=delay, burn_s=site["burn_s"],
        altitude_km=site["altitude_km"], points=400,
    )  # fmt: skip
    if expected < 10.5:
        assert float(found.speed_km_s) <= expected + 1e-6
        assert float(found.speed_km_s) == pytest.approx(expected, abs=0.05)


def test_accuracy_of_100_points():
    lat, lon = np.meshgrid(np.arange(25, 60, 5.0), np.arange(40, 131, 5.0))
    flights = aim(lat, lon, **WASHINGTON)
    for site in (GREELY, POLAND, {"site_lat_deg": 40.5, "site_lon_deg": 134.0, "burn_s": 80, "altitude_km": 150}):
        rough, fine = (least_speed(flights, **site, delay_s=120, points=n).speed_km_s for n in (100, 3000))
        assert (np.isinf(rough) == np.isinf(fine)).all()
        kept = np.isfinite(fine)
        assert np.abs(rough[kept] - fine[kept]).max() < 0.001


@settings(max_examples=40)
@given(st.floats(0, 1500), st.floats(1, 300), st.floats(0, 600))
def test_delay_burn_and_altitude_never_help(delay, more, altitude):
    def speed(**changes):
        asked = GREELY | {"delay_s": delay, "altitude_km": altitude} | changes
        return float(least_speed(PYONGYANG, **asked).speed_km_s)

    assert speed(delay_s=delay + more) >= speed() - 1e-4
    assert speed(burn_s=400) >= speed() - 1e-4
    assert speed(altitude_km=altitude + more) >= speed() - 1e-4
    assert speed(may_wait=False) >= speed() - 1e-4


def test_with_all_time_the_least_is_the_speed_to_the_lowest_point():
    """A site below the middle of a path, on an Earth at rest, with time to wait: straight up, or to a nearer low point."""
    path = aim(0, 0, aim_lat_deg=0, aim_lon_deg=60, rotating=False)
    found = least_speed(path, site_lat_deg=0, site_lon_deg=60, delay_s=0, burn_s=0, altitude_km=150)
    up = np.sqrt(2 * 398600.4418 * (1 / EARTH_RADIUS_KM - 1 / (EARTH_RADIUS_KM + 150)))
    assert up < found.speed_km_s < 2 * up
    assert float(found.altitude_km) == pytest.approx(150, abs=0.01)


def test_the_meeting_takes_place():
    found = least_speed(PYONGYANG, **GREELY, delay_s=250, may_wait=False)
    place = plain.position(plain.aim(39.03, 125.75, 38.91, -77.04), float(found.time_s))
    assert np.linalg.norm(place) - EARTH_RADIUS_KM == pytest.approx(float(found.altitude_km), abs=0.01)
    site = EARTH_RADIUS_KM * unit_vectors(63.95, -145.73)
    orbit = lambert(site, place, time_s=float(found.time_s) - 250 - 75)
    assert np.linalg.norm(orbit.departure_km_s) == pytest.approx(float(found.speed_km_s), abs=1e-4)
    assert orbit.rises


def test_out_of_reach():
    low = aim(39.03, 125.75, aim_lat_deg=38.0, aim_lon_deg=128.0)
    assert low.free.apogee_km < 200
    assert np.isinf(least_speed(low, **GREELY, delay_s=0).speed_km_s)
    late = least_speed(PYONGYANG, **GREELY, delay_s=3600)
    assert np.isinf(late.speed_km_s)
    assert np.isinf(late.time_s)


def test_scalar_equals_array_and_delays_broadcast():
    flights = aim([39.03, 51.67, 42.3], [125.75, 45.57, 92.5], **WASHINGTON)
    together = least_speed(flights, **POLAND, delay_s=[[0], [250]])
    assert together.speed_km_s.shape == (2, 3)
    alone = least_speed(aim(51.67, 45.57, **WASHINGTON), **POLAND, delay_s=250)
    assert float(together.speed_km_s[1, 1]) == pytest.approx(float(alone.speed_km_s), abs=1e-6)


def test_footprint():
    lat, lon = np.meshgrid(np.arange(30, 50, 4.0), np.arange(-120, -70, 10.0))
    flights = aim(39.03, 125.75, aim_lat_deg=lat, aim_lon_deg=lon)
    found = footprint(flights, **GREELY, speed_km_s=(4, 8), delay_s=(60, 600))
    assert (found.possible | ~found.certain).all()
    assert found.possible.any()
    best, worst = (least_speed(flights, **GREELY, delay_s=delay).speed_km_s for delay in (60, 600))
    assert (found.possible == (best <= 8)).all()
    assert (found.certain == (worst <= 4)).all()
    sure = footprint(flights, **GREELY, speed_km_s=(8, 8), delay_s=(60, 60))
    assert (sure.certain == sure.possible).all()


def test_the_longest_delay_is_the_last_with_which_the_speed_is_enough():
    flights = aim([51.67, 54.03, 51.05, 55.32], [45.57, 35.77, 59.85, 89.83], **WASHINGTON)
    last = longest_delay(flights, **POLAND, speed_km_s=5.5, longest_s=400)
    met = np.isfinite(last)
    assert met.tolist() == [True, True, True, False]
    needed = least_speed(flights, **POLAND, delay_s=np.where(met, last, 0)).speed_km_s
    assert ((needed <= 5.5) == met).all()
    later = least_speed(flights, **POLAND, delay_s=np.where(met, last + 2, 0)).speed_km_s
    assert (later > 5.5).all()


def test_a_fast_interceptor_may_wait_as_long_as_is_asked():
    assert float(longest_delay(PYONGYANG, **GREELY, speed_km_s=9, longest_s=120)) == 120
    with pytest.raises(ValueError, match=r"speed_km_s must be in \[0.1, 11\] \(got 12\)"):
        longest_delay(PYONGYANG, **GREELY, speed_km_s=12)


def test_faster_than_the_missile_is_not_needed_from_its_target():
    path = aim(39.03, 125.75, **WASHINGTON)
    found = least_speed(path, site_lat_deg=38.91, site_lon_deg=-77.04, delay_s=0, burn_s=60, altitude_km=100)
    assert found.speed_km_s < minimum_energy(1000).speed_km_s


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"site_lat_deg": -91}, r"site_lat_deg must be in \[-90, 90\] \(got -91\)"),
        ({"delay_s": -1}, r"delay_s must be in \[0, 3,600\] \(got -1\)"),
        ({"delay_s": []}, r"delay_s .* \(got nothing\)"),
        ({"burn_s": np.nan}, r"burn_s .* \(got nan\)"),
        ({"altitude_km": -5}, "altitude_km must be in"),
        ({"points": 2}, r"points must be in \[10, 10,000\] \(got 2\)"),
    ],
)
def test_bad_input_is_named(changes, message):
    with pytest.raises(ValueError, match=message):
        least_speed(PYONGYANG, **(GREELY | {"delay_s": 60} | changes))


def test_shapes_and_ranges_that_do_not_fit():
    flights = aim([39.03, 51.67], [125.75, 45.57], **WASHINGTON)
    with pytest.raises(ValueError, match=r"flight, delay_s must have shapes that broadcast together"):
        least_speed(flights, **GREELY, delay_s=[1, 2, 3])
    with pytest.raises(ValueError, match=r"speed_km_s must begin with the lower end \(got 8\)"):
        footprint(flights, **GREELY, speed_km_s=(8, 4), delay_s=(60, 600))
    with pytest.raises(ValueError, match=r"speed_km_s must be in \[0.1, 11\] \(got 0\)"):
        footprint(flights, **GREELY, speed_km_s=(0, 4), delay_s=(60, 600))
