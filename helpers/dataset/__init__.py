"""Facts with their sources: from ``data/*.yml`` to validated frames."""

from helpers.dataset.load import Dataset, load
from helpers.dataset.problems import DatasetError, Problem

__all__ = ["Dataset", "DatasetError", "Problem", "load"]
