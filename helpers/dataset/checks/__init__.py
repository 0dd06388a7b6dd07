"""Checks that look across records: keys that must exist, ids that must be single, dates and places that must fit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from helpers.dataset.checks.places import outside_country
from helpers.dataset.checks.promises import unlike_their_records
from helpers.dataset.checks.references import TABLES_OF, Part, references, walk
from helpers.dataset.checks.rules import RULES
from helpers.dataset.checks.sources import one_spelling
from helpers.dataset.checks.verdicts import evidence_without_bearing, thin_evidence
from helpers.dataset.dates import earliest
from helpers.dataset.problems import Problem, line_of, nearest
from helpers.dataset.reading import Row
from helpers.dataset.schema import CSV_TABLES, TABLES
from helpers.dataset.world import World

__all__ = ["cross_check"]


def cross_check(rows: list[Row], broken: dict[str, set[str] | None], world: World, today: dt.date) -> list[Problem]:
    """Return every mistake that shows only when records are seen together.

    ``broken`` names the records of each table that did not load, or None where a whole file did not: they are reported
    already, and references to them are not reported again.
    """
    tables: dict[str, dict[str, Row]] = {table: {} for table in (*TABLES, *CSV_TABLES)}
    problems = list(_duplicates(rows))
    for row in rows:
        tables[row.table].setdefault(row.key, row)
    known = {target: {key for table in names for key in tables[table]} for target, names in TABLES_OF.items()}
    known["country or system"] |= {name for row in tables["systems"].values() for name in row.record.also_known_as}
    cited: set[str] = set()
    for row in rows:
        parts = list(walk(row.record))
        for target, key, location in references(parts):
            if target == "source":  # a misspelt key cites the source that it means, or one slip would give two lines
                cited.update([key] if key in known[target] else get_close_matches(key, known[target], n=1))
            if key not in known[target] and not _is_reported(target, key, broken):
                where = f"in {TABLES_OF[target][0]}.yml" if len(TABLES_OF[target]) == 1 else "in any table"
                message = f"'{key}' is not a {target} {where}{nearest(key, known[target])}"
                problems.append(row.problem(message, *location))
        problems += _future_dates(row, parts, today)
        problems += _repeats(row, parts)
        if row.table in RULES:
            problems += RULES[row.table](row, today)
    if not broken:
        problems += evidence_without_bearing(tables)
        problems += thin_evidence(tables)
        problems += unlike_their_records(tables)
        problems += one_spelling(list(tables["sources"].values()))
        problems += _without_use(tables["sources"], cited)
    if world:
        problems += outside_country(rows, tables["countries"], world)
    return problems


def _without_use(sources: Mapping[str, Row], cited: set[str]) -> Iterator[Problem]:
    """Report sources that serve nothing, and those said to serve the background though records cite them."""
    for key, row in sources.items():
        if key not in cited and not row.record.background:
            yield row.problem(
                "no record cites this source; cite it, say under background what it serves, or remove it", "id"
            )
        if key in cited and row.record.background:
            yield row.problem("is for sources that no record cites; leave it out", "background")


def _duplicates(rows: list[Row]) -> Iterator[Problem]:
    first: dict[str, Row] = {}
    for row in rows:
        earlier = first.setdefault(row.key, row)  # one namespace for all tables, so that an id alone finds its record
        if earlier is not row:
            where = f"{earlier.path}:{line_of(earlier.raw, ['id'])}"
            yield row.problem(f"is already the id of the record at {where}; choose another", "id")


def _is_reported(target: str, key: str, broken: dict[str, set[str] | None]) -> bool:
    failed = [broken.get(table, set()) for table in TABLES_OF[target]]
    return any(ids is None or key in ids for ids in failed)


_PAST = {
    "date",
    "until",
    "published",
    "accessed",
    "as_of",
    "checked",
    "first_deployed",
    "known_by",
    "resolved",
    "said",
    "settled",
}


def _future_dates(row: Row, parts: Iterable[Part], today: dt.date) -> Iterator[Problem]:
    for field, value, here in parts:
        may_lie_ahead = here[0] == "quantities"  # plans and projections
        if field in _PAST and value is not None and not may_lie_ahead and earliest(value) > today:
            yield row.problem(f"lies in the future ({value}); only what has happened has this date", *here)


_MAY_REPEAT = {"parameters", "phases"}  # several rows of one name are how disagreement is kept


def _repeats(row: Row, parts: Iterable[Part]) -> Iterator[Problem]:
    """Report what stands twice in one list."""
    for field, value, here in parts:
        if not isinstance(value, tuple) or len(value) < 2 or field in _MAY_REPEAT:
            continue
        keys = [_name_of(field, item) for item in value]
        if len(set(keys)) < len(keys):
            doubles = ((i, key) for i, key in enumerate(keys) if key in keys[:i])
            yield from (row.problem(f"'{key}' stands here twice; keep one", *here, i) for i, key in doubles)


def _name_of(field: str, item: Any) -> str:
    """Return what tells an item of a list from the others."""
    if field == "sources":
        return str(item.source)
    if field == "quantities":
        return " ".join(
            str(part) for part in (item.name, item.of, item.date, item.until, item.status, item.condition) if part
        )
    return str(item)
