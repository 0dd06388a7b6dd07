"""The directive ``{data-package}`` and the role ``{data-file}``: links to the dataset, and its files beside the pages."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective, SphinxRole

from helpers.book.once import the_dataset
from helpers.book.tables import Cell, table_node
from helpers.dataset.changelog import data_version
from helpers.export import DATABASE_NAME, LEDGER_NAME, LEDGER_SCHEMA_NAME, ZIP_NAME, export, export_zip
from helpers.paths import BUILD

__all__ = ["DOWNLOADS", "package_reference", "setup"]

DOWNLOADS = "_data"
_PACKAGE = BUILD / "package"
_FORMS = ("csv", "json", "parquet")


class package_link(nodes.General, nodes.Element):  # noqa: N801
    """A link to one file of the package, with its size."""


class DataPackage(SphinxDirective):
    """Write the version, and a link to each form of the dataset."""

    def run(self) -> list[nodes.Node]:
        """Return a paragraph and a list of links."""
        version, date = data_version()
        whole = nodes.paragraph("", "", package_reference(self.env, ZIP_NAME, "Download the dataset"))
        whole += nodes.Text(
            f": version {version} of {date}, all tables in all forms, with codebook, licence and citation."
        )
        rows: list[list[Cell]] = [
            [
                nodes.literal("", name),
                *(
                    package_reference(self.env, f"{kind}/{name}.{kind}", f"{kind.upper()} of {name}", kind)
                    for kind in _FORMS
                ),
            ]
            for name in the_dataset().frames
        ]
        others = nodes.bullet_list()
        for file, label, about in (
            (
                DATABASE_NAME,
                "SQLite",
                "all tables with their keys in one file, for Datasette or any SQL client",
            ),
            (LEDGER_NAME, LEDGER_NAME, "the ledger: every claim with both verdicts, its records and their sources"),
            (LEDGER_SCHEMA_NAME, LEDGER_SCHEMA_NAME, "what stands where in it (JSON Schema)"),
            (
                "datapackage.json",
                "datapackage.json",
                "types, units, rules and keys for machines (Frictionless Data Package)",
            ),
            ("metadata.json", "metadata.json", "the same descriptions in the form that Datasette reads"),
            ("CODEBOOK.md", "CODEBOOK.md", "the codebook as one text"),
        ):
            line = nodes.paragraph("", "", package_reference(self.env, file, label), nodes.Text(f": {about}."))
            others += nodes.list_item("", line)
        return [
            whole,
            others,
            table_node("Files of each table", ("Table", "CSV", "JSON", "Parquet"), rows, "os-forms"),
        ]


class PackageRole(SphinxRole):
    """``{data-file}`the whole dataset <name.zip>```: a link to one file of the package, with its size."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the link."""
        label, _, file = self.text.rstrip(">").partition(" <")
        return [package_reference(self.env, file or label, label)], []


def package_reference(env: BuildEnvironment, file: str, label: str = "", shown: str = "") -> package_link:
    """Return a link from the page that is being read to a file of the package, under its own name or another."""
    env.os_has_package = True  # type: ignore[attr-defined]
    label = label or file
    return package_link("", docname=env.docname, file=file, label=label, shown=shown or label)


def _visit_link(self: Any, node: package_link) -> None:
    href = "../" * self.builder.get_target_uri(node["docname"]).count("/") + f"{DOWNLOADS}/{node['file']}"
    size = f"{(_PACKAGE.parent / ZIP_NAME if node['file'] == ZIP_NAME else _PACKAGE / node['file']).stat().st_size / 1000:,.0f} kB"
    name = f' aria-label="{self.attval(node["label"])}"' if node["shown"] != node["label"] else ""
    self.body.append(f'<a href="{href}"{name} download>{self.encode(node["shown"])}</a> <small>{size}</small>')
    raise nodes.SkipNode


def _describe(self: Any, node: package_link) -> None:
    self.add_text(node["label"]) if hasattr(self, "add_text") else self.body.append(node["label"])
    raise nodes.SkipNode


def _prepare(app: Sphinx, env: Any) -> None:
    """Write the package before the pages, which give its sizes; once for each state of the inputs."""
    if app.builder.format != "html" or not getattr(env, "os_has_package", False):
        return
    stamp = BUILD / "package.stamp"
    current = str(app.config["os_inputs"])
    parts = (stamp, _PACKAGE / "datapackage.json", BUILD / ZIP_NAME)
    if not (all(part.exists() for part in parts) and stamp.read_text(encoding="utf-8") == current):
        stamp.unlink(missing_ok=True)
        export(the_dataset(), _PACKAGE)
        export_zip(_PACKAGE, BUILD / ZIP_NAME)
        stamp.write_text(current, encoding="utf-8")
    target = Path(app.outdir) / DOWNLOADS
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(_PACKAGE, target)
    shutil.copyfile(BUILD / ZIP_NAME, target / ZIP_NAME)


def setup(app: Sphinx) -> None:
    """Register the directive, the links and the step that writes the files."""
    app.add_directive("data-package", DataPackage)
    app.add_role("data-file", PackageRole())
    app.add_node(package_link, html=(_visit_link, None), text=(_describe, None), latex=(_describe, None))
    app.connect("env-updated", _prepare)
