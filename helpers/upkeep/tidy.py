"""Write the tables in their canonical form, or say where they are not in it. Nothing is lost on the way."""

from __future__ import annotations

import contextlib
import csv
import io
import re
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Any

from helpers.dataset import Dataset
from helpers.dataset.canonical import canonical, header_of
from helpers.dataset.problems import DatasetError, Problem
from helpers.dataset.schema import CSV_TABLES, TABLES
from helpers.dataset.yaml_core import UnreadableYamlError, parse_yaml
from helpers.upkeep.new import template

__all__ = ["tidy", "untidy"]

_FIX = "is not in canonical form; run 'make format-data'"


def untidy(dataset: Dataset, folder: Path) -> list[Problem]:
    """Return a problem for each file that is not in canonical form, at its first line that differs."""
    found = []
    for path, before, after in _files(dataset, folder):
        pairs = enumerate(zip_longest(before.split("\n"), after.split("\n")), start=1)
        line = next((i for i, (old, new) in pairs if old != new), 0)
        if line:
            found.append(Problem(f"{folder.name}/{path.name}", line, "", "", _FIX))
    return found


def tidy(dataset: Dataset, folder: Path) -> list[Path]:
    """Rewrite the files that are not in canonical form, and return them.

    Raises `DatasetError`, with nothing written, when a rewrite would lose a comment.
    """
    files = [(path, before, after) for path, before, after in _files(dataset, folder) if before != after]
    lost = [problem for path, before, after in files for problem in _lost_comments(path, before, after)]
    if lost:
        raise DatasetError(lost)
    for path, _, after in files:
        unfinished = path.with_suffix(".unfinished")
        try:
            unfinished.write_text(after, encoding="utf-8", newline="")
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)
    return [path for path, _, _ in files]


def _files(dataset: Dataset, folder: Path) -> Iterator[tuple[Path, str, str]]:
    for table in TABLES:
        path = folder / f"{table}.yml"
        text = path.read_bytes().decode("utf-8")
        yield path, text, canonical(header_of(text), dataset.records[table].values())
    for table, schema in CSV_TABLES.items():
        path = folder / f"{table}.csv"
        text = path.read_bytes().decode("utf-8")
        header, *rows = csv.reader(io.StringIO(text, newline=""))
        keys = [i for i, name in enumerate(schema.model_fields) if name in {"record", "subset", "state_a", "state_b"}]
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        marked = sorted(([row[i] for i in keys], row) for row in rows)
        writer.writerows([header, *(row for _, row in marked)])
        yield path, text, out.getvalue()


_MARK = re.compile(r"(?:^|(?<=\s))#")


def _lost_comments(path: Path, before: str, after: str) -> Iterator[Problem]:
    """Yield the comments below the head of a file: what stands behind a ``#`` without changing what the lines mean."""
    if path.suffix != ".yml":
        return
    kept = set(after.splitlines())
    rules = {line.partition("#")[2] for line in template(path.stem)}  # what 'new' printed may go
    lines = before.splitlines()
    meaning = parse_yaml(before)
    begin = next((i for i, line in enumerate(lines) if line and not line.startswith("#")), len(lines))
    for i in range(begin, len(lines)):
        marks = [mark.start() for mark in _MARK.finditer(lines[i])] if lines[i] not in kept else []
        at = next((at for at in marks if _means(lines, i, at) == meaning), None)
        if at is not None and lines[i][at + 1 :] not in rules:
            message = "has a comment, which a rewrite would lose; move it to the top of the file or into a note"
            yield Problem(f"{path.parent.name}/{path.name}", i + 1, "", "", message)


def _means(lines: list[str], i: int, at: int) -> Any:
    """Return what the lines mean without the end of one of them, or nothing where they cannot be read then."""
    with contextlib.suppress(UnreadableYamlError):
        return parse_yaml("\n".join([*lines[:i], lines[i][:at].rstrip(), *lines[i + 1 :]]) + "\n")
    return None
