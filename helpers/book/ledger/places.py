"""Where the book tests a claim: the sections that cite it, with the figures and tables that stand in them.

Places are collected when pages are read and kept in Sphinx's environment with them; `tested` writes them into the ledger at
the end, when figures have their numbers. A ledger is written again when a place, a title or a number has changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.environment.collectors import EnvironmentCollector

__all__ = ["CITES", "Place", "claim_places", "in_order", "numbers", "setup", "title_of_page"]

CITES = "os_cites"
"""The attribute by which a reference says that it cites a claim; links in tables and lists have none."""


class claim_places(nodes.General, nodes.Element):  # noqa: N801  docutils names nodes in lower case
    """Room for the places of a claim."""


@dataclass(frozen=True)
class Place:
    """A section that cites a claim. The title of a page, with what stands before its first heading, has no anchor."""

    claim: str
    anchor: str
    title: str
    shown: tuple[tuple[str, str], ...]
    """Kind (figure or table) and identifier of what is shown in the section itself."""


@dataclass
class Places:
    """Places by page, the pages with a ledger, and what the ledgers say at present."""

    cited: dict[str, list[Place]] = field(default_factory=dict)
    ledgers: set[str] = field(default_factory=set)
    written: str = ""


def _places(env: BuildEnvironment) -> Places:
    if not hasattr(env, "os_claim_places"):
        env.os_claim_places = Places()  # type: ignore[attr-defined]
    found: Places = env.os_claim_places  # type: ignore[attr-defined]
    return found


class ClaimPlaces(EnvironmentCollector):
    """Keep the places of all claims true when pages are read, leave the book, or were read by another process."""

    def clear_doc(self, _app: Sphinx, env: BuildEnvironment, docname: str) -> None:
        """Forget a page."""
        _places(env).cited.pop(docname, None)
        _places(env).ledgers.discard(docname)

    def merge_other(self, _app: Sphinx, env: BuildEnvironment, docnames: set[str], other: BuildEnvironment) -> None:
        """Take over the pages that another process has read."""
        ours, theirs = _places(env), _places(other)
        ours.cited |= {name: theirs.cited[name] for name in docnames if name in theirs.cited}
        ours.ledgers |= theirs.ledgers & set(docnames)

    def process_doc(self, app: Sphinx, doctree: nodes.document) -> None:
        """Remember which sections of a page cite a claim, each once; the front page only shows how."""
        found = [_place(mark) for mark in doctree.findall(nodes.reference) if CITES in mark]
        if found and app.env.docname != app.config.root_doc:
            _places(app.env).cited[app.env.docname] = list(dict.fromkeys(found))
        if next(iter(doctree.findall(claim_places)), None) is not None:
            _places(app.env).ledgers.add(app.env.docname)

    def get_updated_docs(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """Return the ledgers when they would say something else. Figures have got their numbers just before."""
        places = _places(env)
        now = repr(
            [(page, title_of_page(env, page), place, numbers(app, page, place)) for page, place in in_order(env)]
        )
        changed, places.written = now != places.written, now
        return sorted(places.ledgers) if changed else []


def _place(mark: nodes.reference) -> Place:
    section = _section_of(mark)
    if section is None:
        return Place(mark[CITES], "", "", ())
    shown = tuple(
        ("figure" if isinstance(node, nodes.figure) else "table", node["ids"][0])
        for node in section.findall(nodes.Element)
        if isinstance(node, nodes.figure | nodes.table) and node["ids"] and _section_of(node) is section
    )
    is_page = isinstance(section.parent, nodes.document)
    return Place(mark[CITES], "" if is_page else section["ids"][0], section[0].astext(), shown)


def _section_of(node: nodes.Node | None) -> nodes.section | None:
    while node is not None and not isinstance(node, nodes.section):
        node = node.parent
    return node


def in_order(env: BuildEnvironment) -> Iterator[tuple[str, Place]]:
    """Yield all places with their pages, as the reader comes to them."""
    cited, waiting, seen = _places(env).cited, [env.config.root_doc], set()
    while waiting:
        page = waiting.pop(0)
        if page in seen:
            continue
        seen.add(page)
        yield from ((page, place) for place in cited.get(page, []))
        waiting = [*env.toctree_includes.get(page, []), *waiting]


def title_of_page(env: BuildEnvironment, page: str) -> str:
    """Return what a page is called."""
    return str(env.titles[page].astext())


def numbers(app: Sphinx, page: str, place: Place) -> list[tuple[str, str]]:
    """Return identifier and written number, which no line may break, of what is shown in a place."""
    given = app.env.toc_fignumbers.get(page, {})
    return [
        (key, (app.config.numfig_format[kind] % ".".join(map(str, given[kind][key]))).replace(" ", "\u00a0"))
        for kind, key in place.shown
        if key in given.get(kind, {})
    ]


def setup(app: Sphinx) -> None:
    """Register the room and the collector."""
    app.add_node(claim_places)
    app.add_env_collector(ClaimPlaces)
