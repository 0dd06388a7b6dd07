"""What a contributor sees when something changes: on a copy of the checkout, with the commands that they would use."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from helpers.book.plotly_js import full_copy, smallest_bundle
from helpers.paths import BUILD, ROOT

MAP = "_build/html/chapters/expansion/map.html"
NOTEBOOK = "chapters/expansion/map.ipynb"
FRONT = "# One Shield, Two Flanks\n\nSites in service: {glue:text}`expansion/map.ipynb::western_now:s`.\n"


class Checkout:
    def __init__(self, folder):
        self.folder = folder
        self.environment = {}

    def command(self, *command):
        environment = os.environ | {"PYTHONPATH": str(self.folder)} | self.environment
        return subprocess.run(command, cwd=self.folder, env=environment, capture_output=True, text=True, check=False)

    def run(self, *arguments):
        return self.command(sys.executable, "-m", *arguments)

    def build(self):
        return self.run("helpers", "build")

    def read(self, path):
        return (self.folder / path).read_text(encoding="utf-8")

    def edit(self, path, old, new):
        text = self.read(path)
        assert text.count(old) == 1, f"{old!r} must occur once in {path}"
        (self.folder / path).write_text(text.replace(old, new), encoding="utf-8")


def leave_out_chapters(folder):
    """Keep one notebook: every change here would run and draw all of them again."""
    chapters = folder / "chapters"
    (chapters / "index.md").write_text(FRONT, encoding="utf-8")
    gone = [path for path in [*chapters.glob("*.ipynb"), *chapters.glob("*/*.ipynb")] if path != folder / NOTEBOOK]
    for path in gone:
        path.unlink()
    to_gone = re.compile(rf"\[([^\]\n]*)\]\([^)\s]*?({'|'.join(re.escape(path.name) for path in gone)})[^)\s]*\)")
    for path in [*chapters.rglob("*.md"), *chapters.rglob("*.ipynb")]:
        path.write_text(to_gone.sub(r"\1", path.read_text(encoding="utf-8")), encoding="utf-8")
    contents = (folder / "_toc.yml").read_text(encoding="utf-8")
    names = {path.relative_to(folder).with_suffix("").as_posix() for path in gone} - {"chapters/index"}
    there = [line for line in contents.splitlines() if line.rpartition("file: ")[2] not in names]
    text = re.sub(r"  - caption: .*\n    chapters:\n(?!      )", "", "\n".join(there) + "\n")
    (folder / "_toc.yml").write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def original(tmp_path_factory):
    """A built copy of the checkout, with fewer chapters."""
    folder = tmp_path_factory.mktemp("original") / "book"
    skipped = shutil.ignore_patterns(
        ".git", ".venv", "node_modules", "_build", "__pycache__", ".*_cache", ".hypothesis"
    )
    shutil.copytree(ROOT, folder, ignore=skipped)
    leave_out_chapters(folder)
    (folder / "node_modules").symlink_to(ROOT / "node_modules")
    for kept in ("executed", "twins", "cards"):  # the same keys, so nothing is run or drawn again
        if (BUILD / kept).exists():
            shutil.copytree(BUILD / kept, folder / "_build" / kept)
    copy = Checkout(folder)
    done = copy.build()
    assert done.returncode == 0, done.stderr
    return copy


@pytest.fixture
def checkout(original):
    """The copy, put back as it was after the test."""
    kept = {
        path: (original.folder / path).read_bytes()
        for path in (NOTEBOOK, "chapters/index.md", "data/sites.yml", "data/sources.yml")
    }
    yield original
    for path, content in kept.items():
        (original.folder / path).write_bytes(content)


def test_a_source_moves_to_another_page_when_its_publisher_does(checkout):
    allies, others = (f"_build/html/chapters/reference/press-{name}.html" for name in ("allies", "others"))
    text = checkout.read("data/sources.yml")
    block = re.search(r"^- id: (\S+)\n(?:  .*\n)*?  type: press\n(?:  .*\n)*?  country: USA\n", text, re.MULTILINE)
    anchor = f'id="source-{block[1]}"'
    assert anchor in checkout.read(allies)
    checkout.edit("data/sources.yml", block[0], block[0].replace("country: USA", "country: CHN"))
    done = checkout.build()
    assert done.returncode == 0, done.stderr
    assert anchor in checkout.read(others)
    assert anchor not in checkout.read(allies)


def without_versions(page):
    """Leave out checksums in addresses: MyST-NB's style sheet has its own from the second build on."""
    return re.sub(r"\?v=\w+", "", page)


