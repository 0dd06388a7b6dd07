"""Look up one fact by a path, written for readers: ``sites.redzikowo.operational`` is "15 December 2023".

Paths
-----
``systems.ID.PARAMETER`` or ``systems.ID.PARAMETER.VARIANT``
    The preferred row of a parameter, or its only row; with the format ``spread``, the range of all rows.
``TABLE.ID.QUANTITY`` or ``TABLE.ID.QUANTITY.2016`` or ``TABLE.ID.QUANTITY.CHN.2016``
    A number that belongs to a record. What follows its name picks a row of a series: whose it is, its date, its status.
``sites.ID.STATUS``
    The date of a phase (``planned``, ``under-construction``, ``operational``, ``cancelled``, ``closed``).
``count.TABLE`` or ``count.TABLE.FIELD``
    The number of records in a table, or of those in which a field is filled; ``count.records`` counts all that can be
    evidence.
``TABLE.ID.FIELD``
    Any other field that is a date, a number or a text.

Formats, after a bar: ``year`` and ``month`` for dates, ``bare`` for measured values without their unit, ``spread``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from helpers.dataset.dates import earliest, format_date, precision
from helpers.dataset.evidence import citations_of
from helpers.dataset.load import Dataset
from helpers.dataset.problems import nearest
from helpers.dataset.schema import EVIDENCE
from helpers.dataset.schema.fields import Bounds, Citation, Record
from helpers.dataset.units import unit_of

__all__ = ["Fact", "look_up"]

_DATES = {"date", "until", "published", "accessed", "first_deployed", "checked", "planned", "settled"}


@dataclass(frozen=True)
class Fact:
    """A fact as text for readers, with the citations on which it rests and the date for which it holds."""

    text: str
    citations: tuple[Citation, ...]
    as_of: str | None


def look_up(dataset: Dataset, path: str) -> Fact:
    """Return the fact at a path, with an optional format after a bar: ``sites.redzikowo.operational | year``.

    Raises `KeyError` when the path names nothing or more than one thing, or the format does not fit; the message holds
    the nearest key.

    >>> from helpers import load
    >>> look_up(load(), "sites.redzikowo.operational | month").text
    'December 2023'
    """
    target, _, style = (part.strip() for part in path.partition("|"))
    table, *rest = target.split(".")
    if table == "count" and rest:
        return _count(dataset, rest, style)
    if len(rest) < 2:
        raise KeyError(f"'{target}' must be table.id.field")
    record, name, selectors = dataset.record(table, rest[0]), rest[1], rest[2:]
    if fact := _measured_row(table, record, name, selectors, style):
        return fact
    if selectors:
        raise KeyError(f"'{name}' of {table}.{record.id} is not a number with rows to choose from")
    if table == "sites" and (fact := _phase(record, name, style)):
        return fact
    return _field(record, table, name, style)


def _count(dataset: Dataset, rest: list[str], style: str) -> Fact:
    table, field = (*rest, "id")[:2]
    _allow(style)
    groups = {**{name: (name,) for name in dataset.records}, "records": tuple(EVIDENCE)}
    if table not in groups:
        raise KeyError(f"'{table}' is not a table{nearest(table, groups)}")
    records = [record for name in groups[table] for record in dataset.records[name].values()]
    fields = {name for record in records for name in type(record).model_fields}
    if field not in fields:
        raise KeyError(f"'{field}' is not a field of {table}{nearest(field, fields)}")
    return Fact(_plain(sum(getattr(record, field, None) is not None for record in records)), (), None)


def _measured_row(table: str, record: Any, name: str, selectors: list[str], style: str) -> Fact | None:
    every = [row for part in ("parameters", "quantities") for row in getattr(record, part, ()) if row.name == name]
    if not every:
        return None
    rows = [row for row in every if _fits(row, selectors)]
    where = f"{table}.{record.id}"
    if not rows:
        raise KeyError(f"{where} has no row of {name} for '{'.'.join(selectors)}'; there are {_marks(every)}")
    _allow(style, "bare", "spread")
    if style == "spread":
        bounds = [bound for row in rows for bound in (row.low, row.value, row.high) if bound is not None]
        if not bounds:
            raise KeyError(f"{name} of {where} is a text and has no spread")
        text = _with_unit(_range(min(bounds), max(bounds)), name)
        return Fact(text, tuple(c for row in rows for c in _citations(row, record)), None)
    preferred = [row for row in rows if getattr(row, "preferred", False)] or rows
    if len(preferred) > 1:
        marks = _marks(preferred)
        fix = f"name one: {marks}" if marks else "mark one 'preferred: true' or use the format 'spread'"
        raise KeyError(f"{where} has {len(preferred)} rows of {name} to choose from; {fix}")
    row = preferred[0]
    as_of = getattr(row, "as_of", None) or getattr(row, "date", None) or getattr(record, "date", None)
    return Fact(_measured(row, name, style), _citations(row, record), as_of)


_SELECTING = ("variant", "of", "date", "status")


def _fits(row: Any, selectors: list[str]) -> bool:
    own = {value for key in _SELECTING if (value := getattr(row, key, None))}
    return set(selectors) <= own or ".".join(selectors) in own  # a version such as "5.1" has a dot of its own


def _marks(rows: list[Any]) -> str:
    """Return how rows of one name can be told apart, as steps of a path."""
    marks = [".".join(value for key in _SELECTING if (value := getattr(row, key, None))) for row in rows]
    return ", ".join(f"'{rows[0].name}.{mark}'" for mark in dict.fromkeys(marks) if mark)


def _citations(row: Any, record: Any) -> tuple[Citation, ...]:
    return tuple(citations_of(row)) or tuple(citations_of(record))


def _phase(record: Any, status: str, style: str) -> Fact | None:
    for phase in record.phases:
        if phase.status == status:
            if phase.since is None:
                raise KeyError(f"sites.{record.id} has no known start of '{status}'")
            return Fact(_date(phase.since, style), phase.sources or record.sources, None)
    return None


def _field(record: Any, table: str, name: str, style: str) -> Fact:
    value = getattr(record, name) if name in type(record).model_fields else None
    if isinstance(value, Bounds):
        _allow(style, "bare")
        return Fact(_measured(value, name, style), tuple(citations_of(record)), getattr(record, "date", None))
    if value is None or isinstance(value, (Record, tuple, dict, bool)):
        items = [item for part in ("parameters", "phases", "quantities") for item in getattr(record, part, ())]
        known = [*type(record).model_fields, *(getattr(item, "name", getattr(item, "status", "")) for item in items)]
        known = [other for other in known if other != name]
        raise KeyError(f"'{name}' of {table}.{record.id} is not a fact{nearest(name, known)}")
    if name in _DATES:
        return Fact(_date(value, style), getattr(record, "sources", ()), None)
    _allow(style)
    return Fact(_plain(value), getattr(record, "sources", ()), None)


def _allow(style: str, *formats: str) -> None:
    if style and style not in formats:
        known = " or ".join(f"'{name}'" for name in formats) or "no format"
        raise KeyError(f"'{style}' does not fit this fact, which takes {known}{nearest(style, formats)}")


def _measured(item: Any, name: str, style: str) -> str:
    if item.value is not None:
        text = f"{item.value:g}" if name.endswith("year") else _plain(item.value)
    elif item.low is not None or item.high is not None:
        text = _range(item.low, item.high)
    else:
        return str(item.text)
    return text if style == "bare" else _with_unit(text, name)


def _range(low: float | None, high: float | None) -> str:
    if low is None:
        return f"at most {_plain(high)}"
    if high is None:
        return f"at least {_plain(low)}"
    return _plain(low) if low == high else f"{_plain(low)} to {_plain(high)}"


def _with_unit(text: str, name: str) -> str:
    unit = unit_of(name)
    return f"{text} {unit}" if unit else text


def _plain(value: Any) -> str:
    return f"{value:,.10g}" if isinstance(value, (int, float)) else str(value)


def _date(text: str, style: str) -> str:
    _allow(style, "year", "month")
    exact = precision(text)
    if style == "month" and exact == "year":
        raise KeyError(f"'{text}' is known to the year only")
    return format_date(earliest(text), style or exact)
