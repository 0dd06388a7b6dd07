"""Checks that look across records: keys that must exist, ids that must be single, dates and places that must fit."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import pairwise
from typing import Any

import numpy as np
import shapely

from helpers.dataset.dates import earliest
from helpers.dataset.fields import Record
from helpers.dataset.problems import Problem, line_of, nearest
from helpers.dataset.records import TABLES
from helpers.dataset.world import World
from helpers.dataset.yaml_core import LocatedDict

__all__ = ["COAST_TOLERANCE_KM", "Row", "cross_check"]

COAST_TOLERANCE_KM = 25.0
"""How far outside its country's 1:50m outline a point may lie: harbours, islets and coordinates to two decimals."""


@dataclass(frozen=True)
class Row:
    """A valid record with the text that it came from."""

    table: str
    path: str
    raw: LocatedDict
    record: Any

    def problem(self, message: str, *location: str | int) -> Problem:
        """Report a mistake at a place inside this record."""
        field = ".".join(str(step) for step in location)
        return Problem(self.path, line_of(self.raw, location), self.record.id, field, message)


def cross_check(rows: list[Row], broken: dict[str, set[str] | None], world: World, today: dt.date) -> list[Problem]:
    """Return every mistake that shows only when records are seen together.

    ``broken`` names the records of each table that did not load, or None where a whole file did not: they are reported
    already, and references to them are not reported again.
    """
    tables: dict[str, dict[str, Row]] = {table: {} for table in TABLES}
    problems = list(_duplicates(rows))
    for row in rows:
        tables[row.table].setdefault(row.record.id, row)
    known = {target: {key for table in names for key in tables[table]} for target, names in _TABLES_OF.items()}
    cited: set[str] = set()
    for row in rows:
        parts = list(_walk(row.record))
        for target, key, location in _references(parts):
            if target == "source":  # a misspelt key cites the source that it means, or one slip would give two lines
                cited.update([key] if key in known[target] else get_close_matches(key, known[target], n=1))
            if key not in known[target] and not _is_reported(target, key, broken):
                files = " or ".join(f"{table}.yml" for table in _TABLES_OF[target])
                message = f"'{key}' is not a {target} in {files}{nearest(key, known[target])}"
                problems.append(row.problem(message, *location))
        problems += _future_dates(row, parts, today)
        problems += _repeats(row, parts)
        if row.table in _CHECKS:
            problems += _CHECKS[row.table](row, today)
    if not broken:
        problems += _thin_evidence(tables)
        unused = [row for key, row in tables["sources"].items() if key not in cited]
        problems += [row.problem("no record cites this source; cite it or remove it", "id") for row in unused]
    if world:
        problems += _outside_country(rows, tables["countries"], world)
    return problems


def _duplicates(rows: list[Row]) -> Iterator[Problem]:
    first: dict[str, Row] = {}
    for row in rows:
        namespace = "record" if row.table in {"systems", "sites", "events"} else row.table
        earlier = first.setdefault(f"{namespace}:{row.record.id}", row)
        if earlier is not row:
            where = f"{earlier.path}:{line_of(earlier.raw, ['id'])}"
            yield row.problem(f"is already the id of the record at {where}; choose another", "id")


def _is_reported(target: str, key: str, broken: dict[str, set[str] | None]) -> bool:
    failed = [broken.get(table, set()) for table in _TABLES_OF[target]]
    return any(ids is None or key in ids for ids in failed)


Location = tuple[str | int, ...]
_TABLES_OF = {
    "source": ("sources",),
    "country": ("countries",),
    "system": ("systems",),
    "claim": ("claims",),
    "record": ("events", "sites", "systems"),
}
_TARGETS = {"systems": "system", "named_in": "claim"}
_COUNTRIES_AND_OTHERS = {"actors", "operators"}  # three capitals are a country, anything else an organisation
_SINGLE_TARGETS = {"source": "source", "country": "country", "record": "record"}


Part = tuple[str, Any, Location]


def _walk(record: Record, base: Location = ()) -> Iterator[Part]:
    """Yield (field, value, location) for every field of a record and of the records inside it."""
    for field, value in record.__dict__.items():
        here = (*base, field)
        yield field, value, here
        if isinstance(value, Record):
            yield from _walk(value, here)
        elif isinstance(value, tuple):
            for i, item in enumerate(value):
                if isinstance(item, Record):
                    yield from _walk(item, (*here, i))


def _references(parts: Iterable[Part]) -> Iterator[tuple[str, str, Location]]:
    """Yield (kind of target, key, location) for every key of another record."""
    for field, value, here in parts:
        if field in _SINGLE_TARGETS and value is not None:
            yield _SINGLE_TARGETS[field], value, here
        elif field in _TARGETS:
            yield from ((_TARGETS[field], key, (*here, i)) for i, key in enumerate(value))
        elif field in _COUNTRIES_AND_OTHERS:
            yield from (("country", key, (*here, i)) for i, key in enumerate(value) if len(key) == 3 and key.isupper())
        elif field == "claims":
            yield from (("claim", key, (*here, key)) for key in value)


_PAST = {"date", "published", "as_of", "checked", "first_deployed", "known_by"}


def _future_dates(row: Row, parts: Iterable[Part], today: dt.date) -> Iterator[Problem]:
    for field, value, here in parts:
        if field in _PAST and value is not None and earliest(value) > today:
            yield row.problem(f"lies in the future ({value}); only what has happened has this date", *here)


