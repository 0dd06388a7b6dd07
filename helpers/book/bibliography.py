"""The directives ``{source-list}``, every source of one type with what rests on it, and ``{source-counts}``."""

from __future__ import annotations

from collections import Counter
from typing import Any, get_args

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from helpers.book.citations import disclosure, note_target, source_target
from helpers.book.once import the_dataset
from helpers.book.tables import table_node
from helpers.dataset import Dataset
from helpers.dataset.dates import written
from helpers.dataset.evidence import SIDES, side_of, title_of
from helpers.dataset.schema.sources import Source

__all__ = ["LANGUAGES", "setup"]

LANGUAGES = {
    "ar": "Arabic", "az": "Azerbaijani", "bg": "Bulgarian", "bn": "Bengali", "cs": "Czech", "da": "Danish", "de": "German",
    "el": "Greek", "en": "English", "es": "Spanish", "et": "Estonian", "fa": "Persian", "fi": "Finnish", "fr": "French",
    "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "id": "Indonesian", "it": "Italian", "ja": "Japanese",
    "ka": "Georgian", "ko": "Korean", "lt": "Lithuanian", "lv": "Latvian", "mk": "Macedonian", "ms": "Malay", "nl": "Dutch",
    "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak", "sl": "Slovene",
    "sq": "Albanian", "sr": "Serbian", "sv": "Swedish", "ta": "Tamil", "te": "Telugu", "th": "Thai", "tl": "Tagalog",
    "tr": "Turkish", "uk": "Ukrainian", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip
"""Names of the languages of sources, for the reader."""


def _type(value: str) -> str:
    return str(directives.choice(value, get_args(Source.model_fields["type"].annotation)))


def _side(value: str) -> str:
    return str(directives.choice(value, ("us-and-allies", "others")))


class SourceList(SphinxDirective):
    """Write the sources of one type, by publisher and date; of one side only, where the list would be too long for a page."""

    option_spec = {"type": _type, "side": _side}  # noqa: RUF012  the base class's own type

    def run(self) -> list[nodes.Node]:
        """Return a line of counts and the list."""
        if "type" not in self.options:
            raise self.error("source-list needs the option ':type:'")
        dataset = the_dataset()
        sources = [s for s in dataset.records["sources"].values() if s.type == self.options["type"]]
        if side := self.options.get("side"):
            sources = [
                s
                for s in sources
                if (side_of(s, dataset.records["countries"]) == "us-and-allies") == (side == "us-and-allies")
            ]
        sources.sort(key=lambda s: (s.publisher.casefold(), s.published or "", s.id))
        publishers = len({source.publisher for source in sources})
        unread = sum(source.accessed is None for source in sources)
        count = f"{len(sources):,} sources by {publishers:,} publishers"
        count += f"; {unread} of them not read, and cited from knowledge." if unread else "."
        users = _users(dataset)
        items = nodes.bullet_list(classes=["os-sources"])
        for source in sources:
            anchor = f"source-{source.id}"
            note_target(self.env, source_target(source.id), anchor)
            items += nodes.list_item("", *_entry(source, users.get(source.id, [])), ids=[anchor])
        return [nodes.paragraph("", count, classes=["os-note"]), items]


class SourceCounts(SphinxDirective):
    """Write a table of the numbers of sources by type and by the side of their publishers."""

    def run(self) -> list[nodes.Node]:
        """Return the table."""
        dataset = the_dataset()
        counts = Counter(
            (s.type, SIDES.get(side_of(s, dataset.records["countries"]), "other"))
            for s in dataset.records["sources"].values()
        )
        heads = ["Type", *dict.fromkeys(SIDES.values()), "other", "all"]
        rows: list[list[str | int]] = []
        for kind in get_args(Source.model_fields["type"].annotation):
            row = [counts[kind, head] for head in heads[1:-1]]
            rows.append([kind, *row, sum(row)])
        rows.append(["all", *(sum(int(row[i]) for row in rows) for i in range(1, len(heads)))])
        return [table_node("Sources by type and side", heads, rows, "os-counts")]


def _users(dataset: Dataset) -> dict[str, list[str]]:
    """Return the names of the records that cite each source."""
    found: dict[str, list[str]] = {}
    links = dataset.citations.drop_duplicates(["table", "record", "source"])
    for table, key, source in zip(links["table"], links["record"], links["source"], strict=True):
        record = dataset.records[table][key]
        name = f"correction of {record.claim or record.source}" if table == "corrections" else title_of(record)
        found.setdefault(source, []).append(name)
    return found


def _entry(source: Source, users: list[str]) -> list[nodes.Node]:
    line = nodes.paragraph("", "", nodes.strong("", source.publisher), nodes.Text(": "))
    line += nodes.reference("", source.title, refuri=source.url) if source.url else nodes.Text(source.title)
    when = written(source.published) if source.published else "no date"
    extras: list[Any] = [source.author and f"by {source.author}", source.via and f"read in {source.via}", when]
    extras += [LANGUAGES[source.language] if source.language != "en" else None]
    text = ", ".join(filter(None, extras))
    line += nodes.Text(f", {text}." + ("" if source.accessed else " Not read, cited from knowledge."))
    if source.background:
        line += nodes.inline("", f" {source.background}", classes=["os-supports"])
        return [line]
    if len(users) == 1:
        line += nodes.inline("", f" Supports: {users[0]}.", classes=["os-supports"])
        return [line]
    listed = nodes.bullet_list("", *(nodes.list_item("", nodes.paragraph("", name)) for name in users))
    return [line, disclosure("", listed, summary=f"Supports {len(users)} records", classes=["os-supports"])]


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("source-list", SourceList)
    app.add_directive("source-counts", SourceCounts)
