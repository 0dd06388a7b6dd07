"""Every claim of a part is cited in a chapter of that part, at the place where it is tested."""

import re

import nbformat
import pytest

from helpers import load
from helpers.paths import ROOT

COMPLETE = ["expansion", "fears", "limits"]
"""Parts of which all chapters are written."""


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


@pytest.mark.parametrize("part", COMPLETE)
def test_no_claim_is_left_out(part, claims):
    own = set(claims[claims == part].index)
    assert own, f"no claim belongs to {part}"
    assert not own - cited_in(part), f"claims of {part} without a citation"
