import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from helpers.models.geodesy import circle
from helpers.models.projection import Projection

RADIUS_KM = 6371.0072  # authalic radius of WGS84: the sphere of the same area


def test_centre_is_the_origin():
    x_km, y_km = Projection(55, 85).to_plane(85, 55)
    assert x_km == pytest.approx(0, abs=1e-6)
    assert y_km == pytest.approx(0, abs=1e-6)


def test_snyder_spherical_check():
    """On a sphere the radius is 2 R sin(c/2) (Snyder 1987, equation 24-2 with 24-16); the ellipsoid is flattened by 0.34 %."""
    _, y_km = Projection(0, 0).to_plane(0, [30, 60, 90])
    expected = 2 * RADIUS_KM * np.sin(np.radians([15, 30, 45]))
    assert y_km == pytest.approx(expected, rel=1.5 / 298.257)


@given(lat=st.floats(-80, 80), lon=st.floats(-179, 179), size=st.floats(0.1, 1.0))
def test_areas_are_kept(lat, lon, size):
    """A small quadrangle has the area on the plane that a geodesic library finds on the ellipsoid."""
    lons = np.array([lon, lon + size, lon + size, lon])
    lats = np.array([lat, lat, lat + size, lat + size])
    x, y = Projection(lat, lon).to_plane(lons, lats)
    plane = 0.5 * abs(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1)))
    area_m2, _ = Geod(ellps="WGS84").polygon_area_perimeter(lons, lats)
    assert plane == pytest.approx(abs(area_m2) / 1e6, rel=2e-4)  # straight edges against geodesic ones


def test_scalar_and_array_agree():
    eurasia = Projection(55, 85)
    xs, ys = eurasia.to_plane([17.1, 128.2], [54.5, 36.0])
    x, y = eurasia.to_plane(128.2, 36.0)
    assert math.isclose(xs[1], x)
    assert math.isclose(ys[1], y)


def test_dateline_is_no_cut():
    x_km, _ = Projection(55, 85).to_plane([179.99, -179.99], [65, 65])
    assert abs(x_km[0] - x_km[1]) < 2


@given(radius=st.floats(1, 19_900), lon=st.floats(-180, 180), pole=st.sampled_from([-90, 90]))
def test_equidistant_view_of_a_pole_keeps_distances_from_it(radius, lon, pole):
    ring = circle(pole, 0, radius_km=radius, points=12)
    x_km, y_km = Projection(pole, lon, "equidistant").to_plane(ring.lon_deg, ring.lat_deg)
    assert np.hypot(x_km, y_km) == pytest.approx(np.full(12, radius), abs=1e-3)


def test_longitude_of_a_view_of_the_north_pole_points_down():
    x_km, y_km = Projection(90, -90, "equidistant").to_plane([-90, 0, 90, 180], 60)
    assert np.sign(x_km.round()).tolist() == [0, 1, 0, -1]
    assert np.sign(y_km.round()).tolist() == [-1, 0, 1, 0]


def test_unknown_kind_is_named():
    with pytest.raises(ValueError, match="kind must be equal-area or equidistant \\(got 'conformal'\\)"):
        Projection(90, 0, "conformal")
