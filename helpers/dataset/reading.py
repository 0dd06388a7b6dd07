"""From files to valid records that still know their lines: YAML tables, and CSV for long numeric series."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from helpers.dataset.problems import Problem, line_of, nearest, problems_of
from helpers.dataset.schema import CSV_TABLES, TABLES
from helpers.dataset.yaml_core import LocatedDict, LocatedList, UnreadableYamlError, read_text, read_yaml

__all__ = ["Row", "read_table", "unknown_files"]

Found = tuple[list["Row"], list[Problem], set[str] | None]


@dataclass(frozen=True)
class Row:
    """A valid record with the text that it came from."""

    table: str
    path: str
    raw: LocatedDict
    record: Any

    @property
    def key(self) -> str:
        """The id of the record, or what a row of a CSV file is the row of."""
        return str(self.record.id)

    def problem(self, message: str, *location: str | int) -> Problem:
        """Report a mistake at a place inside this record."""
        field = ".".join(str(step) for step in location)
        return Problem(self.path, line_of(self.raw, location), self.key, field, message)


def unknown_files(folder: Path) -> list[Problem]:
    """Return a problem for each file of the folder that no table has."""
    known = [*(f"{table}.yml" for table in TABLES), *(f"{table}.csv" for table in CSV_TABLES)]
    found = sorted(path.name for path in folder.glob("*") if path.is_file() and not path.name.startswith("."))
    strays = [name for name in found if name not in {*known, "CHANGELOG.md"}]
    return [Problem(f"{folder.name}/{name}", 1, "", "", f"is not a table{nearest(name, known)}") for name in strays]


def read_table(folder: Path, table: str) -> Found:
    """Return the valid records, the mistakes, and the ids of the others, or None where they cannot be told."""
    is_csv = table in CSV_TABLES
    path = folder / f"{table}.{'csv' if is_csv else 'yml'}"
    shown = f"{folder.name}/{path.name}"
    try:
        return _read_csv(path, shown, table) if is_csv else _read_yaml(path, shown, table)
    except FileNotFoundError:
        return [], [Problem(shown, 1, "", "", "is missing; every table has its file")], None
    except OSError as error:
        return [], [Problem(shown, 1, "", "", f"cannot be read ({error.strerror})")], None
    except UnreadableYamlError as problem:
        return [], [Problem(shown, problem.line, "", "", problem.message)], None


def _read_yaml(path: Path, shown: str, table: str) -> Found:
    content = read_yaml(path)
    if not isinstance(content, LocatedList) or not content:
        what = "is empty" if content is None or content == [] else "is not a list of records"
        return [], [Problem(shown, 1, "", "", f"{what}; write records as '- id: ...'")], None
    rows: list[Row] = []
    problems: list[Problem] = []
    failed: set[str] = set()
    is_unnamed = False
    for raw, line in zip(content, content.item_lines, strict=True):
        if not isinstance(raw, LocatedDict):
            problems.append(Problem(shown, line, "", "", f"must be a record of keys and values (got {raw!r})"))
            is_unnamed = True
            continue
        try:
            rows.append(Row(table, shown, raw, TABLES[table].model_validate(raw)))
        except ValidationError as error:
            problems += problems_of(error, raw, shown, TABLES[table])
            failed.add(str(raw.get("id")))
            is_unnamed |= any(detail["loc"] == ("id",) for detail in error.errors())
    return rows, problems, None if is_unnamed else failed


def _read_csv(path: Path, shown: str, table: str) -> Found:
    schema = CSV_TABLES[table]
    text = read_text(path)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    names = list(schema.model_fields)
    rows: list[Row] = []
    problems: list[Problem] = []
    try:
        header = next(reader, [])
        if header != names:
            return [], [Problem(shown, 1, "", "", f"must begin with the columns {','.join(names)}")], None
        for cells in reader:
            line = reader.line_num
            if len(cells) != len(names):
                problems.append(Problem(shown, line, "", "", f"has {len(cells)} cells where {len(names)} belong"))
                continue
            located = LocatedDict(line)
            located.update({name: _cell(cell) for name, cell in zip(names, cells, strict=True)})
            located.key_lines = dict.fromkeys(names, line)
            try:
                rows.append(Row(table, shown, located, schema.model_validate(located)))
            except ValidationError as error:
                problems += problems_of(error, located, shown, schema)
    except csv.Error as error:
        odd = (i for i, text_line in enumerate(text.splitlines(), start=1) if text_line.count('"') % 2)
        line = next(odd, reader.line_num)  # an open quote is found out only further down
        problems.append(Problem(shown, line, "", "", f"is not valid CSV: {error}"))
    if not rows and not problems:
        problems.append(Problem(shown, 1, "", "", "is empty; write a row for each year"))
    return rows, problems, None if problems else set()


def _cell(cell: str) -> Any:
    if re.fullmatch(r"-?(0|[1-9][0-9]{0,17})", cell, re.ASCII):
        return int(cell)
    return cell or None
