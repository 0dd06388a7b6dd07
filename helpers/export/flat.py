"""Frames as flat tables: dates as text, lists joined by a semicolon, true and false in small letters."""

from __future__ import annotations

import csv
import io
from typing import Any

import pandas as pd

from helpers.dataset.codebook import ColumnNote, TableNote

__all__ = ["SEPARATOR", "csv_text", "flat_rows", "frictionless_type", "sql_type"]

SEPARATOR = "; "
_TYPES = {
    "date": ("date", "DATE"),
    "number": ("number", "DOUBLE"),
    "integer": ("integer", "BIGINT"),
    "boolean": ("boolean", "BOOLEAN"),
}


def frictionless_type(column: ColumnNote) -> str:
    """Return the type of a column in the words of the Table Schema."""
    return _TYPES.get(column.kind, ("string", ""))[0]


def sql_type(column: ColumnNote) -> str:
    """Return the type of a column in SQL."""
    return _TYPES.get(column.kind, ("", "VARCHAR"))[1]


def flat_rows(note: TableNote, frame: pd.DataFrame) -> list[tuple[Any, ...]]:
    """Return the rows of a frame as plain Python values, None where nothing is."""
    columns = [[_plain(value, column.kind) for value in frame[column.name]] for column in note.columns]
    return list(zip(*columns, strict=True))


def csv_text(note: TableNote, rows: list[tuple[Any, ...]]) -> str:
    """Return rows as CSV with a header, an empty cell where nothing is."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([column.name for column in note.columns])
    writer.writerows([[str(v).lower() if isinstance(v, bool) else v for v in row] for row in rows])
    return out.getvalue()


def _plain(value: Any, kind: str) -> Any:
    if isinstance(value, tuple):
        return SEPARATOR.join(value) or None
    if value is None or pd.isna(value):
        return None
    if kind == "date":
        return value.strftime("%Y-%m-%d")
    if kind == "number":
        return int(value) if float(value).is_integer() else float(value)
    converters: dict[str, type] = {"integer": int, "boolean": bool}
    return converters.get(kind, str)(value)
