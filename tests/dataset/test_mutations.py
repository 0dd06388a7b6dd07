"""A few hundred random mistakes: each gives a valid dataset or clean lines, never a traceback, never a line out of range."""

import random

import pytest

from helpers import Dataset, DatasetError, load
from tests.dataset.tiny import FILES, write

JUNK = [
    "", "null", "~", "[]", "{}", "- x", "text", "5", "-1e400", ".nan", "true", "2016-02-30", "'", '"', "[1, [2, {a: b}]]", "&a *a",
    "!!python/none x", "<script>alert(1)</script>", "\u202e", "\x00", "\t", "nullable: 5", "tuple[: 1", "function-after: 1",
    "99999999999999999999999999", "id: id: id", "# comment", "---", "...", "|", ">", "%YAML 1.1", "? x", ": y", "\ufeff", "é" * 300,
]  # fmt: skip


def mutated(rng):
    table = rng.choice(list(FILES))
    lines = FILES[table].splitlines()
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
    return table, rng.choice(["\n", "\n", "\r\n"]).join(lines)


@pytest.mark.parametrize("seed", range(8))
def test_mutations(seed, tmp_path):
    rng = random.Random(seed)
    data = write(tmp_path)
    outcomes = {"loaded": 0, "refused": 0}
    for _ in range(60):
        table, text = mutated(rng)
        (data / f"{table}.yml").write_text(text, encoding="utf-8", newline="")
        try:
            assert isinstance(load(data), Dataset)
            outcomes["loaded"] += 1
        except DatasetError as error:
            outcomes["refused"] += 1
            for problem in error.problems:
                name = problem.path.removeprefix("data/").removesuffix(".yml")
                written = text if name == table else FILES[name]
                assert 1 <= problem.line <= len(written.splitlines()) + 1, problem
                assert "\n" not in str(problem)
        finally:
            (data / f"{table}.yml").write_text(FILES[table], encoding="utf-8")
    assert outcomes["refused"] > outcomes["loaded"] > 0
