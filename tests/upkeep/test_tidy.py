"""One way of writing a table: the same bytes come back, and nothing is lost on the way."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import DatasetError, load
from helpers.dataset.canonical import canonical, write_record
from helpers.dataset.schema.sources import Source
from helpers.dataset.yaml_core import parse_yaml
from helpers.paths import DATA, ROOT
from helpers.upkeep.tidy import tidy, untidy
from tests.dataset.tiny import CSV, FILES, write


def test_the_data_are_in_canonical_form():
    assert untidy(load(), DATA) == []


def test_the_tiny_dataset_comes_back_byte_for_byte(tmp_path):
    data = write(tmp_path)
    assert tidy(load(data), data) == []
    assert {name: (data / f"{name}.yml").read_text() for name in FILES} == FILES


SHUFFLED = FILES["countries"].split("\n\n")
UNTIDY = {
    "order": ({"countries": SHUFFLED[1].rstrip() + "\n\n" + SHUFFLED[0] + "\n"}, "countries.yml", 1),
    "quotes": ({"countries": FILES["countries"].replace("name: Poland", "name: 'Poland'")}, "countries.yml", 7),
    "block": (
        {"sites": FILES["sites"].replace("  systems: [aegis-ashore]\n", "  systems:\n  - aegis-ashore\n")},
        "sites.yml",
        8,
    ),
    "key order": (
        {"countries": FILES["countries"].replace("  name: China\n  side: china\n", "  side: china\n  name: China\n")},
        "countries.yml",
        2,
    ),
    "rows": ({"agreement_years": "\n".join([CSV.split("\n")[i] for i in (0, 2, 1)]) + "\n"}, "agreement_years.csv", 2),
    "line ends": ({"countries": FILES["countries"].replace("\n", "\r\n")}, "countries.yml", 1),
}


@pytest.mark.parametrize("case", UNTIDY)
def test_what_is_not_canonical_is_named_and_mended(case, tmp_path):
    changed, name, line = UNTIDY[case]
    data = write(tmp_path / "a")
    for table, text in changed.items():
        path = data / (f"{table}.csv" if table == "agreement_years" else f"{table}.yml")
        path.write_text(text, newline="")
    problems = untidy(load(data), data)
    assert [str(p) for p in problems] == [f"data/{name}:{line}: is not in canonical form; run 'make format-data'"]
    assert [path.name for path in tidy(load(data), data)] == [name]
    assert untidy(load(data), data) == []
    assert (data / name).read_text() == (FILES | {"agreement_years": CSV})[name.split(".", maxsplit=1)[0]]


def test_the_comment_at_the_top_is_kept(tmp_path):
    data = write(tmp_path, countries="# What this is.\n# And how.\n\n" + FILES["countries"])
    assert tidy(load(data), data) == []


def test_a_blank_line_above_the_comment_goes_and_the_comment_stays(tmp_path):
    data = write(tmp_path, countries="\n\r\n# What this is.\r\n\n" + FILES["countries"])
    assert [path.name for path in tidy(load(data), data)] == ["countries.yml"]
    assert (data / "countries.yml").read_bytes().decode() == "# What this is.\n\n" + FILES["countries"]


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("  side: china\n", "  # sides are political\n  side: china\n", 3),
        ("name: Poland\n", "name: Poland  # Polska\n", 7),
        ("name: Poland\n", "name: 'Poland #1'  # Polska\n", 7),
        ("name: Poland\n", "name: Poland#1  # Polska\n", 7),
    ],
)
def test_a_comment_below_is_refused_and_nothing_is_written(old, new, line, tmp_path):
    data = write(
        tmp_path, countries=FILES["countries"].replace(old, new), sites=FILES["sites"].replace("17.1", "17.10")
    )
    before = {path: path.read_bytes() for path in data.rglob("*") if path.is_file()}
    with pytest.raises(DatasetError) as error:
        tidy(load(data), data)
    assert str(error.value) == (
        f"data/countries.yml:{line}: has a comment, which a rewrite would lose; move it to the top of the file or into a note"
    )
    assert before == {path: path.read_bytes() for path in data.rglob("*") if path.is_file()}


def test_check_names_the_command_that_mends(tmp_path):
    data = write(tmp_path, countries=FILES["countries"].replace("name: Poland", "name: 'Poland'"))

    def run(command):
        return subprocess.run(
            [sys.executable, "-m", "helpers", command, str(data)], cwd=ROOT, capture_output=True, text=True, check=False
        )

    refused = run("check")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr == "data/countries.yml:7: is not in canonical form; run 'make format-data'\n"
    assert run("format").stdout == "countries.yml: rewritten\n"
    assert run("check").returncode == 0


TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp", "Cn", "Co")), min_size=1, max_size=200
)


@given(title=TEXT, publisher=TEXT)
def test_any_text_comes_back_as_it_was(title, publisher):
    """Also '2016-07', 'no', '1e3', colons, quotes, leading dashes and blanks: what YAML would take for something else."""
    if not title.strip() or not publisher.strip():
        return
    source = Source(
        id="a-2016", title=title, publisher=publisher, published="2016-07", type="press", language="no", country="NOR",
        url=None, accessed=None,
    )  # fmt: skip
    text = write_record(source)
    assert Source.model_validate(parse_yaml(text)[0]) == source
    assert canonical("", [Source.model_validate(parse_yaml(text)[0])]) == text


@pytest.mark.parametrize(
    "trap",
    ["NO", "yes", "1e3", "0x10", "010", "1_000", "12:30:45", "2016-07-13", "~", "null", "- a", "#5", "a: b", "@x"],
)
def test_texts_that_look_like_something_else(trap):
    test_any_text_comes_back_as_it_was.hypothesis.inner_test(title=trap, publisher=trap)
