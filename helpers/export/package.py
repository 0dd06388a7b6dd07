"""Write the package: all forms of all tables with their description, licence, citation and changelog."""

from __future__ import annotations

import contextlib
import json
import shutil
import tempfile
import zipfile
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from helpers.dataset import Dataset
from helpers.dataset.changelog import CHANGELOG, data_version
from helpers.dataset.codebook import codebook
from helpers.export.database import write_parquet, write_sqlite
from helpers.export.descriptor import PACKAGE_NAME, TITLE, codebook_text, datapackage, datasette_metadata
from helpers.export.flat import csv_text, flat_rows
from helpers.export.ledger import LEDGER_NAME, LEDGER_SCHEMA_NAME, ledger, ledger_schema
from helpers.paths import ROOT

__all__ = ["DATABASE_NAME", "ZIP_NAME", "export", "export_zip"]

DATABASE_NAME = f"{PACKAGE_NAME}.sqlite"
ZIP_NAME = f"{PACKAGE_NAME}-data.zip"
_BESIDE_THE_TABLES = (
    DATABASE_NAME,
    LEDGER_NAME,
    LEDGER_SCHEMA_NAME,
    "metadata.json",
    "CODEBOOK.md",
    "README.md",
    "CHANGELOG.md",
    "LICENSE",
    "CITATION.cff",
)
_EPOCH = (1980, 1, 1, 0, 0, 0)


def export(dataset: Dataset, folder: Path) -> list[Path]:
    """Write the Data Package into a folder, replacing an earlier export there, and return the files.

    The folder must be absent or hold nothing but an earlier export: no other file is ever deleted. Raises
    `FileExistsError` otherwise, with nothing written.
    """
    if folder.exists() and not folder.is_dir():
        raise FileExistsError(f"{folder} is a file; choose a folder")
    folder = folder.resolve()
    earlier = _earlier_export(folder)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as place:
        fresh = Path(place)
        _write(dataset, fresh)  # a failure leaves the earlier export
        for path in earlier:
            path.unlink()
        written = sorted(path.relative_to(fresh) for path in fresh.rglob("*") if path.is_file())
        for path in written:
            (folder / path).parent.mkdir(exist_ok=True)
            (fresh / path).rename(folder / path)
    return [folder / path for path in written]


def _earlier_export(folder: Path) -> list[Path]:
    """Return the files of an earlier export in a folder, and refuse a folder that holds anything else."""
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    tables: list[str] = []
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):  # whatever is not written by us is foreign
        package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
        tables = [resource["name"] for resource in package["resources"]] if package["name"] == PACKAGE_NAME else []
    ours = {f"{kind}/{table}.{kind}" for kind in ("csv", "json", "parquet") for table in tables}
    ours |= {"datapackage.json", *_BESIDE_THE_TABLES} if tables else set()
    foreign = [path for path in found if path.relative_to(folder).as_posix() not in ours]
    if foreign:
        shown = ", ".join(path.relative_to(folder).as_posix() for path in foreign[:3])
        raise FileExistsError(f"{folder} holds other files ({shown}); choose an empty folder")
    return found


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
        (folder / kind).mkdir()
    for note, rows in tables:
        (folder / "csv" / f"{note.name}.csv").write_text(csv_text(note, rows), encoding="utf-8", newline="")
        names = [column.name for column in note.columns]
        nested: list[Any] = list(dataset.records.get(note.name, {}).values()) or [
            dict(zip(names, row, strict=True)) for row in rows
        ]
        _write_json(folder / "json" / f"{note.name}.json", [_jsonable(item) for item in nested])
    write_parquet(folder / "parquet", notes, folder / "csv")
    write_sqlite(folder / DATABASE_NAME, tables)
    _write_json(folder / "datapackage.json", datapackage(notes, version, date))
    _write_json(folder / "metadata.json", datasette_metadata(notes, version))
    _write_json(folder / LEDGER_NAME, ledger(dataset))
    _write_json(folder / LEDGER_SCHEMA_NAME, ledger_schema())
    (folder / "CODEBOOK.md").write_text(codebook_text(notes, version), encoding="utf-8")
    (folder / "README.md").write_text(
        _README.format(
            title=TITLE,
            version=version,
            date=date,
            database=DATABASE_NAME,
            ledger=LEDGER_NAME,
            schema=LEDGER_SCHEMA_NAME,
        ),
        encoding="utf-8",
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
- `{ledger}`: every claim with both verdicts, its records and their sources in one place; `{schema}` describes it (JSON Schema).
- `{database}`: all tables with their keys; `datasette {database} --metadata metadata.json` shows it in a browser.
- `datapackage.json`: types, units, rules and keys for machines; CODEBOOK.md: the same for people.
- CHANGELOG.md: which facts changed from version to version.
"""
