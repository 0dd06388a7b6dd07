"""Where Chromium is: it draws the static figures, prints the book and drives the tests of the site."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

__all__ = ["QUIET", "chromium"]

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_ELSEWHERE = [f"/Applications/{name}.app/Contents/MacOS/{name}" for name in ("Chromium", "Google Chrome")]
QUIET = [
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run", "--no-sandbox",
]  # fmt: skip
"""Options with which Chromium asks nobody for anything; it opens pages of this book alone, so it needs no sandbox."""


def chromium() -> str | None:
    """Return the path of Chromium, or None: the one that ``BROWSER_PATH`` names, or the first that the machine has."""
    if "BROWSER_PATH" in os.environ:
        return shutil.which(os.environ["BROWSER_PATH"])
    found = (shutil.which(name) for name in _NAMES)
    return next((path for path in found if path), None) or next(filter(lambda p: Path(p).exists(), _ELSEWHERE), None)
