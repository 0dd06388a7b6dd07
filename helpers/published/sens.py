"""Sensitivity indices of a function whose indices are known in closed form."""

import numpy as np

from helpers.models.ranges import Uniform
from helpers.models.sensitivity import sobol


def ishigami(x1, x2, x3):
    return {"y": np.sin(x1) + 7 * np.sin(x2) ** 2 + 0.1 * x3**4 * np.sin(x1)}


FUNCTIONS = {"Ishigami sin x1 + 7 sin^2 x2 + 0.1 x3^4 sin x1": (ishigami, ("x1", "x2", "x3"))}
DISTRIBUTIONS = {"uniform on [-pi, pi]": Uniform(-np.pi, np.pi)}


def indices(*, function, x):
    if function not in FUNCTIONS or x not in DISTRIBUTIONS:
        raise ValueError(f"function and x must be among {[*FUNCTIONS, *DISTRIBUTIONS]} (got {function!r} and {x!r})")
    model, names = FUNCTIONS[function]
    found = sobol(model, dict.fromkeys(names, DISTRIBUTIONS[x]))["y"]
    return {"S1": found.first.tolist(), "ST": found.total.tolist()}


MODELS = {"sens.sobol": (indices,)}
