r"""Icons without an icon font: what the theme draws with Font Awesome becomes a mask in the style sheet.

The theme names an icon by its place in a font (``content: "\f0c9"``) and brings a font of 156 kB or a script of 1.5 MB to
draw it. The script holds the outlines, so the few icons that the pages use are taken from there when a site is built.
"""

from __future__ import annotations

import re
from urllib.parse import quote

__all__ = ["IconError", "draw_icons", "missing_icons", "read_outlines"]

_OUTLINE = re.compile(r'\[(\d+),(\d+),\[[^\]]*\],"(f[0-9a-f]{3}|e[0-9a-f]{3})","([^"]+)"\]')
_GLYPH = r'"(?:\\([ef][0-9a-f]{3})|([\ue000-\uf8ff]))"'
_FONT = r"font-family:Font Awesome\\ 6 Free"
_IN_FONT = re.compile(rf"font:var\(--fa-font-solid\)|{_FONT}")
# Print would leave the background out, and forced colours would take its colour away
_SHAPE = (
    "background-color:currentColor;mask-size:contain;mask-repeat:no-repeat;mask-position:center;"
    "display:inline-block;width:1em;height:1em;print-color-adjust:exact"
)
_EVERY_ICON = (
    f".fa-solid:before{{{_SHAPE};vertical-align:-.125em}}"
    ".admonition>.admonition-title:after,div.admonition>.admonition-title:after{height:1lh}"  # beside the first line
    "@media (forced-colors:active){.fa-solid:before,.admonition-title:after{background-color:CanvasText!important}}"
)


class IconError(LookupError):
    """The theme names an icon of which it has no outline."""


def read_outlines(script: str) -> dict[str, str]:
    """Return the outline of each icon of Font Awesome's script as a data address, by its code in the font.

    >>> outlines = read_outlines('s={"bars":[448,512,["navicon"],"f0c9","M0 96V416z"]}')
    >>> print(outlines["f0c9"][:80])
    url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 4
    """
    outlines = {}
    for width, height, code, path in _OUTLINE.findall(script):
        svg = f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {width} {height}'><path d='{path}'/></svg>"
        outlines[code] = 'url("data:image/svg+xml,' + quote(svg, safe=" =':/-.,") + '")'
    return outlines


def draw_icons(css: str, outlines: dict[str, str]) -> str:
    r"""Return the style sheet with a mask for every icon that it took from a font.

    Raises `IconError` if the theme names an icon that has no outline.

    >>> print(draw_icons('.fa-bars:before{content:"\\f0c9"}p{top:0}', {"f0c9": "url(bars)"}).split("p{top:0}")[0])
    .fa-bars:before{content:"";mask-image:url(bars)}
    """

    def outline(match: re.Match[str]) -> str:
        code = match[1] or f"{ord(match[2]):x}"
        if code not in outlines:
            raise IconError(f"the theme's script has no outline for the icon {code}, which its style sheet names")
        return outlines[code]

    css = re.sub(rf"content:({_GLYPH}|var\(--pst-icon-[\w-]+\))", r'content:"";mask-image:\1', css)
    css = re.sub(rf"[^{{}}]*\{{{_FONT}\}}", "", css)  # the element around the mask needs no font
    return _IN_FONT.sub(_SHAPE, re.sub(_GLYPH, outline, css)) + _EVERY_ICON


def missing_icons(html: str, css: str) -> list[str]:
    """Return the classes of each icon of a page that the style sheet does not draw.

    >>> missing_icons('<i class="fa-solid fa-bars"></i><i class="fa-solid fa-lg fa-bus"></i>', '.fa-bars:before{}')
    ['fa-solid fa-lg fa-bus']
    """
    drawn = set(re.findall(r"\.(fa-[\w-]+):before", css)) - {"fa-solid"}
    found = dict.fromkeys(re.findall(r'class="([^"]*\bfa-[^"]*)"', html))
    return [classes for classes in found if not drawn & set(classes.split())]
