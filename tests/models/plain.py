"""The same models for one missile and one moment at a time, as a textbook would have them: second opinion and benchmark."""

import math

R, MU, OMEGA = 6371.0, 398600.4418, 7.292115e-5


def unit(lat, lon):
    return math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)


def dot(a, b):
    return sum(x * y for x, y in zip(a, b, strict=True))


def aim(lat_deg, lon_deg, to_lat_deg, to_lon_deg):
    """Minimum-energy path from the surface: axis, eccentricity, time, and the unit vectors at launch and forward of it."""
    start, time = unit(math.radians(lat_deg), math.radians(lon_deg)), 0.0
    while True:
        end = unit(math.radians(to_lat_deg), math.radians(to_lon_deg) + OMEGA * time)
        psi = math.acos(dot(start, end))
        q = 2 * math.sin(psi / 2) / (1 + math.sin(psi / 2))
        phi = math.pi / 4 - psi / 4
        axis, e = R / (2 - q), math.sqrt(1 + q * (q - 2) * math.cos(phi) ** 2)
        burnout = math.acos((1 - R / axis) / e)  # eccentric anomaly from the perigee
        after = 2 * math.sqrt(axis**3 / MU) * (math.pi - burnout + e * math.sin(burnout))
        if abs(after - time) < 1e-7:
            break
        time = after
    forward = [(b - math.cos(psi) * a) / math.sin(psi) for a, b in zip(start, end, strict=True)]
    return axis, e, time, burnout, psi, start, forward


def position(path, time):
    """Where the missile is, in the frame of the Earth, by Newton's method for Kepler's equation."""
    axis, e, _, burnout, psi, start, forward = path
    mean = burnout - e * math.sin(burnout) + time * math.sqrt(MU / axis**3)
    anomaly = mean
    for _ in range(50):
        step = (anomaly - e * math.sin(anomaly) - mean) / (1 - e * math.cos(anomaly))
        anomaly -= step
        if abs(step) < 1e-12:
            break
    true = 2 * math.atan2(math.sqrt(1 + e) * math.sin(anomaly / 2), math.sqrt(1 - e) * math.cos(anomaly / 2))
    radius, along = axis * (1 - e * math.cos(anomaly)), true - math.pi + psi / 2
    x, y, z = (radius * (math.cos(along) * a + math.sin(along) * b) for a, b in zip(start, forward, strict=True))
    turn = OMEGA * time
    return math.cos(turn) * x + math.sin(turn) * y, math.cos(turn) * y - math.sin(turn) * x, z


def track(path, points):
    """Ground track at equal steps of time."""
    found = []
    for i in range(points):
        time = path[2] * i / (points - 1)
        x, y, z = position(path, time)
        radius = math.sqrt(x * x + y * y + z * z)
        found.append((time, math.degrees(math.asin(z / radius)), math.degrees(math.atan2(y, x)), radius - R))
    return found


def visible(path, lat_deg, lon_deg, *, range_km, elevation_deg, altitude_km, step_s):
    """Seconds in which a radar sees the path, by counting steps; and the nearest point above ground and horizon."""
    up = unit(math.radians(lat_deg), math.radians(lon_deg))
    lowest, count, nearest = math.sin(math.radians(elevation_deg)), 0, math.inf
    for i in range(int(path[2] / step_s)):
        x, y, z = place = position(path, (i + 0.5) * step_s)
        away = [p - R * u for p, u in zip(place, up, strict=True)]
        slant = math.sqrt(dot(away, away))
        if dot(away, up) >= lowest * slant and math.sqrt(x * x + y * y + z * z) - R >= altitude_km:
            nearest = min(nearest, slant)
            count += slant <= range_km
    return count * step_s, nearest


def speed_to(site, place, time):
    """Speed of the orbit that joins two places in a time, by halving universal variables; infinite if it begins downwards."""
    near, far = math.sqrt(dot(site, site)), math.sqrt(dot(place, place))
    product = dot(site, place)
    a = math.sqrt(near * far + product)
    low, high = -400.0, 4 * math.pi**2 - 1e-9
    for _ in range(60):
        z = (low + high) / 2
        root = math.sqrt(abs(z))
        if z > 1e-6:
            c, s = (1 - math.cos(root)) / z, (root - math.sin(root)) / root**3
        elif z < -1e-6:
            c, s = (math.cosh(root) - 1) / -z, (math.sinh(root) - root) / root**3
        else:
            c, s = 1 / 2, 1 / 6
        y = near + far + a * (z * s - 1) / math.sqrt(c)
        if y > 0 and ((y / c) ** 1.5 * s + a * math.sqrt(y)) / math.sqrt(MU) > time:
            high = z
        else:
            low = z
    f, g = 1 - y / near, a * math.sqrt(y / MU)
    velocity = [(p - f * q) / g for p, q in zip(place, site, strict=True)]
    return math.sqrt(dot(velocity, velocity)) if dot(velocity, site) > 0 else math.inf


def least_speed(path, lat_deg, lon_deg, *, delay_s, burn_s, altitude_km, points):
    """Least speed of an interceptor that is launched at once, over points at equal steps of time."""
    site = [R * u for u in unit(math.radians(lat_deg), math.radians(lon_deg))]
    best = math.inf
    for i in range(points):
        time = path[2] * i / (points - 1)
        place, left = position(path, time), time - delay_s - burn_s / 2
        away = math.dist(place, site)
        if left * 11 > away and math.sqrt(dot(place, place)) - R >= altitude_km:
            best = min(best, speed_to(site, place, left))
    return best
