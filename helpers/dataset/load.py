"""Read, check and hand out the whole dataset, or say everything that is wrong with it at once."""

from __future__ import annotations

import datetime as dt
import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd
from pydantic import ValidationError

from helpers.dataset.checks import Row, cross_check
from helpers.dataset.frames import frames_of
from helpers.dataset.problems import DatasetError, Problem, nearest, problems_of
from helpers.dataset.records import TABLES, Source
from helpers.dataset.world import World, read_world
from helpers.dataset.yaml_core import LocatedDict, LocatedList, UnreadableYamlError, read_yaml
from helpers.paths import DATA

__all__ = ["Dataset", "load"]


@dataclass(frozen=True)
class Dataset:
    """The shared dataset: frames as attributes, the records behind them by table and id, and the boundaries.

    Frames share keys: ``parameters.system`` is ``systems.id``, ``phases.site`` is ``sites.id``, ``citations.source`` is
    ``sources.id``. Dates are timestamps of the first day they can mean, beside a ``*_precision`` column.
    """

    sources: pd.DataFrame
    countries: pd.DataFrame
    systems: pd.DataFrame
    parameters: pd.DataFrame
    sites: pd.DataFrame
    phases: pd.DataFrame
    events: pd.DataFrame
    quantities: pd.DataFrame
    claims: pd.DataFrame
    evidence: pd.DataFrame
    citations: pd.DataFrame
    bearings: pd.DataFrame
    records: Mapping[str, Mapping[str, Any]]
    world: World

    def record(self, table: str, key: str) -> Any:
        """Return one record, or raise `KeyError` with the nearest key that exists."""
        if table not in self.records:
            raise KeyError(f"'{table}' is not a table{nearest(table, self.records)}")
        if key not in self.records[table]:
            raise KeyError(f"'{key}' is not in {table}{nearest(key, self.records[table])}")
        return self.records[table][key]

    def cite(self, key: str) -> Source:
        """Return the source of a key.

        >>> from helpers import load
        >>> load().cite("breaking-defense-2021-key-radar-identifying-icbm").publisher
        'Breaking Defense'
        """
        source: Source = self.record("sources", key)
        return source


def load(folder: Path | None = None) -> Dataset:
    """Return the dataset of a folder (by default the project's ``data/``), validated.

    Raises `DatasetError`, whose message has one line per mistake. Every call looks whether a file has changed since the
    last one, and parses again only then.
    """
    folder = (folder or DATA).resolve()
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    state = tuple((str(path), path.stat().st_mtime_ns, path.stat().st_size) for path in files)
    with _paused_collector():
        return _load(folder, state, dt.date.today())


@contextmanager
def _paused_collector() -> Iterator[None]:
    """Keep Python's garbage collector from walking the growing dataset again and again: a third of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@lru_cache(maxsize=4)
def _load(folder: Path, _state: tuple[tuple[str, int, int], ...], today: dt.date) -> Dataset:
    rows: list[Row] = []
    problems = _unknown_files(folder)
    broken: dict[str, set[str] | None] = {}
    for table in TABLES:
        found, wrong, failed = _read_table(folder, table)
        rows += found
        problems += wrong
        if wrong:
            broken[table] = failed
    world = _read_boundaries(folder, problems)
    problems += cross_check(rows, broken, world, today)
    if problems:
        raise DatasetError(problems)
    by_table: dict[str, list[Any]] = {table: [row.record for row in rows if row.table == table] for table in TABLES}
    records = {table: {record.id: record for record in found} for table, found in by_table.items()}
    return Dataset(**frames_of(by_table), records=records, world=world)


def _unknown_files(folder: Path) -> list[Problem]:
    names = [path.stem for path in sorted(folder.glob("*.yml")) if path.stem not in TABLES]
    return [Problem(f"{folder.name}/{name}.yml", 1, "", "", f"is not a table{nearest(name, TABLES)}") for name in names]


def _read_boundaries(folder: Path, problems: list[Problem]) -> World:
    path = folder / "geo" / "countries-50m.json"
    try:
        return read_world(path, path.stat().st_mtime_ns)
    except (OSError, ValueError, KeyError, TypeError) as error:
        message = f"cannot be read as boundaries ({error}); restore the file"
        problems.append(Problem(f"{folder.name}/geo/{path.name}", 1, "", "", message))
        return World.empty()


def _read_table(folder: Path, table: str) -> tuple[list[Row], list[Problem], set[str] | None]:
    """Return the valid records, the mistakes, and the ids of the others, or None where they cannot be told."""
    path = folder / f"{table}.yml"
    shown = f"{folder.name}/{path.name}"
    schema = TABLES[table]
    try:
        content = read_yaml(path)
    except FileNotFoundError:
        return [], [Problem(shown, 1, "", "", "is missing; every table has its file")], None
    except OSError as error:
        return [], [Problem(shown, 1, "", "", f"cannot be read ({error.strerror})")], None
    except UnreadableYamlError as problem:
        return [], [Problem(shown, problem.line, "", "", problem.message)], None
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
            rows.append(Row(table, shown, raw, schema.model_validate(raw)))
        except ValidationError as error:
            problems += problems_of(error, raw, shown, schema)
            failed.add(str(raw.get("id")))
            is_unnamed |= any(detail["loc"] == ("id",) for detail in error.errors())
    return rows, problems, None if is_unnamed else failed
