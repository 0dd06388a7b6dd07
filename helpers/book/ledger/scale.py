"""The directive ``{likelihood-scale}``: words of likelihood and the percentages that they stand for."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from helpers.book.tables import table_node
from helpers.dataset.schema.claims import LIKELIHOOD

__all__ = ["setup"]


class LikelihoodScale(SphinxDirective):
    """Write the table of words of likelihood."""

    def run(self) -> list[nodes.Node]:
        """Return the table."""
        rows = ((words, f"{low} to {high}") for words, (low, high) in LIKELIHOOD.items())
        return [table_node("Words of likelihood", ("Words", "Percent"), rows, "os-counts")]


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("likelihood-scale", LikelihoodScale)
