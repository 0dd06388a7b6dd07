"""Dates as precise as the source: a year, a month or a day, written ``2016``, ``2016-07`` or ``2016-07-13``."""

from __future__ import annotations

import datetime as dt
import re
from typing import Literal

import pandas as pd

__all__ = ["Precision", "check_date", "earliest", "format_date", "latest", "precision", "written"]

Precision = Literal["year", "month", "day"]
_FORM = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z", re.ASCII)
_BY_LENGTH: dict[int, Precision] = {4: "year", 7: "month", 10: "day"}
_STRFTIME: dict[str, str] = {"year": "%Y", "month": "%B %Y", "day": "%-d %B %Y"}


def check_date(text: str) -> str:
    """Return the text unchanged, or raise `ValueError` when it is no date of the calendar."""
    match = _FORM.match(text)
    if not match:
        raise ValueError("must be a date as '2016', '2016-07' or '2016-07-13'")
    try:
        earliest(text)
    except ValueError as error:
        raise ValueError("is not a date of the calendar") from error
    return text


def precision(text: str) -> Precision:
    """Say how precise a date is.

    >>> precision("2016-07")
    'month'
    """
    return _BY_LENGTH[len(text)]


def earliest(text: str) -> dt.date:
    """Return the first day that the date can mean.

    >>> earliest("2016-07")
    datetime.date(2016, 7, 1)
    """
    year, month, day = (int(part) for part in (text + "-01-01")[:10].split("-"))
    return dt.date(year, month, day)


def latest(text: str) -> dt.date:
    """Return the last day that the date can mean.

    >>> latest("2016-02")
    datetime.date(2016, 2, 29)
    """
    first = earliest(text)
    if precision(text) == "year":
        return dt.date(first.year, 12, 31)
    if precision(text) == "month":
        return (first.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)
    return first


def format_date(day: dt.date | pd.Timestamp, precision: str) -> str:
    """Write a date for readers, no more precise than it is known.

    >>> format_date(dt.date(2016, 7, 1), "month")
    'July 2016'
    """
    return day.strftime(_STRFTIME[precision])


def written(text: str) -> str:
    """Write a date of a record for readers, as precise as it is known.

    >>> written("2016-07")
    'July 2016'
    """
    return format_date(earliest(text), precision(text))
