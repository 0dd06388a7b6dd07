"""Numbers that stand typed in the prose of a chapter, where they should be looked up or computed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from helpers.paths import CHAPTERS, ROOT

__all__ = ["untraced_numerals"]

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DESIGNATIONS = (
    "Phase|Block|Version|Section|Article|Figure|Table|Part|Chapter|Python|Book|BY|ICD|Directive|Resolution|Federal Law"
)
_NO_PROSE = (
    re.compile(r"^(`{3,}|~{3,}).*?^\1", re.MULTILINE | re.DOTALL),  # directives and code
    re.compile(r"^:.*$", re.MULTILINE),  # the fences of a directive of prose, and its options
    re.compile(r"\{[\w-]+\}`[^`]*`"),  # roles, which look numbers up
    re.compile(r"`[^`]*`"),
    re.compile(r"\]\([^)]*\)"),  # addresses of links
    re.compile(r"https?://\S+"),
    re.compile(r"^\s*\d+\. ", re.MULTILINE),  # items of a list
    re.compile(r"<[^>]*>"),
)
_EXCEPTIONS = (
    re.compile(rf"\b\d{{1,2}} (?:{_MONTHS})\b(?: \d{{4}})?"),  # dates
    re.compile(r"\b(?:19|20)\d\d(?:-\d\d)?s?\b"),  # years
    re.compile(r"\b\d+(?:st|nd|rd|th)\b"),  # ordinals
    re.compile(r"\b\d+\.\d+\.\d+\S*"),  # versions of software
    re.compile(rf"\b(?:{_DESIGNATIONS})s? \d[\d.,]*"),
    re.compile(r"\b[A-Za-z]+[-/]?\d[\w/-]*"),  # SM-3, A15, ES-11/1
    re.compile(r"\b\d+-?[A-Z][\w/-]*"),  # 9M729, 3M-54E
    re.compile(r"\b\d+\+\d+\b|\b1:\d+"),  # the 16+1, scales of maps
)
_NUMERAL = re.compile(r"(?<![\w.-])\d[\d,]*(?:\.\d+)?")


def untraced_numerals(folder: Path = CHAPTERS) -> Iterator[str]:
    """Yield a line for every number in the prose that no role looked up; years, dates, ordinals and designations are free."""
    for path in sorted((*folder.rglob("*.md"), *folder.rglob("*.ipynb"))):
        if ".ipynb_checkpoints" in path.parts:
            continue
        shown = path.relative_to(ROOT) if path.is_relative_to(ROOT) else path
        for where, text in _prose(path):
            for line, number in _numerals(text):
                yield f"{shown}: {where}line {line}: {number}"


def _prose(path: Path) -> Iterator[tuple[str, str]]:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".md":
        yield "", text
        return
    for i, cell in enumerate(json.loads(text)["cells"], start=1):
        if cell["cell_type"] == "markdown":
            yield f"cell {i}, ", "".join(cell["source"])


def _numerals(text: str) -> Iterator[tuple[int, str]]:
    for pattern in (*_NO_PROSE, *_EXCEPTIONS):
        text = pattern.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)  # lines keep their numbers
    for found in _NUMERAL.finditer(text):
        yield text.count("\n", 0, found.start()) + 1, found[0].rstrip(",")
