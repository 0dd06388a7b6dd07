"""Read YAML with the line of every key and item, and only the scalars of the YAML 1.2 core schema.

PyYAML guesses dates, octal numbers and yes/no (``NO`` becomes ``False``), lets a duplicate key win in silence and
forgets where a value stood. Building from its event stream instead keeps the line of everything, refuses duplicates
and aliases, and is three times as fast as composing nodes.
"""

from __future__ import annotations

import codecs
import re
from pathlib import Path
from typing import Any

import yaml

__all__ = ["LocatedDict", "LocatedList", "UnreadableYamlError", "parse_yaml", "read_text", "read_yaml"]

_LOADER: Any = getattr(yaml, "CLoader", yaml.Loader)  # libyaml where the wheel has it
_NULL = {"", "~", "null", "Null", "NULL"}
_BOOL = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_INT = re.compile(r"[-+]?(0|[1-9][0-9]*)\Z", re.ASCII)
_FLOAT = re.compile(r"[-+]?(0|[1-9][0-9]*)?(\.[0-9]*)?([eE][-+]?[0-9]+)?\Z", re.ASCII)
_MAX_DEPTH = 12


class LocatedDict(dict[str, Any]):
    """A mapping that knows the line on which it starts and the line of each key."""

    __slots__ = ("key_lines", "line")

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.key_lines: dict[str, int] = {}


class LocatedList(list[Any]):
    """A sequence that knows the line on which it starts and the line of each item."""

    __slots__ = ("item_lines", "line")

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.item_lines: list[int] = []


class UnreadableYamlError(Exception):
    """The text is not YAML that we accept; ``line`` says where."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line
        self.message = message


def read_text(path: Path) -> str:
    """Read a UTF-8 file, or raise `UnreadableYamlError` with the line that is not."""
    raw = path.read_bytes()
    if raw.startswith(codecs.BOM_UTF8):
        raise UnreadableYamlError(1, "begins with a byte order mark; save the file as UTF-8 without one")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise UnreadableYamlError(line, "is not UTF-8 text; save the file as UTF-8") from error


def read_yaml(path: Path) -> Any:
    """Parse a UTF-8 file; see `parse_yaml`."""
    return parse_yaml(read_text(path))


def parse_yaml(text: str) -> Any:
    r"""Parse one YAML document into located mappings, located lists and core scalars.

    Raises `UnreadableYamlError` for syntax errors, duplicate keys, keys that are not text, anchors and aliases (a few of them
    can expand to gigabytes), explicit tags, more than one document, and nesting deeper than any record has.

    >>> record = parse_yaml("id: redzikowo\ncountry: NO\nlat: 54.48")
    >>> record["country"], record["lat"], record.key_lines["lat"]
    ('NO', 54.48, 3)
    """
    builder = _Builder()
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        # an open quote or bracket is found out only further down: the context says where it was opened
        opened = error.context and ("quoted" in error.context or "flow" in error.context)
        mark = error.context_mark if opened else error.problem_mark or error.context_mark
        raise UnreadableYamlError(mark.line + 1 if mark else 1, f"is not valid YAML: {error.problem}") from error
    except yaml.reader.ReaderError as error:
        line = text.encode().count(b"\n", 0, error.position) + 1  # libyaml counts bytes
        raise UnreadableYamlError(
            line, f"has a character that YAML forbids (#x{error.character:04x}); remove it"
        ) from error
    return builder.result


class _Builder:
    """Assemble values from parser events; the stack holds the open containers, each with its pending key."""

    def __init__(self) -> None:
        self.result: Any = None
        self._documents = 0
        self._stack: list[tuple[LocatedDict | LocatedList, list[str | None]]] = []

    def take(self, event: Any) -> None:
        kind = type(event)
        if kind is yaml.ScalarEvent:
            self._refuse_extras(event)
            self._add_scalar(event)
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            self._refuse_extras(event)
            line = event.start_mark.line + 1
            if len(self._stack) >= _MAX_DEPTH:
                raise UnreadableYamlError(line, f"is nested deeper than {_MAX_DEPTH} levels")
            container = LocatedDict(line) if kind is yaml.MappingStartEvent else LocatedList(line)
            self._add(container, line)
            self._stack.append((container, [None]))
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self._stack.pop()
        elif kind is yaml.AliasEvent:
            line = event.start_mark.line + 1
            raise UnreadableYamlError(line, f"uses the alias '*{event.anchor}'; write the value out")
        elif kind is yaml.DocumentStartEvent:
            self._documents += 1
            if self._documents > 1:
                raise UnreadableYamlError(event.start_mark.line + 1, "starts a second document; keep one list per file")

    @staticmethod
    def _refuse_extras(event: Any) -> None:
        if event.anchor:
            raise UnreadableYamlError(event.start_mark.line + 1, f"sets the anchor '&{event.anchor}'; write values out")
        if event.tag and event.tag != "!":
            raise UnreadableYamlError(event.start_mark.line + 1, f"uses the tag '{event.tag}'; plain values only")

    def _add_scalar(self, event: Any) -> None:
        line = event.start_mark.line + 1
        if self._stack:
            container, pending = self._stack[-1]
            if isinstance(container, LocatedDict) and pending[0] is None:
                key = event.value
                if key in container:
                    first = container.key_lines[key]
                    raise UnreadableYamlError(line, f"repeats the key '{key}' of line {first}; keep one of them")
                pending[0] = key
                container.key_lines[key] = line
                return
        self._add(_core_scalar(event.value) if event.implicit[0] else event.value, line)

    def _add(self, value: Any, line: int) -> None:
        if not self._stack:
            self.result = value
            return
        container, pending = self._stack[-1]
        if isinstance(container, LocatedList):
            container.append(value)
            container.item_lines.append(line)
            return
        key = pending[0]
        if key is None:
            raise UnreadableYamlError(line, "has a key that is not plain text")
        container[key] = value
        pending[0] = None


def _core_scalar(text: str) -> Any:
    if text in _NULL:
        return None
    if text in _BOOL:
        return _BOOL[text]
    if text[0] in "+-.0123456789":
        if _INT.match(text):
            return int(text) if len(text) < 20 else float(text)
        if _FLOAT.match(text) and any(c.isdigit() for c in text.lower().split("e")[0]):
            return float(text)
    return text
