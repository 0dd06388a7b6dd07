"""Orbits, free flight, reach and visibility."""

import re

import numpy as np

from helpers.models.aiming import aim, unit_vectors
from helpers.models.orbit import EARTH_RADIUS_KM, MU_KM3_S2, lambert, propagate
from helpers.models.reach import check_time, longest_range, range_towards, standard_range
from helpers.models.trajectory import HALF_WAY_KM, at_speed, minimum_energy, to_apogee
from helpers.models.visibility import visible

CONSTANTS = "R_earth 6371.0 km (sphere), mu 398600.4418 km3/s2, omega 7.292115e-5 rad/s"
CIRCULAR_KM_S = float(np.sqrt(MU_KM3_S2 / EARTH_RADIUS_KM))  # one DU a TU
NMI_PER_DU = 3443.922786
CITIES = {
    "Los Angeles": (34.05, -118.24),
    "Denver": (39.74, -104.99),
    "New York": (40.71, -74.01),
    "Boston": (42.36, -71.06),
}


def same(name, found, known):
    """Refuse inputs for which there is no model."""
    if found != known:
        raise ValueError(f"{name} must be {known!r} (got {found!r})")


def least_energy(*, range_km, burnout_altitude_km=0, constants=CONSTANTS, rotation=False):
    same("constants", constants, CONSTANTS)
    same("rotation", rotation, False)
    path = minimum_energy(range_km, burnout_altitude_km=burnout_altitude_km)
    return {
        "burnout_speed_km_s": float(path.speed_km_s),
        "apogee_km": float(path.apogee_km),
        "flight_time_s": float(path.time_s),
        "launch_angle_deg": float(path.angle_deg),
        "optimum_burnout_angle_deg": float(path.angle_deg),
    }


def least_energy_by_formula(*, range_km, constants, formula):
    same("formula", formula, "t = sqrt(a^3/mu) (pi - (beta - sin beta)), a = s/2, beta = 2 asin sqrt((s-c)/s)")
    return least_energy(range_km=range_km, constants=constants)


def least_energy_by_angle(*, range_angle_deg, constants):
    found = least_energy(range_km=range_angle_deg / 180 * HALF_WAY_KM, constants=constants)
    return {"speed_km_s": found["burnout_speed_km_s"], "apogee_km": found["apogee_km"]}


def apogee_in_miles(*, earth_radius_mi, range_angle_deg):
    path = minimum_energy(range_angle_deg / 180 * HALF_WAY_KM)
    return {"apogee_mi": float(path.apogee_km) / EARTH_RADIUS_KM * earth_radius_mi}


def fitted_apogee(*, formula, range_km):
    same("formula", formula, "apogee_km = -0.000013 d^2 + 0.26 d")
    distance = np.array(range_km)
    fit = -0.000013 * distance**2 + 0.26 * distance
    return {"apogee_formula_km": fit, "apogee_exact_km": minimum_energy(distance).apogee_km}


def speed_for_range_and_ceiling(*, range_km, ceiling_km, constants):
    same("constants", constants, CONSTANTS)
    return {
        "speed_for_range_km_s": float(minimum_energy(range_km).speed_km_s),
        "speed_for_vertical_ceiling_km_s": float(to_apogee(0, ceiling_km).speed_km_s),
    }


def straight_up(*, apogee_km, vertical, constants):
    same("vertical", vertical, True)
    same("constants", constants, CONSTANTS)
    return {"speed_km_s": float(to_apogee(0, apogee_km).speed_km_s)}


def into_orbit(*, target_orbit_altitude_km, from_rest_at, constants):
    same("from_rest_at", from_rest_at, "pole, surface")
    same("constants", constants, CONSTANTS)
    start = float(
        to_apogee(2 * HALF_WAY_KM, target_orbit_altitude_km).speed_km_s
    )  # once round: horizontal at the surface
    radius = EARTH_RADIUS_KM + target_orbit_altitude_km
    orbit = float(np.sqrt(MU_KM3_S2 / radius))
    return {"total_delta_v_km_s": start + orbit - start * EARTH_RADIUS_KM / radius, "orbital_speed_km_s": orbit}


