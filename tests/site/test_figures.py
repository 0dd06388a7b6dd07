"""Figures as a reader meets them: static first, live when looked at, in both themes, with everything to take away."""

import csv
import gzip
import itertools
import json
import re

import frictionless
import pytest

from helpers import load
from helpers.book.figure_files import FOLDER
from helpers.book.plotly_js import smallest_bundle
from helpers.figures.forms import WIDTH_PX
from helpers.figures.style import tokens
from tests.site.conftest import HTML
from tests.site.test_site import LEDGER

MAP = "chapters/expansion/map.html"
SHIFTS = """
window.shifts = [];
new PerformanceObserver(list => window.shifts.push(...list.getEntries().map(e => ({
    value: e.value, input: e.hadRecentInput, nodes: e.sources.map(s => s.node?.className ?? s.node?.nodeName)
})))).observe({type: 'layout-shift', buffered: true});
"""


def figures():
    """Return page and id of every figure of the site."""
    found = []
    for path in sorted((HTML / "chapters").rglob("*.html")):
        ids = re.findall(r'class="os-plot" id="plot-([^"]+)"', path.read_text(encoding="utf-8"))
        found += [(str(path.relative_to(HTML)), key) for key in ids]
    return found


def plotly_requests(page):
    asked = []
    page.on("request", lambda r: asked.append(r.url) if "plotly" in r.url or f"/{FOLDER}/" in r.url else None)
    return lambda: [url for url in asked if re.search(r"\.js\b", url)]


@pytest.mark.parametrize(("width", "theme"), [(1280, "light"), (390, "light")])
def test_twins_are_there_without_scripts(browser, site, html, width, theme):
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": width, "height": 900}, color_scheme=theme
    )
    page = context.new_page()
    for path, key in figures():
        page.goto(f"{site}/{path}")
        box = page.locator(f"#plot-{key}")
        box.scroll_into_view_if_needed()
        picture = box.locator(f".os-{theme} img")
        page.wait_for_timeout(300)
        shown = picture.bounding_box()
        assert abs(shown["width"] - box.bounding_box()["width"]) < 1
        assert shown["width"] / shown["height"] == pytest.approx(_shape(key, width), rel=0.01)
        assert box.get_attribute("role") == "img"
        assert len(box.get_attribute("aria-label")) > 80
        assert page.locator(f"#{key} .caption-number").is_visible()
        assert page.locator(f"#{key} table.os-data tbody tr").count() > 0
    context.close()


def _shape(key, width):
    size = "narrow" if width <= 600 else "wide"
    svg = (HTML / FOLDER / f"{key}-light-{size}.svg").read_text(encoding="utf-8")
    wide, high = map(float, re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg).groups())
    assert wide == WIDTH_PX[size]
    return wide / high


