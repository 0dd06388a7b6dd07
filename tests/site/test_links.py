"""Every link leads somewhere, every page can be reached, and what is cited is there: the site and the data alike."""

import json
import re
import zipfile

from helpers import load
from helpers.book.downloads import DOWNLOADS
from helpers.export import LEDGER_NAME, ZIP_NAME
from tests.site.reading import FRONT, Place, Site, is_whole
from tests.site.test_site import LEDGER, pages

BESIDE = {"index.html", "search.html", "404.html"}
SOURCES = re.compile(r"chapters/reference/(sources|press-\w+)\.html")


def test_no_link_is_broken_or_malformed(read):
    wrong = [
        f"{name}: {address}: {fault}"
        for name in read.pages
        for address in set(read.addresses(name))
        if (fault := read.fault(name, address))
    ]
    assert wrong == []


def test_what_is_wrong_with_an_address_is_seen(tmp_path):
    (tmp_path / "a.html").write_text('<h1 id="größe">', encoding="utf-8")
    (tmp_path / "folder").mkdir()
    site = Site(tmp_path)
    good = [
        "a.html",
        "#gr%C3%B6%C3%9Fe",
        "./a.html#größe",
        "https://example.org/a%20b?c#d",
        "mailto:a@example.org",
        "a.html?v=1",
    ]
    assert [site.fault("a.html", address) for address in good] == [""] * 6
    bad = ["b.html", "A.html", "folder", "#grosse", "../a.html", "/a.html", "//example.org", "javascript:void(0)"]
    bad += [
        "https://example.org/a b",
        "https:///a",
        "https://example",
        "https://example.org./a",
        "https://example.org/100%",
        "file:///a.html",
    ]
    assert all(site.fault("a.html", address) for address in bad)


def test_style_sheets_name_files_that_exist(html):
    for sheet in html.rglob("*.css"):
        for address in re.findall(r"url\(\s*[\"']?([^\"')]+)", sheet.read_text(encoding="utf-8")):
            assert address.startswith("data:") or (sheet.parent / address).is_file(), f"{sheet.name}: {address}"


def test_every_page_is_in_the_contents_and_reached_by_links(read):
    assert set(read.pages) == set(pages()) | BESIDE
    assert read.follow("index.html", next(read.addresses("index.html"))) == Place(FRONT)
    assert {name for name in read.pages if Place(name) not in read.clicks} == {
        "index.html",  # which leads to the front page
        "404.html",  # which a server shows where there is no page
    }


def test_every_id_stands_on_a_page_once(read):
    for name, page in read.pages.items():
        ids = [element["id"] for element in page.select("[id]")]
        assert sorted(ids) == sorted(set(ids)), name


def test_every_cited_claim_has_its_entry(read):
    cited = set()
    for name, page in read.pages.items():
        for mark in page.select("a.os-claim, a.os-claim-link"):
            key = re.match(r"[AB]\d\d", mark.get_text())[0]
            assert read.follow(name, mark["href"]) == Place(LEDGER, key), name
            cited.add(key)
    entries = {entry["id"] for entry in read.pages[LEDGER].select(".os-entry")}
    assert cited == entries == set(load().claims["id"])


def test_every_fact_and_source_leads_to_an_entry_that_says_what_it_supports(read):
    entries = {
        Place(name, entry["id"]): entry
        for name, page in read.pages.items()
        if SOURCES.fullmatch(name)
        for entry in page.select(".os-sources > li")
    }
    assert sorted(place.anchor for place in entries) == sorted(f"source-{key}" for key in load().sources["id"])
    assert [place.anchor for place, entry in entries.items() if not entry.select(".os-supports")] == []
    for name, page in read.pages.items():
        for link in page.select("a.os-source, a.os-fact"):
            assert read.follow(name, link["href"]) in entries, f"{name}: {link}"


def test_every_number_of_a_figure_or_table_is_that_of_its_target(read):
    """Figures are numbered through the book, and a reference that gives the number gives the right one."""
    for kind in ("Fig.", "Table"):
        captions = [
            (Place(name, number.find_parent(id=True)["id"]), number.get_text().strip())
            for name in pages()
            for number in read.pages[name].select("article .caption-number")
            if number.get_text().startswith(kind)
        ]
        assert [number for _, number in captions] == [f"{kind} {i + 1}" for i in range(len(captions))]
        for name in pages():
            for link in read.pages[name].select("a:has(.std-numref)"):
                if link.get_text().startswith(kind):
                    assert (read.follow(name, link["href"]), link.get_text()) in captions


def test_the_data_package_holds_what_it_names(html):
    folder = html / DOWNLOADS
    tables = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))["resources"]
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} - {ZIP_NAME}
    assert {table["path"] for table in tables} == {path for path in files if path.endswith(".csv")}
    with zipfile.ZipFile(folder / ZIP_NAME) as whole:
        assert {name.partition("/")[2] for name in whole.namelist()} == files
    named = re.findall(r"`([\w./-]+)`|\b([A-Z]+\.(?:md|cff))", (folder / "README.md").read_text(encoding="utf-8"))
    assert len(named) >= 5
    assert [name for pair in named if not (folder / (name := "".join(pair))).exists()] == []


def test_the_ledger_for_machines_leads_to_entries(html, read):
    claims = json.loads((html / DOWNLOADS / LEDGER_NAME).read_text(encoding="utf-8"))["claims"]
    for claim in claims:
        assert read.follow("index.html", claim["address"]) == Place(LEDGER, claim["id"])
        assert claim["id"] in read.anchors[LEDGER]


def test_an_address_in_the_data_is_whole():
    assert [address for address in load().sources["url"].dropna() if not is_whole(address)] == []