def site_block(checkout, key):
    return re.search(rf"^- id: {key}\n(?:  .*\n)+", checkout.read("data/sites.yml"), re.MULTILINE).group()


def move_kadena(checkout):
    """Move a place that only the chapter of the map shows."""
    block = site_block(checkout, "kadena")
    checkout.edit("data/sites.yml", block, block.replace("lat: 26.36", "lat: 26.45"))


def test_build_ends_with_the_address_of_the_index_page(original):
    done = original.build()
    assert done.returncode == 0
    assert done.stdout == f"The book is ready: {(original.folder / '_build/html/index.html').as_uri()}\n"
    assert done.stderr == ""


def test_changed_datum_reaches_the_page(checkout):
    assert "<td>26.36</td><td>127.77</td>" in checkout.read(MAP)
    move_kadena(checkout)
    assert checkout.build().returncode == 0
    assert "<td>26.45</td><td>127.77</td>" in checkout.read(MAP)
    assert "26.45,127.77," in checkout.read("_build/html/_figures/shield-map.csv")


def test_changed_datum_makes_nbval_name_the_cell_and_the_diff_is_short(checkout):
    before = checkout.read(NOTEBOOK)
    move_kadena(checkout)
    failed = checkout.run("pytest", "-p", "no:cacheprovider", NOTEBOOK, "-q")
    assert failed.returncode == 1
    assert re.search(r"chapters/expansion/map\.ipynb::Cell \d", failed.stdout)
    assert 'id="shield-map"' in failed.stdout
    assert "1 failed" in failed.stdout
    assert checkout.run("helpers", "notebooks").returncode == 0
    lines = zip(before.splitlines(), checkout.read(NOTEBOOK).splitlines(), strict=True)
    changed = [new.strip() for old, new in lines if old != new]
    assert 1 <= len(changed) <= 8
    assert any("checksum" in line for line in changed)
    assert any("lat: " in line and "mean" in line for line in changed)


def test_changed_helper_reaches_the_page(original):
    source = original.read("helpers/figures/charts/timeline.py")
    figures = ("_build/html/_figures/service-timeline.js", "_build/html/_figures/service-timeline-dark-wide.svg")
    assert not any("entered service" in original.read(path) for path in figures)
    try:
        original.edit("helpers/figures/charts/timeline.py", '"entry into service",', '"entered service",')
        assert original.build().returncode == 0
        assert all("entered service" in original.read(path) for path in figures)
    finally:
        (original.folder / "helpers/figures/charts/timeline.py").write_text(source, encoding="utf-8")


def test_wrong_data_stop_the_build_with_their_lines(checkout):
    line = checkout.read("data/sites.yml").splitlines().index("  lat: 44.08") + 1
    checkout.edit("data/sites.yml", "lat: 44.08", "lat: 91")
    done = checkout.build()
    assert done.returncode == 1
    assert f"data/sites.yml:{line}: deveselu: lat: must be at most 90 (got 91)" in done.stderr
    assert "Traceback" not in done.stderr


