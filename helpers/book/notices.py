"""Notices of a build: what a builder should know though nothing is wrong, shown even by a quiet Sphinx."""

from __future__ import annotations

import sys

__all__ = ["notice"]


def notice(line: str) -> None:
    """Print one line beside the messages of Sphinx; no warning, because warnings fail the build."""
    sys.stderr.write(f"notice: {line}\n")
