"""Recorded votes by what the text was about: how one state voted, and how another did beside it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import pandas as pd

__all__ = ["ballots"]


def ballots(votes: pd.DataFrame, *, state: str, beside: str, subjects: Mapping[str, str]) -> pd.DataFrame:
    """Return the votes of a state on some subjects, with those of another state, in the order of subjects and dates.

    Parameters
    ----------
    votes : pandas.DataFrame
        Frame ``votes`` of the dataset.
    state, beside : str
        ISO codes of the two states. A vote without a position of the first is left out.
    subjects : mapping of str to str
        Names of subjects, each with a regular expression for what a text says that it is on. A text belongs to the first
        that fits, and is left out where none does.

    Returns
    -------
    pandas.DataFrame
        ``id``, ``title``, ``date``, ``body``, ``resolution``, ``subject`` (its name), ``position`` and ``other``
        ("in favour", "against" or "abstained"; of the second state missing where the record has none), ``in_favour``,
        ``against`` and ``abstained``.

    Raises
    ------
    KeyError
        When no text is on one of the subjects.
    """
    named = pd.Series(pd.NA, index=votes.index, dtype="object")
    for name, words in subjects.items():
        named[votes["subject"].str.contains(words) & named.isna()] = name
    if missing := [name for name in subjects if not (named == name).any()]:
        raise KeyError(f"no vote is on {', '.join(missing)}")
    found = votes.assign(
        subject=pd.Categorical(named, list(subjects), ordered=True),
        position=votes["positions"].map(partial(_position, state=state)),
        other=votes["positions"].map(partial(_position, state=beside)),
    )
    kept = found.dropna(subset=["subject", "position"]).sort_values(["subject", "date"], kind="stable")
    columns = ["id", "title", "date", "body", "resolution", "subject", "position", "other"]
    columns += ["in_favour", "against", "abstained"]
    return kept[columns].astype({"subject": "str"}).reset_index(drop=True)


def _position(given: tuple[str, ...], state: str) -> str | None:
    """Return what one state did, from the positions as the frame writes them ("CHN: abstained")."""
    return dict(one.split(": ", 1) for one in given).get(state)
