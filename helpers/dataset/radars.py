"""Warning radars: where each stands, which way it looks and how far, as far as the dataset documents it."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from helpers.dataset.history import site_history

__all__ = ["warning_radars"]


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
    at_work = site_history(phases)["status"].eq("operational").rename("at_work")
    radars = sites[sites["kind"] == "radar"].explode("systems").rename(columns={"id": "site", "systems": "system"})
    radars = radars[radars["system"].isin(systems)].join(at_work, on="site")
    radars = radars[radars["at_work"].eq(True)].join(
        ranges.set_index("record")["value"].rename("range_km"), on="system"
    )
    radars = radars.rename(columns={"azimuth_centre_deg": "azimuth_deg", "field_of_view_deg": "width_deg"})
    sector = (radars["width_deg"] == 360) | (radars["azimuth_deg"].notna() & radars["width_deg"].notna())
    side = radars["country"].eq("RUS").map({True: "Russia", False: "United States and allies"})
    radars = radars.assign(side=side, documented=sector & radars["range_km"].notna())
    columns = [
        "site", "label", "side", "system", "lat", "lon", "azimuth_deg", "width_deg", "range_km", "documented",
    ]  # fmt: skip
    return radars.sort_values(["side", "lon"], ascending=[False, True])[columns].reset_index(drop=True)
