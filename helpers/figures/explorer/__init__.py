"""Explorers: a model that the reader can play with, without a server.

`explore` samples a model at build time. On the page sliders, chart and sentence read the samples; in Jupyter the same call
shows controls that run the model itself.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from helpers.figures.explorer.chart import chart, curve, payload, units
from helpers.figures.explorer.parts import Output, Parts, Phrase, Range
from helpers.figures.show import Shown, show
from helpers.models.sampling import DRAWS, Model, misses, sample

__all__ = ["STATIC", "Explorer", "Output", "Phrase", "Range", "explore"]

STATIC = "ONE_SHIELD_STATIC"
"""Environment variable of kernels that execute notebooks for the book: they need no live controls."""


@dataclass(frozen=True)
class Explorer(Shown):
    """An explorer that is ready for display: static data for the book, live controls in Jupyter."""

    model: Model | None = field(default=None, repr=False)
    parts: Parts | None = field(default=None, repr=False)

    def _repr_mimebundle_(self, **options: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        forms, meta = super()._repr_mimebundle_(**options)
        if os.environ.get(STATIC) or self.model is None or self.parts is None:
            return forms, meta
        from helpers.figures.explorer.controls import live_controls  # ipywidgets, which only a notebook at work needs

        view = live_controls(self.model, self.parts, forms)
        return {**view, "text/plain": forms["text/plain"]}, {}


def explore(
    model: Model,
    ranges: Mapping[str, Range],
    outputs: Mapping[str, Output],
    *,
    along: str,
    sentence: str,
    otherwise: str = "The model has no answer for these settings.",
    phrases: Mapping[str, Phrase] | None = None,
    id: str,
    caption: str,
    alt: str,
    sources: Iterable[str],
    as_of: str,
    height: int = 380,
    height_narrow: int = 340,
    max_miss: float = 0.005,
) -> Explorer:
    """Let the reader vary the parameters of a model: sliders, a chart and a sentence that change at once.

    Parameters
    ----------
    model : callable
        Takes the parameters by name, as arrays that broadcast together, and returns the outputs by name, or its only one.
    ranges : mapping of str to Range
        The parameters, in the order of the sliders.
    outputs : mapping of str to Output
        The outputs to draw and to write, all in one unit.
    along : str
        The parameter on the horizontal axis.
    sentence : str
        What the settings mean, with parameters, outputs and phrases in braces: ``"At {range_km} it sees {altitude_km}."``
    otherwise : str
        The sentence where the model has no answer.
    phrases : mapping of str to Phrase
        Words of the sentence that depend on an output.
    id, caption, alt, sources, as_of, height, height_narrow
        As for `show`.
    max_miss : float
        Greatest allowed distance between interpolation and model, as a share of the span of each output.

    Raises
    ------
    ValueError
        When a name is unknown, a start lies outside its range, the outputs differ in unit, or the grid is too coarse.
    """
    model = _named(model, outputs, id)
    parts = Parts(dict(ranges), dict(outputs), along, sentence, otherwise, dict(phrases or {}))
    try:
        parts.check()
    except ValueError as error:
        raise ValueError(f"explorer {id!r}: {error}") from error
    logs = frozenset(name for name, part in outputs.items() if part.log)
    grid = sample(model, {name: part.axis for name, part in ranges.items()}, logs=logs)
    found = misses(grid, model)
    for name, miss in found.items():
        if miss.holes > max_miss:
            raise ValueError(
                f"explorer {id!r}: at {miss.holes:.1%} of random settings only the model or only the grid has a value of {name!r}: "
                "give more points to a range, or keep the ranges where the model has an answer"
            )
        if miss.worst > max_miss:
            raise ValueError(
                f"explorer {id!r}: between the points {name!r} misses the model by {miss.worst:.2%} of its span, more than "
                f"{max_miss:.2%}: give more points to a range, or log=True"
            )
    line = curve(model, parts)
    results = {name: float(values) for name, values in model(**parts.start()).items()}
    figure = chart(parts, line, results, grid)
    shown = show(
        figure, id=id, caption=caption, alt=alt, sources=sources, data=line, as_of=as_of, height=height,
        height_narrow=height_narrow, units=units(parts),
    )  # fmt: skip
    worst, median = max(m.worst for m in found.values()), max(m.median for m in found.values())
    read = payload(parts, grid) | {
        "start_sentence": parts.say(parts.start(), results),
        "miss": [worst, median],
        "draws": DRAWS,
    }
    return Explorer(shown.forms, shown.meta | {"explorer": read}, model, parts)


def _named(model: Model, outputs: Mapping[str, Output], id: str) -> Model:
    """Give the output of a function that returns one array its name, and keep those that are asked for."""

    def named(**settings: Any) -> Any:
        found = model(**settings)
        if not isinstance(found, Mapping):
            if len(outputs) != 1:
                raise ValueError(f"explorer {id!r}: a model of several outputs must return them by name")
            return dict.fromkeys(outputs, found)
        if missing := [name for name in outputs if name not in found]:
            raise ValueError(f"explorer {id!r}: the model returns {sorted(found)}, but not {', '.join(missing)}")
        return {name: found[name] for name in outputs}

    return named