def canonical(*, units, h_burnout, v_burnout, h_apogee):
    same("units", units, "canonical DU, TU")
    energy = v_burnout**2 / 2 - 1 / (1 + h_burnout)
    v_apogee = np.sqrt(2 * (energy + 1 / (1 + h_apogee)))
    angle = np.degrees(np.arccos((1 + h_apogee) * v_apogee / ((1 + h_burnout) * v_burnout)))
    path = at_speed(v_burnout * CIRCULAR_KM_S, angle, burnout_altitude_km=h_burnout * EARTH_RADIUS_KM)
    momentum = (1 + h_burnout) * float(path.speed_km_s * np.cos(np.radians(path.angle_deg))) / CIRCULAR_KM_S
    return {
        "specific_energy": -EARTH_RADIUS_KM / (2 * float(path.semi_major_axis_km)),
        "v_apogee": momentum / (1 + float(path.apogee_km) / EARTH_RADIUS_KM),
        "angular_momentum": momentum,
        "flight_path_angle_deg": float(path.angle_deg),
        "Q": v_burnout**2 * (1 + h_burnout),
        "free_flight_angle_deg": float(path.range_km) / HALF_WAY_KM * 180,
    }


def farthest(*, v_burnout_ft_s, h_burnout_nmi, ft_s_per_DU_TU, nmi_per_DU):  # noqa: N803 - names of the vectors
    speed, height = v_burnout_ft_s / ft_s_per_DU_TU, h_burnout_nmi / nmi_per_DU
    reach = longest_range(speed * CIRCULAR_KM_S, burnout_altitude_km=height * EARTH_RADIUS_KM)
    angle = float(reach.range_km) / EARTH_RADIUS_KM
    return {
        "r_burnout_DU": 1 + height,
        "Q": speed**2 * (1 + height),
        "max_range_angle_deg": np.degrees(angle),
        "max_range_DU": angle,
    }


def least_energy_in_miles(*, free_flight_range_nmi, h_burnout_nmi):
    angle, height = free_flight_range_nmi / NMI_PER_DU, h_burnout_nmi / NMI_PER_DU
    path = minimum_energy(angle * EARTH_RADIUS_KM, burnout_altitude_km=height * EARTH_RADIUS_KM)
    speed = float(path.speed_km_s) / CIRCULAR_KM_S
    return {"range_DU": angle, "Q": speed**2 * (1 + height), "v_burnout_DU_TU": speed}


def lofted_test(*, event, ground_range_km, apogee_km, observed_flight_time_s, burnout_altitude_km, constants, rotation):
    same("constants", constants, CONSTANTS)
    same("rotation", rotation, False)
    found = standard_range(ground_range_km, apogee_km, gravity_loss_km_s=0, burnout_altitude_km=burnout_altitude_km)
    return {
        "kepler_speed_km_s": float(found.test.speed_km_s),
        "kepler_angle_deg": float(found.test.angle_deg),
        "kepler_time_s": float(found.test.time_s),
        "observed_minus_kepler_s": float(
            check_time(observed_flight_time_s, ground_range_km, apogee_km=apogee_km).surplus_s
        ),
        "standard_range_km": float(found.reach.range_km),
    }


def claimed_time(*, event, ground_range_km, apogee_km, claimed_flight_time_s, japanese_flight_time_s, constants):
    same("constants", constants, CONSTANTS)
    found = check_time([claimed_flight_time_s, japanese_flight_time_s], ground_range_km, apogee_km=apogee_km)
    return {
        "kepler_time_s": float(found.free_flight_s[0]),
        "claimed_is_possible": bool(found.possible[0]),
        "japanese_minus_kepler_s": float(found.surplus_s[1]),
    }


def four_apogees(*, apogee_km, ground_range_km, rule):
    same("rule", rule, "range = 4 x apogee")
    found = float(standard_range(ground_range_km, apogee_km, gravity_loss_km_s=0).reach.range_km)
    return {
        "rule_range_km": 4 * apogee_km,
        "kepler_equal_speed_range_km": found,
        "rule_valid": bool(abs(4 * apogee_km / found - 1) < 0.1),
    }


