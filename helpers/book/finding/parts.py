"""The parts of the book, which the links to the previous and the next page name where they lead into another one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

__all__ = ["parts", "reading_order", "setup"]


def parts(env: BuildEnvironment) -> dict[str, str]:
    """Return the caption of the part to which each page belongs, in the order of the book; the first page has none."""
    root = env.config.root_doc
    found = {root: ""}
    for tree in env.get_doctree(root).findall(addnodes.toctree):
        found |= dict.fromkeys(_below(env, tree["includefiles"]), tree["caption"] or "")
    return found


def reading_order(env: BuildEnvironment) -> list[str]:
    """Return all pages in the order of the book."""
    return list(parts(env))


def _below(env: BuildEnvironment, pages: list[str]) -> Iterator[str]:
    for page in pages:
        yield page
        yield from _below(env, env.toctree_includes.get(page, []))


def _remember(app: Sphinx, env: BuildEnvironment) -> None:
    app.os_parts = parts(env)  # type: ignore[attr-defined]


def _page(app: Sphinx, name: str, _template: str, context: dict[str, Any], doctree: Any) -> None:
    """Tell the template in which part the neighbours of a page stand, if that is another one."""
    if doctree is None:
        return
    known, neighbours = app.os_parts, app.env.collect_relations()[name]  # type: ignore[attr-defined]
    for role, other in zip(("prev_part", "next_part"), neighbours[1:], strict=True):
        context[role] = known.get(other, "") if known.get(other) != known.get(name) else ""


def setup(app: Sphinx) -> None:
    """Register what the template of the links needs."""
    app.connect("env-updated", _remember)
    app.connect("html-page-context", _page)
