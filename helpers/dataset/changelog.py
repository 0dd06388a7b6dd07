"""The version of the dataset: the newest heading of ``data/CHANGELOG.md``."""

from __future__ import annotations

import re
from pathlib import Path

from helpers.dataset.problems import DatasetError, Problem
from helpers.paths import DATA

__all__ = ["CHANGELOG", "data_version"]

CHANGELOG = DATA / "CHANGELOG.md"
_HEADING = re.compile(r"## (\d+\.\d+\.\d+) \((\d{4}-\d{2}-\d{2})\)")


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
    match = _HEADING.fullmatch(heading)
    if not match:
        message = f"must begin a version with a heading such as '## 1.2.3 (2026-11-24)' (got '{heading}')"
        raise DatasetError([Problem(shown, line, "", "", message)])
    return match[1], match[2]
