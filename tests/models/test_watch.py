"""Over how much of an area one face watches: limits, and agreement with the plain share of a sector."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import box

from helpers.models.coverage import Face, reach_km, share_within
from helpers.models.horizon import ground_range_km
from helpers.models.lattice import cells
from helpers.models.sight import sight
from helpers.models.watch import Watch, slant_to_ground_km

FACE = {
    "gain_linear": 92_874,
    "aperture_m2": 9.2,
    "aperture_efficiency": 0.8,
    "snr_linear": 20,
    "system_temperature_k": 400,
    "loss_linear": 5,
}
AREA = cells(box(100, 30, 125, 45), 4000)
WATCH = Watch(AREA, 36.05, 128.22, FACE)
USUAL = {"dwell_s": 0.1, "boresight_deg": 295, "elevation_deg": 5, "altitude_km": 500}


@given(st.floats(0, 4000), st.floats(1, 2000))
def test_the_triangle_closes(ground_km, altitude_km):
    angle, radius = ground_km / 6371.0, 6371.0 + altitude_km
    slant = np.sqrt(6371.0**2 + radius**2 - 2 * 6371.0 * radius * np.cos(angle))
    assert float(slant_to_ground_km(slant, altitude_km)) == pytest.approx(ground_km, abs=0.05)


def test_what_is_higher_than_far_is_overhead_at_most():
    assert slant_to_ground_km(100, 500) == 0


def test_a_strong_echo_is_limited_by_the_horizon_alone():
    sector = reach_km(AREA, [Face(36.05, 128.22, azimuth_deg=295, width_deg=120)])
    horizon = float(ground_range_km(500, elevation_deg=5))
    expected = 100 * float(share_within(AREA, sector, horizon))
    assert float(WATCH.share_percent(1e4, 81, **USUAL)) == pytest.approx(expected, abs=0.3)  # cells cut by the edge


def test_a_weak_echo_is_limited_by_the_range_alone():
    sector = reach_km(AREA, [Face(36.05, 128.22, azimuth_deg=295, width_deg=120)])
    range_km = sight(0.05, 81, dwell_s=0.1, **FACE)["range_km"]
    expected = 100 * float(share_within(AREA, sector, float(slant_to_ground_km(range_km, 500))))
    assert float(WATCH.share_percent(0.05, 81, **USUAL)) == pytest.approx(expected, abs=0.3)  # cells cut by the edge


@given(st.floats(0.001, 10), st.floats(0, 12), st.floats(180, 360))
def test_a_larger_echo_and_a_lower_beam_never_show_less(rcs_m2, elevation_deg, boresight_deg):
    asked = USUAL | {"elevation_deg": elevation_deg, "boresight_deg": boresight_deg}
    here = float(WATCH.share_percent(rcs_m2, 81, **asked))
    assert float(WATCH.share_percent(2 * rcs_m2, 81, **asked)) >= here
    assert float(WATCH.share_percent(rcs_m2, 81, **asked | {"elevation_deg": elevation_deg / 2})) >= here
    assert 0 <= here <= 100


def test_turned_away_it_sees_nothing():
    assert float(WATCH.share_percent(10, 81, **USUAL | {"boresight_deg": 115})) == 0


def test_arguments_broadcast():
    found = WATCH.share_percent([[0.01], [1.0]], 81, **USUAL | {"boresight_deg": [270, 295, 320]})
    assert found.shape == (2, 3)
    assert found[1, 1] == pytest.approx(float(WATCH.share_percent(1.0, 81, **USUAL)))
