"""The built site, served on loopback, and a browser that can reach nothing else."""

import functools
import http.server
import subprocess
import sys
import threading

import pytest

from helpers.paths import BUILD, ROOT
from tests.site.reading import Site

HTML = BUILD / "html"


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture(scope="session")
def html():
    """Return the folder of the site, built from what the checkout holds now."""
    done = subprocess.run(
        [sys.executable, "-m", "helpers", "build"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return HTML


@pytest.fixture(scope="session")
def read(html):
    """Return all pages, taken apart."""
    return Site(html)


@pytest.fixture(scope="session")
def site(html):
    handler = functools.partial(QuietHandler, directory=str(html))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


class Visit:
    """A page in one width and theme, with everything that went wrong on it."""

    def __init__(self, browser, site, width, theme):
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=theme, accept_downloads=True
        )
        self.site, self.width, self.foreign, self.errors = site, width, [], []
        self.page = context.new_page()
        context.route("**/*", self._guard)
        self.page.on(
            "console", lambda m: self.errors.append(f"console: {m.text}") if m.type in {"error", "warning"} else None
        )
        self.page.on("pageerror", lambda error: self.errors.append(f"script: {error}"))
        self.page.on("response", lambda r: self.errors.append(f"HTTP {r.status}: {r.url}") if r.status >= 400 else None)
        self.page.on("requestfailed", lambda r: self.errors.append(f"failed: {r.url}"))

    def _guard(self, route):
        if route.request.url.startswith((self.site, "data:", "blob:")):
            route.continue_()
        else:
            self.foreign.append(route.request.url)
            route.abort()

    def open(self, path):
        self.page.goto(f"{self.site}/{path}", wait_until="load")
        return self.page

    def wake(self):
        """Do what a reader does first: the page asks for no live figure before."""
        self.page.mouse.move(3, 3)
        self.page.mouse.move(5, 5)

    def draw_all(self):
        """Scroll to each figure and wait until it is live."""
        self.wake()
        plots = self.page.locator(".os-plot")
        for i in range(plots.count()):
            plots.nth(i).scroll_into_view_if_needed()
            self.page.wait_for_function(
                "i => document.querySelectorAll('.os-plot')[i].dataset.drawn", arg=i, timeout=20_000
            )


@pytest.fixture
def visit(browser, site):
    opened = []

    def start(width=1280, theme="light"):
        opened.append(Visit(browser, site, width, theme))
        return opened[-1]

    yield start
    for one in opened:
        one.page.context.close()
