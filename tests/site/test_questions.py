"""A newcomer finds the answer to a first question within two clicks from the front page, and finds it there in words."""

import re
from dataclasses import dataclass

import pytest

from helpers import load
from helpers.dataset.facts import look_up
from tests.site.reading import FRONT, Place

MOST_CLICKS = 2


@dataclass(frozen=True)
class Answer:
    """Where the answer stands: a section, what must be read in it, and facts of the data that it must give."""

    page: str
    anchor: str
    words: tuple[str, ...]
    facts: tuple[str, ...] = ()

    @property
    def place(self):
        return Place(f"chapters/{self.page}.html", self.anchor)


QUESTIONS = {
    "When did Redzikowo enter service?": Answer(
        "expansion/map",
        "two-land-sites-in-europe",
        ("Redzikowo in Poland", "accepted it on"),
        ("sites.redzikowo.operational",),
    ),
    "How far does the radar at Seongju see into China?": Answer(
        "fears/radar",
        "which-way-it-looks",
        ("percent of China", "a strip at the Yalu"),
        ("systems.an-tpy-2.field_of_view_deg",),
    ),
    "Did China get the Kalibr?": Answer(
        "limits/arms",
        "the-missile-that-had-come-already",
        ("no transfer of it to China",),
        ("sales.kilo-klub-contract-2002.date",),
    ),
    "Which forecasts failed?": Answer(
        "verdicts/scorecard",
        "said-and-come",
        ("The one clear miss", "Neither came"),
        ("sales.wisla-phase1-contract-2018.date",),
    ),
    "Where are the data?": Answer("reference/data", "", ("Download the dataset", "CC BY 4.0")),
    "How do I cite this book?": Answer(
        "reference/about", "how-to-cite", ("@misc", "The One Shield, Two Flanks contributors")
    ),
    "How much of the shield could shoot at missiles between continents?": Answer(
        "expansion/inventory",
        "what-stands-and-what-was-planned",
        ("Ground-based interceptors", "only ones built against missiles that fly from one continent to another"),
        ("inventories.gbi-interceptors-by-year.interceptors.actual.2017-11-02",),
    ),
    "Did China and Russia exercise missile defence together?": Answer(
        "limits/words",
        "exercises-and-a-gap",
        ("rehearsed missile defence in Moscow", "The third followed in"),
        (
            "exercises.exercise-aerospace-security-2016.date | month",
            "exercises.exercise-missile-defence-third-2025.date | month",
        ),
    ),
    "What is wrong with the articles?": Answer(
        "reference/corrections",
        "the-two-articles",
        ("The articles err in", "States:", "Evidence:"),
        ("count.corrections.article",),
    ),
    "How is a verdict made?": Answer(
        "reference/about", "how-a-verdict-is-made", ("supports, contradicts, qualifies",), ("count.claims",)
    ),
    "How do I object?": Answer(
        "reference/about", "how-to-report-a-wrong-fact", ("An objection", "Report a wrong fact")
    ),
}


def said(element):
    return re.sub(r"\s+", " ", element.get_text(" "))


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_answer_is_near_and_complete(read, question):
    answer = QUESTIONS[question]
    assert read.clicks.get(answer.place, 99) <= MOST_CLICKS, f"no way of {MOST_CLICKS} clicks to {answer.place}"
    page = read.pages[answer.place.file]
    section = page.find(id=answer.anchor) if answer.anchor else page.find("article")
    text = said(section)
    for words in (*answer.words, *(look_up(load(), path).text for path in answer.facts)):
        assert words in text, words


def test_who_says_so_is_one_click_from_a_number(read):
    """Each number of the front page leads to the entry of its source, with publisher, title and what it supports."""
    facts = [fact for fact in read.pages[FRONT].select("article a.os-fact") if "source-" in fact["href"]]
    assert len(facts) >= 3
    for fact in facts:
        place = read.follow(FRONT, fact["href"])
        entry = read.pages[place.file].find(id=place.anchor)
        assert entry.find("strong").get_text()
        assert "Supports" in said(entry)
        assert read.clicks[place] == 1
