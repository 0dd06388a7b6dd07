"""On the built pages: a chapter links each term of the glossary that it uses, once, and in prose alone."""

import re

import nbformat
import pytest

from helpers.book.notebooks import chapters
from helpers.paths import ROOT
from tests.chapters.test_reference import ENTRIES, OWN_FORMS
from tests.site.reading import Place

GLOSSARY = "chapters/reference/glossary.html"
NO_PROSE = "h1, h2, h3, a, button, code, pre, figcaption, caption, table, summary, .admonition-title, .os-note, nav"
NO_PROSE_SOURCE = re.compile(
    r"^(`{3,})[\s\S]*?^\1|^:{3,}.*$|^#.*$|^\|.*$|\{[\w:]+\}`[^`]*`|`[^`]*`|\[[^\]]*\]\([^)]*\)", re.MULTILINE
)

PLAIN = [terms for terms, _ in ENTRIES if terms[-1] not in OWN_FORMS]


def terms_on(read, name):
    return read.pages[name].select("a.os-term")


def test_a_term_is_linked_at_most_once_on_a_page_and_leads_to_its_entry(read):
    for name, page in read.pages.items():
        places = [read.follow(name, link["href"]) for link in page.select("a.os-term")]
        assert len(places) == len(set(places)), name
        for place in places:
            assert place.file == GLOSSARY
            assert read.pages[GLOSSARY].find(id=place.anchor).name == "dt"


def test_no_term_is_linked_where_no_sentence_stands(read):
    for name, page in read.pages.items():
        assert [link for link in page.select("a.os-term") if link.find_parent("p") is None] == [], name
        assert page.select(", ".join(f"{part.strip()} a.os-term" for part in NO_PROSE.split(","))) == [], name


@pytest.mark.parametrize("path", [path for path in chapters() if path.stem != "index"], ids=lambda path: path.stem)
def test_a_chapter_links_the_terms_that_it_uses(read, path):
    """Looked for in the source of the chapter, as plainly as can be: what a term is, between spaces and full stops."""
    cells = [cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "markdown"]
    text = " " + re.sub(r"[\s.,;:()]+", " ", NO_PROSE_SOURCE.sub(" | ", "\n".join(cells))) + " "
    name = path.relative_to(ROOT).with_suffix(".html").as_posix()
    linked = {read.follow(name, link["href"]) for link in terms_on(read, name)}
    used = set()
    for term, first in sorted(((term, terms[0]) for terms in PLAIN for term in terms), key=lambda pair: -len(pair[0])):
        used |= {first} if f" {term} " in text else set()
        text = text.replace(f" {term} ", " | ")  # so that a longer term is not taken for a shorter one
    assert len(used) >= 3
    for term in used:
        assert Place(GLOSSARY, f"term-{re.sub(r'[ +/]', '-', term)}") in linked, term
