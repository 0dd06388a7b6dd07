"""Ties of missile defence between the United States and its partners: who hosts, buys, builds, trains and shares data."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

import pandas as pd

__all__ = ["KINDS", "first_ties", "ties"]

KINDS = {
    "site": "a US system stands at a fixed site in the country and is in service",
    "purchase": "a US system was cleared for sale, ordered or bought",
    "development": "a system is developed in common or built under licence",
    "exercise": "missile or air defence was exercised with US forces",
    "data": "missile data are shared, or defences put under one command",
}
"""Kinds of ties, and what each means."""

_HUB = "USA"
_OWN = ("USA", "GUM")
_EAST = ("AUS", "IND", "JPN", "KOR", "NZL", "PHL", "TWN", "VNM")
_STATES = {"notice": "cleared", "plan": "cleared", "contract": "signed", "agreement": "signed", "cancelled": "dropped"}
_TRAINING = ("missile-defence", "multi-domain")


def ties(frames: Mapping[str, pd.DataFrame], history: pd.DataFrame) -> pd.DataFrame:
    """Return every documented tie of the United States with a partner, one row for each partner, kind, system and record.

    Parameters
    ----------
    frames : mapping of str to pandas.DataFrame
        Frames of the dataset.
    history : pandas.DataFrame
        What `helpers.dataset.views.history.site_history` returns.

    Returns
    -------
    pandas.DataFrame
        ``partner`` (country), ``flank`` (western or eastern), ``kind`` (a key of `KINDS`), ``system`` (empty where the record
        names none of the United States), ``date`` (first day that it can mean), ``state`` (for purchases cleared, signed or
        dropped; done for all others), ``table`` and ``record``; by partner, kind and date. Systems of other countries are
        left out, unless the United States sells them, and so are sites that were given up.
    """
    home = frames["systems"].set_index("id")["country"]
    sides = frames["countries"].set_index("id")["side"].astype("str")
    found = [
        *_sites(frames["sites"], history, home),
        *_purchases(frames["sales"], home),
        *_development(frames["sales"], frames["transfers"], home),
        *_together(frames["exercises"], "exercises", "exercise", _TRAINING, home, hub_only=True),
        *_together(frames["events"], "events", "data", ("link",), home, hub_only=False),
    ]
    columns = ["partner", "kind", "system", "date", "state", "table", "record"]
    table = pd.DataFrame(found, columns=columns)
    friends = table["partner"].map(sides).isin(["us-and-allies", "other"]) & ~table["partner"].isin(_OWN)
    flank = table["partner"].isin(_EAST).map({True: "eastern", False: "western"})
    table.insert(1, "flank", flank)
    return table[friends].sort_values(["partner", "kind", "date", "record"], kind="stable", ignore_index=True)


def first_ties(table: pd.DataFrame, by: Collection[str] = ("partner", "kind")) -> pd.DataFrame:
    """Return the earliest tie of each group, with the state that the group has reached.

    A purchase is signed if anything of the group was, else dropped if anything was dropped, else cleared only.

    Returns
    -------
    pandas.DataFrame
        Columns of `ties` and ``year``, one row for each group, in the order of the groups' names.
    """
    keys = list(by)
    reached = table.groupby(keys)["state"].agg(_reached)
    first = table.sort_values("date", kind="stable").drop_duplicates(keys).drop(columns="state")
    joined = first.join(reached, on=keys).sort_values(keys, ignore_index=True)
    return joined.assign(year=joined["date"].dt.year.astype("int64"))


def _reached(states: pd.Series[str]) -> str:
    known = set(states)
    return next(state for state in ("done", "signed", "dropped", "cleared") if state in known)


def _sites(sites: pd.DataFrame, history: pd.DataFrame, home: pd.Series[str]) -> Iterator[tuple[Any, ...]]:
    standing = sites[sites["flank"].isin(["western", "eastern"]) & (sites["kind"] != "test-range")]
    standing = standing.join(history[["in_service", "ended"]], on="id")
    for row in _rows(standing[standing["in_service"].notna() & standing["ended"].isna()]):
        for system in _ours(row.systems, home):
            yield row.country, "site", system, row.in_service, "done", "sites", row.id


def _purchases(sales: pd.DataFrame, home: pd.Series[str]) -> Iterator[tuple[Any, ...]]:
    for row in _rows(sales[sales["kind"].isin(list(_STATES))]):
        ours = _ours(row.systems, home)
        if row.seller != _HUB and len(ours) < len(row.systems):
            continue  # another seller's system, beside which one of the United States is named
        systems = ours or row.systems
        for partner in _countries((row.buyer, *row.joint_buyers)):
            for system in systems:
                yield partner, "purchase", system, row.date, _STATES[str(row.kind)], "sales", row.id


def _development(sales: pd.DataFrame, transfers: pd.DataFrame, home: pd.Series[str]) -> Iterator[tuple[Any, ...]]:
    for row in _rows(sales[sales["kind"] == "development"]):
        for system in _ours(row.systems, home):
            yield row.buyer, "development", system, row.date, "done", "sales", row.id
    for row in _rows(transfers[(transfers["kind"] == "technology") & (transfers["supplier"] == _HUB)]):
        for system in _ours(row.systems, home):
            yield row.recipient, "development", system, row.date, "done", "transfers", row.id


def _together(
    records: pd.DataFrame, table: str, kind: str, kinds: Collection[str], home: pd.Series[str], *, hub_only: bool
) -> Iterator[tuple[Any, ...]]:
    for row in _rows(records[records["kind"].isin(list(kinds))]):
        if hub_only and _HUB not in row.actors:
            continue
        for partner in _countries(row.actors):
            for system in _ours(row.systems, home) or [""]:
                yield partner, kind, system, row.date, "done", table, row.id


def _rows(frame: pd.DataFrame) -> Iterator[Any]:
    yield from frame.itertuples()


def _ours(systems: Collection[str], home: pd.Series[str]) -> list[str]:
    return [system for system in systems if home[system] == _HUB]


def _countries(actors: Collection[str]) -> list[str]:
    return [actor for actor in actors if len(actor) == 3 and actor.isupper()]
