"""On whose word a record stands: whether anybody outside the sides that it concerns reports it too."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import pandas as pd

__all__ = ["PARTIES", "standing"]

PARTIES = frozenset({"china", "russia"})
"""The two sides whose common doings need a witness from elsewhere."""

_NO_SEAT = frozenset({"United Nations"})  # publishers that have no country and belong to no side


def standing(frames: Mapping[str, pd.DataFrame], sides: Collection[str] = PARTIES) -> pd.DataFrame:
    """Return for every record that cites sources whose they are.

    A source belongs to the side of the country in which its publisher has its seat, whoever carried it: news of an agency
    is the agency's. One whose seat is not known counts neither as own nor as outside. A paper of Hong Kong is outside.

    Parameters
    ----------
    frames : mapping of str to pandas.DataFrame
        Frames of the dataset: ``citations``, ``sources`` and ``countries`` are used.
    sides : collection of str
        Sides of the schema, such as "china", "russia" or "us-and-allies".

    Returns
    -------
    pandas.DataFrame
        By ``record``: ``own`` and ``outside`` (numbers of publishers of these sides, and of any other known seat) and
        ``alone``, true where nobody outside is cited.

    Raises
    ------
    ValueError
        When the countries know no such side.
    """
    side_of = frames["countries"].set_index("id")["side"].astype("str")
    if unknown := sorted(set(sides) - set(side_of)):
        raise ValueError(f"no country is on the side of {', '.join(unknown)}")
    sources = frames["sources"].set_index("id")
    side = sources["country"].map(side_of)
    is_own = side.isin(list(sides))
    is_outside = (side.notna() & ~is_own) | sources["publisher"].isin(_NO_SEAT)
    cited = frames["citations"][["record", "source"]].join(
        pd.DataFrame({"publisher": sources["publisher"], "own": is_own, "outside": is_outside}), on="source"
    )
    counts = cited.drop_duplicates(["record", "publisher"]).groupby("record")[["own", "outside"]].sum().astype("int64")
    return counts.assign(alone=counts["outside"].eq(0))
