"""Tables of chapters as nodes: what a cell names is linked."""

from docutils import nodes

from helpers.book.outputs import _data_table


def test_claims_in_cells_are_linked_and_other_texts_are_not():
    table = _data_table({"columns": ["Claim", "Words"], "rows": [["A15", "A15 and more"], ["A99", None]]})
    (link,) = table.findall(nodes.reference)
    assert link.astext() == "A15"
    assert link["os_target"] == "claim:A15"
    assert [entry.astext() for entry in table.findall(nodes.entry)] == [
        "Claim",
        "Words",
        "A15",
        "A15 and more",
        "A99",
        "",
    ]
