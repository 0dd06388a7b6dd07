"""Series of counts and plans, and of money by fiscal year: what stood, what was planned, what it was worth."""

from __future__ import annotations

import pandas as pd

__all__ = ["counts_and_plans", "in_prices_of", "money_by_year"]


def counts_and_plans(quantities: pd.DataFrame, *, record: str, name: str, of: str) -> pd.DataFrame:
    """Return the dated rows of one series of counts, with the plans for it.

    Parameters
    ----------
    quantities : pandas.DataFrame
        Frame ``quantities`` of the dataset.
    record, name, of : str
        The record, what is counted, and whose or of what.

    Returns
    -------
    pandas.DataFrame
        ``date`` (of a plan: for when), ``number`` (where the source gives a bound only, the bound), ``planned`` (true for
        plans) and ``condition``, in the order of dates. Rows without a date are left out.

    Raises
    ------
    KeyError
        When there is no such series.
    """
    mine = quantities["record"].eq(record) & quantities["name"].eq(name) & quantities["of"].eq(of)
    rows = quantities[mine & quantities["date"].notna()]
    if rows.empty:
        raise KeyError(f"{record} has no dated rows of {name} of {of}")
    number = rows["value"].fillna(rows["low"]).fillna(rows["high"])
    return (
        rows.assign(number=number, planned=rows["status"].eq("plan"))[["date", "number", "planned", "condition"]]
        .sort_values("date", kind="stable")
        .reset_index(drop=True)
    )


def money_by_year(quantities: pd.DataFrame, *, record: str, of: str) -> pd.DataFrame:
    """Return what was asked and given by fiscal year, in billions of dollars of the year.

    Parameters
    ----------
    quantities : pandas.DataFrame
        Frame ``quantities`` of the dataset.
    record, of : str
        The record, and whose money.

    Returns
    -------
    pandas.DataFrame
        ``fiscal_year``, ``status`` (request, enacted, actual, estimate), ``budget_busd``, ``condition`` and ``stated``, false
        for sums that were derived or stand in a table that was not read.
    """
    mine = quantities["record"].eq(record) & quantities["name"].eq("budget_busd") & quantities["of"].eq(of)
    rows = quantities[mine & quantities["value"].notna()]
    condition = rows["condition"].fillna("")
    return rows.assign(
        fiscal_year=rows["date"].dt.year,
        status=rows["status"].astype("str"),
        budget_busd=rows["value"],
        condition=condition,
        stated=~condition.str.contains("derived|not read|not found"),
    )[["fiscal_year", "status", "budget_busd", "condition", "stated"]].reset_index(drop=True)


def in_prices_of(money_busd: pd.Series, fiscal_year: pd.Series, levels: pd.DataFrame, *, year: int) -> pd.Series:
    """Return sums in the prices of one fiscal year.

    Parameters
    ----------
    money_busd : pandas.Series
        Sums in dollars of their year.
    fiscal_year : pandas.Series
        The fiscal year of each.
    levels : pandas.DataFrame
        Rows of ``quantities`` named ``price_level_ratio``, one a fiscal year.
    year : int
        The year in whose prices the result is.

    Returns
    -------
    pandas.Series
        Missing for years without a price level.

    Raises
    ------
    KeyError
        When the year itself has none.
    """
    level = levels.set_index(levels["date"].dt.year)["value"]
    worth: pd.Series = money_busd * level.loc[year] / fiscal_year.map(level)
    return worth
