"""Missiles that can reach a neighbour: how far each is said to fly, and where the dataset places its launchers."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

__all__ = ["launch_places", "range_spreads"]


def range_spreads(parameters: pd.DataFrame, *, systems: Sequence[str], leave_out: str = "") -> pd.DataFrame:
    """Return the least and the greatest range that is published for each system, and the one that the book quotes.

    Parameters
    ----------
    parameters : pandas.DataFrame
        Frame of the dataset.
    systems : sequence of str
        Ids of the systems.
    leave_out : str, optional
        Rows whose condition contains this text are left out, such as versions against ships.

    Returns
    -------
    pandas.DataFrame
        By ``system``, in the order given: ``least_km``, ``most_km`` and ``quoted_km``, missing where no preferred row holds a
        single number.

    Raises
    ------
    ValueError
        When no range of a system is left.
    """
    rows = parameters[(parameters["name"] == "range_km") & parameters["record"].isin(systems)]
    if leave_out:
        rows = rows[~rows["condition"].fillna("").str.contains(leave_out, regex=False)]
    if missing := [system for system in systems if system not in set(rows["record"])]:
        raise ValueError(f"no range is published for {', '.join(missing)}")
    ends = rows[["value", "low", "high"]]
    rows = rows.assign(least_km=ends.min(axis=1), most_km=ends.max(axis=1))
    spreads = rows.groupby("record")[["least_km", "most_km"]].agg({"least_km": "min", "most_km": "max"})
    quoted = rows[rows["preferred"]].drop_duplicates("record").set_index("record")["value"]
    return spreads.join(quoted.rename("quoted_km")).loc[list(systems)].rename_axis("system")


def launch_places(sites: pd.DataFrame, events: pd.DataFrame, *, systems: Sequence[str], country: str) -> pd.DataFrame:
    """Return where launchers of some systems stand: launch areas, and places of their deployments, in their own country.

    Parameters
    ----------
    sites, events : pandas.DataFrame
        Frames of the dataset.
    systems : sequence of str
        Ids of the systems.
    country : str
        ISO code of the country in which the places must lie.

    Returns
    -------
    pandas.DataFrame
        One row for each system and place: ``system``, ``record``, ``place``, ``lat``, ``lon``; by system in the order given.
    """
    areas = sites[sites["kind"].isin(["launch-area", "silo-field"]) & (sites["country"] == country)]
    areas = areas.rename(columns={"id": "record", "name": "place"})
    arrived = events[(events["kind"] == "deployment") & (events["place_country"] == country)]
    names = {"id": "record", "place_name": "place", "place_lat": "lat", "place_lon": "lon"}
    arrived = arrived[["id", "systems", *list(names)[1:]]].rename(columns=names)
    columns = ["systems", "record", "place", "lat", "lon"]
    found = pd.concat([areas[columns], arrived[columns]]).explode("systems").rename(columns={"systems": "system"})
    order = {system: place for place, system in enumerate(systems)}
    found = found[found["system"].isin(list(systems))]
    return found.sort_values("system", key=lambda keys: keys.map(order), kind="stable", ignore_index=True)
