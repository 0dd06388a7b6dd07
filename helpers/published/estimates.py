"""Questions of the book that were answered once before, by other code: what was found then, and what explains a difference."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

__all__ = ["Estimate", "read_estimates", "side_by_side"]

_FILE = Path(__file__).with_name("estimates.yaml")


@dataclass(frozen=True)
class Estimate:
    """One question; ``first`` holds the numbers found then, ``decimals`` how they were rounded, ``page`` where it is repeated."""

    id: str
    page: str
    claims: list[str]
    question: str
    unit: str
    first: list[float]
    decimals: int
    why: str


@lru_cache(maxsize=1)
def read_estimates() -> tuple[Estimate, ...]:
    """Return all questions.

    >>> next(iter(read_estimates())).first
    [0.1, 3.4, 41.1]
    """
    return tuple(Estimate(**record) for record in yaml.load(_FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader))


def side_by_side(page: str, results: Mapping[str, Sequence[float]]) -> list[dict[str, str]]:
    """Return the rows of the table of a page: each question with the numbers found first and those found now.

    Parameters
    ----------
    page : str
        The page whose questions are meant.
    results : mapping of str to sequence of float
        What was found now, by the id of the question.

    Raises
    ------
    ValueError
        When a question has no result, a result no question, or the two differ in length.
    """
    asked = {estimate.id: estimate for estimate in read_estimates() if estimate.page == page}
    if asked.keys() != results.keys():
        lacking, unknown = sorted(asked.keys() - results.keys()), sorted(results.keys() - asked.keys())
        raise ValueError(f"results must answer the questions of {page!r} (lacks {lacking}, has besides {unknown})")
    rows = []
    for estimate in asked.values():
        now = [float(value) for value in results[estimate.id]]
        if len(now) != len(estimate.first):
            raise ValueError(f"{estimate.id} must have {len(estimate.first)} results (got {len(now)})")
        rows.append(
            {
                "Claims": ", ".join(estimate.claims),
                "Question": f"{estimate.question} ({estimate.unit})",
                "First": _written(estimate.first, estimate.decimals),
                "Here": _written(now, estimate.decimals),
                "Why they differ": estimate.why,
            }
        )
    return rows


def _written(values: Sequence[float], decimals: int) -> str:
    return "; ".join(f"{value:,.{decimals}f}" for value in values)
