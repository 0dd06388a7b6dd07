"""Write the package: all forms of all tables with their description, licence, citation and changelog."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from helpers.dataset import Dataset
from helpers.dataset.changelog import CHANGELOG, data_version
from helpers.dataset.codebook import codebook
from helpers.export.database import write_parquet, write_sqlite
from helpers.export.descriptor import TITLE, codebook_text, datapackage, datasette_metadata
from helpers.export.flat import csv_text, flat_rows
from helpers.paths import ROOT

__all__ = ["ZIP_NAME", "export", "export_zip"]

ZIP_NAME = "one-shield-two-flanks-data.zip"
_DATABASE = "one-shield-two-flanks.sqlite"
_EPOCH = (1980, 1, 1, 0, 0, 0)


def export(dataset: Dataset, folder: Path) -> list[Path]:
    """Write the Data Package into a folder, replacing an earlier export there, and return the files.

    The folder must be empty, absent, or hold an earlier export: nothing else is ever deleted. Raises `FileExistsError`
    otherwise.
    """
    if folder.exists() and any(folder.iterdir()) and not (folder / "datapackage.json").exists():
        raise FileExistsError(f"{folder} holds other files; choose an empty folder")
    unfinished = folder.with_name(f"{folder.name}.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    _write(dataset, unfinished)
    shutil.rmtree(folder, ignore_errors=True)
    unfinished.rename(folder)  # a failure leaves the earlier export
    return sorted(path for path in folder.rglob("*") if path.is_file())


def export_zip(folder: Path, path: Path) -> None:
    """Pack an export into one file, with the same bytes for the same content."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for file in sorted(file for file in folder.rglob("*") if file.is_file()):
            entry = zipfile.ZipInfo(f"{path.stem}/{file.relative_to(folder).as_posix()}", _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, file.read_bytes())


def _write(dataset: Dataset, folder: Path) -> None:
    version, date = data_version()
    notes = codebook(dataset)
    tables = [(note, flat_rows(note, dataset.frames[note.name])) for note in notes]
    for kind in ("csv", "json"):
        (folder / kind).mkdir(parents=True)
    for note, rows in tables:
        (folder / "csv" / f"{note.name}.csv").write_text(csv_text(note, rows), encoding="utf-8", newline="")
        names = [column.name for column in note.columns]
        nested: list[Any] = list(dataset.records.get(note.name, {}).values()) or [
            dict(zip(names, row, strict=True)) for row in rows
        ]
        _write_json(folder / "json" / f"{note.name}.json", [_jsonable(item) for item in nested])
    write_parquet(folder / "parquet", notes, folder / "csv")
    write_sqlite(folder / _DATABASE, tables)
    _write_json(folder / "datapackage.json", datapackage(notes, version, date))
    _write_json(folder / "metadata.json", datasette_metadata(notes, version))
    (folder / "CODEBOOK.md").write_text(codebook_text(notes, version), encoding="utf-8")
    (folder / "README.md").write_text(
        _README.format(title=TITLE, version=version, date=date, database=_DATABASE), encoding="utf-8"
    )
    shutil.copyfile(CHANGELOG, folder / "CHANGELOG.md")
    for name in ("LICENSE", "CITATION.cff"):
        shutil.copyfile(ROOT / name, folder / name)


def _jsonable(item: Any) -> Any:
    return item.model_dump(mode="json") if isinstance(item, BaseModel) else item


def _write_json(path: Path, content: Any) -> None:
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


_README = """\
# {title}

Data, version {version} of {date}. Licence: CC BY 4.0 (see LICENSE). How to cite: CITATION.cff.

- `csv/`, `parquet/`: every table flat, dates as the first day that they can mean beside a column that says how precise they are.
- `json/`: every record nested as it is kept, with its sources.
- `{database}`: all tables with their keys; `datasette {database} --metadata metadata.json` shows it in a browser.
- `datapackage.json`: types, units, rules and keys for machines; CODEBOOK.md: the same for people.
- CHANGELOG.md: which facts changed from version to version.
"""
