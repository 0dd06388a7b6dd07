"""A model on a grid: sampled once, packed into 16 bits a value, and read between the points by multilinear interpolation.

This is what the page computes with when a reader moves a slider; `misses` says how far that is from the model.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["DRAWS", "MISSING", "Axis", "Grid", "Miss", "misses", "sample"]

Array = npt.NDArray[np.float64]
Model = Callable[..., Any]
MISSING = 65535
"""Code of a value that the model does not have."""
DRAWS = 2000
"""Random settings at which interpolation and model are compared."""
_STEPS = MISSING - 1
_MOST_POINTS = 2_000_000
_NO_WEIGHT = 1e-12  # a rounding error must not make a value depend on a missing neighbour


@dataclass(frozen=True)
class Axis:
    """Values of one parameter, at equal steps, or at equal ratios."""

    low: float
    high: float
    points: int = 9
    log: bool = False

    def __post_init__(self) -> None:
        if not (np.isfinite(self.low) and np.isfinite(self.high) and self.low < self.high):
            raise ValueError(f"a range needs low < high, both finite (got {self.low:g} and {self.high:g})")
        if self.log and self.low <= 0:
            raise ValueError(f"a logarithmic range must begin above 0 (got {self.low:g})")
        if self.points < 2:
            raise ValueError(f"points must be at least 2 (got {self.points})")

    def value(self, place: npt.ArrayLike) -> Array:
        """Return the values at places between 0, the low end, and 1, the high end."""
        at = np.asarray(place, dtype=np.float64)
        if self.log:
            return np.asarray(self.low * (self.high / self.low) ** at)
        return np.asarray(self.low + (self.high - self.low) * at)

    def place(self, value: npt.ArrayLike) -> Array:
        """Return the places of values, which `value` turns back."""
        at = np.asarray(value, dtype=np.float64)
        if self.log:
            return np.asarray(np.log(at / self.low) / np.log(self.high / self.low))
        return np.asarray((at - self.low) / (self.high - self.low))

    @property
    def nodes(self) -> Array:
        """The values at which the model is computed."""
        return self.value(np.linspace(0, 1, self.points))


@dataclass(frozen=True)
class Grid:
    """Sampled outputs of a model: codes of 16 bits, and the bounds between which they run.

    Outputs named in ``logs`` are kept and interpolated as logarithms, which suits what grows by factors.
    """

    axes: dict[str, Axis]
    codes: dict[str, npt.NDArray[np.uint16]]
    bounds: dict[str, tuple[float, float]]
    logs: frozenset[str] = frozenset()

    def read(self, **settings: npt.ArrayLike) -> dict[str, Array]:
        """Return the outputs at settings that broadcast together, by multilinear interpolation; nan where one is missing."""
        given = [np.asarray(settings[name], dtype=np.float64) for name in self.axes]
        places = [axis.place(at) * (axis.points - 1) for axis, at in zip(self.axes.values(), given, strict=True)]
        places = list(np.broadcast_arrays(*places))
        lower = [
            np.clip(np.floor(at), 0, axis.points - 2).astype(int)
            for axis, at in zip(self.axes.values(), places, strict=True)
        ]
        found = {}
        for name, codes in self.codes.items():
            total = np.zeros(places[0].shape)
            for corner in itertools.product((0, 1), repeat=len(places)):
                weight = np.ones(places[0].shape)
                for side, at, low in zip(corner, places, lower, strict=True):
                    weight = weight * ((at - low) if side else (low + 1 - at))
                code = codes[tuple(low + side for side, low in zip(corner, lower, strict=True))]
                value = np.where(code == MISSING, np.nan, code.astype(float))
                total = total + np.where(weight > _NO_WEIGHT, weight * value, 0.0)
            bottom, top = self.bounds[name]
            kept = bottom + (top - bottom) * total / _STEPS
            found[name] = np.exp(kept) if name in self.logs else kept
        return found


@dataclass(frozen=True)
class Miss:
    """How far interpolation is from the model, as a share of the span of the output: of its logarithm where that is kept.

    ``holes`` is the share of settings at which only one of the two has a value.
    """

    median: float
    worst: float
    holes: float = 0.0


def sample(model: Model, axes: Mapping[str, Axis], *, logs: frozenset[str] = frozenset()) -> Grid:
    """Compute a model at all points of a grid, in one call with arrays that broadcast together.

    Parameters
    ----------
    model : callable
        Takes the parameters by name, as arrays, and returns outputs by name: arrays of the broadcast shape. What is not
        finite counts as missing.
    axes : mapping of str to Axis
        The range of each parameter.
    logs : frozenset of str
        Outputs to keep as logarithms; they must be above zero.

    Raises
    ------
    ValueError
        When the grid has more than two million points, an output never has a value, or a logarithm does not exist.

    Examples
    --------
    >>> grid = sample(lambda x, y: {"sum": x + y}, {"x": Axis(0, 1, 3), "y": Axis(0, 2, 3)})
    >>> round(float(grid.read(x=0.3, y=1.7)["sum"]), 3)
    2.0
    """
    shape = tuple(axis.points for axis in axes.values())
    if np.prod(shape) > _MOST_POINTS:
        raise ValueError(
            f"the grid has {int(np.prod(shape)):,} points, more than {_MOST_POINTS:,}: give fewer points to some range"
        )
    mesh = np.meshgrid(*(axis.nodes for axis in axes.values()), indexing="ij", sparse=True)
    outputs = model(**dict(zip(axes, mesh, strict=True)))
    codes, bounds = {}, {}
    for name, output in outputs.items():
        values = np.broadcast_to(np.asarray(output, dtype=np.float64), shape)
        finite = np.isfinite(values)
        if not finite.any():
            raise ValueError(f"the output {name!r} has no finite value anywhere on the grid")
        if name in logs and values[finite].min() <= 0:
            raise ValueError(f"the output {name!r} cannot be kept as a logarithm: it falls to {values[finite].min():g}")
        kept = np.log(values, where=finite, out=np.zeros(shape)) if name in logs else np.where(finite, values, 0.0)
        low, high = float(kept[finite].min()), float(kept[finite].max())
        scaled = np.rint((kept - low) / ((high - low) or 1.0) * _STEPS)
        codes[name] = np.where(finite, scaled, MISSING).astype(np.uint16)
        bounds[name] = (low, high)
    return Grid(dict(axes), codes, bounds, logs)


def misses(grid: Grid, model: Model, *, draws: int = DRAWS, seed: int = 0) -> dict[str, Miss]:
    """Compare the interpolation with the model at random settings, where both have a value."""
    random = np.random.default_rng(seed)
    settings = {name: axis.value(random.random(draws)) for name, axis in grid.axes.items()}
    truth, read, found = model(**settings), grid.read(**settings), {}
    for name in grid.codes:
        pair = np.stack([read[name], np.broadcast_to(truth[name], draws).astype(float)])
        known = np.isfinite(pair)
        holes = float((known[0] != known[1]).mean())
        both = pair[:, known.all(axis=0)]
        if not both.size:
            found[name] = Miss(0.0, 0.0, holes)
            continue
        low, high = grid.bounds[name]
        if name in grid.logs:
            both = np.log(both)
        span = max(high, both[1].max()) - min(low, both[1].min())
        away = np.abs(both[0] - both[1]) / (span or 1.0)
        found[name] = Miss(float(np.median(away)), float(away.max()), holes)
    return found
