"""Put a figure or a table into a chapter, with everything that a reader is owed: caption, sources, date, data.

The value that `show` returns displays itself. JupyterLab draws the live figure; git and nbval keep the text summary; the
book reads the rest from the metadata of the output and builds the figure on the page (`helpers.book.outputs`).
"""

from __future__ import annotations

import base64
import datetime as dt
import json
import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from helpers.dataset import load
from helpers.dataset.units import unit_of
from helpers.figures.style import template
from helpers.figures.summary import describe_data, describe_traces

__all__ = ["FIGURE_MIME", "META_KEY", "Shown", "show", "show_table"]

FIGURE_MIME = "application/vnd.plotly.v1+json"
META_KEY = "one_shield"
CONFIG = {"displayModeBar": False, "responsive": True}


@dataclass(frozen=True)
class Shown:
    """A figure or table that is ready for display: its forms by MIME type, and what the book needs to know of it."""

    forms: dict[str, Any]
    meta: dict[str, Any]

    def _repr_mimebundle_(self, **_: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        return self.forms, {META_KEY: self.meta}


def show(
    figure: go.Figure,
    *,
    id: str,
    caption: str,
    alt: str,
    sources: Iterable[str],
    data: pd.DataFrame,
    as_of: str,
    units: Mapping[str, str] | None = None,
    height: int = 440,
    height_narrow: int | None = None,
) -> Shown:
    """Show a Plotly figure: live in Jupyter, numbered and described on the page.

    Parameters
    ----------
    figure : plotly.graph_objects.Figure
        The figure; it gets the book's template.
    id : str
        Permanent name of the figure, lower-case words joined by hyphens. It is the anchor on the page.
    caption : str
        What to see in the figure, in a sentence or two.
    alt : str
        What the figure shows, for somebody who cannot see it: axes, shape, main values.
    sources : iterable of str
        Keys in ``sources.yml``.
    data : pandas.DataFrame
        Exactly the plotted data, for the table under the figure and the CSV.
    as_of : str
        Date for which the data hold, as text.
    units : mapping of str to str
        Units of numeric columns whose names do not end in one (``range_km``) and that are no counts.
    height, height_narrow : int
        Height in pixels of a figure that is 720 pixels wide, and of one that is 360 wide for narrow screens. The page
        reserves room of this shape before the figure is drawn.

    Raises
    ------
    ValueError
        When the id, caption, alt text or sources are missing, or a column of numbers has no unit.
    KeyError
        When a source is not in the dataset.
    """
    _require(id=id, caption=caption, alt=alt, as_of=as_of)
    figure = go.Figure(figure).update_layout(template=template())
    spec = _plain_lists(json.loads(figure.to_json()))
    spec["config"] = CONFIG
    spec["layout"]["height"] = height
    summary = [f"Figure {id}: {caption}", *describe_traces(spec), *describe_data(data)]
    meta = _meta("figure", id, caption, sources, data, as_of, units)
    note = (spec["layout"].get("meta") or {}).get("note", "")
    meta |= {"alt": alt, "note": note, "height": height, "height_narrow": height_narrow or height}
    return Shown({FIGURE_MIME: spec, "text/plain": "\n".join(summary)}, meta)


def show_table(
    frame: pd.DataFrame,
    *,
    id: str,
    caption: str,
    sources: Iterable[str],
    as_of: str,
    units: Mapping[str, str] | None = None,
    row_sources: Iterable[Iterable[str]] = (),
) -> Shown:
    """Show a table: numbered, captioned, downloadable as CSV.

    ``row_sources`` gives the sources of each row, which become a last column of links. The other parameters are those
    of `show`.
    """
    _require(id=id, caption=caption, as_of=as_of)
    meta = _meta("table", id, caption, sources, frame, as_of, units)
    meta["row_sources"] = [list(keys) for keys in row_sources]
    summary = [f"Table {id}: {caption}", *describe_data(frame), frame.head(5).to_string(index=False, max_colwidth=40)]
    forms = {"text/html": frame.to_html(index=False), "text/plain": "\n".join(summary)}
    return Shown(forms, meta)


def _plain_lists(value: Any) -> Any:
    """Undo Plotly's packing of arrays into base64: text that can be read, recoloured and compared."""
    if isinstance(value, dict):
        if set(value) >= {"dtype", "bdata"}:
            array = np.frombuffer(base64.b64decode(value["bdata"]), dtype=value["dtype"])
            shape = [int(n) for n in str(value.get("shape", array.size)).split(",")]
            return without_nan(array.reshape(shape).tolist())
        return {key: _plain_lists(part) for key, part in value.items()}
    return [_plain_lists(part) for part in value] if isinstance(value, list) else value


def without_nan(value: Any) -> Any:
    if isinstance(value, list):
        return [without_nan(item) for item in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _require(**texts: str) -> None:
    for name, text in texts.items():
        if not text or not text.strip():
            raise ValueError(f"show() needs {name}: every figure and table of the book has one")
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", texts["id"]):
        raise ValueError(f"id must be lower-case words joined by hyphens (got {texts['id']!r})")


def _cell(value: Any) -> Any:
    """Return a value of a frame as JSON knows it: a number, a text, true, false or nothing."""
    if pd.api.types.is_scalar(value) and pd.isna(value):
        return None
    if isinstance(value, (pd.Timestamp, dt.date)):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, (tuple, list)):
        return "; ".join(str(item) for item in value)
    return value.item() if isinstance(value, np.generic) else value


def _meta(
    kind: str,
    id: str,
    caption: str,
    sources: Iterable[str],
    data: pd.DataFrame,
    as_of: str,
    units: Mapping[str, str] | None,
) -> dict[str, Any]:
    if isinstance(sources, str):
        raise ValueError(f"sources must be a list of keys (got the text {sources!r})")
    keys = list(dict.fromkeys(sources))
    if not keys:
        raise ValueError("show() needs sources: every figure and table of the book names where its data come from")
    dataset = load()
    for key in keys:
        dataset.cite(key)
    return {
        "kind": kind,
        "id": id,
        "caption": caption,
        "sources": keys,
        "as_of": as_of,
        "columns": list(map(str, data.columns)),
        "units": [_unit(name, data[name], units or {}) for name in data.columns],
        "rows": [[_cell(value) for value in row] for row in data.itertuples(index=False)],
    }


def _unit(name: str, values: pd.Series[Any], units: Mapping[str, str]) -> str:
    """Return the unit of a column: as given, as its name ends, or that of counts and years; nothing for texts."""
    if not pd.api.types.is_numeric_dtype(values) or pd.api.types.is_bool_dtype(values):
        return units.get(name, "")
    unit = units.get(name) or unit_of(name)
    if not unit and pd.api.types.is_integer_dtype(values):
        unit = "year" if name == "year" else "count"
    if not unit:
        raise ValueError(f"column {name!r} needs a unit: end its name in one (_km), or pass units={{{name!r}: ...}}")
    return unit