_KEYS = {"sources": "source", "evidence": "record", "quantities": "name"}
_MAY_REPEAT = {"parameters", "phases"}  # several rows of one name are how disagreement is kept


def _repeats(row: Row, parts: Iterable[Part]) -> Iterator[Problem]:
    """Report what stands twice in one list."""
    for field, value, here in parts:
        if not isinstance(value, tuple) or len(value) < 2 or field in _MAY_REPEAT:
            continue
        keys = [getattr(item, _KEYS[field]) for item in value] if field in _KEYS else list(value)
        if len(set(keys)) < len(keys):
            doubles = ((i, key) for i, key in enumerate(keys) if key in keys[:i])
            yield from (row.problem(f"'{key}' stands here twice; keep one", *here, i) for i, key in doubles)


def _check_site(row: Row, today: dt.date) -> Iterator[Problem]:
    known = [(i, phase) for i, phase in enumerate(row.record.phases) if phase.since]
    for i, phase in known:
        if phase.status != "planned" and earliest(phase.since) > today:
            yield row.problem(f"lies in the future ({phase.since}); a phase has begun", "phases", i, "since")
    for (_, before), (i, after) in pairwise(known):
        if after.since < before.since[: len(after.since)]:
            message = f"'{after.status}' since {after.since} comes before '{before.status}' since {before.since}"
            yield row.problem(f"{message}; put the phases in order", "phases", i, "since")


def _check_system(row: Row, _today: dt.date) -> Iterator[Problem]:
    preferred = Counter((p.name, p.variant) for p in row.record.parameters if p.preferred)
    for i, parameter in enumerate(row.record.parameters):
        if parameter.preferred and preferred[parameter.name, parameter.variant] > 1:
            yield row.problem(
                f"more than one row of {parameter.name} is preferred; keep one per variant",
                "parameters",
                i,
                "preferred",
            )


_ARTICLES = {"Asia Times", "SIPRI"}  # an article is no evidence for itself


def _thin_evidence(tables: dict[str, dict[str, Row]]) -> Iterator[Problem]:
    """Report verdicts that rest on fewer publishers than their words need."""
    for row in tables["claims"].values():
        claim = row.record
        if claim.at_the_time is None or claim.at_the_time.verdict in {"unverifiable", "not scorable"}:
            continue
        records = [_record(item.record, tables) for item in claim.evidence]
        publishers = {
            name for record in records if record for name in _publishers(record, tables["sources"])
        } - _ARTICLES
        if None in records:
            continue  # reported as an unknown record
        needed = 2 if claim.at_the_time.verdict == "contradicted" else 1
        if len(publishers) < needed:
            message = (
                f"'{claim.at_the_time.verdict}' needs evidence from {needed} or more publishers (has {len(publishers)})"
            )
            yield row.problem(message, "evidence")


def _record(key: str, tables: dict[str, dict[str, Row]]) -> Record | None:
    rows = (tables[table].get(key) for table in _TABLES_OF["record"])
    return next((row.record for row in rows if row), None)


def _publishers(record: Record, sources: dict[str, Row]) -> set[str]:
    keys = {key for target, key, _ in _references(_walk(record)) if target == "source"}
    return {
        sources[key].record.publisher if key in sources else key for key in keys
    }  # unknown ones are reported already


_CHECKS: dict[str, Callable[[Row, dt.date], Iterator[Problem]]] = {
    "sites": _check_site,
    "systems": _check_system,
}


def _outside_country(rows: list[Row], countries: dict[str, Row], world: World) -> Iterator[Problem]:
    """Report points that lie further from their country than a coordinate of two decimals explains."""
    by_country: dict[str, list[tuple[Row, Any, tuple[str, ...]]]] = {}
    for row in rows:
        if row.table == "sites" and not row.record.at_sea:
            by_country.setdefault(row.record.country, []).append((row, row.record, ("lat",)))
        elif row.table == "events" and (place := row.record.place) and place.country and not place.at_sea:
            by_country.setdefault(place.country, []).append((row, place, ("place", "lat")))
    for row in countries.values():
        if row.record.atlas not in world:
            yield row.problem(f"'{row.record.atlas}' is not in the boundary file", "atlas")
    for country, points in by_country.items():
        if country not in countries or countries[country].record.atlas not in world:
            continue  # reported above
        area = world.shape(countries[country].record.atlas)
        shapely.prepare(area)
        inside = shapely.intersects_xy(area, [p.lon for _, p, _ in points], [p.lat for _, p, _ in points])
        for (row, point, location), is_inside in zip(points, inside, strict=True):
            if not is_inside and (gap_km := _gap_km(area, point.lon, point.lat)) > COAST_TOLERANCE_KM:
                name = countries[country].record.name
                where = f"{point.lat}, {point.lon} lies {gap_km:,.0f} km outside {name}"
                yield row.problem(f"{where}; correct it, or write 'at_sea: true' for a place at sea", *location)


def _gap_km(area: shapely.MultiPolygon, lon: float, lat: float) -> float:
    """Return the distance from a point to an area, good to a few percent, on the plane that touches at the point."""
    shrink = np.cos(np.radians(lat))
    scaled = shapely.transform(area, lambda xy: np.column_stack([(xy[:, 0] - lon) * shrink, xy[:, 1] - lat]))
    return float(scaled.distance(shapely.Point(0, 0)) * 111.2)
