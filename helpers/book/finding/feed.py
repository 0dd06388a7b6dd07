"""What the feed tells: each version of the data, and each error found in the articles or in a cited source."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path
from typing import Any

from docutils import nodes
from markdown_it import MarkdownIt
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from helpers.book.citations import correction_target, note_target
from helpers.book.citing import authors
from helpers.book.corrections import KINDS
from helpers.book.finding.atom import FEED, Entry, atom
from helpers.book.once import the_dataset
from helpers.dataset.articles import ARTICLES
from helpers.dataset.changelog import HEADING, versions

__all__ = ["entries", "feed_title", "setup"]

_TARGET = "changes"


def feed_title(app: Sphinx) -> str:
    """Return the name of the feed."""
    return f"{app.config.html_title}: changes"


def entries(places: dict[str, str], page: str) -> list[Entry]:
    """Return all changes, the newest first; ``places`` has the addresses of targets, ``page`` is that of the changelog."""
    found = [
        Entry(
            key=f"version:{version.number}",
            title=f"Version {version.number} of the data",
            date=version.date,
            html=MarkdownIt().render(version.text),
            href=f"{page}#{_version_anchor(version.number)}",
        )
        for version in versions()
    ]
    for record in the_dataset().records["corrections"].values():
        key = correction_target(record.id)
        words = (("States", record.states), ("Evidence", record.correct))
        html = "".join(f"<p><strong>{label}:</strong> {escape(text)}</p>\n" for label, text in words)
        found.append(
            Entry(
                key,
                f"Error found: {_culprit(record)} ({KINDS[record.kind]})",
                _read(record),
                html,
                places.get(key, page),
            )
        )
    return sorted(found, key=lambda entry: (entry.date, entry.key), reverse=True)


def _culprit(record: Any) -> str:
    if record.article:
        return f"{ARTICLES[record.article].name}, paragraph {record.paragraph}"
    source = the_dataset().cite(record.source)
    return f"{source.publisher}, “{source.title}”"


def _read(record: Any) -> str:
    """Return the day on which the last source of a correction was read: on that day, or soon after, the error was found."""
    return max(the_dataset().cite(citation.source).accessed or "" for citation in record.sources)


def _version_anchor(number: str) -> str:
    return f"version-{number}"


class ChangesFeed(SphinxDirective):
    """Invite to the feed, on the page that tells the same changes to readers."""

    def run(self) -> list[nodes.Node]:
        """Return the sentence, which has no use on paper."""
        anchor = "feed"
        note_target(self.env, _TARGET, anchor)
        address = "../" * self.env.docname.count("/") + FEED
        link = nodes.reference("", "feed", refuri=address, internal=True)
        begin, end = nodes.Text("The "), nodes.Text(" tells feed readers of each new version and of each error found.")
        return [nodes.paragraph("", "", begin, link, end, ids=[anchor], classes=["os-take"])]


def _name_versions(app: Sphinx, doctree: nodes.document) -> None:
    """Give the section of each version an address that stays when newer ones come before it."""
    place = app.env.get_domain("std").anonlabels.get(_TARGET)  # type: ignore[attr-defined]
    if not place or place[0] != app.env.docname:
        return
    for section in doctree.findall(nodes.section):
        if found := re.fullmatch(HEADING, section[0].astext()):
            section["ids"].append(_version_anchor(found[1]))


def _write(app: Sphinx, exception: Exception | None) -> None:
    if exception or app.builder.name != "html":
        return
    labels = app.env.get_domain("std").anonlabels  # type: ignore[attr-defined]
    places = {name: f"{app.builder.get_target_uri(page)}#{anchor}" for name, (page, anchor) in labels.items()}
    page = app.builder.get_target_uri(labels.get(_TARGET, (app.config.root_doc, ""))[0])
    content = atom(feed_title(app), authors(), "CC BY 4.0", app.config.html_baseurl, page, entries(places, page))
    Path(app.outdir, FEED).write_bytes(content)


def setup(app: Sphinx) -> None:
    """Register the directive, and the last step of a build."""
    app.add_directive("changes-feed", ChangesFeed)
    app.connect("doctree-read", _name_versions)
    app.connect("build-finished", _write)
