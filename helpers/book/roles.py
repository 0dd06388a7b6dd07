"""The roles of chapters: ``{fact}`` puts a number from the dataset into a sentence; ``{claim}`` and ``{source}`` cite.

A path that names nothing stops the build, with file, line and the nearest path that exists: prose must not drift from
the data.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.errors import SphinxError
from sphinx.util.docutils import SphinxRole

from helpers.book.citations import book_reference, claim_target, describe, source_reference, source_target
from helpers.book.ledger.places import CITES
from helpers.book.once import the_dataset
from helpers.dataset.facts import look_up

__all__ = ["UnknownKeyError", "setup"]


class UnknownKeyError(SphinxError):
    """A role names something that the dataset does not hold."""

    category = "Unknown key"


class FactRole(SphinxRole):
    """``{fact}`sites.redzikowo.operational | year```: the value, linked to its source."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the value as a reference to the first of its sources."""
        dataset = the_dataset()
        try:
            fact = look_up(dataset, self.text)
        except KeyError as error:
            return _unknown(self, error), []
        sources = [dataset.cite(citation.source) for citation in fact.citations]
        said = "; ".join(describe(source) for source in sources)
        tooltip = said + (f". As of {fact.as_of}" if fact.as_of else "")
        if not sources:
            return [nodes.inline("", fact.text, classes=["os-fact"])], []
        target = source_target(sources[0].id)
        return [book_reference(nodes.Text(fact.text), target=target, tooltip=tooltip, classes=["os-fact"])], []


class ClaimRole(SphinxRole):
    """``{claim}`A15```: the claim's mark with its verdict, linked to the ledger."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the mark as a reference to the claim's entry in the ledger."""
        try:
            claim = the_dataset().record("claims", self.text)
        except KeyError as error:
            return _unknown(self, error), []
        verdict = claim.at_the_time.verdict if claim.at_the_time else "not yet assessed"
        words = nodes.inline("", verdict, classes=["os-verdict"])
        mark = book_reference(
            nodes.strong("", claim.id), nodes.Text("\u00a0"), words,
            target=claim_target(claim.id), tooltip=claim.text, classes=["os-claim", f"os-{verdict.replace(' ', '-')}"],
        )  # fmt: skip
        mark[CITES] = claim.id
        return [mark], []


class SourceRole(SphinxRole):
    """``{source}`Asia Times <asia-times-2016-china>```: a source under a name of the sentence, linked to its entry."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the name as a reference to the source."""
        shown, _, key = self.text.rstrip(">").rpartition(" <")
        try:
            the_dataset().record("sources", key)
        except KeyError as error:
            return _unknown(self, error), []
        return [source_reference(key, shown)], []


def _unknown(role: SphinxRole, error: KeyError) -> list[nodes.Node]:
    """Remember the mistake, so that all of them are reported together."""
    _unknown_keys(role.env.app).append(f"{where(role)}: {{{role.name}}}`{role.text}`: {error.args[0]}")
    return [nodes.inline("", role.text)]


def where(role: SphinxRole) -> str:
    """Return file and line; in a notebook, the cell and the line within it.

    MyST gives the line on which a paragraph begins, so the role itself is looked for from there on. In notebooks
    MyST-NB counts ten thousand lines for each cell.
    """
    path = Path(role.env.doc2path(role.env.docname))
    shown = path.relative_to(role.env.srcdir)
    line, text = role.lineno or 1, f"{{{role.name}}}`{role.text}`"
    if path.suffix == ".ipynb":
        cell, line = divmod(line, 10_000)
        source = nbformat.read(path, as_version=4).cells[cell - 1].source
        return f"{shown}: cell {cell}, line {_line_of(text, source, line)}"
    return f"{shown}:{_line_of(text, path.read_text(encoding='utf-8'), line)}"


def _line_of(text: str, source: str, begin: int) -> int:
    lines = source.splitlines()
    return next((i + 1 for i in range(max(begin - 1, 0), len(lines)) if text in lines[i]), begin)


def _unknown_keys(app: Sphinx) -> list[str]:
    if not hasattr(app, "os_unknown_keys"):
        app.os_unknown_keys = []  # type: ignore[attr-defined]
    found: list[str] = app.os_unknown_keys  # type: ignore[attr-defined]
    return found


def _refuse_unknown(app: Sphinx, _env: Any) -> None:
    if found := _unknown_keys(app):
        raise UnknownKeyError("\n".join(found))


def setup(app: Sphinx) -> None:
    """Register the roles."""
    app.add_role("fact", FactRole())
    app.add_role("claim", ClaimRole())
    app.add_role("source", SourceRole())
    app.connect("env-updated", _refuse_unknown)
