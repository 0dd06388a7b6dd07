"""The directive ``{claim-ledger}``: every claim of a part with both verdicts, reasons, records and where it is tested."""

from __future__ import annotations

from typing import Any, get_args

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from helpers.book.citations import claim_target, note_target
from helpers.book.ledger.finder import tokens
from helpers.book.ledger.places import claim_places
from helpers.book.ledger.records import evidence
from helpers.book.ledger.review import review
from helpers.book.once import the_dataset
from helpers.dataset import Dataset
from helpers.dataset.articles import ARTICLES
from helpers.dataset.dates import written
from helpers.dataset.schema.claims import Claim

__all__ = ["setup"]


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
                entries.append(_entry(claim, dataset, self.env.docname))
        return entries


def _entry(claim: Any, dataset: Dataset, docname: str) -> nodes.Element:
    entry = nodes.container(ids=[claim.id], classes=["os-entry", "os-item", *tokens(claim)])
    holder = "the author" if claim.holder == "author" else claim.holder
    mark = nodes.reference(
        "", "", nodes.strong("", claim.id), internal=True, refuri=f"#{claim.id}", classes=["os-self"]
    )
    said = f" {claim.kind}, {ARTICLES[claim.article].name}, paragraph {claim.paragraph}; held by {holder}"
    entry += nodes.paragraph("", "", mark, nodes.Text(said), classes=["os-entry-title"])
    entry += nodes.paragraph(claim.text, claim.text, classes=["os-entry-text"])
    if claim.at_the_time is None:
        entry += [nodes.paragraph("", "Not yet assessed.", classes=["os-note"]), claim_places("", claim=claim.id)]
        return entry
    verdicts = nodes.container(classes=["os-verdicts"])
    for label, verdict in (("At the time", claim.at_the_time), ("Since", claim.since)):
        words = nodes.inline("", verdict.verdict, classes=["os-verdict", f"os-{verdict.verdict.replace(' ', '-')}"])
        verdicts += nodes.paragraph("", "", nodes.strong("", f"{label}: "), words, nodes.Text(f". {verdict.reason}"))
    entry += verdicts
    for label, text in (("Correction", claim.correction), ("What would change our mind", claim.change_our_mind)):
        if text:
            entry += nodes.paragraph("", "", nodes.strong("", f"{label}: "), nodes.Text(text))
    if claim.forecast:
        entry += _forecast(claim.forecast)
    entry += claim_places("", claim=claim.id)
    entry += evidence(claim, dataset)
    text = f"Confidence: {claim.confidence}. Checked: {written(claim.checked)}."
    entry += nodes.paragraph("", text, classes=["os-note"])
    entry += review("", docname=docname, claim=claim.id)
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


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("claim-ledger", ClaimLedger)
