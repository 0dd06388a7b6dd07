"""An entry of the ledger for machines: a ClaimReview in the words of schema.org, as a block of data that nothing executes.

The verdict at the time is the rating, the one since a second review of the same claim. There is no number: the words of the
four kinds of claims are not one scale.
"""

from __future__ import annotations

import json
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from helpers.book.citing import authors
from helpers.book.once import the_dataset
from helpers.dataset.articles import ARTICLES

__all__ = ["claim_review", "review", "setup"]


class review(nodes.General, nodes.Element):  # noqa: N801  docutils names nodes in lower case
    """The data of an entry."""


def claim_review(claim: Any, address: str) -> dict[str, Any]:
    """Return the review of a claim.

    The address of the entry may be relative: readers of JSON-LD resolve it against that of the page.
    """
    article = ARTICLES[claim.article]
    source = the_dataset().cite(article.source)
    author = {"@type": "Person", "name": article.author}
    # the address of a copy is not that of the article
    address_of = {"archivedAt" if source.via else "url": source.url} if source.url else {}
    ours = {"@type": "Organization", "name": authors()}
    work = {
        "@type": "CreativeWork",
        "name": source.title,
        "author": author,
        "publisher": {"@type": "Organization", "name": source.publisher},
        "datePublished": source.published,
        **address_of,
    }
    return {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": address,
        "author": ours,
        "datePublished": claim.checked,
        "claimReviewed": claim.text,
        "itemReviewed": {
            "@type": "Claim",
            "author": author,
            **(
                {} if claim.holder == "author" else {"creditText": f"A view that the article reports of {claim.holder}"}
            ),
            "datePublished": source.published,
            "appearance": work,
        },
        **_rated("at the time", claim.at_the_time),
        "associatedReview": {
            "@type": "Review",
            "author": ours,
            "datePublished": claim.checked,
            "reviewBody": f"What became of the claim: {claim.text}",
            **_rated("since", claim.since),
        },
    }


def _rated(aspect: str, verdict: Any) -> dict[str, Any]:
    rating = {"@type": "Rating", "alternateName": verdict.verdict, "ratingExplanation": verdict.reason}
    return {"reviewAspect": aspect, "reviewRating": rating}


def _visit(self: Any, node: review) -> None:
    base, page = self.builder.config.html_baseurl, self.builder.get_target_uri(node["docname"])
    address = f"{base.rstrip('/')}/{page}" if base else ""
    content = claim_review(the_dataset().record("claims", node["claim"]), f"{address}#{node['claim']}")
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    text = text.replace("<", "\\u003c")  # nothing in the data ends the element
    self.body.append(f'<script type="application/ld+json">{text}</script>\n')
    raise nodes.SkipNode


def _skip(_self: Any, _node: review) -> None:
    raise nodes.SkipNode


def setup(app: Sphinx) -> None:
    """Register the node."""
    app.add_node(review, html=(_visit, None), text=(_skip, None), latex=(_skip, None))
