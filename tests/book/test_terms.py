"""Terms of the glossary in a tiny book: what is linked, where, and what is left alone."""

import pytest
from bs4 import BeautifulSoup

from tests.book.test_mathml import build

GLOSSARY = """# Glossary

```{glossary}
battery
  {forms}`battery; batteries`
  Launchers and a radar.

forecast
  {forms}`none`
  A statement on what is to come; it names no kill vehicle.

kill vehicle
  Part of an {term}`interceptor`.

interceptor
IC
  What stops a missile.

SM-3
  An interceptor.

Tundra
  Satellites.
```
"""
PAGE = """# The interceptor and the SM-3

```{toctree}
glossary
```

```{admonition} A battery
Two batteries of *interceptors* fire an SM-3A and an SM-3.
Of Kill Vehicles and tundra nothing is said; a forecast is none.
```

| Tundra |
|---|
| A Tundra satellite |

`kill vehicle`, [a kill vehicle](#far), then kill vehicles
in a line, an IC, another SM-3 and a battery.
Kill vehicles end a chapter.

(far)=
## Tundra
"""


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    folder = tmp_path_factory.mktemp("terms")
    (folder / "glossary.md").write_text(GLOSSARY, encoding="utf-8")
    (folder / "front.md").write_text("# Front\n\nAn SM-3.\n\n```{toctree}\nindex\n```\n", encoding="utf-8")
    html, warnings = build(folder, PAGE, "helpers.book.terms", root_doc="front")
    assert warnings == ""
    return folder / "html", BeautifulSoup(html, "html.parser")


def links(page):
    return [(" ".join(link.get_text().split()), link["href"]) for link in page.select("a.os-term")]


def test_the_first_use_of_each_term_is_linked_in_prose_alone(page):
    _, index = page
    assert links(index) == [
        ("batteries", "glossary.html#term-battery"),
        ("interceptors", "glossary.html#term-interceptor"),
        ("SM-3", "glossary.html#term-SM-3"),
        ("kill vehicles", "glossary.html#term-kill-vehicle"),
    ]


def test_front_page_and_glossary_are_left_as_they_are(page):
    folder, _ = page
    for name in ("front", "glossary"):
        text = (folder / f"{name}.html").read_text(encoding="utf-8")
        assert links(BeautifulSoup(text, "html.parser")) == []
        assert "batteries" not in text  # how a term is written is not for readers
