"""The one way in which a table is written, so that a change of one fact is a change of a few lines.

Records are sorted by id, keys stand in the order of the schema, small mappings and lists of words on one line, and what
has its default value is left out, unless the schema demands it. The comment at the top of a file is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import yaml
from pydantic import BaseModel

from helpers.dataset.schema import fields_of
from helpers.dataset.schema.fields import Record

__all__ = ["WIDTH", "canonical", "header_of", "plain", "write_record"]

WIDTH = 132
_BLOCK_ITEMS = ("parameters", "sources")  # items of these lists have texts that need lines of their own


class _Flow(dict[str, Any]):
    """A mapping on one line."""


class _FlowList(list[Any]):
    """A list on one line."""


class _Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    """Write plain values, and our small containers on one line."""

    def ignore_aliases(self, _data: Any) -> bool:
        return True


_Dumper.add_representer(
    _Flow, lambda dumper, data: dumper.represent_mapping("tag:yaml.org,2002:map", data.items(), flow_style=True)
)
_Dumper.add_representer(
    _FlowList, lambda dumper, data: dumper.represent_sequence("tag:yaml.org,2002:seq", data, flow_style=True)
)
_Dumper.add_implicit_resolver(
    "!date", re.compile(r"\d{4}-\d{2}\Z"), list("12")
)  # no such tag: dates come out in quotes
_Dumper.add_implicit_resolver("!number", re.compile(r"[-+.0-9][0-9.]*([eE][-+]?[0-9]+)?\Z"), list("-+.0123456789"))


def canonical(header: str, records: Iterable[Record]) -> str:
    """Return the text of a table's file: the comment, and the records in order of their ids."""
    parts = [write_record(record) for record in sorted(records, key=lambda record: record.id)]  # type: ignore[attr-defined]
    return "\n".join([header, *parts] if header else parts)


def write_record(record: Record) -> str:
    """Return one record as an item of its table's list."""
    text: str = yaml.dump(
        [plain(record)], Dumper=_Dumper, width=WIDTH, sort_keys=False, allow_unicode=True, default_flow_style=False
    )
    return text


def header_of(text: str) -> str:
    """Return the comment lines at the top of a file, or nothing. Blank lines above them do not count."""
    lines = text.lstrip("\r\n").splitlines()
    count = next((i for i, line in enumerate(lines) if not line.startswith("#")), len(lines))
    return "".join(f"{line.rstrip()}\n" for line in lines[:count])


def plain(record: Record) -> dict[str, Any]:
    """Return a record as nested plain values in the order of the schema, without what has its default."""
    found: dict[str, Any] = {}
    for name, field in fields_of(type(record)).items():
        value = getattr(record, name)
        if field.is_required() or value != field.get_default():
            found[name] = _value(name, value)
    return found


def _value(name: str, value: Any) -> Any:
    if isinstance(value, BaseModel):
        inner = plain(value)  # type: ignore[arg-type]
        return inner if any(isinstance(v, str) and len(v) > 60 for v in inner.values()) else _Flow(inner)
    if isinstance(value, dict):
        return _Flow(sorted(value.items()))
    if isinstance(value, tuple):
        if value and isinstance(value[0], BaseModel):
            items = [plain(item) for item in value]
            block = name in _BLOCK_ITEMS
            return [item if block or any(isinstance(v, list) for v in item.values()) else _Flow(item) for item in items]
        return _FlowList(value)
    return int(value) if isinstance(value, float) and value.is_integer() else value
