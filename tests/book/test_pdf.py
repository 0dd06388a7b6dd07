"""The book on paper: printed once from the built site, and read again with pypdf."""

import os
import re
import subprocess
import sys
from functools import lru_cache
from html import unescape
from itertools import pairwise
from unicodedata import normalize
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup
from pypdf import PdfReader

from helpers import load
from helpers.book.pdf import PDF
from helpers.book.pdf.article import PrintError
from helpers.book.pdf.contents import Page, pages
from helpers.book.pdf.document import assemble
from helpers.book.pdf.links import bind, refer, with_pages
from helpers.paths import BUILD, ROOT

HTML = BUILD / "html"
CONTENT_MM = 210 - 2 * 22  # as in print.css


def run(command, **environment):
    return subprocess.run(
        [sys.executable, "-m", "helpers", command],
        cwd=ROOT, env=os.environ | environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.fixture(scope="session")
def done():
    assert run("build").returncode == 0
    return run("pdf")


@pytest.fixture(scope="session")
def pdf(done):
    assert done.returncode == 0, done.stderr
    return PdfReader(PDF)


@pytest.fixture(scope="session")
def text(pdf):
    """Return what gives the text of a page by its number; reading all of them would take long."""
    return lru_cache(None)(lambda number: pdf.pages[number - 1].extract_text())


@pytest.fixture(scope="session")
def document(done):
    return BeautifulSoup(PDF.with_suffix(".html").read_text(encoding="utf-8"), "html.parser")


def squeezed(text):
    """Return a text without what line breaks and ligatures make of its spaces."""
    return re.sub(r"\s", "", normalize("NFKC", text))


def marks(pdf, outline=None, depth=1):
    """Return depth, title and page of every bookmark."""
    for one in pdf.outline if outline is None else outline:
        if isinstance(one, list):
            yield from marks(pdf, one, depth + 1)
        else:
            yield depth, one.title, pdf.get_destination_page_number(one) + 1


def links(pdf):
    """Return what each link of the PDF has as its target."""
    for page in pdf.pages:
        for note in (found.get_object() for found in page.get("/Annots", [])):
            if note["/Subtype"] == "/Link":
                yield note.get("/Dest") or note["/A"].get("/URI") or note["/A"]["/D"]


def test_the_command_says_where_the_book_is(done, pdf):
    assert done.stderr == ""
    assert done.stdout.startswith(f"The book is printed: {PDF.as_uri()} ({len(pdf.pages)} pages, ")


def test_the_pdf_says_what_it_is(pdf):
    assert pdf.metadata.title == "One Shield, Two Flanks"
    assert pdf.metadata.author == "The One Shield, Two Flanks contributors"
    assert pdf.root_object["/Lang"] == "en"
    assert pdf.root_object["/MarkInfo"]["/Marked"]
    assert "/home" not in str(pdf.metadata)


def test_pages_are_a4_with_their_numbers_and_none_is_empty(pdf, text):
    assert len(pdf.pages) > 120
    for number, page in enumerate(pdf.pages, 1):
        assert round(float(page.mediabox.width)) == 595
        assert len(page.get_contents().get_data()) > 3000, number
    for number in range(3, len(pdf.pages), 9):
        assert re.search(rf"(^|\n){number}(\n|$)", text(number)), (number, text(number)[:200])


def test_every_page_of_the_site_has_a_bookmark(pdf):
    found = {(depth, title) for depth, title, _ in marks(pdf)}
    for page in pages():
        title = re.search(r"<h1>([^<]*)<", (HTML / f"{page.name}.html").read_text(encoding="utf-8"))[1]
        wanted = "Introduction" if title == "One Shield, Two Flanks" else unescape(title)
        assert (page.level, wanted) in found
        assert not page.part or (1, page.part) in found


def test_contents_name_the_pages_where_headings_stand(pdf, text, document):
    entries = [
        (line.a.get_text(), line.a["href"][1:], int(line.b.get_text())) for line in document.select(".os-contents li")
    ]
    assert [(title, number) for title, _, number in entries] == [(title, page) for _, title, page in marks(pdf)]
    listed = squeezed("".join(map(text, range(3, entries[0][2]))))
    for title, target, number in entries:
        place = pdf.named_destinations[f"/{target}"]
        assert pdf.get_destination_page_number(place) + 1 == number, title
        assert squeezed(title) in squeezed(text(number)), title
        assert squeezed(title) in listed
        assert not squeezed(text(number)).endswith(squeezed(title)), f"{title} is the last line of its page"
    assert all(a <= b for (_, _, a), (_, _, b) in pairwise(entries))


def test_references_name_the_page_to_which_they_lead(pdf, document):
    found = 0
    for link in document.select("main a[href^='#']"):
        number = re.match(r" \(p\.\xa0(\d+)\)", str(link.next_sibling))
        if number:
            place = pdf.named_destinations["/" + link["href"][1:]]
            assert pdf.get_destination_page_number(place) + 1 == int(number[1]), link
            found += 1
    assert found > 10


def test_every_link_inside_has_its_place_and_none_leads_to_a_file(pdf):
    targets = list(map(str, links(pdf)))
    inside = [target for target in targets if target.startswith("/")]
    assert len(inside) > 2000
    assert set(inside) <= set(pdf.named_destinations)
    assert {target.partition(":")[0] for target in set(targets) - set(inside)} <= {"http", "https", "mailto"}


def test_the_addresses_of_sources_are_there(pdf):
    found = {_written(target) for target in map(str, links(pdf))}
    wanted = {source.url for source in load().records["sources"].values() if source.url}
    assert {url for url in wanted if _written(url) not in found} == set()


def _written(url):
    """Return an address without what a browser writes in its own way."""
    return unquote(url).casefold().rstrip("/").replace(":80/", "/")


def test_every_figure_stands_on_one_page_with_its_caption(pdf, text, document):
    figures = document.select("figure")
    assert len(figures) >= 2
    for figure in figures:
        svg = BeautifulSoup(
            (HTML / "_figures" / figure.img["src"].rpartition("/")[2]).read_text(encoding="utf-8"), "html.parser"
        )
        assert figure.img["src"].endswith("-light-wide.svg")
        assert figure.img["alt"]
        caption = squeezed(figure.figcaption.get_text())
        page = next(page for page in map(squeezed, map(text, range(1, len(pdf.pages) + 1))) if caption in page)
        labels = {label.get_text() for label in svg.select("text")}
        assert {label for label in labels if squeezed(label) not in page} == set()


def test_numbers_of_figures_and_tables_are_given_once(document):
    numbers = [number.get_text().strip() for number in document.select(".caption-number")]
    assert len(numbers) == len(set(numbers)) >= 3


def test_nothing_is_wider_than_the_page(browser, done):
    page = browser.new_page(viewport={"width": round(CONTENT_MM / 25.4 * 96), "height": 900})
    page.emulate_media(media="print")
    page.goto(PDF.with_suffix(".html").as_uri())
    wide = page.evaluate(
        """() => [...document.body.querySelectorAll('*')].filter(element =>
            element.getBoundingClientRect().right > document.documentElement.clientWidth + 1
            || element.scrollWidth > element.clientWidth + 1 && element.clientWidth
        ).map(element => element.outerHTML.slice(0, 200))"""
    )
    page.close()
    assert wide == []


def test_the_longest_table_is_there_to_its_last_row(pdf, text, document):
    longest = max(document.select("table"), key=lambda table: len(table.select("tr")))
    assert len(longest.select("tr")) > 30
    last = squeezed(longest.select("tr")[-1].get_text())
    assert any(last in squeezed(text(number)) for number in range(1, len(pdf.pages) + 1))


def test_nothing_of_the_screen_is_left(document):
    for unwanted in ("script", "button", "input", "details", ".headerlink", ".os-take", ".os-dark", ".cell_input"):
        assert document.select(unwanted) == []
    assert {element["src"].partition(":")[0] for element in document.select("[src]")} == {"file"}
    assert "Data of this figure as a table" not in document.get_text()
    assert len(document.select(".os-source-list li")) > 50
    assert "left out" in document.select_one(".os-about").get_text()


@pytest.mark.parametrize(
    ("browser", "message"), [("/nowhere", "printing needs Chromium: "), ("/bin/true", "/bin/true did not print: ")]
)
def test_without_chromium_one_line_says_so(done, browser, message):
    failed = run("pdf", BROWSER_PATH=browser)
    assert failed.returncode == 1
    assert failed.stdout == ""
    assert failed.stderr.startswith(message)
    assert failed.stderr.count("\n") == 1
    assert PDF.exists()


def test_without_a_site_the_message_says_what_to_do(tmp_path):
    with pytest.raises(PrintError, match="build the site first"):
        assemble(tmp_path)


def test_links_become_places_in_the_document(tmp_path):
    soup = BeautifulSoup(
        '<article><p id="here"><a href="#here">1</a><a href="../b/c.html#there">2</a><a href="../b/c.html">3</a>'
        '<a href="../genindex.html">4</a><a href="../_data/x.csv" download>5</a><a href="https://example.org/">6</a>'
        '<a class="os-claim" href="../b/c.html#A01">7</a></p></article><i id="b/c"></i><i id="b/c:A01"></i>',
        "html.parser",
    )
    bind(soup.article, "a/page", {"a/page", "b/c"}, tmp_path)
    refer(soup)
    assert with_pages(str(soup.p), {"b/c": 12}) == (
        '<p id="a/page:here"><a href="#a/page:here">1</a> (p.\xa0100)2<a href="#b/c">3</a> (p.\xa012)'
        '45<a href="https://example.org/">6</a><a class="os-claim" href="#b/c:A01">7</a></p>'
    )


def test_pages_have_the_levels_of_the_table_of_contents():
    listed = pages()
    assert listed[0] == Page("chapters/index", 1)
    assert [page.part for page in listed if page.part] == re.findall(r"caption: (.*)", (ROOT / "_toc.yml").read_text())
    assert {page.level for page in listed if "/press-" in page.name} == {3}
