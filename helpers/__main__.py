"""The command line of the book and its dataset: ``python -m helpers COMMAND``."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable
from pathlib import Path

from helpers.dataset import DatasetError, load
from helpers.dataset.changelog import data_version
from helpers.paths import DATA


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code."""
    parser = argparse.ArgumentParser(prog="python -m helpers", description="Work on the book and its dataset.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    check = commands.add_parser("check", help="validate data/, and say what it holds and rests on")
    check.add_argument("folder", nargs="?", type=Path, default=DATA, help="another folder than data/")
    tidy = commands.add_parser("format", help="write the tables in their canonical form")
    tidy.add_argument("folder", nargs="?", type=Path, default=DATA, help="another folder than data/")
    new = commands.add_parser("new", help="print an empty record with the rule of every field")
    new.add_argument("table", help="the table, for example events")
    show = commands.add_parser("show", help="print a record with its sources, claims and chapters")
    show.add_argument("id", help="the id of the record, claim or source")
    export = commands.add_parser("export", help="write the dataset as a Data Package: CSV, JSON, Parquet, SQLite")
    export.add_argument("folder", type=Path, help="an empty folder, or one with an earlier export")
    commands.add_parser("build", help="execute the chapters and build the site")
    commands.add_parser("pdf", help="print the built site to one PDF")
    commands.add_parser("notebooks", help="execute the chapters and refresh the outputs stored in them")
    commands.add_parser("strip", help="remove all but text from the outputs stored in the chapters")
    chosen = parser.parse_args(arguments)
    run = {"check": _check, "format": _format, "new": _new, "show": _show, "export": _export, "build": _build}
    run |= {"pdf": _pdf, "notebooks": _notebooks, "strip": _strip}
    try:
        return run[chosen.command](chosen)
    except DatasetError as error:
        sys.stderr.write(f"{error}\n")
    except (UnknownNameError, FileExistsError) as error:
        sys.stderr.write(f"{error}\n")
    except BrokenPipeError:  # the reader of the output, such as head, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        sys.stderr.write(f"{error.filename}: {error.strerror}\n")
    return 1


class UnknownNameError(Exception):
    """An id, a table or a folder that does not exist; the message names the nearest."""


def _check(chosen: argparse.Namespace) -> int:
    from helpers.upkeep.numerals import untraced_numerals
    from helpers.upkeep.report import report
    from helpers.upkeep.tidy import untidy

    folder = _folder(chosen)
    dataset = load(folder)
    if problems := untidy(dataset, folder):
        raise DatasetError(problems)
    if folder == DATA:
        data_version()
    _print(report(dataset))
    numerals = list(untraced_numerals())
    _print([f"{len(numerals)} untraced numerals in the prose of the chapters", *numerals])
    return 0


def _format(chosen: argparse.Namespace) -> int:
    from helpers.upkeep.tidy import tidy

    folder = _folder(chosen)
    _print(f"{path.name}: rewritten" for path in tidy(load(folder), folder))
    return 0


def _folder(chosen: argparse.Namespace) -> Path:
    folder: Path = chosen.folder.resolve()
    if not folder.is_dir():
        raise UnknownNameError(f"{chosen.folder} is not a folder")
    return folder


def _new(chosen: argparse.Namespace) -> int:
    from helpers.upkeep.new import template

    try:
        lines = list(template(chosen.table))
    except KeyError as error:
        raise UnknownNameError(error.args[0]) from error
    _print(lines)
    return 0


def _show(chosen: argparse.Namespace) -> int:
    from helpers.upkeep.show import show

    dataset = load()
    try:
        dataset.find(chosen.id)
    except KeyError as error:
        raise UnknownNameError(error.args[0]) from error
    _print(show(dataset, chosen.id))
    return 0


def _export(chosen: argparse.Namespace) -> int:
    from helpers.export import export

    written = export(load(), chosen.folder)
    _print([f"{len(written)} files in {chosen.folder}"])
    return 0


def _build(_chosen: argparse.Namespace) -> int:
    from helpers.book.build import build  # Sphinx takes a second to import, which a check need not wait for

    return build(sys.stdout)


def _pdf(_chosen: argparse.Namespace) -> int:
    from helpers.book.pdf import write_pdf

    return write_pdf(sys.stdout)


def _notebooks(_chosen: argparse.Namespace) -> int:
    from helpers.book.notebooks import refresh

    return refresh(sys.stdout)


def _strip(_chosen: argparse.Namespace) -> int:
    from helpers.book.notebooks import strip

    return strip(sys.stdout)


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    sys.exit(main())
