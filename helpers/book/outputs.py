"""From the output of a cell to nodes of the page: numbered figures and tables with sources, date and data.

MyST-NB finds `OutputRenderer` by the entry point in ``pyproject.toml`` and hands it every output. Those that `show` and
`show_table` made carry their description in the metadata; a Plotly figure without one is refused, because a reader
would get it without caption, description or sources.
"""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

from docutils import nodes
from myst_nb.core.render import MimeData, MimeRenderPlugin, NbElementRenderer
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.writers.html5 import HTML5Translator

from helpers.book.citations import disclosure, source_paragraph, source_reference
from helpers.book.tables import Cell, table_node
from helpers.figures.show import FIGURE_MIME, META_KEY

__all__ = ["DOWNLOADS", "OutputRenderer", "setup"]

logger = logging.getLogger(__name__)
DOWNLOADS = "_figures"


class plot(nodes.General, nodes.Element):  # noqa: N801  docutils names nodes in lower case
    """The drawn figure: the Plotly specification, the description, the reserved heights."""


class data_rows(nodes.General, nodes.Element):  # noqa: N801
    """The data of a figure, written straight to HTML: thousands of cells need no place in the document tree."""


class csv_download(nodes.General, nodes.Element):  # noqa: N801
    """A link to the data of a figure or table; the file is written with the page."""


class OutputRenderer(MimeRenderPlugin):
    """Render outputs of `helpers.show` and `helpers.show_table`, and leave the others to MyST-NB."""

    mime_priority_overrides = [("*", FIGURE_MIME, 1)]  # noqa: RUF012  the protocol's own type

    @staticmethod
    def handle_mime(renderer: NbElementRenderer, data: MimeData, inline: bool) -> list[nodes.Element] | None:
        """Return the nodes of an output of ours, or None."""
        meta = data.output_metadata.get(META_KEY)
        if meta is None or inline:
            if data.mime_type == FIGURE_MIME:
                docname = renderer.renderer.document.settings.env.docname
                where = f"cell {(data.cell_index or 0) + 1}"
                logger.warning("%s: a figure without show(): it has no caption or sources", where, location=docname)
                return []
            return None
        if data.mime_type != (FIGURE_MIME if meta["kind"] == "figure" else "text/html"):
            return None
        document = renderer.renderer.document
        env = document.settings.env
        docname = env.docname
        env.os_outputs.setdefault(docname, []).append(meta["id"])
        if meta["kind"] == "figure":
            spec = json.dumps(data.content, separators=(",", ":"), ensure_ascii=False)
            found = [_figure(meta, spec, docname)]
        else:
            found = _table(meta, docname)
        found[0]["names"].append(meta["id"])  # an explicit name makes {numref} find it
        document.note_explicit_target(found[0], found[0])
        return found


def _figure(meta: dict[str, Any], spec: str, docname: str) -> nodes.Element:
    node = nodes.figure("", ids=[meta["id"]], classes=["os-figure"])
    node += plot(
        "", spec=spec, id=meta["id"], alt=meta["alt"], height=meta["height"], height_narrow=meta["height_narrow"]
    )
    node += nodes.caption(meta["caption"], meta["caption"])
    rows = data_rows("", columns=meta["columns"], rows=meta["rows"], caption=meta["caption"])
    data = disclosure("", rows, summary="Data of this figure as a table")
    node += nodes.legend("", *_notes(meta, docname), data)
    return node


def _table(meta: dict[str, Any], docname: str) -> list[nodes.Element]:
    table = _data_table(meta)
    table["ids"].append(meta["id"])
    table["classes"].append("os-titled")
    table.insert(0, nodes.title(meta["caption"], meta["caption"]))
    return [table, nodes.container("", *_notes(meta, docname), classes=["os-table-notes"])]


def _notes(meta: dict[str, Any], docname: str) -> list[nodes.Element]:
    line = nodes.paragraph(classes=["os-note"])
    line += nodes.inline("", f"As of {meta['as_of']}. ")
    line += csv_download("", docname=docname, id=meta["id"], content=_csv(meta), rows=len(meta["rows"]))
    listed = [] if meta.get("row_sources") else source_paragraph(meta["sources"])  # a table names them row by row
    return [*listed, line]


