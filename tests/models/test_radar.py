import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.models.radar import EARTH_RADIUS_KM, lowest_visible_altitude_km

# altitudes in km by distance, for beams at 0, 2 and 5 degrees without refraction, and at 0 degrees with k = 4/3
DERIVED = {
    600: (28.4, 49.5, 81.7, 21.2),
    1000: (79.3, 115.1, 169.9, 59.2),
    2000: (327.4, 404.2, 523.2, 241.0),
    3000: (778.0, 907.4, 1111.3, 558.7),
}


@pytest.mark.parametrize("distance", DERIVED)
def test_altitudes_derived_independently(distance):
    straight = lowest_visible_altitude_km(distance, elevation_deg=[0, 2, 5])
    bent = lowest_visible_altitude_km(distance, k_factor=4 / 3)
    np.testing.assert_allclose([*straight, bent], DERIVED[distance], atol=0.2)


@given(st.floats(0, 5000), st.floats(0, 30))
def test_the_point_lies_on_the_beam(distance, elevation):
    """In the plane of radar, target and the centre of the Earth, the straight line has the slope of the beam."""
    angle = distance / EARTH_RADIUS_KM
    altitude = float(lowest_visible_altitude_km(distance, elevation_deg=elevation))
    if np.isfinite(altitude) and altitude < 1e6 and distance > 1:
        across, up = (EARTH_RADIUS_KM + altitude) * np.sin(angle), (EARTH_RADIUS_KM + altitude) * np.cos(angle)
        assert np.degrees(np.arctan2(up - EARTH_RADIUS_KM, across)) == pytest.approx(elevation, abs=1e-6)


@given(st.floats(0, 2900), st.floats(0, 10), st.floats(1, 2))
def test_grows_with_distance_and_elevation_and_falls_with_refraction(distance, elevation, k_factor):
    def at(**changes):
        given = {"range_km": distance, "elevation_deg": elevation, "k_factor": k_factor} | changes
        return float(lowest_visible_altitude_km(given.pop("range_km"), **given))

    assert at(range_km=0) == pytest.approx(0, abs=1e-9)
    assert at(range_km=distance + 10) > at()
    if distance > 1:
        assert at(elevation_deg=elevation + 1) > at()
    if distance > 1 and k_factor < 1.9:
        assert at(k_factor=k_factor + 0.1) < at()


def test_a_beam_too_high_never_comes_down():
    assert lowest_visible_altitude_km(5000, elevation_deg=60) == np.inf


def test_scalar_equals_array():
    together = lowest_visible_altitude_km([[500], [900]], elevation_deg=[0, 3, 5])
    assert together.shape == (2, 3)
    assert together[1, 2] == lowest_visible_altitude_km(900, elevation_deg=5)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"range_km": -1}, r"range_km must be in \[0, 5,000\] \(got -1\)"),
        ({"range_km": [10, np.nan]}, r"range_km must be in \[0, 5,000\] \(got nan\)"),
        ({"range_km": 10, "elevation_deg": 90}, "elevation_deg must be in"),
        ({"range_km": 10, "k_factor": 0.5}, r"k_factor must be in \[1, 2\] \(got 0.5\)"),
    ],
)
def test_bad_input_is_named(arguments, message):
    with pytest.raises(ValueError, match=message):
        lowest_visible_altitude_km(**arguments)
