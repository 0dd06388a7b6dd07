"""The form of the feed: Atom, as RFC 4287 has it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID, uuid5
from xml.etree import ElementTree as ET

__all__ = ["FEED", "Entry", "atom"]

FEED = "feed.xml"
_ATOM = "http://www.w3.org/2005/Atom"
_BOOK = UUID("6f0c7a0e-5c1b-5d0e-9d43-2f0f8e1c7a52")
"""From this the ids of the feed are made, which stay when the book moves to another address."""


@dataclass(frozen=True)
class Entry:
    """One change: what its id is made from, its title, its day, its text as HTML, and where it stands on the site."""

    key: str
    title: str
    date: str
    html: str
    href: str


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
