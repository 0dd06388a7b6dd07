"""The files beside the pages: what a reader can take away of each figure and table, and what its live form loads."""

from __future__ import annotations

from pathlib import Path

from sphinx.application import Sphinx

from helpers.book.memory import memory_of
from helpers.book.twins import FORMS

__all__ = ["FOLDER", "folder", "href", "setup"]

FOLDER = "_figures"


def folder(outdir: str | Path) -> Path:
    """Return the folder of these files in a site, which exists from then on."""
    path = Path(outdir) / FOLDER
    path.mkdir(parents=True, exist_ok=True)
    return path


def href(page_uri: str, name: str) -> str:
    """Return the address of a file as seen from a page."""
    return "../" * page_uri.count("/") + f"{FOLDER}/{name}"


def _synchronise(app: Sphinx, exception: Exception | None) -> None:
    """Put the drawn forms into the site, and remove what belongs to no figure any more."""
    if exception or app.builder.name != "html":
        return
    memory, site = memory_of(app.env), folder(app.outdir)
    outputs = [output for found in memory.outputs.values() for output in found.values()]
    wanted = {
        f"{output.id}.{kind}" for output in outputs for kind in ("csv", "json", *(["js"] if output.digest else []))
    }
    for key, drawn in memory.twins.items():
        for form in FORMS:
            content, copy = (drawn / form).read_bytes(), site / f"{key}-{form}"
            wanted.add(copy.name)
            if not copy.exists() or copy.read_bytes() != content:
                copy.write_bytes(content)
    for path in site.iterdir():
        if path.name not in wanted:
            path.unlink()


def setup(app: Sphinx) -> None:
    """Register the last step of a build."""
    app.connect("build-finished", _synchronise)
