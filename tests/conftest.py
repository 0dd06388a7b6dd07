"""The browser that opens pages, and how property tests are judged: by what they find, not by how long a busy machine takes."""

from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import sync_playwright

from helpers.book.browser import QUIET, chromium

settings.register_profile("book", deadline=None)
settings.load_profile("book")


@pytest.fixture(scope="session")
def browser():
    found = chromium()
    with sync_playwright() as playwright:
        installed = Path(playwright.chromium.executable_path).exists()
        if not found and not installed:
            pytest.fail("the site tests need Chromium: install it with the system's package manager")
        launched = playwright.chromium.launch(executable_path=found, args=QUIET)
        yield launched
        launched.close()
