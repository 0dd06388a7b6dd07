"""Every claim of a part is cited in a chapter of that part, at the place where it is tested."""

import re

import nbformat
import pytest
import yaml

from helpers import load
from helpers.dataset.schema.claims import PARTS
from helpers.paths import ROOT


@pytest.fixture(scope="module")
def claims():
    return load().claims.set_index("id")["chapter"]


def cited_in(part):
    """Return the claims that the text of a part cites, without the list of key points and titles of chapters."""
    cells = [
        cell.source
        for path in sorted((ROOT / "chapters" / part).glob("*.ipynb"))
        for cell in nbformat.read(path, as_version=4).cells[1:]
        if cell.cell_type == "markdown"
    ]
    return set(re.findall(r"\{claim\}`([AB]\d{2})`", "\n".join(cells)))


@pytest.mark.parametrize("part", PARTS)
def test_no_claim_is_left_out(part, claims):
    own = set(claims[claims == part].index)
    assert own, f"no claim belongs to {part}"
    assert not own - cited_in(part), f"claims of {part} without a citation"


def test_parts_have_the_titles_of_the_contents():
    contents = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))
    titles = {part["chapters"][0]["file"].split("/")[1]: part["caption"] for part in contents["parts"]}
    assert {part: titles[part] for part in PARTS} == PARTS
