"""Openings, addresses, cards and the feed, without a book around them."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from docutils import nodes

from helpers.book.browser import chromium
from helpers.book.finding.addresses import AddressError, repository, site
from helpers.book.finding.atom import Entry, atom
from helpers.book.finding.drawing import CardError, Face, draw, file_of
from helpers.book.finding.invitations import invitations
from helpers.book.finding.lost import rooted
from helpers.book.finding.openings import opening
from helpers.dataset.changelog import CHANGELOG, versions
from helpers.paths import ROOT


def drawn(faces):
    """Draw in a thread of its own: the browser of other tests holds the loop of this one."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(draw, faces, chromium()).result()


def document(*paragraphs):
    found = nodes.document(None, None)
    found += nodes.section("", nodes.title("", "Title"), nodes.note("", nodes.paragraph("", "A box.")), *paragraphs)
    return found


def test_an_opening_is_the_first_paragraph_without_the_marks_of_claims():
    mark = nodes.reference("", "A15 confirmed", classes=["os-claim"])
    fact = nodes.reference("", "2023", classes=["os-fact"])
    first = nodes.paragraph("", "", nodes.Text("It came in\n"), fact, nodes.Text(" "), mark, nodes.Text(", late."))
    assert opening(document(first, nodes.paragraph("", "More."))) == "It came in 2023, late."
    assert opening(document()) == ""


@pytest.mark.parametrize(
    "address", ["example.org/book", "ftp://example.org", "https://a b.org", "https://example.org/?q"]
)
def test_a_wrong_address_of_the_site_is_refused(address):
    with pytest.raises(AddressError, match=r"must be like https://example\.org/book/"):
        site(address)


@pytest.mark.parametrize("address", ["https://github.com/someone", "someone/book", "git@github.com:someone/book.git"])
def test_a_wrong_address_of_the_repository_is_refused(address):
    with pytest.raises(AddressError, match=r"must be like https://github\.com/OWNER/NAME"):
        repository(address)


def test_only_notebooks_are_run_and_only_where_binder_finds_them():
    def offered(repository, path):
        return [words for words, _ in invitations(repository, "main", path, "Title", path)]

    assert offered("https://github.com/someone/book", "chapters/a.ipynb")[-1] == "Run this page on Binder"
    assert len(offered("https://github.com/someone/book", "chapters/a.md")) == 2
    assert len(offered("https://git.example.org/someone/book", "chapters/a.ipynb")) == 2
    assert offered("", "chapters/a.ipynb") == []


def test_the_form_for_a_wrong_fact_has_the_field_that_links_fill_in():
    text = (ROOT / ".github/ISSUE_TEMPLATE/wrong-fact.yml").read_text(encoding="utf-8")
    assert "id: where" in text


def test_a_lost_page_names_everything_from_the_root():
    page = '<a href="./a.html"><a href="https://b.org/"><script src="_static/x.js"><html data-content_root="./"><a href="#top">'
    assert rooted(page, "https://example.org/book/") == (
        '<a href="/book/a.html"><a href="https://b.org/"><script src="/book/_static/x.js">'
        '<html data-content_root="/book/"><a href="#top">'
    )
    assert 'href="/a.html"' in rooted(page, "https://example.org/")


def test_the_same_card_has_the_same_bytes(tmp_path):
    face = Face("A title & more", "A part", "The book", None)
    one, other = tmp_path / "one.png", tmp_path / "other.png"
    drawn({one: face, other: face})
    assert one.read_bytes() == other.read_bytes()
    assert file_of("a", face) == file_of("a", Face("A title & more", "A part", "The book", None))
    assert file_of("a", face) != file_of("a", Face("A title", "A part", "The book", None))


def test_a_title_that_does_not_fit_is_named(tmp_path):
    figure = ROOT / "helpers/book/static/favicon.svg"
    with pytest.raises(CardError, match="'Endless endless"):
        drawn({tmp_path / "card.png": Face("Endless " + "endless " * 90, "A part", "The book", figure)})
    assert not (tmp_path / "card.png").exists()


def test_ids_of_the_feed_stay_when_the_site_moves():
    entry = Entry("version:1.0.0", "Version", "2026-11-24", "<p>New.</p>", "log.html#a")
    feeds = [atom("Changes", "we", "CC", place, "log.html", [entry]).decode() for place in ("", "https://a.org/")]
    ids = [[line for line in feed.splitlines() if "<id>" in line] for feed in feeds]
    assert ids[0] == ids[1]
    assert 'href="log.html#a"' in feeds[0]
    assert 'rel="self"' not in feeds[0]
    assert 'href="https://a.org/log.html#a"' in feeds[1]
    assert 'rel="self" type="application/atom+xml" href="https://a.org/feed.xml"' in feeds[1]


def test_no_version_of_the_changelog_is_lost():
    found = versions()
    assert len(found) == CHANGELOG.read_text(encoding="utf-8").count("\n## ")
    assert all(version.text and "## " not in version.text for version in found)
