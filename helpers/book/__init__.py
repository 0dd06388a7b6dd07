"""The Sphinx side: it turns executed chapters into pages, and knows no chapter by name.

``_config.yml`` loads this package as an extension, so plain ``jupyter-book build .`` and ``make book`` do the same.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import SphinxError

from helpers.book import (
    assets,
    bibliography,
    changes,
    citations,
    citing,
    codebook,
    corrections,
    downloads,
    explorers,
    figure_files,
    finding,
    ledger,
    mathml,
    memory,
    once,
    pasted,
    plots,
    policy,
    roles,
    strip,
    tables,
    takeaways,
    terms,
    theme,
)
from helpers.book.browser import chromium
from helpers.book.execute import NotebookFailedError, digest_inputs, execute
from helpers.book.memory import memory_of
from helpers.book.plotly_js import has_bundles
from helpers.dataset import DatasetError
from helpers.dataset.changelog import data_version

__all__ = ["setup"]


class BookError(SphinxError):
    """The book cannot be built; the message says why, without a traceback."""

    category = "The book cannot be built"


def _check_data(_app: Sphinx, config: Config) -> None:
    """Refuse wrong data before anything is executed, and rebuild every page when data, helpers or lock have changed."""
    try:
        once.the_dataset.cache_clear()
        once.the_dataset()
        data_version()
    except DatasetError as error:
        raise BookError(f"the data have {len(error.problems)} mistake(s):\n{error}") from error
    config["os_inputs"] = digest_inputs()
    config["os_machine"] = f"Chromium: {bool(chromium())}; small plotly.js: {has_bundles()}"


def _execute(app: Sphinx, env: Any, docnames: list[str]) -> None:
    """Run the notebooks that are about to be read."""
    paths = {name: Path(env.doc2path(name)) for name in docnames}
    notebooks = [path for path in paths.values() if path.suffix == ".ipynb"]
    every = [path for path in map(Path, map(env.doc2path, env.found_docs)) if path.suffix == ".ipynb"]
    if not notebooks:
        return
    try:
        app.os_executed = execute(every, app.config["os_inputs"])  # type: ignore[attr-defined]
    except NotebookFailedError as error:
        raise BookError(str(error)) from error


def _read_executed(app: Sphinx, docname: str, content: list[str]) -> None:
    """Give MyST-NB the executed copy of a notebook in place of the committed one."""
    result = getattr(app, "os_executed", {}).get(Path(app.env.doc2path(docname)))
    if result:
        content[0] = result.read_text(encoding="utf-8")


def _outdated(app: Sphinx, env: Any) -> list[str]:
    """Return all pages when what they share has changed: navigation and titles, terms, plotly.js, which figures are drawn."""
    memory = memory_of(env)
    titles = [(name, title.astext()) for name, title in sorted(env.titles.items())]
    parts = [
        titles,
        sorted(env.toctree_includes.items()),
        sorted(terms.terms_of(env).items()),
        sorted(map(str, memory.twins.values())),
        str(memory.plotly_js),
    ]
    plotly_js = memory.plotly_js.read_bytes() if app.builder.format == "html" else b""
    shared = hashlib.sha256(repr(parts).encode() + plotly_js).hexdigest()
    changed, memory.shared = shared != memory.shared, shared
    return sorted(env.found_docs) if changed else []


def _remove_stale(app: Sphinx, exception: Exception | None) -> None:
    """Delete pages that the book no longer has."""
    if exception or app.builder.name != "html":
        return
    site = Path(app.outdir)
    kept = {site / f"{name}.html" for name in (*app.env.found_docs, "index", "search", "404")}
    kept |= {site / "_sources" / Path(app.env.doc2path(name)).relative_to(app.srcdir) for name in app.env.found_docs}
    inside = [path for folder in (site / "chapters", site / "_sources") for path in folder.rglob("*")]
    for path in sorted([*site.glob("*.html"), *inside], reverse=True):  # a folder after what is in it
        if path.is_file() and path.suffix in {".html", ".md", ".ipynb"} and path not in kept:
            path.unlink()
        elif path.is_dir() and not any(path.iterdir()):
            path.rmdir()


def setup(app: Sphinx) -> dict[str, Any]:
    """Register everything with Sphinx."""
    app.add_config_value("os_inputs", "", "env")
    app.add_config_value("os_machine", "", "env")  # pages written without Chromium or npm are written again with them
    app.connect("config-inited", _check_data)
    app.connect("env-before-read-docs", _execute)
    app.connect("source-read", _read_executed)
    app.connect("env-updated", _outdated, priority=900)  # when figures are drawn
    app.connect("build-finished", _remove_stale)
    for part in (memory, explorers, plots, takeaways, figure_files, citations, roles, tables, ledger, terms):
        part.setup(app)
    for part in (bibliography, citing, changes, corrections, strip, codebook, downloads, pasted):
        part.setup(app)
    for part in (assets, finding, theme, policy, mathml):
        part.setup(app)
    return {"version": "1", "parallel_read_safe": False, "parallel_write_safe": True}
