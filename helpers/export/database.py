"""The same tables as one SQLite file and as Parquet files."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from helpers.dataset.codebook import TableNote
from helpers.export.descriptor import FOREIGN_KEYS
from helpers.export.flat import sql_type

__all__ = ["write_parquet", "write_sqlite"]

_SQLITE = {"DATE": "TEXT", "DOUBLE": "REAL", "BIGINT": "INTEGER", "BOOLEAN": "INTEGER", "VARCHAR": "TEXT"}


def write_sqlite(path: Path, tables: list[tuple[TableNote, list[tuple[Any, ...]]]]) -> None:
    """Write one table for each frame, with primary and foreign keys, and an index on every key column."""
    path.unlink(missing_ok=True)
    with sqlite3.connect(path) as database:
        for note, rows in tables:
            database.execute(f'CREATE TABLE "{note.name}" ({", ".join(_definitions(note))})')
            marks = ", ".join("?" * len(note.columns))
            database.executemany(f'INSERT INTO "{note.name}" VALUES ({marks})', rows)  # noqa: S608  names of our schema
        for note, _ in tables:
            for column in note.columns:
                if column.name in {"record", "claim", "source"}:
                    database.execute(f'CREATE INDEX "{note.name}_{column.name}" ON "{note.name}" ("{column.name}")')
    database.close()


def _definitions(note: TableNote) -> list[str]:
    columns = []
    for i, column in enumerate(note.columns):
        key = " PRIMARY KEY" if i == 0 and column.name == "id" else " NOT NULL" if column.is_required else ""
        columns.append(f'"{column.name}" {_SQLITE[sql_type(column)]}{key}')
    keys = [
        f'FOREIGN KEY ("{column}") REFERENCES "{target}" ("id")'
        for (table, column), target in FOREIGN_KEYS.items()
        if table == note.name
    ]
    return columns + keys


def write_parquet(folder: Path, notes: list[TableNote], csv_folder: Path) -> None:
    """Write the CSV files again as Parquet, with the declared types."""
    import duckdb  # a tenth of a second, which only an export needs

    folder.mkdir(parents=True, exist_ok=True)
    with duckdb.connect(config={"threads": 1}) as database:  # one thread writes the same bytes every time
        for note in notes:
            types = ", ".join(f"'{column.name}': '{sql_type(column)}'" for column in note.columns)
            form = "header=true, delim=',', quote='\"', escape='\"'"
            source = f"read_csv({_quoted(csv_folder / f'{note.name}.csv')}, {form}, columns={{{types}}})"
            target = folder / f"{note.name}.parquet"
            database.execute(f"COPY (SELECT * FROM {source}) TO {_quoted(target)} (FORMAT parquet, COMPRESSION zstd)")  # noqa: S608


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
