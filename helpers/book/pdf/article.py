"""One page of the site made ready for paper: what needs a screen goes, what was folded is open, figures are pictures."""

from __future__ import annotations

from pathlib import Path

from bs4 import BeautifulSoup, Tag
from bs4.filter import SoupStrainer

from helpers.book.pdf.contents import Page

__all__ = ["PrintError", "article"]

_ONLY_ON_SCREENS = (
    "script, noscript, template, style, nav, button, input, select, [hidden], svg[aria-hidden], .pst-js-only, "
    ".headerlink, .toctree-wrapper, .cell_input, details.hide, .os-take, .os-cite, .os-forms, .os-strip-told, "
    ".os-finder"
)
_LONGEST_WORD = 26  # letters: in a narrow column a longer one may be broken anywhere


class PrintError(Exception):
    """The book cannot be printed; the message says why in one line."""


def article(site: Path, page: Page) -> Tag:
    """Return the text of a page of the site as it is to be printed, with headings at the level of the page."""
    path = site / f"{page.name}.html"
    if not path.exists():
        raise PrintError(f"{path} does not exist: build the site first (make book)")
    soup = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser", parse_only=SoupStrainer("article"))
    found = soup.article
    if found is None:
        raise PrintError(f"{path} has no article")
    for plot in found.select(".os-plot"):
        _draw(soup, plot, page)
    for unwanted in found.select(_ONLY_ON_SCREENS):
        unwanted.decompose()
    for details in found.select("details"):
        _open(details)
    for figure in found.select("figure"):
        _shorten(figure)
    for box in found.select(".pst-scrollable-table-container"):
        box.unwrap()
    for cell in found.select("th, td"):
        if max(map(len, cell.get_text(" ").split()), default=0) > _LONGEST_WORD:
            _add_class(cell, "os-long")
    for cell in found.select(".cell"):
        if not cell.get_text(strip=True) and not cell.img:
            cell.decompose()
    for heading in found.select("h1, h2, h3, h4, h5, h6"):
        _place(heading, page.level)
    return found


def _place(heading: Tag, level: int) -> None:
    """Give a heading the level of its page, and the address of its section, which may begin on the page before it."""
    section = heading.parent
    if section and section.name == "section" and section.get("id"):
        heading["id"] = section.attrs.pop("id")
    heading.name = f"h{min(int(heading.name[1]) + level - 1, 6)}"


def _draw(soup: BeautifulSoup, plot: Tag, page: Page) -> None:
    """Put the light, wide picture of a figure in the place of all its forms, and say which of its steps that is."""
    picture = plot.select_one(".os-light img")
    if picture is None:
        raise PrintError(f"{page.name}: the figure '{plot.get('data-figure')}' has no picture: build the site again")
    del picture["loading"]  # what is far down the page would not be loaded when it is printed
    picture["alt"] = str(plot.get("aria-label", ""))
    steps, caption = plot.find_next_sibling(class_="os-steps"), plot.find_next(class_="caption-text")
    if steps and caption:
        shown = " ".join(steps.get_text().split())
        caption.append(f" Printed here: {shown[:1].lower()}{shown[1:]}.")
    plot.replace_with(picture.extract())


def _open(details: Tag) -> None:
    """Open what can be unfolded, unless it holds a table of data, which nobody reads on paper."""
    summary = details.summary
    if details.table or summary is None:
        details.decompose()
        return
    summary.name, details.name = "span", "div"
    summary["class"] = "os-opened"
    first = summary.find_next_sibling()
    if isinstance(first, Tag) and first.name == "ul":  # a list that runs on in the line of its summary
        _add_class(details, "os-run-in")


def _add_class(element: Tag, name: str) -> None:
    element["class"] = " ".join([*map(str, element.get_attribute_list("class")), name])


def _shorten(figure: Tag) -> None:
    """Move the sources out of a figure: picture and caption stay on one page, a long list need not."""
    legend = figure.select_one(".legend")
    if legend:
        figure.insert_after(legend.extract())
