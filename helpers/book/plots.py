"""Drawn figures on the page: the static twin first, and room for the live figure that takes its place."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.errors import SphinxError
from sphinx.writers.html5 import HTML5Translator

from helpers.book import figure_files
from helpers.book.browser import chromium
from helpers.book.memory import Output, memory_of
from helpers.book.notices import notice
from helpers.book.plotly_js import smallest_bundle
from helpers.book.twins import Twin, TwinError, draw, folder_of, forget
from helpers.figures.forms import SIZES, THEMES, WIDTH_PX

__all__ = ["output_of", "plot", "setup"]


class DrawingError(SphinxError):
    """A figure cannot be drawn; the message names it."""

    category = "A figure cannot be drawn"


class plot(nodes.General, nodes.Element):  # noqa: N801  docutils names nodes in lower case
    """A drawn figure: id, specification, words for it, height of its wide and its narrow form."""


def output_of(node: plot) -> Output:
    """Return what to remember of a figure."""
    parts = [node["spec"], node["explorer"], node["title"], node["alt"], node["heights"]]
    digest = hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]
    return Output(
        node["id"], digest, frozenset(trace.get("type", "scatter") for trace in json.loads(node["spec"])["data"])
    )


def _draw_missing(app: Sphinx, env: BuildEnvironment) -> None:
    """Draw the twins of all figures that have none yet, with the plotly.js that the site will serve."""
    if app.builder.format != "html":
        return
    memory = memory_of(env)
    memory.plotly_js = smallest_bundle(kind for output in memory.figures for kind in output.trace_types)
    folders = {output.id: folder_of(output.id, output.digest, memory.plotly_js) for output in memory.figures}
    missing = sorted(
        page for page, found in memory.outputs.items() if any(not folders[k].exists() for k in found if k in folders)
    )
    browser = chromium()
    if missing and not browser:
        notice("without Chromium the figures have no static form; the pages draw them live (see BROWSER_PATH)")
    elif missing and browser:
        plots = [node for page in missing for node in env.get_doctree(page).findall(plot)]
        twins = [Twin(p["id"], p["spec"], p["title"], p["alt"], tuple(p["heights"]), folders[p["id"]]) for p in plots]
        try:
            draw(twins, browser, memory.plotly_js)
        except TwinError as error:
            raise DrawingError(str(error)) from error
    forget(folders.values())
    memory.twins = {key: path for key, path in folders.items() if path.exists()}


def _visit_plot(self: HTML5Translator, node: plot) -> None:
    key, digest = node["id"], output_of(node).digest
    page = self.builder.get_target_uri(node["docname"])
    parts = [json.dumps(key), node["spec"], *([node["explorer"]] if node["explorer"] else [])]
    script = f"oneShield.figure({', '.join(parts)});\n"
    (figure_files.folder(self.builder.outdir) / f"{key}.js").write_text(script, encoding="utf-8")
    ratio = ";".join(
        f"--os-ratio-{size}:{WIDTH_PX[size]}/{height}" for size, height in zip(SIZES, node["heights"], strict=True)
    )
    address = figure_files.href(page, f"{key}.js?v={digest[:8]}")
    self.body.append(
        f'<div class="os-plot" id="plot-{key}" role="img" aria-label="{self.attval(node["alt"])}" style="{ratio}"'
        f' data-figure="{key}" data-script="{address}">'
    )
    if key in memory_of(self.builder.env).twins:
        self.body += [_picture(node, theme, figure_files.href(page, key), digest[:8]) for theme in THEMES]
    else:
        self.body.append(f'<p class="os-waiting">{self.encode(node["alt"])}</p>')
    self.body.append("</div>\n" + _steps(self, node))
    raise nodes.SkipNode


def _picture(node: plot, theme: str, base: str, version: str) -> str:
    """Return the twin in one theme; the description stands on the box around it."""
    wide, narrow = (f"{base}-{theme}-{size}.svg?v={version}" for size in SIZES)
    return (
        f'<picture class="os-twin os-{theme}"><source media="(max-width: 600px)" srcset="{narrow}">'
        f'<img src="{wide}" alt="" loading="lazy" width="{WIDTH_PX["wide"]}" height="{node["heights"][0]}"></picture>'
    )


def _steps(self: HTML5Translator, node: plot) -> str:
    """Return the control of a figure with steps, which works by keyboard and by touch."""
    spec = json.loads(node["spec"])
    names = [frame["name"] for frame in spec.get("frames") or []]
    if not names:
        return ""
    prefix = spec["layout"]["sliders"][0]["currentvalue"]["prefix"]
    return (
        f'<label class="os-steps pst-js-only" data-steps="{self.attval(json.dumps(names))}">{self.encode(prefix)}'
        f'<output aria-live="off">{self.encode(names[-1])}</output><input type="range" min="0" max="{len(names) - 1}" step="1"'
        f' value="{len(names) - 1}" aria-valuetext="{self.attval(names[-1])}" autocomplete="off"></label>\n'
    )


def _describe(self: Any, node: plot) -> None:
    """Other formats than HTML get the description in words."""
    self.add_text(node["alt"]) if hasattr(self, "add_text") else self.body.append(node["alt"])
    raise nodes.SkipNode


def setup(app: Sphinx) -> None:
    """Register the node, and the drawing between reading and writing."""
    app.add_node(plot, html=(_visit_plot, None), text=(_describe, None), latex=(_describe, None))
    app.connect("env-updated", _draw_missing)
