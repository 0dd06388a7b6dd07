"""The built book, as a reader gets it."""

import re

import pytest

from helpers import load
from tests.site.conftest import HTML

MODES = [(1280, "light"), (1280, "dark"), (390, "light"), (390, "dark")]
MAP = "chapters/expansion/map.html"
LEDGER = "chapters/verdicts/claims.html"


def pages():
    toc = (HTML.parent.parent / "_toc.yml").read_text()
    return [f"{name}.html" for name in re.findall(r"(?:root|file): (\S+)", toc)]


@pytest.mark.parametrize("path", pages())
@pytest.mark.parametrize(("width", "theme"), MODES)
def test_page_is_whole(visit, path, width, theme):
    """Nothing asked of another host, nothing broken, every figure drawn, nothing wider than the screen."""
    seen = visit(width, theme)
    page = seen.open(path)
    seen.draw_all()
    assert seen.foreign == []
    assert seen.errors == []
    for figure in page.evaluate(
        """() => [...document.querySelectorAll('.os-plot')].map(box => ({
            id: box.id, drawn: box.dataset.drawn,
            wanted: oneShield.of(box.dataset.figure).spec.data.length,
            traces: box.querySelector('.js-plotly-plot')?.data.length,
            marks: box.querySelectorAll('.scatterlayer .trace').length,
        }))"""
    ):
        assert figure["drawn"] == "true", figure
        assert figure["traces"] == figure["wanted"], figure
        assert figure["marks"] >= min(3, figure["wanted"]), figure
    widest = page.evaluate("document.scrollingElement.scrollWidth")
    assert widest <= width


def test_root_leads_to_the_front_page(visit):
    page = visit().open("index.html")
    page.wait_for_url("**/chapters/index.html")
    assert page.locator("article h1").inner_text().startswith("One Shield, Two Flanks")


def test_map_page_has_its_figures(visit):
    page = visit().open(MAP)
    assert page.locator("figure.os-figure").count() == 6
    captions = page.locator("figure.os-figure .caption-number").all_inner_texts()
    numbers = [int(caption.strip().removeprefix("Fig. ")) for caption in captions]
    assert numbers == list(range(numbers[0], numbers[0] + 6))  # after those of earlier chapters, and no phantom


def test_facts_link_to_their_sources(visit):
    page = visit().open(MAP)
    facts = page.locator("a.os-fact")
    assert facts.count() >= 8
    for i in range(facts.count()):
        assert re.search(r"/(sources|press-\w+)\.html#source-", facts.nth(i).get_attribute("href"))
        assert facts.nth(i).get_attribute("title")
    facts.first.click()
    page.wait_for_selector("li:target")


def test_claims_link_to_the_ledger(visit):
    page = visit().open(MAP)
    cited = {text[:3] for text in page.locator("a.os-claim").all_inner_texts()}
    assert {"A02", "A08", "A09", "A14", "A15", "A27"} <= cited
    page.locator("a.os-claim", has_text="A15").first.click()
    assert page.locator(".os-entry:target").get_attribute("id") == "A15"
    assert "At the time: confirmed" in page.locator("#A15").inner_text()


def test_ledger_has_every_claim_once(visit):
    page = visit().open(LEDGER)
    ids = page.locator(".os-entry").evaluate_all("entries => entries.map(e => e.id)")
    assert sorted(ids) == sorted(load().claims["id"])


def test_sources_are_printed(visit):
    page = visit().open(MAP)
    page.emulate_media(media="print")
    sources = page.locator(".os-source-list li")
    assert sources.count() > 50
    hidden = sources.evaluate_all("items => items.filter(i => i.getBoundingClientRect().height === 0).length")
    assert hidden == 0
