"""How long models of paths take on arrays: medians, each beside a plain loop for one missile and one moment at a time.

The loops run over a share of the missiles, and count for all. `make bench` prints the lines.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable

import numpy as np

from helpers import load
from helpers.models.aiming import aim
from helpers.models.interceptor import least_speed
from helpers.models.orbit import lambert
from helpers.models.paths import track
from helpers.models.visibility import visible
from tests.models import plain

RUNS = 5
RANDOM = np.random.default_rng(0)
WASHINGTON = (38.91, -77.04)
AIMS = np.array([WASHINGTON, (34.05, -118.24), (47.61, -122.33)]).T
SEONGJU = (36.02, 128.22)
GREELY = (63.95, -145.73)


def seconds(task: Callable[[], object]) -> float:
    """Return how long a task takes."""
    begin = time.perf_counter()
    task()
    return time.perf_counter() - begin


def row(name: str, ours: Callable[[], object], target: str, loop: Callable[[], object], times: float) -> None:
    """Print one line: median and range of some runs, and in the same runs the loop, multiplied up to all missiles."""
    ours()
    pairs = [(seconds(ours), seconds(loop) * times) for _ in range(RUNS)]
    fast = [pair[0] for pair in pairs]
    ratio = statistics.median(b / a for a, b in pairs)
    sys.stdout.write(
        f"{name:58} {statistics.median(fast):6.3f} s  ({min(fast):.3f} to {max(fast):.3f})  target {target:14}"
        f" plain loop {statistics.median(pair[1] for pair in pairs):7.1f} s  {ratio:6.0f} times faster\n"
    )


def launches(step_deg: float) -> tuple[np.ndarray, np.ndarray]:
    """Return a grid of launch points in China and Russia."""
    import shapely

    world = load().world
    shapes = [world.shape(code) for code in ("156", "643")]  # as Natural Earth counts countries
    lon, lat = np.meshgrid(np.arange(-180, 180, step_deg) + step_deg / 2, np.arange(18, 82, step_deg) + step_deg / 2)
    inside = np.any([shapely.contains_xy(shape, lon, lat) for shape in shapes], axis=0)
    return lat[inside], lon[inside]


def main() -> None:
    """Print all measurements."""
    sys.stdout.write(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores, median of {RUNS}\n")
    lat, lon = RANDOM.uniform(20, 60, 10_000), RANDOM.uniform(30, 130, 10_000)
    row(
        "10,000 missiles aimed, ground tracks of 200 points",
        lambda: track(aim(lat, lon, aim_lat_deg=WASHINGTON[0], aim_lon_deg=WASHINGTON[1])),
        "50 times",
        lambda: [plain.track(plain.aim(a, b, *WASHINGTON), 200) for a, b in zip(lat[:100], lon[:100], strict=True)],
        100,
    )
    row(
        "the same, the loop over our own function",
        lambda: track(aim(lat, lon, aim_lat_deg=WASHINGTON[0], aim_lon_deg=WASHINGTON[1])),
        "",
        lambda: [
            track(aim(a, b, aim_lat_deg=WASHINGTON[0], aim_lon_deg=WASHINGTON[1]))
            for a, b in zip(lat[:100], lon[:100], strict=True)
        ],
        100,
    )
    grid_lat, grid_lon = launches(1.0)
    radar = {"radar_lat_deg": SEONGJU[0], "radar_lon_deg": SEONGJU[1]}
    some = RANDOM.choice(len(grid_lat), 30)
    row(
        f"seconds of visibility, {len(grid_lat):,} launch points, 3 aim points",
        lambda: visible(
            aim(grid_lat[:, None], grid_lon[:, None], aim_lat_deg=AIMS[0], aim_lon_deg=AIMS[1]),
            **radar, range_km=2000, altitude_km=150,
        ),
        "3 s",
        lambda: [
            plain.visible(
                plain.aim(grid_lat[i], grid_lon[i], *WASHINGTON),
                *SEONGJU, range_km=2000, elevation_deg=2, altitude_km=150, step_s=8,
            )
            for i in some
        ],
        3 * len(grid_lat) / 30,
    )  # fmt: skip
    row(
        "least speed of an interceptor, 1,000 paths",
        lambda: least_speed(
            aim(lat[:1000], lon[:1000], aim_lat_deg=WASHINGTON[0], aim_lon_deg=WASHINGTON[1]),
            site_lat_deg=GREELY[0], site_lon_deg=GREELY[1], delay_s=250, burn_s=150, altitude_km=200,
        ),
        "5 s",
        lambda: [
            plain.least_speed(
                plain.aim(a, b, *WASHINGTON), *GREELY, delay_s=250, burn_s=150, altitude_km=200, points=100
            )
            for a, b in zip(lat[:10], lon[:10], strict=True)
        ],
        100,
    )  # fmt: skip
    start = np.array([6371.0, 0, 0])
    ends = RANDOM.normal(size=(100_000, 3))
    ends *= 7500 / np.linalg.norm(ends, axis=1)[:, None]
    row(
        "Lambert's problem, 100,000 times",
        lambda: lambert(start, ends, time_s=1500),
        "",
        lambda: [plain.speed_to(start.tolist(), end, 1500) for end in ends[:500].tolist()],
        200,
    )


if __name__ == "__main__":
    main()
