"""One record with everything around it: its sources, the claims on which it bears, the chapters that use it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from helpers.dataset import Dataset
from helpers.dataset.canonical import write_record
from helpers.dataset.evidence import citations_of
from helpers.paths import CHAPTERS, ROOT

__all__ = ["show"]


def show(dataset: Dataset, key: str) -> Iterator[str]:
    """Yield the lines. Raises `KeyError` with the nearest id when there is no such record."""
    table, record = dataset.find(key)
    key = record.id
    yield f"# {table}"
    yield write_record(record).rstrip()
    if table == "sources":
        users = dataset.citations[dataset.citations["source"] == key]
        yield from _list("Cited by", [f"{row.table}: {row.record}" for row in users.itertuples()])
    else:
        cited = dict.fromkeys(citation.source for citation in citations_of(record))
        yield from _list("Sources", [_source(dataset, source) for source in cited])
    yield from _list("Claims", list(_claims(dataset, table, record)))
    yield from _list("Chapters", [str(path.relative_to(ROOT)) for path in _chapters(key)])


def _list(title: str, items: list[str]) -> Iterator[str]:
    yield f"\n# {title}: {len(items)}"
    yield from (f"#   {item}" for item in items)


def _source(dataset: Dataset, key: str) -> str:
    source = dataset.cite(key)
    read = f"read {source.accessed}" if source.accessed else "not read"
    return f"{key}: {source.publisher}, {source.published or 'no date'} ({source.type}, {read}) {source.url or ''}".rstrip()


def _claims(dataset: Dataset, table: str, record: Any) -> Iterator[str]:
    bearings: dict[str, str] = getattr(record, "claims", {})
    for key, bearing in bearings.items():
        claim = dataset.record("claims", key)
        rests = ", and its verdict rests on it" if record.id in claim.evidence else ""
        yield f"{key} ({bearing}{rests}): {claim.text}"
    if table == "claims":
        users = dataset.bearings[dataset.bearings["claim"] == record.id]
        yield from (f"{row.bearing}: {row.table}: {row.record}" for row in users.itertuples())


def _chapters(key: str) -> Iterator[Path]:
    whole = re.compile(rf"(?<![\w-]){re.escape(key)}(?![\w-])")
    for path in sorted((*CHAPTERS.rglob("*.md"), *CHAPTERS.rglob("*.ipynb"))):
        if whole.search(path.read_text(encoding="utf-8")) and ".ipynb_checkpoints" not in path.parts:
            yield path
