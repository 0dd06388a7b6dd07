"""Data, models and figures of the book "One Shield, Two Flanks"."""

from helpers.dataset import Dataset, DatasetError, load

__all__ = ["Dataset", "DatasetError", "load"]
