"""Print with Chromium until the contents name the right pages, then write down what the PDF is."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

from playwright.sync_api import Error, sync_playwright
from pypdf import PdfReader, PdfWriter
from pypdf.generic import BooleanObject, Destination, DictionaryObject, Fit, NameObject

from helpers.book.browser import QUIET
from helpers.book.pdf.article import PrintError
from helpers.book.pdf.document import Document

__all__ = ["press"]

_MOST_PASSES = 5


def press(document: Document, pdf: Path, browser: str) -> int:
    """Write the document to a PDF, beside it the HTML from which it was printed; return the number of pages."""
    source, partial = pdf.with_suffix(".html"), pdf.with_suffix(".partial")
    try:
        printed = _print(document, source, browser)
    except Error as error:
        raise PrintError(f"{browser} did not print: {error.message.strip().splitlines()[0]}") from error
    writer = PdfWriter(clone_from=printed)
    _mark(writer, document, printed)
    _describe(writer, document)
    writer.write(partial)
    partial.rename(pdf)  # never half of a book under its name
    return len(printed.pages)


def _print(document: Document, source: Path, browser: str) -> PdfReader:
    """Print once to see where everything comes to stand, and again with the numbers of the pages in their places."""
    numbers: dict[str, int] = {}
    with sync_playwright() as playwright, playwright.chromium.launch(executable_path=browser, args=QUIET) as chromium:
        page = chromium.new_page(offline=True, java_script_enabled=False)
        for _ in range(_MOST_PASSES):
            source.write_text(document.html(numbers), encoding="utf-8")
            page.goto(source.as_uri())
            tagged = bool(numbers)  # tags take time, and the first printing only measures
            content = page.pdf(prefer_css_page_size=True, print_background=True, tagged=tagged)
            printed = PdfReader(BytesIO(content))
            found = {name: _page_of(printed, place) for name, place in _places(printed).items()}
            if found == numbers:
                return printed
            numbers = found
    raise PrintError("the numbers in the contents do not come to rest: each printing moves the pages that they name")


def _places(printed: PdfReader) -> dict[str, Destination]:
    """Return the places to which links lead, by the ids that they have in the document."""
    return {name.removeprefix("/"): place for name, place in printed.named_destinations.items()}


def _page_of(printed: PdfReader, place: Destination) -> int:
    return (printed.get_destination_page_number(place) or 0) + 1


def _mark(writer: PdfWriter, document: Document, printed: PdfReader) -> None:
    """Write the bookmarks. Chromium could, but doubles the words of headings that open a page."""
    above: list[Any] = []
    places = _places(printed)
    for entry in document.entries:
        del above[entry.level - 1 :]
        place = places[entry.target]
        mark = writer.add_outline_item(
            title=entry.title,
            page_number=_page_of(printed, place) - 1,
            parent=above[-1] if above else None,
            fit=Fit.xyz(left=0, top=place.top),
            is_open=entry.level == 1,
        )
        above.append(mark)


def _describe(writer: PdfWriter, document: Document) -> None:
    """Write title, author and subject, and as date the one of the edition, not that of the printing."""
    day = f"D:{document.date.replace('-', '')}000000Z"
    about = {"/Title": document.title, "/Author": document.author, "/Subject": document.subject, "/Creator": "Chromium"}
    writer.add_metadata(about | {"/CreationDate": day, "/ModDate": day})
    shown = DictionaryObject({NameObject("/DisplayDocTitle"): BooleanObject(True)})
    writer.root_object[NameObject("/ViewerPreferences")] = shown
