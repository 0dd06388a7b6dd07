"""How the book is found: what pages tell machines, cards, the feed, the search, pages for those who came another way."""

import gzip
import os
import re
import struct
from xml.etree import ElementTree as ET

import pytest
import yaml
from bs4 import BeautifulSoup, SoupStrainer

from helpers import load
from helpers.book.finding.addresses import REPOSITORY, SITE, repository, site
from helpers.dataset.changelog import versions
from helpers.paths import ROOT
from tests.site.test_site import MAP, pages

CONFIG = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))
ADDRESS = site(os.environ.get(SITE) or CONFIG["html"]["baseurl"])
SOURCES = repository(os.environ.get(REPOSITORY) or CONFIG["repository"]["url"])
ATOM = "{http://www.w3.org/2005/Atom}"
PARTS = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))["parts"]


@pytest.fixture(scope="module")
def whole(html):
    """Return every page of the book, taken apart."""
    only = SoupStrainer(["head", "h1", "figure", "a", "ul"])
    return {
        path: BeautifulSoup((html / path).read_text(encoding="utf-8"), "html.parser", parse_only=only)
        for path in pages()
    }


def said(page, key):
    found = [tag["content"] for tag in page.find_all("meta") if key in (tag.get("name"), tag.get("property"))]
    assert len(found) <= 1, key
    return found[0] if found else None


def test_each_page_opens_its_description_with_its_answer(whole):
    found = {path: said(page, "description") for path, page in whole.items()}
    for path, text in found.items():
        assert text, path
        assert 60 < len(text) <= 300, (path, text)
        assert re.search(r"([.?!][”)]?| …)$", text), (path, text)
        assert not re.search(r"\{|\}|\s\s|\n|\b[AB]\d\d (confirmed|contested|contradicted|partly)", text), (path, text)
    assert len(set(found.values())) == len(found)
    assert found[MAP].startswith(
        "Missile-defence sites of the United States and its allies stand on both sides of Eurasia"
    )


def test_what_a_link_to_a_page_shows(html, whole):
    for path, page in whole.items():
        heading = page.h1.get_text().removesuffix("#")
        assert said(page, "og:title") == heading, path
        assert said(page, "og:description") == said(page, "description"), path
        assert said(page, "og:site_name") == CONFIG["title"], path
        assert said(page, "og:type") == ("website" if path == "chapters/index.html" else "article"), path
        canonical = page.find("link", rel="canonical")
        assert said(page, "og:url") == (f"{ADDRESS}{path}" if ADDRESS else None)
        assert (canonical["href"] if canonical else None) == said(page, "og:url")
        assert bool(said(page, "og:image")) == bool(ADDRESS)
        feed = page.find("link", type="application/atom+xml")["href"]
        assert (html / path).parent.joinpath(feed).resolve() == (html / "feed.xml").resolve()
    assert whole["chapters/index.html"].title.get_text() == CONFIG["title"]


def test_each_page_with_a_figure_has_a_card_of_the_right_size(html, whole):
    wanted = {path.removesuffix(".html").replace("/", "-") for path, page in whole.items() if page.select(".os-plot")}
    cards = {path.stem: path.read_bytes() for path in (html / "_cards").iterdir()}
    assert set(cards) == wanted | {"book"}
    for name, content in cards.items():
        assert content[:8] == b"\x89PNG\r\n\x1a\n", name
        assert struct.unpack(">II", content[16:24]) == (1200, 630), name
        assert len(content) < 300_000, name
    assert len(set(cards.values())) == len(cards)


def test_robots_may_read_everything(html):
    lines = (html / "robots.txt").read_text(encoding="utf-8").splitlines()
    assert lines[:2] == ["User-agent: *", "Allow: /"]
    assert lines[2:] == ([f"Sitemap: {ADDRESS}sitemap.xml"] if ADDRESS else [])
    assert (html / "sitemap.xml").exists() == bool(ADDRESS)


