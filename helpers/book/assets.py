"""What the page loads besides its text: our style sheet and script, the colours, plotly.js. Nothing from another host."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from helpers.book.ledger.finder import finder, rules
from helpers.book.memory import memory_of
from helpers.book.takeaways import take
from helpers.figures.style import tokens

__all__ = ["setup"]

STATIC = Path(__file__).parent / "static"
_PARTS = ("figures.js", "explorer.js", "take.js")
_USED_BY: dict[type[nodes.Node], str] = {take: "one-shield.js", finder: "ledger.js"}
"""Scripts by what a page has that needs them."""


def colour_variables() -> str:
    """Return the colours as custom properties, light and dark."""
    themes = {":root": "light", 'html[data-theme="dark"]': "dark"}
    return "\n".join(
        f"{selector} {{\n" + "".join(f"  --os-{name}: {values[theme]};\n" for name, values in tokens().items()) + "}"
        for selector, theme in themes.items()
    )


def _text(name: str) -> str:
    return (STATIC / name).read_text(encoding="utf-8")


def _script(plotly_js: Path) -> str:
    version = hashlib.sha256(plotly_js.read_bytes()).hexdigest()[:8]
    names = {"OS_COLOURS": tokens(), "OS_PLOTLY": f"plotly.min.js?v={version}"}
    constants = "".join(f"window.{name} = {json.dumps(value)};\n" for name, value in names.items())
    return constants + "".join(map(_text, _PARTS))


def _write(app: Sphinx, env: Any) -> None:
    if app.builder.format != "html":
        return
    folder = Path(app.outdir) / "_static"
    folder.mkdir(parents=True, exist_ok=True)
    files = {
        "one-shield.css": "\n\n".join([colour_variables(), _text("book.css"), rules()]),
        "front.css": _text("front.css"),
        "one-shield.js": _script(memory_of(env).plotly_js),
        "ledger.js": _text("ledger.js"),
        "reader.js": _text("reader.js"),
        "plotly.min.js": memory_of(env).plotly_js.read_text(encoding="utf-8"),
    }
    for name, text in files.items():
        path = folder / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")


def _page(app: Sphinx, name: str, _template: str, _context: dict[str, Any], doctree: Any) -> None:
    if name == app.config.root_doc:
        app.add_css_file("front.css")
    for node, script in _USED_BY.items():
        if doctree is not None and next(iter(doctree.findall(node)), None) is not None:
            app.add_js_file(script, loading_method="defer")


def setup(app: Sphinx) -> None:
    """Register the assets."""
    app.add_css_file("one-shield.css")
    app.connect("html-page-context", _page)
    app.connect("env-updated", _write, priority=900)  # before pages, whose links carry the checksum of each file
