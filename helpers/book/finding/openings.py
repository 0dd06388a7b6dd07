"""How a page opens: its first paragraph as plain text, short enough for a list of search results."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from docutils import nodes

__all__ = ["opening", "shortened"]

_MOST = 300
_SENTENCE = re.compile(r"(?<=[.?!])[”)]*\s+(?=[A-Z“(0-9])")


def opening(doctree: nodes.document) -> str:
    """Return the first paragraph that stands under the title of a page, its numbers looked up, without marks of claims."""
    section = next(iter(doctree.findall(nodes.section)), doctree)
    first = next((child for child in section.children if isinstance(child, nodes.paragraph)), None)
    text = " ".join("".join(_texts(first)).split()) if first else ""
    return shortened(re.sub(r"\s+(?=[,.;:?!)])", "", text))


def _texts(node: nodes.Node) -> Iterator[str]:
    if isinstance(node, nodes.Text):
        yield node.astext()
    elif isinstance(node, nodes.Element) and not {"os-claim", "headerlink"} & set(node.get("classes", [])):
        for child in node.children:
            yield from _texts(child)


def shortened(text: str, most: int = _MOST) -> str:
    """Return as many whole sentences as there is room for; of a first one that is too long, its first clauses or words.

    >>> shortened("It is so. It was not. It may be.", 22)
    'It is so. It was not.'
    >>> shortened("Whether it is so depends on many things, none of them sure.", 45)
    'Whether it is so depends on many things …'
    >>> shortened("Whether it is so, and since when, depends on many things.", 45)
    'Whether it is so, and since when …'
    """
    kept = ""
    for sentence in _split(text):
        longer = f"{kept} {sentence}".strip()
        if len(longer) > most:
            break
        kept = longer
    if kept or not text:
        return kept
    cut = text[: text.rindex(" ", 0, most - 1)]
    clause = max(cut.rfind(f"{mark} ") for mark in ",;:")  # after which a stop disturbs least
    return cut[: clause if clause > most / 2 else None].rstrip(",;: ") + " …"


def _split(text: str) -> list[str]:
    ends = [0, *(found.end() for found in _SENTENCE.finditer(text)), len(text)]
    return [text[start:end].strip() for start, end in pairwise(ends)]
