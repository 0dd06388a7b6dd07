"""The ledger in a browser: what is left out and what stays, with a script and without."""

import collections
import json

import pytest

from helpers import load
from tests.book.schema_org import mistakes
from tests.site.test_site import LEDGER

ENTRIES = ".os-entry"
ROWS = "table.os-claims tbody tr"
SHOW_ALL = ".os-finder [type=reset]"
SEEN = "all => all.filter(one => one.getClientRects().length).map(one => one.id || one.cells?.[0].textContent.trim())"


@pytest.fixture(scope="module")
def claims():
    return load().claims


@pytest.fixture
def ledger(visit):
    return visit().open(LEDGER)


@pytest.fixture
def without_scripts(browser, site):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 900})
    page = context.new_page()
    page.goto(f"{site}/{LEDGER}")
    yield page
    context.close()


def seen(page, selector):
    """Return the claims of the entries or rows that can be seen, in their order."""
    return page.locator(selector).evaluate_all(SEEN)


def count(page):
    return page.locator(".os-finder output").inner_text()


def test_a_verdict_shows_the_claims_that_have_it(ledger, claims):
    for axis, column in (
        ("then", "at_the_time_verdict"),
        ("since", "since_verdict"),
        ("kind", "kind"),
        ("part", "chapter"),
    ):
        words = collections.Counter(claims[column].astype(str))
        offered = ledger.locator(f"input[name={axis}]").evaluate_all("all => all.map(one => one.value)")
        assert set(offered) == {"", *(word.replace(" ", "-") for word in words)}
        word, number = words.most_common()[-1]
        ledger.locator(f"#{axis}-{word.replace(' ', '-')}").check()
        expected = list(claims.loc[claims[column] == word, "id"])
        assert count(ledger) == f"{number} of {len(claims)} claims"
        assert sorted(seen(ledger, ENTRIES)) == seen(ledger, ROWS) == expected
        ledger.locator(SHOW_ALL).click()
        ledger.wait_for_function(
            "n => document.querySelectorAll('.os-entry:not(.os-off)').length === n", arg=len(claims)
        )
        assert count(ledger) == f"{len(claims)} of {len(claims)} claims"


def test_choices_work_together_and_the_address_restores_them(ledger, visit, claims):
    ledger.locator("#kind-forecast").check()
    ledger.locator("#since-occurred").check()
    ledger.get_by_label("Words in the entry").fill("polish PATRIOT")
    both = claims[(claims["kind"] == "forecast") & (claims["since_verdict"] == "occurred")]
    found = seen(ledger, ENTRIES)
    assert found
    assert set(found) < set(both["id"])
    assert len(seen(ledger, ".bd-article section h2")) == 1  # no heading without an entry
    again = visit(390).open(f"{LEDGER}?{ledger.url.partition('?')[2]}")
    assert seen(again, ENTRIES) == found
    assert again.get_by_label("Words in the entry").input_value() == "polish PATRIOT"
    assert again.locator("#kind-forecast").is_visible()  # unfolded, for the reader to see why claims are missing


def test_the_entry_in_the_address_is_shown_whatever_is_chosen(visit, claims):
    page = visit().open(f"{LEDGER}?since=occurred#A15")
    expected = [*claims.loc[claims["since_verdict"] == "occurred", "id"], "A15"]
    assert sorted(seen(page, ENTRIES)) == sorted(expected)
    page.wait_for_function(
        "() => document.getElementById('A15').getBoundingClientRect().top < 900"
    )  # the page glides there
    assert count(page) == f"{len(expected) - 1} of {len(claims)} claims, and A15, which the address names"
    page.evaluate("location.hash = '#B01'")
    page.wait_for_function("() => document.querySelector('.os-finder output').textContent.includes('B01')")
    assert page.locator("#B01").is_visible()
    assert not page.locator("#A15").is_visible()


