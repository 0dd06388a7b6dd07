"""What the head of a page tells machines: how the page opens, what a link to it shows, where it stands, and the feed."""

from __future__ import annotations

from html import escape
from typing import Any

from sphinx.application import Sphinx

from helpers.book.finding.atom import FEED
from helpers.book.finding.cards import HEIGHT_PX, WIDTH_PX, card_of
from helpers.book.finding.feed import feed_title
from helpers.book.finding.openings import opening

__all__ = ["setup"]


def _page(app: Sphinx, name: str, _template: str, context: dict[str, Any], doctree: Any) -> None:
    if doctree is None:  # the search, the page for lost addresses: nobody looks for them, or shares them
        context.pop("pageurl", None)
        lines = ['<meta name="robots" content="noindex" />']
    else:
        lines = [_meta(key, text) for key, text in _statements(app, name, context, doctree) if text]
    feed = context["pathto"](FEED, 1)
    lines.append(
        f'<link rel="alternate" type="application/atom+xml" title="{escape(feed_title(app))}" href="{feed}" />'
    )
    context["metatags"] = context.get("metatags", "") + "".join(f"\n    {line}" for line in lines)


def _statements(app: Sphinx, name: str, context: dict[str, Any], doctree: Any) -> list[tuple[str, str]]:
    title, text, book = app.env.titles[name].astext(), opening(doctree), app.config.html_title
    found = [
        ("description", text),
        ("og:type", "website" if name == app.config.root_doc else "article"),
        ("og:site_name", book),
        ("og:title", title),
        ("og:description", text),
        ("og:url", context.get("pageurl") or ""),
    ]
    card = card_of(app, name, doctree)
    if app.config.html_baseurl and card:  # by the protocol its address is absolute
        found += [
            ("og:image", f"{app.config.html_baseurl}{card.path}"),
            ("og:image:type", "image/png"),
            ("og:image:width", str(WIDTH_PX)),
            ("og:image:height", str(HEIGHT_PX)),
            ("og:image:alt", card.alt),
            ("twitter:card", "summary_large_image"),
        ]
    return found


def _meta(key: str, text: str) -> str:
    kind = "property" if key.startswith("og:") else "name"
    return f'<meta {kind}="{key}" content="{escape(text)}" />'


def setup(app: Sphinx) -> None:
    """Write into every page, before the theme and the policy have the last word."""
    app.connect("html-page-context", _page)
