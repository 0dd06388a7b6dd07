import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.models.horizon import (
    EARTH_RADIUS_KM,
    ground_range_km,
    horizon_distance_km,
    horizon_distance_nmi,
    lowest_visible_altitude_km,
    slant_altitude_km,
    terrain_mask_deg,
)

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


@given(st.floats(1, 3000), st.floats(0, 60), st.floats(1, 2))
def test_along_the_ray_and_along_the_ground_meet_at_one_point(slant, elevation, k_factor):
    altitude = slant_altitude_km(slant, elevation_deg=elevation, k_factor=k_factor)
    ground = ground_range_km(altitude, elevation_deg=elevation, k_factor=k_factor)
    found = lowest_visible_altitude_km(ground, elevation_deg=elevation, k_factor=k_factor)
    assert float(found) == pytest.approx(float(altitude), rel=1e-9, abs=1e-9)


def test_straight_up_the_ray_is_the_altitude():
    np.testing.assert_allclose(slant_altitude_km([0, 1, 50_000], elevation_deg=89.999), [0, 1, 50_000], rtol=1e-6)


def test_a_beam_too_high_never_comes_down():
    assert lowest_visible_altitude_km(5000, elevation_deg=60) == np.inf


def test_scalar_equals_array():
    together = lowest_visible_altitude_km([[500], [900]], elevation_deg=[0, 3, 5])
    assert together.shape == (2, 3)
    assert together[1, 2] == lowest_visible_altitude_km(900, elevation_deg=5)


# The other way round, short formulas and terrain

elevations, refractions, antennas = st.floats(0, 60), st.floats(1, 2), st.floats(0, 9000)


@given(above=st.floats(0, 40_000), elevation=elevations, k_factor=refractions, antenna=antennas)
def test_ground_range_turns_back(above, elevation, k_factor, antenna):
    same = {"elevation_deg": elevation, "k_factor": k_factor, "antenna_height_m": antenna}
    altitude = antenna / 1000 + above
    along = float(ground_range_km(altitude, **same))
    assert 0 <= along < np.pi * k_factor * EARTH_RADIUS_KM / 2
    if along <= 5000:
        assert float(lowest_visible_altitude_km(along, **same)) == pytest.approx(altitude, rel=1e-9, abs=1e-6)


@given(height=st.floats(0, 30_000), k_factor=refractions)
def test_the_short_formula_is_the_exact_one_for_low_things(height, k_factor):
    exact = float(ground_range_km(height / 1000, k_factor=k_factor))
    assert float(horizon_distance_km(height, k_factor)) == pytest.approx(exact, rel=0.003, abs=1e-9)
    assert float(horizon_distance_km(height, k_factor)) >= exact - 1e-9


def test_what_the_short_formula_says_at_100_km_is_one_percent_too_long():
    ratio = float(horizon_distance_km(100_000, 1.0) / ground_range_km(100))
    assert ratio == pytest.approx(1.0065, abs=0.005)


@given(st.floats(0, 300_000))
def test_both_units_say_the_same(height_ft):
    in_km = float(horizon_distance_km(min(height_ft * 0.3048, 100_000)))
    assert float(horizon_distance_nmi(height_ft)) * 1.852 == pytest.approx(in_km, rel=0.002)


@given(distance=st.floats(0.5, 300), antenna=antennas, ridge=antennas)
def test_the_beam_over_a_ridge_touches_its_top(distance, antenna, ridge):
    mask = float(terrain_mask_deg(ridge, distance, antenna_height_m=antenna))
    assert 0 <= mask < 90
    if mask > 0:
        height = lowest_visible_altitude_km(distance, elevation_deg=mask, k_factor=4 / 3, antenna_height_m=antenna)
        assert float(height) == pytest.approx(ridge / 1000, abs=1e-6)


@given(distance=st.floats(0.5, 300), antenna=antennas, ridge=st.floats(0, 8000))
def test_a_higher_ridge_hides_more_and_a_higher_antenna_sees_more(distance, antenna, ridge):
    mask = terrain_mask_deg([ridge, ridge + 1000], distance, antenna_height_m=antenna)
    assert mask[1] >= mask[0]
    assert terrain_mask_deg(ridge, distance, antenna_height_m=min(antenna + 500, 9000)) <= mask[0]


def test_a_higher_antenna_raises_the_horizontal():
    assert lowest_visible_altitude_km(0, antenna_height_m=400) == pytest.approx(0.4)
    assert lowest_visible_altitude_km(5000, elevation_deg=60, antenna_height_m=400) == np.inf


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: horizon_distance_km(-1), r"height_m must be in \[0, 100,000\] \(got -1\)"),
        (lambda: horizon_distance_km(1, 3), r"k_factor must be in \[1, 2\] \(got 3\)"),
        (lambda: horizon_distance_nmi(np.inf), r"height_ft must be in \[0, 300,000\] \(got inf\)"),
        (
            lambda: ground_range_km(0.1, antenna_height_m=200),
            r"altitude_km above the antenna must be in .* \(got -0.1\)",
        ),
        (lambda: ground_range_km(60_000), r"altitude_km must be in \[0, 50,000\] \(got 60,000\)"),
        (lambda: terrain_mask_deg(9500, 10), r"ridge_height_m must be in \[0, 9,000\] \(got 9,500\)"),
        (lambda: terrain_mask_deg(900, 0), r"ridge_distance_km must be in \[0.1, 1,000\] \(got 0\)"),
        (lambda: lowest_visible_altitude_km(9, antenna_height_m=-1), r"antenna_height_m must be in \[0, 9,000\]"),
    ],
)
def test_bad_heights_are_named(make, message):
    with pytest.raises(ValueError, match=message):
        make()


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
