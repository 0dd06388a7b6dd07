"""The whole book as one HTML document for print: title page, about this edition, contents, and the pages of the site."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

import yaml
from bs4 import BeautifulSoup, Tag

from helpers.book.assets import STATIC
from helpers.book.citing import the_book
from helpers.book.pdf.article import article
from helpers.book.pdf.contents import Page, pages
from helpers.book.pdf.links import bind, place, refer, with_pages
from helpers.dataset.changelog import data_version
from helpers.dataset.dates import written
from helpers.figures.style import tokens
from helpers.paths import ROOT

__all__ = ["Document", "Entry", "assemble"]

_STYLES = (STATIC / "front.css", Path(__file__).with_name("print.css"))
_CONTENTS = "contents"


@dataclass(frozen=True)
class Entry:
    """A line of the contents: a part, a page or a section of a page."""

    title: str
    target: str
    kind: str
    level: int


@dataclass(frozen=True)
class Document:
    """The book before it is printed, without the numbers of its pages."""

    title: str
    author: str
    subject: str
    date: str
    entries: tuple[Entry, ...]
    head: str
    front: str
    body: str

    def html(self, numbers: dict[str, int]) -> str:
        """Return the document with the page on which each place stands; room is kept for those not yet known."""
        lines = "".join(
            f'<li class="os-{entry.kind}"><a href="#{entry.target}">{escape(entry.title)}</a><span></span>'
            f"<b>{numbers.get(entry.target, 0)}</b></li>\n"
            for entry in self.entries
        )
        listed = f'<nav class="os-contents" id="{_CONTENTS}"><h1>Contents</h1><ol>\n{lines}</ol></nav>'
        body = with_pages(self.body, numbers)
        return f'<!doctype html>\n<html lang="en">{self.head}<body>{self.front}{listed}{body}</body></html>\n'


def assemble(site: Path) -> Document:
    """Return the book from the pages of a built site."""
    book = the_book()
    title, _, subtitle = book["title"].partition(": ")
    listed = pages()
    names = {page.name for page in listed}
    whole = BeautifulSoup("<main></main>", "html.parser")
    main, entries = whole.main, []
    assert main is not None
    for page in listed:
        text = article(site, page)
        heading = text.find(f"h{page.level}")
        if isinstance(heading, Tag) and heading.get_text() == title:  # which stands on the title page already
            heading.string = "Introduction"
        bind(text, page.name, names, site)
        entries += list(_entries(text, page))
        if page.part:
            part = whole.new_tag("h1", attrs={"class": "os-part", "id": place(page.name, "part")}, string=page.part)
            text.insert(0, part)
        main.append(text)
    refer(main)
    author = ", ".join(f"{one['name'][:1].upper()}{one['name'][1:]}" for one in book["authors"])
    return Document(
        title=title,
        author=author,
        subject=subtitle[:1].upper() + subtitle[1:],
        date=book["date-released"],
        entries=tuple(entries),
        head=_head(title, [entry for entry in entries if entry.kind == "chapter"]),
        front=_front(book, title, subtitle, author),
        body=str(main),
    )


def _entries(text: Tag, page: Page) -> Iterator[Entry]:
    if page.part:
        yield Entry(page.part, place(page.name, "part"), "part", 1)
    for heading in text.select(f"h{page.level}, h{page.level + 1}"):
        kind = "chapter" if heading.name == f"h{page.level}" else "section"
        target = place(page.name) if kind == "chapter" or not heading.get("id") else str(heading["id"])
        yield Entry(" ".join(heading.get_text().split()), target, kind, int(heading.name[1]))


def _head(title: str, chapters: list[Entry]) -> str:
    """Return the head of the document: colours, the style sheet, and for each chapter a page with its running title."""
    colours = "".join(f"--os-{name}: {values['light']}; " for name, values in tokens().items())
    running = "".join(
        f'[id="{entry.target}"] {{ page: os-{i} }}\n@page os-{i} {{ @top-right {{ content: "{_css(entry.title)}" }} }}\n'
        for i, entry in enumerate(chapters)
    )
    sheets = "\n".join(path.read_text(encoding="utf-8") for path in _STYLES)
    style = f":root {{ {colours}}}\n{sheets}\n{running}"
    style = style.replace("BOOK TITLE", _css(title))
    return f'<head><meta charset="utf-8"><title>{escape(title)}</title><style>{style}</style></head>'


def _css(text: str) -> str:
    """Return a text as it may stand in quotes in a style sheet inside HTML."""
    return text.replace("\\", r"\5c ").replace('"', r"\22 ").replace("<", r"\3c ")


def _front(book: dict[str, Any], title: str, subtitle: str, author: str) -> str:
    """Return the title page, and what a reader of the paper should know about it."""
    version, date = data_version()
    config = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))
    facts = [
        f"This edition was printed from the pages of the book, version {book['version']} of "
        f"{written(book['date-released'])}; its data are version {version} of {written(date)}.",
        "On paper each figure shows its last step. Its code and the table of its data are left out: the notebooks under "
        "<code>chapters/</code> and the site have them, with the data for download.",
        "References to pages, figures, claims and sources are links in the PDF, as are the titles in the lists of sources.",
        f"To cite the book: {escape(author)} ({book['date-released'][:4]}). <em>{escape(book['title'])}.</em> "
        f"Version {book['version']}.",
        escape(config["html"]["extra_footer"].strip()),
    ]
    about = "".join(f"<p>{fact}</p>" for fact in facts)
    return (
        f'<header class="os-title-page"><h1>{escape(title)}</h1><p class="os-subtitle">{escape(subtitle)}</p>'
        f'<p class="os-author">{escape(author)}</p>'
        f'<p class="os-edition">Version {book["version"]}<br>{written(book["date-released"])}</p>'
        f'<p class="os-licence">{escape(" · ".join(book["license"]))}</p></header>\n'
        f'<section class="os-about"><p class="os-about-title">About this edition</p>{about}</section>\n'
    )
