"""What a verdict needs: records that bear on the claim, enough publishers, and one that speaks for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from helpers.dataset.evidence import citations_of
from helpers.dataset.problems import Problem
from helpers.dataset.reading import Row
from helpers.dataset.schema import EVIDENCE

__all__ = ["evidence_without_bearing", "thin_evidence"]

_ARTICLES = {"Asia Times", "SIPRI"}  # an article is no evidence for itself
_OPEN = {"unverifiable", "not scorable", "not found", "unresolved", "condition never arose"}
_BEARING_OF = {
    "confirmed": {"supports"},
    "confirmed with correction": {"supports", "qualifies"},
    "contradicted": {"contradicts"},
    "held and documented": {"supports"},
    "supported": {"supports"},
    "not supported": {"contradicts", "qualifies"},
}
"""Verdicts that need at least one record that speaks for them."""


def evidence_without_bearing(tables: dict[str, dict[str, Row]]) -> Iterator[Problem]:
    """Report evidence that does not say how it bears on the claim: that stands in the record, and there alone."""
    for row in tables["claims"].values():
        for i, key in enumerate(row.record.evidence):
            record = _record(key, tables)
            if record is None or not set(record.claims) <= set(tables["claims"]):
                continue  # an unknown record, or a misspelt claim in it, is reported already
            if row.key not in record.claims:
                message = f"'{key}' does not say how it bears on {row.key}; add '{row.key}: ...' to its claims"
                yield row.problem(message, "evidence", i)


def thin_evidence(tables: dict[str, dict[str, Row]]) -> Iterator[Problem]:
    """Report verdicts that rest on fewer publishers than their words need, or on nothing that speaks for them."""
    publishers = {key: row.record.publisher for key, row in tables["sources"].items()}
    for row in tables["claims"].values():
        claim = row.record
        words = {verdict.verdict for verdict in (claim.at_the_time, claim.since) if verdict} - _OPEN
        records = [_record(key, tables) for key in claim.evidence]
        if not words or None in records:  # unknown records are reported already
            continue
        cited = {citation.source for record in records for citation in citations_of(record)}
        independent = {publishers.get(key, key) for key in cited} - _ARTICLES  # an unknown source is reported already
        needed = 2 if "contradicted" in words else 1
        if len(independent) < needed:
            word = "contradicted" if needed == 2 else claim.at_the_time.verdict
            message = f"'{word}' needs evidence from {needed} or more publishers (has {len(independent)})"
            yield row.problem(message, "evidence")
            continue
        word = claim.at_the_time.verdict
        bearings = {record.claims.get(claim.id) for record in records}
        if word in _BEARING_OF and None not in bearings and not _BEARING_OF[word] & bearings:
            wanted = " or ".join(sorted(_BEARING_OF[word]))
            yield row.problem(f"'{word}' needs a record that {wanted} the claim; cite one", "evidence")


def _record(key: str, tables: dict[str, dict[str, Row]]) -> Any:
    rows = (tables[table].get(key) for table in EVIDENCE)
    return next((row.record for row in rows if row), None)
