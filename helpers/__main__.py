"""The command line: ``python -m helpers check``, ``build``, ``notebooks``, ``strip``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from helpers.dataset import DatasetError, load


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code."""
    parser = argparse.ArgumentParser(prog="python -m helpers", description="Work on the book and its dataset.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    check = commands.add_parser("check", help="validate data/ and count its records")
    check.add_argument("folder", nargs="?", type=Path, help="another folder than data/")
    commands.add_parser("build", help="execute the chapters and build the site")
    commands.add_parser("notebooks", help="execute the chapters and refresh the outputs stored in them")
    commands.add_parser("strip", help="remove all but text from the outputs stored in the chapters")
    chosen = parser.parse_args(arguments)
    try:
        if chosen.command == "check":
            return _check(chosen.folder)
        return {"build": _build, "notebooks": _notebooks, "strip": _strip}[chosen.command]()
    except DatasetError as error:
        sys.stderr.write(f"{error}\n")
        return 1


def _check(folder: Path | None) -> int:
    dataset = load(folder)
    for table, records in dataset.records.items():
        sys.stdout.write(f"{table:10} {len(records):5} records\n")
    read = int(dataset.sources["read"].sum())
    sys.stdout.write(f"{read} of {len(dataset.sources)} sources were read at their address\n")
    assessed = int(dataset.claims["at_the_time_verdict"].notna().sum())
    sys.stdout.write(f"{assessed} of {len(dataset.claims)} claims are assessed\n")
    return 0


def _build() -> int:
    from helpers.book.build import build  # Sphinx takes a second to import, which a check need not wait for

    return build(sys.stdout)


def _notebooks() -> int:
    from helpers.book.notebooks import refresh

    return refresh(sys.stdout)


def _strip() -> int:
    from helpers.book.notebooks import strip

    return strip(sys.stdout)


if __name__ == "__main__":
    sys.exit(main())
