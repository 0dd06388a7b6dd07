"""The plotly.js that the site serves: the smallest bundle that draws the book's traces.

The bundles are npm's own packages, installed at set-up as ``package-lock.json`` pins them. Where npm was missing, the
site gets the full copy that the Python package carries, which draws everything and weighs four times as much.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from helpers.book.notices import notice
from helpers.paths import ROOT

__all__ = ["full_copy", "has_bundles", "smallest_bundle"]

_MODULES = ROOT / "node_modules"
_BASIC = {"bar", "pie", "scatter"}
_CARTESIAN = _BASIC | {
    "box", "contour", "heatmap", "histogram", "histogram2d", "histogram2dcontour", "image", "scatterternary", "violin",
}  # fmt: skip
_BUNDLES = (
    (_BASIC, "plotly.js-basic-dist-min/plotly-basic.min.js"),
    (_CARTESIAN, "plotly.js-cartesian-dist-min/plotly-cartesian.min.js"),
)


def smallest_bundle(trace_types: Iterable[str]) -> Path:
    """Return the file of the smallest bundle that draws these types of traces; a notice says when it is the full copy."""
    wanted = set(trace_types)
    for drawn, name in _BUNDLES:
        path = _MODULES / name
        if wanted <= drawn and path.exists():
            return path
    others = sorted(wanted - _CARTESIAN)
    why = f"no smaller one draws {', '.join(others)}" if others else "npm installed none (npm ci --ignore-scripts)"
    notice(f"the site carries the full plotly.js: {why}")
    return full_copy()


def has_bundles() -> bool:
    """Whether npm has installed the small bundles."""
    return all((_MODULES / name).exists() for _, name in _BUNDLES)


def full_copy() -> Path:
    """Return the file that the Python package carries."""
    import plotly

    return Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
