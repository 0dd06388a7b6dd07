r"""Mathematics as MathML, written when the book is built: no script, no foreign host, and it can be read aloud.

docutils brings the converter. It knows the commands of LaTeX and AMS, several lines with ``&`` and ``\\``, matrices and
``cases``, but no environments that are equations themselves, such as ``align``: the directive is one already.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from docutils.utils.math import latex2mathml, unichar2tex
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.math import get_node_equation_number

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator

__all__ = ["setup", "to_mathml"]

_log = logging.getLogger(__name__)
_FAILURES = (
    ValueError,
    LookupError,
    AttributeError,
    TypeError,
)  # MathError is the first; the parser lets others through


def to_mathml(tex: str, *, block: bool = False) -> str:
    """Return a formula of LaTeX as one element ``math``, which keeps the source in ``alttext``.

    Raises `ValueError`, often docutils' ``MathError``, for what the converter does not know.

    >>> to_mathml("r < 4R")
    '<math alttext="r &lt; 4R" xmlns="http://www.w3.org/1998/Math/MathML"><mi>r</mi><mo>&lt;</mo><mn>4</mn><mi>R</mi></math>'
    """
    source = nodes.unescape(tex).strip()
    try:
        text = latex2mathml.tex2mathml(source.translate(unichar2tex.uni2tex_table), as_block=block)
    except _FAILURES as error:
        raise ValueError(str(error) or type(error).__name__) from error
    lines = "".join(line.strip() for line in text.splitlines())
    quoted = source.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;").replace("\n", " ")
    return lines.replace("<math ", f'<math alttext="{quoted}" ', 1)


def _element(writer: HTML5Translator, node: nodes.Element, *, block: bool) -> str:
    try:
        return to_mathml(node.astext(), block=block)
    except ValueError as error:
        placed: Any = node
        while not placed.line and placed.parent:  # MyST gives no line to what stands in a text
            placed = placed.parent
        _log.warning("the formula %r cannot be written as MathML: %s", node.astext(), error, location=placed)
        return f"<code>{writer.encode(node.astext())}</code>"


def _visit_inline(self: HTML5Translator, node: nodes.math) -> None:
    self.body.append(_element(self, node, block=False))
    raise nodes.SkipNode


def _visit_block(self: HTML5Translator, node: nodes.math_block) -> None:
    # The second class is the theme's: its script lets the keyboard into what is wider than the screen
    self.body.append(self.starttag(node, "div", "", CLASS="math os-math pst-scrollable-table-container"))
    self.body.append(_element(self, node, block=True))
    if node["number"]:
        self.body.append(f'<span class="eqno">({get_node_equation_number(self, node)})')
        self.add_permalink_ref(node, "Link to this equation")
        self.body.append("</span>")
    self.body.append("</div>\n")
    raise nodes.SkipNode


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the renderer; ``html_math_renderer: mathml`` selects it, and with it no page loads MathJax."""
    app.add_html_math_renderer("mathml", (_visit_inline, None), (_visit_block, None))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
