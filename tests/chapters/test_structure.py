"""What every chapter has in common, read from the notebooks themselves."""

import ast
import re

import nbformat
import pytest

from helpers.book.notebooks import chapters
from helpers.paths import ROOT

NOTEBOOKS = {str(path.relative_to(ROOT)): nbformat.read(path, as_version=4) for path in chapters()}
FRONT = "chapters/index.ipynb"
MOST_LINES = 25
SHOWN = {"show", "show_table"}
OWED = {
    "show": {"id", "caption", "alt", "sources", "data", "as_of"},
    "show_table": {"id", "caption", "sources", "as_of"},
}

LENGTHS = {"expansion": (800, 2000), "limits": (800, 2000), "fears": (1000, 2500)}
"""How many words a chapter of a part may have; of any other part, as many as the longest."""

pytestmark = pytest.mark.parametrize("name", NOTEBOOKS)


def cells(name, kind):
    return [cell for cell in NOTEBOOKS[name].cells if cell.cell_type == kind]


def calls(cell):
    return calls_in(ast.parse(cell.source))


def calls_in(tree):
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call) and getattr(node.func, "id", "") in SHOWN]


def words(markdown):
    """Return the words of a text with its headings and lists; a role is one word, whatever it shows.

    >>> " ".join(words("## Two words\\n- A [link](#to-it) to {fact}`a.b | year`, Korea's SM-3."))
    "Two words A link to role Korea's SM-3"
    >>> words(":::{admonition} The view\\n:class: note\\n:::\\n```{math}\\n:label: a\\n```")
    ['The', 'view']
    """
    text = re.sub(r"^:{3,}\S*|^:\w+:.*|^```.*", "", markdown, flags=re.MULTILINE)
    text = re.sub(r"\]\([^)]*\)", "]", re.sub(r"\{[\w:]+\}`[^`]*`", "role", text))
    return re.findall(r"\w[\w\u2019'-]*", text)


def test_is_neither_a_stub_nor_a_book(name):
    least, most = LENGTHS.get(name.split("/")[1], (0, max(LENGTHS.values())[1]))
    assert least <= len(words("\n".join(cell.source for cell in cells(name, "markdown")))) <= most


def test_one_title_in_the_first_cell(name):
    titles = [line for cell in cells(name, "markdown") for line in cell.source.splitlines() if line.startswith("# ")]
    assert len(titles) == 1
    assert NOTEBOOKS[name].cells[0].source.startswith("# ")


def test_key_points_link_to_their_sections(name):
    if name == FRONT:
        pytest.skip("it has findings, each linked to a section of a chapter")
    first = NOTEBOOKS[name].cells[0].source
    points = [line for line in first.splitlines() if line.startswith("- ")]
    assert 3 <= len(points) <= 5
    assert all("](#" in point for point in points)


def test_says_when_facts_were_checked(name):
    assert re.search(r"\*Facts checked on \d{1,2} \w+ \d{4}\.\*", NOTEBOOKS[name].cells[-1].source)


def test_cites_claims(name):
    assert any("{claim}`" in cell.source for cell in cells(name, "markdown"))


def test_cells_are_short_and_folded(name):
    for cell in cells(name, "code"):
        assert len(cell.source.splitlines()) <= MOST_LINES, f"{cell.id} has more than {MOST_LINES} lines"
        assert "hide-input" in cell.metadata.get("tags", []), f"{cell.id} is not folded"
        assert "remove-input" not in cell.metadata.get("tags", []), f"{cell.id}: fold inputs, do not remove them"


def test_cells_define_nothing(name):
    for cell in cells(name, "code"):
        kinds = {type(node) for node in ast.walk(ast.parse(cell.source))}
        assert not kinds & {ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda}, (
            f"{cell.id}: move it to helpers"
        )


def test_one_figure_per_cell_with_everything_it_owes(name):
    for cell in cells(name, "code"):
        tree = ast.parse(cell.source)
        found = calls_in(tree)
        assert len(found) <= 1, f"{cell.id} shows more than one figure"
        for call in found:
            given = {keyword.arg for keyword in call.keywords}
            assert OWED[call.func.id] <= given, f"{cell.id} lacks {OWED[call.func.id] - given}"
            last = tree.body[-1]
            assert isinstance(last, ast.Expr), f"{cell.id}: show() must be the last expression"
            assert last.value is call, f"{cell.id}: show() must be the last expression"


def test_figures_are_described_in_words(name):
    for call in (call for cell in cells(name, "code") for call in calls(cell) if call.func.id == "show"):
        alt = next(keyword.value for keyword in call.keywords if keyword.arg == "alt")
        assert isinstance(alt, ast.Constant)
        assert len(alt.value.split()) >= 15


def test_every_figure_is_discussed(name):
    """Between two figures there is text: a figure without an observation is decoration."""
    was_figure = False
    for cell in NOTEBOOKS[name].cells:
        is_figure = cell.cell_type == "code" and bool(calls(cell))
        assert not (is_figure and was_figure), f"{cell.id} follows another figure without a word"
        was_figure = is_figure


def test_figure_ids_are_unique_in_the_book(name):
    ids = [
        keyword.value.value
        for notebook in NOTEBOOKS.values()
        for cell in notebook.cells
        if cell.cell_type == "code"
        for call in calls(cell)
        for keyword in call.keywords
        if keyword.arg == "id"
    ]
    assert len(ids) == len(set(ids))


def test_only_text_is_stored(name):
    notebook = NOTEBOOKS[name]
    assert set(notebook.metadata) == {"kernelspec", "language_info"}
    for count, cell in enumerate(cells(name, "code"), start=1):
        assert cell.execution_count in {None, count}  # as if run once from top to bottom
        for output in cell.outputs:
            assert output.output_type in {"execute_result", "display_data", "stream"}
            mimes = set(output.get("data", {}))
            assert mimes <= {"text/plain", "application/papermill.record/text/plain"}, f"{cell.id} stores {mimes}"


def test_cells_have_readable_unique_ids(name):
    ids = [cell.id for cell in NOTEBOOKS[name].cells]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[a-z][a-z0-9-]*", cell_id) for cell_id in ids)


def test_one_sentence_per_line(name):
    """So that a diff shows the sentence that changed."""
    for cell in cells(name, "markdown"):
        for line in cell.source.splitlines():
            if line.startswith(("|", ":", "#", "- ", "```")):
                continue
            ends = re.findall(r"[a-z)`][.!?] +[A-Z]", line)
            assert not ends, f"{cell.id}: two sentences in one line: {line!r}"
