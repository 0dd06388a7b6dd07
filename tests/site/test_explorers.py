"""Explorers, as a reader uses them: by keyboard, by link, on a phone, without a server."""

import functools
import math
import random
import re

import pytest

from helpers import load
from helpers.models.antenna import antenna_gain_linear, wavelength_m
from helpers.models.chain import tolerable_per_thousand
from helpers.models.lattice import cells
from helpers.models.radar import lowest_visible_altitude_km
from helpers.models.requirements import break_even
from helpers.models.sight import sight
from helpers.models.survivors import retaliation
from helpers.models.watch import Watch
from tests.site.conftest import HTML

FACE = {
    "gain_linear": antenna_gain_linear(9.2, wavelength_m(9.5e9), efficiency=0.8),
    "aperture_m2": 9.2,
    "aperture_efficiency": 0.8,
    "snr_linear": 20,
    "system_temperature_k": 400,
    "loss_linear": 5,
}


@functools.cache
def seongju():
    ds = load()
    place, atlas = ds.sites.set_index("id").loc["thaad-seongju"], ds.countries.set_index("id")["atlas"]["CHN"]
    return Watch(cells(ds.world.shape(atlas), 20_000), place["lat"], place["lon"], FACE)


MODELS = {
    "radar-horizon": lambda s: float(lowest_visible_altitude_km(s.pop("range_km"), **s)),
    "radar-range": lambda s: float(sight(**s, **FACE)["range_km"]),
    "break-even": lambda s: float(break_even(**s)),
    "retaliation": lambda s: float(retaliation(**s, launchers=150, reliability=0.85)["arriving"]),
    "seongju-watch": lambda s: float(
        seongju().share_percent(**s, average_power_kw=81, dwell_s=0.1, elevation_deg=5, altitude_km=500)
    ),
    "disarming-strike": lambda s: float(tolerable_per_thousand(**s, reliability=0.85)),
}
"""The model behind each explorer, to compare what the page says with."""
PAGES = {
    "radar-horizon": "chapters/expansion/map.html",
    "radar-range": "chapters/reference/geometry.html",
    "break-even": "chapters/reference/odds.html",
    "retaliation": "chapters/reference/odds.html",
    "seongju-watch": "chapters/fears/radar.html",
    "disarming-strike": "chapters/fears/second-strike.html",
}


def explorers():
    found = []
    for path in sorted((HTML / "chapters").rglob("*.html")):
        keys = re.findall(r'data-explorer="([^"]+)"', path.read_text(encoding="utf-8"))
        found += [(str(path.relative_to(HTML)), key) for key in keys]
    return found


def test_every_explorer_is_tested(html):
    assert {key: page for page, key in explorers()} == PAGES
    assert set(MODELS) == set(PAGES)


@pytest.mark.parametrize("key", PAGES)
@pytest.mark.parametrize("width", [1280, 390])
def test_keyboard_moves_sentence_chart_and_values(visit, key, width):
    seen = visit(width)
    page = seen.open(PAGES[key])
    sentence = page.locator(f"#sentence-{key}")
    start = sentence.inner_text()
    sliders = page.locator(f".os-explorer[data-explorer={key}] input")
    line = f"JSON.stringify(document.querySelector('#plot-{key} .os-canvas')?.data?.[1].y)"
    for i in range(sliders.count()):
        slider, before = sliders.nth(i), sentence.inner_text()
        moves = ["ArrowRight"] * 4 if float(slider.input_value()) < 0.9 else ["ArrowLeft"] * 4
        slider.focus()
        for move in moves:
            page.keyboard.press(move)
        page.wait_for_function(
            "([id, text]) => document.getElementById(id).textContent !== text", arg=[f"sentence-{key}", before]
        )
        assert slider.get_attribute("aria-valuetext") == slider.locator("xpath=preceding-sibling::output").inner_text()
    page.wait_for_selector(f"#plot-{key}[data-drawn=true]")
    page.wait_for_timeout(200)
    moved = page.evaluate(line)
    page.locator(f".os-explorer[data-explorer={key}] [data-reset]").focus()
    page.keyboard.press("Enter")
    page.wait_for_function(
        "([id, text]) => document.getElementById(id).textContent === text", arg=[f"sentence-{key}", start]
    )
    page.wait_for_function(f"moved => {line} !== moved", arg=moved)
    assert sentence.get_attribute("aria-live") == "polite"
    assert seen.errors == []


