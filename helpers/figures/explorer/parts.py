"""What an explorer consists of: parameters, outputs, the sentence with its phrases."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from helpers.figures.style import tokens
from helpers.figures.summary import format_number
from helpers.models.sampling import Axis

__all__ = ["Output", "Parts", "Phrase", "Range", "written"]


@dataclass(frozen=True)
class Range:
    """A parameter that the reader moves: where it begins and ends, where it starts, how it is written.

    ``points`` is the number of values at which the model is computed; ``digits`` counts significant digits.
    """

    low: float
    high: float
    start: float
    label: str
    unit: str = ""
    points: int = 9
    log: bool = False
    digits: int = 3

    @property
    def axis(self) -> Axis:
        """The same range as an axis of the grid."""
        return Axis(self.low, self.high, self.points, self.log)


@dataclass(frozen=True)
class Output:
    """A result of the model: one line of the chart. ``log`` suits what grows by factors."""

    label: str
    unit: str = ""
    digits: int = 3
    log: bool = False
    tone: str = "us-and-allies"


@dataclass(frozen=True)
class Phrase:
    """Words of the sentence that depend on an output: those of the last step that the value reaches."""

    of: str
    steps: Sequence[tuple[float, str]]


@dataclass(frozen=True)
class Parts:
    """What an explorer consists of besides its figure."""

    ranges: dict[str, Range]
    outputs: dict[str, Output]
    along: str
    sentence: str
    otherwise: str
    phrases: dict[str, Phrase] = field(default_factory=dict)

    def start(self) -> dict[str, float]:
        """Return the settings with which the reader begins."""
        return {name: part.start for name, part in self.ranges.items()}

    def say(self, settings: Mapping[str, float], results: Mapping[str, float]) -> str:
        """Return the sentence for some settings."""
        if not all(np.isfinite(value) for value in results.values()):
            return self.otherwise
        words = {name: written(settings[name], part) for name, part in self.ranges.items()}
        words |= {name: written(results[name], part) for name, part in self.outputs.items()}
        for name, phrase in self.phrases.items():
            words[name] = next(text for bound, text in reversed(phrase.steps) if results[phrase.of] >= bound)
        return self.sentence.format(**words)

    def check(self) -> None:
        """Raise `ValueError` where the parts do not fit together."""
        if self.along not in self.ranges:
            raise ValueError(f"along must be one of the ranges {sorted(self.ranges)} (got {self.along!r})")
        for name, part in self.ranges.items():
            if not part.low <= part.start <= part.high:
                raise ValueError(f"{name}: start must lie in [{part.low:g}, {part.high:g}] (got {part.start:g})")
        for name, phrase in self.phrases.items():
            if phrase.of not in self.outputs:
                raise ValueError(f"phrase {name!r}: {phrase.of!r} is not one of the outputs {sorted(self.outputs)}")
            bounds = [bound for bound, _ in phrase.steps]
            if bounds[:1] != [-np.inf] or bounds != sorted(bounds):
                raise ValueError(f"phrase {name!r}: the steps must rise from -inf, so that every value has its words")
        if len({part.unit for part in self.outputs.values()}) != 1:
            raise ValueError("the outputs of one explorer share an axis and must share a unit")
        for name, output in self.outputs.items():
            if output.tone not in tokens():
                raise ValueError(f"{name}: {output.tone!r} is not a colour of the book {sorted(tokens())}")
        self._check_sentence()

    def _check_sentence(self) -> None:
        known = [*self.ranges, *self.outputs, *self.phrases]
        if twice := sorted({name for name in known if known.count(name) > 1}):
            raise ValueError(f"{', '.join(twice)}: one name for two things")
        if "{{" in self.sentence or "}}" in self.sentence:
            raise ValueError("the sentence must not hold doubled braces")
        for name in re.findall(r"\{([^{}]*)\}?|\}", self.sentence):
            if name not in known:
                raise ValueError(f"the sentence names {name!r}, which is none of {known}")


def written(value: float, part: Range | Output) -> str:
    """Write a value with its digits and its unit, as the page's script does."""
    return f"{format_number(value, part.digits)} {part.unit}".rstrip()
