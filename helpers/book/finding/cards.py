"""The card of each page, which a link to it shows elsewhere: its title, and its first figure, on the paper of the book."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.errors import SphinxError

from helpers.book.browser import chromium
from helpers.book.citing import the_book
from helpers.book.finding.drawing import CACHE, HEIGHT_PX, WIDTH_PX, CardError, Face, draw, file_of
from helpers.book.finding.parts import parts
from helpers.book.memory import memory_of
from helpers.book.notices import notice
from helpers.book.plots import plot
from helpers.book.twins import FORMS

__all__ = ["FOLDER", "HEIGHT_PX", "WIDTH_PX", "Card", "card_of", "setup"]

FOLDER = "_cards"
_BOOK = "book"
_BOOK_ALT = "Card with the title of the book and its sign, a shield in two colours."


class CardDrawingError(SphinxError):
    """A card cannot be drawn; the message names it."""

    category = "A card cannot be drawn"


@dataclass(frozen=True)
class Card:
    """A picture of the site: its address under that of the site, and its description."""

    path: str
    alt: str


def card_of(app: Sphinx, page: str, doctree: nodes.document) -> Card | None:
    """Return the card of a page, or that of the book where the page has no drawn figure; None where none was drawn."""
    drawn: dict[str, Path] = app.os_cards  # type: ignore[attr-defined]
    name = _name(page)
    if name in drawn:
        first = next(node for node in doctree.findall(plot))
        return Card(f"{FOLDER}/{name}.png", first["alt"])
    return Card(f"{FOLDER}/{_BOOK}.png", _BOOK_ALT) if _BOOK in drawn else None


def _name(page: str) -> str:
    return page.replace("/", "-")


def _faces(env: BuildEnvironment) -> dict[str, Face]:
    """Return what the cards show, by their names: that of the book, and one for each page with a drawn figure."""
    title, _, subtitle = the_book()["title"].partition(": ")
    faces = {_BOOK: Face(title, subtitle[:1].upper() + subtitle[1:], title, None)}
    memory = memory_of(env)
    for page, part in parts(env).items():
        first = next((key for key, output in memory.outputs.get(page, {}).items() if output.digest), None)
        if first in memory.twins:
            figure = memory.twins[first] / FORMS[0]
            faces[_name(page)] = Face(env.titles[page].astext(), part, title, figure)
    return faces


def _draw(app: Sphinx, env: BuildEnvironment) -> None:
    """Draw the cards that have changed, and say which there are."""
    app.os_cards = {}  # type: ignore[attr-defined]
    if app.builder.format != "html":
        return
    files = {name: (face, file_of(name, face)) for name, face in _faces(env).items()}
    missing = {path: face for face, path in files.values() if not path.exists()}
    browser = chromium()
    if missing and browser:
        try:
            draw(missing, browser)
        except CardError as error:
            raise CardDrawingError(str(error)) from error
    elif missing and app.config.html_baseurl:
        notice("without Chromium links to pages are shown elsewhere without a picture (see BROWSER_PATH)")
    app.os_cards = {name: path for name, (_, path) in files.items() if path.exists()}  # type: ignore[attr-defined]
    for old in set(CACHE.glob("*.png")) - {path for _, path in files.values()}:
        old.unlink()


def _synchronise(app: Sphinx, exception: Exception | None) -> None:
    """Put the cards into the site, and remove those of pages that are gone."""
    if exception or app.builder.name != "html":
        return
    site = Path(app.outdir, FOLDER)
    site.mkdir(exist_ok=True)
    drawn: dict[str, Path] = app.os_cards  # type: ignore[attr-defined]
    for old in set(site.iterdir()) - {site / f"{name}.png" for name in drawn}:
        old.unlink()
    for name, path in drawn.items():
        content, copy = path.read_bytes(), site / f"{name}.png"
        if not copy.exists() or copy.read_bytes() != content:
            copy.write_bytes(content)


def setup(app: Sphinx) -> None:
    """Register the drawing, after that of the figures, and the last step of a build."""
    app.connect("env-updated", _draw, priority=600)
    app.connect("build-finished", _synchronise)
