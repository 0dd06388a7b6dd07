"""Read, check and hand out the whole dataset, or say everything that is wrong with it at once."""

from __future__ import annotations

import datetime as dt
import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd

from helpers.dataset.cache import remember
from helpers.dataset.checks import cross_check
from helpers.dataset.frames import frames_of
from helpers.dataset.problems import DatasetError, Problem, nearest
from helpers.dataset.reading import Row, read_table, unknown_files
from helpers.dataset.schema import CSV_TABLES, TABLES
from helpers.dataset.schema.sources import Source
from helpers.dataset.world import World, read_world
from helpers.paths import DATA

__all__ = ["Dataset", "load"]


@dataclass(frozen=True)
class Dataset:
    """The shared dataset: frames as attributes, the records behind them by table and id, and the boundaries.

    Frames share keys: ``citations.source`` is ``sources.id``; ``parameters``, ``phases``, ``revisions`` and ``quantities``
    name the table and the id of the record that they belong to; ``evidence`` and ``bearings`` join claims and records. Dates
    are timestamps of the first day they can mean, beside a ``*_precision`` column. The page "Codebook" describes every column.
    """

    sources: pd.DataFrame
    countries: pd.DataFrame
    systems: pd.DataFrame
    parameters: pd.DataFrame
    sites: pd.DataFrame
    phases: pd.DataFrame
    events: pd.DataFrame
    tests: pd.DataFrame
    sales: pd.DataFrame
    transfers: pd.DataFrame
    exercises: pd.DataFrame
    statements: pd.DataFrame
    promises: pd.DataFrame
    revisions: pd.DataFrame
    votes: pd.DataFrame
    agreement: pd.DataFrame
    agreement_years: pd.DataFrame
    forces: pd.DataFrame
    inventories: pd.DataFrame
    budgets: pd.DataFrame
    trade: pd.DataFrame
    quantities: pd.DataFrame
    claims: pd.DataFrame
    evidence: pd.DataFrame
    bearings: pd.DataFrame
    citations: pd.DataFrame
    corrections: pd.DataFrame
    records: Mapping[str, Mapping[str, Any]]
    world: World

    @property
    def frames(self) -> dict[str, pd.DataFrame]:
        """All frames by name, in the order of the attributes."""
        found = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value for name, value in found.items() if isinstance(value, pd.DataFrame)}

    def record(self, table: str, key: str) -> Any:
        """Return one record, or raise `KeyError` with the nearest key that exists."""
        if table not in self.records:
            raise KeyError(f"'{table}' is not a table{nearest(table, self.records)}")
        if key not in self.records[table]:
            raise KeyError(f"'{key}' is not in {table}{nearest(key, self.records[table])}")
        return self.records[table][key]

    def find(self, key: str) -> tuple[str, Any]:
        """Return table and record of an id, wherever it stands, or raise `KeyError` with the nearest id."""
        for table, records in self.records.items():
            for name in (key, key.upper()):  # claims and countries have capitals
                if name in records:
                    return table, records[name]
        known = [other for records in self.records.values() for other in records]
        raise KeyError(f"'{key}' is not an id of the dataset{nearest(key, known)}")

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
    last one. What was read from the project's folder is kept in ``_build`` under a key made from the bytes of the data and
    of this package, so it can be fast without being stale.
    """
    folder = (folder or DATA).resolve()
    files = tuple(sorted(path for path in folder.rglob("*") if path.is_file()))
    state = tuple((str(path), path.stat().st_mtime_ns, path.stat().st_size) for path in files)
    with _paused_collector():
        return _load(folder, files, state, _latest_date())


def _latest_date() -> dt.date:
    """Return the date where the day begins first, so that what is valid in Seoul is valid in Washington."""
    return (dt.datetime.now(dt.UTC) + dt.timedelta(hours=14)).date()


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
def _load(folder: Path, files: tuple[Path, ...], _state: tuple[tuple[str, int, int], ...], today: dt.date) -> Dataset:
    if folder != DATA:
        return _validated(folder, today)
    parts = remember(files, lambda: _without_world(_validated(folder, today)))
    boundaries = folder / _BOUNDARIES
    return Dataset(**parts, world=read_world(boundaries, boundaries.stat().st_mtime_ns))


def _without_world(dataset: Dataset) -> dict[str, Any]:
    return {**dataset.frames, "records": dataset.records}


def _validated(folder: Path, today: dt.date) -> Dataset:
    rows: list[Row] = []
    problems = unknown_files(folder)
    broken: dict[str, set[str] | None] = {}
    for table in (*TABLES, *CSV_TABLES):
        found, wrong, failed = read_table(folder, table)
        rows += found
        problems += wrong
        if wrong:
            broken[table] = failed
    world = _read_boundaries(folder, problems)
    problems += cross_check(rows, broken, world, today)
    if problems:
        raise DatasetError(problems)
    by_table: dict[str, list[Any]] = {table: [] for table in (*TABLES, *CSV_TABLES)}
    for row in rows:
        by_table[row.table].append(row.record)
    records = {table: {record.id: record for record in by_table[table]} for table in TABLES}
    return Dataset(**frames_of(by_table), records=records, world=world)


_BOUNDARIES = Path("geo", "countries-50m.json")


def _read_boundaries(folder: Path, problems: list[Problem]) -> World:
    path = folder / _BOUNDARIES
    try:
        return read_world(path, path.stat().st_mtime_ns)
    except (OSError, ValueError, KeyError, TypeError) as error:
        message = f"cannot be read as boundaries ({error}); restore the file"
        problems.append(Problem(f"{folder.name}/geo/{path.name}", 1, "", "", message))
        return World.empty()
