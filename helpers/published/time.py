"""Published times of flight beside those of free flight."""

import numpy as np

from helpers.models.reach import check_time
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


MODELS = {"time.flight": (flight, with_boost)}
