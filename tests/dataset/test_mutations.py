"""A thousand random mistakes: each gives a valid dataset or clean lines, never a traceback or a change in silence."""

import random

import pytest

from helpers import DatasetError, load
from helpers.dataset.canonical import canonical
from helpers.dataset.schema import TABLES
from helpers.dataset.yaml_core import parse_yaml
from tests.dataset.tiny import CSV, FILES, write

TEXTS = {**{f"{table}.yml": text for table, text in FILES.items()}, "agreement_years.csv": CSV}
SEEDS, ROUNDS = 10, 100

JUNK = [
    "", "null", "~", "[]", "{}", "- x", "text", "5", "-1e400", ".nan", "true", "2016-02-30", "'", '"', "[1, [2, {a: b}]]", "&a *a",
    "!!python/none x", "<script>alert(1)</script>", "\u202e", "\x00", "\t", "nullable: 5", "tuple[: 1", "function-after: 1",
    "99999999999999999999999999", "id: id: id", "# comment", "---", "...", "|", ">", "%YAML 1.1", "? x", ": y", "\ufeff", "é" * 300,
]  # fmt: skip


def mutated(rng):
    name = rng.choice(list(TEXTS))
    lines = TEXTS[name].splitlines()
    at = rng.randrange(len(lines))
    key, colon, _ = lines[at].partition(": ")
    action = rng.choice(["value", "line", "insert", "delete", "double", "swap", "indent", "cut"])
    if action == "value":
        lines[at] = f"{key}{colon}{rng.choice(JUNK)}"
    elif action == "line":
        lines[at] = rng.choice(JUNK)
    elif action == "insert":
        lines.insert(at, " " * rng.choice([0, 2, 4, 6]) + rng.choice(JUNK))
    elif action == "delete":
        del lines[at]
    elif action == "double":
        lines.insert(at, lines[at])
    elif action == "swap":
        other = rng.randrange(len(lines))
        lines[at], lines[other] = lines[other], lines[at]
    elif action == "indent":
        lines[at] = " " * rng.choice([1, 2, 3]) + lines[at]
    else:
        lines = [*lines[:at], lines[at][: rng.randrange(len(lines[at]) + 1)]]
    return name, rng.choice(["\n", "\n", "\r\n"]).join(lines)


def check_problems(error, name, text):
    for problem in error.problems:
        shown = problem.path.removeprefix("data/")
        written = text if shown == name else TEXTS[shown]
        assert 1 <= problem.line <= len(written.splitlines()) + 1, problem
        assert "\n" not in str(problem)


def check_nothing_changed_in_silence(dataset, name, text):
    """What was accepted is what the file says: no key dropped, no value converted, and it can be written back."""
    table = name.removesuffix(".yml")
    if name.endswith(".csv"):
        return
    records = list(dataset.records[table].values())
    written = parse_yaml(text)
    assert [record.id for record in records] == [raw["id"] for raw in written]
    for record, raw in zip(records, written, strict=True):
        assert set(raw) <= set(type(record).model_fields)
        for key, value in raw.items():
            if not isinstance(value, (list, dict)):
                assert getattr(record, key) == value
    again = [TABLES[table].model_validate(raw) for raw in parse_yaml(canonical("", records))]
    assert sorted(again, key=lambda r: r.id) == sorted(records, key=lambda r: r.id)


@pytest.mark.parametrize("seed", range(SEEDS))
def test_mutations(seed, tmp_path, record_property):
    rng = random.Random(seed)
    data = write(tmp_path)
    outcomes = {"accepted": 0, "refused": 0}
    for _ in range(ROUNDS):
        name, text = mutated(rng)
        (data / name).write_text(text, encoding="utf-8", newline="")
        try:
            dataset = load(data)
            outcomes["accepted"] += 1
            check_nothing_changed_in_silence(dataset, name, text)
        except DatasetError as error:
            outcomes["refused"] += 1
            check_problems(error, name, text)
        finally:
            (data / name).write_text(TEXTS[name], encoding="utf-8")
    for outcome, count in outcomes.items():
        record_property(outcome, count)
    assert outcomes["refused"] > outcomes["accepted"] > 0


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "latin-1", "cp1251", "shift_jis"])
@pytest.mark.parametrize("name", ["sources.yml", "sites.yml", "agreement_years.csv"])
def test_other_encodings(encoding, name, tmp_path):
    data = write(tmp_path)
    text = TEXTS[name].replace("POL", "POŁ" if encoding.startswith("utf") else "")
    (data / name).write_bytes((text + "\n# Ж 日本 é".encode(encoding, "ignore").decode(encoding)).encode(encoding))
    with pytest.raises(DatasetError) as error:
        load(data)
    assert all(str(problem).startswith("data/") for problem in error.value.problems)


@pytest.mark.parametrize("name", list(TEXTS))
def test_truncated_anywhere(name, tmp_path):
    data = write(tmp_path)
    raw = TEXTS[name].encode()
    for cut in range(0, len(raw), max(1, len(raw) // 25)):
        (data / name).write_bytes(raw[:cut])
        try:
            load(data)
        except DatasetError as error:
            check_problems(error, name, raw[:cut].decode())
