"""Build the book as ``jupyter-book build .`` does, with warnings as errors and without its traceback for known mistakes."""

from __future__ import annotations

from typing import TextIO

from jupyter_book.sphinx import build_sphinx

from helpers.paths import BUILD, ROOT

__all__ = ["build"]


def build(out: TextIO) -> int:
    """Write the site to ``_build/html`` and print the address of its index page; return the exit code."""
    html = BUILD / "html"
    result = build_sphinx(
        ROOT,
        html,
        path_config=ROOT / "_config.yml",
        noconfig=True,
        confoverrides={
            "external_toc_path": str(ROOT / "_toc.yml"),
            "latex_individualpages": False,
            "nitpicky": True,
        },
        warningiserror=True,
        keep_going=True,
        quiet=True,
    )
    if result:  # an exception that is already printed, or Sphinx's own exit code
        # Sphinx keeps what it read even when a warning failed the build, and would have nothing to complain of next time
        (BUILD / ".doctrees" / "environment.pickle").unlink(missing_ok=True)
        return 1
    out.write(f"The book is ready: {(html / 'index.html').as_uri()}\n")
    return 0
