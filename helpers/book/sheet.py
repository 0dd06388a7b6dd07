"""One style sheet in place of the many of the theme and its extensions, with only what some page of the site can use.

The theme brings all of Bootstrap and Font Awesome, nine tenths of which no page here has an element for. A rule is left out
when its selector asks for a class or an identifier that occurs neither in a page nor in a script.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["purge", "words_of"]

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\'|[{};]')
_NAME = re.compile(r"[.#]((?:[\w-]|\\.)+)")
_CHOICE = re.compile(r"\[[^\]]*\]|:(?:not|is|where|has)\((?:[^()]|\([^()]*\))*\)")  # says nothing about what must exist
_PROPERTY = re.compile(r'(?<![\w-])(--[\w-]+):(?:"[^"]*"|url\([^)"]*\)|[^;{}"])*;?')
_COMPOSED = ("bs-tooltip-",)  # Bootstrap puts the name of this class together when it runs


def words_of(*texts: str) -> set[str]:
    """Return everything in pages and scripts that could be the name of a class, of an identifier or of a property."""
    return {word for text in texts for word in re.findall(r"[\w-]+", text)}


def purge(css: str, words: set[str]) -> str:
    """Return the style sheet without rules and custom properties that nothing can use; of the comments licences stay.

    >>> purge(".a, .b > i { color: red } @media print { .b { top: 0 } } :root { --x: 1;--y: 2 } p { top: var(--y) }", {"a"})
    '.a{ color: red }:root{ --y: 2 }p{ top: var(--y) }'
    """
    licences = "".join(re.findall(r"/\*!.*?\*/\n?", css, flags=re.DOTALL))
    css = _used_rules(re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL), words)
    fewer = _used_properties(css, words)
    while fewer != css:  # a property may have been used only by another that went
        css, fewer = fewer, _used_properties(fewer, words)
    return licences + css


def _used_properties(css: str, words: set[str]) -> str:
    used = words.union(re.findall(r"var\(\s*(--[\w-]+)", css))
    return _PROPERTY.sub(lambda match: match[0] if match[1] in used else "", css)


def _used_rules(css: str, words: set[str]) -> str:
    kept = []
    for rule in _rules(css):
        head, brace, body = rule.partition("{")
        head = head.strip()
        if head.startswith(("@media", "@supports")):
            body = _used_rules(body[:-1], words) + "}"
            head = head if body != "}" else ""
        elif head.startswith("@font-face"):
            head = "" if "Awesome" in body else head
        elif head.startswith(("@charset", "@import")):
            head = ""  # one is the default, and what the other names is part of the sheet already
        elif not head.startswith("@"):
            head = ",".join(one.strip() for one in _selectors(head) if _can_match(one, words))
        if head:
            kept.append(head + brace + body)
    return "".join(kept)


def _rules(css: str) -> Iterator[str]:
    start = depth = 0
    for token in _TOKEN.finditer(css):
        depth += {"{": 1, "}": -1}.get(token[0], 0)
        if depth == 0 and token[0] in "};":
            yield css[start : token.end()]
            start = token.end()


def _selectors(head: str) -> list[str]:
    return re.split(r",(?![^()]*\))", head)


def _can_match(selector: str, words: set[str]) -> bool:
    names = (name.replace("\\", "") for name in _NAME.findall(_CHOICE.sub("", selector)))
    return all(name in words or name.startswith(_COMPOSED) for name in names)
