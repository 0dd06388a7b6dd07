"""The directives that write whole tables of the dataset into a page: ``{claim-ledger}`` and ``{source-list}``."""

from __future__ import annotations

from collections import Counter
from typing import Any, get_args

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from helpers.book.citations import claim_target, note_target, source_reference, source_target
from helpers.dataset import Dataset, load
from helpers.dataset.claims import Claim
from helpers.dataset.dates import earliest, format_date, precision

__all__ = ["setup"]

_ARTICLES = {"A": "article of August 2016", "B": "essay of early 2017"}


def _chapter(value: str) -> str:
    return str(directives.choice(value, get_args(Claim.model_fields["chapter"].annotation)))


class ClaimLedger(SphinxDirective):
    """Write one entry for each claim of a part of the book, at the address ``#A15``."""

    option_spec = {"chapter": _chapter}  # noqa: RUF012  the base class's own type

    def run(self) -> list[nodes.Node]:
        """Return the entries."""
        if "chapter" not in self.options:
            raise self.error("claim-ledger needs the option ':chapter:'")
        dataset = load()
        entries: list[nodes.Node] = []
        for claim in dataset.records["claims"].values():
            if claim.chapter == self.options["chapter"]:
                note_target(self.env, claim_target(claim.id), claim.id)
                entries.append(_claim_entry(claim, dataset))
        return entries


def _claim_entry(claim: Any, dataset: Dataset) -> nodes.Element:
    entry = nodes.container(ids=[claim.id], classes=["os-entry"])
    holder = "the author" if claim.holder == "author" else claim.holder
    title = nodes.paragraph("", "", nodes.strong("", claim.id), classes=["os-entry-title"])
    title += nodes.Text(f" {claim.kind}, {_ARTICLES[claim.article]}, paragraph {claim.paragraph}; held by {holder}")
    entry += title
    entry += nodes.paragraph(claim.text, claim.text, classes=["os-entry-text"])
    if claim.at_the_time is None:
        entry += nodes.paragraph("", "Not yet assessed.", classes=["os-note"])
        return entry
    for label, verdict in (("At the time", claim.at_the_time), ("Since", claim.since)):
        if verdict:
            words = nodes.inline("", verdict.verdict, classes=["os-verdict", f"os-{verdict.verdict.replace(' ', '-')}"])
            entry += nodes.paragraph("", "", nodes.strong("", f"{label}: "), words, nodes.Text(f". {verdict.reason}"))
    for label, text in (("Correction", claim.correction), ("What would change our mind", claim.change_our_mind)):
        if text:
            entry += nodes.paragraph("", "", nodes.strong("", f"{label}: "), nodes.Text(text))
    entry += _evidence(claim, dataset)
    checked = format_date(earliest(claim.checked), precision(claim.checked)) if claim.checked else "not yet"
    text = f"Confidence: {claim.confidence}. Checked: {checked}."
    entry += nodes.paragraph("", text, classes=["os-note"])
    return entry


def _evidence(claim: Any, dataset: Dataset) -> nodes.bullet_list:
    items = nodes.bullet_list(classes=["os-evidence"])
    for item in claim.evidence:
        table = next(t for t in ("events", "sites", "systems") if item.record in dataset.records[t])
        record = dataset.records[table][item.record]
        name = record.title if table == "events" else record.name
        line = nodes.paragraph("", "", nodes.emphasis("", item.bearing), nodes.Text(f": {name}. "))
        for i, citation in enumerate(_citations(record)):
            line += [nodes.Text("; ")] if i else []
            line += source_reference(citation)
        items += nodes.list_item("", line)
    return items


def _citations(record: Any) -> list[str]:
    """Return the keys of a record's sources; those of a system are spread over its parameters."""
    if hasattr(record, "sources"):
        return [citation.source for citation in record.sources]
    return list(dict.fromkeys(c.source for parameter in record.parameters for c in parameter.sources))[:3]


class SourceList(SphinxDirective):
    """Write every source, at the address ``#source-KEY``, with the number of records that cite it."""

    def run(self) -> list[nodes.Node]:
        """Return the list."""
        dataset = load()
        cited = Counter(dataset.citations.drop_duplicates(["record", "source"])["source"])
        items = nodes.bullet_list(classes=["os-sources"])
        for source in sorted(
            dataset.records["sources"].values(), key=lambda s: (s.publisher.casefold(), s.published or "")
        ):
            anchor = f"source-{source.id}"
            note_target(self.env, source_target(source.id), anchor)
            line = nodes.paragraph("", "", nodes.strong("", source.publisher), nodes.Text(": "))
            line += nodes.reference("", source.title, refuri=source.url) if source.url else nodes.Text(source.title)
            when = (
                format_date(earliest(source.published), precision(source.published)) if source.published else "no date"
            )
            read = "" if source.read else " Cited from knowledge, not read."
            records = f"{cited[source.id]} record{'' if cited[source.id] == 1 else 's'}"
            line += nodes.Text(f", {when}. Cited by {records}.{read}")
            items += nodes.list_item("", line, ids=[anchor])
        return [items]


def setup(app: Sphinx) -> None:
    """Register the directives."""
    app.add_directive("claim-ledger", ClaimLedger)
    app.add_directive("source-list", SourceList)
