"""The built book, as a reader gets it."""

import csv
import itertools
import json
import re

import pytest

from helpers import load
from helpers.figures.style import tokens
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
            wanted: JSON.parse(document.querySelector(`[data-plot="${box.id}"]`).textContent).data.length,
            traces: box.querySelector('.js-plotly-plot')?.data.length,
            marks: box.querySelectorAll('.scatterlayer .trace').length,
        }))"""
    ):
        assert figure["drawn"] == "true", figure
        assert figure["traces"] == figure["wanted"], figure
        assert figure["marks"] >= 3, figure
    widest = page.evaluate("document.scrollingElement.scrollWidth")
    assert widest <= width


def test_root_leads_to_the_front_page(visit):
    page = visit().open("index.html")
    page.wait_for_url("**/chapters/index.html")
    assert page.locator("article h1").inner_text().startswith("One Shield, Two Flanks")


def test_map_page_has_its_figures(visit):
    page = visit().open(MAP)
    assert page.locator("figure.os-figure").count() == 3
    captions = page.locator("figure.os-figure .caption-number").all_inner_texts()
    assert [caption.strip() for caption in captions] == ["Fig. 1", "Fig. 2", "Fig. 3"]  # and no phantom


def test_figure_without_script_keeps_caption_description_and_data(browser, site):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/{MAP}")
    assert "seen from above its middle" in page.locator(".os-waiting").first.inner_text()
    assert page.locator(".os-details table.os-data").count() == 3
    context.close()


def test_reserved_height_is_kept(visit):
    seen = visit()
    page = seen.open(MAP)
    before = page.evaluate("document.querySelector('#plot-service-timeline').getBoundingClientRect().height")
    seen.draw_all()
    after = page.evaluate("document.querySelector('#plot-service-timeline').getBoundingClientRect().height")
    assert before == after


@pytest.mark.parametrize("width", [1280, 390])
def test_labels_of_an_axis_can_be_read(visit, width):
    """Upright, whole, and none over its neighbour."""
    seen = visit(width)
    page = seen.open(MAP)
    seen.draw_all()
    axes = page.evaluate(
        """() => [...document.querySelectorAll('.os-plot')].flatMap(box => {
            const frame = box.getBoundingClientRect();
            return ['xtick', 'ytick'].map(kind => [...box.querySelectorAll(`.${kind} text`)].map(text => {
                const {left, right, top, bottom} = text.getBoundingClientRect();
                return {text: text.textContent, left: left - frame.left, right: right - frame.left, top, bottom};
            })).map(labels => ({id: box.id, width: frame.width, labels}));
        })"""
    )
    drawn = [axis for axis in axes if axis["labels"]]
    assert {axis["id"] for axis in drawn} == {"plot-service-timeline"}
    for axis in drawn:
        for label in axis["labels"]:
            assert 0 <= label["left"] < label["right"] <= axis["width"], label
            assert label["bottom"] - label["top"] < 24, label
        for one, other in itertools.combinations(axis["labels"], 2):
            beside = one["right"] <= other["left"] or other["right"] <= one["left"]
            assert beside or one["bottom"] <= other["top"] + 1 or other["bottom"] <= one["top"] + 1, (one, other)


@pytest.mark.parametrize("width", [1280, 390])
def test_names_on_maps_do_not_overlap(visit, width):
    """At the end of the first and of the last year, with the fonts of this machine."""
    seen = visit(width)
    page = seen.open(MAP)
    seen.draw_all()
    for key, year, least in (("End", "2026", 20), ("Home", "2000", 5)):
        page.locator(".os-steps input").press(key)
        page.wait_for_function("year => document.querySelector('.os-steps output').textContent === year", arg=year)
        page.wait_for_timeout(300)
        maps = page.evaluate(
            """() => [...document.querySelectorAll('.os-plot')].map(box => ({
                id: box.id, frame: box.getBoundingClientRect().toJSON(),
                names: [...box.querySelectorAll('.scatterlayer .text text, .annotation-text')].filter(
                    t => t.textContent.trim()).map(t => ({text: t.textContent, ...t.getBoundingClientRect().toJSON()})),
            }))"""
        )
        counts = {figure["id"]: len(figure["names"]) for figure in maps}
        assert counts["plot-polar-radars"] == 17  # fifteen radars and two titles
        assert counts["plot-shield-map"] >= least
        for figure in maps:
            for name in figure["names"]:
                assert figure["frame"]["left"] <= name["left"], name
                assert name["right"] <= figure["frame"]["right"], name
            for one, other in itertools.combinations(figure["names"], 2):
                beside = one["right"] <= other["left"] or other["right"] <= one["left"]
                assert beside or one["bottom"] <= other["top"] or other["bottom"] <= one["top"], (one, other)


def test_theme_switch_recolours_without_reload(visit):
    seen = visit(theme="light")
    page = seen.open(MAP)
    seen.draw_all()

    def land():
        return page.evaluate("document.querySelector('#plot-shield-map .js-plotly-plot').data[0].fillcolor")

    assert land() == tokens()["land"]["light"]
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    page.wait_for_function(
        "dark => document.querySelector('#plot-shield-map .js-plotly-plot').data[0].fillcolor === dark",
        arg=tokens()["land"]["dark"],
    )
    background = page.evaluate("getComputedStyle(document.querySelector('#plot-shield-map')).backgroundColor")
    assert background == "rgba(0, 0, 0, 0)"  # no white box


def test_year_slider_works_by_keyboard(visit):
    seen = visit()
    page = seen.open(MAP)
    seen.draw_all()
    slider = page.locator(".os-steps input")

    def hovers():
        return page.evaluate(
            "document.querySelector('#plot-shield-map .js-plotly-plot').data.find(t => t.hovertext).hovertext"
        )

    assert any("Redzikowo Aegis Ashore" in text and "in service" in text for text in hovers())
    slider.focus()
    page.keyboard.press("Home")
    assert page.locator(".os-steps output").inner_text() == "2000"
    page.wait_for_function(
        "!document.querySelector('#plot-shield-map .js-plotly-plot').data.find(t => t.hovertext).hovertext"
        ".some(t => t.includes('Redzikowo'))"
    )
    for _ in range(16):
        page.keyboard.press("ArrowRight")
    assert slider.get_attribute("aria-valuetext") == "2016"
    page.wait_for_function(
        "document.querySelector('#plot-shield-map .js-plotly-plot').data.find(t => t.hovertext).hovertext"
        ".some(t => t.includes('Redzikowo Aegis Ashore') && t.includes('under construction'))"
    )


def test_download_is_the_data_of_the_figure(visit):
    page = visit().open(MAP)
    with page.expect_download() as download:
        page.locator("#shield-map .os-download").click()
    rows = list(csv.DictReader(download.value.path().open(encoding="utf-8")))
    shown = page.evaluate(
        "[...document.querySelectorAll('#shield-map .os-data tbody tr')].map(r => [...r.cells].map(c => c.textContent))"
    )
    assert [list(row.values())[:4] for row in rows] == [row[:4] for row in shown]
    redzikowo = next(row for row in rows if row["label"] == "Redzikowo")
    site = load().record("sites", "redzikowo")
    assert (float(redzikowo["lat"]), float(redzikowo["lon"])) == (site.lat, site.lon)


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


def test_no_link_inside_the_site_is_broken(html):
    anchors = {}
    for path in html.rglob("*.html"):
        anchors[path.resolve()] = set(re.findall(r'\bid="([^"]+)"', path.read_text(encoding="utf-8")))
    missing = []
    for path in anchors:
        for link in re.findall(r'<a [^>]*href="([^"]+)"', path.read_text(encoding="utf-8")):
            if re.match(r"[a-z]+:", link):
                continue
            target, _, anchor = link.partition("#")
            goal = (path.parent / target).resolve() if target else path
            if (
                goal.suffix == ".html" and (goal not in anchors or (anchor and anchor not in anchors[goal]))
            ) or not goal.exists():
                missing.append(f"{path.name}: {link}")
    assert missing == []


def test_one_local_plotly(html):
    scripts = {path.name for path in html.rglob("plotly*.js")}
    assert scripts == {"plotly.min.js"}
    for path in html.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert "cdn.plot.ly" not in text
        assert "require.js" not in text
        assert len(text) < 600_000


def test_stored_figures_are_json(html):
    text = (html / MAP).read_text(encoding="utf-8")
    specs = re.findall(r'<script type="application/json" data-plot="[^"]+">(.*?)</script>', text, re.DOTALL)
    assert len(specs) == 3
    assert all("<" not in spec and json.loads(spec)["data"] for spec in specs)


def test_opens_from_the_file_system(browser, html):
    page = browser.new_context().new_page()
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto((html / "index.html").as_uri())
    page.wait_for_url("**/chapters/index.html")
    page.goto((html / MAP).as_uri())
    page.locator("#plot-shield-map").scroll_into_view_if_needed()
    page.wait_for_selector("#plot-shield-map[data-drawn=true]")
    assert errors == []
    page.context.close()


def test_sources_are_printed(visit):
    page = visit().open(MAP)
    page.emulate_media(media="print")
    sources = page.locator(".os-source-list li")
    assert sources.count() > 50
    hidden = sources.evaluate_all("items => items.filter(i => i.getBoundingClientRect().height === 0).length")
    assert hidden == 0
