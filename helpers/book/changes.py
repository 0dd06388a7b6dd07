"""The directive ``{latest-changes}``: what the newest version of the data brought, from its changelog."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from helpers.dataset.changelog import CHANGELOG, versions
from helpers.dataset.dates import written

__all__ = ["setup"]


class LatestChanges(SphinxDirective):
    """Write version and date, and the text of the changelog's first section."""

    def run(self) -> list[nodes.Node]:
        """Return the text as the page's own."""
        self.env.note_dependency(str(CHANGELOG))
        newest = versions()[0]
        lead = nodes.paragraph("", f"Version {newest.number} of the data, {written(newest.date)}:", classes=["os-note"])
        return [lead, *self.parse_text_to_nodes(newest.text)]


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("latest-changes", LatestChanges)
