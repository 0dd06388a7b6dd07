"""The directive ``{codebook}``: a section for each table of the dataset, made from the schema."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from helpers.book.once import the_dataset
from helpers.book.tables import Cell, table_node
from helpers.dataset.codebook import ColumnNote, TableNote, codebook

__all__ = ["setup"]

_HEADS = ("Column", "Type, unit", "Rule and allowed values", "Example", "Filled")


class Codebook(SphinxDirective):
    """Write one section for each table."""

    def run(self) -> list[nodes.Node]:
        """Return the sections."""
        return [_section(note) for note in codebook(the_dataset())]


def _section(note: TableNote) -> nodes.section:
    section = nodes.section(ids=[f"table-{note.name}"], names=[f"table-{note.name}"])
    section += nodes.title("", note.name)
    section += nodes.paragraph("", f"{note.about} {note.rows:,} rows.")
    section += table_node(f"Columns of {note.name}", _HEADS, (_row(column) for column in note.columns), "os-codebook")
    return section


def _row(column: ColumnNote) -> list[Cell]:
    kind = f"{column.kind}, {column.unit}" if column.unit else column.kind
    rule = [nodes.paragraph("", column.rule)]
    if column.allowed:
        rule.append(nodes.paragraph("", "", nodes.emphasis("", "One of: "), nodes.Text(", ".join(column.allowed))))
    return [nodes.literal("", column.name), kind, rule, column.example, column.filled]


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("codebook", Codebook)
