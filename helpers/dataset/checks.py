"""Checks that look across records: keys that must exist, ids that must be single, dates and places that must fit."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from difflib import get_close_matches
from itertools import pairwise
from typing import Any

import numpy as np
import shapely

from helpers.dataset.dates import earliest
from helpers.dataset.evidence import citations_of
from helpers.dataset.problems import Problem, line_of, nearest
from helpers.dataset.reading import Row
from helpers.dataset.schema import CSV_TABLES, EVIDENCE, TABLES
from helpers.dataset.schema.fields import Record
from helpers.dataset.world import World

__all__ = ["COAST_TOLERANCE_KM", "cross_check"]

COAST_TOLERANCE_KM = 25.0
"""How far outside its country's 1:50m outline a point may lie: harbours, islets and coordinates to two decimals."""


def cross_check(rows: list[Row], broken: dict[str, set[str] | None], world: World, today: dt.date) -> list[Problem]:
    """Return every mistake that shows only when records are seen together.

    ``broken`` names the records of each table that did not load, or None where a whole file did not: they are reported
    already, and references to them are not reported again.
    """
    tables: dict[str, dict[str, Row]] = {table: {} for table in (*TABLES, *CSV_TABLES)}
    problems = list(_duplicates(rows))
    for row in rows:
        tables[row.table].setdefault(row.key, row)
    known = {target: {key for table in names for key in tables[table]} for target, names in _TABLES_OF.items()}
    known["country or system"] |= {name for row in tables["systems"].values() for name in row.record.also_known_as}
    cited: set[str] = set()
    for row in rows:
        parts = list(_walk(row.record))
        for target, key, location in _references(parts):
            if target == "source":  # a misspelt key cites the source that it means, or one slip would give two lines
                cited.update([key] if key in known[target] else get_close_matches(key, known[target], n=1))
            if key not in known[target] and not _is_reported(target, key, broken):
                where = f"in {_TABLES_OF[target][0]}.yml" if len(_TABLES_OF[target]) == 1 else "in any table"
                message = f"'{key}' is not a {target} {where}{nearest(key, known[target])}"
                problems.append(row.problem(message, *location))
        problems += _future_dates(row, parts, today)
        problems += _repeats(row, parts)
        if row.table in _CHECKS:
            problems += _CHECKS[row.table](row, today)
    if not broken:
        problems += _evidence_without_bearing(tables)
        problems += _thin_evidence(tables)
        unused = [row for key, row in tables["sources"].items() if key not in cited]
        problems += [row.problem("no record cites this source; cite it or remove it", "id") for row in unused]
    if world:
        problems += _outside_country(rows, tables["countries"], world)
    return problems


def _duplicates(rows: list[Row]) -> Iterator[Problem]:
    first: dict[str, Row] = {}
    for row in rows:
        namespace = "record" if row.table in EVIDENCE else row.table
        earlier = first.setdefault(f"{namespace}:{row.key}", row)
        if earlier is not row:
            where = f"{earlier.path}:{line_of(earlier.raw, ['id'])}"
            yield row.problem(f"is already the id of the record at {where}; choose another", "id")


def _is_reported(target: str, key: str, broken: dict[str, set[str] | None]) -> bool:
    failed = [broken.get(table, set()) for table in _TABLES_OF[target]]
    return any(ids is None or key in ids for ids in failed)


Location = tuple[str | int, ...]
_TABLES_OF: dict[str, tuple[str, ...]] = {
    "source": ("sources",),
    "country": ("countries",),
    "system": ("systems",),
    "claim": ("claims",),
    "record": tuple(EVIDENCE),
    "country or system": ("countries", "systems"),
}
_LISTS = {"systems": "system", "evidence": "record"}
_SINGLE = {
    "source": "source",
    "country": "country",
    "state_a": "country",
    "state_b": "country",
    "claim": "claim",
    "record": "record",
}
_KEYS_OF_MAPPINGS = {"claims": "claim", "positions": "country"}
_ACTORS = {"actors", "operators"}  # three capitals are a country, anything else an organisation
_ACTOR = {
    "seller": "country",
    "buyer": "country",
    "supplier": "country",
    "recipient": "country",
    "of": "country or system",
}


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


_PAST = {"date", "until", "published", "accessed", "as_of", "checked", "first_deployed", "known_by", "resolved"}


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
        return " ".join(str(part) for part in (item.name, item.of, item.date, item.status, item.condition) if part)
    return str(item)


