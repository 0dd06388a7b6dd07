"""Radars and interceptors: where each stands, which way it looks and how far it reaches, as far as the dataset documents it."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from helpers.dataset.views.history import site_history

__all__ = ["published_ranges", "warning_radars"]


def warning_radars(
    sites: pd.DataFrame, phases: pd.DataFrame, parameters: pd.DataFrame, *, systems: Sequence[str]
) -> pd.DataFrame:
    """Return the sectors of the radars of some systems, for sites in service.

    Parameters
    ----------
    sites, phases, parameters : pandas.DataFrame
        Frames of the dataset.
    systems : sequence of str
        Ids of the systems of which radars are wanted.

    Returns
    -------
    pandas.DataFrame
        ``site``, ``label``, ``side`` ("Russia", or "United States and allies" for all others), ``system``, ``lat``, ``lon``,
        ``azimuth_deg`` (middle of the sector, missing for a radar that looks all round), ``width_deg``, ``range_km`` (the
        preferred range of the system; no radar has one of its own) and ``documented``, false where the range or the sector
        is missing. By side, then from west to east.
    """
    ranges = parameters[(parameters["table"] == "systems") & (parameters["name"] == "detection_range_km")]
    ranges = ranges.sort_values("preferred", ascending=False, kind="stable").drop_duplicates("record")
    radars = _at_work(sites[sites["kind"] == "radar"], phases, systems)
    radars = radars.join(ranges.set_index("record")["value"].rename("range_km"), on="system")
    sector = (radars["width_deg"] == 360) | (radars["azimuth_deg"].notna() & radars["width_deg"].notna())
    side = radars["country"].eq("RUS").map({True: "Russia", False: "United States and allies"})
    radars = radars.assign(side=side, documented=sector & radars["range_km"].notna())
    columns = [
        "site", "label", "side", "system", "lat", "lon", "azimuth_deg", "width_deg", "range_km", "documented",
    ]  # fmt: skip
    return radars.sort_values(["side", "lon"], ascending=[False, True])[columns].reset_index(drop=True)


def published_ranges(
    sites: pd.DataFrame, phases: pd.DataFrame, parameters: pd.DataFrame, *, systems: Sequence[str], name: str
) -> pd.DataFrame:
    """Return every range that has been published for some systems, at each site in service that has them.

    Parameters
    ----------
    sites, phases, parameters : pandas.DataFrame
        Frames of the dataset.
    systems : sequence of str
        Ids of the systems.
    name : str
        Name of the parameter, ``detection_range_km`` of radars or ``range_km`` of interceptors.

    Returns
    -------
    pandas.DataFrame
        ``site``, ``label``, ``flank``, ``system``, ``mode`` (the variant of the parameter, or empty), ``range_km`` (the
        value or, where a source gives only a bound above, that), ``preferred`` (whether the dataset prefers it in its mode),
        ``lat``, ``lon``, ``azimuth_deg`` and ``width_deg``. A range that several sources give is there once; one that is
        only a bound below, or a text, is left out. By site from west to east, mode and range.
    """
    rows = parameters[(parameters["table"] == "systems") & (parameters["name"] == name)]
    rows = rows.assign(range_km=rows["value"].fillna(rows["high"]), mode=rows["variant"].astype("object").fillna(""))
    ranges = rows.dropna(subset="range_km").groupby(["record", "mode", "range_km"])["preferred"].any().reset_index()
    placed = _at_work(sites, phases, systems).merge(ranges, left_on="system", right_on="record")
    columns = [
        "site", "label", "flank", "system", "mode", "range_km", "preferred", "lat", "lon", "azimuth_deg", "width_deg",
    ]  # fmt: skip
    return placed.sort_values(["lon", "site", "mode", "range_km"])[columns].reset_index(drop=True)


def _at_work(sites: pd.DataFrame, phases: pd.DataFrame, systems: Sequence[str]) -> pd.DataFrame:
    """Return a row for each of the systems at each site in service."""
    names = {"id": "site", "systems": "system", "azimuth_centre_deg": "azimuth_deg", "field_of_view_deg": "width_deg"}
    placed = sites.explode("systems").rename(columns=names)
    placed = placed[placed["system"].isin(systems)].join(site_history(phases)["status"].rename("state"), on="site")
    return placed[placed["state"].eq("operational")].drop(columns="state")
