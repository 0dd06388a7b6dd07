"""The versions of the dataset: the headings of ``data/CHANGELOG.md``, the newest first."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from helpers.dataset.problems import DatasetError, Problem
from helpers.paths import DATA

__all__ = ["CHANGELOG", "HEADING", "Version", "data_version", "versions"]

CHANGELOG = DATA / "CHANGELOG.md"
HEADING = r"(\d+\.\d+\.\d+) \((\d{4}-\d{2}-\d{2})\)"
"""Number and date of a version, as its heading has them."""


@dataclass(frozen=True)
class Version:
    """One version of the data: its number, its date, and what changed, in Markdown."""

    number: str
    date: str
    text: str


def data_version(changelog: Path = CHANGELOG) -> tuple[str, str]:
    """Return number and date of the newest version.

    Raises `DatasetError` where the file is missing or its first heading of a version has another form.

    >>> number, date = data_version()
    >>> number.count("."), len(date)
    (2, 10)
    """
    shown = f"{changelog.parent.name}/{changelog.name}"
    try:
        lines = changelog.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise DatasetError([Problem(shown, 1, "", "", f"cannot be read ({error.strerror})")]) from error
    line, heading = next(((i, text) for i, text in enumerate(lines, start=1) if text.startswith("## ")), (1, ""))
    match = re.fullmatch(f"## {HEADING}", heading)
    if not match:
        message = f"must begin a version with a heading such as '## 1.2.3 (2026-11-24)' (got '{heading}')"
        raise DatasetError([Problem(shown, line, "", "", message)])
    return match[1], match[2]


def versions(changelog: Path = CHANGELOG) -> list[Version]:
    """Return all versions, the newest first.

    >>> [version.number for version in versions()][-1]
    '0.1.0'
    """
    _, *found = re.split(rf"^## {HEADING}\n", changelog.read_text(encoding="utf-8"), flags=re.MULTILINE)
    rows = zip(found[::3], found[1::3], found[2::3], strict=True)
    return [Version(number, date, text.strip()) for number, date, text in rows]
