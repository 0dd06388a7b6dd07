"""Formulas in a tiny book, as a page has them."""

import os
import re
import subprocess
import sys

import pytest

from helpers.book.mathml import to_mathml
from helpers.paths import ROOT

PAGE = r"""# Geometry

The horizon of a radar is {math}`\sqrt{2 R h}` away; see {eq}`horizon`. A launch costs $3 to $5 million.

```{math}
:label: horizon
d = \sqrt{2 R h} + \frac{h_\mathrm{target}}{\cos \theta}
```

```{math}
a &= b + c \\
d &= \begin{cases} 1 & x < 0 \\ 2 & \text{else} \end{cases}
```
"""


def build(folder, text, module="helpers.book.mathml", **more):
    """Return the page and what Sphinx said, with one module of the book and more settings.

    It runs in a process of its own, for MyST's parser is registered once in each.
    """
    (folder / "index.md").write_text(text, encoding="utf-8")
    settings = {"extensions": f"myst_parser,{module}", "html_theme": "basic", **more}
    options = [f"-D{key}={value}" for key, value in settings.items()]
    command = [sys.executable, "-m", "sphinx", "-CqN", "-Dnumfig=1", *options, str(folder), str(folder / "html")]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    return (folder / "html" / "index.html").read_text(encoding="utf-8"), done.stderr


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    return build(tmp_path_factory.mktemp("formulas"), PAGE)


def test_page_has_mathml_and_no_script_for_it(built):
    html, warnings = built
    assert warnings == ""
    assert html.count("<math ") == 3
    assert "<msqrt>" in html
    assert "<mfrac>" in html
    assert "mathjax" not in html.lower()
    assert "$3 to $5 million" in html  # a dollar is a dollar


def test_numbered_equation_can_be_referred_to(built):
    html, _ = built
    assert '<div class="math os-math pst-scrollable-table-container" id="equation-horizon">' in html
    assert html.count('<span class="eqno">(1)') == 1
    assert re.search(r'<a class="reference internal" href="#equation-horizon">\(1\)</a>', html)


MISTAKES = {
    r"\nosuchcommand{x}": "Unknown LaTeX command",
    r"\begin{align}a\end{align}": "not supported",
    "x^": "incomplete",
}


def test_mistakes_are_warnings_with_their_places(tmp_path):
    text = "# Title\n\n" + "".join(f"Text\nand {{math}}`{formula}`.\n\n" for formula in MISTAKES)
    html, warnings = build(tmp_path, text)
    for (formula, said), warning in zip(MISTAKES.items(), warnings.splitlines(), strict=True):
        line = text[: text.index(formula)].count("\n")  # that of the paragraph, which is all that MyST keeps
        assert re.search(rf"index\.md:{line}: WARNING: the formula .* cannot be written as MathML: .*{said}", warning)
        with pytest.raises(ValueError, match=said):
            to_mathml(formula)
    assert html.count("<code>") == len(MISTAKES)
