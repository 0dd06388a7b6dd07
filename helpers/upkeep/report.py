"""What the dataset rests on, in a few lines: sizes, kinds of sources, independent publishers, sides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from helpers.dataset import Dataset
from helpers.dataset.evidence import SIDES, citations_of, publishers_of, side_of
from helpers.dataset.schema import EVIDENCE
from helpers.dataset.schema.sources import Source

__all__ = ["report"]


def report(dataset: Dataset) -> Iterator[str]:
    """Yield the lines."""
    for table, records in dataset.records.items():
        yield f"{table:12} {len(records):6,} records"
    yield f"{'':12} {len(dataset.agreement_years):6,} rows of yearly agreement"
    yield from _values(dataset)
    yield from _sources(dataset)
    yield from _checks(dataset)
    yield from _claims(dataset)


def _values(dataset: Dataset) -> Iterator[str]:
    """Say how values and records are supported. A parameter rests on its own sources, any other number on its record's."""
    sources = dataset.records["sources"]
    publishers = {key: source.publisher for key, source in sources.items()}
    records = [record for table in EVIDENCE for record in dataset.records[table].values()]
    bearers = [owner for record in records for owner in _bearers_of_values(record)]
    for name, owners in (("values", bearers), ("records", records)):
        counts = [len(publishers_of(owner, publishers)) for owner in owners]
        best = [_has_primary(owner, sources) for owner in owners]
        yield (
            f"{len(owners):,} {name}: {_percent(best)} on a primary or official source, {_percent(n >= 2 for n in counts)} on "
            f"two or more independent publishers, {_percent(n == 1 for n in counts)} on one only"
        )


def _bearers_of_values(record: Any) -> Iterator[Any]:
    """Yield, once for each value, what holds the sources of that value."""
    yield from getattr(record, "parameters", ())
    own = [getattr(record, name, None) for name in ("apogee_km", "ground_range_km", "flight_time_s")]
    numbers = [*getattr(record, "quantities", ()), *(value for value in own if value is not None)]
    yield from (record for _ in numbers)


def _has_primary(owner: Any, sources: Any) -> bool:
    return any(sources[citation.source].type in {"primary", "official"} for citation in citations_of(owner))


def _sources(dataset: Dataset) -> Iterator[str]:
    sources: list[Source] = list(dataset.records["sources"].values())
    kinds = Counter(source.type for source in sources)
    yield f"{len(sources):,} sources: " + ", ".join(f"{count:,} {kind}" for kind, count in kinds.most_common())
    sides = Counter(SIDES.get(side_of(source, dataset.records["countries"]), "other") for source in sources)
    yield "sides: " + ", ".join(f"{name} {100 * count / len(sources):.0f}%" for name, count in sides.most_common())
    unread = sum(source.accessed is None for source in sources)
    yield f"{unread} of {len(sources):,} sources were not read and are cited from knowledge"


def _checks(dataset: Dataset) -> Iterator[str]:
    frames = [dataset.frames[table] for table in EVIDENCE]
    checked = sum(int(frame["checked"].notna().sum()) for frame in frames)
    yield f"{checked:,} of {sum(map(len, frames)):,} records were compared with a second publisher"


def _claims(dataset: Dataset) -> Iterator[str]:
    claims = list(dataset.records["claims"].values())
    assessed = [claim for claim in claims if claim.at_the_time]
    with_evidence = sum(bool(claim.evidence) for claim in claims)
    yield f"{len(assessed)} of {len(claims)} claims are assessed, {with_evidence} with evidence"
    forecasts = [claim for claim in claims if claim.forecast]
    scorable = sum(claim.forecast.low_percent is not None for claim in forecasts)
    yield f"{len(forecasts)} forecasts have a question and an outcome, {scorable} of them words of likelihood that can be scored"


def _percent(found: Any) -> str:
    marks = list(found)
    return f"{100 * sum(marks) / len(marks):.0f}%" if marks else "none"
