"""What a chapter costs its reader: the map chapter beside the same notebook in a plain Jupyter Book with stock Plotly.

Both are served gzipped on loopback, and opened in one Chromium on a throttled line. `make bench` prints the lines.
"""

from __future__ import annotations

import functools
import gzip
import http.server
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from helpers.book.browser import QUIET, chromium
from helpers.paths import BUILD, CHAPTERS, ROOT

RUNS = 3
LINE = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 0.75e6 / 8}
SLOWER_CPU = 4
PRELUDE = """
import plotly.io
plotly.io.renderers.default = "notebook"
show = lambda figure, **_: figure
show_table = lambda frame, **_: frame
explore = lambda model, *_, **__: None
"""
OBSERVE = """
window.found = {paint: 0, long: 0, shift: 0};
new PerformanceObserver(l => l.getEntries().forEach(e => found.paint = e.startTime))
    .observe({type: 'largest-contentful-paint', buffered: true});
new PerformanceObserver(l => l.getEntries().forEach(e => found.long += e.duration))
    .observe({type: 'longtask', buffered: true});
new PerformanceObserver(l => l.getEntries().forEach(e => e.hadRecentInput || (found.shift += e.value)))
    .observe({type: 'layout-shift', buffered: true});
"""
ZIPPED = {".html", ".css", ".js", ".svg", ".json", ".csv"}


@dataclass
class Cost:
    """One visit: bytes and milliseconds until the page is still, and after all of it was looked at."""

    first_kb: float
    paint_s: float
    long_s: float
    shift: float
    all_kb: float
    all_long_s: float
    foreign: int


class Zipping(http.server.SimpleHTTPRequestHandler):
    """Serve files as a good host does: compressed where that helps, to be kept by the browser."""

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            self.send_error(404)
            return
        content = path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        if path.suffix in ZIPPED:
            content = gzip.compress(content, 6)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Be quiet."""


def build_plain(folder: Path) -> Path:
    """Build the map notebook as a newcomer would: no extension of ours, the stock renderer."""
    notebook = json.loads((CHAPTERS / "expansion" / "map.ipynb").read_text(encoding="utf-8"))
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    code[0]["source"] = [*code[0]["source"], "\n", *PRELUDE.splitlines(keepends=True)]
    (folder / "map.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    (folder / "_toc.yml").write_text("format: jb-book\nroot: map\n")
    (folder / "_config.yml").write_text("title: Plain\nexecute:\n  execute_notebooks: force\n")
    command = [str(Path(sys.executable).with_name("jupyter-book")), "build", str(folder)]
    subprocess.run(command, capture_output=True, check=True, env=os.environ | {"PYTHONPATH": str(ROOT)})
    return folder / "_build" / "html"


def _is_elsewhere(address: str) -> bool:
    return not address.startswith(("http://127.0.0.1", "data:", "blob:"))


def _until_still(page: Page, sizes: list[float]) -> None:
    """Wait until nothing has arrived for two seconds."""
    before = -1
    while len(sizes) != before:
        before = len(sizes)
        page.wait_for_timeout(2000)
        page.evaluate("1")  # answers when the page is not busy


def visit(browser: Browser, address: str) -> Cost:
    """Open a page with an empty cache, wait until it is still, then look at all of it."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    session, sizes, foreign = context.new_cdp_session(page), [], []
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", LINE)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER_CPU})
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    context.route(_is_elsewhere, lambda route: (foreign.append(route.request.url), route.abort()))
    page.add_init_script(OBSERVE)
    page.goto(address, wait_until="load", timeout=120_000)
    _until_still(page, sizes)
    first_kb, first = sum(sizes) / 1000, page.evaluate("({...found})")
    page.mouse.move(5, 5)
    height = page.evaluate("document.scrollingElement.scrollHeight")
    for y in range(0, height, 600):
        page.mouse.wheel(0, 600)
        page.wait_for_timeout(150 if y else 600)
    _until_still(page, sizes)
    last = page.evaluate("({...found})")
    context.close()
    return Cost(
        first_kb, first["paint"] / 1000, first["long"] / 1000, last["shift"], sum(sizes) / 1000, last["long"] / 1000,
        len(set(foreign)),
    )  # fmt: skip


def costs(browser: Browser, html: Path, path: str) -> Cost:
    """Return the medians of some visits."""
    handler = functools.partial(Zipping, directory=str(html))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        visits = [visit(browser, f"http://127.0.0.1:{server.server_port}/{path}") for _ in range(RUNS)]
        server.shutdown()
    return Cost(*(statistics.median(vars(v)[name] for v in visits) for name in vars(visits[0])))


def main() -> None:
    """Print one line for each measurement: ours, the target, plain, the ratio."""
    out = sys.stdout.write
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        plain_html = build_plain(Path(folder))
        browser = playwright.chromium.launch(executable_path=chromium(), args=QUIET)
        ours = costs(browser, BUILD / "html", "chapters/expansion/map.html")
        plain = costs(browser, plain_html, "map.html")
        browser.close()
    out(
        f"\nThe map chapter, gzipped, median of {RUNS} visits; 1.6 Mbit/s, 150 ms, a processor {SLOWER_CPU} times slower\n"
    )
    lines = [
        ("first view", "first_kb", "kB", "at most 400 kB, 5 times lighter"),
        ("all figures live", "all_kb", "kB", "at most 1,000 kB"),
        ("largest paint", "paint_s", "s", ""),
        ("long tasks, first view", "long_s", "s", ""),
        ("long tasks, all figures live", "all_long_s", "s", ""),
        ("layout shift", "shift", "", "below 0.1"),
        ("requests to other hosts", "foreign", "", "none"),
    ]
    for name, field, unit, target in lines:
        a, b = getattr(ours, field), getattr(plain, field)
        ratio = f"plain / ours {b / a:5.1f}" if a and b else ""
        out(f"{name:30} {a:9,.2f} {unit:3} plain {b:9,.2f} {unit:3} {ratio:20} {target}\n")


if __name__ == "__main__":
    main()
