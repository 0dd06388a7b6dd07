"""What China and Russia say, train and vote together: joint texts by topic, joint exercises, votes cast alike."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

__all__ = ["PAIR", "TOPICS", "WORD", "drills", "joint_texts", "single_votes", "voting_alike"]

PAIR = frozenset({"CHN", "RUS"})
"""The two states."""

TOPICS = {
    "abm-treaty": ("The shield itself", "ABM Treaty"),
    "national-or-global-shield": ("The shield itself", "National or global"),
    "sites-in-europe": ("The shield itself", "Sites in Europe"),
    "sites-in-asia": ("The shield itself", "Sites in Asia"),
    "golden-dome": ("The shield itself", "Golden Dome"),
    "arms-in-space": ("What goes with it", "Arms in space"),
    "precision-strike": ("What goes with it", "Precision strike"),
    "land-based-missiles": ("What goes with it", "Missiles on land"),
}
"""Group and short name of each topic of a joint text, in the order in which figures have them."""

WORD = {True: "on the two states' word", False: "also reported elsewhere"}
"""How figures call records by whether they rest on the word of the two alone."""

_SIGNERS = {
    "presidents": "Presidents",
    "foreign ministers": "Foreign ministries",
    "foreign ministries": "Foreign ministries",
}
_LOWER = "Deputies and officers"
_KINDS = {
    "missile-defence": ("Missile defence", "Staff exercises"),
    "naval": ("Other training", "Exercises at sea"),
    "ground": ("Other training", "On land"),
    "multi-domain": ("Other training", "On land"),
    "naval-patrol": ("Patrols", "Ships"),
    "air-patrol": ("Patrols", "Bombers"),
}


def joint_texts(statements: pd.DataFrame, standing: pd.DataFrame) -> pd.DataFrame:
    """Return what the two states said together on missile defence, one row for each text and topic.

    Parameters
    ----------
    statements : pandas.DataFrame
        Frame of the dataset; only records with topics and with both states as actors count.
    standing : pandas.DataFrame
        What `helpers.dataset.views.standing.standing` returns.

    Returns
    -------
    pandas.DataFrame
        ``record``, ``date``, ``year``, ``title``, ``signers`` (Presidents, Foreign ministries, or deputies and officers),
        ``alone`` (rests on the two states' word), ``group`` and ``topic``; topics in the order of `TOPICS`, texts in that of
        time.
    """
    rows = _joint(statements, standing)
    rows = rows[rows["topics"].map(len).gt(0)].explode("topics")
    named = pd.DataFrame(rows["topics"].map(TOPICS).tolist(), index=rows.index, columns=["group", "topic"])
    order = rows["topics"].map({name: place for place, name in enumerate(TOPICS)})
    rows = rows.assign(group=named["group"], topic=named["topic"], order=order, signers=rows["speaker"].map(_signers))
    columns = ["record", "date", "year", "title", "signers", "alone", "group", "topic"]
    return rows.sort_values(["order", "date"], kind="stable")[columns].reset_index(drop=True)


def drills(exercises: pd.DataFrame, standing: pd.DataFrame) -> pd.DataFrame:
    """Return the joint exercises and patrols of the two states, with no third, one row each.

    Parameters
    ----------
    exercises : pandas.DataFrame
        Frame of the dataset. Tallies by others are left out.
    standing : pandas.DataFrame
        What `helpers.dataset.views.standing.standing` returns.

    Returns
    -------
    pandas.DataFrame
        ``record``, ``date``, ``until``, ``year``, ``title``, ``alone``, ``group`` and ``what``, by group and time.
    """
    rows = _joint(exercises, standing)
    rows = rows[rows["kind"].isin(list(_KINDS)) & rows["actors"].map(len).eq(2)]
    kind = rows["kind"].astype("str")
    named = pd.DataFrame(kind.map(_KINDS).tolist(), index=rows.index, columns=["group", "what"])
    order = kind.map({name: place for place, name in enumerate(_KINDS)})
    rows = rows.assign(group=named["group"], what=named["what"], order=order)
    columns = ["record", "date", "until", "year", "title", "alone", "group", "what"]
    return rows.sort_values(["order", "date"], kind="stable")[columns].reset_index(drop=True)


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
    rows = votes.set_index("id").loc[list(names)].reset_index(names="record").explode("positions")
    parts = rows["positions"].str.split(": ", expand=True)
    rows = rows.assign(vote=rows["record"].map(names), state=parts[0].map(states), cast=parts[1].map(said))
    columns = ["record", "vote", "state", "cast", "in_favour", "against", "abstained"]
    return rows.dropna(subset=["state", "cast"])[columns].reset_index(drop=True)


def _joint(records: pd.DataFrame, standing: pd.DataFrame) -> pd.DataFrame:
    """Return the records of which both states are actors, with their year and standing."""
    rows = records[records["actors"].map(lambda actors: set(actors) >= PAIR)]
    return rows.assign(
        record=rows["id"],
        year=rows["date"].dt.year.astype("int64"),
        alone=rows["id"].map(standing["alone"]).astype(bool),
    )


def _signers(speaker: str) -> str:
    return next((name for words, name in _SIGNERS.items() if words in speaker), _LOWER)
