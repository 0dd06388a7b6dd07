"""The live controls of an explorer in Jupyter: they run the model itself, not the samples."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from html import escape
from typing import TYPE_CHECKING, Any

import ipywidgets
import numpy as np

from helpers.figures.show import FIGURE_MIME, without_nan

if TYPE_CHECKING:
    from helpers.figures.explorer.parts import Parts, Range
    from helpers.models.sampling import Model

__all__ = ["WIDGET_MIME", "live_controls", "moved"]

WIDGET_MIME = "application/vnd.jupyter.widget-view+json"


def live_controls(model: Model, parts: Parts, forms: Mapping[str, Any]) -> dict[str, Any]:
    """Return the display form of sliders, sentence and figure."""
    sliders = {name: _slider(part) for name, part in parts.ranges.items()}
    reset = ipywidgets.Button(description="Reset")
    sentence, chart = ipywidgets.HTML(), ipywidgets.Output()

    def update(_change: Any = None) -> None:
        settings = {name: slider.value for name, slider in sliders.items()}
        results = {name: float(value) for name, value in model(**settings).items()}
        sentence.value = f"<b>{escape(parts.say(settings, results))}</b>"
        figure = {FIGURE_MIME: moved(forms[FIGURE_MIME], model, parts, settings)}
        chart.outputs = ({"output_type": "display_data", "data": figure, "metadata": {}},)

    def start_again(_button: Any) -> None:
        for name, slider in sliders.items():
            slider.value = parts.ranges[name].start

    for slider in sliders.values():
        slider.observe(update, "value")
    reset.on_click(start_again)
    update()
    view: dict[str, Any] = ipywidgets.VBox([sentence, chart, *sliders.values(), reset])._repr_mimebundle_()
    return view


def moved(spec: Mapping[str, Any], model: Model, parts: Parts, settings: Mapping[str, float]) -> dict[str, Any]:
    """Return a figure whose lines and points stand where these settings put them."""
    figure: dict[str, Any] = copy.deepcopy(dict(spec))
    nodes = parts.ranges[parts.along].axis.nodes
    line, point = model(**{**settings, parts.along: nodes}), model(**settings)
    for i, name in enumerate(parts.outputs):
        _, along_line, at_setting = figure["data"][3 * i : 3 * i + 3]
        along_line["y"] = without_nan(np.broadcast_to(line[name], nodes.shape).tolist())
        at_setting["x"], at_setting["y"] = [settings[parts.along]], without_nan([float(point[name])])
    return figure


def _slider(part: Range) -> Any:
    title = f"{part.label} ({part.unit})" if part.unit else part.label
    look = {"description": title, "style": {"description_width": "16rem"}, "layout": {"width": "40rem"}}
    if part.log:
        low, high = float(np.log10(part.low)), float(np.log10(part.high))
        return ipywidgets.FloatLogSlider(value=part.start, min=low, max=high, step=(high - low) / 200, **look)
    return ipywidgets.FloatSlider(
        value=part.start, min=part.low, max=part.high, step=(part.high - part.low) / 200, readout_format=".4g", **look
    )