def test_without_chromium_the_book_is_built_with_live_figures_and_says_so(original, browser):
    twins, html = original.folder / "_build/twins", original.folder / "_build/html"
    with_twins = original.read(MAP)
    kept = twins.rename(twins.with_name("kept"))
    original.environment = {"BROWSER_PATH": "/nowhere/chromium"}
    try:
        done = original.build()
        assert done.returncode == 0
        assert done.stderr.splitlines() == [
            "notice: without Chromium the figures have no static form; the pages draw them live (see BROWSER_PATH)"
        ]
        assert "<picture" not in original.read(MAP)
        assert not list(html.glob("_figures/*.svg"))
        page = browser.new_page()
        page.goto((html / "chapters/expansion/map.html").as_uri())
        page.mouse.move(5, 5)
        page.mouse.move(9, 9)
        page.locator("#plot-shield-map").scroll_into_view_if_needed()
        page.wait_for_selector("#plot-shield-map[data-drawn=true]")
        page.close()
    finally:
        original.environment = {}
        shutil.rmtree(twins, ignore_errors=True)
        kept.rename(twins)
    assert original.build().returncode == 0
    assert without_versions(original.read(MAP)) == without_versions(with_twins)


def test_without_the_small_bundles_the_site_carries_the_full_plotly(original):
    modules = original.folder / "node_modules"
    modules.unlink()
    try:
        done = original.build()
        assert done.returncode == 0
        assert (
            done.stderr == "notice: the site carries the full plotly.js: npm installed none (npm ci --ignore-scripts)\n"
        )
        assert (original.folder / "_build/html/_static/plotly.min.js").read_bytes() == full_copy().read_bytes()
    finally:
        modules.symlink_to(ROOT / "node_modules")
    done = original.build()
    assert done.stderr == ""
    assert (original.folder / "_build/html/_static/plotly.min.js").read_bytes() == smallest_bundle(
        {"scatter"}
    ).read_bytes()


def test_a_figure_that_cannot_be_drawn_is_named(checkout):
    checkout.edit(NOTEBOOK, 'id=\\"service-timeline\\"', 'id=\\"service-line\\"')
    checkout.environment = {"BROWSER_PATH": "/bin/true"}  # a browser that ends at once
    try:
        done = checkout.build()
    finally:
        checkout.environment = {}
    assert done.returncode == 1
    assert "cannot be drawn" in done.stderr
    assert "Traceback" not in done.stderr


def test_unknown_keys_stop_the_build_with_file_and_line(checkout):
    page = checkout.read("chapters/index.md") + "\nA paragraph\nwith {fact}`sites.redzikovo.lat`\nand\n{claim}`A99`.\n"
    (checkout.folder / "chapters/index.md").write_text(page)
    last = page.count("\n")
    done = checkout.build()
    assert done.returncode == 1
    assert (
        f"chapters/index.md:{last - 2}: {{fact}}`sites.redzikovo.lat`: 'redzikovo' is not in sites; did you mean"
        in done.stderr
    )
    assert f"chapters/index.md:{last}: {{claim}}`A99`: 'A99' is not in claims" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_new_chapter_appears_in_all_pages_and_leaves_them_with_it(checkout):
    methods, claims = "_build/html/chapters/reference/methods.html", "_build/html/chapters/verdicts/claims.html"
    contents = checkout.read("_toc.yml")
    extra = checkout.folder / "chapters" / "extra" / "more.md"
    extra.parent.mkdir()
    try:
        extra.write_text("# More\n\nA chapter.\n")
        checkout.edit(
            "_toc.yml",
            "      - file: chapters/verdicts/claims\n",
            "      - file: chapters/verdicts/claims\n      - file: chapters/extra/more\n",
        )
        done = checkout.build()
        assert done.returncode == 0, done.stderr
        assert all("extra/more.html" in checkout.read(page) for page in (MAP, methods, claims))
    finally:
        shutil.rmtree(extra.parent)
        (checkout.folder / "_toc.yml").write_text(contents)
    assert checkout.build().returncode == 0
    left = [path for path in (checkout.folder / "_build/html").rglob("*") if "extra" in path.parts]
    assert left == []
    assert not any("extra/more.html" in checkout.read(page) for page in (MAP, methods, claims))


