"""The Content-Security-Policy of each page: it may load what this site serves and nothing else, from the web or from disk.

Everything is forbidden that a line below does not allow. ``'self'`` also covers pages that are opened from the file system.
"""

from __future__ import annotations

import base64
import hashlib
import re
from typing import Any

from sphinx.application import Sphinx

from helpers.book.memory import memory_of
from helpers.book.plotly_js import full_copy

__all__ = ["policy", "setup"]

_ALWAYS = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'", "data:"],  # the icons of the style sheets are data addresses
    "base-uri": ["'none'"],
    "form-action": ["'self'"],  # the search field
}


def fingerprint(text: str) -> str:
    """Return the source expression that allows an inline element with exactly this text.

    >>> fingerprint("")
    "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
    """
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def policy(body: str, scripts: list[str], *, live: bool, full_plotly: bool, search: bool) -> str:
    """Return the policy of a page.

    Parameters
    ----------
    body
        The HTML of its text.
    scripts
        The texts of the scripts that stand inside the page.
    live
        Whether plotly.js may come to the page, which writes ``style`` attributes and fills an empty ``style`` element by
        script. The small bundles need nothing more; the full copy also inserts the style sheet of a map library.
    full_plotly
        Whether it is the full copy.
    search
        Whether the page fetches other pages, to quote from them, and so parses their ``style`` attributes.

    >>> policy("<p>", [], live=False, full_plotly=False, search=False)
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'"
    """
    rules = _ALWAYS | {"script-src": ["'self'", *map(fingerprint, scripts)]}
    if live:
        rules["style-src-elem"] = ["'self'", "'unsafe-inline'" if full_plotly else fingerprint("")]
    if live or search or re.search(r"<\w[^>]* style=", body):  # docutils writes the widths of columns so
        rules["style-src-attr"] = ["'unsafe-inline'"]
    if search:
        rules["connect-src"] = ["'self'"]
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in rules.items())


def _page(app: Sphinx, name: str, _template: str, context: dict[str, Any], _doctree: Any) -> None:
    scripts = context["script_files"]
    rules = policy(
        context.get("body", ""),
        [script.attributes["body"] for script in scripts if not script.filename],
        live=any("one-shield.js" in str(script.filename) for script in scripts),
        full_plotly=memory_of(app.env).plotly_js == full_copy(),
        search=name == "search",
    )
    meta = f'<meta http-equiv="Content-Security-Policy" content="{rules}" />'
    context["metatags"] = meta + context.get("metatags", "")  # before the title and all that is loaded


def setup(app: Sphinx) -> None:
    """Write the policy into every page, when it is known which scripts stay."""
    app.connect("html-page-context", _page, priority=950)