def _csv(meta: dict[str, Any]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    extra = ["sources"] if meta.get("row_sources") else []
    writer.writerow([*meta["columns"], *extra])
    for i, row in enumerate(meta["rows"]):
        writer.writerow([*row, *([" ".join(meta["row_sources"][i])] if extra else [])])
    return out.getvalue()


def _data_table(meta: dict[str, Any]) -> nodes.table:
    row_sources = meta.get("row_sources") or []
    heads = [*map(str, meta["columns"]), *(["Sources"] if row_sources else [])]
    rows: list[list[Cell]] = [[_entry(value) for value in values] for values in meta["rows"]]
    for row, keys in zip(rows, row_sources, strict=False):
        row.append(_links(keys))
    return table_node("", heads, rows)


def _entry(value: Any) -> nodes.entry:
    is_date = isinstance(value, str) and re.fullmatch(r"\d{4}(-\d\d){0,2}", value) is not None
    return nodes.entry("", nodes.paragraph("", _cell(value)), classes=["os-date"] if is_date else [])


def _links(keys: list[str]) -> nodes.paragraph:
    paragraph = nodes.paragraph()
    for i, key in enumerate(keys):
        paragraph += [nodes.Text("; ")] if i else []
        paragraph += source_reference(key)
    return paragraph


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return repr(value) if isinstance(value, float) else str(value)  # as the CSV has it


def _visit_plot(self: HTML5Translator, node: plot) -> None:
    size = f"--os-height:{node['height']}px;--os-height-narrow:{node['height_narrow']}px"
    inert = node["spec"].replace("<", "\\u003c")  # no text of the data can end the element or start another
    self.body.append(
        f'<div class="os-plot" id="plot-{node["id"]}" role="img" aria-label="{self.attval(node["alt"])}" style="{size}">'
        f'<p class="os-waiting">{self.encode(node["alt"])}</p></div>\n'
        f'<script type="application/json" data-plot="plot-{node["id"]}">{inert}</script>\n'
    )
    raise nodes.SkipNode


def _visit_rows(self: HTML5Translator, node: data_rows) -> None:
    head = "".join(f'<th scope="col">{self.encode(column)}</th>' for column in node["columns"])
    body = "".join(
        "<tr>" + "".join(f"<td>{self.encode(_cell(value))}</td>" for value in row) + "</tr>\n" for row in node["rows"]
    )
    self.body.append(
        '<div class="pst-scrollable-table-container" tabindex="0"><table class="table os-data">'
        f'<caption class="visually-hidden">{self.encode(node["caption"])}</caption>'
        f"<thead><tr>{head}</tr></thead>\n<tbody>{body}</tbody></table></div>\n"
    )
    raise nodes.SkipNode


def _visit_csv(self: HTML5Translator, node: csv_download) -> None:
    folder = Path(self.builder.outdir) / DOWNLOADS
    folder.mkdir(exist_ok=True)
    (folder / f"{node['id']}.csv").write_text(node["content"], encoding="utf-8")
    depth = self.builder.get_target_uri(node["docname"]).count("/")
    href = "../" * depth + f"{DOWNLOADS}/{node['id']}.csv"
    self.body.append(f'<a class="os-download" href="{href}" download>Download the data (CSV, {node["rows"]} rows)</a>')
    raise nodes.SkipNode


def _describe(self: Any, node: plot) -> None:
    """Other formats than HTML get the description in words."""
    self.add_text(node["alt"]) if hasattr(self, "add_text") else self.body.append(node["alt"])
    raise nodes.SkipNode


def _skip(_self: Any, _node: nodes.Element) -> None:
    raise nodes.SkipNode


def _begin(app: Sphinx) -> None:
    if not hasattr(app.env, "os_outputs"):
        app.env.os_outputs = {}  # type: ignore[attr-defined]


def setup(app: Sphinx) -> None:
    """Register the nodes, and the list of the outputs of each page."""
    app.connect("builder-inited", _begin)
    app.connect("env-purge-doc", lambda _app, env, docname: env.os_outputs.pop(docname, None))
    app.add_node(plot, html=(_visit_plot, None), text=(_describe, None), latex=(_describe, None))
    app.add_node(data_rows, html=(_visit_rows, None), text=(_skip, None), latex=(_skip, None))
    app.add_node(csv_download, html=(_visit_csv, None), text=(_skip, None), latex=(_skip, None))
