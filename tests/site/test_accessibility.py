"""Every page under axe-core: what a machine can tell about whether everybody can read it."""

import collections
import sys

import pytest

from helpers.paths import ROOT
from tests.site.test_site import pages

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
EVERY = [*pages(), "search.html"]
MODES = [(1280, "light"), (1280, "dark"), (390, "light")]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
NEVER = {"label-content-name-mismatch", "region"}  # of whatever weight, besides what is serious or critical
RUN = """async tags => {
    const {violations} = await axe.run(document, {
        runOnly: tags, resultTypes: ['violations'], rules: {'label-content-name-mismatch': {enabled: true}},
    });
    return violations.map(({id, impact, nodes}) => ({id, impact, count: nodes.length, first: nodes[0].target.join(' '),
                                                     why: nodes[0].failureSummary, html: nodes[0].html}));
}"""

# What the fixed bar happens to cut at this place of the page can be read by scrolling on, and is no small target.
CLEAR_OF_THE_BAR = """() => {
  const header = document.querySelector('.bd-header-article')
  const bar = header.getBoundingClientRect().bottom
  const targets = [...document.querySelectorAll('main summary, main button')].filter(one => !header.contains(one))
  const cut = () => targets.some(one => {
    const box = one.getBoundingClientRect()
    return box.top < bar && box.bottom > bar - 30
  })
  // at once: while a smooth scroll is under way the boxes are not where they will be
  for (let tries = 0; tries < 60 && cut(); tries++) window.scrollBy({ top: 10, behavior: 'instant' })
  return !cut()
}"""


@pytest.fixture(scope="module")
def counts():
    """Collect what was found, and print it as a table (with ``-s``)."""
    found = {}
    yield found
    impacts = ["critical", "serious", "moderate", "minor"]
    lines = [f"\n{'page':42}{'mode':12}" + "".join(f"{impact:>10}" for impact in impacts)]
    for (path, width, theme), count in found.items():
        lines.append(f"{path:42}{width:<5}{theme:7}" + "".join(f"{count[impact]:10}" for impact in impacts))
    sys.stdout.write("\n".join([*lines, ""]))


@pytest.fixture(scope="module")
def axe():
    if not AXE.exists():
        pytest.fail("axe-core is not installed: npm ci --ignore-scripts")
    return AXE.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", EVERY)
@pytest.mark.parametrize(("width", "theme"), MODES)
def test_page_is_accessible(visit, axe, counts, path, width, theme):
    seen = visit(width, theme)
    page = seen.open(path)
    if theme == "dark":
        seen.draw_all()  # live figures here, their static twins in the light modes
    for step in (1500, -300):  # reading back shows the button that leads to the top
        page.evaluate("step => window.scrollBy({ top: step, behavior: 'instant' })", step)
        page.wait_for_timeout(150)
    assert page.evaluate(CLEAR_OF_THE_BAR), f"{path}: no place of the page is clear of the bar"
    page.evaluate(axe)  # not as a script element, which the page's own policy would refuse
    violations = page.evaluate(RUN, RULES)
    counts[path, width, theme] = collections.Counter(violation["impact"] for violation in violations)
    refused = [v for v in violations if v["impact"] in {"serious", "critical"} or v["id"] in NEVER]
    assert not refused, "\n".join(
        f"{path} at {width} px, {theme}: {v['id']} ({v['impact']}, {v['count']} times), first {v['first']}\n"
        f"    {v['html'][:200]}\n    {v['why']}"
        for v in refused
    )
