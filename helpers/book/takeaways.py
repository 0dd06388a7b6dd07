"""What a reader can take away from under a figure or table: its data with a description, pictures, a link, a citation."""

from __future__ import annotations

import csv
import io
import json
import re
from functools import lru_cache
from typing import Any

import yaml
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator

from helpers.book import figure_files
from helpers.book.memory import memory_of
from helpers.book.once import the_dataset
from helpers.book.twins import FORMS
from helpers.dataset.changelog import data_version
from helpers.export.descriptor import LICENCE
from helpers.paths import ROOT

__all__ = ["csv_text", "first_sentence", "resource", "setup", "take", "the_book"]


class take(nodes.General, nodes.Element):  # noqa: N801  docutils names nodes in lower case
    """The line of links under a figure or table; its files are written with the page."""


def csv_text(meta: dict[str, Any]) -> str:
    """Return the data as CSV; a table with sources row by row has them in a last column."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    row_sources = meta.get("row_sources") or []
    writer.writerow([*meta["columns"], *(["sources"] if row_sources else [])])
    for i, row in enumerate(meta["rows"]):
        writer.writerow([*row, *([" ".join(row_sources[i])] if row_sources else [])])
    return out.getvalue()


def resource(meta: dict[str, Any]) -> dict[str, Any]:
    """Describe the CSV as a Frictionless tabular data resource: columns with units, sources, date, licence."""
    columns = list(zip(meta["columns"], meta["units"], range(len(meta["columns"])), strict=True))
    fields = [
        {"name": name, "type": _type([row[i] for row in meta["rows"]]), **({"unit": unit} if unit else {})}
        for name, unit, i in columns
    ]
    if meta.get("row_sources"):
        fields.append({"name": "sources", "type": "string"})
    cited = map(the_dataset().cite, meta["sources"])
    return {
        "$schema": "https://datapackage.org/profiles/2.0/dataresource.json",
        "profile": "tabular-data-resource",
        "name": meta["id"],
        "title": meta["caption"],
        "path": f"{meta['id']}.csv",
        "format": "csv",
        "encoding": "utf-8",
        "schema": {"fields": fields, "missingValues": [""]},
        "licenses": [LICENCE],
        "sources": [
            {"title": f"{source.publisher}: {source.title}", **({"path": source.url} if source.url else {})}
            for source in cited
        ],
        "as_of": meta["as_of"],
        "version": data_version()[0],
    }


def _type(values: list[Any]) -> str:
    present = {type(value) for value in values if value is not None}
    if present and present <= {int, float}:
        return "integer" if present == {int} else "number"
    return "boolean" if present == {bool} else "string"


def first_sentence(caption: str) -> str:
    """Return the first sentence of a caption: the title of a figure.

    >>> first_sentence("Sites by flank. The thick line is service.")
    'Sites by flank.'
    >>> first_sentence("The U.S. shield; and more")
    'The U.S. shield.'
    """
    first = re.split(r"(?<=[a-z0-9)%][.;?])\s+(?=[A-Z])|;\s", caption, maxsplit=1)[0].rstrip(";.")
    return first if first.endswith("?") else f"{first}."


@lru_cache
def the_book() -> dict[str, Any]:
    """Return how the book wants to be cited."""
    found: dict[str, Any] = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    return found


def citation(key: str, caption: str, kind: str) -> str:
    """Return how to cite a figure or table of the book, without its address."""
    book = the_book()
    authors = ", ".join(author["name"] for author in book["authors"])
    return (
        f"{authors[0].upper()}{authors[1:]} ({book['date-released'][:4]}). {first_sentence(caption)} "
        f"{kind.title()} “{key}” in {book['title']}. Data version {data_version()[0]}. CC BY 4.0."
    )


def _visit(self: HTML5Translator, node: take) -> None:
    meta, key = node["meta"], node["meta"]["id"]
    folder = figure_files.folder(self.builder.outdir)
    (folder / f"{key}.csv").write_text(csv_text(meta), encoding="utf-8")
    described = json.dumps(resource(meta), indent=1, ensure_ascii=False) + "\n"
    (folder / f"{key}.json").write_text(described, encoding="utf-8")
    note = f" {meta['note']}" if meta.get("note") else ""
    base = figure_files.href(self.builder.get_target_uri(node["docname"]), key)
    links = [
        f'<a class="os-download" href="{base}.csv" download>Data (CSV, {len(meta["rows"])} rows)</a>',
        f'<a href="{base}.json" download>their description (JSON)</a>',
    ]
    if key in memory_of(self.builder.env).twins:
        links += [
            f'<a href="{base}-{form}" download="{key}.{kind}">picture ({kind.upper()})</a>'
            for form, kind in ((FORMS[0], "svg"), (FORMS[-1], "png"))
        ]
    self.body.append(
        f'<p class="os-note">As of {self.encode(meta["as_of"].rstrip("."))}.{self.encode(note)}'
        f' <span class="os-take">Download: {", ".join(links)}.'
        f' <button type="button" class="os-copy pst-js-only" data-link="{key}">Copy the link</button></span></p>\n'
        '<details class="os-details os-cite"><summary>Cite</summary>'
        f'<p class="os-citation">{self.encode(citation(key, meta["caption"], meta["kind"]))}</p>'
        f'<button type="button" class="os-copy pst-js-only" data-citation="{key}">Copy the citation</button></details>\n'
    )
    raise nodes.SkipNode


def _skip(_self: Any, _node: take) -> None:
    raise nodes.SkipNode


def setup(app: Sphinx) -> None:
    """Register the node."""
    app.add_node(take, html=(_visit, None), text=(_skip, None), latex=(_skip, None))
