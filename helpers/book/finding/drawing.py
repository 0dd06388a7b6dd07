"""Draws cards with Chromium; what was drawn is kept under a key made from everything that it shows."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from dataclasses import dataclass
from html import escape
from pathlib import Path

from helpers.book.assets import STATIC, colour_variables
from helpers.book.browser import QUIET
from helpers.paths import BUILD

__all__ = ["CACHE", "HEIGHT_PX", "WIDTH_PX", "CardError", "Face", "draw", "file_of"]

CACHE = BUILD / "cards"
WIDTH_PX, HEIGHT_PX = 1200, 630
_STYLE = Path(__file__).with_name("card.css")
_FIT = """() => {
    const [words, title] = ['.words', 'h1'].map(one => document.querySelector(one));
    const size = () => parseFloat(getComputedStyle(title).fontSize);
    const fits = () => title.scrollWidth <= title.clientWidth && words.scrollHeight <= words.clientHeight;
    while (!fits() && size() > 28) title.style.fontSize = `${size() - 1}px`;
    return fits();
}"""


class CardError(Exception):
    """A card could not be drawn; the message names it."""


@dataclass(frozen=True)
class Face:
    """What a card shows: a title, a line above it, the name of the book, and the file of a figure or none."""

    title: str
    line: str
    book: str
    figure: Path | None

    def html(self) -> str:
        """Return the card as a page."""
        style = f"{colour_variables()}\n{_STYLE.read_text(encoding='utf-8')}"
        sign = _picture(STATIC / "favicon.svg", "sign")
        figure = _picture(self.figure, "figure") if self.figure else ""
        name = f"<p>{sign} {escape(self.book)}</p>" if self.figure else ""
        line, title = f"<p>{escape(self.line)}</p>", f"<h1>{escape(self.title)}</h1>"
        words = f"{line}{title}{name}" if self.figure else f"{sign}{title}{line}"
        kind = "page" if self.figure else "book"
        return (
            f'<!doctype html><html lang="en"><meta charset="utf-8"><style>{style}</style>'
            f'<body class="{kind}"><div class="words">{words}</div>{figure}</body></html>'
        )


def file_of(name: str, face: Face) -> Path:
    """Return the file in which a card is kept, once it is drawn."""
    key = hashlib.sha256(f"{face.html()} {_FIT}".encode()).hexdigest()[:16]
    return CACHE / f"{name}-{key}.png"


def draw(faces: dict[Path, Face], browser: str) -> None:
    """Draw each card into its file."""
    from playwright.sync_api import Error, sync_playwright  # which only a build with new cards needs

    CACHE.mkdir(parents=True, exist_ok=True)
    try:
        with sync_playwright() as playwright, playwright.chromium.launch(executable_path=browser, args=QUIET) as chrome:
            page = chrome.new_page(offline=True, viewport={"width": WIDTH_PX, "height": HEIGHT_PX})
            for path, face in faces.items():
                page.set_content(face.html(), wait_until="load")
                if not page.evaluate(_FIT):
                    raise CardError(f"the title '{face.title}' does not fit on its card")
                path.write_bytes(page.screenshot())
    except Error as error:
        raise CardError(f"{browser}: {error.message.strip().splitlines()[0]}") from error


def _picture(path: Path, kind: str) -> str:
    return f'<img class="{kind}" alt="" src="data:image/svg+xml;base64,{b64encode(path.read_bytes()).decode()}">'
