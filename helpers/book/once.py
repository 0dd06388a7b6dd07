"""The dataset of a build: read when it begins, and the same to its end, however often a page asks for it."""

from __future__ import annotations

from functools import lru_cache

from helpers.dataset import Dataset, load

__all__ = ["the_dataset"]


@lru_cache(maxsize=1)
def the_dataset() -> Dataset:
    """Return the dataset as it was when the build began; ``the_dataset.cache_clear()`` begins another."""
    return load()
