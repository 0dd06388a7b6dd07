"""Promises against what came: by how much a date slipped, and how the plan moved while it slipped.

Dates are as precise as their sources. A plan known to the year or month holds until its last day, and what came counts from
the first day that its date can mean, so that a slip is never overstated.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd

from helpers.dataset.dates import format_date

__all__ = ["last_days", "plan_paths", "slips"]

_OFFSETS = {"year": pd.offsets.YearEnd(0), "month": pd.offsets.MonthEnd(0)}


def last_days(dates: pd.Series[Any], precisions: pd.Series[Any]) -> pd.Series[Any]:
    """Return the last day that each date can mean, from its first day and its precision.

    >>> first = pd.Series(pd.to_datetime(["2018-01-01", "2018-02-01", "2018-02-03"]))
    >>> last_days(first, pd.Series(["year", "month", "day"])).dt.strftime("%m-%d").tolist()
    ['12-31', '02-28', '02-03']
    """
    ends = [
        day + _OFFSETS[exact] if exact in _OFFSETS and pd.notna(day) else day
        for day, exact in zip(dates, precisions, strict=True)
    ]
    return pd.Series(pd.to_datetime(pd.Series(ends, index=dates.index, dtype="object"))).astype("datetime64[s]")


def slips(promises: pd.DataFrame, as_of: dt.date) -> pd.DataFrame:
    """Return each promise with the days by which it slipped, in the order of flanks and of promised dates.

    Parameters
    ----------
    promises : pandas.DataFrame
        Frame ``promises`` of the dataset.
    as_of : datetime.date
        Day up to which a promise that is overdue has slipped.

    Returns
    -------
    pandas.DataFrame
        ``promise`` (the id), ``label``, ``title``, ``promised_by``, ``flank``, ``outcome``, ``replaces``, ``settled_in``;
        ``promised`` (last day of the plan) and ``came`` (first day of what came, of the end of a plan given up, or the day
        ``as_of`` while it is open), NaT where there is none; ``announced_text``, ``promised_text``, ``came_text`` for
        readers; ``slip_days``, negative where it came early, and missing for what was given up or had no date.
    """
    promised = last_days(promises["planned"], promises["planned_precision"])
    outcome = promises["outcome"].astype("str")
    is_open = outcome.isin(["overdue", "not yet due"])
    came = promises["settled"].where(~is_open, pd.Timestamp(as_of))
    slip = (came - promised).dt.days.where(outcome.isin(["in time", "late", "overdue"])).astype("Int64")
    texts = {
        name: [_text(day, exact) for day, exact in zip(promises[column], promises[f"{column}_precision"], strict=True)]
        for name, column in (("announced_text", "date"), ("promised_text", "planned"), ("came_text", "settled"))
    }
    kept = promises[["label", "title", "promised_by", "flank", "replaces", "settled_in"]]
    found = kept.assign(promise=promises["id"], outcome=outcome, promised=promised, came=came, slip_days=slip, **texts)
    sides = found["flank"].astype("str").map({"western": 0, "eastern": 1})
    ordered: pd.DataFrame = found.assign(side=sides, announced=promises["date"]).sort_values(
        ["side", "promised", "announced"], na_position="last"
    )
    return ordered.drop(columns=["side", "announced"]).reset_index(drop=True)


def plan_paths(promises: pd.DataFrame, revisions: pd.DataFrame, as_of: dt.date) -> pd.DataFrame:
    """Return how the plan of every dated promise moved: a plan holds until the next one is stated, and the last until it came.

    Parameters
    ----------
    promises, revisions : pandas.DataFrame
        Frames of the dataset.
    as_of : datetime.date
        Day until which a plan holds that is still open.

    Returns
    -------
    pandas.DataFrame
        ``promise``, ``said`` (first day that the date of the statement can mean; at the end, the last day that the date of
        what came can mean), ``planned`` (last day of the plan then in force; at the end, what came) and ``kind``: "stated",
        "holds" (when the next is stated, with the old plan), "came" or "given up".
    """
    rows: list[tuple[str, Any, Any, str]] = []
    planned = last_days(revisions["planned"], revisions["planned_precision"])
    first = last_days(promises["planned"], promises["planned_precision"])
    ended = last_days(promises["settled"], promises["settled_precision"])
    for promise, start, end in zip(promises.to_dict("records"), first, ended, strict=True):
        if pd.isna(start):
            continue
        plans = [(promise["date"], start)]
        own = revisions["record"] == promise["id"]
        plans += list(zip(revisions.loc[own, "said"], planned[own], strict=True))
        for i, (said, plan) in enumerate(plans):
            if i:
                rows.append((promise["id"], said, plans[i - 1][1], "holds"))
            rows.append((promise["id"], said, plan, "stated"))
        is_open, is_dropped = pd.isna(end), promise["outcome"] == "given up"
        until = pd.Timestamp(as_of) if is_open else end
        rows.append((promise["id"], until, plans[-1][1], "given up" if is_dropped else "holds"))
        if not (is_open or is_dropped):
            rows.append((promise["id"], end, end, "came"))
    return pd.DataFrame(rows, columns=["promise", "said", "planned", "kind"])


def _text(day: Any, precision: Any) -> str:
    return "" if pd.isna(day) else format_date(day, str(precision))