def test_with_addresses_pages_can_be_shared_edited_and_objected_to(checkout):
    here, there = "https://example.org/book", "https://github.com/someone/book"
    checkout.environment = {"ONE_SHIELD_SITE": here, "ONE_SHIELD_REPOSITORY": f"{there}/"}
    try:
        done = checkout.build()
        assert (done.returncode, done.stderr) == (0, "")
    finally:
        checkout.environment = {}
    html = checkout.folder / "_build/html"
    page = checkout.read(MAP)
    assert f'<link rel="canonical" href="{here}/chapters/expansion/map.html" />' in page
    assert f'<meta property="og:url" content="{here}/chapters/expansion/map.html" />' in page
    for path, name in ((page, "chapters-expansion-map"), (checkout.read("_build/html/index.html"), "book")):
        assert f'<meta property="og:image" content="{here}/_cards/{name}.png" />' in path
        assert (html / "_cards" / f"{name}.png").exists()
    alt = re.search(r'property="og:image:alt" content="([^"]*)"', page)[1]
    assert f'aria-label="{alt}"' in page
    offered = re.findall(r'<a href="([^"]*)"', re.search(r'<ul class="os-invitations.*?</ul>', page, re.DOTALL)[0])
    assert [address.replace("&amp;", "&") for address in offered] == [
        f"{there}/issues/new?template=wrong-fact.yml&title=Where+the+shield+stands%3A+"
        "&where=https%3A%2F%2Fexample.org%2Fbook%2Fchapters%2Fexpansion%2Fmap.html",
        f"{there}/edit/main/{NOTEBOOK}",
        "https://mybinder.org/v2/gh/someone/book/main?urlpath=lab%2Ftree%2Fchapters%2Fexpansion%2Fmap.ipynb",
    ]
    listed = re.findall("<loc>(.*?)</loc>", checkout.read("_build/html/sitemap.xml"))
    assert {address.removeprefix(f"{here}/") for address in listed} == {
        path.relative_to(html).as_posix() for path in (html / "chapters").rglob("*.html")
    }
    assert f"Sitemap: {here}/sitemap.xml" in checkout.read("_build/html/robots.txt")
    assert f'rel="self" type="application/atom+xml" href="{here}/feed.xml"' in checkout.read("_build/html/feed.xml")
    assert f'"url":"{here}/chapters/verdicts/claims.html#A15"' in checkout.read(
        "_build/html/chapters/verdicts/claims.html"
    )
    lost = re.findall(r'(?:href|src|action|data-content_root)="([^"#][^"]*)"', checkout.read("_build/html/404.html"))
    assert len(lost) > 20
    assert all(address.startswith("/book/") for address in lost)


def test_an_address_that_is_none_stops_the_build(checkout):
    checkout.environment = {"ONE_SHIELD_SITE": "example.org"}
    try:
        done = checkout.build()
    finally:
        checkout.environment = {}
    assert done.returncode == 1
    assert "ONE_SHIELD_SITE or html: baseurl: must be like https://example.org/book/ (got 'example.org')" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_build_that_failed_fails_again(checkout):
    page = checkout.read("chapters/index.md") + "\n[nothing](nowhere.md)\n"
    (checkout.folder / "chapters/index.md").write_text(page)
    assert checkout.build().returncode == 1
    assert checkout.build().returncode == 1


def test_roles_work_in_headings(checkout):
    page = checkout.read("chapters/index.md") + "\n## Since {fact}`sites.redzikowo.operational | year` {claim}`A15`\n"
    (checkout.folder / "chapters/index.md").write_text(page)
    done = checkout.build()
    assert done.returncode == 0, done.stderr
    assert 'class="os-fact' in checkout.read("_build/html/chapters/index.html").split("<h2>Since")[1].split("</h2>")[0]


