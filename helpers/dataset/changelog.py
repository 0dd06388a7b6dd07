"""The version of the dataset: the newest heading of ``data/CHANGELOG.md``."""

from __future__ import annotations

import re
from pathlib import Path

from helpers.paths import DATA

__all__ = ["CHANGELOG", "data_version"]

CHANGELOG = DATA / "CHANGELOG.md"
_HEADING = re.compile(r"^## (\d+\.\d+\.\d+) \((\d{4}-\d{2}-\d{2})\)$", re.MULTILINE)


def data_version(changelog: Path = CHANGELOG) -> tuple[str, str]:
    """Return number and date of the newest version.

    >>> number, date = data_version()
    >>> number.count("."), len(date)
    (2, 10)
    """
    match = _HEADING.search(changelog.read_text(encoding="utf-8"))
    if not match:
        raise ValueError(f"{changelog.name} has no heading of the form '## 1.2.3 (2026-11-24)'")
    return match[1], match[2]
