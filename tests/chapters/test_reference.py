"""The pages of reference: terms that the chapters use, corrections that are all there, statements about the book that hold."""

import ast
import re
from collections import Counter
from functools import lru_cache

import nbformat
import pytest

from helpers import load
from helpers.book.corrections import KINDS
from helpers.book.notebooks import chapters
from helpers.dataset.changelog import CHANGELOG
from helpers.dataset.schema.claims import WORDS_AT_THE_TIME, WORDS_SINCE
from helpers.paths import CHAPTERS

REFERENCE = CHAPTERS / "reference"
ROLE = re.compile(r"\{([\w:]+)\}`([^`]*)`")


def page(name):
    return (REFERENCE / f"{name}.md").read_text(encoding="utf-8")


def entries():
    """Return the terms of each entry of the glossary, and what it says."""
    parts = re.findall(r"^:::\{glossary\}\n(.*?)\n:::$", page("glossary"), re.MULTILINE | re.DOTALL)
    blocks = [block.splitlines() for part in parts for block in part.split("\n\n")]
    return [
        (
            [line for line in block if line[0] != " "],
            [line.strip() for line in block if line[0] == " " and not line.startswith("  {forms}")],
        )
        for block in blocks
    ]


ENTRIES = entries()
TERMS = [term for terms, _ in ENTRIES for term in terms]
OWN_FORMS = dict(re.findall(r"^(\S.*)\n  \{forms\}`(.+)`$", page("glossary"), re.MULTILINE))
"""How a term is written, where its entry says so itself, by the last of its terms."""


@lru_cache(maxsize=1)
def prose():
    """Return what a reader of the other pages reads: text and captions, and the words of the ledger."""
    parts = [path.read_text(encoding="utf-8") for path in CHAPTERS.rglob("*.md") if path.stem != "glossary"]
    for path in chapters():
        for cell in nbformat.read(path, as_version=4).cells:
            if cell.cell_type == "markdown":
                parts.append(cell.source)
            else:
                strings = [node.value for node in ast.walk(ast.parse(cell.source)) if isinstance(node, ast.Constant)]
                parts += [value for value in strings if isinstance(value, str) and " " in value]
    claims = load().records["claims"].values()
    parts += [text for claim in claims for text in (claim.text, claim.correction, claim.change_our_mind) if text]
    parts += [verdict.reason for claim in claims for verdict in (claim.at_the_time, claim.since)]
    return ROLE.sub(" ", "\n".join(parts))


def is_used(term):
    exact = 0 if re.search("[A-Z]", term) else re.IGNORECASE
    return re.search(rf"(?<![\w-]){re.escape(term)}(?:s|es)?(?![\w-])", prose(), exact) is not None


def letters(term):
    return re.sub(r"[^a-z0-9]", "", term.casefold())


@pytest.mark.parametrize("terms", [terms for terms, _ in ENTRIES], ids=lambda terms: terms[0])
def test_a_term_is_used_or_short_for_one_that_is(terms):
    assert any(is_used(term) for term in terms)


def test_what_is_not_used_is_not_found():
    assert not is_used("no such term")
    assert not is_used("LEAKER")  # what has capitals is looked for with them


def test_entries_are_in_alphabetical_order_and_each_term_has_one():
    first = [letters(terms[0]) for terms, _ in ENTRIES]
    assert first == sorted(first)
    assert max(Counter(map(letters, TERMS)).values()) == 1


@pytest.mark.parametrize(("terms", "lines"), ENTRIES, ids=[terms[0] for terms, _ in ENTRIES])
def test_an_entry_is_short_and_leads_to_a_page(terms, lines):
    *sentences, last = lines
    assert 1 <= len(sentences) <= 3
    assert re.search(r"[Ss]ee \[[^\]]+\]\([\w./#-]+\)", last)
    for line in lines:
        assert line.endswith((".", "?)", ")"))


@pytest.mark.parametrize(("term", "written"), OWN_FORMS.items(), ids=str)
def test_the_forms_of_a_term_are_used(term, written):
    assert term in TERMS
    for form in written.split("; "):
        assert form == "none" or is_used(form), form


def test_links_to_terms_name_terms():
    cited = {
        target
        for path in CHAPTERS.rglob("*.md")
        for role, target in ROLE.findall(path.read_text(encoding="utf-8"))
        if role == "term"
    }
    assert cited
    assert cited <= set(TERMS)


def test_words_of_verdicts_are_those_of_the_scale():
    """An entry that calls itself a verdict explains a word that a claim can have."""
    scale = {word for words in [*WORDS_AT_THE_TIME.values(), *WORDS_SINCE.values()] for word in words}
    explained = {terms[0] for terms, lines in ENTRIES if lines[0].startswith("Verdict on")}
    assert len(explained) >= 5
    assert explained <= scale


def test_each_correction_has_its_place_on_the_page_once():
    places = Counter()
    for options in re.findall(r"```\{correction-list\}\n(.*?)```", page("corrections"), re.DOTALL):
        given = dict(re.findall(r"^:(\w+): (.+)$", options, re.MULTILINE))
        for kind in given.get("kind", " ".join(KINDS)).split():
            places[given["of"], kind] += 1
    for record in load().records["corrections"].values():
        assert places["articles" if record.article else "sources", record.kind] == 1, record.id


def test_corrections_of_the_articles_are_also_in_the_ledger():
    """The page says that the ledger has more of them, and that the others are no facts."""
    claims = load().records["claims"]
    listed = {record.claim for record in load().records["corrections"].values() if record.article}
    corrected = {key for key, claim in claims.items() if claim.correction}
    assert listed < corrected
    assert not [key for key in corrected - listed if claims[key].kind == "fact"]


def test_the_changelog_is_shown_once_and_whole():
    showing = [path.name for path in CHAPTERS.rglob("*.md") if "CHANGELOG.md" in path.read_text(encoding="utf-8")]
    assert showing == ["changelog.md"]
    start = re.search(r':start-after: "(.*)"', page("changelog"))[1]
    assert CHANGELOG.read_text(encoding="utf-8").splitlines()[0] == start


def test_every_chapter_has_the_box_that_the_book_promises():
    for path in chapters():
        if path == CHAPTERS / "index.ipynb":
            continue
        text = "".join(cell.source for cell in nbformat.read(path, as_version=4).cells)
        assert ":::{admonition} The other view" in text, path.name


def test_every_entry_of_the_ledger_says_what_the_book_promises():
    for claim in load().records["claims"].values():
        assert claim.at_the_time.reason
        assert claim.since.reason
        assert claim.change_our_mind
        assert claim.confidence
        assert claim.checked
        assert claim.evidence


@pytest.mark.parametrize("name", ["about", "changelog", "contributing", "corrections", "glossary"])
def test_one_sentence_per_line(name):
    for line in page(name).splitlines():
        if not line.startswith(("|", ":", "#", "- ", "```")) and not re.match(r"\d+\. ", line):
            assert not re.findall(r"[a-z)`][.!?] +[A-Z]", line), line
