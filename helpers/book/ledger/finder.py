"""The directive ``{claim-finder}``: a table of all claims, and above it the choices that narrow table and entries.

The choices are buttons of a form, and the style sheet alone leaves out what does not fit them. ``ledger.js`` adds the search
for words, the sorting, the count and the address that restores them.
"""

from __future__ import annotations

from collections import Counter
from typing import Any, get_args

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from helpers.book.downloads import package_reference
from helpers.book.once import the_dataset
from helpers.book.tables import Cell, table_node
from helpers.dataset.schema.claims import PARTS, WORDS_AT_THE_TIME, WORDS_SINCE, Claim
from helpers.export import LEDGER_NAME, LEDGER_SCHEMA_NAME

__all__ = ["finder", "rules", "setup", "tokens"]

_LABELS = {"part": "Part", "kind": "Kind", "then": "At the time", "since": "Since"}


class finder(nodes.General, nodes.Element):  # noqa: N801  docutils names nodes in lower case
    """The form: for each axis the number of claims by word."""


def _words() -> dict[str, list[str]]:
    """Return the axes with all their words, in the order of the scales."""
    kinds = get_args(Claim.model_fields["kind"].annotation)
    then, since = (
        list(dict.fromkeys(word for kind in kinds for word in scale[kind]))
        for scale in (WORDS_AT_THE_TIME, WORDS_SINCE)
    )
    return {"part": list(PARTS), "kind": list(kinds), "then": then, "since": since}


def _token(axis: str, word: str) -> str:
    return f"{axis}-{word.replace(' ', '-')}"


def _values(claim: Any) -> dict[str, str]:
    judged = {"then": claim.at_the_time.verdict, "since": claim.since.verdict} if claim.at_the_time else {}
    return {"part": claim.chapter, "kind": claim.kind, **judged}


def tokens(claim: Any) -> list[str]:
    """Return the classes by which an entry or a row is found: one for each axis."""
    return [_token(axis, word) for axis, word in _values(claim).items()]


def rules() -> str:
    """Return the style by which a chosen word leaves out what does not have it, but never the entry in the address."""
    return "\n".join(
        f".bd-article:has(#{token}:checked) .os-item:not(.{token}, :target) {{ display: none; }}"
        for axis, words in _words().items()
        for token in (_token(axis, word) for word in words)
    )


class ClaimFinder(SphinxDirective):
    """Write the form, the table and the links to the same for machines."""

    def run(self) -> list[nodes.Node]:
        """Return them."""
        claims = list(the_dataset().records["claims"].values())
        counts = Counter((axis, word) for claim in claims for axis, word in _values(claim).items())
        heads = ["Claim", *_LABELS.values(), "Likelihood"]
        table = table_node("All claims, with their verdicts", heads, map(_cells, claims), "os-claims")
        (body,) = table.findall(nodes.tbody)
        for row, claim in zip(body.children, claims, strict=True):
            row["classes"] += ["os-item", *tokens(claim)]  # type: ignore[index]
        taken = nodes.paragraph("", "The whole ledger for machines: ", classes=["os-note"])
        taken += [package_reference(self.env, LEDGER_NAME), nodes.Text(", described by ")]
        taken += [package_reference(self.env, LEDGER_SCHEMA_NAME), nodes.Text(" (JSON Schema).")]
        return [finder("", counts=dict(counts), total=len(claims)), table, taken]


def _cells(claim: Any) -> list[Cell]:
    mark = nodes.reference("", claim.id, internal=True, refuri=f"#{claim.id}")
    values = _values(claim)
    words = [values.get(axis, "") for axis in _LABELS]
    named = claim.forecast and claim.forecast.low_percent is not None
    likelihood = f"{claim.forecast.low_percent} to {claim.forecast.high_percent}%" if named else ""
    return [mark, *words, likelihood]


def _visit(self: Any, node: finder) -> None:
    axes = "".join(_fieldset(self, axis, words, node) for axis, words in _words().items())
    self.body.append(
        '<form class="os-finder" role="search" aria-label="Find claims" autocomplete="off">\n'
        '<p class="os-words pst-js-only"><label for="words">Words in the entry</label>'
        '<input type="search" id="words" name="q" spellcheck="false"></p>\n'
        '<details class="os-choices"><summary>Filter by part, kind and verdict</summary>\n'
        f'<div class="os-axes">{axes}</div></details>\n'
        f'<p class="os-found"><output class="pst-js-only" aria-live="polite">{node["total"]} of {node["total"]} claims</output>'
        ' <button type="reset" class="os-button">Show all</button></p></form>\n'
    )
    raise nodes.SkipNode


def _fieldset(self: Any, axis: str, words: list[str], node: finder) -> str:
    counts = node["counts"]
    choices = [("", "all", node["total"])]
    choices += [(_token(axis, word), word, counts[axis, word]) for word in words if (axis, word) in counts]
    inputs = "".join(
        f'<label><input type="radio" name="{axis}" value="{token.removeprefix(axis + "-")}"'
        f"{f' id={chr(34)}{token}{chr(34)}' if token else ' checked'}> "
        f"{self.encode(PARTS.get(word, word))} <small>{count}</small></label>"
        for token, word, count in choices
    )
    return f"<fieldset><legend>{_LABELS[axis]}</legend>{inputs}</fieldset>\n"


def _skip(_self: Any, _node: finder) -> None:
    raise nodes.SkipNode


def setup(app: Sphinx) -> None:
    """Register the directive and the form."""
    app.add_directive("claim-finder", ClaimFinder)
    app.add_node(finder, html=(_visit, None), text=(_skip, None), latex=(_skip, None))
