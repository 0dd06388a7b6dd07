"""Which fields of a record point to other records, and where in it they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from helpers.dataset.schema import EVIDENCE
from helpers.dataset.schema.fields import Record

__all__ = ["TABLES_OF", "Location", "Part", "references", "walk"]

Location = tuple[str | int, ...]
TABLES_OF: dict[str, tuple[str, ...]] = {
    "source": ("sources",),
    "country": ("countries",),
    "system": ("systems",),
    "claim": ("claims",),
    "record": tuple(EVIDENCE),
    "promise": ("promises",),
    "record of agreement": ("agreement",),
    "country or system": ("countries", "systems"),
}
_LISTS = {"systems": "system", "evidence": "record"}
_SINGLE = {
    "source": "source",
    "country": "country",
    "state_a": "country",
    "state_b": "country",
    "claim": "claim",
    "record": "record of agreement",
    "settled_in": "record",
    "replaces": "promise",
}
_KEYS_OF_MAPPINGS = {"claims": "claim", "positions": "country"}
_ACTORS = {"actors", "joint_buyers", "operators"}  # three capitals are a country, anything else an organisation
_ACTOR = {
    "seller": "country",
    "buyer": "country",
    "supplier": "country",
    "recipient": "country",
    "of": "country or system",
}


Part = tuple[str, Any, Location]


def walk(record: Record, base: Location = ()) -> Iterator[Part]:
    """Yield (field, value, location) for every field of a record and of the records inside it."""
    for field, value in record.__dict__.items():
        here = (*base, field)
        yield field, value, here
        if isinstance(value, Record):
            yield from walk(value, here)
        elif isinstance(value, tuple):
            for i, item in enumerate(value):
                if isinstance(item, Record):
                    yield from walk(item, (*here, i))


def references(parts: Iterable[Part]) -> Iterator[tuple[str, str, Location]]:
    """Yield (kind of target, key, location) for every key of another record."""
    for field, value, here in parts:
        if field in _SINGLE and value is not None:
            yield _SINGLE[field], value, here
        elif field in _LISTS:
            yield from ((_LISTS[field], key, (*here, i)) for i, key in enumerate(value))
        elif field in _ACTORS:
            yield from (("country", key, (*here, i)) for i, key in enumerate(value) if _is_country(key))
        elif field in _ACTOR and value is not None and _is_country(value):
            yield _ACTOR[field], value, here
        elif field in _KEYS_OF_MAPPINGS:
            yield from ((_KEYS_OF_MAPPINGS[field], key, (*here, key)) for key in value)


def _is_country(actor: str) -> bool:
    return len(actor) == 3 and actor.isascii() and actor.isalpha() and actor.isupper()
