"""What the theme costs a reader, and that its icons are seen without their font."""

import gzip
import re

import pytest

from helpers.book.assets import STATIC
from helpers.book.icons import IconError, draw_icons, missing_icons
from helpers.book.sheet import purge
from tests.book.test_mathml import PAGE
from tests.book.test_mathml import build as build_tiny
from tests.site.test_site import MAP

ICONS = """() => [...document.querySelectorAll('[class*="fa-"], div.admonition > .admonition-title')].map(e => {
    const part = e.matches('.admonition-title') ? '::after' : '::before';
    const {maskImage, backgroundColor, width} = getComputedStyle(e, part);
    return {classes: e.className, mask: maskImage.slice(0, 24), backgroundColor, width: parseFloat(width),
            seen: e.getClientRects().length > 0};
})"""


def test_theme_is_light(html):
    """The page without its figures, and all style sheets and scripts that it names."""
    page = (html / MAP).read_text(encoding="utf-8")
    bare = re.sub(r'<script type="application/json".*?</script>', "", page, flags=re.DOTALL)
    files = set(re.findall(r'(?:src|href)="[./]*(_static/[^"?]+\.(?:css|js))', page))
    weights = {name: len(gzip.compress((html / name).read_bytes())) for name in files}
    assert len([name for name in files if name.endswith(".css")]) == 2
    assert sum(weights.values()) < 75_000, weights
    assert sum(weights.values()) + len(gzip.compress(bare.encode())) < 150_000


def test_output_has_no_dead_weight(html):
    for pattern in ("*.map", "*.ttf", "*.woff2", "fontawesome*", "*thebe*", "*.po", "*mathjax*"):
        assert list(html.rglob(pattern)) == [], pattern
    for path in html.rglob("*.html"):
        page = path.read_text(encoding="utf-8")
        assert page.count('name="viewport"') <= 1, path
        assert page.count("togglebuttonSelector") <= 1, path


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_icons_are_seen(visit, width, theme):
    icons = [icon for icon in visit(width, theme).open(MAP).evaluate(ICONS) if icon["seen"]]
    assert len(icons) >= 8
    for icon in icons:
        assert icon["mask"].startswith('url("data:image/svg+xml'), icon
        assert icon["backgroundColor"] != "rgba(0, 0, 0, 0)", icon
        assert 8 <= icon["width"] <= 32, icon


def test_an_icon_without_outline_is_refused():
    with pytest.raises(IconError, match="f0c9"):
        draw_icons('.fa-bars:before{content:"\\f0c9"}', {})
    assert missing_icons('<i class="fa-solid fa-bus"></i>', ".fa-solid:before{}.fa-bars:before{}") == [
        "fa-solid fa-bus"
    ]


@pytest.mark.parametrize(
    ("rule", "stays"),
    [
        (".used .other{top:0}", False),
        (".used,.other{top:0}", True),
        (".used:not(.other){top:0}", True),
        (":is(.used,.other) p{top:0}", True),
        (".other--left:after{top:0}", False),
        (".used--left:after{top:0}", True),
        ('p{background:url("data:,.other{}")}', True),
        (".bs-tooltip-top{top:0}", True),
    ],
)
def test_a_rule_stays_if_something_can_use_it(rule, stays):
    assert bool(purge(rule, {"used", "used--left"})) is stays


def test_long_formula_stays_on_the_screen(tmp_path, browser):
    html, _ = build_tiny(tmp_path, PAGE + "\n\n```{math}\n" + " + ".join(f"x_{{{i}}}" for i in range(60)) + "\n```\n")
    page = browser.new_context(viewport={"width": 390, "height": 900}).new_page()
    page.set_content(html)
    page.add_style_tag(content=(STATIC / "book.css").read_text(encoding="utf-8"))
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 390
    wide = page.locator(".os-math").last
    assert wide.evaluate("e => e.scrollWidth > e.clientWidth")
    shown = page.locator("#equation-horizon").evaluate(
        "e => [...e.children].map(c => c.getBoundingClientRect()).map(({left, right}) => ({left, right}))"
    )
    assert shown[0]["right"] <= shown[1]["left"] < shown[1]["right"] <= 390  # the formula, then its number
    page.context.close()
