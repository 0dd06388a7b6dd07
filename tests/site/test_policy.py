"""Each page forbids what it does not need, and works all the same: served, and opened from the file system."""

import re

import pytest

from helpers.book.policy import policy
from tests.site.test_site import MAP, pages

EVERY = [*pages(), "search.html"]
HEAD = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]+)" />')
PLANTED = """async source => {
    const broken = [];
    document.addEventListener('securitypolicyviolation', event => broken.push(event.effectiveDirective));
    document.body.append(Object.assign(document.createElement('script'), {textContent: 'window.planted = true'}));
    document.body.append(Object.assign(new Image(), {src: source}));
    await fetch(source).catch(() => null);
    document.body.insertAdjacentHTML('beforeend', '<i onclick="window.planted = true"></i>');
    document.body.lastElementChild.click();
    await new Promise(done => setTimeout(done, 300));
    return [...broken, String(window.planted)];
}"""


@pytest.mark.parametrize("path", EVERY)
def test_page_states_its_policy_before_it_loads_anything(html, path):
    text = (html / path).read_text(encoding="utf-8")
    (rules,) = HEAD.findall(text)
    assert not re.search(r"<(?:script|link|title|style)", text[: HEAD.search(text).start()])
    assert rules.startswith("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; ")
    assert "http" not in rules
    assert "unsafe-eval" not in rules
    assert ("style-src-elem" in rules) == ("one-shield.js" in text)
    assert ("connect-src" in rules) == (path == "search.html")
    inside = re.findall(r"<script>|<style|\son\w+=", text)
    assert len(inside) == rules.count("'sha256-") - ("style-src-elem" in rules)


@pytest.mark.parametrize("path", EVERY)
def test_page_opens_from_the_file_system(browser, html, path):
    page = browser.new_context().new_page()
    errors = []
    page.on("console", lambda m: errors.append(m.text) if m.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("requestfailed", lambda request: errors.append(request.url))
    page.goto((html / path).as_uri())
    page.mouse.move(3, 3)
    page.mouse.move(5, 5)
    for figure in page.locator(".os-plot").all():
        figure.scroll_into_view_if_needed()
        page.wait_for_function("e => e.dataset.drawn === 'true'", arg=figure.element_handle())
    assert page.evaluate("document.querySelector('.theme-switch-button').getBoundingClientRect().width") > 15
    assert page.evaluate("document.styleSheets.length") >= 2
    assert errors == []
    page.context.close()


def test_what_is_planted_does_not_run(visit):
    page = visit().open(MAP)
    found = page.evaluate(PLANTED, "http://127.0.0.1:9/planted")
    assert set(found) == {"script-src-elem", "script-src-attr", "img-src", "connect-src", "undefined"}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_search_finds_and_quotes(visit, theme):
    seen = visit(theme=theme)
    page = seen.open("search.html?q=Redzikowo")
    page.wait_for_selector("#search-results li .context, #search-results li p.context")
    assert page.locator(".bd-search-container input").input_value() == "Redzikowo"
    assert page.locator(".bd-search-container input").evaluate("e => e === document.activeElement")
    page.locator(".theme-switch-button").click()
    page.locator("#search-results a").first.click()
    page.wait_for_selector("article h1")
    assert (seen.errors, seen.foreign) == ([], [])


def test_policy_follows_what_is_in_the_page():
    nothing = {"live": False, "full_plotly": False, "search": False}
    assert "unsafe-inline" not in policy("<p>style= in a text</p>", [], **nothing)
    assert "style-src-attr 'unsafe-inline'" in policy('<col style="width: 9%" />', [], **nothing)
    assert policy("", ["let a = 1;"], **nothing).count("sha256-") == 1
    assert "style-src-elem 'self' 'unsafe-inline'" in policy("", [], live=True, full_plotly=True, search=False)