def _check_dates(row: Row, _today: dt.date) -> Iterator[Problem]:
    until = row.record.until
    if until and earliest(until) < earliest(row.record.date[: len(until)]):
        yield row.problem(f"{until} lies before the date {row.record.date}; put them in order", "until")


_SEATS = {"General Assembly": 193, "Security Council": 15}


def _check_vote(row: Row, _today: dt.date) -> Iterator[Problem]:
    vote = row.record
    counts = {"in favour": vote.in_favour, "against": vote.against, "abstained": vote.abstained}
    total = sum(counts.values()) + (vote.absent or 0)
    if total > _SEATS[vote.body]:
        message = f"adds to {total} votes, and the {vote.body} has {_SEATS[vote.body]} seats; correct a count"
        yield row.problem(message, "in_favour")
    for side, count in counts.items():
        if (named := sum(position == side for position in vote.positions.values())) > count:
            message = f"is {count}, but {named} states stand under positions; correct one of the two"
            yield row.problem(message, side.replace(" ", "_"))


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
    if len(row.record.parameters) < 2 and not row.record.not_public:
        count = len(row.record.parameters)
        message = f"has {count} of the two parameters that a system needs; add one, or say why under not_public"
        yield row.problem(message, "parameters")
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
_OPEN = {"unverifiable", "not scorable", "not found", "unresolved", "condition never arose"}
_BEARING_OF = {
    "confirmed": {"supports"},
    "confirmed with correction": {"supports", "qualifies"},
    "contradicted": {"contradicts"},
    "held and documented": {"supports"},
    "supported": {"supports"},
    "not supported": {"contradicts", "qualifies"},
}
"""Verdicts that need at least one record that speaks for them."""


def _evidence_without_bearing(tables: dict[str, dict[str, Row]]) -> Iterator[Problem]:
    """Report evidence that does not say how it bears on the claim: that stands in the record, and there alone."""
    for row in tables["claims"].values():
        for i, key in enumerate(row.record.evidence):
            record = _record(key, tables)
            if record is None or not set(record.claims) <= set(tables["claims"]):
                continue  # an unknown record, or a misspelt claim in it, is reported already
            if row.key not in record.claims:
                message = f"'{key}' does not say how it bears on {row.key}; add '{row.key}: ...' to its claims"
                yield row.problem(message, "evidence", i)


def _thin_evidence(tables: dict[str, dict[str, Row]]) -> Iterator[Problem]:
    """Report verdicts that rest on fewer publishers than their words need, or on nothing that speaks for them."""
    publishers = {key: row.record.publisher for key, row in tables["sources"].items()}
    for row in tables["claims"].values():
        claim = row.record
        words = {verdict.verdict for verdict in (claim.at_the_time, claim.since) if verdict} - _OPEN
        records = [_record(key, tables) for key in claim.evidence]
        if not words or None in records:  # unknown records are reported already
            continue
        cited = {citation.source for record in records for citation in citations_of(record)}
        independent = {publishers.get(key, key) for key in cited} - _ARTICLES  # an unknown source is reported already
        needed = 2 if "contradicted" in words else 1
        if len(independent) < needed:
            word = "contradicted" if needed == 2 else claim.at_the_time.verdict
            message = f"'{word}' needs evidence from {needed} or more publishers (has {len(independent)})"
            yield row.problem(message, "evidence")
            continue
        word = claim.at_the_time.verdict
        bearings = {record.claims.get(claim.id) for record in records}
        if word in _BEARING_OF and None not in bearings and not _BEARING_OF[word] & bearings:
            wanted = " or ".join(sorted(_BEARING_OF[word]))
            yield row.problem(f"'{word}' needs a record that {wanted} the claim; cite one", "evidence")


def _record(key: str, tables: dict[str, dict[str, Row]]) -> Any:
    rows = (tables[table].get(key) for table in EVIDENCE)
    return next((row.record for row in rows if row), None)


_CHECKS: dict[str, Callable[[Row, dt.date], Iterator[Problem]]] = {
    "sites": _check_site,
    "systems": _check_system,
    "exercises": _check_dates,
    "votes": _check_vote,
}


def _outside_country(rows: list[Row], countries: dict[str, Row], world: World) -> Iterator[Problem]:
    """Report points that lie further from their country than a coordinate of two decimals explains."""
    by_country: dict[str, list[tuple[Row, Any, tuple[str, ...]]]] = {}
    for row in rows:
        if row.table == "sites" and not row.record.at_sea:
            by_country.setdefault(row.record.country, []).append((row, row.record, ("lat",)))
        elif (place := getattr(row.record, "place", None)) and place.country and not place.at_sea:
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
