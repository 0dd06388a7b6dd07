"""What a record rests on: its citations, wherever in it they stand, and the independent publishers behind them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from helpers.dataset.schema.fields import Citation, Record
from helpers.dataset.schema.sources import Country, Source

__all__ = ["SIDES", "citations_of", "publishers_of", "side_of", "title_of"]

SIDES = {"us-and-allies": "US and allies", "china": "China", "russia": "Russia"}
"""Sides by which the balance of sources is shown; every other counts as ``other``."""


def citations_of(record: Any) -> Iterator[Citation]:
    """Yield the citations of a record and of the records inside it."""
    for value in record.__dict__.values():
        for item in value if isinstance(value, tuple) else ():
            if isinstance(item, Citation):
                yield item
            elif isinstance(item, Record):
                yield from citations_of(item)


def publishers_of(record: Any, publishers: Mapping[str, str]) -> set[str]:
    """Return the publishers of a record's sources. A carrier of somebody else's text is not a publisher of its own."""
    return {publishers[citation.source] for citation in citations_of(record) if citation.source in publishers}


def title_of(record: Any) -> str:
    """Return what a record is called: the title of what happened, the name of a thing or place."""
    return str(getattr(record, "title", None) or record.name)


def side_of(source: Source, countries: Mapping[str, Country]) -> str:
    """Return the side of a source: that of the country in which its publisher has its seat, or ``other``."""
    return str(countries[source.country].side) if source.country else "other"
