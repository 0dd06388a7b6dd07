"""References inside the book: to a source, to a claim. Nodes name their target; the address is filled in at the end."""

from __future__ import annotations

from collections.abc import Sequence

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.domains.std import StandardDomain
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

from helpers.book.once import the_dataset
from helpers.dataset.dates import written
from helpers.dataset.schema.sources import Source

__all__ = [
    "book_reference",
    "brief",
    "claim_target",
    "correction_target",
    "disclosure",
    "note_target",
    "setup",
    "source_paragraph",
    "source_reference",
]

logger = logging.getLogger(__name__)
_MOST_SOURCES_IN_LINE = 4


class disclosure(nodes.General, nodes.Element):  # noqa: N801
    """A part that the reader can open."""


def book_reference(*children: nodes.Node, target: str, tooltip: str, classes: list[str]) -> nodes.reference:
    """Return a reference to a target that some page of the book declares with `note_target`.

    It is a plain reference, which Sphinx can handle in headings too; its address is filled in at the end.
    """
    return nodes.reference(
        "",
        "",
        *children,
        internal=True,
        refuri="#",
        classes=classes,
        os_target=target,
        **({"reftitle": tooltip} if tooltip else {}),
    )


def claim_target(key: str) -> str:
    """Return the name of the target of a claim."""
    return f"claim:{key}"


def correction_target(key: str) -> str:
    """Return the name of the target of an error that was found."""
    return f"correction:{key}"


def source_target(key: str) -> str:
    """Return the name of the target of a source."""
    return f"source:{key}"


def note_target(env: BuildEnvironment, name: str, node_id: str) -> None:
    """Declare that a target stands on the page that is being read."""
    domain: StandardDomain = env.get_domain("std")  # type: ignore[assignment]
    domain.note_hyperlink_target(name, env.docname, node_id)


def source_reference(key: str, shown: str = "") -> nodes.reference:
    """Return a reference to a source: publisher and year with the rest on pointing, or another text without it."""
    source = the_dataset().cite(key)
    return book_reference(
        nodes.Text(shown or brief(source)),
        target=source_target(key),
        tooltip="" if shown else describe(source),
        classes=["os-source"],
    )


def brief(source: Source) -> str:
    """Return a source as publisher and year."""
    return f"{source.publisher} {source.published[:4]}" if source.published else source.publisher


def describe(source: Source) -> str:
    """Return a source in one line."""
    when = f", {written(source.published)}" if source.published else ""
    return f"{source.publisher}: {source.title}{when}{'' if source.accessed else ' (cited from knowledge, not read)'}"


def source_paragraph(keys: Sequence[str]) -> list[nodes.Element]:
    """Return the sources of a figure: in line when they are few, behind a disclosure when they are many."""
    if len(keys) <= _MOST_SOURCES_IN_LINE:
        paragraph = nodes.paragraph("", "Sources: ", classes=["os-note"])
        for i, key in enumerate(keys):
            paragraph += [nodes.Text("; ")] if i else []
            paragraph += source_reference(key)
        return [paragraph]
    items = (nodes.list_item("", nodes.paragraph("", "", source_reference(key))) for key in keys)
    return [disclosure("", nodes.bullet_list("", *items), summary=f"Sources ({len(keys)})", classes=["os-source-list"])]


def _resolve(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    targets = app.env.get_domain("std").anonlabels  # type: ignore[attr-defined]
    for node in list(doctree.findall(nodes.reference)):
        name = node.attributes.pop("os_target", None)
        if name is None:
            continue
        if name not in targets:
            logger.warning("nothing in the book declares the target '%s'", name, location=node)
            node.replace_self(nodes.inline("", "", *node.children))
            continue
        page, anchor = targets[name]
        node["refuri"] = f"{app.builder.get_relative_uri(docname, page)}#{anchor}"


def _forget(_app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Forget the targets of pages that are about to be read: what has moved to another page is not there twice."""
    labels: dict[str, tuple[str, str]] = env.get_domain("std").anonlabels  # type: ignore[attr-defined]
    kinds = ("claim:", "correction:", "source:")
    for name in [name for name, (page, _) in labels.items() if page in docnames and name.startswith(kinds)]:
        del labels[name]


def setup(app: Sphinx) -> None:
    """Register the nodes, and the first and the last step of references."""
    app.connect("env-before-read-docs", _forget)
    app.add_node(disclosure, html=(_visit_disclosure, _depart_disclosure), text=(_pass, _pass), latex=(_pass, _pass))
    app.connect("doctree-resolved", _resolve)


def _pass(_self, _node) -> None:  # type: ignore[no-untyped-def]
    """Let other formats than HTML show what is inside."""


def _visit_disclosure(self, node) -> None:  # type: ignore[no-untyped-def]
    kinds = " ".join(["os-details", *node["classes"]])
    self.body.append(f'<details class="{kinds}"><summary>{self.encode(node["summary"])}</summary>\n')


def _depart_disclosure(self, _node) -> None:  # type: ignore[no-untyped-def]
    self.body.append("</details>\n")
