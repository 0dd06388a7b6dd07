"""Look up one fact by a path, written for readers: ``sites.redzikowo.operational`` is "15 December 2023".

Paths
-----
``systems.ID.PARAMETER``
    The preferred row of a parameter, or its only row; with the format ``spread``, the range of all rows.
``sites.ID.STATUS``
    The date of a phase (``planned``, ``under-construction``, ``operational``, ``cancelled``, ``closed``).
``events.ID.QUANTITY``
    A number that belongs to an event.
``count.TABLE`` or ``count.TABLE.FIELD``
    The number of records in a table, or of those in which a field is filled.
``TABLE.ID.FIELD``
    Any other field that is a date, a number or a text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from helpers.dataset.dates import earliest, format_date, precision
from helpers.dataset.fields import Citation, Measured, Record
from helpers.dataset.load import Dataset
from helpers.dataset.problems import nearest

__all__ = ["FORMATS", "Fact", "look_up"]

FORMATS = ("", "year", "month", "bare", "spread")
_UNITS = {
    "musd": "million dollars",
    "busd": "billion dollars",
    "km": "km",
    "km_s": "km/s",
    "m": "m",
    "percent": "percent",
    "years": "years",
    "months": "months",
    "days": "days",
    "deg": "degrees",
}


@dataclass(frozen=True)
class Fact:
    """A fact as text for readers, with the citations on which it rests and the date for which it holds."""

    text: str
    citations: tuple[Citation, ...]
    as_of: str | None


def look_up(dataset: Dataset, path: str) -> Fact:
    """Return the fact at a path, with an optional format after a bar: ``sites.redzikowo.operational | year``.

    Raises `KeyError` when the path names nothing, or names more than one thing; the message holds the nearest key.
    """
    target, _, style = (part.strip() for part in path.partition("|"))
    if style not in FORMATS:
        raise KeyError(f"'{style}' is not a format{nearest(style, FORMATS)}")
    steps = target.split(".")
    if steps[0] == "count" and len(steps) in {2, 3}:
        return _count(dataset, *steps[1:])
    if len(steps) != 3:
        raise KeyError(f"'{target}' must be table.id.field")
    table, key, field = steps
    record = dataset.record(table, key)
    if table == "systems" and field not in type(record).model_fields:
        return _parameter(record, field, style)
    if table == "sites" and field not in type(record).model_fields:
        return _phase(record, field, style)
    if table == "events" and field not in type(record).model_fields:
        return _quantity(record, field, style)
    value = getattr(record, field, None)
    if value is None or isinstance(value, (Record, tuple, dict, bool)):
        raise KeyError(f"'{field}' of {table}.{key} is not a fact{nearest(field, type(record).model_fields)}")
    text = _date(value, style) if field in {"date", "published", "first_deployed", "checked"} else _plain(value)
    return Fact(text, getattr(record, "sources", ()), None)


def _count(dataset: Dataset, table: str, field: str = "id") -> Fact:
    if table not in dataset.records:
        raise KeyError(f"'{table}' is not a table{nearest(table, dataset.records)}")
    records = list(dataset.records[table].values())
    fields = type(records[0]).model_fields
    if field not in fields:
        raise KeyError(f"'{field}' is not a field of {table}{nearest(field, fields)}")
    return Fact(_plain(sum(getattr(record, field) is not None for record in records)), (), None)


def _parameter(record: Any, name: str, style: str) -> Fact:
    rows = [row for row in record.parameters if row.name == name]
    if not rows:
        known = sorted({row.name for row in record.parameters})
        raise KeyError(f"'{name}' is not a parameter of systems.{record.id}{nearest(name, known)}")
    if style == "spread":
        bounds = [bound for row in rows for bound in (row.low, row.value, row.high) if bound is not None]
        text = _with_unit(_range(min(bounds), max(bounds)), name)
        return Fact(text, tuple(c for row in rows for c in row.sources), None)
    preferred = [row for row in rows if row.preferred] or rows
    if len(preferred) > 1:
        raise KeyError(
            f"systems.{record.id} has {len(preferred)} rows of {name} and prefers none; "
            "mark one 'preferred: true' or use the format 'spread'"
        )
    return Fact(_measured(preferred[0], name, style), preferred[0].sources, preferred[0].as_of)


def _phase(record: Any, status: str, style: str) -> Fact:
    for phase in record.phases:
        if phase.status == status:
            if phase.since is None:
                raise KeyError(f"sites.{record.id} has no known start of '{status}'")
            return Fact(_date(phase.since, style), phase.sources or record.sources, None)
    known = [phase.status for phase in record.phases]
    raise KeyError(f"'{status}' is not a phase of sites.{record.id}{nearest(status, known)}")


def _quantity(record: Any, name: str, style: str) -> Fact:
    for quantity in record.quantities:
        if quantity.name == name:
            return Fact(_measured(quantity, name, style), record.sources, record.date)
    raise KeyError(
        f"'{name}' is not a quantity of events.{record.id}{nearest(name, [q.name for q in record.quantities])}"
    )


def _measured(item: Measured, name: str, style: str) -> str:
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
    words: Sequence[str] = name.split("_")
    unit = _UNITS.get("_".join(words[-2:])) or _UNITS.get(words[-1])
    return f"{text} {unit}" if unit else text


def _plain(value: Any) -> str:
    return f"{value:,.10g}" if isinstance(value, (int, float)) else str(value)


def _date(text: str, style: str) -> str:
    exact = precision(text)
    return format_date(earliest(text), style if style in {"year", "month"} and exact != "year" else exact)