def test_twins_are_pictures_with_title_and_description_in_the_colours_of_their_theme(html):
    for _, key in figures():
        for theme in ("light", "dark"):
            svg = (html / FOLDER / f"{key}-{theme}-wide.svg").read_text(encoding="utf-8")
            assert re.match(r'<svg [^>]*role="img"><title>.+?</title><desc>.+?</desc>', svg)
            assert len(re.findall(r"<(?:path|use)\b", svg)) >= 10
            inks = [tokens()[name][theme] for name in ("ink", "ink-soft")]
            assert any("rgb({}, {}, {})".format(*bytes.fromhex(ink[1:])) in svg for ink in inks)
        assert (html / FOLDER / f"{key}-light-wide.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("width", [1280, 390])
def test_loading_and_becoming_live_move_nothing(visit, width):
    seen = visit(width)
    page = seen.page
    page.add_init_script(SHIFTS)
    seen.open(MAP)
    measure = """() => [...document.querySelectorAll('.os-plot, figcaption')].map(element => {
        const {x, width, height} = element.getBoundingClientRect();
        return [x, element.offsetTop, width, height];
    })"""
    before = page.evaluate(measure)
    seen.draw_all()
    page.wait_for_timeout(300)
    assert page.evaluate(measure) == before
    shifts = page.evaluate("window.shifts")
    assert sum(shift["value"] for shift in shifts) < 0.02, shifts


def test_plotly_waits_for_the_reader_and_comes_once(visit):
    seen = visit()
    page = seen.page
    page.set_viewport_size({"width": 1280, "height": 500})
    asked = plotly_requests(page)
    seen.open(MAP)
    page.wait_for_timeout(500)
    assert asked() == []  # nothing before the reader does something
    seen.wake()
    page.wait_for_timeout(500)
    assert asked() == []  # nor before a figure is near
    assert page.locator(".os-plot").first.bounding_box()["y"] > 500 + 300
    seen.draw_all()
    assert len([url for url in asked() if "plotly" in url]) == 1
    assert len(asked()) == 1 + page.locator(".os-plot").count()


def test_touching_a_figure_in_view_makes_it_live(visit):
    seen = visit(1280)
    page = seen.open(f"{MAP}#service-timeline")
    seen.wake()
    page.wait_for_selector("#plot-service-timeline[data-drawn=true]")


def test_live_figures_follow_the_width_of_their_box(visit):
    seen = visit(1280)
    page = seen.open(MAP)
    seen.draw_all()
    fits = """() => [...document.querySelectorAll('.os-plot')].every(box => {
        const drawn = box.querySelector('.main-svg').getBoundingClientRect();
        return Math.abs(drawn.width - box.clientWidth) < 1.5 && Math.abs(drawn.height - box.clientHeight) < 1.5;
    })"""
    for width in (700, 390, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_function(fits)
    page.locator(".primary-toggle").click()  # the list of chapters gives way
    page.wait_for_function("() => document.querySelector('#plot-shield-map').clientWidth > 700")
    page.wait_for_function(fits)


def test_failure_leaves_the_twin(browser, site):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    context.route("**/plotly.min.js*", lambda route: route.abort())
    page.goto(f"{site}/{MAP}")
    page.mouse.move(5, 5)
    page.locator("#plot-shield-map").scroll_into_view_if_needed()
    page.wait_for_selector("#plot-shield-map[data-drawn=failed]")
    assert page.locator("#plot-shield-map .os-light img").bounding_box()["height"] > 500
    context.close()


def test_theme_switch_recolours_twins_and_live_figures_without_reload(visit):
    seen = visit(theme="light")
    page = seen.open(MAP)

    def shown():
        return [
            page.locator(f"#plot-service-timeline .os-{theme}").evaluate("e => getComputedStyle(e).display !== 'none'")
            for theme in ("light", "dark")
        ]

    def land():
        return page.evaluate("document.querySelector('#plot-shield-map .os-canvas').data[0].fillcolor")

    assert shown() == [True, False]
    for theme in ("dark", "light"):
        page.evaluate("theme => { document.documentElement.dataset.theme = theme; }", theme)
        look = page.locator(f"#plot-polar-radars .os-{theme} img").evaluate(
            "e => { const s = getComputedStyle(e); return [s.filter, s.padding, s.backgroundColor]; }"
        )
        assert look == ["none", "0px", "rgba(0, 0, 0, 0)"]  # the theme neither dims nor frames it
    seen.wake()
    page.locator("#plot-shield-map").scroll_into_view_if_needed()
    page.wait_for_selector("#plot-shield-map[data-drawn=true]")
    assert land() == tokens()["land"]["light"]
    page.evaluate("window.unchanged = true; document.documentElement.dataset.theme = 'dark'")
    page.wait_for_function(
        "dark => document.querySelector('#plot-shield-map .os-canvas').data[0].fillcolor === dark",
        arg=tokens()["land"]["dark"],
    )
    assert shown() == [False, True] or page.locator("#plot-service-timeline[data-drawn=true]").count()
    assert page.evaluate("window.unchanged") is True
    for selector in ("#plot-shield-map", "#plot-shield-map .os-canvas", "#shield-map"):
        background = page.evaluate("s => getComputedStyle(document.querySelector(s)).backgroundColor", selector)
        assert background == "rgba(0, 0, 0, 0)"  # no white box


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_theme_is_there_before_anything_is_painted(visit, theme):
    seen = visit(theme=theme)
    page = seen.page
    page.add_init_script(
        """window.themes = [];
        new MutationObserver(() => window.themes.push(document.documentElement?.dataset.theme))
            .observe(document, {attributes: true, subtree: true, attributeFilter: ['data-theme']});"""
    )
    seen.open(MAP)
    page.wait_for_timeout(300)
    assert set(page.evaluate("window.themes")) == {theme}


def test_paper_gets_the_light_twin_even_from_a_dark_screen(visit):
    seen = visit(theme="dark")
    page = seen.open(MAP)
    seen.draw_all()
    page.emulate_media(media="print")
    for key in ("shield-map", "service-timeline"):
        assert page.locator(f"#plot-{key} .os-light img").bounding_box()["height"] > 300
        assert not page.locator(f"#plot-{key} .os-canvas").is_visible()
        assert not page.locator(f"#plot-{key} .os-dark").is_visible()


def test_dark_pages_print_on_white_and_stay_dark_on_the_screen(visit):
    seen = visit(theme="dark")
    page = seen.page
    page.add_init_script(
        """window.themes = [];
        new MutationObserver(() => window.themes.push(document.documentElement?.dataset.theme))
            .observe(document, {attributes: true, subtree: true, attributeFilter: ['data-theme']});"""
    )
    seen.open(MAP)
    seen.draw_all()
    page.locator("#plot-shield-map + .os-steps input").press("Home")
    page.evaluate(
        """() => {
            window.themes = [];
            const year = () => document.querySelector('#plot-shield-map + .os-steps output').textContent;
            addEventListener('beforeprint', () => { window.printed = year(); });
        }"""
    )
    page.pdf()
    page.wait_for_timeout(200)
    assert page.evaluate("window.themes") == ["light", "dark"]
    assert page.evaluate("window.printed") == "2026"  # as in the picture
    assert page.locator("#plot-shield-map + .os-steps output").inner_text() == "2000"
    assert seen.errors == []


def test_year_slider_works_by_keyboard_and_before_the_figure_is_live(visit):
    seen = visit()
    page = seen.open(MAP)
    slider = page.locator("#plot-shield-map + .os-steps input")
    hovers = "(document.querySelector('#plot-shield-map .os-canvas')?.data?.find(t => t.hovertext)?.hovertext ?? [])"
    slider.focus()
    page.keyboard.press("Home")
    assert page.locator("#plot-shield-map + .os-steps output").inner_text() == "2000"
    page.wait_for_function(f"() => {hovers}.length && !{hovers}.some(t => t.includes('Redzikowo'))")
    for _ in range(16):
        page.keyboard.press("ArrowRight")
    assert slider.get_attribute("aria-valuetext") == "2016"
    redzikowo = "t => t.includes('Redzikowo Aegis Ashore') && t.includes('under construction')"
    page.wait_for_function(f"() => {hovers}.some({redzikowo})")
    page.keyboard.press("End")
    page.wait_for_function(
        f"() => {hovers}.some(t => t.includes('Redzikowo Aegis Ashore') && t.includes('in service'))"
    )
    assert seen.errors == []


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
            }).filter(label => label.right > label.left)).map(labels => ({id: box.id, width: frame.width, labels}));
        })"""
    )
    drawn = [axis for axis in axes if axis["labels"]]
    assert "plot-service-timeline" in {axis["id"] for axis in drawn}
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


def test_downloads_are_the_data_and_pictures_of_the_figure(visit):
    page = visit().open(MAP)
    with page.expect_download() as download:
        page.locator("#shield-map .os-download").click()
    rows = list(csv.DictReader(download.value.path().open(encoding="utf-8")))
    shown = page.evaluate(
        "[...document.querySelectorAll('#shield-map .os-data tbody tr')].map(r => [...r.cells].map(c => c.textContent))"
    )
    assert [list(row.values()) for row in rows] == shown
    redzikowo = next(row for row in rows if row["label"] == "Redzikowo")
    site = load().record("sites", "redzikowo")
    assert (float(redzikowo["lat"]), float(redzikowo["lon"])) == (site.lat, site.lon)
    for kind, begin in (("SVG", b"<svg"), ("PNG", b"\x89PNG")):
        with page.expect_download() as download:
            page.locator("#shield-map .os-take a", has_text=kind).click()
        assert download.value.suggested_filename == f"shield-map.{kind.lower()}"
        assert download.value.path().read_bytes().startswith(begin)


def test_plotted_points_are_the_downloaded_data(visit):
    """Every site of the CSV that lies in the overview is drawn there, where its coordinates put it."""
    from helpers.figures.maps.shield import EURASIA

    page = visit().open(MAP)
    rows = list(csv.DictReader((HTML / FOLDER / "shield-map.csv").open(encoding="utf-8")))
    spec = page.evaluate(
        """() => new Promise(done => {
            oneShield.figure = (id, spec) => done(spec);
            document.head.append(Object.assign(document.createElement('script'),
                {src: document.querySelector('#plot-shield-map').dataset.script}));
        })"""
    )
    trace = next(t for t in spec["data"] if t["name"] == "sites, overview")
    x_km, y_km = EURASIA.projection.to_plane([float(r["lon"]) for r in rows], [float(r["lat"]) for r in rows])
    west, east, south, north = EURASIA.extent_km
    inside = {(round(x), round(y)) for x, y in zip(x_km, y_km, strict=True) if west < x < east and south < y < north}
    drawn = set(zip(trace["x"], trace["y"], strict=True))
    assert drawn <= inside
    assert len(inside - drawn) <= 2  # plans that had ended and begun again on the same spot


def test_descriptions_of_data_are_valid_and_state_units_and_sources(html):
    described = sorted((html / FOLDER).glob("*.json"))
    assert len(described) >= 3
    for path in described:
        report = frictionless.validate(str(path), type="resource")
        assert report.valid, (path.name, report.flatten(["message"])[:3])
        text = json.loads(path.read_text(encoding="utf-8"))
        assert text["sources"]
        assert text["licenses"][0]["name"] == "CC-BY-4.0"
        for field in text["schema"]["fields"]:
            assert field["type"] not in {"number", "integer"} or field["unit"], (path.name, field)


def test_link_and_citation_are_copied(browser, site):
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, permissions=["clipboard-read", "clipboard-write"]
    )
    page = context.new_page()
    page.goto(f"{site}/{MAP}")
    figure = page.locator("#shield-map")
    figure.locator("button[data-link]").click()
    page.wait_for_function("() => document.querySelector('button[data-link]').textContent === 'Copied'")
    address = page.evaluate("navigator.clipboard.readText()")
    assert address == f"{site}/{MAP}#shield-map"
    figure.locator(".os-cite summary").click()
    figure.locator("button[data-citation]").click()
    page.wait_for_function("() => document.querySelector('button[data-citation]').textContent === 'Copied'")
    cited = page.evaluate("navigator.clipboard.readText()")
    assert cited.startswith("The One Shield, Two Flanks contributors (2026). Missile-defence sites")
    assert cited.endswith(f"CC BY 4.0. {address}")
    context.close()


def test_opens_from_the_file_system(browser, html):
    page = browser.new_context().new_page()
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
    page.goto((html / "index.html").as_uri())
    page.wait_for_url("**/chapters/index.html")
    for path, key in figures():
        page.goto((html / path).as_uri())
        page.mouse.move(5, 5)
        page.mouse.move(7, 7)
        page.locator(f"#plot-{key}").scroll_into_view_if_needed()
        page.wait_for_selector(f"#plot-{key}[data-drawn=true]")
    assert errors == []
    page.context.close()


def test_one_local_plotly_the_smallest_that_draws_the_book(html):
    assert {path.name for path in html.rglob("plotly*.js")} == {"plotly.min.js"}
    served = (html / "_static" / "plotly.min.js").read_bytes()
    assert served == smallest_bundle({"scatter"}).read_bytes()
    assert len(served) < 1_500_000
    for path in html.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert "cdn.plot.ly" not in text
        assert "require.js" not in text
        if path == html / LEDGER:  # every claim with every record and source: weighed as it is served
            assert len(gzip.compress(text.encode())) < 200_000
        else:
            assert len(text) < 600_000
