import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.models import radar
from helpers.models.antenna import (
    antenna_gain_linear,
    average_power_w,
    beamwidth_deg,
    decibels,
    linear,
    scan_range_factor,
    wavelength_m,
)
from helpers.models.radar import (
    range_factor,
    range_single_pulse_km,
    range_threshold_km,
    range_tracking_km,
    signal_factor,
)

TRACKING = {
    "rcs_m2": 0.01,
    "average_power_w": 81_000.0,
    "gain_linear": 92_874.0,
    "aperture_m2": 9.2,
    "aperture_efficiency": 0.8,
    "pulses": 20,
    "prf_hz": 200.0,
    "snr_linear": 20.0,
    "system_temperature_k": 400.0,
    "loss_linear": 5.0,
}
SINGLE = {
    "rcs_m2": 0.01,
    "peak_power_w": 400_000.0,
    "pulse_s": 1e-3,
    "gain_linear": 92_874.0,
    "wavelength_m": 0.0316,
    "snr_linear": 20.0,
    "system_temperature_k": 400.0,
    "loss_linear": 5.0,
}

sections = st.floats(1e-6, 1e4)
factors = st.floats(1.01, 20)


# Range


@given(sections, st.floats(1e4, 1e6), st.integers(1, 1000))
def test_the_forms_agree_when_they_mean_the_same(rcs_m2, average_power, pulses):
    """G = 4 pi A rho / lambda^2 and all the energy of the dwell in one pulse turn one form into the other."""
    lambda_m, dwell_s = float(wavelength_m(9.5e9)), pulses / 1000
    gain = float(antenna_gain_linear(9.2, lambda_m, efficiency=0.8))
    same = {"gain_linear": gain, "snr_linear": 20, "system_temperature_k": 400, "loss_linear": 5}
    track = range_tracking_km(
        rcs_m2, average_power, aperture_m2=9.2, aperture_efficiency=0.8, pulses=pulses, prf_hz=1000, **same
    )
    pulse = range_single_pulse_km(rcs_m2, average_power, pulse_s=dwell_s, wavelength_m=lambda_m, **same)
    assert float(track) == pytest.approx(float(pulse), rel=1e-12)


@given(sections)
def test_a_threshold_is_what_noise_demands(rcs_m2):
    lowest = 1.380649e-23 * 400 * 20 * 5 / 1e-3
    found = range_threshold_km(rcs_m2, 400_000, gain_linear=92_874, wavelength_m=0.0316, lowest_power_w=lowest)
    assert float(found) == pytest.approx(float(range_single_pulse_km(**SINGLE | {"rcs_m2": rcs_m2})), rel=1e-12)


GROWS = {"rcs_m2", "average_power_w", "peak_power_w", "pulse_s", "aperture_m2", "pulses"}
FALLS = {"prf_hz", "snr_linear", "system_temperature_k", "loss_linear"}


@pytest.mark.parametrize(("form", "arguments"), [(range_tracking_km, TRACKING), (range_single_pulse_km, SINGLE)])
@given(factor=factors)
def test_every_argument_has_its_fourth_root(form, arguments, factor):
    here = float(form(**arguments))
    for name, value in arguments.items():
        if name in GROWS | FALLS:
            changed = float(form(**arguments | {name: value * factor}))
            assert changed == pytest.approx(here * factor ** (0.25 if name in GROWS else -0.25))


@given(sections, sections)
def test_range_follows_the_fourth_root_of_the_cross_section(one, other):
    ranges = range_tracking_km(**TRACKING | {"rcs_m2": [one, other]})
    assert ranges[1] == pytest.approx(ranges[0] * float(range_factor(other / one)))
    assert (ranges[1] > ranges[0]) == (other > one) or other == pytest.approx(one)


@given(st.floats(0, 1e6))
def test_a_factor_is_turned_back(factor):
    assert float(range_factor(signal_factor(factor))) == pytest.approx(factor, rel=1e-9, abs=1e-60)


@pytest.mark.parametrize(("form", "arguments"), [(range_tracking_km, TRACKING), (range_single_pulse_km, SINGLE)])
def test_scalar_equals_array(form, arguments):
    together = form(**arguments | {"rcs_m2": [[0.01], [0.1], [1.0]], "snr_linear": [20, 100]})
    assert together.shape == (3, 2)
    assert together[0, 0] == form(**arguments)
    assert form(**arguments).shape == ()


def test_the_horizon_is_found_here_too():
    assert {"lowest_visible_altitude_km", "EARTH_RADIUS_KM"} <= set(radar.__all__)


