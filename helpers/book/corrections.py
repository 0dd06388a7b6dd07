"""The directives ``{correction-list}``, errors of the articles or of sources with what is right, and ``{correction-counts}``."""

from __future__ import annotations

from collections import Counter
from typing import Any, get_args

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from helpers.book.citations import book_reference, brief, claim_target, correction_target, note_target, source_reference
from helpers.book.once import the_dataset
from helpers.book.tables import table_node
from helpers.dataset.articles import ARTICLES
from helpers.dataset.dates import written
from helpers.dataset.schema.claims import Correction

__all__ = ["KINDS", "setup"]

KINDS = {
    "number": "a number",
    "date": "a date",
    "name": "a name",
    "identity": "which thing is meant",
    "scope": "how far it holds",
    "attribution": "who said it",
}
"""What is wrong, for the reader, in the order of the schema."""


def _of(value: str) -> str:
    return str(directives.choice(value, ("articles", "sources")))


def _kinds(value: str) -> list[str]:
    return [
        str(directives.choice(kind, get_args(Correction.model_fields["kind"].annotation))) for kind in value.split()
    ]


class CorrectionList(SphinxDirective):
    """Write the errors of the articles, by paragraph, or those of sources, by publisher; of some kinds only, if it says so."""

    option_spec = {"of": _of, "kind": _kinds}  # noqa: RUF012  the base class's own type

    def run(self) -> list[nodes.Node]:
        """Return the entries."""
        if "of" not in self.options:
            raise self.error("correction-list needs the option ':of:'")
        of_articles = self.options["of"] == "articles"
        found = [
            record
            for record in the_dataset().records["corrections"].values()
            if (record.article is not None) == of_articles and record.kind in self.options.get("kind", KINDS)
        ]
        for record in found:
            note_target(self.env, correction_target(record.id), _anchor(record))
        return [_entry(record) for record in sorted(found, key=_place)]


class CorrectionCounts(SphinxDirective):
    """Write a table of the numbers of errors by kind, and say how many of them their publishers were told."""

    def run(self) -> list[nodes.Node]:
        """Return the table and the sentence."""
        records = the_dataset().records["corrections"].values()
        counts = Counter((record.kind, record.article is not None) for record in records)
        rows: list[list[str | int]] = []
        for kind, words in KINDS.items():
            in_articles, in_sources = counts[kind, True], counts[kind, False]
            rows.append([words, in_articles, in_sources, in_articles + in_sources])
        rows.append(["all", *(sum(int(row[i]) for row in rows) for i in (1, 2, 3))])
        told = sum(record.reported for record in records)
        heads = ["What is wrong", "Articles", "Sources", "all"]
        note = f"Publishers were told of {told or 'none'} of them so far."
        return [table_node("Errors by kind", heads, rows, "os-counts"), nodes.paragraph("", note)]


def _place(record: Any) -> tuple[str, int, str, str]:
    """Return where an error stands in the list: by article and paragraph, or by publisher and date of the source."""
    if record.article:
        return record.article, record.paragraph, "", record.id
    source = the_dataset().cite(record.source)
    return source.publisher.casefold(), 0, source.published or "", record.id


def _anchor(record: Any) -> str:
    return f"correction-{record.id}"


def _entry(record: Any) -> nodes.container:
    entry = nodes.container(ids=[_anchor(record)], classes=["os-entry", "os-correction"])
    title = nodes.paragraph("", "", classes=["os-entry-title"])
    if record.article:
        name = ARTICLES[record.article].name
        title += nodes.strong("", f"{name[0].upper()}{name[1:]}, paragraph {record.paragraph}")
    else:
        source = the_dataset().cite(record.source)
        when = f", {written(source.published)}" if source.published else ""
        title += [nodes.strong("", source.publisher), nodes.Text(": "), source_reference(source.id, source.title)]
        title += nodes.Text(when)
    if record.claim:
        claim = the_dataset().record("claims", record.claim)
        mark = book_reference(
            nodes.Text(claim.id), target=claim_target(claim.id), tooltip=claim.text, classes=["os-claim-link"]
        )
        title += [nodes.Text("; claim "), mark]
    title += nodes.Text(f". Wrong: {KINDS[record.kind]}.")
    entry += title
    for label, text in (("States", record.states), ("Evidence", record.correct)):
        entry += nodes.paragraph("", "", nodes.strong("", f"{label}: "), nodes.Text(text))
    items = nodes.bullet_list(classes=["os-evidence"])
    for citation in record.sources:
        reference = source_reference(citation.source, brief(the_dataset().cite(citation.source)))
        items += nodes.list_item("", nodes.paragraph("", "", reference, nodes.Text(f": {citation.says}")))
    entry += items
    return entry


def setup(app: Sphinx) -> None:
    """Register the directives."""
    app.add_directive("correction-list", CorrectionList)
    app.add_directive("correction-counts", CorrectionCounts)
