"""Turn what is wrong with the data into lines that say where, what and how to mend it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from helpers.dataset.schema.fields import Record
from helpers.dataset.yaml_core import LocatedDict, LocatedList

__all__ = ["DatasetError", "Problem", "line_of", "nearest", "problems_of"]


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake: ``data/systems.yml:101: thaad: range_km: must be a number (got '200km')``."""

    path: str
    line: int
    record: str
    field: str
    message: str

    def __str__(self) -> str:
        where = ": ".join(part for part in (self.record, self.field) if part)
        text = f"{where}: {self.message}" if where else self.message
        return " ".join(f"{self.path}:{self.line}: {text}".split())  # a value with line breaks stays on one line


class DatasetError(Exception):
    """The data have mistakes; ``problems`` holds all of them, and the message is one line for each."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(str(problem) for problem in self.problems))


def nearest(word: str, known: Iterable[str]) -> str:
    """Return a hint with the nearest known word, or nothing.

    >>> nearest("redzikovo", ["deveselu", "redzikowo"])
    "; did you mean 'redzikowo'?"
    """
    match = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"; did you mean '{match[0]}'?" if match else ""


def line_of(value: Any, location: Iterable[Any], default: int = 1) -> int:
    """Return the line of the deepest part of ``location`` that exists in a located value."""
    line = getattr(value, "line", default)
    for step in location:
        if isinstance(value, LocatedDict) and step in value:
            line, value = value.key_lines[step], value[step]
        elif isinstance(value, LocatedList) and isinstance(step, int) and step < len(value):
            line, value = value.item_lines[step], value[step]
        elif step != "[key]":  # pydantic's mark for a bad key of a mapping; anything else is not in the file
            break
    return int(line)


def problems_of(error: ValidationError, raw: LocatedDict, path: str, schema: type[Record]) -> list[Problem]:
    """Turn pydantic's findings on one record into problems with lines."""
    record = str(raw.get("id", "record without id" if "id" in schema.model_fields else ""))
    found, missing, misspelt = [], [], set()
    for detail in error.errors(include_url=False):
        if detail["type"] == "too_short" and detail["input"]:
            continue  # it has items, and what is wrong with them is reported
        location = _location(detail["loc"], raw)
        field = ".".join(str(step) for step in location if step != "[key]")
        problem = Problem(path, line_of(raw, location), record, field, _message(detail, location, schema))
        if detail["type"] == "missing":
            missing.append((tuple(location), problem))
            continue
        if detail["type"] == "extra_forbidden":
            misspelt |= {(*location[:-1], key) for key in _nearest_keys(location, schema)}
        found.append(problem)
    return found + [problem for place, problem in missing if place not in misspelt]  # one mistake, one line


def _location(steps: Iterable[Any], raw: Any) -> list[Any]:
    """Keep the steps that lead through the record, and the missing key or bad key at the end; drop pydantic's own."""
    location, value, steps = [], raw, list(steps)
    for i, step in enumerate(steps):
        if (isinstance(value, dict) and step in value) or (
            isinstance(value, list) and isinstance(step, int) and step < len(value)
        ):
            value = value[step]
        elif i < len(steps) - 1:
            continue
        location.append(step)
    return location


def _message(detail: Any, location: list[Any], schema: type[Record]) -> str:
    kind, got, context = detail["type"], detail["input"], detail.get("ctx", {})
    if kind == "missing":
        return "is missing; add it"
    if kind == "extra_forbidden":
        meant = _nearest_keys(location, schema)
        return f"is not a known key{nearest(str(location[-1]), meant)}"
    if kind in {"float_type", "int_type", "finite_number", "float_parsing"}:
        return f"must be a {'whole ' if kind == 'int_type' else ''}number (got {_show(got)})"
    if kind == "string_type":
        hint = "; put it in quotes" if isinstance(got, (int, float)) and not isinstance(got, bool) else ""
        return f"must be text (got {_show(got)}){hint}"
    if kind == "bool_type":
        return f"must be true or false (got {_show(got)})"
    if kind in {"tuple_type", "list_type"}:
        return f"must be a list (got {_show(got)})"
    if kind in {"dict_type", "model_type", "model_attributes_type"}:
        return f"must be a mapping of keys to values (got {_show(got)})"
    if kind == "literal_error":
        allowed = context["expected"].replace(" or ", ", ")
        hint = nearest(str(got), re.findall(r"'([^']*)'", allowed))
        return f"must be one of {allowed} (got {_show(got)}){hint}"
    if kind == "value_error":
        shown = "" if "(" in str(context["error"]) or isinstance(got, dict) else f" (got {_show(got)})"
        return f"{context['error']}{shown}"
    if kind == "too_short":
        return "must have at least one item (got none)"
    if kind == "string_pattern_mismatch":
        return f"{_PATTERNS.get(context['pattern'], 'has the wrong form')} (got {_show(got)})"
    bounds = {
        "greater_than_equal": "at least",
        "less_than_equal": "at most",
        "greater_than": "above",
        "less_than": "below",
    }
    if kind in bounds:
        limit = next(context[key] for key in ("ge", "le", "gt", "lt") if key in context)
        return f"must be {bounds[kind]} {limit:g} (got {_show(got)})"
    return f"{detail['msg'][0].lower()}{detail['msg'][1:]} (got {_show(got)})"


_PATTERNS = {
    r"^[a-z0-9]+(-[a-z0-9]+)*$": "must be an id: lower-case words and digits joined by hyphens",
    r"^[a-z][a-z0-9_]*$": "must be a name: lower-case words joined by underscores",
    r"^[AB][0-9]{2}$": "must be a claim id such as A07",
    r"^[a-z]{2}$": "must be a code of two letters such as en",
    r"^[A-Z]{3}$": "must be a country code of three capitals such as POL",
    r"^https?://[^\s<>\"]+$": "must be an address that starts with https:// or http://",
}


def _show(value: Any, limit: int = 60) -> str:
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    text = "nothing" if value is None else repr(value)
    return text if len(text) <= limit else text[: limit - 3] + "..."


def _nearest_keys(location: list[Any], schema: type[Record]) -> list[str]:
    return difflib.get_close_matches(str(location[-1]), _keys_at(schema, location[:-1]), n=1, cutoff=0.6)


def _keys_at(schema: Any, location: list[Any]) -> list[str]:
    """Return the field names of the schema at a location, for spelling hints."""
    for step in location:
        if isinstance(step, int):
            continue
        schema = _record_class(schema.model_fields[step].annotation)
    return list(schema.model_fields)


def _record_class(annotation: Any) -> Any:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return annotation
    for part in getattr(annotation, "__args__", ()):
        found = _record_class(part)
        if found is not None:
            return found
    return None
