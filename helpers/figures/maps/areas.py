"""Areas on a map: circles and sectors of the Earth's surface, filled and outlined on a projected plane."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import plotly.graph_objects as go
import shapely

from helpers.figures.maps.basemap import outlines, strokes
from helpers.figures.maps.labels import LABEL_PX, label_box
from helpers.figures.maps.panel import Panel
from helpers.figures.style import colour
from helpers.models.geodesy import Outline

__all__ = ["area_traces", "ring_trace"]

_FILL_OPACITY = 0.14


def area_traces(
    areas: Sequence[Outline],
    panel: Panel,
    *,
    name: str,
    tone: str,
    dash: str = "solid",
    axes: str = "",
) -> list[go.Scatter]:
    """Return a translucent fill for each area, which add up where areas overlap, and one line round all of them.

    Parameters
    ----------
    areas : sequence of Outline
        Circles and sectors.
    panel : Panel
        Where they are drawn; what lies outside is cut off.
    name : str
        What the areas are.
    tone : str
        Name of a colour.
    dash : str
        Plotly's pattern of the line, which tells the areas of one side from another's where colours cannot.
    axes : str
        Ending of the names of the axes.
    """
    common = {"hoverinfo": "skip", "showlegend": False, "mode": "lines", "xaxis": f"x{axes}", "yaxis": f"y{axes}"}
    fine = panel.pixel_km / 4
    fills = [strokes(outlines(shapely.simplify(panel.area(area.lon_deg, area.lat_deg), fine))) for area in areas]
    lines = strokes(line for area in areas for line in _boundary(area, panel))
    look = {"fill": "toself", "fillcolor": colour(tone), "opacity": _FILL_OPACITY, "line": {"width": 0}}
    return [
        *(go.Scatter(x=x, y=y, name=f"{name}: area", **look, **common) for x, y in fills),
        go.Scatter(
            x=lines[0], y=lines[1], name=f"{name}: boundaries", line={"color": colour(tone), "width": 1, "dash": dash}, **common,
        ),
    ]  # fmt: skip


def ring_trace(
    areas: Sequence[Outline],
    panel: Panel,
    *,
    name: str,
    tone: str,
    dash: str = "solid",
    axes: str = "",
    label: str = "",
    label_at: str = "north",
) -> go.Scatter:
    """Return one line round all areas together, without the parts of boundaries that lie inside another of them.

    Parameters
    ----------
    areas, panel, name, tone, dash, axes
        As for `area_traces`.
    label : str
        What to write on the line.
    label_at : {"north", "south"}
        Where: above the highest point of the line at which the text is inside the picture, or the lowest.
    """
    together = shapely.union_all([panel.area(area.lon_deg, area.lat_deg) for area in areas])
    seen = shapely.intersection(together.boundary, panel.frame.buffer(-panel.pixel_km))
    lines = _pieces(shapely.line_merge(seen) if seen.geom_type == "MultiLineString" else seen, panel)
    x, y = strokes(lines)
    heights = {i: value for i, value in enumerate(y) if value is not None}
    inside = _with_room(label, panel, np.array([[x[i], y[i]] for i in heights], dtype=float))
    free = [i for i, fits in zip(heights, inside, strict=True) if fits] or list(heights)
    labelled = sorted(free, key=heights.__getitem__)[-1 if label_at == "north" else 0]
    return go.Scatter(
        x=x, y=y, name=name, mode="lines+text", hoverinfo="skip", showlegend=False, xaxis=f"x{axes}", yaxis=f"y{axes}",
        line={"color": colour(tone), "width": 1.4, "dash": dash},
        text=[label if i == labelled else "" for i in range(len(x))], textposition="top center",
        textfont={"size": LABEL_PX, "color": colour(tone)},
    )  # fmt: skip


def _with_room(label: str, panel: Panel, points_km: npt.NDArray[np.float64]) -> list[bool]:
    """Return for each point whether a label above it stays inside the picture on every screen."""
    views = panel.views(*points_km.T)
    boxes = [[label_box(point, label, "top center", LABEL_PX, 0) for point in view.points_px] for view in views]
    inside = [
        [box.within(view.width_px, view.height_px) for box in some] for view, some in zip(views, boxes, strict=True)
    ]
    return [all(screens) for screens in zip(*inside, strict=True)]


def _boundary(area: Outline, panel: Panel) -> list[npt.NDArray[np.float64]]:
    """Return the pieces of a boundary that lie inside the frame."""
    seen = shapely.line_merge(shapely.intersection(panel.ring(area.lon_deg, area.lat_deg), panel.frame))
    return _pieces(seen, panel)


def _pieces(lines: shapely.Geometry, panel: Panel) -> list[npt.NDArray[np.float64]]:
    pieces = shapely.get_parts(shapely.simplify(lines, panel.pixel_km / 4))
    return [np.array(piece.coords) for piece in pieces if piece.length > 0]
