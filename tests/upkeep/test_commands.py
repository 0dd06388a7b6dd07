"""The commands of those who look after the data: new, show, check, and the numerals in the prose."""

import pytest

from helpers import load
from helpers.__main__ import main
from helpers.dataset.schema import TABLES
from helpers.dataset.yaml_core import parse_yaml
from helpers.paths import DATA
from helpers.upkeep.new import template
from helpers.upkeep.numerals import untraced_numerals
from helpers.upkeep.tidy import tidy
from tests.dataset.tiny import FILES, write


@pytest.mark.parametrize("table", TABLES)
def test_new_prints_every_field_with_its_rule(table):
    lines = list(template(table))
    for name, field in TABLES[table].model_fields.items():
        assert any(line.strip(" -#").startswith(f"{name}:") for line in lines), name
        assert str(field.description).split()[0] in "\n".join(lines)
    required = {name for name, field in TABLES[table].model_fields.items() if field.is_required()}
    assert set(parse_yaml("\n".join(lines) + "\n")[0]) == required


def test_a_filled_in_template_is_a_valid_record_and_its_comments_may_go(tmp_path):
    text = "\n".join(list(template("countries"))[3:]) + "\n"
    for key, value in {"id": "NOR", "name": "Norway", "side": "us-and-allies", "atlas": "'578'"}.items():
        text = text.replace(f"{key}:\n", f"{key}: {value}\n")
    data = write(tmp_path, countries=f"{FILES['countries']}\n{text}")
    assert load(data).records["countries"]["NOR"].name == "Norway"
    tidy(load(data), data)
    assert "#" not in (data / "countries.yml").read_text()
    assert list(load(data).records["countries"]) == ["CHN", "NOR", "POL"]


@pytest.mark.parametrize("table", ["events", "systems", "corrections"])
def test_comments_of_a_template_with_lists_may_go_too(table, tmp_path):
    kept = FILES[table].split("\n- id", maxsplit=1)[0].splitlines()[-1]
    printed = {line for line in template(table) if line.strip().startswith("#") or "  #" in line}
    extra = "\n".join(
        line if line.strip().startswith("#") else f"  {line[line.index('  #') :].strip()}" for line in sorted(printed)
    )
    data = write(tmp_path, **{table: f"{FILES[table].rstrip()}\n{extra}\n"})
    assert kept
    tidy(load(data), data)
    assert (data / f"{table}.yml").read_text() == FILES[table]


def test_show_gives_sources_claims_and_chapters(capsys):
    assert main(["show", "redzikowo"]) == 0
    text = capsys.readouterr().out
    assert text.startswith("# sites\n- id: redzikowo\n")
    assert "chapters/expansion/map.ipynb" in text
    sources = load().records["sites"]["redzikowo"].sources
    assert all(f"{citation.source}: " in text for citation in sources)
    assert "A07" in text


def test_show_names_only_chapters_that_use_this_very_id(capsys):
    assert main(["show", "thaad"]) == 0
    assert "chapters/index.md" not in capsys.readouterr().out  # which has thaad-seongju


@pytest.mark.parametrize("key", ["A15", "a15"])
def test_show_of_a_claim_lists_what_bears_on_it(key, capsys):
    assert main(["show", key]) == 0
    assert "supports: events: deveselu-operational-2016" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["show", "redzikovo"], "'redzikovo' is not an id of the dataset; did you mean 'redzikowo'?\n"),
        (["new", "event"], "'event' is not a table; did you mean 'events'?\n"),
        (["check", "nowhere"], "nowhere is not a folder\n"),
        (["format", "nowhere"], "nowhere is not a folder\n"),
    ],
)
def test_a_slip_gives_one_line(arguments, message, capsys):
    assert main(arguments) == 1
    assert capsys.readouterr().err == message


def test_check_says_what_the_data_rest_on(capsys):
    assert main(["check"]) == 0
    text = capsys.readouterr().out
    for part in (
        "primary or official",
        "independent publishers",
        "sides: US and allies",
        "untraced numerals",
        "claims are assessed",
    ):
        assert part in text
    assert f"claims {len(load().claims):12,} records" in text
    assert str(DATA) not in text


PROSE = {
    "Some 300 silos.": ["300"],
    "A third, 33.3 percent, and 1,200 men.": ["33.3", "1,200"],
    "On 12 May 2016, in 2016-17, in the 1990s, the 4th time.": [],
    "The SM-3 Block IIA, S-400, 9M729, 3M-54E, claim A15 and ES-11/1.": [],
    "It costs {fact}`events.x.y` and [13](https://example.org/13) {claim}`A15`.": ["13"],
    "1. First\n2. Second\n": [],
    "```python\nx = 13\n```\nand `13`": [],
    "The 16+1 in Phase 4 of Article 5.": [],
    ":::{admonition} Key\n- It took 17 ships.\n:::\n": ["17"],
    "A 300-kilometre arc of 5km.": ["300", "5"],
}


@pytest.mark.parametrize("text", PROSE)
def test_untraced_numerals(text, tmp_path):
    (tmp_path / "a.md").write_text(text)
    assert [line.rsplit(": ", maxsplit=1)[1] for line in untraced_numerals(tmp_path)] == PROSE[text]


def test_no_numeral_in_the_chapters_is_untraced():
    assert list(untraced_numerals()) == []
