"""The feed of changes in Atom: each version of the data, and each error found in the articles or in a cited source."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5
from xml.etree import ElementTree as ET

from docutils import nodes
from markdown_it import MarkdownIt
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from helpers.book.citations import correction_target, note_target
from helpers.book.corrections import KINDS
from helpers.book.ledgers import ARTICLES
from helpers.book.once import the_dataset
from helpers.book.takeaways import the_book
from helpers.dataset.changelog import HEADING, versions

__all__ = ["FEED", "Entry", "atom", "entries", "feed_title", "setup"]

FEED = "feed.xml"
_ATOM = "http://www.w3.org/2005/Atom"
_BOOK = UUID("6f0c7a0e-5c1b-5d0e-9d43-2f0f8e1c7a52")
"""From this the ids of the feed are made, which stay when the book moves to another address."""
_TARGET = "changes"


@dataclass(frozen=True)
class Entry:
    """One change: what its id is made from, its title, its day, its text as HTML, and where it stands on the site."""

    key: str
    title: str
    date: str
    html: str
    href: str


def feed_title(app: Sphinx) -> str:
    """Return the name of the feed."""
    return f"{app.config.html_title}: changes"


def entries(places: dict[str, str], page: str) -> list[Entry]:
    """Return all changes, the newest first; ``places`` has the addresses of targets, ``page`` is that of the changelog."""
    found = [
        Entry(
            key=f"version:{version.number}",
            title=f"Version {version.number} of the data",
            date=version.date,
            html=MarkdownIt().render(version.text),
            href=f"{page}#{_version_anchor(version.number)}",
        )
        for version in versions()
    ]
    for record in the_dataset().records["corrections"].values():
        key = correction_target(record.id)
        words = (("States", record.states), ("Evidence", record.correct))
        html = "".join(f"<p><strong>{label}:</strong> {escape(text)}</p>\n" for label, text in words)
        found.append(
            Entry(
                key,
                f"Error found: {_culprit(record)} ({KINDS[record.kind]})",
                _read(record),
                html,
                places.get(key, page),
            )
        )
    return sorted(found, key=lambda entry: (entry.date, entry.key), reverse=True)


def _culprit(record: Any) -> str:
    if record.article:
        return f"{ARTICLES[record.article]}, paragraph {record.paragraph}"
    source = the_dataset().cite(record.source)
    return f"{source.publisher}, “{source.title}”"


def _read(record: Any) -> str:
    """Return the day on which the last source of a correction was read: on that day, or soon after, the error was found."""
    return max(the_dataset().cite(citation.source).accessed or "" for citation in record.sources)


def atom(title: str, author: str, rights: str, site: str, page: str, found: Iterable[Entry]) -> bytes:
    """Return the feed. Without an address of the site its links are relative to where the feed is."""
    changes = list(found)
    root = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": "en"})
    _add(root, "id", uuid5(_BOOK, "feed").urn)
    _add(root, "title", title)
    _add(root, "updated", _moment(max(entry.date for entry in changes)))
    _add(ET.SubElement(root, "author"), "name", author)
    _add(root, "rights", rights)
    if site:
        ET.SubElement(root, "link", rel="self", type="application/atom+xml", href=site + FEED)
    ET.SubElement(root, "link", rel="alternate", type="text/html", href=site + page)
    for entry in changes:
        one = ET.SubElement(root, "entry")
        _add(one, "id", uuid5(_BOOK, entry.key).urn)
        _add(one, "title", entry.title)
        _add(one, "updated", _moment(entry.date))
        ET.SubElement(one, "link", rel="alternate", type="text/html", href=site + entry.href)
        _add(one, "content", entry.html, type="html")
    ET.indent(root)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _add(parent: ET.Element, tag: str, text: str, **attributes: str) -> None:
    ET.SubElement(parent, tag, attributes).text = text


def _moment(date: str) -> str:
    """Return the first moment that a date can mean.

    >>> _moment("2026-11")
    '2026-11-01T00:00:00Z'
    """
    return f"{date}{'-01' * (2 - date.count('-'))}T00:00:00Z"


def _version_anchor(number: str) -> str:
    return f"version-{number}"


class ChangesFeed(SphinxDirective):
    """Invite to the feed, on the page that tells the same changes to readers."""

    def run(self) -> list[nodes.Node]:
        """Return the sentence."""
        anchor = "feed"
        note_target(self.env, _TARGET, anchor)
        address = "../" * self.env.docname.count("/") + FEED
        link = nodes.reference("", "feed", refuri=address, internal=True)
        end = " to a feed reader to hear of each new version and of each error found."
        return [nodes.paragraph("", "", nodes.Text("Give the address of the "), link, nodes.Text(end), ids=[anchor])]


def _name_versions(app: Sphinx, doctree: nodes.document) -> None:
    """Give the section of each version an address that stays when newer ones come before it."""
    place = app.env.get_domain("std").anonlabels.get(_TARGET)  # type: ignore[attr-defined]
    if not place or place[0] != app.env.docname:
        return
    for section in doctree.findall(nodes.section):
        if found := re.fullmatch(HEADING, section[0].astext()):
            section["ids"].append(_version_anchor(found[1]))


def _write(app: Sphinx, exception: Exception | None) -> None:
    if exception or app.builder.name != "html":
        return
    labels = app.env.get_domain("std").anonlabels  # type: ignore[attr-defined]
    places = {name: f"{app.builder.get_target_uri(page)}#{anchor}" for name, (page, anchor) in labels.items()}
    book = the_book()
    author = ", ".join(author["name"] for author in book["authors"])
    page = app.builder.get_target_uri(labels.get(_TARGET, (app.config.root_doc, ""))[0])
    content = atom(feed_title(app), author, "CC BY 4.0", app.config.html_baseurl, page, entries(places, page))
    Path(app.outdir, FEED).write_bytes(content)


def setup(app: Sphinx) -> None:
    """Register the directive, and the last step of a build."""
    app.add_directive("changes-feed", ChangesFeed)
    app.connect("doctree-read", _name_versions)
    app.connect("build-finished", _write)
