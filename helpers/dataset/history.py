"""The history of sites: from dated phases to what stood where in a given year."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

__all__ = ["site_history", "status_by_year"]


def site_history(phases: pd.DataFrame) -> pd.DataFrame:
    """Return one row per site with the start of each stage, NaT where it did not come or is not published.

    Parameters
    ----------
    phases : pandas.DataFrame
        Frame ``phases`` of the dataset.

    Returns
    -------
    pandas.DataFrame
        Index ``site``; columns ``planned`` (first plan or start of work), ``in_service``, ``ended`` (plan given up or
        site closed) as timestamps, and ``status``, the last phase.
    """
    stage = phases["status"].astype("str").map(
        {"planned": "planned", "under-construction": "planned", "operational": "in_service", "cancelled": "ended", "closed": "ended"}
    )
    starts = phases.assign(stage=stage).groupby(["site", "stage"])["since"].min().unstack("stage")
    starts = starts.reindex(columns=["planned", "in_service", "ended"])
    return starts.join(phases.groupby("site")["status"].last().astype("str"))


def status_by_year(phases: pd.DataFrame, years: Iterable[int]) -> pd.DataFrame:
    """Return the state of every site at the end of each year, for the sites that had begun by then.

    A phase without a published start counts in the last year only: it holds now, and nobody says since when.

    Returns
    -------
    pandas.DataFrame
        Columns ``year``, ``site``, ``status``, ``since``, ``since_precision``; sorted by year and site.
    """
    years = sorted(years)
    parts = []
    for year in years:
        begun = phases["since"].dt.year <= year
        if year == years[-1]:
            begun |= phases["since"].isna()
        latest = phases[begun].groupby("site", sort=True).tail(1)
        parts.append(latest[["site", "status", "since", "since_precision"]].assign(year=year))
    result = pd.concat(parts, ignore_index=True).sort_values(["year", "site"], ignore_index=True)
    return result[["year", "site", "status", "since", "since_precision"]]
