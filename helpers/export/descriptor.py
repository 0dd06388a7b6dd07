"""What describes the package to machines and people: ``datapackage.json``, Datasette's metadata, the codebook as text."""

from __future__ import annotations

from typing import Any

from helpers.dataset.codebook import ColumnNote, TableNote
from helpers.export.flat import SEPARATOR, frictionless_type

__all__ = ["FOREIGN_KEYS", "LICENCE", "PACKAGE_NAME", "TITLE", "codebook_text", "datapackage", "datasette_metadata"]

PACKAGE_NAME = "one-shield-two-flanks"
TITLE = "One Shield, Two Flanks: US missile defence in Eurasia, claim by claim"
_ABOUT = (
    "Claims of two articles of 2016-17 on US missile defence with their verdicts, and the sourced records behind them: "
    "systems, sites, events, tests, sales, exercises, statements, promises, votes, forces, budgets."
)
LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}
_BY = "the One Shield, Two Flanks contributors"
FOREIGN_KEYS = {
    ("agreement_years", "record"): "agreement",
    ("evidence", "claim"): "claims",
    ("bearings", "claim"): "claims",
    ("citations", "source"): "sources",
    **{(table, "country"): "countries" for table in ("sources", "systems", "sites", "tests")},
    **{("agreement_years", state): "countries" for state in ("state_a", "state_b")},
    **{("corrections", column): table for column, table in (("claim", "claims"), ("source", "sources"))},
}
"""Columns whose values are ids of another table. A column ``record`` beside ``table`` points to the table that it names."""


def datapackage(notes: list[TableNote], version: str, date: str) -> dict[str, Any]:
    """Return the descriptor of the Data Package. ``unit`` and ``separator`` are extensions of ours."""
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "profile": "tabular-data-package",
        "name": PACKAGE_NAME,
        "title": TITLE,
        "description": _ABOUT,
        "version": version,
        "created": f"{date}T00:00:00Z",
        "licenses": [LICENCE],
        "contributors": [{"title": _BY, "role": "author"}],
        "sources": [
            {
                "title": "The table sources names every publication; the table citations says which record rests on which."
            }
        ],
        "resources": [_resource(note) for note in notes],
    }


def _resource(note: TableNote) -> dict[str, Any]:
    keys = [(column, target) for (table, column), target in FOREIGN_KEYS.items() if table == note.name]
    schema: dict[str, Any] = {"fields": [_field(column) for column in note.columns], "missingValues": [""]}
    if note.columns[0].name == "id":
        schema["primaryKey"] = ["id"]
    if keys:
        schema["foreignKeys"] = [
            {"fields": [column], "reference": {"resource": target, "fields": ["id"]}} for column, target in keys
        ]
    return {
        "name": note.name,
        "title": note.name.replace("_", " "),
        "description": note.about,
        "path": f"csv/{note.name}.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def _field(column: ColumnNote) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if column.is_required else {}
    if column.allowed:
        constraints["enum"] = list(column.allowed)
    extras = {"unit": column.unit} if column.unit else {}
    if column.kind in {"list", "mapping", "sources"}:
        extras["separator"] = SEPARATOR
    field = {"name": column.name, "type": frictionless_type(column), "description": column.rule, **extras}
    return {**field, "constraints": constraints} if constraints else field


def datasette_metadata(notes: list[TableNote], version: str) -> dict[str, Any]:
    """Return titles, licence, descriptions of columns and units in the form that Datasette reads."""
    tables = {
        note.name: {
            "description": note.about,
            "columns": {column.name: column.rule for column in note.columns},
        }
        for note in notes
    }
    return {
        "title": f"{TITLE} ({version})",
        "license": LICENCE["title"],
        "license_url": LICENCE["path"],
        "source": _BY,
        "databases": {PACKAGE_NAME: {"description": _ABOUT, "tables": tables}},
    }


def codebook_text(notes: list[TableNote], version: str) -> str:
    """Return the codebook as Markdown."""
    lines = [
        f"# Codebook of {TITLE}",
        "",
        f"Version {version}. Lists in a cell are joined by a semicolon and a space.",
        "",
    ]
    for note in notes:
        lines += [f"## {note.name}", "", f"{note.about} Rows: {note.rows:,}.", ""]
        lines += [
            "| column | type | unit | allowed values | rule | example | filled |",
            "|---|---|---|---|---|---|---|",
        ]
        for c in note.columns:
            cells = (c.name, c.kind, c.unit, ", ".join(c.allowed), c.rule, c.example, c.filled)
            lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
        lines.append("")
    return "\n".join(lines)
