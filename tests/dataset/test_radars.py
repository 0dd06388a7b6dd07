import pytest

from helpers import load
from helpers.dataset.radars import warning_radars

SYSTEMS = ["uewr", "cobra-dane", "daryal", "dnepr", "voronezh-dm"]


@pytest.fixture(scope="module")
def radars():
    ds = load()
    return warning_radars(ds.sites, ds.phases, ds.parameters, systems=SYSTEMS).set_index("site")


def test_sector_comes_from_the_site_and_range_from_the_preferred_row_of_the_system(radars):
    site = load().record("sites", "shemya-cobra-dane")
    row = radars.loc["shemya-cobra-dane"]
    assert (row["azimuth_deg"], row["width_deg"]) == (site.azimuth_centre_deg, site.field_of_view_deg)
    rows = [p for p in load().record("systems", "cobra-dane").parameters if p.name == "detection_range_km"]
    assert len(rows) > 1
    assert row["range_km"] == next(p.value for p in rows if p.preferred)


def test_one_row_for_each_radar_in_service(radars):
    assert radars.index.is_unique
    assert "vorkuta" not in radars.index  # being built
    assert set(radars["side"]) == {"United States and allies", "Russia"}
    assert radars.loc["pechora", "side"] == "Russia"


def test_what_lacks_its_sector_is_not_documented(radars):
    assert not radars.loc["qatar-fps-132", "documented"]
    assert radars.loc["fylingdales", "documented"]  # all round needs no azimuth
    assert radars.loc[radars["documented"], ["width_deg", "range_km"]].notna().all(axis=None)


def test_a_system_without_range_leaves_its_radars_undocumented():
    ds = load()
    parameters = ds.parameters[ds.parameters["record"] != "daryal"]
    radars = warning_radars(ds.sites, ds.phases, parameters, systems=SYSTEMS).set_index("site")
    assert not radars.loc["pechora", "documented"]
