"""What the page loads besides its text: our style sheet and script, the colours, plotly.js. Nothing from another host."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from helpers.book.outputs import plot
from helpers.figures.style import tokens

__all__ = ["setup"]

STATIC = Path(__file__).parent / "static"
_UNUSED = ("thebe", "sphinx-thebe")  # live code needs a server; the theme's script is loaded twice and throws


def colour_variables() -> str:
    """Return the colours as custom properties, light and dark."""
    themes = {":root": "light", 'html[data-theme="dark"]': "dark"}
    return "\n".join(
        f"{selector} {{\n" + "".join(f"  --os-{name}: {values[theme]};\n" for name, values in tokens().items()) + "}"
        for selector, theme in themes.items()
    )


def _write(app: Sphinx) -> None:
    if app.builder.format != "html":
        return
    from plotly.offline import get_plotlyjs  # the 4.8 MB text is read only when a site is written

    folder = Path(app.outdir) / "_static"
    folder.mkdir(parents=True, exist_ok=True)
    files = {
        "one-shield.css": colour_variables() + "\n\n" + (STATIC / "book.css").read_text(encoding="utf-8"),
        "one-shield.js": f"window.OS_COLOURS = {json.dumps(tokens())};\n"
        + (STATIC / "figures.js").read_text(encoding="utf-8"),
        "plotly.min.js": get_plotlyjs(),
    }
    for name, text in files.items():
        path = folder / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")


def _page(app: Sphinx, _name: str, _template: str, context: dict[str, Any], doctree: Any) -> None:
    if doctree is not None and next(iter(doctree.findall(plot)), None) is not None:
        app.add_js_file("one-shield.js", loading_method="defer")
    for kind in ("script_files", "css_files"):
        context[kind] = [file for file in context.get(kind, []) if not any(word in str(file) for word in _UNUSED)]


def setup(app: Sphinx) -> None:
    """Register the assets."""
    app.add_css_file("one-shield.css")
    app.connect("html-page-context", _page, priority=900)
    app.connect("builder-inited", _write)  # before pages, whose links carry the checksum of each file
