"""Intercept tests as a table, and how many of them are hits under a rule of what counts."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

__all__ = ["Rule", "counted_under", "intercept_trials"]

Rule = tuple[str, str, str]
"""System, name of the rule, and the trials that it counts, as a query of the columns of `intercept_trials`."""


def intercept_trials(tests: pd.DataFrame, quantities: pd.DataFrame, systems: Mapping[str, str]) -> pd.DataFrame:
    """Return the intercept tests of some systems in the order of time.

    Parameters
    ----------
    tests, quantities : pandas.DataFrame
        Frames of the dataset.
    systems : mapping of str to str
        Ids of systems, and how they are called. A test of several belongs to the first that the mapping names.

    Returns
    -------
    pandas.DataFrame
        ``test`` (the id), ``title``, ``system`` (the name), ``date``, ``year``, ``result`` (hit, miss or no test), ``target``
        and ``targets`` (how many were shot at: one, unless the record says ``targets_hit``).
    """
    rows = tests[tests["kind"].eq("intercept") & tests["result"].isin(["hit", "miss", "no test"])]
    named = rows["systems"].map(lambda ids: next((name for key, name in systems.items() if key in ids), None))
    rows = rows.assign(system=named, test=rows["id"], year=rows["date"].dt.year, result=rows["result"].astype("str"))
    several = quantities[quantities["name"].eq("targets_hit")].set_index("record")["value"]
    rows = rows.assign(targets=rows["id"].map(several).fillna(1).astype(int), target=rows["target"].fillna(""))
    columns = ["test", "title", "system", "date", "year", "result", "target", "targets"]
    return rows.dropna(subset="system").sort_values("date", kind="stable")[columns].reset_index(drop=True)


def counted_under(trials: pd.DataFrame, rules: list[Rule], *, by_target: bool = True) -> pd.DataFrame:
    """Return how many trials each rule counts, and how many of them as hits.

    Parameters
    ----------
    trials : pandas.DataFrame
        What `intercept_trials` returns.
    rules : list of Rule
        Which trials of which system count. A void test that a rule counts is no hit.
    by_target : bool
        Whether two targets in one test are two trials.

    Returns
    -------
    pandas.DataFrame
        ``system``, ``rule``, ``hits``, ``trials``, in the order of the rules.

    Raises
    ------
    ValueError
        When a rule counts nothing.
    """
    found = []
    for system, name, query in rules:
        rows = trials[trials["system"].eq(system)].query(query)
        if rows.empty:
            raise ValueError(f"the rule '{name}' counts no trial of {system}")
        weight = rows["targets"] if by_target else rows["targets"].clip(upper=1)
        found.append((system, name, int(weight[rows["result"].eq("hit")].sum()), int(weight.sum())))
    return pd.DataFrame(found, columns=["system", "rule", "hits", "trials"])
