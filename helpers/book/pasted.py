"""Results that one chapter pastes from another: the page is read again when the notebook that they come from has changed."""

from __future__ import annotations

from docutils import nodes
from myst_nb.ext.glue.utils import PendingGlueReference
from sphinx.application import Sphinx

__all__ = ["setup"]


def _depend(app: Sphinx, doctree: nodes.document) -> None:
    for reference in doctree.findall(PendingGlueReference):
        app.env.note_dependency(app.env.doc2path(reference.refdoc))


def setup(app: Sphinx) -> None:
    """Note what each page depends on."""
    app.connect("doctree-read", _depend)
