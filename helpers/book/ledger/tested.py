"""Writes into each entry where the book tests the claim: pages, sections, and the figures and tables in them, all linked."""

from __future__ import annotations

from itertools import groupby

from docutils import nodes
from sphinx.application import Sphinx

from helpers.book.ledger.places import claim_places, in_order, numbers, title_of_page

__all__ = ["setup"]


def _written(app: Sphinx, docname: str, claim: str) -> list[nodes.Node]:
    """Return a line for each page: the sections that cite the claim, and in brackets what they show."""
    found = [(page, place) for page, place in in_order(app.env) if place.claim == claim]
    if not found:
        return []
    lines = nodes.bullet_list(classes=["os-places"])
    for page, group in groupby(found, key=lambda pair: pair[0]):
        address = app.builder.get_relative_uri(docname, page)
        line = nodes.paragraph("", "", _link(address, "", nodes.emphasis("", title_of_page(app.env, page))))
        between = ": "
        for _, place in sorted(group, key=lambda pair: bool(pair[1].anchor)):  # what stands before all sections first
            if place.anchor:
                line += [nodes.Text(between), _link(address, place.anchor, nodes.Text(place.title))]
                between = "; "
            for i, (key, number) in enumerate(shown := numbers(app, page, place)):
                line += [nodes.Text(", " if i else " ("), _link(address, key, nodes.Text(number))]
            line += [nodes.Text(")")] if shown else []
        lines += nodes.list_item("", line)
    return [nodes.paragraph("", "", nodes.strong("", "Tested in:"), classes=["os-places-head"]), lines]


def _link(address: str, anchor: str, shown: nodes.Node) -> nodes.reference:
    return nodes.reference("", "", shown, internal=True, refuri=f"{address}#{anchor}" if anchor else address)


def _resolve(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    for room in list(doctree.findall(claim_places)):
        room.replace_self(_written(app, docname, room["claim"]))


def setup(app: Sphinx) -> None:
    """Connect the last step."""
    app.connect("doctree-resolved", _resolve)
