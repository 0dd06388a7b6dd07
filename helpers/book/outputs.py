"""From the output of a cell to nodes of the page: numbered figures and tables with sources, date and data.

MyST-NB finds `OutputRenderer` by the entry point in ``pyproject.toml`` and hands it every output. Those that `show` and
`show_table` made carry their description in the metadata; a Plotly figure without one is refused, because a reader
would get it without caption, description or sources.
"""

from __future__ import annotations

import json
import re
from typing import Any

from docutils import nodes
from myst_nb.core.render import MimeData, MimeRenderPlugin, NbElementRenderer
from sphinx.util import logging

from helpers.book.citations import book_reference, claim_target, disclosure, source_paragraph, source_reference
from helpers.book.citing import first_sentence
from helpers.book.explorers import accuracy_note, controls, sentence
from helpers.book.memory import Output, memory_of
from helpers.book.once import the_dataset
from helpers.book.plots import output_of, plot
from helpers.book.tables import Cell, data_rows, table_node, written_cell
from helpers.book.takeaways import take
from helpers.figures.show import FIGURE_MIME, META_KEY

__all__ = ["OutputRenderer"]

logger = logging.getLogger(__name__)


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
        if meta["kind"] == "figure":
            found = [_figure(meta, data.content, env.docname)]
            remembered = output_of(next(found[0].findall(plot)))
        else:
            found = _table(meta, env.docname)
            remembered = Output(meta["id"])
        memory_of(env).outputs.setdefault(env.docname, {})[meta["id"]] = remembered
        found[0]["names"].append(meta["id"])  # an explicit name makes {numref} find it
        document.note_explicit_target(found[0], found[0])
        return found


def _compact(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def _figure(meta: dict[str, Any], content: Any, docname: str) -> nodes.Element:
    node, explorer = nodes.figure("", ids=[meta["id"]], classes=["os-figure"]), meta.get("explorer")
    if explorer:
        node += sentence("", id=meta["id"], text=explorer["start_sentence"])
    node += plot(
        "",
        docname=docname,
        id=meta["id"],
        spec=_compact(content),
        title=first_sentence(meta["caption"]),
        alt=meta["alt"],
        heights=[meta["height"], meta["height_narrow"]],
        explorer=_compact(explorer) if explorer else "",
    )
    if explorer:
        node += controls("", id=meta["id"], explorer=explorer, title=first_sentence(meta["caption"]))
    node += nodes.caption(meta["caption"], meta["caption"])
    rows = data_rows("", columns=meta["columns"], rows=meta["rows"], caption=meta["caption"])
    data = disclosure("", rows, summary="Data of this figure as a table")
    note = [accuracy_note(explorer)] if explorer else []
    node += nodes.legend("", *note, *source_paragraph(meta["sources"]), take("", docname=docname, meta=meta), data)
    return node


def _table(meta: dict[str, Any], docname: str) -> list[nodes.Element]:
    table = _data_table(meta)
    table["ids"].append(meta["id"])
    table["classes"].append("os-titled")
    table.insert(0, nodes.title(meta["caption"], meta["caption"]))
    listed = [] if meta.get("row_sources") else source_paragraph(meta["sources"])  # a table names them row by row
    notes = nodes.container("", *listed, take("", docname=docname, meta=meta), classes=["os-table-notes"])
    return [table, notes]


def _data_table(meta: dict[str, Any]) -> nodes.table:
    row_sources = meta.get("row_sources") or []
    heads = [*meta["columns"], *(["Sources"] if row_sources else [])]
    rows: list[list[Cell]] = [[_entry(value) for value in values] for values in meta["rows"]]
    for row, keys in zip(rows, row_sources, strict=False):
        row.append(_links(keys))
    return table_node("", heads, rows)


def _entry(value: Any) -> nodes.entry:
    if isinstance(value, str) and value in the_dataset().records["claims"]:
        mark = book_reference(nodes.Text(value), target=claim_target(value), tooltip="", classes=["os-claim"])
        return nodes.entry("", nodes.paragraph("", "", mark))
    is_date = isinstance(value, str) and re.fullmatch(r"\d{4}(-\d\d){0,2}", value) is not None
    return nodes.entry("", nodes.paragraph("", written_cell(value)), classes=["os-date"] if is_date else [])


def _links(keys: list[str]) -> nodes.paragraph:
    paragraph = nodes.paragraph()
    for i, key in enumerate(keys):
        paragraph += [nodes.Text("; ")] if i else []
        paragraph += source_reference(key)
    return paragraph
