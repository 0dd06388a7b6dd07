"""Tables as nodes, the same way everywhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

__all__ = ["Cell", "data_rows", "setup", "table_node", "written_cell"]

Cell = str | int | nodes.Node | Sequence[nodes.Node]


class hidden_caption(nodes.General, nodes.Element):  # noqa: N801  docutils names nodes in lower case
    """What a table shows, for those who do not see where it stands."""


class data_rows(nodes.General, nodes.Element):  # noqa: N801
    """Rows of data, written straight to HTML: thousands of cells need no place in the document tree."""


def table_node(label: str, heads: Sequence[str], rows: Iterable[Sequence[Cell]], *classes: str) -> nodes.table:
    """Return a table whose first column heads its rows; without a label, one that gets its title elsewhere.

    A cell is a text, a number, a node in line, a whole entry, or paragraphs.
    """
    columns = (
        nodes.colspec(colwidth=1, stub=1) if label and i == 0 else nodes.colspec(colwidth=1) for i in range(len(heads))
    )
    group = nodes.tgroup("", *columns, cols=len(heads))
    group += nodes.thead("", nodes.row("", *(_entry(head) for head in heads)))
    group += nodes.tbody("", *(nodes.row("", *(_entry(cell) for cell in row)) for row in rows))
    caption = [hidden_caption("", label=label)] if label else []
    return nodes.table("", *caption, group, classes=["os-data", *classes])


def _entry(cell: Cell) -> nodes.entry:
    if isinstance(cell, int):
        cell = f"{cell:,}"
    if isinstance(cell, str):
        return nodes.entry("", nodes.paragraph("", cell))
    if isinstance(cell, nodes.entry):
        return cell
    if isinstance(cell, nodes.paragraph):
        return nodes.entry("", cell)
    if isinstance(cell, nodes.Node):
        return nodes.entry("", nodes.paragraph("", "", cell))
    return nodes.entry("", *cell)


def written_cell(value: Any) -> str:
    """Return a value as the CSV has it."""
    if value is None:
        return ""
    return repr(value) if isinstance(value, float) else str(value)


def _visit_rows(self: Any, node: data_rows) -> None:
    head = "".join(f'<th scope="col">{self.encode(column)}</th>' for column in node["columns"])
    body = "".join(
        "<tr>" + "".join(f"<td>{self.encode(written_cell(value))}</td>" for value in row) + "</tr>\n"
        for row in node["rows"]
    )
    self.body.append(
        '<div class="pst-scrollable-table-container" tabindex="0"><table class="table os-data">'
        f'<caption class="visually-hidden">{self.encode(node["caption"])}</caption>'
        f"<thead><tr>{head}</tr></thead>\n<tbody>{body}</tbody></table></div>\n"
    )
    raise nodes.SkipNode


def _visit_caption(self: Any, node: hidden_caption) -> None:
    self.body.append(f'<caption class="visually-hidden">{self.encode(node["label"])}</caption>')
    raise nodes.SkipNode


def _skip(_self: Any, _node: nodes.Element) -> None:
    raise nodes.SkipNode


def setup(app: Sphinx) -> None:
    """Register the caption and the rows."""
    app.add_node(data_rows, html=(_visit_rows, None), text=(_skip, None), latex=(_skip, None))
    app.add_node(hidden_caption, html=(_visit_caption, None), text=(_skip, None), latex=(_skip, None))
