"""Tables as nodes, the same way everywhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from docutils import nodes

__all__ = ["Cell", "table_node"]

Cell = str | int | nodes.Node | Sequence[nodes.Node]


def table_node(heads: Sequence[str], rows: Iterable[Sequence[Cell]], *classes: str) -> nodes.table:
    """Return a table. A cell is a text, a number, a node in line, a whole entry, or paragraphs."""
    group = nodes.tgroup("", *(nodes.colspec(colwidth=1) for _ in heads), cols=len(heads))
    group += nodes.thead("", nodes.row("", *(_entry(head) for head in heads)))
    group += nodes.tbody("", *(nodes.row("", *(_entry(cell) for cell in row)) for row in rows))
    return nodes.table("", group, classes=["os-data", *classes])


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
