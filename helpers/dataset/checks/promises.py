"""A promise and the record that settles it must give one date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from helpers.dataset.problems import Problem
from helpers.dataset.reading import Row
from helpers.dataset.schema import EVIDENCE

__all__ = ["unlike_their_records"]


def unlike_their_records(tables: Mapping[str, Mapping[str, Row]]) -> Iterator[Problem]:
    """Report promises whose date of settlement is not that of the record that they name."""
    for row in tables["promises"].values():
        promise = row.record
        found = (tables[table].get(promise.settled_in) for table in EVIDENCE)
        record = next((other.record for other in found if other), None)
        if promise.settled is None or record is None:
            continue  # an unknown record is reported already
        dates = _dates(record)
        if not any(_agree(promise.settled, date) for date in dates):
            given = ", ".join(dates) or "no date"
            yield row.problem(f"is {promise.settled}, but {promise.settled_in} has {given}; correct one", "settled")


def _dates(record: Any) -> list[str]:
    """Return the date of what happened, or those of the phases of a site."""
    if hasattr(record, "phases"):
        return [phase.since for phase in record.phases if phase.since]
    return [record.date] if hasattr(record, "date") else []


def _agree(one: str, other: str) -> bool:
    shared = min(len(one), len(other))
    return one[:shared] == other[:shared]
