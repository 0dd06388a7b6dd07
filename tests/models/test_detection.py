import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.special import ive
from scipy.stats import ncx2

from helpers.models.detection import albersheim_snr_db, detection_probability, required_snr_db

ratios = st.floats(-20, 20)
alarms = st.floats(-12, -2).map(lambda power: 10**power)
counts = st.integers(1, 100)


def by_integration(snr_db, p_false_alarm):
    """Area under Rice's density of the envelope, beyond the threshold: one pulse, unit noise in each quadrature."""
    amplitude = math.sqrt(2 * 10 ** (snr_db / 10))
    threshold = math.sqrt(-2 * math.log(p_false_alarm))
    missed, _ = quad(
        lambda r: r * math.exp(-((r - amplitude) ** 2) / 2) * ive(0, r * amplitude),
        0,
        threshold,
        epsabs=1e-12,
        limit=200,
    )
    return 1 - missed


@given(st.floats(-20, 17), st.floats(-8, -2).map(lambda power: 10**power))
def test_one_pulse_is_the_integral_of_rices_density(snr_db, p_false_alarm):
    found = float(detection_probability(snr_db, p_false_alarm))
    assert found == pytest.approx(by_integration(snr_db, p_false_alarm), abs=1e-9)


@given(alarms, counts)
def test_without_a_signal_there_are_only_false_alarms(p_false_alarm, pulses):
    assert float(detection_probability(-60, p_false_alarm, pulses=pulses)) == pytest.approx(p_false_alarm, rel=2e-3)


@given(ratios, alarms, counts)
def test_agrees_with_scipys_distribution(snr_db, p_false_alarm, pulses):
    """The threshold from the density of noise alone, as the limit of the same distribution."""
    threshold = ncx2.isf(p_false_alarm, 2 * pulses, 0)
    expected = ncx2.sf(threshold, 2 * pulses, 2 * pulses * 10 ** (snr_db / 10))
    assert float(detection_probability(snr_db, p_false_alarm, pulses=pulses)) == pytest.approx(expected, rel=1e-6)


def test_drawn_at_random():
    random = np.random.default_rng(12)
    draws, pulses, snr_db, p_false_alarm = 200_000, 4, 3.0, 1e-3
    noise = random.standard_normal((2, draws, pulses))
    power = ((noise[0] + math.sqrt(2 * 10 ** (snr_db / 10))) ** 2 + noise[1] ** 2).sum(axis=1)
    alone = np.sort(random.chisquare(2 * pulses, 4_000_000))
    share = (power > alone[-int(p_false_alarm * alone.size)]).mean()
    expected = float(detection_probability(snr_db, p_false_alarm, pulses=pulses))
    assert share == pytest.approx(expected, abs=3 * math.sqrt(expected * (1 - expected) / draws) + 0.005)


@given(ratios, alarms, counts)
def test_more_signal_more_pulses_or_more_alarms_detect_more(snr_db, p_false_alarm, pulses):
    here = float(detection_probability(snr_db, p_false_alarm, pulses=pulses))
    assert 0 <= here <= 1
    tiny = 1e-12
    assert float(detection_probability(snr_db + 1, p_false_alarm, pulses=pulses)) >= here - tiny
    assert float(detection_probability(snr_db, p_false_alarm, pulses=pulses + 1)) >= here - tiny
    assert float(detection_probability(snr_db, min(2 * p_false_alarm, 0.01), pulses=pulses)) >= here - tiny


@given(st.floats(0.05, 0.999), alarms, counts)
def test_required_ratio_gives_the_probability(p_detection, p_false_alarm, pulses):
    snr_db = required_snr_db(p_detection, p_false_alarm, pulses=pulses)
    assert float(detection_probability(snr_db, p_false_alarm, pulses=pulses)) == pytest.approx(p_detection, rel=1e-9)


@given(st.floats(0.3, 0.9), st.floats(-7, -3).map(lambda power: 10**power), st.integers(1, 1000))
def test_albersheim_is_near_from_three_tenths_up(p_detection, p_false_alarm, pulses):
    exact = float(required_snr_db(p_detection, p_false_alarm, pulses=pulses))
    assert float(albersheim_snr_db(p_detection, p_false_alarm, pulses=pulses)) == pytest.approx(exact, abs=0.31)


def test_albersheim_says_too_little_for_low_probabilities():
    miss = albersheim_snr_db(0.1, [1e-7, 1e-3]) - required_snr_db(0.1, [1e-7, 1e-3])
    assert miss.round(1).tolist() == [-0.8, -4.1]


@given(ratios, alarms, counts)
def test_scalar_equals_array(snr_db, p_false_alarm, pulses):
    alone = detection_probability(snr_db, p_false_alarm, pulses=pulses)
    many = detection_probability([[snr_db], [3.0]], [p_false_alarm, 1e-3], pulses=pulses)
    assert alone.shape == ()
    assert many.shape == (2, 2)
    assert float(many[0, 0]) == pytest.approx(
        float(alone), rel=1e-12
    )  # powers of arrays round otherwise in the last digit
    assert required_snr_db([[0.5], [0.9]], 1e-6, pulses=[1, 2, 3]).shape == (2, 3)
    assert required_snr_db([0.5, 0.9], 1e-6)[1] == required_snr_db(0.9, 1e-6)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: detection_probability(41, 1e-6), r"snr_db must be in \[-60, 40\] \(got 41\)"),
        (lambda: detection_probability(np.nan, 1e-6), r"snr_db must be in \[-60, 40\] \(got nan\)"),
        (lambda: detection_probability(10, 0.5), r"p_false_alarm must be in \[1e-15, 0.01\] \(got 0.5\)"),
        (lambda: detection_probability(10, 1e-6, pulses=0), r"pulses must be in \[1, 1,000\] \(got 0\)"),
        (lambda: required_snr_db(1, 1e-6), r"p_detection must be in \[0.05, 0.999999\] \(got 1\)"),
        (lambda: albersheim_snr_db(0.95, 1e-6), r"p_detection must be in \[0.1, 0.9\] \(got 0.95\)"),
        (lambda: albersheim_snr_db(0.5, 1e-8), r"p_false_alarm must be in \[1e-07, 0.001\] \(got 1e-08\)"),
    ],
)
def test_bad_input_is_named(make, message):
    with pytest.raises(ValueError, match=message):
        make()
