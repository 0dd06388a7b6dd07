"""How long things take: medians of five, each beside the plain alternative of the same run. `make bench` prints them.

Times differ between machines and hours; the ratios are what to compare.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from helpers.dataset.schema import EVIDENCE
from helpers.paths import CHAPTERS, DATA, ROOT

RUNS = 5

FACTORS = (1, 10, 100)
IMPORT = "import time; t = time.perf_counter(); import {}; print(time.perf_counter() - t)"
LOAD = "import time, helpers; t = time.perf_counter(); helpers.load(); print(time.perf_counter() - t)"
PLAIN_LOAD = """
import time, yaml, pathlib
files = [p.read_text() for p in pathlib.Path({!r}).glob("*.yml")]
t = time.perf_counter()
for text in files: yaml.load(text, Loader=yaml.CSafeLoader)
print(time.perf_counter() - t)
"""


def seconds(code: str) -> float:
    """Run a snippet in a fresh interpreter and return the seconds that it prints."""
    return float(
        subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    )


def process(*command: str) -> float:
    """Return the seconds of a whole process."""
    begin = time.perf_counter()
    subprocess.run([sys.executable, *command], cwd=ROOT, capture_output=True, check=True)
    return time.perf_counter() - begin


def build() -> float:
    return process("-m", "helpers", "build")


def build_with_one_notebook_changed(run: int) -> float:
    """Change the text of the first chapter, build, and put it back."""
    path = next(iter(sorted(CHAPTERS.rglob("*.ipynb"))))
    kept = path.read_bytes()
    notebook = json.loads(kept)
    notebook["cells"][-1]["source"].append(f"\n\nRun {run} at {time.time()}.")
    path.write_text(json.dumps(notebook), encoding="utf-8")
    try:
        return build()
    finally:
        path.write_bytes(kept)


FRESH_LOAD = """
import time, pathlib, helpers
t = time.perf_counter(); helpers.load(pathlib.Path({!r})); print(time.perf_counter() - t)
"""


def multiplied(folder: Path, factor: int) -> int:
    """Write the dataset with every record of evidence this many times over, and return the number of records."""
    count = 0
    shutil.copytree(DATA, folder)
    for table in EVIDENCE:
        path = folder / f"{table}.yml"
        text = path.read_text(encoding="utf-8")
        copies = (re.sub(r"^(- id: .*)$", rf"\1-copy-{i}", text, flags=re.MULTILINE) for i in range(1, factor))
        path.write_text("\n".join([text, *copies]), encoding="utf-8")
        count += factor * len(re.findall(r"^- id: ", text, re.MULTILINE))
    return count


def growth() -> None:
    """Print how the time of a load without the cache grows with the number of records."""
    with tempfile.TemporaryDirectory() as place:
        for factor in FACTORS:
            folder = Path(place) / str(factor) / "data"
            count = multiplied(folder, factor)
            runs = RUNS if factor < FACTORS[-1] else 1
            ours = statistics.median(seconds(FRESH_LOAD.format(str(folder))) for _ in range(runs))
            plain = statistics.median(seconds(PLAIN_LOAD.format(str(folder))) for _ in range(runs))
            text = f"load without cache, {count:7,} records    {ours:6.2f} s  {1e6 * ours / count:5.0f} us a record"
            sys.stdout.write(f"{text}  {ours / plain:5.2f} x yaml.CSafeLoader alone ({plain:.2f} s)\n")


def row(name: str, ours: list[float], target: str, plain: tuple[str, list[float]] | None = None) -> None:
    """Print one line: median, range, target, ratio to the plain alternative."""
    text = f"{name:34} {statistics.median(ours):6.2f} s  ({min(ours):.2f} to {max(ours):.2f})  target {target:10}"
    if plain:
        ratio = statistics.median(a / b for a, b in zip(ours, plain[1], strict=True))
        text += f"  {ratio:5.2f} x {plain[0]} ({statistics.median(plain[1]):.2f} s)"
    sys.stdout.write(text + "\n")


def alternate(ours: str, plain: str) -> tuple[list[float], list[float]]:
    """Time two snippets in turn, so that a change in the machine's speed meets both."""
    pairs = [(seconds(ours), seconds(plain)) for _ in range(RUNS)]
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs]


def main() -> None:
    """Print all measurements."""
    size_kb = sum(path.stat().st_size for path in Path(DATA).glob("*.yml")) / 1000
    sys.stdout.write(
        f"Python {sys.version.split()[0]}, {os.cpu_count()} cores, {size_kb:.0f} kB of YAML, median of {RUNS}\n"
    )
    ours, plain = alternate(IMPORT.format("helpers"), IMPORT.format("pandas"))
    row("import helpers", ours, "0.6 s", ("import pandas", plain))
    ours, plain = alternate(LOAD, PLAIN_LOAD.format(str(DATA)))
    row("helpers.load()", ours, "0.3 s", ("yaml.CSafeLoader alone", plain))
    growth()
    build()
    row("build, nothing changed", [build() for _ in range(RUNS)], "5 s")
    row("build, one notebook changed", [build_with_one_notebook_changed(run) for run in range(RUNS)], "15 s")
    build()


if __name__ == "__main__":
    main()