def test_html_in_the_data_is_shown_as_text(checkout):
    evil = "<script>alert(1)</script>"
    block = site_block(checkout, "redzikowo")
    name = re.search(r"  label: (.*)\n", block).group(1)
    checkout.edit(
        "data/sites.yml",
        block,
        block.replace(f"label: {name}", f"label: '{evil[:24]}'").replace("name: Redz", f"name: {evil} Redz"),
    )
    done = checkout.build()
    assert done.returncode == 0, done.stderr
    page = checkout.read(MAP)
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_a_changed_notebook_leaves_no_old_file_and_no_old_result_on_other_pages(checkout):
    front, told = "_build/html/chapters/index.html", re.compile(r"Sites in service: (?:<[^>]*>)*(\d+)")
    before = int(told.search(checkout.read(front))[1])
    checkout.edit(NOTEBOOK, 'id=\\"shield-map\\"', 'id=\\"shield-map-new\\"')
    checkout.edit(NOTEBOOK, 'glue(f\\"{flank}_now\\", int(', 'glue(f\\"{flank}_now\\", 100 + int(')
    assert checkout.build().returncode == 0
    assert int(told.search(checkout.read(front))[1]) == 100 + before
    names = {path.name for path in (checkout.folder / "_build/html/_figures").iterdir()}
    assert "shield-map-new.csv" in names
    assert "shield-map-new-light-wide.svg" in names
    assert not any(name.startswith("shield-map") and not name.startswith("shield-map-new") for name in names)


def test_what_is_no_notebook_is_named(checkout):
    (checkout.folder / NOTEBOOK).write_text("<<<<<<< ours\n" + checkout.read(NOTEBOOK))
    done = checkout.build()
    assert done.returncode == 1
    assert "chapters/expansion/map.ipynb: is not a notebook (" in done.stderr
    assert "Traceback" not in done.stderr


def test_dead_kernel_is_blamed_on_the_right_cell_with_its_last_words(checkout):
    words = "os.write(2, b'last words')"  # past the notebook, as libraries in C do
    dying = "".join(f'"{line}\\n",\n    ' for line in ("import os", words, "os._exit(1)"))
    checkout.edit(NOTEBOOK, '"flanks = places', dying + '"flanks = places')
    done = checkout.build()
    assert done.returncode == 1
    assert re.search(r"map\.ipynb: cell \d+ \(timeline\) failed at 'import os'", done.stderr), done.stderr
    assert "  kernel: last words" in done.stderr


def test_unknown_key_in_a_notebook_names_the_cell(checkout):
    checkout.edit(NOTEBOOK, "{fact}`sites.deveselu.operational`", "{fact}`sites.deveselu.operationel`")
    done = checkout.build()
    assert done.returncode == 1
    cells = json.loads(checkout.read(NOTEBOOK))["cells"]
    cell, line = next(
        (i, j)
        for i, c in enumerate(cells, 1)
        for j, text in enumerate(c["source"], 1)
        if "deveselu.operationel" in text
    )
    assert f"cell {cell}, line {line}:" in done.stderr
    assert re.search(
        r"chapters/expansion/map\.ipynb: cell \d+, line \d+: \{fact\}`sites\.deveselu\.operationel`: .*'operational'",
        done.stderr,
    )


def test_failed_cell_stops_the_build_and_is_named(checkout):
    checkout.edit(NOTEBOOK, "flanks = places.query(", "flanks = places.qery(")
    done = checkout.build()
    assert done.returncode == 1
    assert re.search(
        r"chapters/expansion/map\.ipynb: cell \d+ \(timeline\) failed at 'flanks = places\.qery\(", done.stderr
    )
    assert "AttributeError: 'DataFrame' object has no attribute 'qery'" in done.stderr
    assert "Traceback" not in done.stderr


def test_figure_without_show_stops_the_build(checkout):
    text = checkout.read(NOTEBOOK)
    bare = text.replace(
        '"ds = load()"', '"ds = load()\\n",\n    "import plotly.graph_objects as go\\n",\n    "go.Figure()"'
    )
    assert bare != text
    (checkout.folder / NOTEBOOK).write_text(bare)
    done = checkout.build()
    assert done.returncode == 1
    assert "a figure without show()" in done.stderr


def test_plain_jupyter_book_builds_the_same(original):
    assert original.build().returncode == 0
    ours = original.read(MAP)
    shutil.rmtree(original.folder / "_build" / "html")
    shutil.rmtree(original.folder / "_build" / ".doctrees")
    done = original.command(Path(sys.executable).with_name("jupyter-book"), "build", ".")
    assert done.returncode == 0, done.stderr
    assert without_versions(original.read(MAP)) == without_versions(ours)
