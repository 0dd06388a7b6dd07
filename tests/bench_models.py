"""How long models take: medians, each beside its plain alternative of the same run. `make bench` prints them.

Times differ between machines and hours; the ratios are what to compare.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable

import numpy as np
from pyproj import Geod

from helpers.dataset.world import read_world
from helpers.models.coverage import Face, marginal_shares, reach_km, share_within
from helpers.models.detection import required_snr_db
from helpers.models.geodesy import circle, distance_km
from helpers.models.lattice import cells
from helpers.paths import DATA

RUNS = 31
SEONGJU = Face(36.02, 128.22)
THREE = [SEONGJU, Face(40.89, 140.34), Face(35.77, 135.21)]
CURVE = np.linspace(50, 4000, 100)
WGS84 = Geod(ellps="WGS84")

Job = Callable[[], object]


def milliseconds(job: Job) -> float:
    begin = time.perf_counter()
    job()
    return 1000 * (time.perf_counter() - begin)


def row(name: str, job: Job, plain_name: str, plain: Job, target: str = "") -> None:
    """Time two jobs in turn, so that a change in the machine's speed meets both, and print one line."""
    job(), plain()
    pairs = [(milliseconds(job), milliseconds(plain)) for _ in range(RUNS)]
    ours, other = (statistics.median(side) for side in zip(*pairs, strict=True))
    ratio = statistics.median(a / b for a, b in pairs)
    text = f"{name:42} {ours:8.3f} ms  {ratio:6.2f} x {plain_name} ({other:.3f} ms)"
    sys.stdout.write(f"{text}  {target and 'target ' + target}".rstrip() + "\n")


def bare_circle() -> object:
    return WGS84.fwd(np.full(360, 128.22), np.full(360, 36.02), np.arange(360.0), np.full(360, 2e6))


def main() -> None:
    """Print all measurements."""
    boundaries = DATA / "geo" / "countries-50m.json"
    shape = read_world(boundaries, boundaries.stat().st_mtime_ns).shape("156")
    lattice = cells(shape)
    lat, lon = lattice.lat_deg, lattice.lon_deg
    from_lat, from_lon = np.full(len(lat), 36.02), np.full(len(lon), 128.22)

    def bare_inverse() -> object:
        return WGS84.inv(from_lon, from_lat, lon.copy(), lat.copy())

    def share(radius: object) -> object:
        return share_within(lattice, reach_km(lattice, [SEONGJU]), radius)

    def by_hand() -> object:
        metres = WGS84.inv(from_lon, from_lat, lon.copy(), lat.copy())[2]
        return lattice.area_km2[np.asarray(metres) <= 2e6].sum() / lattice.area_km2.sum()

    reach = reach_km(lattice, THREE)
    sys.stdout.write(f"Lattice of China with {len(lat):,} points, median of {RUNS}\n")
    row("circle of 360 points", lambda: circle(36.02, 128.22, radius_km=2000), "Geod.fwd", bare_circle, "1.5 x")
    row(
        "distances to the lattice",
        lambda: distance_km(36.02, 128.22, to_lat_deg=lat, to_lon_deg=lon),
        "Geod.inv",
        bare_inverse,
    )
    row("share in one circle", lambda: share(2000), "Geod.inv and a sum", by_hand, "20 ms")
    row("shares in 100 circles", lambda: share(CURVE), "one circle", lambda: share(2000), "10 x")
    row("shares in 100 circles", lambda: share(CURVE), "a loop", lambda: [share(radius) for radius in CURVE])
    row(
        "what each of 3 radars adds, 100 circles",
        lambda: marginal_shares(lattice, reach, CURVE),
        "a loop",
        lambda: [marginal_shares(lattice, reach, radius) for radius in CURVE],
    )
    row("lattice of China", lambda: cells(shape), "one share", lambda: share(2000))
    row(
        "required SNR at 1,000 probabilities",
        lambda: required_snr_db(np.linspace(0.1, 0.9, 1000), 1e-6),
        "a loop over 100",
        lambda: [required_snr_db(p, 1e-6) for p in np.linspace(0.1, 0.9, 100)],
    )


if __name__ == "__main__":
    main()
