"""The directive ``{claim-strip}``: every claim as one mark, in rows by what became of it, each linked to its entry."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from helpers.book.citations import book_reference, claim_target
from helpers.book.once import the_dataset
from helpers.dataset.views.forecasts import FATES, STANDINGS

__all__ = ["setup"]


class ClaimStrip(SphinxDirective):
    """Write one row for each verdict of today, and in it one mark for each claim, filled by the verdict of its time."""

    def run(self) -> list[nodes.Node]:
        """Return what explains the marks, and the rows; nothing where no claim is assessed."""
        claims = [claim for claim in the_dataset().records["claims"].values() if claim.at_the_time and claim.since]
        if not claims:
            return []
        strip = nodes.container(classes=["os-strip"])
        for i, words in enumerate(FATES.values()):
            for word in words:
                if some := [claim for claim in claims if claim.since.verdict == word]:
                    strip += _row(word, i, some)
        return [_key(claims), strip]


def _row(word: str, fate: int, claims: Sequence[Any]) -> nodes.container:
    count = nodes.strong("", str(len(claims)))
    marks = nodes.bullet_list(classes=["os-strip-marks"])
    marks += [nodes.list_item("", nodes.paragraph("", "", _mark(claim))) for claim in claims]
    title = nodes.paragraph("", "", count, nodes.Text(f" {word}"), classes=["os-strip-word"])
    return nodes.container("", title, marks, classes=["os-strip-row", f"os-fate-{fate}"])


def _mark(claim: Any) -> nodes.reference:
    told = nodes.inline("", f"{claim.text} ", classes=["os-strip-told"])
    told += nodes.strong("", f"Then: {claim.at_the_time.verdict}. Since: {claim.since.verdict}.")
    classes = ["os-strip-mark", f"os-standing-{_standing(claim)}"]
    return book_reference(nodes.Text(f"{claim.id} "), told, target=claim_target(claim.id), tooltip="", classes=classes)


def _standing(claim: Any) -> int:
    return next(i for i, words in enumerate(STANDINGS.values()) if claim.at_the_time.verdict in words)


def _key(claims: Sequence[Any]) -> nodes.paragraph:
    key = nodes.paragraph("", "The mark says how the claim stood when it was written: ", classes=["os-note"])
    shown = sorted(set(map(_standing, claims)))
    for i in shown:
        mark = nodes.inline("", "\u00a0", classes=["os-strip-mark", f"os-standing-{i}"])
        key += [mark, nodes.Text(f"\u00a0{list(STANDINGS)[i]}{'.' if i == shown[-1] else '; '}")]
    return key


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("claim-strip", ClaimStrip)
