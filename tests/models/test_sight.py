import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.models.antenna import scan_range_factor
from helpers.models.horizon import slant_altitude_km
from helpers.models.radar import range_tracking_km
from helpers.models.sight import sight

FACE = {
    "gain_linear": 92_874,
    "aperture_m2": 9.2,
    "aperture_efficiency": 0.8,
    "snr_linear": 20,
    "system_temperature_k": 400,
    "loss_linear": 5,
}
sections = st.floats(1e-3, 10)
powers = st.floats(1, 1000)
dwells = st.floats(1e-3, 5)
angles = st.floats(0, 60)


@given(sections, powers, dwells, angles, st.floats(0, 20))
def test_is_the_range_of_the_tracking_form_and_the_altitude_of_the_ray(section, power, dwell, angle, elevation):
    found = sight(section, power, dwell_s=dwell, scan_angle_deg=angle, elevation_deg=elevation, **FACE)
    on_axis = range_tracking_km(section, power * 1000, pulses=dwell * 1000, prf_hz=1000, **FACE) if dwell >= 1e-3 else 0
    assert float(found["range_km"]) == pytest.approx(float(on_axis * scan_range_factor(angle)), rel=1e-9)
    assert float(found["lowest_altitude_km"]) == pytest.approx(
        float(slant_altitude_km(found["range_km"], elevation_deg=elevation)), rel=1e-9
    )


@given(sections, powers, dwells)
def test_twice_the_range_costs_sixteen_times_the_dwell_or_the_power_or_the_section(section, power, dwell):
    near = float(sight(section, power, dwell_s=dwell, **FACE)["range_km"])
    for changed in ((16 * section, power, dwell), (section, 16 * power, dwell), (section, power, min(16 * dwell, 10))):
        far = float(sight(*changed[:2], dwell_s=changed[2], **FACE)["range_km"])
        assert far == pytest.approx(
            near * (min(16 * dwell, 10) / dwell if changed[2] != dwell else 16) ** 0.25, rel=1e-9
        )


def test_shapes_broadcast():
    found = sight(np.ones((3, 1)), [60, 81], dwell_s=0.1, **FACE)
    assert {array.shape for array in found.values()} == {(3, 2)}
    assert float(found["range_km"][0, 1]) == float(sight(1, 81, dwell_s=0.1, **FACE)["range_km"])


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"rcs_m2": -1}, r"rcs_m2 must be in \[1e-08, 1e\+06\] \(got -1\)"),
        ({"dwell_s": 0}, r"dwell_s must be in \[1e-05, 10\] \(got 0\)"),
        ({"average_power_kw": np.nan}, r"average_power_kw must be in .* \(got nan\)"),
        ({"elevation_deg": 90}, r"elevation_deg must be in .* \(got 90\)"),
    ],
)
def test_refuses(change, message):
    with pytest.raises(ValueError, match=message):
        sight(**({"rcs_m2": 1, "average_power_kw": 81, "dwell_s": 0.1} | FACE | change))
