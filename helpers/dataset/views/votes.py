"""Recorded votes: by what the text was about, one by one, and how often two states vote alike."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import pandas as pd

__all__ = ["ballots", "single_votes", "voting_alike"]


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


def voting_alike(years: pd.DataFrame) -> pd.DataFrame:
    """Return the shares of recorded votes in which two states voted alike, and in which one said yes and the other no.

    An abstention is a vote: it is alike only with an abstention. Votes in which one of the two was absent do not count.

    Parameters
    ----------
    years : pandas.DataFrame
        Frame ``agreement_years`` of the dataset.

    Returns
    -------
    pandas.DataFrame
        ``year``, ``subset``, ``pair`` (such as "CHN-RUS"), ``compared``, ``alike_percent``, ``opposed_percent``.
    """
    counted = years[years["compared"].gt(0)]
    return counted.assign(
        pair=counted["state_a"] + "-" + counted["state_b"],
        subset=counted["subset"].astype("str"),
        alike_percent=(100 * counted["identical"] / counted["compared"]).astype("float64"),
        opposed_percent=(100 * counted["opposed"] / counted["compared"]).astype("float64"),
    )[["year", "subset", "pair", "compared", "alike_percent", "opposed_percent"]].reset_index(drop=True)


def single_votes(votes: pd.DataFrame, names: Mapping[str, str], states: Mapping[str, str]) -> pd.DataFrame:
    """Return how some states voted in some votes, one row for each vote and state whose vote a source tells.

    Parameters
    ----------
    votes : pandas.DataFrame
        Frame of the dataset.
    names : mapping of str to str
        Ids of votes, in the order in which they are wanted, and how they are called.
    states : mapping of str to str
        Codes of countries, and how they are called.

    Returns
    -------
    pandas.DataFrame
        ``record``, ``vote`` (its name), ``state``, ``cast`` (yes, no or abstained; who was absent is left out),
        ``in_favour``, ``against``, ``abstained``.

    Raises
    ------
    KeyError
        When there is no such vote.
    """
    said = {"in favour": "yes", "against": "no", "abstained": "abstained"}
    rows = votes.set_index("id").loc[list(names)].reset_index(names="record")
    parts = [
        rows.assign(state=name, cast=rows["positions"].map(partial(_position, state=state)).map(said))
        for state, name in states.items()
    ]
    order = {record: place for place, record in enumerate(names)}
    found = pd.concat(parts).dropna(subset="cast").sort_values("record", key=lambda ids: ids.map(order), kind="stable")
    columns = ["record", "vote", "state", "cast", "in_favour", "against", "abstained"]
    return found.assign(vote=found["record"].map(names))[columns].reset_index(drop=True)


def _position(given: tuple[str, ...], state: str) -> str | None:
    """Return what one state did, from the positions as the frame writes them ("CHN: abstained")."""
    return dict(one.split(": ", 1) for one in given).get(state)
