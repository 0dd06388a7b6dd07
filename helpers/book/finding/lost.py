"""Two pages that no chapter writes: the one for addresses that lead nowhere, and the one at the root of the site."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sphinx.application import Sphinx

__all__ = ["rooted", "setup"]

LOST = "404"
_RELATIVE = re.compile(r'(\b(?:href|src|action|data-content_root)=")(?![a-z][a-z+.-]*:|[/#])(?:\./)?')
_FOR_MACHINES = re.compile(
    r'<meta (?:name="(?:description|twitter:[^"]*)"|property="og:[^"]*") [^>]*>|<link rel="canonical"[^>]*>'
)
_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'"


def _collect(_app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    yield LOST, {"title": "Page not found"}, f"{LOST}.html"


def rooted(html: str, site: str) -> str:
    """Return a page of the root with addresses that hold at any depth: hosts answer with it in whatever folder one is lost.

    >>> rooted('<a href="#x"></a><a href="chapters/a.html"></a>', "https://example.org/book/")
    '<a href="#x"></a><a href="/book/chapters/a.html"></a>'
    """
    base = urlsplit(site).path
    return _RELATIVE.sub(lambda found: found[1] + base, html)


def front_door(front: str, address: str) -> str:
    """Return the page at the root, which leads on without a script, and says to machines what the front page says.

    >>> "og:title" in front_door('<title>Book</title><meta property="og:title" content="Book" />', "a/b.html")
    True
    """
    title = re.search(r"<title>.*?</title>", front, re.DOTALL)
    lines = [
        '<meta charset="utf-8" />',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}" />',
        f'<meta http-equiv="refresh" content="0; url={escape(address)}" />',
        '<meta name="viewport" content="width=device-width, initial-scale=1.0" />',
        title[0] if title else "",
        *_FOR_MACHINES.findall(front),
    ]
    body = f'<main><h1><a href="{escape(address)}">To the book</a></h1></main>'
    head = "\n".join(f"    {line}" for line in lines)
    return f'<!DOCTYPE html>\n<html lang="en">\n  <head>\n{head}\n  </head>\n  <body>{body}</body>\n</html>\n'


def _write(app: Sphinx, exception: Exception | None) -> None:
    if exception or app.builder.name != "html":
        return
    site, front = Path(app.outdir), app.builder.get_target_uri(app.config.root_doc)
    page = front_door((site / front).read_text(encoding="utf-8"), front)
    (site / "index.html").write_text(page, encoding="utf-8")
    if app.config.html_baseurl:
        lost = site / f"{LOST}.html"
        lost.write_text(rooted(lost.read_text(encoding="utf-8"), app.config.html_baseurl), encoding="utf-8")


def setup(app: Sphinx) -> None:
    """Register both pages; what leads to the front page otherwise has been written by then."""
    app.connect("html-collect-pages", _collect)
    app.connect("build-finished", _write, priority=700)
