"""From records to pandas frames. Columns and dtypes follow from the schema alone, so they never depend on the data."""

from __future__ import annotations

import typing
from collections.abc import Iterable, Iterator
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

import pandas as pd
from pydantic import AfterValidator

from helpers.dataset.dates import check_date, earliest, precision
from helpers.dataset.evidence import citations_of, publishers_of
from helpers.dataset.schema import CSV_TABLES, EVIDENCE, TABLES, fields_of
from helpers.dataset.schema.fields import Citation, Record
from helpers.dataset.schema.happenings import Quantity
from helpers.dataset.schema.places import Parameter, Phase
from helpers.dataset.schema.promises import Revision

__all__ = ["CHILD_TABLES", "LINK_TABLES", "column_kinds", "frames_of", "item_class", "options_of"]

CHILD_TABLES: dict[str, type[Record]] = {
    "parameters": Parameter,
    "phases": Phase,
    "revisions": Revision,
    "quantities": Quantity,
}
"""Lists inside records become frames of their own, with the table and the id of the record in front."""

LINK_TABLES: dict[str, dict[str, str]] = {
    "evidence": {
        "claim": "The claim.",
        "table": "Table of the record.",
        "record": "A record on which its verdict rests.",
        "bearing": "How the record bears on the claim.",
    },
    "bearings": {
        "table": "Table of the record.",
        "record": "The record.",
        "claim": "A claim on which it bears.",
        "bearing": "How: supports, contradicts, qualifies or context.",
    },
    "citations": {
        "table": "Table of the record.",
        "record": "The record that cites.",
        "source": "The source that it cites.",
        "says": "What the source states, in our words.",
        "locator": "Page, paragraph or section in the source.",
    },
}
"""Frames that join others: name -> column -> what it holds."""


def frames_of(records: dict[str, list[Any]]) -> dict[str, pd.DataFrame]:
    """Return all frames by name: the tables, their child tables, and the frames that join them."""
    frames = {table: _frame(schema, records[table]) for table, schema in {**TABLES, **CSV_TABLES}.items()}
    publishers = {source.id: source.publisher for source in records["sources"]}
    for table in EVIDENCE:
        counts = [len(publishers_of(record, publishers)) for record in records[table]]
        frames[table]["publishers"] = pd.Series(counts, dtype="Int64")
    for child, schema in CHILD_TABLES.items():
        rows = [(t, r.id, item) for t, found in records.items() for r in found for item in getattr(r, child, ())]
        body = _frame(schema, [item for _, _, item in rows])
        body.insert(0, "table", pd.Series([table for table, _, _ in rows], dtype="str"))
        body.insert(1, "record", pd.Series([key for _, key, _ in rows], dtype="str"))
        frames[child] = body
    return frames | _links(records)


def _links(records: dict[str, list[Any]]) -> dict[str, pd.DataFrame]:
    bearings = {
        (record.id, claim): (table, bearing)
        for table in EVIDENCE
        for record in records[table]
        for claim, bearing in record.claims.items()
    }
    return {
        "evidence": _long(
            "evidence",
            (
                (claim.id, bearings[key, claim.id][0], key, bearings[key, claim.id][1])
                for claim in records["claims"]
                for key in claim.evidence
            ),
        ),
        "bearings": _long("bearings", ((table, key, claim, how) for (key, claim), (table, how) in bearings.items())),
        "citations": _long(
            "citations",
            (
                (table, record.id, citation.source, citation.says, citation.locator)
                for table, found in records.items()
                for record in found
                for citation in citations_of(record)
            ),
        ),
    }


def _frame(schema: type[Record], records: list[Any]) -> pd.DataFrame:
    """Return one row per record, one or more columns per field, in the order of the schema."""
    return pd.DataFrame(dict(_columns(schema, records)))


def _columns(schema: type[Record], records: list[Any], prefix: str = "") -> Iterator[tuple[str, pd.Series[Any]]]:
    for field, kind, inner in column_kinds(schema):
        values = [None if record is None else getattr(record, field) for record in records]
        name = prefix + field
        if inner is not None:
            yield from _columns(inner, values, f"{name}_")
        elif kind == "sources":
            yield name, pd.Series([tuple(c.source for c in value or ()) for value in values], dtype="object")
        elif kind == "date":
            days = [earliest(value) if value else None for value in values]
            yield name, pd.Series(pd.to_datetime(pd.Series(days, dtype="object"))).astype("datetime64[s]")
            exact = [precision(value) if value else None for value in values]
            options = ["year", "month", "day"]
            yield f"{name}_precision", pd.Series(pd.Categorical(exact, categories=options, ordered=True))
        else:
            yield name, _plain(kind, schema.model_fields[field].annotation, values)


def column_kinds(schema: type[Record]) -> Iterator[tuple[str, str, type[Record] | None]]:
    """Yield (field, kind of column, class of a nested record) for every field that becomes columns of the table's frame.

    Kinds are ``date``, ``category``, ``number``, ``integer``, ``boolean``, ``list``, ``mapping``, ``sources``, ``text``.
    """
    for field, info in fields_of(schema).items():
        annotation = info.annotation
        inner = item_class(annotation)
        if inner is Citation:
            yield field, "sources", None
        elif inner is not None:
            if field not in CHILD_TABLES:
                yield field, "", inner
        elif _is_date(annotation) or any(_is_check(m) for m in info.metadata):
            yield field, "date", None
        else:
            yield field, _kind(annotation), None


def _kind(annotation: Any) -> str:
    kinds = {get_origin(part) or part for part in _parts(annotation)}
    by_type = {float: "number", bool: "boolean", int: "integer", dict: "mapping", tuple: "list"}
    if options_of(annotation):
        return "category"
    return next((kind for leaf, kind in by_type.items() if leaf in kinds), "text")


def _plain(kind: str, annotation: Any, values: list[Any]) -> pd.Series[Any]:
    if kind == "category":
        return pd.Series(pd.Categorical(values, categories=list(options_of(annotation))))
    if kind == "mapping":
        return pd.Series(
            [tuple(f"{key}: {item}" for key, item in (value or {}).items()) for value in values], dtype="object"
        )
    dtypes = {"number": "float64", "boolean": "boolean", "integer": "Int64", "list": "object"}
    return pd.Series(values, dtype=dtypes.get(kind, "str"))


def _long(name: str, rows: Iterable[tuple[Any, ...]]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=list(LINK_TABLES[name]), dtype="str")


def _parts(annotation: Any) -> Iterator[Any]:
    """Walk an annotation through Optional and Annotated, yielding every part."""
    yield annotation
    if get_origin(annotation) in {Union, UnionType, typing.Annotated}:
        for part in get_args(annotation):
            yield from _parts(part)


def item_class(annotation: Any) -> type[Record] | None:
    """Return the record class inside an annotation, also as items of a tuple."""
    for part in _parts(annotation):
        inner = get_args(part)[0] if get_origin(part) is tuple else part
        if isinstance(inner, type) and issubclass(inner, Record):
            return inner
    return None


def options_of(annotation: Any) -> tuple[Any, ...]:
    """Return the allowed values of a field that has a closed list of them, or nothing."""
    return next((get_args(part) for part in _parts(annotation) if get_origin(part) is Literal), ())


def _is_check(part: Any) -> bool:
    return isinstance(part, AfterValidator) and part.func is check_date


def _is_date(annotation: Any) -> bool:
    return any(_is_check(part) for part in _parts(annotation))
