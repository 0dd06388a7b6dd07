"""Strangers can load the package: the public validator, DuckDB, SQLite and pandas read every table as declared."""

import json
import re
import sqlite3
import zipfile
from pathlib import Path

import duckdb
import frictionless
import jsonschema
import pandas as pd
import pytest

from helpers import DatasetError, load
from helpers.__main__ import main
from helpers.dataset.changelog import data_version
from helpers.dataset.codebook import codebook
from helpers.export import export, export_zip
from helpers.export.flat import SEPARATOR
from helpers.paths import ROOT


@pytest.fixture(scope="module")
def ds():
    return load()


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    folder = tmp_path_factory.mktemp("package") / "data"
    assert main(["export", str(folder)]) == 0
    return folder


@pytest.fixture(scope="module")
def descriptor(package):
    return json.loads((package / "datapackage.json").read_text())


def test_the_public_validator_accepts_it(package):
    report = frictionless.validate(str(package / "datapackage.json"))
    assert report.valid, report.flatten(["title", "message"])
    assert report.stats["tasks"] == len(load().frames)


PANDAS = {"string": "str", "number": "float64", "integer": "Int64", "boolean": "boolean"}


def test_pandas_loads_every_table_with_the_declared_types(ds, package, descriptor):
    for resource in descriptor["resources"]:
        fields = {field["name"]: field["type"] for field in resource["schema"]["fields"]}
        types = {name: PANDAS[kind] for name, kind in fields.items() if kind != "date"}
        dates = [name for name, kind in fields.items() if kind == "date"]
        frame = pd.read_csv(
            package / resource["path"], dtype=types, parse_dates=dates, keep_default_na=False, na_values=[""]
        )
        ours = ds.frames[resource["name"]]
        assert list(frame.columns) == list(ours.columns)
        assert len(frame) == len(ours), resource["name"]
        for name in dates:
            assert frame[name].astype("datetime64[s]").equals(ours[name]), (resource["name"], name)
        for name, kind in fields.items():
            if kind in {"number", "integer", "boolean"}:
                assert frame[name].equals(ours[name]), (resource["name"], name)


DUCKDB = {"string": "VARCHAR", "number": "DOUBLE", "integer": "BIGINT", "boolean": "BOOLEAN", "date": "DATE"}


def test_duckdb_loads_every_table_with_the_declared_types(ds, package, descriptor):
    for resource in descriptor["resources"]:
        name = resource["name"]
        declared = {field["name"]: DUCKDB[field["type"]] for field in resource["schema"]["fields"]}
        found = duckdb.sql(f"DESCRIBE SELECT * FROM '{package}/parquet/{name}.parquet'").fetchall()
        assert {row[0]: row[1] for row in found} == declared
        assert duckdb.sql(f"SELECT count(*) FROM '{package}/parquet/{name}.parquet'").fetchall() == [
            (len(ds.frames[name]),)
        ]


def test_parquet_holds_the_same_values_as_the_frames(ds, package):
    rows = duckdb.sql(f"SELECT name, value, low, high FROM '{package}/parquet/quantities.parquet'").fetchall()
    ours = ds.quantities[["name", "value", "low", "high"]].astype(object)
    assert rows == [tuple(None if pd.isna(v) else v for v in row) for row in ours.itertuples(index=False)]


def test_sqlite_has_every_row_and_keys_that_hold(ds, package):
    with sqlite3.connect(package / "one-shield-two-flanks.sqlite") as database:
        for name, frame in ds.frames.items():
            assert database.execute(f'SELECT count(*) FROM "{name}"').fetchone() == (len(frame),)
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_json_keeps_the_records_whole(ds, package):
    for table, records in ds.records.items():
        found = json.loads((package / "json" / f"{table}.json").read_text())
        assert [
            type(r).model_validate_json(json.dumps(f)) for r, f in zip(records.values(), found, strict=True)
        ] == list(records.values())


def test_the_ledger_is_one_file_that_fits_its_schema(ds, package):
    schema = json.loads((package / "claims.schema.json").read_text())
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema.Draft202012Validator.check_schema(schema)
    whole = json.loads((package / "claims.json").read_text())
    jsonschema.Draft202012Validator(schema).validate(whole)
    for broken in ({"claims": [{"id": "A15"}]}, {"version": None}, {"released": "autumn"}, {"more": 1}):
        assert not jsonschema.Draft202012Validator(schema).is_valid(whole | broken)
    known = {source["id"] for source in whole["sources"]}
    assert {article["source"] for article in whole["articles"]} <= known
    assert [claim["id"] for claim in whole["claims"]] == list(ds.records["claims"])
    for claim in whole["claims"]:
        ours = ds.records["claims"][claim["id"]]
        assert claim["at_the_time"]["verdict"] == ours.at_the_time.verdict
        assert claim["since"]["verdict"] == ours.since.verdict
        assert [record["id"] for record in claim["records"]] == claim["evidence"] == list(ours.evidence)
        for record in claim["records"]:
            assert {citation["source"] for citation in record["sources"]} <= known
            assert record["bearing"] == ds.find(record["id"])[1].claims[claim["id"]]


def test_every_field_of_the_ledger_is_described(package):
    schema = json.loads((package / "claims.schema.json").read_text())
    for kind in (schema, *schema["$defs"].values()):
        assert kind["description"]
        assert [name for name, field in kind["properties"].items() if not field.get("description")] == []