@pytest.mark.parametrize("key", PAGES)
def test_an_arrow_key_moves_a_hundredth_in_every_browser(visit, key):
    """Some step by 1 where the step is "any": the range must be a hundred wide."""
    page = visit().open(PAGES[key])
    limits = page.locator(".os-explorer input").evaluate_all("e => e.map(i => [i.min, i.max, i.step])")
    assert limits
    assert all(found == ["0", "100", "any"] for found in limits)


@pytest.mark.parametrize("key", PAGES)
def test_the_page_computes_what_the_model_computes(visit, key):
    """At random settings, by link: the value in the chart against the model, within the error that the page states."""
    seen = visit()
    page = seen.open(PAGES[key])
    stated = re.search(r"off by ([\d.]+) percent of the scale", page.locator(f"#{key}").inner_text())
    explorer = page.evaluate(f"oneShield.of('{key}').loadSpec().then(() => oneShield.of('{key}').explorer)")
    first = explorer["outputs"][0]
    low, high = first["bounds"]
    scale = math.log if first["log"] else float
    chance = random.Random(1)
    for _ in range(12):
        settings = {r["name"]: round(chance.uniform(r["low"], r["high"]), 3) for r in explorer["ranges"]}
        text = ",".join(f"{name}:{value}" for name, value in settings.items())
        page.goto(f"{seen.site}/{PAGES[key]}?{key}={text}#{key}")
        page.wait_for_selector(f"#plot-{key}[data-drawn=true]")
        point = f"document.querySelector('#plot-{key} .os-canvas').data[2]"
        page.wait_for_function(f"() => {point}.x[0] !== {explorer['ranges'][0]['start']}")
        (x,), (y,) = page.evaluate(f"(({{x, y}}) => [x, y])({point})")
        assert x == pytest.approx(settings[explorer["along"]], rel=1e-6)
        truth = MODELS[key](dict(settings))
        assert abs(scale(y) - scale(truth)) <= (float(stated[1]) + 0.05) / 100 * (high - low)  # stated with one digit
    assert float(stated[1]) <= 0.5


@pytest.mark.parametrize("key", PAGES)
def test_link_restores_the_settings(browser, site, key):
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, permissions=["clipboard-read", "clipboard-write"]
    )
    page = context.new_page()
    page.goto(f"{site}/{PAGES[key]}")
    sentence = page.locator(f"#sentence-{key}")
    start, slider = sentence.inner_text(), page.locator(f".os-explorer[data-explorer={key}] input").first
    slider.focus()
    page.keyboard.press("End")
    page.wait_for_function(
        "([id, text]) => document.getElementById(id).textContent !== text", arg=[f"sentence-{key}", start]
    )
    moved = sentence.inner_text()
    page.locator(f"[data-settings={key}]").click()
    page.wait_for_function(f"() => document.querySelector('[data-settings={key}]').textContent === 'Copied'")
    address = page.evaluate("navigator.clipboard.readText()")
    assert address.startswith(f"{site}/{PAGES[key]}?{key}=")
    assert address.endswith(f"#{key}")
    other = context.new_page()
    other.goto(address)
    other.wait_for_function(
        "([id, text]) => document.getElementById(id).textContent === text", arg=[f"sentence-{key}", moved]
    )
    for nonsense in ("x", "range_km:,=", "range_km:%20", "range_km:0x5,none:3", "range_km:1e999"):
        other.goto(f"{site}/{PAGES[key]}?{key}={nonsense}#{key}")
        other.wait_for_timeout(200)
        if "1e999" not in nonsense:
            assert other.locator(f"#sentence-{key}").inner_text() == start
    context.close()


@pytest.mark.parametrize("key", PAGES)
def test_works_from_the_file_system_and_without_plotly(browser, html, key):
    context = browser.new_context(viewport={"width": 390, "height": 800})
    page = context.new_page()
    context.route("**/plotly.min.js*", lambda route: route.abort())
    page.goto((html / PAGES[key]).as_uri())
    sentence = page.locator(f"#sentence-{key}")
    start = sentence.inner_text()
    page.locator(f".os-explorer[data-explorer={key}] input").first.focus()
    page.keyboard.press("End")
    page.wait_for_function(
        "([id, text]) => document.getElementById(id).textContent !== text", arg=[f"sentence-{key}", start]
    )
    context.close()


@pytest.mark.parametrize("key", PAGES)
def test_without_scripts_the_start_is_said_and_no_dead_control_is_shown(browser, site, key):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/{PAGES[key]}")
    assert page.locator(f"#sentence-{key}").is_visible()
    assert not page.locator(f".os-explorer[data-explorer={key}]").is_visible()
    assert "Settings at the start" in page.locator(f"#{key}").inner_text()
    context.close()
