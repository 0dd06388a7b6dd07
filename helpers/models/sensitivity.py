"""Which input matters: shares of the variance of a model's output, and what each input does alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from helpers.models.checks import demand, within
from helpers.models.ranges import Range, generator, powers_of_two

__all__ = ["Indices", "Tornado", "sobol", "tornado"]

Array = npt.NDArray[np.float64]
Model = Callable[..., Mapping[str, npt.ArrayLike]]


@dataclass(frozen=True, eq=False)
class Indices:
    """Shares of the variance of one output; the last axis of each array follows ``names``, the others the numbers of points.

    Attributes
    ----------
    names : tuple of str
        Inputs.
    first, total : array of float
        Share that an input explains alone, and with all its interactions. Near zero estimates may be slightly negative.
    first_error, total_error : array of float
        Standard errors of the estimates.
    """

    names: tuple[str, ...]
    first: Array
    total: Array
    first_error: Array
    total_error: Array


@dataclass(frozen=True, eq=False)
class Tornado:
    """One output with one input at a time at an end of its range, the widest swing first.

    Attributes
    ----------
    names : tuple of str, length n
        Inputs.
    at_low, at_high : array of float, shape (n,)
        The output with that input at its low and high end, the others at the base.
    at_base : float
        The output at the base.
    """

    names: tuple[str, ...]
    at_low: Array
    at_high: Array
    at_base: float


def sobol(
    model: Model,
    ranges: Mapping[str, Range],
    *,
    points: npt.ArrayLike = 4096,
    replicates: int = 8,
    seed: int = 0,
) -> dict[str, Indices]:
    """Return first-order and total Sobol' indices of every output of a model.

    Parameters
    ----------
    model : callable
        Takes the inputs by name, as arrays of one shape, and returns outputs by name, or its only one, which is then called
        ``output``. They must be finite.
    ranges : mapping of str to Range
        By name of the input; at least two.
    points : array_like of int
        Base points of each replicate, powers of two in [2, 524,288]. The model is computed at points x (inputs + 2) x
        replicates. Several numbers show how the indices converge.
    replicates : int
        Independent scramblings over which indices are averaged, in [2, 1,000].
    seed : int
        Whole number in [0, 999,999]. The same seed gives the same indices.

    Returns
    -------
    dict of str to Indices
        By name of the output; arrays of the shape of ``points`` and a last axis of inputs. An output that does not vary has
        indices of zero.

    Raises
    ------
    ValueError
        When there are fewer than two ranges, an argument lies outside its interval, or an output is missing or not finite.

    Notes
    -----
    First order V(E(Y | x)) / V(Y), total E(V(Y | all but x)) / V(Y), by `scipy.stats.sobol_indices`. Inputs are independent.
    The errors come from replicates, since the points of a sequence depend on each other and its scramblings do not: the
    bootstrap of single points gives three to six times the error on the function of Ishigami and Homma (1990). There 4096
    points and 8 replicates are within 0.001. Indices share out the variance that the ranges imply: the ranges, not the
    indices, carry the judgement.
    Saltelli and others, Variance based sensitivity analysis of model output, Computer Physics Communications 181 (2010), 259.

    Examples
    --------
    >>> from helpers.models.ranges import Uniform
    >>> found = sobol(lambda x, y: {"sum": x + 2 * y}, {"x": Uniform(0, 1), "y": Uniform(0, 1)})["sum"]
    >>> found.names, found.first.round(2).tolist(), found.total.round(2).tolist()
    (('x', 'y'), [0.2, 0.8], [0.2, 0.8])
    """
    if len(ranges) < 2:
        raise ValueError(f"ranges must name at least 2 inputs (got {', '.join(ranges) or 'nothing'})")
    sizes = powers_of_two("points", points)
    times = within("replicates", replicates, 2, 1000)
    demand("replicates", times, times % 1 == 0, "must be a whole number")
    middle = np.array([[float(range_.ppf(0.5))] for range_ in ranges.values()])
    outputs = tuple(_outputs(model, tuple(ranges), middle))
    # the same scramblings for every size: a longer run goes on where a shorter one ends
    every = np.stack([_run(model, ranges, int(size), generator(seed).spawn(int(times))) for size in sizes.flat])
    mean = every.mean(axis=1).reshape(*sizes.shape, *every.shape[2:])
    error = (every.std(axis=1, ddof=1) / np.sqrt(times)).reshape(mean.shape)
    return {
        output: Indices(tuple(ranges), mean[..., 0, i, :], mean[..., 1, i, :], error[..., 0, i, :], error[..., 1, i, :])
        for i, output in enumerate(outputs)
    }


def tornado(
    model: Model, ranges: Mapping[str, Range], *, base: Mapping[str, float] | None = None
) -> dict[str, Tornado]:
    """Return every output of a model with one input at a time at an end of its range.

    Parameters
    ----------
    model : callable
        As for `sobol`.
    ranges : mapping of str to Range
        By name of the input; at least one.
    base : mapping of str to float, optional
        The value of every input, within its range; the medians where it is left out.

    Returns
    -------
    dict of str to Tornado
        By name of the output.

    Raises
    ------
    ValueError
        When there are no ranges, the base has other names or values outside the ranges, or an output is missing or not
        finite.

    Notes
    -----
    Says nothing of inputs that act together, nor of an output that peaks inside a range: `sobol` counts both.

    Examples
    --------
    >>> from helpers.models.ranges import Uniform
    >>> found = tornado(lambda x, y: {"sum": x + 2 * y}, {"x": Uniform(0, 1), "y": Uniform(0, 1)})["sum"]
    >>> found.names, found.at_low.tolist(), found.at_high.tolist(), found.at_base
    (('y', 'x'), [0.5, 1.0], [2.5, 2.0], 1.5)
    """
    if not ranges:
        raise ValueError("ranges must name at least 1 input (got nothing)")
    names = tuple(ranges)
    centre = {name: float(range_.ppf(0.5)) for name, range_ in ranges.items()} if base is None else base
    if centre.keys() != ranges.keys():
        raise ValueError(f"base must name {', '.join(names)} (got {', '.join(centre) or 'nothing'})")
    inputs = np.empty((len(names), 2 * len(names) + 1))
    for row, (name, range_) in enumerate(ranges.items()):
        inputs[row] = within(name, centre[name], range_.low, range_.high)
        inputs[row, 2 * row : 2 * row + 2] = range_.low, range_.high
    found = {}
    for output, values in _outputs(model, names, inputs).items():
        at_low, at_high = values[:-1:2], values[1::2]
        order = np.argsort(-np.abs(at_high - at_low), kind="stable")
        found[output] = Tornado(tuple(names[i] for i in order), at_low[order], at_high[order], float(values[-1]))
    return found


def _run(model: Model, ranges: Mapping[str, Range], points: int, generators: list[np.random.Generator]) -> Array:
    """Return indices: an array of replicates, (first, total), outputs, inputs."""
    from scipy.stats import sobol_indices

    def stacked(inputs: Array) -> Array:
        return np.stack(list(_outputs(model, tuple(ranges), inputs).values()))

    found = [sobol_indices(func=stacked, n=points, dists=list(ranges.values()), rng=rng) for rng in generators]
    # scipy drops the axis of outputs where there is one
    return np.array([np.reshape([run.first_order, run.total_order], (2, -1, len(ranges))) for run in found])


def _outputs(model: Model, names: tuple[str, ...], inputs: Array) -> dict[str, Array]:
    """Compute a model at points, one column each, and refuse what is not finite."""
    given = model(**dict(zip(names, inputs, strict=True)))
    outputs = given if isinstance(given, Mapping) else {"output": given}
    if not outputs:
        raise ValueError("the model must return at least 1 output (got nothing)")
    found = {}
    for name, output in outputs.items():
        values = np.broadcast_to(np.asarray(output, float), inputs.shape[1:])
        demand(name, values, np.isfinite(values), "must be finite wherever the inputs are within their ranges")
        found[name] = values
    return found
