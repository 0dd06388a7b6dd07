"""What the search finds besides pages, by name and at its own place: figures, tables, claims, terms, sources."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.domains import Domain, ObjType
from sphinx.domains.std import StandardDomain

from helpers.book.assets import STATIC
from helpers.book.memory import memory_of
from helpers.book.once import the_dataset

__all__ = ["BookDomain", "setup"]

_FIRST, _MIDDLE, _LAST = range(3)  # before pages, after those that have the word in a heading, or after all pages
_Object = tuple[str, str, str, str, str, int]


class BookDomain(Domain):
    """Gathers from Sphinx's own labels what the pages have declared; it keeps nothing itself."""

    name = "book"
    label = "Book"
    object_types = {  # noqa: RUF012  the base class's own type
        kind: ObjType(kind) for kind in ("figure", "table", "claim", "term", "source")
    }

    @property
    def _std(self) -> StandardDomain:
        return self.env.get_domain("std")  # type: ignore[return-value]

    def get_type_name(self, type: ObjType, primary: bool = False) -> str:
        """Return what a result is, in a word."""
        return str(type.lname)

    def get_objects(self) -> Iterator[_Object]:
        """Return name, shown name, kind, page, anchor and rank of everything."""
        yield from self._outputs()
        yield from self._records()
        for (kind, name), (page, anchor) in self._std.objects.items():
            if kind == "term":
                yield _full(kind, name), f"Glossary: {name}", "term", page, anchor, _FIRST

    def _outputs(self) -> Iterator[_Object]:
        for page, outputs in memory_of(self.env).outputs.items():
            for key, output in outputs.items():
                kind = "figure" if output.digest else "table"
                _, anchor, caption = self._std.labels[key]
                number = ".".join(map(str, self.env.toc_fignumbers.get(page, {}).get(kind, {}).get(anchor, ())))
                yield _full(kind, key), _shown(f"{kind.title()} {number}: {caption}"), kind, page, anchor, _MIDDLE

    def _records(self) -> Iterator[_Object]:
        claims = the_dataset().records["claims"]
        for name, (page, anchor) in self._std.anonlabels.items():
            kind, _, key = name.partition(":")
            if kind == "claim":
                yield _full(kind, key), _shown(f"Claim {key}: {claims[key].text}"), kind, page, anchor, _MIDDLE
            elif kind == "source":
                source = the_dataset().cite(key)
                yield _full(kind, key), _shown(f"{source.publisher}: {source.title}"), kind, page, anchor, _LAST


def _full(kind: str, key: str) -> str:
    """Return a full name that is no anchor: Sphinx leaves those out of the index, and then takes the shown name for them."""
    return f"{kind}:{key}"


def _shown(text: str) -> str:
    """Return a name without full stops between sentences: Sphinx ranks highest what stands after the last dot."""
    return re.sub(r"(?<=[a-z0-9)%”])\.\s+", " · ", text.strip()).rstrip(".")


def _rank(_app: Sphinx, config: Config) -> None:
    config.html_search_scorer = str(STATIC / "scorer.js")


def _leave_out_index_entries(app: Sphinx) -> list[tuple[str, dict[str, str], str]]:
    """Let the search find a term once: as itself, and not as the page that has it."""
    app.builder.indexer._index_entries.clear()  # type: ignore[attr-defined]
    return []


def setup(app: Sphinx) -> None:
    """Register the domain, from which Sphinx makes the index of the search when all pages are written."""
    app.add_domain(BookDomain)
    app.connect("config-inited", _rank)
    app.connect("html-collect-pages", _leave_out_index_entries)
