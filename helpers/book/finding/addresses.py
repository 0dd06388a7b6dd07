"""Where the book is published and where its repository is, and the addresses that follow from that.

Both are empty in ``_config.yml`` until somebody publishes the book; the environment, which the workflow fills, goes first.
"""

from __future__ import annotations

import os
import re
from urllib.parse import quote, urlencode, urlsplit

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import SphinxError

__all__ = ["REPOSITORY", "SITE", "binder", "edit", "report", "repository", "setup", "site"]

SITE = "ONE_SHIELD_SITE"
REPOSITORY = "ONE_SHIELD_REPOSITORY"
FORM = "wrong-fact.yml"
"""The form in ``.github/ISSUE_TEMPLATE`` for a reader who found an error; its field ``where`` takes the page."""


class AddressError(SphinxError):
    """An address is none; the message says what it should look like."""

    category = "An address is wrong"


def site(address: str) -> str:
    """Return the address of the site with its last slash, or nothing where none is configured.

    >>> site("https://example.org/book"), site("")
    ('https://example.org/book/', '')
    """
    if address and not re.fullmatch(r"https?://[^\s/?#]+(/[^\s?#]*)?", address):
        raise AddressError(f"{SITE} or html: baseurl: must be like https://example.org/book/ (got '{address}')")
    return f"{address.rstrip('/')}/" if address else ""


def repository(address: str) -> str:
    """Return the address of the repository without a last slash, or nothing where none is configured.

    >>> repository("https://github.com/someone/book/"), repository("")
    ('https://github.com/someone/book', '')
    """
    if address and not re.fullmatch(r"https?://[^\s/?#]+/[\w.-]+/[\w.-]+/?", address):
        raise AddressError(
            f"{REPOSITORY} or repository: url: must be like https://github.com/OWNER/NAME (got '{address}')"
        )
    return address.rstrip("/")


def edit(repository: str, branch: str, path: str) -> str:
    """Return where a file can be edited.

    >>> edit("https://github.com/someone/book", "main", "chapters/a b.md")
    'https://github.com/someone/book/edit/main/chapters/a%20b.md'
    """
    return f"{repository}/edit/{quote(branch)}/{quote(path)}"


def report(repository: str, title: str, where: str) -> str:
    """Return the form for a wrong fact, with the page filled in.

    >>> report("https://github.com/someone/book", "One thread?", "chapters/thread")
    'https://github.com/someone/book/issues/new?template=wrong-fact.yml&title=One+thread%3F%3A+&where=chapters%2Fthread'
    """
    return f"{repository}/issues/new?{urlencode({'template': FORM, 'title': f'{title}: ', 'where': where})}"


def binder(repository: str, branch: str, path: str) -> str:
    """Return where a notebook can be run without installing anything; only GitHub's own repositories have such a place.

    >>> binder("https://github.com/someone/book", "main", "chapters/map.ipynb")
    'https://mybinder.org/v2/gh/someone/book/main?urlpath=lab%2Ftree%2Fchapters%2Fmap.ipynb'
    >>> binder("https://git.example.org/someone/book", "main", "chapters/map.ipynb")
    ''
    """
    host = urlsplit(repository)
    if host.netloc != "github.com":
        return ""
    return (
        f"https://mybinder.org/v2/gh{host.path}/{quote(branch, safe='')}?{urlencode({'urlpath': f'lab/tree/{path}'})}"
    )


def _configure(_app: Sphinx, config: Config) -> None:
    config.html_baseurl = site(os.environ.get(SITE) or config.html_baseurl)
    options = config.html_theme_options
    config.os_repository = repository(os.environ.get(REPOSITORY) or options.get("repository_url") or "")
    options["repository_url"] = ""  # the theme knows few hosts, and stops at others
    config.os_branch = options.get("repository_branch") or "main"


def setup(app: Sphinx) -> None:
    """Read both addresses; a page is written again when one has changed."""
    app.add_config_value("os_repository", "", "html")
    app.add_config_value("os_branch", "", "html")
    app.connect("config-inited", _configure)
