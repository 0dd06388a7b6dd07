"""Explorers on the page: the sentence above the chart, the controls below, and what the page says about its own accuracy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator

from helpers.figures.summary import format_number

__all__ = ["accuracy_note", "controls", "sentence", "setup"]


class sentence(nodes.General, nodes.Element):  # noqa: N801  docutils names nodes in lower case
    """What the settings mean, in words; the page's script writes it anew when the reader moves a control."""


class controls(nodes.General, nodes.Element):  # noqa: N801
    """The sliders of an explorer, which work by keyboard and by touch, and what else is to be known about it."""


def _visit_sentence(self: HTML5Translator, node: sentence) -> None:
    text = self.encode(node["text"])
    self.body.append(f'<p class="os-sentence" id="sentence-{node["id"]}" aria-live="polite">{text}</p>\n')
    raise nodes.SkipNode


def _visit_controls(self: HTML5Translator, node: controls) -> None:
    key, explorer = node["id"], node["explorer"]
    sliders = "".join(_slider(self, key, part) for part in explorer["ranges"])
    self.body.append(
        f'<div class="os-explorer pst-js-only" data-explorer="{key}" role="group"'
        f' aria-label="Settings: {self.attval(node["title"])}">{sliders}'
        '<p class="os-note"><button type="button" class="os-button" data-reset>Reset</button>'
        f' <button type="button" class="os-copy" data-settings="{key}">Copy a link to these settings</button></p></div>\n'
    )
    raise nodes.SkipNode


def accuracy_note(explorer: Mapping[str, Any]) -> nodes.paragraph:
    """Return where the reader begins, and how far the page's arithmetic is from the model."""
    settings = "; ".join(f"{part['label']}: {_written(part['start'], part)}" for part in explorer["ranges"])
    worst, median = (f"{format_number(100 * miss, 1)} percent" for miss in explorer["miss"])
    said = (
        f"Settings at the start: {settings}. The page interpolates between values of the model that were computed beforehand: "
        f"at {explorer['draws']:,} random settings it was off by {worst} of the scale at most, and in half of them by less than "
        f"{median}."
    )
    return nodes.paragraph("", said, classes=["os-note"])


def _slider(self: HTML5Translator, key: str, part: Mapping[str, Any]) -> str:
    name, shown = f"{key}-{part['name']}", self.encode(_written(part["start"], part))
    return (
        f'<div class="os-control"><label for="{name}">{self.encode(part["label"])}</label>'
        f'<output for="{name}" aria-live="off">{shown}</output><input type="range" id="{name}"'
        f' name="{part["name"]}" min="0" max="100"'
        f' step="any" value="{100 * part["place"]!r}" aria-valuetext="{self.attval(shown)}" autocomplete="off"></div>'
    )


def _written(value: float, part: Mapping[str, Any]) -> str:
    return f"{format_number(value, part['digits'])} {part['unit']}".rstrip()


def _write_sentence(self: Any, node: sentence) -> None:
    self.add_text(node["text"]) if hasattr(self, "add_text") else self.body.append(node["text"])
    raise nodes.SkipNode


def _skip(_self: Any, _node: controls) -> None:
    raise nodes.SkipNode


def setup(app: Sphinx) -> None:
    """Register the nodes."""
    app.add_node(sentence, html=(_visit_sentence, None), text=(_write_sentence, None), latex=(_write_sentence, None))
    app.add_node(controls, html=(_visit_controls, None), text=(_skip, None), latex=(_skip, None))
