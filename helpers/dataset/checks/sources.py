"""Each publication once, each publisher in one spelling: the count of independent publishers rests on it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from helpers.dataset.problems import Problem
from helpers.dataset.reading import Row

__all__ = ["one_spelling"]


def one_spelling(sources: list[Row]) -> Iterator[Problem]:
    """Report a publisher that is written in two ways, and an address that stands under two keys."""
    publishers: dict[str, Row] = {}
    addresses: dict[str, Row] = {}
    for row in sources:
        name, url = row.record.publisher, row.record.url
        earlier = publishers.setdefault(_folded(name), row)
        if earlier.record.publisher != name:
            yield row.problem(
                f"'{name}' is '{earlier.record.publisher}' in {earlier.key}; use one spelling", "publisher"
            )
        if url and addresses.setdefault(url, row) is not row:
            yield row.problem(f"is already the address of {addresses[url].key}; cite that source", "url")


def _folded(name: str) -> str:
    """Return a name without accents, capitals, a leading article and whatever is no letter or digit."""
    plain = unicodedata.normalize("NFKD", name).casefold().removeprefix("the ")
    return "".join(letter for letter in plain if letter.isalnum())
