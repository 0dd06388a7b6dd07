"""The browser that opens pages, for all tests that look at the site."""

from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from helpers.book.browser import QUIET, chromium


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
