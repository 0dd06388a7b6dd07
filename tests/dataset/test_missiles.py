import pandas as pd
import pytest

from helpers import load
from helpers.dataset.views.missiles import launch_places, range_spreads

SYSTEMS = ["df-26", "df-21", "df-17"]


@pytest.fixture(scope="module")
def ds():
    return load()


def test_every_published_range_lies_in_the_spread(ds):
    spreads = range_spreads(ds.parameters, systems=SYSTEMS)
    assert list(spreads.index) == SYSTEMS
    for system in SYSTEMS:
        for row in ds.record("systems", system).parameters:
            if row.name == "range_km":
                ends = [end for end in (row.value, row.low, row.high) if end is not None]
                assert spreads.least_km[system] <= min(ends)
                assert max(ends) <= spreads.most_km[system]


def test_the_quoted_range_is_the_preferred_one_or_none(ds):
    spreads = range_spreads(ds.parameters, systems=SYSTEMS)
    rows = [row for row in ds.record("systems", "df-26").parameters if row.name == "range_km" and row.preferred]
    assert spreads.quoted_km["df-26"] == rows[0].value
    assert pd.isna(spreads.quoted_km["df-17"])  # preferred, but a range


def test_versions_can_be_left_out(ds):
    whole, land = (range_spreads(ds.parameters, systems=["df-21"], leave_out=text) for text in ("", "anti-ship"))
    assert whole.least_km["df-21"] < land.least_km["df-21"] <= land.most_km["df-21"] < whole.most_km["df-21"]


def test_a_system_without_range_is_named(ds):
    with pytest.raises(ValueError, match="no range is published for golden-dome"):
        range_spreads(ds.parameters, systems=["df-26", "golden-dome"])


def test_places_come_from_sites_and_from_deployments(ds):
    places = launch_places(ds.sites, ds.events, systems=SYSTEMS, country="CHN")
    of_df_26 = places[places["system"] == "df-26"]
    assert {"dengshahe", "df-26-brigade-xinyang-2018"} <= set(of_df_26["record"])
    assert not places.duplicated(["system", "record"]).any()
    assert places["system"].drop_duplicates().tolist() == SYSTEMS


def test_places_abroad_are_no_launch_places(ds):
    abroad = launch_places(ds.sites, ds.events, systems=["iskander-m"], country="CHN")
    assert abroad.empty
