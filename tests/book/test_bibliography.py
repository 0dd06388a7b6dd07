"""The reader sees names, not codes."""

from helpers import load
from helpers.book.bibliography import LANGUAGES


def test_every_language_of_a_source_has_a_name():
    assert set(load().sources["language"]) <= set(LANGUAGES)
