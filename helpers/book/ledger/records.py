"""What a verdict rests on: the records in the order of the claim, each with its sources, and all others that bear on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, get_args

from docutils import nodes

from helpers.book.citations import brief, disclosure, source_reference
from helpers.book.once import the_dataset
from helpers.dataset import Dataset
from helpers.dataset.dates import written
from helpers.dataset.evidence import citations_of, title_of
from helpers.dataset.schema.sources import Source

__all__ = ["evidence"]

_IN_LINE = 2
"""So many sources of a record are named at once; the others stand behind a disclosure."""

_ORDER = ("supports", "contradicts", "qualifies", "context")
_TYPES = get_args(Source.model_fields["type"].annotation)


def evidence(claim: Any, dataset: Dataset) -> list[nodes.Element]:
    """Return the records on which the verdict rests, and behind a disclosure the others that bear on the claim."""
    keys = dataset.bearings[dataset.bearings["claim"] == claim.id]
    bearings = {row.record: dataset.records[row.table][row.record] for row in keys.itertuples()}
    items = (_record(bearings[key], claim.id) for key in claim.evidence)
    found: list[nodes.Element] = [nodes.bullet_list("", *items, classes=["os-evidence"])]
    others = sorted(set(bearings) - set(claim.evidence))
    if others:
        lines = []
        for bearing in _ORDER:
            records = [bearings[key] for key in others if bearings[key].claims[claim.id] == bearing]
            lines += [_others(bearing, records)] if records else []
        summary = f"{len(others)} more record{'s' if len(others) > 1 else ''} on this claim"
        found.append(disclosure("", *lines, summary=summary, classes=["os-more"]))
    return found


def _others(bearing: str, records: list[Any]) -> nodes.paragraph:
    line = nodes.paragraph("", "", nodes.emphasis("", bearing), nodes.Text(": "))
    for i, record in enumerate(records):
        best = min((citation.source for citation in citations_of(record)), key=_weight)
        line += [nodes.Text("; " if i else ""), source_reference(best, title_of(record))]
    return line


def _record(record: Any, claim: str) -> nodes.list_item:
    """Return a record with the best of its sources, and the rest of them behind a disclosure."""
    when = f", {written(record.date)}" if hasattr(record, "date") else ""
    said = nodes.Text(f": {title_of(record)}{when}. ")
    cited = _cited(record)
    line = nodes.paragraph("", "", nodes.emphasis("", record.claims[claim]), said, *_links(cited[:_IN_LINE]))
    rest = cited[_IN_LINE:]
    if not rest:
        return nodes.list_item("", line)
    summary = f"and {len(rest)} more source{'s' if len(rest) > 1 else ''}"
    more = disclosure("", nodes.paragraph("", "", *_links(rest)), summary=summary, classes=["os-more", "os-also"])
    return nodes.list_item("", line, more)


def _links(keys: Sequence[str]) -> list[nodes.Node]:
    links: list[nodes.Node] = []
    for i, key in enumerate(keys):
        links += [nodes.Text("; " if i else ""), source_reference(key, brief(the_dataset().cite(key)))]
    return links


def _cited(record: Any) -> list[str]:
    """Return the sources of a record, the weightiest first, and each publisher once before any comes twice."""
    keys = sorted({citation.source for citation in citations_of(record)}, key=_weight)
    first = list({the_dataset().cite(key).publisher: key for key in reversed(keys)}.values())
    return sorted(keys, key=lambda key: (key not in first, _weight(key)))


def _weight(key: str) -> tuple[int, str]:
    """Return what puts documents before experts and experts before news."""
    return _TYPES.index(the_dataset().cite(key).type), key
