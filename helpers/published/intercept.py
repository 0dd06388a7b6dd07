"""The slowest interceptor that meets a missile."""

from helpers.models.aiming import aim
from helpers.models.interceptor import least_speed
from helpers.published.traj import CONSTANTS, same


def reach(
    *,
    interceptor_site,
    site_deg,
    launch,
    launch_deg,
    target,
    target_deg,
    target_path,
    interceptor_launch_delay_s,
    interceptor_burn_s,
    burn_model,
    minimum_intercept_altitude_km,
    constants,
):
    same("constants", constants, CONSTANTS)
    same("target_path", target_path, "minimum energy, rotating Earth, clock starts at burnout at the surface")
    same(
        "burn_model",
        burn_model,
        "half the burn time lost, impulsive inertial speed at the site, rotation of the site ignored, "
        "launch above the horizon",
    )
    found = least_speed(
        aim(*launch_deg, aim_lat_deg=target_deg[0], aim_lon_deg=target_deg[1]),
        site_lat_deg=site_deg[0],
        site_lon_deg=site_deg[1],
        delay_s=interceptor_launch_delay_s,
        burn_s=interceptor_burn_s,
        altitude_km=minimum_intercept_altitude_km,
        may_wait=False,  # the vectors launch at once
    )
    return {"minimum_interceptor_speed_km_s": float(found.speed_km_s)}


MODELS = {"intercept.reach": (reach,)}
