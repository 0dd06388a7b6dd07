"""Addresses as places in one document: every id gets the name of its page before it, and links follow."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Container, Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup, Tag

__all__ = ["bind", "place", "refer", "with_pages"]


def place(page: str, anchor: str = "") -> str:
    """Return the id in the document of a page, or of something on it.

    >>> place("chapters/index"), place("chapters/index", "how-to-read-it")
    ('chapters/index', 'chapters/index:how-to-read-it')
    """
    return f"{page}:{anchor}" if anchor else page


def bind(article: Tag, name: str, pages: Container[str], site: Path) -> None:
    """Make the ids of a page unique, point its links at places in the document, its pictures at the files of the site.

    Links to other hosts stay; a link to a file of the site leaves its text.
    """
    for element in article.select("[id]"):
        element["id"] = place(name, str(element["id"]))
    article["id"] = place(name)
    for picture in article.select("img[src]"):
        picture["src"] = (site / posixpath.dirname(name) / urlsplit(str(picture["src"])).path).resolve().as_uri()
    for link in article.select("a[href]"):
        target = _target(str(link["href"]), name, pages)
        if target:
            link["href"] = target
        else:
            link.unwrap()


def _target(href: str, name: str, pages: Container[str]) -> str:
    """Return where a link leads in the document or on another host; nothing where paper has no such place."""
    if re.match(r"(https?|mailto):", href):
        return href
    parts = urlsplit(href)
    path = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(parts.path))) if parts.path else name
    page = path.removesuffix(".html")
    return f"#{place(page, unquote(parts.fragment))}" if page in pages else ""


def refer(document: Tag) -> None:
    """Let a reference to a chapter, a section or a figure name its page, and unlink what leads to something left out."""
    ids = {str(element["id"]) for element in document.select("[id]")}
    for link in document.select('a[href^="#"]'):
        if str(link["href"])[1:] not in ids:
            link.unwrap()
        elif not any(str(kind).startswith("os-") for kind in link.get_attribute_list("class")):
            link.insert_after(BeautifulSoup(f'<span class="os-page">{link["href"]}</span>', "html.parser"))


def with_pages(html: str, numbers: Mapping[str, int]) -> str:
    """Return the text with the pages to which its references lead; three digits keep room where none is known yet."""
    mark = r'<span class="os-page">#([^<]*)</span>'
    return re.sub(mark, lambda found: f" (p.\xa0{numbers.get(found[1], 100)})", html)
