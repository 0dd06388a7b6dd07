"""The file of vectors: inputs, what they must give, how near, and who said so."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

__all__ = ["Vector", "read_vectors"]

_JUDGEMENTS = {"TIM-02", "EXC-06"}
_FILE = Path(__file__).with_name("vectors.yaml")


@dataclass(frozen=True)
class Vector:
    """One case of a model.

    Attributes
    ----------
    id, model : str
        Unique name; name of the model.
    inputs, expected : dict
        By name.
    tolerance : dict
        For names of ``expected``: ``abs`` or ``rel`` or both, of which the larger counts, ``rel_below`` and ``rel_above`` for
        one side, or the text ``exact`` or ``bounds``. What has none must be equal.
    source : str or None
        Key of the publication; none for cases that were computed for this book beforehand, by other code.
    derived : bool
        Whether the number was computed from the inputs beforehand, or is the published one.
    note : str
        What is known of it.
    """

    id: str
    model: str
    inputs: dict[str, Any]
    expected: dict[str, Any]
    tolerance: dict[str, Any]
    source: str | None
    derived: bool
    note: str | None

    @property
    def is_judgement(self) -> bool:
        """Whether somebody judged it: the inputs do not determine it, and a model can only repeat it."""
        return self.id in _JUDGEMENTS

    @property
    def family(self) -> str:
        """The first part of the model's name."""
        return self.model.split(".")[0]


@lru_cache(maxsize=1)
def read_vectors() -> tuple[Vector, ...]:
    """Return all vectors.

    >>> len(read_vectors())
    133
    """
    loaded = yaml.load(_FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return tuple(Vector(**record) for record in loaded)
