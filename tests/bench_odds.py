"""How long exact distributions take, each beside draws of the same model at random, and how far either is from the truth.

Memory is the peak that numpy and Python ask for during one more run, by tracemalloc. `make bench` prints the lines.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
import tracemalloc
from collections.abc import Callable

import numpy as np

from helpers.models.counts import Distribution
from helpers.models.discrimination import discriminated_leakers
from helpers.models.exchange import Force, arriving, penetrating
from helpers.models.leakage import stock_leakers
from helpers.models.requirements import break_even, break_even_warheads
from helpers.models.stock import no_leak_probability
from helpers.models.survivors import retaliation
from tests.models import outcomes

RUNS = 7
DRAWS = 200_000
FORCES = [
    Force(300, 0.1, warheads=1, missile_reliability=0.85),
    Force(150, 0.2, warheads=3, missile_reliability=0.85, warhead_reliability=0.95),
    Force(250, 0.15, alert_rate=0.3, alert_survival=0.9, missile_reliability=0.85),
    Force(200, 0.1, warheads=4, alert_rate=0.2, missile_reliability=0.8, warhead_reliability=0.95),
    Force(100, 0.3, warheads=6, missile_reliability=0.9, warhead_reliability=0.9),
]
"""Five classes, 1,000 launchers, 2,400 warheads: invented for the measurement."""


def seconds(task: Callable[[], object]) -> float:
    """Return how long a task takes."""
    begin = time.perf_counter()
    task()
    return time.perf_counter() - begin


def peak_mb(task: Callable[[], object]) -> float:
    """Return the most memory that a task asks for at once."""
    tracemalloc.start()
    task()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 1e6


def row(name: str, ours: Callable[[], object], target: str, other: Callable[[], object] | None = None) -> None:
    """Print one line: median and range of some runs, peak memory, and how many times longer the other way takes."""
    ours()
    times, ratios = [], []
    for _ in range(RUNS):
        times.append(seconds(ours))
        if other:
            ratios.append(seconds(other) / times[-1])
    beside = f"  draws {statistics.median(ratios):6.0f} times longer" if ratios else ""
    sys.stdout.write(
        f"{name:66} {1000 * statistics.median(times):8.2f} ms  ({1000 * min(times):.2f} to {1000 * max(times):.2f})"
        f"  target {target:8}  peak {peak_mb(ours):6.1f} MB{beside}\n"
    )


def exactness(exact: Distribution, drawn: np.ndarray) -> None:
    """Print what is known of the errors of both: the sum of the probabilities, and the mean of the draws."""
    standard = exact.deviation / np.sqrt(len(drawn))
    sys.stdout.write(
        f"    exact: sum of probabilities - 1 = {abs(exact.p.sum() - 1):.0e}, mean {exact.mean:.4f}, none {exact.none:.2e};"
        f" {len(drawn):,} draws: mean {drawn.mean():.4f}, {(drawn.mean() - exact.mean) / standard:+.1f}"
        f" standard errors of {standard:.4f}, none {(drawn == 0).mean():.2e}\n"
    )


def main() -> None:
    """Print all measurements."""
    random = np.random.default_rng(0)
    sys.stdout.write(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores, median of {RUNS}\n")

    def draw_leaks() -> np.ndarray:
        return outcomes.draw_penetrating(random, np.full(DRAWS, 1000), 500, sspk=0.56)

    row("leakers of 1,000 warheads, 500 interceptors", lambda: stock_leakers(1000, 500, sspk=0.56), "5 ms", draw_leaks)
    exactness(stock_leakers(1000, 500, sspk=0.56), draw_leaks())
    row(
        "the same, four kill vehicles each, boosters and system may fail",
        lambda: stock_leakers(1000, 500, sspk=0.56, p_system=0.9, vehicles=4, p_booster=0.85),
        "5 ms",
    )
    row(
        "50 warheads, 200 decoys, 200 interceptors, told apart badly",
        lambda: discriminated_leakers(50, 200, decoys=200, sspk=0.56, p_warhead=0.9, p_decoy=0.3),
        "",
        lambda: outcomes.draw_discrimination(
            random, DRAWS // 10, 50, 200, decoys=200, sspk=0.56, p_warhead=0.9, p_decoy=0.3
        ),
    )
    for stock in (44, 500):

        def exact(stock: int = stock) -> Distribution:
            return penetrating(arriving(FORCES), stock, sspk=0.56)

        def draw(stock: int = stock) -> np.ndarray:
            return outcomes.draw_penetrating(random, outcomes.draw_arrivals(random, DRAWS, FORCES), stock, sspk=0.56)

        row(f"exchange, 5 classes, 1,000 launchers, {stock} interceptors", exact, "20 ms", draw)
        exactness(exact(), draw())

    grid = np.meshgrid(
        np.linspace(5, 200, 50), np.linspace(0.05, 0.95, 25), np.arange(0, 10), np.linspace(0.55, 1, 4), indexing="ij"
    )
    stock, sspk, decoys, works = (axis.ravel() for axis in grid)
    row(
        f"break-even arsenal, {stock.size:,} settings",
        lambda: break_even_warheads(stock, sspk, decoys=decoys, p_system=works),
        "5 s",
    )
    size = break_even(stock, sspk, decoys=decoys, p_system=works)
    there = no_leak_probability(size * (1 - 1e-12), stock, sspk=sspk, decoys=decoys, p_system=works)
    inside = size < stock / (1 + decoys) * (1 - 1e-9)
    sys.stdout.write(f"    probability at the real size - 0.5: at most {np.abs(there - 0.5)[inside].max():.0e}\n")
    row(
        "arriving and penetrating, 50,000 settings, 100 launchers",
        lambda: retaliation(
            100, np.linspace(0, 1, 50)[:, None, None], warheads=np.arange(1, 11)[:, None], reliability=0.85,
            interceptors=np.arange(100), sspk=0.56, count=10,
        ),
        "",
    )  # fmt: skip


if __name__ == "__main__":
    main()
