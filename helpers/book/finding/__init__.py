"""How the book is found, and what its pages offer to those who want to take part.

Search engines and the book's own search, links that are shared, changes that are followed, facts that are reported. What
needs the address of the site or of the repository appears once `addresses` knows it, and is absent before.
"""

from __future__ import annotations

from sphinx.application import Sphinx

from helpers.book.finding import addresses, cards, feed, head, invitations, lost, objects, parts, sitemap

__all__ = ["setup"]


def setup(app: Sphinx) -> None:
    """Register all parts."""
    for part in (addresses, parts, cards, feed, head, invitations, lost, objects, sitemap):
        part.setup(app)
