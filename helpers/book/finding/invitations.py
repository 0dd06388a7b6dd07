"""What a page offers at its end, once the repository has an address: to report a wrong fact, to edit, to run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from helpers.book.finding.addresses import binder, edit, report

__all__ = ["invitations", "setup"]


def invitations(repository: str, branch: str, path: str, title: str, page: str) -> list[tuple[str, str]]:
    """Return words and address of each link, for a page that was written in a file.

    >>> [words for words, _ in invitations("https://github.com/someone/book", "main", "a.md", "A", "a")]
    ['Report a wrong fact', 'Edit this page']
    >>> invitations("", "main", "a.ipynb", "A", "a")
    []
    """
    if not repository:
        return []
    found = [
        ("Report a wrong fact", report(repository, title, page)),
        ("Edit this page", edit(repository, branch, path)),
    ]
    if path.endswith(".ipynb") and (address := binder(repository, branch, path)):
        found.append(("Run this page on Binder", address))
    return found


def _page(app: Sphinx, name: str, _template: str, context: dict[str, Any], doctree: Any) -> None:
    if doctree is None:
        return
    path = Path(app.env.doc2path(name)).relative_to(app.srcdir).as_posix()
    title, page = app.env.titles[name].astext(), context.get("pageurl") or path
    context["invitations"] = invitations(app.config.os_repository, app.config.os_branch, path, title, page)


def setup(app: Sphinx) -> None:
    """Hand the links to the template."""
    app.connect("html-page-context", _page)
