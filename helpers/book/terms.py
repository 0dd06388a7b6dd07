"""Terms of the glossary: each page links the first place at which its prose uses one.

A term is found as it stands in the glossary, with or without a plural ending. Where that would miss it, or find
something else, the entry says by itself how it is written, with the role ``{forms}`` at its head: the forms, divided
by semicolons, or ``none``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxRole
from sphinx.util.nodes import make_refnode

from helpers.book.citations import disclosure

__all__ = ["Entry", "pattern", "setup", "terms_of"]

_NEVER = "none"
_APART = (nodes.table, nodes.figure, addnodes.glossary, disclosure)  # not prose, though paragraphs stand in it
_APART_CLASSES = {"os-entry-title", "os-evidence", "os-note", "os-sources"}
_WHOLE = (nodes.reference, nodes.literal, nodes.math, nodes.raw)  # within a sentence, what has no place for a link


@dataclass(frozen=True)
class Entry:
    """An entry of the glossary: the id of its first term, and the forms by which it is found."""

    anchor: str
    forms: tuple[str, ...]


class forms(nodes.Invisible, nodes.Inline, nodes.Element):  # noqa: N801
    """How an entry says that its term is written."""


class FormsRole(SphinxRole):
    """``{forms}`battery; batteries```, or ``{forms}`none``` for a word that is too common to be linked."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the forms, which no reader sees."""
        return [forms(forms=tuple(form.strip() for form in self.text.split(";")))], []


def terms_of(env: BuildEnvironment) -> dict[str, list[Entry]]:
    """Return the entries of each page that has some; Sphinx's environment keeps them between builds."""
    if not hasattr(env, "os_terms"):
        env.os_terms = {}  # type: ignore[attr-defined]
    found: dict[str, list[Entry]] = env.os_terms  # type: ignore[attr-defined]
    return found


def _collect(app: Sphinx, doctree: nodes.document) -> None:
    items = [item for glossary in doctree.findall(addnodes.glossary) for item in glossary[0].children]
    if entries := [entry for entry in map(_entry, items) if entry.forms]:
        terms_of(app.env)[app.env.docname] = entries


def _entry(item: nodes.Node) -> Entry:
    terms = list(item.findall(nodes.term))
    written = tuple(next(iter(term.findall(nodes.Text))).astext() for term in terms)
    for mark in list(item.findall(forms)):
        written = () if mark["forms"] == (_NEVER,) else mark["forms"]
        mark.parent.remove(mark)
    return Entry(terms[0]["ids"][0], written)


def pattern(entries: list[Entry]) -> tuple[re.Pattern[str], list[str]]:
    """Return what finds every form, the longest first, and the anchor for each of its groups.

    Capitals count; a form without one may have it where a sentence begins.

    >>> find, anchors = pattern([Entry("a", ("kill vehicle",)), Entry("b", ("SM-3",)), Entry("c", ("vehicle",))])
    >>> text = "Kill vehicles of SM-3s, no sm-3, SM-3x, Vehicle"
    >>> [(found[0], anchors[found.lastindex - 1]) for found in find.finditer(text)]
    [('Kill vehicles', 'a'), ('SM-3s', 'b')]
    """
    anchors = {form: entry.anchor for entry in entries for form in entry.forms}
    longest_first = sorted(anchors, key=len, reverse=True)
    parts = "|".join(f"({_either_case(form)}(?:s|es)?)" for form in longest_first)
    return re.compile(rf"(?<![\w-])(?:{parts})(?![\w-])"), [anchors[form] for form in longest_first]


def _either_case(form: str) -> str:
    first = rf"(?:{form[0]}|(?:^|(?<=[.:?]\s)){form[0].upper()})" if form[0].islower() else re.escape(form[0])
    return first + re.escape(form[1:])


class LinkTerms(SphinxPostTransform):
    """Link the first use of each term in the prose of a page, unless the author has linked it."""

    default_priority = 700  # when Sphinx has resolved what authors wrote

    def run(self, **_options: Any) -> None:
        """Link the terms of each glossary; the front page is left as it is."""
        if self.env.docname != self.env.config.root_doc:
            for page, entries in terms_of(self.env).items():
                self._link(page, entries)

    def _link(self, page: str, entries: list[Entry]) -> None:
        find, anchors = pattern(entries)
        done = {str(link.get("refuri", "")).partition("#")[2] for link in self.document.findall(nodes.reference)}
        for text in list(_prose(self.document)):
            words, parts, end = text.astext(), [], 0
            for found in find.finditer(words):
                if (anchor := anchors[(found.lastindex or 0) - 1]) in done:
                    continue
                done.add(anchor)
                link = make_refnode(self.app.builder, self.env.docname, page, anchor, nodes.Text(found[0]))
                link["classes"].append("os-term")
                parts += [nodes.Text(words[end : found.start()]), link]
                end = found.end()
            if parts:
                text.parent.replace(text, [*parts, nodes.Text(words[end:])])


def _prose(document: nodes.document) -> Iterator[nodes.Text]:
    """Yield the text of paragraphs, without what is no sentence of the page."""
    for paragraph in document.findall(nodes.paragraph):
        if not any(_is_apart(node) for node in _upwards(paragraph)):
            for text in paragraph.findall(nodes.Text):
                if not any(isinstance(node, _WHOLE) for node in _upwards(text.parent)):
                    yield text


def _upwards(node: nodes.Node | None) -> Iterator[nodes.Element]:
    while isinstance(node, nodes.Element):
        yield node
        node = node.parent


def _is_apart(node: nodes.Element) -> bool:
    return isinstance(node, _APART) or not _APART_CLASSES.isdisjoint(node.get("classes", []))


def setup(app: Sphinx) -> None:
    """Register the role, and the two steps: when a glossary has been read, and before a page is written."""
    app.add_role("forms", FormsRole())
    app.add_node(forms)
    app.connect("env-purge-doc", lambda _app, env, docname: terms_of(env).pop(docname, None))
    app.connect("doctree-read", _collect)
    app.add_post_transform(LinkTerms)
