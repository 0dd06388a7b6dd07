"""The book on paper: the pages of the built site in one PDF, with contents, page numbers, bookmarks and working links.

`contents` says which pages there are, `article` makes one of them ready for paper, `links` turns addresses into places in
the document, `document` puts everything together, `press` lets Chromium print it.
"""

from __future__ import annotations

import sys
from typing import TextIO

from helpers.book.browser import chromium
from helpers.book.pdf.article import PrintError
from helpers.book.pdf.document import assemble
from helpers.book.pdf.press import press
from helpers.paths import BUILD

__all__ = ["PDF", "write_pdf"]

PDF = BUILD / "one-shield-two-flanks.pdf"


def write_pdf(out: TextIO) -> int:
    """Print the built site to `PDF`, and say where it is and how long; return the exit code."""
    try:
        browser = chromium()
        if not browser:
            raise PrintError("printing needs Chromium: install it with the system's package manager (see BROWSER_PATH)")
        pages = press(assemble(BUILD / "html"), PDF, browser)
    except PrintError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    out.write(f"The book is printed: {PDF.as_uri()} ({pages} pages, {PDF.stat().st_size / 1e6:.1f} MB)\n")
    return 0