# Antennas


@given(st.floats(-300, 300))
def test_decibels_and_linear_turn_back(ratio_db):
    assert float(decibels(np.clip(linear(ratio_db), 1e-30, 1e30))) == pytest.approx(ratio_db, abs=1e-9)


def test_half_power_lies_at_half_the_beamwidth():
    """The pattern of an evenly lit line, sin(x) / x with x = pi D sin(a) / lambda, squared."""
    for width_m in (1.0, 2.5, 4.0):
        half = math.radians(float(beamwidth_deg(width_m, 0.0316)) / 2)
        x = math.pi * width_m * math.sin(half) / 0.0316
        assert (math.sin(x) / x) ** 2 == pytest.approx(0.5, abs=1e-5)


def test_gain_is_about_a_sphere_over_the_beam():
    """A square face: 4 pi over the product of the two beamwidths, in steradians, within a third."""
    side, lambda_m = 3.0, 0.0316
    beam = math.radians(float(beamwidth_deg(side, lambda_m))) ** 2
    assert float(antenna_gain_linear(side**2, lambda_m)) == pytest.approx(4 * math.pi / beam, rel=0.35)


@given(st.floats(0, 74), st.floats(0.1, 4))
def test_looking_aside_widens_the_beam_and_shortens_the_range(angle, exponent):
    assert beamwidth_deg(3, 0.03, scan_angle_deg=angle + 1) > beamwidth_deg(3, 0.03, scan_angle_deg=angle)
    assert scan_range_factor(angle + 1, exponent) < scan_range_factor(angle, exponent) <= 1
    assert scan_range_factor(-angle, exponent) == scan_range_factor(angle, exponent)


def test_limits_of_scanning():
    assert scan_range_factor([0, 90], 1.5).tolist() == [1, pytest.approx(0, abs=1e-10)]
    assert scan_range_factor(90, 0) == 1
    assert scan_range_factor([0, 30, 60], [[1.0], [1.5]]).shape == (2, 3)


# Messages


@pytest.mark.parametrize("name", TRACKING)
@pytest.mark.parametrize("value", [-1.0, 0.0, math.nan, math.inf])
def test_bad_arguments_of_the_tracking_form_are_named(name, value):
    with pytest.raises(ValueError, match=rf"^{name} must be in .* \(got "):
        range_tracking_km(**TRACKING | {name: value})


@pytest.mark.parametrize("name", SINGLE)
@pytest.mark.parametrize("value", [-1.0, 0.0, math.nan, math.inf])
def test_bad_arguments_of_the_single_pulse_form_are_named(name, value):
    with pytest.raises(ValueError, match=rf"^{name} must be in .* \(got "):
        range_single_pulse_km(**SINGLE | {name: value})


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: decibels(0), r"ratio_linear must be in \[1e-30, 1e\+30\] \(got 0\)"),
        (lambda: linear(400), r"ratio_db must be in \[-300, 300\] \(got 400\)"),
        (lambda: wavelength_m(0), r"frequency_hz must be in \[1e\+06, 1e\+12\] \(got 0\)"),
        (lambda: antenna_gain_linear(9, 0.03, efficiency=1.1), r"efficiency must be in \(0, 1\] \(got 1.1\)"),
        (lambda: beamwidth_deg(0.01, 0.03), r"wavelength_m over width_m seen must be in \[0, 1\] \(got 3\)"),
        (lambda: beamwidth_deg(3, 0.03, scan_angle_deg=80), r"scan_angle_deg must be in \[0, 75\] \(got 80\)"),
        (lambda: average_power_w(0, 16), r"elements must be in \[1, 1e\+07\] \(got 0\)"),
        (lambda: average_power_w(9, 16, duty=2), r"duty must be in \(0, 1\] \(got 2\)"),
        (lambda: scan_range_factor(91), r"scan_angle_deg must be in \[-90, 90\] \(got 91\)"),
        (lambda: range_factor(-1), r"signal_factor must be in \[0, 1e\+24\] \(got -1\)"),
        (lambda: signal_factor(1e7), r"range_factor must be in \[0, 1e\+06\] \(got 1e\+07\)"),
        (
            lambda: range_threshold_km(1, 1, gain_linear=9, wavelength_m=1, lowest_power_w=0),
            r"lowest_power_w must be in \[1e-30, 1\] \(got 0\)",
        ),
    ],
)
def test_bad_input_is_named(make, message):
    with pytest.raises(ValueError, match=message):
        make()