def bearing_and_distance(launch, aim_point):
    """Direction in degrees and kilometres on the sphere, by plain trigonometry."""
    lat, lon, to_lat, to_lon = np.radians([*launch, *aim_point])
    east = np.cos(to_lat) * np.sin(to_lon - lon)
    north = np.cos(lat) * np.sin(to_lat) - np.sin(lat) * np.cos(to_lat) * np.cos(to_lon - lon)
    between = np.arccos(float(unit_vectors(*launch) @ unit_vectors(*aim_point)))
    return float(np.degrees(np.arctan2(east, north))), float(between) * EARTH_RADIUS_KM


def towards_city(*, launch, aim, non_rotating_range_km, speed_relative_to_ground_km_s, constants):
    same("constants", constants, CONSTANTS)
    same(
        "speed_relative_to_ground_km_s",
        speed_relative_to_ground_km_s,
        round(float(minimum_energy(non_rotating_range_km).speed_km_s), 4),
    )
    bearing, _ = bearing_and_distance(launch, aim)
    reach = range_towards(*launch, bearing_deg=bearing, speed_km_s=speed_relative_to_ground_km_s)
    return {"max_range_towards_city_km": float(reach.range_km)}


def order_of_cities(*, order_by, cities, launch, non_rotating_range_km):
    same("order_by", order_by, "maximum range towards city")
    places = {city: bearing_and_distance(launch, CITIES[city]) for city in cities}
    speed = minimum_energy(non_rotating_range_km).speed_km_s
    reach = range_towards(*launch, bearing_deg=[bearing for bearing, _ in places.values()], speed_km_s=speed)
    ranges = dict(zip(cities, reach.range_km.tolist(), strict=True))
    return {
        "descending": sorted(cities, key=lambda city: -ranges[city]),
        "within_reach": [city for city in cities if ranges[city] >= places[city][1]],
    }


def by_direction(*, latitude_deg, launch_direction_deg, speed_relative_to_ground_km_s, constants):
    same("constants", constants, CONSTANTS)
    reach = range_towards(latitude_deg, 0, bearing_deg=launch_direction_deg, speed_km_s=speed_relative_to_ground_km_s)
    return {"max_range_km": reach.range_km}


def joining(*, mu_km3_s2, r0_km, r_km, tof_s):
    same("mu_km3_s2", mu_km3_s2, MU_KM3_S2)
    found = lambert(r0_km, r_km, time_s=tof_s)
    return {"v0_km_s": found.departure_km_s, "v_km_s": found.arrival_km_s}


def propagated(*, mu_km3_s2, r0_km, v0_km_s, dt_s):
    same("mu_km3_s2", mu_km3_s2, MU_KM3_S2)
    found = propagate(r0_km, v0_km_s, time_s=dt_s)
    return {"r_km": found.position_km, "v_km_s": found.velocity_km_s}


def seen(
    *,
    radar,
    launch,
    launch_deg,
    target,
    target_deg,
    path,
    max_slant_range_km,
    elevation_mask_deg,
    altitude_above_km,
    azimuth_limits,
    constants,
):
    same("constants", constants, CONSTANTS)
    same("path", path, "minimum energy, rotating Earth, burnout at the surface")
    same("azimuth_limits", azimuth_limits, None)
    place = re.fullmatch(r".* ([\d.]+)N ([\d.]+)E", radar)
    if not place:
        raise ValueError(f"radar must end in its place, such as 36.02N 128.22E (got {radar!r})")
    lat, lon = place.groups()
    flight = aim(*launch_deg, aim_lat_deg=target_deg[0], aim_lon_deg=target_deg[1])
    return {
        "visible_s": [
            float(
                visible(
                    flight,
                    radar_lat_deg=float(lat),
                    radar_lon_deg=float(lon),
                    range_km=range_km,
                    elevation_deg=elevation_mask_deg,
                    altitude_km=altitude_above_km,
                ).time_s
            )
            for range_km in max_slant_range_km
        ]
    }


MODELS = {
    "traj.met": (
        least_energy,
        least_energy_by_formula,
        least_energy_by_angle,
        apogee_in_miles,
        fitted_apogee,
        speed_for_range_and_ceiling,
    ),
    "traj.freeflight": (straight_up, into_orbit, canonical, farthest, least_energy_in_miles),
    "traj.lofted": (lofted_test, claimed_time, four_apogees),
    "traj.rotating": (towards_city, order_of_cities, by_direction),
    "traj.lambert": (joining,),
    "traj.kepler": (propagated,),
    "traj.visibility": (seen,),
}
