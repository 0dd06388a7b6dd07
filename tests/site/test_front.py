"""The front page: findings that lead on, and every claim as a mark that says what it stands for."""

import re

import pytest
from bs4 import BeautifulSoup

from helpers import load
from helpers.dataset.changelog import data_version

FRONT = "chapters/index.html"


@pytest.fixture(scope="module")
def front(html):
    return BeautifulSoup((html / FRONT).read_text(encoding="utf-8"), "html.parser")


def test_the_answer_has_three_sentences(front):
    text = front.select_one(".os-thesis").get_text(" ", strip=True)
    assert len(re.findall(r"[.](?=\s|$)", text)) == 3


def test_each_of_the_six_findings_has_its_number_and_leads_to_a_section(front, html):
    findings = front.select(".os-findings > ul > li")
    assert len(findings) == 6
    for finding in findings:
        assert re.match(r"\d", finding.select_one("strong").get_text())
        page, _, anchor = finding.select("a")[-1]["href"].partition("#")
        target = (html / "chapters" / page).read_text(encoding="utf-8")
        assert f'id="{anchor}"' in target


def test_every_claim_is_one_mark_in_the_row_of_its_verdict(front):
    claims = load().records["claims"]
    seen = {}
    for row in front.select(".os-strip-row"):
        word = row.select_one(".os-strip-word")
        count, verdict = word.get_text(strip=True, separator=" ").split(" ", 1)
        marks = row.select("a.os-strip-mark")
        assert len(marks) == int(count)
        seen |= {mark["href"].partition("#")[2]: (verdict, mark.get_text()) for mark in marks}
    assert set(seen) == set(claims)
    for key, (verdict, text) in seen.items():
        claim = claims[key]
        assert verdict == claim.since.verdict
        assert claim.text.replace("'", "\u2019") in text  # as the book sets it
        assert f"Then: {claim.at_the_time.verdict}. Since: {verdict}." in text


def test_says_which_version_changed_what(front):
    number, _ = data_version()
    assert f"Version {number} of the data" in front.select_one("#what-changed").get_text()
    assert f"Data version {number}." in front.select_one(".os-citation").get_text()


@pytest.mark.parametrize("scripts", [True, False])
def test_pointing_or_tabbing_to_a_mark_shows_the_claim(browser, site, scripts):
    context = browser.new_context(java_script_enabled=scripts, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(f"{site}/{FRONT}")
    mark = page.locator("a.os-strip-mark", has_text="A15")
    shown = lambda: mark.locator(".os-strip-told").evaluate("e => getComputedStyle(e).clipPath")  # noqa: E731
    assert shown() != "none"
    mark.hover()
    assert shown() == "none"
    page.mouse.move(1, 1)
    assert shown() != "none"
    mark.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")  # focus that came by the keyboard is visible
    assert shown() == "none"
    page.keyboard.press("Enter")
    page.wait_for_url("**/verdicts/claims.html#A15")
    context.close()
