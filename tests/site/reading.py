"""The site as its files have it: every page taken apart once, and how many clicks lead from the front page to a place."""

import os
import re
from collections import deque
from dataclasses import dataclass
from functools import cached_property
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup

FRONT = "chapters/index.html"
LOST = "404.html"
ROOT_PATH = urlsplit(os.environ.get("ONE_SHIELD_SITE", "")).path.rstrip("/") + "/"
FORBIDDEN = re.compile(r"[\s<>\"{}|\\^`]|%(?![0-9A-Fa-f]{2})")


def is_whole(address):
    """Return whether an address on the web has a host and no sign that may not stand in it."""
    host = urlsplit(address).netloc
    return bool(
        re.fullmatch(r"(?:[\w.-]+\.[a-z]{2,}|\d+(?:\.\d+){3})(?::\d+)?", host, re.ASCII)
        and not FORBIDDEN.search(address)
    )


def _from_root(name, address):
    """Return an address of the page for lost addresses, which is shown at any depth, as it would stand on others."""
    return address.removeprefix(ROOT_PATH) if name == LOST and address.startswith(ROOT_PATH) else address


@dataclass(frozen=True)
class Place:
    """A file of the site, and what of it a link names."""

    file: str
    anchor: str = ""


class Site:
    def __init__(self, folder):
        self.folder = folder
        self.pages = {
            path.relative_to(folder).as_posix(): BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
            for path in sorted(folder.rglob("*.html"))
        }

    @cached_property
    def anchors(self):
        return {name: {element["id"] for element in page.select("[id]")} for name, page in self.pages.items()}

    def addresses(self, name, selector="[href], [src], [srcset], [action]"):
        """Yield each address that a page names, as it stands there."""
        for element in self.pages[name].select(selector):
            for attribute in ("href", "src", "action"):
                if attribute in element.attrs:
                    yield element[attribute]
            for candidate in element.get("srcset", "").split(","):
                yield from candidate.split()[:1]
        for refresh in self.pages[name].select('meta[http-equiv="Refresh"]'):
            yield refresh["content"].partition("url=")[2]

    def follow(self, name, address):
        """Return the place within the site to which an address on a page leads, or nothing if it leads elsewhere."""
        parts = urlsplit(_from_root(name, address))
        if parts.scheme or parts.netloc:
            return None
        path = normpath(join(dirname(name), unquote(parts.path))) if parts.path else name
        return Place(path, unquote(parts.fragment))

    def fault(self, name, address):
        """Return what is wrong with an address on a page, or nothing."""
        address = _from_root(name, address)
        parts = urlsplit(address)
        if parts.scheme in {"http", "https"}:
            return "" if is_whole(address) else "malformed"
        if parts.scheme or parts.netloc or address.startswith("/"):
            return "" if parts.scheme in {"data", "mailto"} else "leads where no copy of the site has anything"
        place = self.follow(name, address)
        if place.file.startswith("..") or not (self.folder / place.file).is_file():
            return "no such file"
        if place.anchor and place.anchor not in self.anchors.get(place.file, ()):
            return "no such anchor"
        return ""

    @cached_property
    def clicks(self):
        """Each place to which links lead, a page or an anchor on it, with the fewest clicks from the front page."""
        found, todo = {Place(FRONT): 0}, deque([FRONT])
        while todo:
            name = todo.popleft()
            for address in self.addresses(name, "a[href], form[action]"):
                place = self.follow(name, address)
                if not place or place.file not in self.pages:
                    continue
                if Place(place.file) not in found:
                    todo.append(place.file)
                for reached in (Place(place.file), place):
                    found.setdefault(reached, found[Place(name)] + 1)
        return found
