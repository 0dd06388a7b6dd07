"""The directives ``{claim-ledger}``, every claim of a part with its verdicts and evidence, and ``{likelihood-scale}``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, get_args

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from helpers.book.citations import brief, claim_target, disclosure, note_target, source_reference
from helpers.book.once import the_dataset
from helpers.book.tables import table_node
from helpers.dataset import Dataset
from helpers.dataset.dates import written
from helpers.dataset.evidence import citations_of, title_of
from helpers.dataset.schema.claims import LIKELIHOOD, Claim
from helpers.dataset.schema.sources import Source

__all__ = ["ARTICLES", "setup"]

_MOST_SOURCES = 2
ARTICLES = {"A": "article of August 2016", "B": "essay of early 2017"}
"""The two articles, by the letter of their claims."""


def _chapter(value: str) -> str:
    return str(directives.choice(value, get_args(Claim.model_fields["chapter"].annotation)))


class ClaimLedger(SphinxDirective):
    """Write one entry for each claim of a part of the book, at the address ``#A15``."""

    option_spec = {"chapter": _chapter}  # noqa: RUF012  the base class's own type

    def run(self) -> list[nodes.Node]:
        """Return the entries."""
        if "chapter" not in self.options:
            raise self.error("claim-ledger needs the option ':chapter:'")
        dataset = the_dataset()
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
    title += nodes.Text(f" {claim.kind}, {ARTICLES[claim.article]}, paragraph {claim.paragraph}; held by {holder}")
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
    if claim.forecast:
        entry += _forecast(claim.forecast)
    entry += _evidence(claim, dataset)
    checked = written(claim.checked) if claim.checked else "not yet"
    text = f"Confidence: {claim.confidence}. Checked: {checked}."
    entry += nodes.paragraph("", text, classes=["os-note"])
    return entry


def _forecast(forecast: Any) -> nodes.paragraph:
    due = written(forecast.due)
    whose = "a horizon of ours" if forecast.due_is_ours else "the article's own date"
    words = f"“{forecast.wording}”"
    if forecast.low_percent is None:
        said = f"{words}, which names no likelihood that could be scored"
    else:
        said = f"{words}, read as {forecast.low_percent} to {forecast.high_percent} percent"
    text = f"{forecast.question} By {due} ({whose}). The article's words: {said}. Settled by: {forecast.settled_by}."
    return nodes.paragraph("", "", nodes.strong("", "Question: "), nodes.Text(text))


_ORDER = ("supports", "contradicts", "qualifies", "context")


def _evidence(claim: Any, dataset: Dataset) -> list[nodes.Element]:
    """Return the records on which the verdict rests, and behind a disclosure the others that bear on the claim."""
    bearings = {key: record for key, record in _bearing_on(claim, dataset).items() if claim.id in record.claims}
    found: list[nodes.Element] = [_records(claim.evidence, bearings, claim.id)]
    others = sorted(set(bearings) - set(claim.evidence))
    if others:
        lines = []
        for bearing in _ORDER:
            keys = [key for key in others if bearings[key].claims[claim.id] == bearing]
            line = nodes.paragraph("", "", nodes.emphasis("", bearing), nodes.Text(": "))
            for i, key in enumerate(keys):
                best = min(citations_of(bearings[key]), key=lambda citation: _weight(citation.source)).source
                line += [nodes.Text("; " if i else ""), source_reference(best, title_of(bearings[key]))]
            lines += [line] if keys else []
        summary = f"{len(others)} more record{'s' if len(others) > 1 else ''} on this claim"
        found.append(disclosure("", *lines, summary=summary, classes=["os-more"]))
    return found


def _bearing_on(claim: Any, dataset: Dataset) -> dict[str, Any]:
    keys = dataset.bearings[dataset.bearings["claim"] == claim.id]
    return {row.record: dataset.records[row.table][row.record] for row in keys.itertuples()}


_TYPES = get_args(Source.model_fields["type"].annotation)


def _cited(record: Any) -> list[str]:
    """Return the sources of a record, the weightiest first, and each publisher once before any comes twice."""
    keys = sorted({citation.source for citation in citations_of(record)}, key=_weight)
    first = list({the_dataset().cite(key).publisher: key for key in reversed(keys)}.values())
    return sorted(keys, key=lambda key: (key not in first, _weight(key)))


def _weight(key: str) -> tuple[int, str]:
    """Return what puts documents before experts and experts before news."""
    return _TYPES.index(the_dataset().cite(key).type), key


def _records(keys: Iterable[str], records: dict[str, Any], claim: str) -> nodes.bullet_list:
    """Return a list of records, each linked to the best of its sources, and naming some of them."""
    items = nodes.bullet_list(classes=["os-evidence"])
    for key in keys:
        record = records[key]
        when = f", {written(record.date)}" if hasattr(record, "date") else ""
        line = nodes.paragraph(
            "", "", nodes.emphasis("", record.claims[claim]), nodes.Text(f": {title_of(record)}{when}. ")
        )
        cited = _cited(record)
        for i, source in enumerate(cited[:_MOST_SOURCES]):
            line += [nodes.Text("; " if i else ""), source_reference(source, brief(the_dataset().cite(source)))]
        if len(cited) > _MOST_SOURCES:
            line += nodes.Text(f" and {len(cited) - _MOST_SOURCES} more")
        items += nodes.list_item("", line)
    return items


class LikelihoodScale(SphinxDirective):
    """Write the table of words of likelihood."""

    def run(self) -> list[nodes.Node]:
        """Return the table."""
        rows = ((words, f"{low} to {high}") for words, (low, high) in LIKELIHOOD.items())
        return [table_node("Words of likelihood", ("Words", "Percent"), rows, "os-counts")]


def setup(app: Sphinx) -> None:
    """Register the directives."""
    app.add_directive("claim-ledger", ClaimLedger)
    app.add_directive("likelihood-scale", LikelihoodScale)
