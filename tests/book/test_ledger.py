"""The ledger: where claims are tested, what stands behind a disclosure, what machines read."""

import json
import os
import re
import subprocess
import sys
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup

from helpers import load
from helpers.book.ledger.finder import rules, tokens
from helpers.book.ledger.places import ClaimPlaces, Place, Places
from helpers.book.ledger.review import claim_review
from helpers.dataset.articles import ARTICLES
from helpers.dataset.evidence import citations_of
from helpers.paths import ROOT
from tests.book.schema_org import TYPES, mistakes, vocabulary

EXTENSIONS = "myst_parser,helpers.book.citations,helpers.book.roles,helpers.book.tables,helpers.book.ledger"
INDEX = "# Front\n\nA mark such as {claim}`A01` cites a claim.\n\n```{toctree}\nchapter\nledger\n```\n"
LEDGER = "# Ledger\n\n" + "".join(
    f"## {part}\n\n```{{claim-ledger}}\n:chapter: {part}\n```\n\n" for part in ("expansion", "fears", "limits")
)
CHAPTER = """# Chapter

- The answer first {claim}`A15`.

## Sites in Europe

Built {claim}`A15`, as {claim}`A15` said.

```{table} Sites
:name: site-table
| a | b |
|---|---|
| 1 | 2 |
```

### Poland

Late {claim}`A10`.
"""


class Book:
    """A book with the ledger of all claims and one chapter; each build is a process of its own and takes up the last."""

    def __init__(self, folder):
        self.folder = folder
        for name, text in (("index", INDEX), ("chapter", CHAPTER), ("ledger", LEDGER)):
            self.write(name, text)

    def write(self, name, text):
        (self.folder / f"{name}.md").write_text(text, encoding="utf-8")

    def places(self, claim):
        """Build, and return text and addresses of the places of a claim."""
        command = [sys.executable, "-m", "sphinx", "-CqN", "-Dnumfig=1", f"-Dextensions={EXTENSIONS}"]
        environment = os.environ | {"PYTHONPATH": str(ROOT)}
        command += [str(self.folder), str(self.folder / "html")]
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
        assert done.returncode == 0, done.stderr
        self.page = BeautifulSoup((self.folder / "html" / "ledger.html").read_text(encoding="utf-8"), "html.parser")
        lines = self.page.select(f"#{claim} .os-places li")
        return [line.get_text().replace("\u00a0", " ") for line in lines], [
            a["href"] for line in lines for a in line.select("a")
        ]


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    return Book(tmp_path_factory.mktemp("ledger"))


def test_an_entry_says_in_which_sections_the_claim_is_tested_and_what_they_show(book):
    said, links = book.places("A15")
    assert said == ["Chapter: Sites in Europe (Table 1)"]
    assert links == ["chapter.html", "chapter.html#sites-in-europe", "chapter.html#site-table"]
    assert book.places("A10")[0] == ["Chapter: Poland"]  # the table stands in the section above
    assert "Tested in" not in book.page.select_one("#A01").get_text()


def test_the_ledger_follows_when_places_titles_and_numbers_change(book):
    book.places("A15")
    book.write(
        "chapter", CHAPTER.replace("## Sites in Europe", "```{table} First\n| a |\n|---|\n| 1 |\n```\n\n## Places")
    )
    assert book.places("A15")[0] == ["Chapter (Table 1): Places (Table 2)"]
    book.write("index", INDEX.replace("chapter\n", "chapter\nmore\n"))
    book.write("more", "# More\n\nOn {claim}`A15`.\n")
    assert book.places("A15")[0] == ["Chapter (Table 1): Places (Table 2)", "More"]
    (book.folder / "more.md").unlink()
    book.write("index", INDEX)
    book.write("chapter", CHAPTER.replace("{claim}`A15`", "nothing"))
    assert book.places("A15") == ([], [])
    book.write("chapter", CHAPTER)
    assert book.places("A15")[0] == ["Chapter: Sites in Europe (Table 1)"]


def test_what_another_process_has_read_is_taken_over():
    ours, theirs = (SimpleNamespace(os_claim_places=Places()) for _ in range(2))
    place = Place("A15", "", "More", ())
    ours.os_claim_places.cited["a"] = [place]
    theirs.os_claim_places = Places({"b": [place], "c": [place]}, {"c"})
    ClaimPlaces().merge_other(None, ours, {"b"}, theirs)
    assert ours.os_claim_places == Places({"a": [place], "b": [place]}, set())
    ClaimPlaces().clear_doc(None, ours, "b")
    assert ours.os_claim_places == Places({"a": [place]}, set())


def test_every_source_of_a_record_can_be_reached(book):
    book.places("A15")
    dataset = load()
    claim = dataset.record("claims", "A15")
    items = book.page.select("#A15 .os-evidence > li")
    assert len(items) == len(claim.evidence)
    more = 0
    for key, item in zip(claim.evidence, items, strict=True):
        cited = {citation.source for citation in citations_of(dataset.find(key)[1])}
        assert len(item.select(".os-source")) == len(cited)
        hidden = len(item.select("details .os-source"))
        more += hidden
        assert (f"and {hidden} more source" in item.get_text()) == (hidden > 0)
    assert more > 0


def test_the_two_articles_stand_under_their_sources():
    dataset = load()
    assert ARTICLES["A"].author == dataset.cite(ARTICLES["A"].source).author
    found = dataset.record("statements", "essay-of-2017-identified")
    assert found.speaker.startswith(ARTICLES["B"].author)
    assert ARTICLES["B"].source in {citation.source for citation in found.sources}


def test_every_entry_is_a_claim_review_in_the_words_of_schema_org():
    if not TYPES.exists():
        pytest.fail("schema-dts is not installed: npm ci --ignore-scripts")
    assert len(vocabulary()[0]) > 800
    for claim in load().records["claims"].values():
        review = claim_review(claim, f"#{claim.id}")
        assert list(mistakes(review)) == [], claim.id
        assert review["claimReviewed"] == claim.text
        assert review["reviewRating"]["alternateName"] == claim.at_the_time.verdict
        assert review["associatedReview"]["reviewRating"]["alternateName"] == claim.since.verdict
        assert "ratingValue" not in json.dumps(review)
        assert (claim.holder in review["itemReviewed"].get("creditText", "")) == (claim.holder != "author")


@pytest.mark.parametrize(
    ("node", "found"),
    [
        ({"@type": "ClaimVerdict"}, "ClaimVerdict is no type"),
        ({"@type": "Claim", "claimReviewed": "x"}, "Claim.claimReviewed is no property"),
        ({"@type": "ClaimReview", "datePublished": "November"}, "ClaimReview.datePublished must not be 'November'"),
        ({"@type": "Rating", "author": {"@type": "Claim"}}, "Rating.author must not be a Claim"),
        ({"@type": "Review", "reviewRating": "good"}, "Review.reviewRating must not be 'good'"),
        ({"@type": "Review", "author": {"@type": "Person", "bestRating": "1"}}, "Review.author > Person.bestRating is no property"),
    ],
)  # fmt: skip
def test_what_is_not_of_the_vocabulary_is_found(node, found):
    assert list(mistakes(node)) == [found]


def test_every_word_of_a_claim_has_a_rule_that_can_leave_others_out():
    known = set(re.findall(r"#([\w-]+):checked", rules()))
    assert known >= {token for claim in load().records["claims"].values() for token in tokens(claim)}