def test_the_feed_has_every_change_and_what_atom_requires(html):
    feed = ET.parse(html / "feed.xml").getroot()
    assert feed.tag == f"{ATOM}feed"
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "the One Shield, Two Flanks contributors"
    entries = feed.findall(f"{ATOM}entry")
    wanted = len(versions()) + len(load().records["corrections"])
    assert len(entries) == wanted > 50
    titles = [entry.findtext(f"{ATOM}title") for entry in entries]
    assert not any("id=" in title for title in titles)
    assert any(title.startswith("Error found: article of August 2016, paragraph ") for title in titles)
    for one in (feed, *entries):
        assert all(len(one.findall(f"{ATOM}{tag}")) == 1 for tag in ("id", "title", "updated"))
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", one.findtext(f"{ATOM}updated"))
        assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", one.findtext(f"{ATOM}id"))
    assert len({one.findtext(f"{ATOM}id") for one in (feed, *entries)}) == wanted + 1
    days = [entry.findtext(f"{ATOM}updated") for entry in entries]
    assert days == sorted(days, reverse=True)
    assert feed.findtext(f"{ATOM}updated") == days[0]
    for entry in entries:
        assert BeautifulSoup(entry.findtext(f"{ATOM}content"), "html.parser").get_text(strip=True)
        path, _, anchor = entry.find(f"{ATOM}link").get("href").removeprefix(ADDRESS).partition("#")
        assert f'id="{anchor}"' in (html / path).read_text(encoding="utf-8"), (path, anchor)


def test_the_changelog_invites_to_the_feed(whole):
    assert whole["chapters/reference/changelog.html"].find("a", href="../../feed.xml")


FOUND = [
    ("A15", "Claim A15: In May 2016", r"verdicts/claims.html#A15$"),
    ("crosses mark", r"Figure \d+: Missile-defence sites", r"expansion/map.html#shield-map$"),
    ("ABM Treaty", "Glossary: ABM Treaty", r"reference/glossary.html#term-"),
    (
        "US building missile defence site in Qatar",
        "Xinhua: US building",
        r"reference/press-others.html#source-xinhua-2012-",
    ),
]


@pytest.mark.parametrize(("query", "name", "address"), FOUND)
def test_the_search_names_what_it_finds_and_leads_to_it(visit, query, name, address):
    seen = visit()
    page = seen.open(f"search.html?q={query}")
    page.locator(".search-summary", has_text="matching").wait_for()
    first = page.locator("#search-results li a").first
    assert re.match(name, first.inner_text())
    assert re.search(address, first.get_attribute("href"))
    first.click()
    page.wait_for_url("**/chapters/**")
    assert page.locator(":target").count() == 1
    assert seen.errors == []


def test_the_index_of_the_search_stays_light(html):
    assert (
        len(gzip.compress((html / "searchindex.js").read_bytes())) < 200_000
    )  # loaded on the page of the search alone


def test_previous_and_next_follow_the_book_and_name_its_parts(html):
    part_of = {f"{chapter['file']}.html": part["caption"] for part in PARTS for chapter in part["chapters"]}
    order = pages()
    for path in order:
        text = (html / path).read_text(encoding="utf-8")
        area = BeautifulSoup(text[text.index('class="prev-next-area"') - 5 :], "html.parser").find(
            class_="prev-next-area"
        )
        for step, kind in ((-1, "left-prev"), (1, "right-next")):
            place = order.index(path) + step
            link = area.find("a", class_=kind)
            if not 0 <= place < len(order):
                assert link is None
                continue
            other = order[place]
            assert (html / path).parent.joinpath(link["href"]).resolve() == (html / other).resolve()
            named = re.search(r", in (.*)", link.find(class_="prev-next-subtitle").get_text())
            crosses = other in part_of and part_of[other] != part_of.get(
                path, part_of[other] if "press-" in path else ""
            )
            assert (named[1] if named else "") == (part_of[other] if crosses else ""), (path, other)


def test_the_root_leads_on_without_scripts_and_says_what_the_front_page_says(browser, site, html, whole):
    text = (html / "index.html").read_text(encoding="utf-8")
    door = BeautifulSoup(text, "html.parser")
    for key in ("description", "og:title", "og:image", "og:url"):
        assert said(door, key) == said(whole["chapters/index.html"], key)
    assert door.html["lang"] == "en"
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/index.html")
    page.wait_for_url("**/chapters/index.html")
    context.close()


def test_who_is_lost_finds_all_pages(visit):
    seen = visit(390)
    page = seen.open("404.html")
    assert page.locator("h1", has_text="Page not found").is_visible()
    listed = page.locator(".os-pages a").evaluate_all("links => links.map(link => link.href)")
    chapters = [f"{chapter['file']}.html" for part in PARTS for chapter in part["chapters"]]
    assert [address.split("/chapters/")[1] for address in listed] == [one.removeprefix("chapters/") for one in chapters]
    assert page.locator("article a", has_text="search the book").get_attribute("href").endswith("search.html")
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 390
    assert seen.errors == []


def test_pages_offer_only_what_has_an_address(whole):
    for path, page in whole.items():
        offered = page.select(".os-invitations a")
        assert bool(offered) == bool(SOURCES), path
        assert all(link["href"].startswith((f"{SOURCES}/", "https://mybinder.org/v2/gh/")) for link in offered), path
