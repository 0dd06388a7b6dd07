"""Published times of flight beside those of free flight, and what stages leave of them."""

import numpy as np

from helpers.models.reach import check_time
from helpers.models.timeline import boost_phase_reach_km, time_budget
from helpers.models.trajectory import minimum_energy
from helpers.published.traj import CONSTANTS, same

# Seconds that somebody published, by the range in km: the vectors name them among the outputs
PUBLISHED_S = {
    3356.7: 1065,
    3380: 14 * 60,
    7404: 20 * 60,
    5000: 1200,
    1312: 11 * 60,
    1092: 11 * 60,
    1491: 11 * 60,
    1920: 13 * 60,
}
SOLID_BOOST_MIN = 3
# The source prints what all stages leave of a flight, not how long each takes. Their sum is therefore that of the source, and
# the comparison shows that the sum closes, nothing more.
STAGES_TOGETHER_MIN = {"detection, assessment, conference, order, launch before impact": (27, 28)}


def flight(*, range_km, constants, launch=None, target=None):
    same("constants", constants, CONSTANTS)
    if range_km not in PUBLISHED_S:
        raise ValueError(
            f"range_km must be one with a published time: {', '.join(map(str, PUBLISHED_S))} (got {range_km})"
        )
    published = PUBLISHED_S[range_km]
    found = check_time(published, range_km)
    return {
        "kepler_time_s": float(found.free_flight_s),
        "kepler_time_min": float(found.free_flight_s) / 60,
        "published_time_s": published,
        "published_time_min": published / 60,
        "published_minus_kepler_s": float(found.surplus_s),
        "published_minus_kepler_min": float(found.surplus_s) / 60,
        "published_is_at_least_minimum_energy_time": bool(found.possible),
    }


def with_boost(*, range_km, boost_allowance_s, constants):
    """Return free flight, and with a band for boost what ought to be published."""
    same("constants", constants, CONSTANTS)
    free = float(check_time(1, range_km).free_flight_s)
    return {"kepler_time_min": free / 60, "published_time_min": ((free + np.array(boost_allowance_s)) / 60).tolist()}


def public_warning(*, flight_min, characterise_min):
    return {"public_warning_min": float(time_budget(flight_min, assessment_min=characterise_min).decision_min)}


def decision(*, flight_min, stages):
    if stages not in STAGES_TOGETHER_MIN:
        raise ValueError(f"stages must be one of {'; '.join(STAGES_TOGETHER_MIN)} (got {stages!r})")
    left = time_budget(flight_min, assessment_min=STAGES_TOGETHER_MIN[stages]).decision_min
    return {"presidential_decision_min": left.tolist()}


def whole_flight(*, range_km, constants):
    """Return free flight, and with the boost of a solid missile what ought to be published."""
    same("constants", constants, CONSTANTS)
    free = minimum_energy(range_km).time_s / 60
    return {
        "kepler_time_min": free.tolist(),
        "published_time_min": time_budget(free, SOLID_BOOST_MIN).flight_min.tolist(),
    }


def reach(*, boost_s_liquid, boost_s_solid, detection_s, interceptor_average_speed_km_s):
    return {
        f"reach_km_{fuel}": boost_phase_reach_km(
            interceptor_average_speed_km_s, boost_s, detection_s=detection_s
        ).tolist()
        for fuel, boost_s in (("solid", boost_s_solid), ("liquid", boost_s_liquid))
    }


MODELS = {"time.flight": (flight, with_boost), "time.budget": (public_warning, decision, whole_flight, reach)}
