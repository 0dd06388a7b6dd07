"""Geodesics, horizons and shares of countries."""

import re
from functools import lru_cache

import numpy as np

from helpers.dataset.world import read_world
from helpers.models.coverage import Face, distance_to_area_km, reach_km, share_within
from helpers.models.geodesy import distance_km, geodesics
from helpers.models.horizon import (
    EARTH_RADIUS_KM,
    ground_range_km,
    horizon_distance_km,
    horizon_distance_nmi,
    lowest_visible_altitude_km,
)
from helpers.models.lattice import cells
from helpers.paths import DATA

ATLAS = {"China": "156", "Russia": "643"}
SITES = {"Seongju": (36.02, 128.22), "Shariki": (40.89, 140.34), "Kyogamisaki": (35.77, 135.21)}
MIDDLE_OF_RUSSIA_DEG = 90.0  # radars west and east of it look at Russia from two sides
POINTS = 20_000


def geodesic(*, lat1_deg, lon1_deg, lat2_deg, lon2_deg, ellipsoid="WGS84"):
    line = geodesics(lat1_deg, lon1_deg, to_lat_deg=lat2_deg, to_lon_deg=lon2_deg, ellipsoid=ellipsoid)
    azimuth, back = float(line.azimuth_deg), float(line.back_azimuth_deg)
    return {
        "distance_m": float(line.distance_km) * 1000,
        "distance_km": float(line.distance_km),
        "distance_nmi": float(line.distance_km) / 1.852,
        # PROJ's own example prints azimuths from -180 to 180; on WGS84 the vectors count from 0 to 360
        "azimuth_deg": azimuth if ellipsoid != "WGS84" else azimuth % 360,
        "back_azimuth_deg": back,
    }


def horizon_of_two(*, radar_height_m, target_height_m, k_factor, earth_radius_km):
    if earth_radius_km != EARTH_RADIUS_KM:
        raise ValueError(f"earth_radius_km must be {EARTH_RADIUS_KM:g} (got {earth_radius_km})")
    radar, target = horizon_distance_km([radar_height_m, target_height_m], k_factor).tolist()
    return {"radar_horizon_km": radar, "target_horizon_km": target, "total_km": radar + target}


def horizon_in_feet(*, formula, radar_height_ft, target_height_ft):
    if not formula.startswith("1.23*sqrt(h_ft)"):
        raise ValueError(f"formula must be 1.23*sqrt(h_ft) nautical miles (got {formula!r})")
    radar, target = horizon_distance_nmi([radar_height_ft, target_height_ft]).tolist()
    return {"radar_horizon_nmi": radar, "total_nmi": radar + target}


def ground_range(*, target_height_m, antenna_height_m, elevation_deg, effective_earth_radius_m):
    found = ground_range_km(
        target_height_m / 1000,
        elevation_deg=elevation_deg,
        antenna_height_m=antenna_height_m,
        k_factor=effective_earth_radius_m / 1000 / EARTH_RADIUS_KM,
    )
    return {"ground_range_m": float(found) * 1000}


def lowest_visible(*, ground_range_km, radar_height_m, k_factor, elevation_mask_deg):
    found = lowest_visible_altitude_km(
        ground_range_km, elevation_deg=elevation_mask_deg, k_factor=k_factor, antenna_height_m=radar_height_m
    )
    return {"min_visible_altitude_km": found.tolist()}


def share_of_circle(*, site, country, polygons, radius_km, azimuth_sector_deg):  # the book has finer polygons
    if azimuth_sector_deg is not None:
        raise ValueError(f"azimuth_sector_deg must be null: a circle (got {azimuth_sector_deg})")
    return {"share_percent": percent(country, [face(site)], radius_km)}


def share_of_sector(*, site, country, radius_km, half_field_of_view_deg, boresight_deg):
    turned = (face(site, azimuth_deg=azimuth, width_deg=2 * half_field_of_view_deg) for azimuth in boresight_deg)
    return {"share_percent": [float(percent(country, [one], radius_km)) for one in turned]}


def share_of_half(*, site, country, half, radius_km):
    if not half.startswith("east"):
        raise ValueError(f"half must be the eastern one (got {half!r})")
    lattice = lattice_of(country)
    order = np.argsort(lattice.lon_deg)
    summed = np.cumsum(lattice.area_km2[order])
    middle = lattice.lon_deg[order][np.searchsorted(summed, summed[-1] / 2)]
    east = lattice.part(lattice.lon_deg > middle)
    share = 100 * float(share_within(east, reach_km(east, [face(site)]), radius_km))
    return {"share_of_half_percent": share, "published": "most of the eastern half" if share > 50 else "less than half"}


def points_within(*, site, radius_km, points):
    centre = face(site)
    away = {
        name: float(distance_km(centre.lat_deg, centre.lon_deg, to_lat_deg=lat, to_lon_deg=lon))
        for name, (lat, lon) in points.items()
    }
    return {"within": {name: km <= radius_km for name, km in away.items()}, "distance_km": away}


def share_before_and_after(*, country, radius_km, sites_before, site_added):
    before = [face(site) for site in sites_before]
    return {
        "before_percent": percent(country, before, radius_km),
        "after_percent": percent(country, [*before, face(site_added)], radius_km),
    }


def share_of_union(*, country, radius_km, sites):
    faces = [face(site) for site in sites]
    east = [one for one in faces if one.lon_deg > MIDDLE_OF_RUSSIA_DEG]
    west = [one for one in faces if one not in east]
    named = {"union_percent": faces, "east_percent": east, "west_percent": west}
    return {name: percent(country, some, radius_km) for name, some in named.items()}


def share_in_range_of_territory(*, country, measure, range_km):
    if "nearest point of China's territory" not in measure:
        raise ValueError(f"measure must be from the nearest point of China's territory (got {measure!r})")
    lattice = lattice_of(country)
    away = distance_to_area_km(lattice, shape_of("China"))
    return {"share_percent": (100 * share_within(lattice, away, range_km)).tolist()}


def percent(country, faces, radius_km):
    lattice = lattice_of(country)
    return (100 * share_within(lattice, reach_km(lattice, faces), radius_km)).tolist()


def face(site, **sector):
    """Read a site by its name, or by the coordinates after it."""
    written = re.search(r"([\d.]+)([NS]) ([\d.]+)([EW])$", site)
    if not written:
        return Face(*SITES[site], **sector)
    lat, north, lon, east = written.groups()
    return Face(float(lat) * (1 if north == "N" else -1), float(lon) * (1 if east == "E" else -1), **sector)


def shape_of(country):
    path = DATA / "geo" / "countries-50m.json"
    return read_world(path, path.stat().st_mtime_ns).shape(ATLAS[country])


@lru_cache
def lattice_of(country):
    return cells(shape_of(country), POINTS)


MODELS = {
    "geo.geodesic": (geodesic,),
    "geo.horizon": (horizon_of_two, horizon_in_feet, ground_range, lowest_visible),
    "geo.country_share": (
        share_of_circle,
        share_of_sector,
        share_of_half,
        points_within,
        share_before_and_after,
        share_of_union,
        share_in_range_of_territory,
    ),
}
