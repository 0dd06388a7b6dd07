"""An empty record to fill in, with the rule of every field beside it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from pydantic.fields import FieldInfo

from helpers.dataset.canonical import WIDTH
from helpers.dataset.frames import item_class, options_of
from helpers.dataset.problems import nearest
from helpers.dataset.schema import TABLES, fields_of

__all__ = ["template"]


def template(table: str) -> Iterator[str]:
    r"""Yield the lines of an empty record of a table: its rules as comments, its optional keys commented out.

    Raises `KeyError` with the nearest table when there is no such table.

    >>> print("\n".join(list(template("countries"))[:5]))
    # A country or territory that records refer to.
    # Fill in what stands after the colons; take the '#' away from the keys that you need.
    <BLANKLINE>
    # ISO 3166-1 alpha-3 code.
    - id:
    """
    if table not in TABLES:
        raise KeyError(f"'{table}' is not a table{nearest(table, TABLES)}")
    schema = TABLES[table]
    yield f"# {str(schema.__doc__).split(chr(10), maxsplit=1)[0]}"
    yield "# Fill in what stands after the colons; take the '#' away from the keys that you need."
    yield ""
    for i, (name, info) in enumerate(fields_of(schema).items()):
        yield from _rule(info, "" if i == 0 else "  ")
        mark = "- " if i == 0 else "  " if info.is_required() else "  #"
        yield from (
            mark + line if line[0] != " " else ("  #" if "#" in mark else "  ") + line for line in _field(name, info)
        )


def _field(name: str, info: FieldInfo) -> Iterator[str]:
    kind = str(info.annotation)
    inner = item_class(info.annotation)
    is_list = "tuple" in kind
    if inner is None:
        yield f"{name}: []" if is_list else f"{name}: {{}}" if "dict" in kind else f"{name}:"
        return
    yield f"{name}:"
    indent = "- " if is_list else "  "
    for key, about in fields_of(inner).items():
        comment = f"{'' if about.is_required() else 'optional: '}{about.description}"
        yield f"  {indent if is_list else ''}{key}:  # {comment}"
        indent = "  "


def _rule(info: FieldInfo, indent: str) -> Iterator[str]:
    options = options_of(info.annotation)
    allowed = f" One of: {', '.join(options)}." if options else ""
    lead = f"{indent}# "
    yield from textwrap.wrap(f"{info.description}{allowed}", WIDTH, initial_indent=lead, subsequent_indent=lead)
