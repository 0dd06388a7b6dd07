"""The history of sites: from dated phases to what stood where in a given year."""

from __future__ import annotations

from collections.abc import Iterable

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

    Test ranges are left out: they defend nothing. Sites whose start is not published come last.

    Returns
    -------
    pandas.DataFrame
        ``site`` (the id), the columns of `site_history`, ``name``, ``label``, ``country_name``, ``kind``, ``flank``, ``lat``,
        ``lon``.
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
        site closed) as timestamps, NaT where the stage did not come or has no published date; ``planned_date``,
        ``in_service_date`` and ``ended_date``, the same as text no more precise than the source, "not published" or
        empty; ``status``, the last phase.
    """
    stages = phases.assign(stage=phases["status"].astype("str").map(_STAGES))
    first = stages.sort_values("since").groupby(["site", "stage"], sort=False).head(1)
    first = first.assign(text=[_text(row) for row in first.itertuples()])
    names = list(dict.fromkeys(_STAGES.values()))
    dates = first.pivot(index="site", columns="stage", values="since").reindex(columns=names)
    texts = first.pivot(index="site", columns="stage", values="text").reindex(columns=names).fillna("")
    last = phases.groupby("site")["status"].last().astype("str")
    return dates.join(texts.add_suffix("_date")).join(last)


def _text(row: object) -> str:
    since, precision = row.since, row.since_precision  # type: ignore[attr-defined]
    return "not published" if pd.isna(since) else since.strftime("%Y-%m-%d")[: _LENGTHS[precision]]


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
    states: pd.DataFrame = pd.concat(parts, ignore_index=True).sort_values(["year", "site"], ignore_index=True)
    return states.reindex(columns=["year", "site", "status", "since", "since_precision"])