def test_the_table_is_sorted_by_each_column(ledger, visit, claims):
    scale = ledger.locator("input[name=since]").evaluate_all("all => all.map(one => one.value)")
    by_id = claims.set_index("id")
    place = {key: scale.index(verdict.replace(" ", "-")) for key, verdict in by_id["since_verdict"].items()}
    ledger.locator(".os-sort", has_text="Since").click()
    assert seen(ledger, ROWS) == sorted(claims["id"], key=lambda key: (place[key], key))
    head = ledger.locator("table.os-claims th", has_text="Since")
    assert head.get_attribute("aria-sort") == "ascending"
    ledger.locator(".os-sort", has_text="Since").click()
    assert head.get_attribute("aria-sort") == "descending"
    assert seen(visit().open(f"{LEDGER}?{ledger.url.partition('?')[2]}"), ROWS) == seen(ledger, ROWS)
    ledger.locator(".os-sort", has_text="Likelihood").click()
    low = by_id["forecast_low_percent"].astype(float)
    named = low.notna().sum()
    assert list(low[seen(ledger, ROWS)][:named]) == sorted(low.dropna())
    ledger.locator(".os-sort", has_text="Claim").click()
    assert seen(ledger, ROWS) == list(claims["id"])
    assert "sort" not in ledger.url


def test_without_scripts_all_is_there_and_choices_work(without_scripts, claims):
    page = without_scripts
    assert sorted(seen(page, ENTRIES)) == seen(page, ROWS) == list(claims["id"])
    assert seen(page, ".os-finder :is(output, [type=search]), .os-sort") == []
    page.locator(".os-choices summary").click()
    page.locator("#then-contested").check()
    page.locator("#part-fears").check()
    both = claims[(claims["at_the_time_verdict"] == "contested") & (claims["chapter"] == "fears")]
    assert seen(page, ENTRIES) == seen(page, ROWS) == list(both["id"])
    page.locator(SHOW_ALL).click()
    assert len(seen(page, ENTRIES)) == len(claims)


@pytest.mark.parametrize("width", [1280, 390])
def test_choices_are_large_enough_and_can_be_used_by_keyboard(visit, width):
    page = visit(width).open(LEDGER)
    if width == 390:
        page.locator(".os-choices summary").press("Enter")
    small = page.locator(".os-finder :is(fieldset label, button, [type=search]), .os-sort").evaluate_all(
        "all => all.filter(one => one.getBoundingClientRect().height < 24).map(one => one.outerHTML)"
    )
    assert small == []
    assert page.locator(".os-finder fieldset > legend").all_inner_texts() == [
        "Part",
        "Kind",
        "At the time",
        "Since",
    ]
    page.locator("input[name=kind]").first.focus()
    page.keyboard.press("ArrowDown")
    assert page.locator("#kind-fact").is_checked()
    assert page.locator(".os-finder output").get_attribute("aria-live") == "polite"


def test_figures_that_an_entry_names_are_those_of_its_section(ledger, visit):
    links = ledger.locator(".os-places a").evaluate_all(
        "all => all.map(one => [one.textContent.replace('\u00a0', ' '), one.href])"
    )
    page = visit()
    shown = [(text, href) for text, href in links if text.startswith("Fig. ")]
    assert len(shown) > 20
    text, href = shown[0]
    page.page.goto(href)
    assert page.page.locator(f"#{href.partition('#')[2]} .caption-number").inner_text().strip() == text


def test_every_entry_carries_its_review_for_machines(visit, claims):
    reader = visit()
    page = reader.open(LEDGER)
    reviews = page.locator(".os-entry > script[type='application/ld+json']").evaluate_all(
        "all => all.map(one => one.text)"
    )
    found = {review["url"]: review for review in map(json.loads, reviews)}
    assert set(found) == {f"#{key}" for key in claims["id"]}
    assert [mistake for review in found.values() for mistake in mistakes(review)] == []
    assert reader.errors == []  # nothing that the page's own policy would refuse


def test_the_ledger_can_be_taken_as_one_file(html, ledger):
    with ledger.expect_download() as started:
        ledger.get_by_role("link", name="claims.json").click()
    taken = json.loads(started.value.path().read_text(encoding="utf-8"))
    for claim in taken["claims"]:
        page, _, anchor = claim["address"].partition("#")
        assert page == LEDGER
        assert ledger.locator(f"#{anchor}").count() == 1
    assert (html / "_data" / taken["$schema"]).exists()
