"""Radar: range, antenna, angle and detection."""

import itertools

import numpy as np

from helpers.models.antenna import (
    LIGHT_SPEED_M_S,
    antenna_gain_linear,
    average_power_w,
    decibels,
    linear,
    scan_range_factor,
    wavelength_m,
)
from helpers.models.detection import albersheim_snr_db, required_snr_db
from helpers.models.radar import (
    range_factor,
    range_single_pulse_km,
    range_threshold_km,
    range_tracking_km,
    signal_factor,
)

ONE_WAY_LAWS = {"cos": 1.0, "cos^1.5": 1.5}


def single_pulse(*, frequency_hz, snr_db, peak_power_w, pulse_s, gain_db, rcs_m2, noise_temperature_k, loss_db):
    found = range_single_pulse_km(
        rcs_m2,
        peak_power_w,
        pulse_s=pulse_s,
        gain_linear=linear(gain_db),
        wavelength_m=wavelength_m(frequency_hz),
        snr_linear=linear(snr_db),
        system_temperature_k=noise_temperature_k,
        loss_linear=linear(loss_db),
    )
    return {"range_m": float(found) * 1000}


def threshold(*, frequency_hz, peak_power_w, gain_linear, rcs_m2, min_detectable_power_w, c_m_s=LIGHT_SPEED_M_S):
    found = range_threshold_km(
        rcs_m2,
        peak_power_w,
        gain_linear=gain_linear,
        wavelength_m=c_m_s / frequency_hz,
        lowest_power_w=min_detectable_power_w,
    )
    return {"range_m": float(found) * 1000}


def power(*, emitting_time_s, dwell_s, elements, peak_power_per_element_w):
    duty = emitting_time_s / dwell_s
    return {"duty": duty, "average_power_w": float(average_power_w(elements, peak_power_per_element_w, duty=duty))}


def tracking(
    *,
    aperture_efficiency,
    aperture_m2,
    gain_linear,
    pulses,
    prf_hz,
    snr,
    rcs_m2,
    average_power_w,
    system_temperature_k,
    loss_linear,
):
    """Return the range; for intervals of inputs, the shortest and the longest at the corners of the box."""
    box = [np.atleast_1d(side) for side in (average_power_w, system_temperature_k, loss_linear)]
    watts, kelvins, losses = np.array(list(itertools.product(*box))).T
    found = range_tracking_km(
        rcs_m2,
        watts,
        gain_linear=gain_linear,
        aperture_m2=aperture_m2,
        aperture_efficiency=aperture_efficiency,
        pulses=pulses,
        prf_hz=prf_hz,
        snr_linear=snr,
        system_temperature_k=kelvins,
        loss_linear=losses,
    )
    return {"range_km": float(found[0]) if found.size == 1 else [float(found.min()), float(found.max())]}


def by_cross_section(*, reference_range_km, reference_rcs_m2, rcs_m2):
    return {"range_km": (reference_range_km * range_factor(np.divide(rcs_m2, reference_rcs_m2))).tolist()}


def stacked(*, base_range_km, power_factor, aperture_factor, gain_factor):
    factor = float(range_factor(power_factor * aperture_factor * gain_factor))
    needed = float(signal_factor(3000 / base_range_km))
    return {"range_factor": factor, "range_km": base_range_km * factor, "factor_needed_for_3000_km": needed}


def antenna(*, aperture_m2, frequency_hz, efficiency):
    wavelength = wavelength_m(frequency_hz)
    gain = antenna_gain_linear(aperture_m2, wavelength, efficiency=efficiency)
    return {"gain_linear": gain.tolist(), "gain_db": decibels(gain).tolist(), "wavelength_m": float(wavelength)}


def dish(*, diameter_m, frequency_hz, efficiency):
    return antenna(aperture_m2=np.pi / 4 * np.square(diameter_m), frequency_hz=frequency_hz, efficiency=efficiency)


def scan_loss(*, scan_angle_deg, one_way_gain_law):
    return {"range_factor": float(scan_range_factor(scan_angle_deg, ONE_WAY_LAWS[one_way_gain_law]))}


def square_law(*, p_detection, p_false_alarm, pulses, detector):
    if detector != "square-law":
        raise ValueError(f"detector must be square-law (got {detector!r})")
    return {"snr_db": float(required_snr_db(p_detection, p_false_alarm, pulses=pulses))}


def approximation(*, p_detection, p_false_alarm, pulses, method):
    if method != "Albersheim":
        raise ValueError(f"method must be Albersheim (got {method!r})")
    return {"snr_db": float(albersheim_snr_db(p_detection, p_false_alarm, pulses=pulses))}


MODELS = {
    "radar.range": (single_pulse, threshold, power, tracking, by_cross_section, stacked),
    "radar.antenna": (antenna, dish),
    "radar.scan_loss": (scan_loss,),
    "radar.detection": (square_law, approximation),
}
