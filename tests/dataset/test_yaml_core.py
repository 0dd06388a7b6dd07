import math
import re

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from helpers.dataset.yaml_core import UnreadableYamlError, parse_yaml

CORE_SCALARS = {
    "NO": "NO", "yes": "yes", "on": "on", "010": "010", "0x1F": "0x1F", "3_000": "3_000", "12:30:45": "12:30:45",
    "2016-07-13": "2016-07-13", "2016-07": "2016-07", "1e3": 1000.0, "-4": -4, "+7": 7, "0.5": 0.5, ".5": 0.5, "5.": 5.0,
    "true": True, "False": False, "null": None, "~": None, ".": ".", "-": None, "e3": "e3", ".inf": ".inf", "=": "=",
}  # fmt: skip


@pytest.mark.parametrize(("text", "value"), [pair for pair in CORE_SCALARS.items() if pair[0] != "-"])
def test_only_core_scalars_are_typed(text, value):
    parsed = parse_yaml(f"key: {text}")["key"]
    assert (parsed, type(parsed)) == (value, type(value))


@pytest.mark.parametrize("text", ["'2016'", '"2016"', "'true'", "'null'", "''"])
def test_quotes_make_text(text):
    assert parse_yaml(f"key: {text}")["key"] == text[1:-1]


def test_lines_of_keys_and_items():
    parsed = parse_yaml("- id: a\n  places:\n    - x\n\n    - {y: 1,\n       z: 2}\n# end\n- id: b\n")
    assert parsed.item_lines == [1, 8]
    assert parsed[0].key_lines == {"id": 1, "places": 2}
    assert parsed[0]["places"].item_lines == [3, 5]
    assert parsed[0]["places"][1].key_lines == {"y": 5, "z": 6}


def test_complex_key_is_refused():
    with pytest.raises(UnreadableYamlError, match="not plain text"):
        parse_yaml("? [a, b]\n: 1\n")


# Numbers in YAML 1.2 and words in 1.1, so that PyYAML writes them without quotes: 0E0, 0o7
ONLY_NUMBERS_IN_1_2 = re.compile(r"[-+]?(\.\d+|\d+\.?\d*)[eE][-+]?\d+|0o[0-7]+")
texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20)
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**12), 10**12) | st.floats(allow_nan=False, allow_infinity=False)
    | texts.filter(lambda text: not ONLY_NUMBERS_IN_1_2.fullmatch(text)),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abcxyz", min_size=1, max_size=5), inner, max_size=4),
    max_leaves=20,
)  # fmt: skip


def same(a, b):
    if isinstance(a, float) and isinstance(b, (int, float)) and not isinstance(b, bool):
        return math.isclose(a, b)
    if isinstance(a, dict):
        return isinstance(b, dict) and a.keys() == b.keys() and all(same(a[key], b[key]) for key in a)
    if isinstance(a, list):
        return isinstance(b, list) and len(a) == len(b) and all(map(same, a, b))
    return a == b and type(a) is type(b)


@given(values)
def test_round_trip_of_what_pyyaml_writes(value):
    """What a safe writer quotes for YAML 1.1 reads back the same under our fewer rules."""
    assert same(value, parse_yaml(yaml.safe_dump(value, allow_unicode=True)))


@given(st.text(max_size=60))
def test_any_text_parses_or_is_refused_with_a_line(text):
    try:
        parse_yaml(text)
    except UnreadableYamlError as problem:
        assert (
            1
            <= problem.line
            <= text.count("\n")
            + text.count("\r")
            + text.count("\x85")
            + text.count("\u2028")
            + text.count("\u2029")
            + 2
        )
