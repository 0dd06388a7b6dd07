"""The codebook: every table and column in words, made from the schema and the data, so that it cannot be out of date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, get_args

import pandas as pd

from helpers.dataset.frames import CHILD_TABLES, LINK_TABLES, column_kinds, options_of
from helpers.dataset.load import Dataset
from helpers.dataset.schema import CSV_TABLES, EVIDENCE, TABLES
from helpers.dataset.schema.fields import Bearing, Bounds, Record
from helpers.dataset.units import unit_of

__all__ = ["ColumnNote", "TableNote", "codebook"]

_OWN = {**TABLES, **CSV_TABLES}
_FROM_PARENT = {
    "table": ("text", "Table of the record to which the row belongs."),
    "record": ("text", "Id of the record to which the row belongs."),
}
_PUBLISHERS = (
    "Independent publishers on which the record rests, counted from its sources. Copies of one text are one publisher."
)
_PRECISION = "How precise the date is: the timestamp is the first day that it can mean."


@dataclass(frozen=True)
class ColumnNote:
    """One column: its name, kind, unit, allowed values, rule, an example, and the share of rows in which it is filled."""

    name: str
    kind: str
    unit: str
    allowed: tuple[str, ...]
    rule: str
    is_required: bool
    example: str
    filled_percent: float

    @property
    def filled(self) -> str:
        """The share of rows in words."""
        is_rare = 0 < self.filled_percent < 1
        return "below 1%" if is_rare else f"{self.filled_percent:.0f}%"


@dataclass(frozen=True)
class TableNote:
    """One table: what a row is, and its columns."""

    name: str
    about: str
    rows: int
    columns: tuple[ColumnNote, ...]


def codebook(dataset: Dataset) -> list[TableNote]:
    """Return a note on every frame of a dataset, in the order of the dataset.

    >>> from helpers import load
    >>> next(note.about for note in codebook(load()) if note.name == "sites")
    'A fixed place: interceptors, radars, bases, ranges, launch areas, and cities used for geometry.'
    """
    return [_table(name, frame) for name, frame in dataset.frames.items()]


def _table(name: str, frame: pd.DataFrame) -> TableNote:
    columns = tuple(_column(frame[column], column, *about) for column, about in _columns(name))
    assert [column.name for column in columns] == list(frame.columns), f"the codebook of {name} lacks a column"
    return TableNote(name, _about(name), len(frame), columns)


def _about(name: str) -> str:
    links = {
        "evidence": "A record on which the verdict of a claim rests.",
        "bearings": "A claim on which a record bears, and how.",
        "citations": "A source that a record cites, and what the source says.",
    }
    schema = _OWN.get(name) or CHILD_TABLES.get(name)
    return links[name] if schema is None else str(schema.__doc__).split("\n\n", maxsplit=1)[0].strip()


_About = tuple[str, str, tuple[str, ...], bool]


def _columns(name: str) -> Iterator[tuple[str, _About]]:
    """Yield each column of a frame with its kind, rule, allowed values and whether it is always filled."""
    if name in LINK_TABLES:
        for column, rule in LINK_TABLES[name].items():
            allowed = get_args(Bearing) if column == "bearing" else ()
            yield column, ("text", rule, allowed, column not in {"says", "locator"})
        return
    if name in CHILD_TABLES:
        yield from ((column, (kind, rule, (), True)) for column, (kind, rule) in _FROM_PARENT.items())
    yield from _fields(_OWN.get(name) or CHILD_TABLES[name])
    if name in EVIDENCE:
        yield "publishers", ("integer", _PUBLISHERS, (), True)


def _fields(schema: type[Record], prefix: str = "", *, is_optional: bool = False) -> Iterator[tuple[str, _About]]:
    for field, kind, inner in column_kinds(schema):
        info = schema.model_fields[field]
        name = prefix + field
        is_filled = info.is_required() and not is_optional and type(None) not in get_args(info.annotation)
        if inner is not None:
            of = f"{info.description} " if issubclass(inner, Bounds) else ""
            for column, (inner_kind, rule, allowed, required) in _fields(inner, f"{name}_", is_optional=not is_filled):
                yield column, (inner_kind, of + rule, allowed, required)
            continue
        may_be_empty = kind in {"list", "mapping"}
        yield name, (kind, str(info.description), options_of(info.annotation), is_filled and not may_be_empty)
        if kind == "date":
            yield f"{name}_precision", ("category", _PRECISION, ("year", "month", "day"), is_filled)


def _column(
    values: pd.Series[Any], name: str, kind: str, rule: str, allowed: tuple[str, ...], is_required: bool
) -> ColumnNote:
    filled = values.map(len).gt(0) if kind in {"list", "mapping", "sources"} else values.notna()
    example = _text(values[filled].iloc[0]) if filled.any() else ""
    share = 100 * float(filled.mean()) if len(values) else 0.0
    return ColumnNote(name, kind, _unit(name, kind), allowed, rule, is_required, example, share)


def _unit(name: str, kind: str) -> str:
    if kind not in {"number", "integer"}:
        return ""
    stem = re.sub(r"_(value|low|high)$", "", name)
    if stem in {"value", "low", "high"}:
        return "as the name says"
    return unit_of(name) or ("count" if kind == "integer" and stem not in {"year", "paragraph"} else "")


def _text(value: Any) -> str:
    if isinstance(value, pd.Timestamp):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, tuple):
        value = "; ".join(map(str, value))
    text = f"{value:g}" if isinstance(value, float) else str(value)
    return text if len(text) <= 48 else f"{text[:45].rstrip()}..."
