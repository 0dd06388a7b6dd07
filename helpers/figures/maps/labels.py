"""Names beside symbols, placed so that they do not collide: where each goes is searched for, not set by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

__all__ = ["LABEL_PX", "NO_NAME", "SYMBOL_PX", "Box", "View", "label_box", "place_labels"]

LABEL_PX = 11
SYMBOL_PX = 9
NO_NAME = " "
"""Text of a symbol without a name: where a text is empty, plotly.js draws none in later steps of a slider either."""

# In order of preference: a name on the line of its symbol reads best, and to its right is where a reader looks first.
_POSITIONS = tuple(
    f"{vertical} {horizontal}"
    for vertical, horizontal in [
        ("middle", "right"), ("middle", "left"), ("top", "center"), ("bottom", "center"),
        ("top", "right"), ("bottom", "right"), ("top", "left"), ("bottom", "left"),
    ]
)  # fmt: skip
_AIR_PX = 2
_MOST_HIDDEN = 0.5  # part of a symbol, with the air around it, that a label may cover where nothing is free

# Widths of letters as parts of the size, for wide system fonts (DejaVu Sans); narrower fonts leave more air.
_THIN, _WIDE, _NARROW_EM, _MIDDLE_EM, _CAPITAL_EM, _WIDE_EM = "fijlrtI1 .,:;'|()[]-/", "mwMW@%", 0.37, 0.61, 0.7, 0.97
_ASCENT_EM, _DESCENT_EM = 1.0, 0.3


@dataclass(frozen=True)
class Box:
    """An upright rectangle in pixels, y downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def shared(self, other: Box) -> float:
        """Return the part of the other that this one covers, from 0 to 1."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.bottom, other.bottom) - max(self.top, other.top)
        if width <= 0 or height <= 0:
            return 0.0
        return width * height / ((other.right - other.left) * (other.bottom - other.top))

    def distance(self, x: float, y: float) -> float:
        """Return how far a point is from it, 0 inside."""
        return float(np.hypot(max(self.left - x, 0, x - self.right), max(self.top - y, 0, y - self.bottom)))

    def within(self, width: float, height: float) -> bool:
        """Whether it lies in the frame from (0, 0) to (width, height)."""
        return self.left >= 0 and self.top >= 0 and self.right <= width and self.bottom <= height


@dataclass(frozen=True, eq=False)
class View:
    """The symbols of one map at one size of the screen.

    Attributes
    ----------
    width_px, height_px : float
        Frame of the map.
    points_px : array, shape (n, 2)
        Centres of all symbols, from the left and from the top of the frame.
    """

    width_px: float
    height_px: float
    points_px: npt.NDArray[np.float64]


def place_labels(
    views: Sequence[View], texts: Sequence[str], *, size_px: float = LABEL_PX, symbol_px: float = SYMBOL_PX
) -> list[str | None]:
    """Choose a Plotly text position for each label, the same in every view, or None where none of the eight is free.

    Parameters
    ----------
    views : sequence of View
        The same symbols at every size at which they will be drawn. The first ``len(texts)`` of them carry the labels, in
        order of priority; the others are only in the way.
    texts : sequence of str
        What to write beside the first symbols.
    size_px, symbol_px : float
        Size of the letters and of the symbols.

    Returns
    -------
    list of str or None
        In these positions labels overlap neither each other nor the edge of the frame, and no other symbol where that
        can be helped.

    Notes
    -----
    Greedy: each label in turn takes the first position that is free or, where there is none, the one that hides least of
    any symbol and could least be taken for the name of another. So a later label never moves an earlier one, and the same
    points give the same positions. Widths of texts are estimated on the generous side.

    Examples
    --------
    >>> pair = View(200, 100, np.array([[50.0, 50.0], [70.0, 50.0]]))
    >>> place_labels([pair], ["Rota", "Deveselu"])
    ['middle left', 'middle right']
    """
    reach = symbol_px / 2 + _AIR_PX
    placed: list[list[Box]] = []  # one box for each view
    chosen: list[str | None] = []
    for index, text in enumerate(texts):
        best: str | None = None
        least_cost = np.inf
        for position in _POSITIONS:
            boxes = _boxes(views, index, text, position, size_px, symbol_px)
            if not all(box.within(view.width_px, view.height_px) for box, view in zip(boxes, views, strict=True)):
                continue
            if any(box.shared(taken) for earlier in placed for box, taken in zip(boxes, earlier, strict=True)):
                continue
            cost = max(_cost(box, view.points_px, index, reach) for box, view in zip(boxes, views, strict=True))
            if cost < least_cost:
                best, least_cost = position, cost
        chosen.append(best)
        if best:
            placed.append(_boxes(views, index, text, best, size_px, symbol_px))
    return chosen


def _cost(box: Box, points_px: npt.NDArray[np.float64], index: int, reach_px: float) -> float:
    """Return how much of another symbol a label hides, and how much nearer it is to another than to its own."""
    others = np.delete(points_px, index, axis=0)
    if not len(others):
        return 0.0
    hidden = max(box.shared(Box(x - reach_px, y - reach_px, x + reach_px, y + reach_px)) for x, y in others)
    nearest = min(box.distance(x, y) for x, y in others)
    if hidden >= _MOST_HIDDEN:
        return np.inf
    return hidden + max(0.0, 1 - nearest / box.distance(*points_px[index]))


def _boxes(views: Sequence[View], index: int, text: str, position: str, size_px: float, symbol_px: float) -> list[Box]:
    return [label_box(view.points_px[index], text, position, size_px, symbol_px) for view in views]


def label_box(
    point_px: Sequence[float] | npt.NDArray[np.float64], text: str, position: str, size_px: float, symbol_px: float
) -> Box:
    """Return where Plotly draws a text beside a marker, with the width estimated.

    >>> label_box((100, 50), "Rota", "middle right", 10, 8)
    Box(left=106.0, top=42.5, right=128.9, bottom=55.5)
    """
    x, y = (float(part) for part in point_px)
    vertical, horizontal = position.split()
    width = size_px * sum(map(_width_em, text))
    gap = symbol_px / 2 / 0.8 + 1  # as plotly.js keeps text off a marker
    left = {"left": x - gap - width, "center": x - width / 2, "right": x + gap}[horizontal]
    base = y + {"top": -gap - size_px / 4, "middle": size_px / 4, "bottom": gap + size_px * 3 / 4}[vertical]
    return Box(left, base - _ASCENT_EM * size_px, left + width, base + _DESCENT_EM * size_px)


def _width_em(letter: str) -> float:
    if letter in _THIN:
        return _NARROW_EM
    if letter in _WIDE:
        return _WIDE_EM
    return _CAPITAL_EM if letter.isupper() else _MIDDLE_EM
