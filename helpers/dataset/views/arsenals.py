"""The forces of China and Russia that can reach the United States, in 2016 and by the latest counts, as ranges for models."""

from __future__ import annotations

import pandas as pd

__all__ = ["arsenals"]

_CHINA_2016 = ("DF-5A", "DF-5B", "DF-31A")
_TREATY = "new-start-aggregate-series"


def arsenals(quantities: pd.DataFrame) -> pd.DataFrame:
    """Return launchers, warheads on each and American interceptors at four places and times.

    Parameters
    ----------
    quantities : pandas.DataFrame
        Frame of the dataset.

    Returns
    -------
    pandas.DataFrame
        One row for each of China and Russia in 2016 and today: ``force``, ``country``, ``launchers_low`` and ``launchers_high``,
        ``warheads_low`` and ``warheads_high`` (on each launcher), ``interceptors_low`` and ``interceptors_high``, and
        ``records``, a tuple of the ids on which they rest.

    Raises
    ------
    ValueError
        When a number is missing or there are several.

    Notes
    -----
    China in 2016: the launchers of 11,000 km and more in SIPRI's table. China now: at least the missiles that were counted
    before the silo fields and those seen in the silos since, at most the missiles of the Pentagon's report of 2024; on each from
    one warhead to as many as on those counted in 2021. Russia: what it declared under New START in 2016 and for the last time in
    2022, in which a bomber counts as one warhead, and for the warheads of now also SIPRI's estimate. Interceptors: those in
    Alaska and California, in 2016 from the number before the increase to that of May 2017.
    """

    def one(record: str, name: str, **where: str) -> float:
        rows = quantities[(quantities["record"] == record) & (quantities["name"] == name)]
        for column, value in where.items():
            rows = rows[rows[column] == value]
        found = rows["value"].fillna(rows["low"]).tolist()
        if len(found) != 1:
            raise ValueError(f"{record}: {name} {where} must be one number (got {found or 'nothing'})")
        return float(found[0])

    sipri = "sipri-2016-chinese-icbm"
    old = sum(one(sipri, "launchers_icbm", of=kind) for kind in _CHINA_2016)
    old_load = sum(one(sipri, "warheads_icbm", of=kind) for kind in _CHINA_2016) / old
    before = one("kristensen-2021-chinese-icbm", "missiles_icbm")
    load = one("kristensen-2021-chinese-icbm", "warheads_icbm") / before
    least, most = before + one("cmpr-2025-low-600s", "silos"), one("cmpr-2024-over-600", "missiles_icbm")
    spring, autumn, last = (
        (
            one(_TREATY, "launchers_new_start_deployed", of="RUS", date=date),
            one(_TREATY, "warheads_new_start", of="RUS", date=date),
        )
        for date in ("2016-03-01", "2016-09-01", "2022-09-01")
    )
    deployed = one("sipri-2025-inventories", "warheads_deployed", of="RUS", date="2025-01-01")
    then = (one("gbi-44-2017", "interceptors", condition="before the increase"), one("ftg-15-2017", "interceptors"))
    now = (one("gbi-44-2017", "interceptors", of="GBI", date="2017-11-02"),) * 2
    rows = [
        ("China, 2016", "China", old, old, old_load, old_load, *then, (sipri, "gbi-44-2017", "ftg-15-2017")),
        (
            "China, latest", "China", least, most, 1.0, load, *now,
            ("kristensen-2021-chinese-icbm", "cmpr-2025-low-600s", "cmpr-2024-over-600", "gbi-44-2017"),
        ),
        (
            "Russia, 2016", "Russia", autumn[0], spring[0], spring[1] / spring[0], autumn[1] / autumn[0], *then,
            (_TREATY, "gbi-44-2017", "ftg-15-2017"),
        ),
        (
            "Russia, latest", "Russia", last[0], last[0], last[1] / last[0], deployed / last[0], *now,
            (_TREATY, "sipri-2025-inventories", "gbi-44-2017"),
        ),
    ]  # fmt: skip
    ends = [f"{name}_{end}" for name in ("launchers", "warheads", "interceptors") for end in ("low", "high")]
    return pd.DataFrame(rows, columns=["force", "country", *ends, "records"])
