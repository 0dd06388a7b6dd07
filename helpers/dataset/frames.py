"""From records to pandas frames. Columns and dtypes follow from the schema alone, so they never depend on the data."""

from __future__ import annotations

import typing
from collections.abc import Iterable, Iterator
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

import pandas as pd
from pydantic import AfterValidator

from helpers.dataset.dates import check_date, earliest, precision
from helpers.dataset.fields import Citation, Record
from helpers.dataset.records import TABLES

__all__ = ["CHILD_TABLES", "frame", "frames_of"]

CHILD_TABLES = {
    "parameters": ("systems", "system"),
    "phases": ("sites", "site"),
    "quantities": ("events", "event"),
    "evidence": ("claims", "claim"),
}
"""Lists inside records become frames of their own: name -> (parent table, column with the parent's id)."""


def frames_of(records: dict[str, list[Any]]) -> dict[str, pd.DataFrame]:
    """Return all frames by name: the tables, their child tables, ``citations`` and ``bearings``."""
    frames = {table: frame(schema, records[table]) for table, schema in TABLES.items()}
    for child, (parent, key) in CHILD_TABLES.items():
        pairs = [(record.id, item) for record in records[parent] for item in getattr(record, child)]
        schema = _item_class(TABLES[parent].model_fields[child].annotation)
        assert schema, f"{parent}.{child} is not a list of records"
        body = frame(schema, [item for _, item in pairs])
        body.insert(0, key, pd.Series([owner for owner, _ in pairs], dtype="str"))
        frames[child] = body
    frames["citations"] = _long(
        ("table", "record", "source", "says"),
        (
            (table, record.id, c.source, c.says)
            for table, rows in records.items()
            for record in rows
            for c in _citations(record)
        ),
    )
    frames["bearings"] = _long(
        ("table", "record", "claim", "bearing"),
        (
            ("events", event.id, claim, bearing)
            for event in records["events"]
            for claim, bearing in event.claims.items()
        ),
    )
    return frames


def frame(schema: type[Record], records: list[Any]) -> pd.DataFrame:
    """Return one row per record, one or more columns per field, in the order of the schema."""
    columns: dict[str, Any] = {}
    for name, series in _columns(schema, records):
        columns[name] = series
    return pd.DataFrame(columns)


def _columns(schema: type[Record], records: list[Any], prefix: str = "") -> Iterator[tuple[str, pd.Series[Any]]]:
    for field, info in schema.model_fields.items():
        values = [None if record is None else getattr(record, field) for record in records]
        annotation, name = info.annotation, prefix + field
        inner = _item_class(annotation)
        if inner is Citation:
            yield name, pd.Series([tuple(c.source for c in value or ()) for value in values], dtype="object")
        elif inner is not None and field in CHILD_TABLES:
            continue
        elif inner is not None:
            yield from _columns(inner, values, f"{name}_")
        elif _is_date(annotation) or any(_is_check(m) for m in info.metadata):
            days = [earliest(value) if value else None for value in values]
            yield name, pd.Series(pd.to_datetime(pd.Series(days, dtype="object"))).astype("datetime64[s]")
            exact = [precision(value) if value else None for value in values]
            yield (
                f"{name}_precision",
                pd.Series(pd.Categorical(exact, categories=["year", "month", "day"], ordered=True)),
            )
        else:
            yield name, _plain(annotation, values)


def _plain(annotation: Any, values: list[Any]) -> pd.Series[Any]:
    options = _options(annotation)
    if options:
        return pd.Series(pd.Categorical(values, categories=list(options)))
    kinds = _leaf_types(annotation)
    if float in kinds:
        return pd.Series(values, dtype="float64")
    if bool in kinds:
        return pd.Series(values, dtype="bool")
    if int in kinds:
        return pd.Series(values, dtype="Int64")
    if dict in kinds:
        return pd.Series([tuple(value) for value in values], dtype="object")
    if tuple in kinds:
        return pd.Series(values, dtype="object")
    return pd.Series(values, dtype="str")


def _long(columns: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=list(columns), dtype="str")


def _citations(record: Any) -> Iterator[Citation]:
    for field in type(record).model_fields:
        value = getattr(record, field)
        for item in value if isinstance(value, tuple) else ():
            if isinstance(item, Citation):
                yield item
            elif isinstance(item, Record):
                yield from _citations(item)


def _parts(annotation: Any) -> Iterator[Any]:
    """Walk an annotation through Optional and Annotated, yielding every part."""
    yield annotation
    if get_origin(annotation) in {Union, UnionType, typing.Annotated}:
        for part in get_args(annotation):
            yield from _parts(part)


def _item_class(annotation: Any) -> type[Record] | None:
    """Return the record class inside an annotation, also as items of a tuple."""
    for part in _parts(annotation):
        inner = get_args(part)[0] if get_origin(part) is tuple else part
        if isinstance(inner, type) and issubclass(inner, Record):
            return inner
    return None


def _options(annotation: Any) -> tuple[Any, ...]:
    return next((get_args(part) for part in _parts(annotation) if get_origin(part) is Literal), ())


def _leaf_types(annotation: Any) -> set[Any]:
    return {get_origin(part) or part for part in _parts(annotation)}


def _is_check(part: Any) -> bool:
    return isinstance(part, AfterValidator) and part.func is check_date


def _is_date(annotation: Any) -> bool:
    return any(_is_check(part) for part in _parts(annotation))
