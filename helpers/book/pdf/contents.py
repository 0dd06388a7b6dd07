"""Which pages the book has, in the order of ``_toc.yml``, and how deep each stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from helpers.paths import ROOT

__all__ = ["Page", "pages"]


@dataclass(frozen=True)
class Page:
    """A page of the site at its place in the book."""

    name: str
    """Its name for Sphinx, such as ``chapters/index``."""
    level: int
    """The level of its title among the headings of the book, from 1."""
    part: str = ""
    """The caption of the part that it opens, if it opens one."""


def pages() -> list[Page]:
    """Return all pages of the book.

    >>> pages()[0].level, all(page.level > 1 for page in pages() if page.part)
    (1, True)
    """
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))
    found = [Page(toc["root"], 1)]
    for part in toc.get("parts") or [toc]:
        caption = part.get("caption", "")
        inside = list(_below(part.get("chapters", []), 2 if caption else 1))
        found += [Page(page.name, page.level, "" if i else caption) for i, page in enumerate(inside)]
    return found


def _below(entries: Iterable[dict[str, Any]], level: int) -> Iterator[Page]:
    for entry in entries:
        if "file" in entry:  # and no address of another site
            yield Page(entry["file"], level)
        yield from _below(entry.get("sections", []), level + 1)
