"""The history of sites: from dated phases to what stood where in a given year."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

__all__ = ["network", "site_history", "status_by_year"]

_STAGES = {
    "planned": "planned",
    "under-construction": "planned",
    "operational": "in_service",
    "cancelled": "ended",
    "closed": "ended",
}
_LENGTHS = {"year": 4, "month": 7, "day": 10}


def network(sites: pd.DataFrame, phases: pd.DataFrame, countries: pd.DataFrame) -> pd.DataFrame:
    """Return the US and allied missile-defence sites with their history, in the order in which they began.

    Test ranges are left out: they defend nothing. A site without any date comes last.

    Returns
    -------
    pandas.DataFrame
        ``site`` (the id), ``name``, ``label``, ``country_name``, ``kind``, ``flank``, ``lat``, ``lon`` and the columns of
        `site_history`.
    """
    of_network = sites[sites["flank"].notna() & (sites["kind"] != "test-range")]
    names = countries.set_index("id")["name"].rename("country_name")
    history = site_history(phases)
    joined = of_network.rename(columns={"id": "site"}).join(names, on="country").join(history, on="site")
    begun = joined[["planned", "in_service"]].min(axis=1)
    columns = ["site", "name", "label", "country_name", "kind", "flank", "lat", "lon", *history.columns]
    return joined.assign(begun=begun).sort_values(["begun", "label"])[columns].reset_index(drop=True)


def site_history(phases: pd.DataFrame) -> pd.DataFrame:
    """Return one row per site with the start of each stage.

    Parameters
    ----------
    phases : pandas.DataFrame
        Frame ``phases`` of the dataset.

    Returns
    -------
    pandas.DataFrame
        Index ``site``; columns ``planned`` (first plan or start of work), ``in_service`` and ``ended`` (plan given up or
        site closed) as timestamps, NaT where the stage did not come or has no date; ``planned_date``,
        ``in_service_date`` and ``ended_date``, the same as text no more precise than the source ("by 2013-12" where only
        the earliest evidence is dated, "not known", or empty); ``in_service_known``, true where the start itself is
        dated; ``status``, the last phase.
    """
    dated = _dated(phases).assign(stage=phases["status"].astype("str").map(_STAGES))
    first = dated.sort_values("start").groupby(["site", "stage"], sort=False).head(1)
    first = first.assign(text=[_text(row) for row in first.itertuples()])
    names = list(dict.fromkeys(_STAGES.values()))
    dates = first.pivot(index="site", columns="stage", values="start").reindex(columns=names)
    texts = first.pivot(index="site", columns="stage", values="text").reindex(columns=names).fillna("")
    last = dated.groupby("site")["status"].last().astype("str")
    known = first[first["stage"] == "in_service"].set_index("site")["since"].notna().rename("in_service_known")
    history: pd.DataFrame = dates.join(texts.add_suffix("_date")).join(known).join(last)
    return history.assign(in_service_known=history["in_service_known"].eq(True))


def status_by_year(phases: pd.DataFrame, years: Iterable[int]) -> pd.DataFrame:
    """Return the state of every site at the end of each year, for the sites that had begun by then.

    A phase counts from its start or, where that is not known, from the earliest date at which a source shows it; one
    that has neither is left out.

    Returns
    -------
    pandas.DataFrame
        Columns ``year``, ``site``, ``status``, ``start_text`` ("2016-05-12", "by 2013-12"); sorted by year and site.
    """
    dated = _dated(phases).dropna(subset="start")
    dated = dated.assign(start_text=[_text(row) for row in dated.itertuples()])
    parts = [
        dated[dated["start"].dt.year <= year].groupby("site", sort=True).tail(1).assign(year=year)
        for year in sorted(years)
    ]
    states: pd.DataFrame = pd.concat(parts, ignore_index=True).sort_values(["year", "site"], ignore_index=True)
    return states.reindex(columns=["year", "site", "status", "start_text"])


def _dated(phases: pd.DataFrame) -> pd.DataFrame:
    return phases.rename(columns={"record": "site"}).assign(start=phases["since"].fillna(phases["known_by"]))


def _text(row: Any) -> str:
    if pd.isna(row.start):
        return "not known"
    exact = row.known_by_precision if pd.isna(row.since) else row.since_precision
    text = row.start.strftime("%Y-%m-%d")[: _LENGTHS[exact]]
    return f"by {text}" if pd.isna(row.since) else text
