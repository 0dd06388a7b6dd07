"""The ledger of claims: an entry for each, where the book tests it, the filter above, and the same for machines.

`entries` writes an entry, `records` what it rests on, `places` and `tested` where chapters cite it, `review` the same as a
ClaimReview of schema.org; `finder` writes the table of all claims with the choices above it, `scale` the words of likelihood.
"""

from __future__ import annotations

from sphinx.application import Sphinx

from helpers.book.ledger import entries, finder, places, review, scale, tested

__all__ = ["setup"]


def setup(app: Sphinx) -> None:
    """Register the directives and their nodes."""
    for part in (entries, places, tested, review, finder, scale):
        part.setup(app)