def test_lists_come_apart_at_their_separator(ds, package):
    sites = pd.read_csv(package / "csv" / "sites.csv", keep_default_na=False)
    assert [tuple(filter(None, cell.split(SEPARATOR))) for cell in sites["systems"]] == list(ds.sites["systems"])


def test_every_column_is_described_and_every_number_has_a_unit_or_is_a_count(ds, descriptor):
    for resource in descriptor["resources"]:
        for field in resource["schema"]["fields"]:
            assert len(field["description"]) > 8, (resource["name"], field["name"])
    without = [
        (note.name, column.name)
        for note in codebook(ds)
        for column in note.columns
        if column.kind == "number" and not column.unit
    ]
    assert without == []


def test_the_same_data_give_the_same_bytes(ds, package, tmp_path):
    export(ds, tmp_path / "again")
    for path in (path for path in package.rglob("*") if path.is_file()):
        assert path.read_bytes() == (tmp_path / "again" / path.relative_to(package)).read_bytes(), path.name
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        export_zip(package, tmp_path / name / "data.zip")
    assert (tmp_path / "a" / "data.zip").read_bytes() == (tmp_path / "b" / "data.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "a" / "data.zip") as archive:
        assert archive.testzip() is None
        assert {"data/datapackage.json", "data/CODEBOOK.md", "data/LICENSE", "data/CITATION.cff"} <= set(
            archive.namelist()
        )


def test_a_folder_with_other_files_is_left_alone(tmp_path, capsys):
    (tmp_path / "thesis.docx").write_text("do not delete")
    assert main(["export", str(tmp_path)]) == 1
    assert capsys.readouterr().err == f"{tmp_path} holds other files (thesis.docx); choose an empty folder\n"
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.docx"]


@pytest.mark.parametrize(
    ("foreign", "text"),
    [
        ("analysis.R", "x"),
        ("csv/mine.csv", "x"),
        ("datapackage.json", '{"name": "another-package", "resources": []}'),
        ("datapackage.json", "[1, 2"),
        ("datapackage.json", "[1, 2]"),
    ],
)
def test_a_file_put_into_an_export_is_never_deleted(ds, foreign, text, tmp_path):
    folder = tmp_path / "data"
    export(ds, folder)
    (folder / foreign).write_text(text)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    with pytest.raises(FileExistsError, match="holds other files"):
        export(ds, folder)
    assert before == {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_an_earlier_export_is_replaced(ds, package, tmp_path, monkeypatch):
    folder = tmp_path / "o'brien" / "data"
    export(ds, folder)
    (folder / "CODEBOOK.md").write_text("old")
    monkeypatch.chdir(folder)
    export(ds, Path())
    for path in (path for path in package.rglob("*") if path.is_file()):
        assert path.read_bytes() == (folder / path.relative_to(package)).read_bytes(), path.name
    assert {path.name for path in folder.iterdir()} == {path.name for path in package.iterdir()}


def test_a_file_is_no_folder(tmp_path, capsys):
    (tmp_path / "data").write_text("x")
    assert main(["export", str(tmp_path / "data")]) == 1
    assert capsys.readouterr().err == f"{tmp_path / 'data'} is a file; choose a folder\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "# Changelog\n\n## 1.1.0, 1 December 2026\n\n## 1.0.0 (2026-11-24)\n",
            ":3: must begin a version with a heading such as",
        ),
        ("# Changelog\n", ":1: must begin a version with a heading such as"),
        (None, ":1: cannot be read (No such file or directory)"),
    ],
)
def test_a_mistyped_version_is_refused(text, message, tmp_path):
    if text is not None:
        (tmp_path / "CHANGELOG.md").write_text(text)
    with pytest.raises(DatasetError) as error:
        data_version(tmp_path / "CHANGELOG.md")
    assert f"CHANGELOG.md{message}" in str(error.value)


def test_citation_and_package_name_the_same_version(descriptor):
    version, date = data_version()
    assert descriptor["version"] == version
    citation = (ROOT / "CITATION.cff").read_text()
    assert f"version: {version}\n" in citation
    assert f'date-released: "{date}"' in citation


def snippets(language):
    page = (ROOT / "chapters" / "reference" / "data.md").read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", page, re.MULTILINE | re.DOTALL)


def test_the_python_lines_on_the_data_page_run(package, monkeypatch):
    monkeypatch.chdir(package)
    monkeypatch.setattr(pd, "read_parquet", lambda path: duckdb.sql(f"FROM '{path}'").df())  # as pyarrow would
    (code,) = snippets("python")
    names = {}
    exec(code, names)
    assert len(names["warheads"]) > 40
    assert len(names["flights"]) > 20
    assert str(names["flights"]["date"].dtype).startswith("datetime64")


def test_the_sql_lines_on_the_data_page_run(package, monkeypatch):
    monkeypatch.chdir(package)
    (query,) = snippets("sql")
    rows = duckdb.sql(query).fetchall()
    assert rows
    assert all(count >= 1 and claim[0] in "AB" for claim, _, count in rows)


def test_the_lines_in_r_name_files_and_columns_that_exist(package):
    (code,) = snippets("r")
    for path in re.findall(r'read_csv\("([^"]+)"\)', code):
        assert (package / path).exists()
    columns = (package / "csv" / "quantities.csv").read_text(encoding="utf-8").split("\n", maxsplit=1)[0].split(",")
    assert {"table", "name", "of"} <= set(columns)
