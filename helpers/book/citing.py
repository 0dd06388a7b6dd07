"""How to cite the book, its figures and tables; and the directive ``{book-citation}``."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import yaml
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from helpers.book.citations import disclosure
from helpers.dataset.changelog import data_version
from helpers.paths import ROOT

__all__ = ["authors", "citation", "first_sentence", "setup", "the_book"]

_CITATION = ROOT / "CITATION.cff"
_KEY = "oneshieldtwoflanks"


def first_sentence(caption: str) -> str:
    """Return the first sentence of a caption: the title of a figure.

    >>> first_sentence("Sites by flank. The thick line is service.")
    'Sites by flank.'
    >>> first_sentence("The U.S. shield; and more")
    'The U.S. shield.'
    """
    first = re.split(r"(?<=[a-z0-9)%][.;?])\s+(?=[A-Z])|;\s", caption, maxsplit=1)[0].rstrip(";.")
    return first if first.endswith("?") else f"{first}."


def citation(key: str = "", caption: str = "", kind: str = "") -> str:
    """Return how to cite the book, or a figure or table of it, without an address."""
    book = the_book()
    part = f"{first_sentence(caption)} {kind.title()} “{key}” in " if key else ""
    return (
        f"{_capital(authors())} ({book['date-released'][:4]}). {part}{book['title']}. "
        f"Data version {data_version()[0]}. CC BY 4.0."
    )


def _bibtex() -> str:
    book = the_book()
    year, number = book["date-released"][:4], data_version()[0]
    fields = {
        "author": f"{{{_capital(authors())}}}",
        "title": book["title"],
        "year": year,
        "note": f"Data version {number}",
    }
    rows = "".join(f"  {name:<6} = {{{value}}},\n" for name, value in fields.items())
    return f"@misc{{{_KEY}{year},\n{rows}}}"


@lru_cache
def the_book() -> dict[str, Any]:
    """Return what ``CITATION.cff`` says of the book."""
    found: dict[str, Any] = yaml.safe_load(_CITATION.read_text(encoding="utf-8"))
    return found


def authors() -> str:
    """Return who signs the book.

    >>> authors()
    'the One Shield, Two Flanks contributors'
    """
    return ", ".join(author["name"] for author in the_book()["authors"])


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


class BookCitation(SphinxDirective):
    """Write how to cite the book, in words and for BibTeX."""

    def run(self) -> list[nodes.Node]:
        """Return the paragraph and the disclosure."""
        self.env.note_dependency(str(_CITATION))
        words = nodes.paragraph("", citation(), classes=["os-citation"])
        bibtex = nodes.literal_block(_bibtex(), _bibtex(), language="bibtex")
        return [words, disclosure("", bibtex, summary="BibTeX")]


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("book-citation", BookCitation)
