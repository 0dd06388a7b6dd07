"""Published numbers that the models must reproduce, and how each follows from them.

The numbers stand in ``vectors.yaml``; one module for each family of models has one function for each form of their inputs.
Tests and pages of the book both read them here, so that what the book prints is what is tested.
"""

from helpers.published.comparison import Comparison, compare, misses
from helpers.published.estimates import Estimate, read_estimates, side_by_side
from helpers.published.evaluation import MODELS, evaluate
from helpers.published.listing import as_rows
from helpers.published.vectors import Vector, read_vectors

__all__ = [
    "MODELS",
    "Comparison",
    "Estimate",
    "Vector",
    "as_rows",
    "compare",
    "evaluate",
    "misses",
    "read_estimates",
    "read_vectors",
    "side_by_side",
]
