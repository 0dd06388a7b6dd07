"""The forms of one figure: in light and in dark colours, on wide and on narrow screens."""

from __future__ import annotations

import copy
from typing import Any

from helpers.figures.style import colour, recolour

__all__ = ["SIZES", "THEMES", "WIDTH_PX", "in_form"]

THEMES = ("light", "dark")
SIZES = ("wide", "narrow")
WIDTH_PX = {"wide": 720, "narrow": 360}
"""Width at which the letters of a figure have their true size; pages scale it to the room that there is."""


def in_form(spec: dict[str, Any], *, theme: str, size: str, height_px: int) -> dict[str, Any]:
    """Return the data and layout of a specification in one form, on the paper of the book.

    A layout may carry settings for narrow screens in ``meta.narrow``, by path: ``"xaxis2.domain"``.
    """
    layout = copy.deepcopy({key: value for key, value in spec["layout"].items() if key != "sliders"})
    if size == "narrow":
        for path, value in layout.get("meta", {}).get("narrow", {}).items():
            *parts, last = path.split(".")
            target = layout
            for part in parts:
                target = target.setdefault(part, {})
            target[last] = value
    layout |= {"width": WIDTH_PX[size], "height": height_px, "paper_bgcolor": colour("sea")}
    form: dict[str, Any] = recolour({"data": spec["data"], "layout": layout}, theme)
    return form
