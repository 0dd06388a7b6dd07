"""What China and Russia say and train together: joint texts by topic, joint exercises and patrols."""

from __future__ import annotations

import pandas as pd

__all__ = ["PAIR", "TOPICS", "WORD", "drills", "joint_texts"]

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
