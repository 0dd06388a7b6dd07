import pytest

from helpers import load
from helpers.dataset.views.radars import published_ranges, warning_radars

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


def ranges(systems, name, **frames):
    ds = load()
    given = {"sites": ds.sites, "phases": ds.phases, "parameters": ds.parameters} | frames
    return published_ranges(**given, systems=systems, name=name)


def test_every_published_range_is_there_once_for_each_site_in_service():
    rows = ranges(["an-tpy-2"], "detection_range_km")
    assert "muwaffaq-salti-tpy-2" not in set(rows["site"])  # closed
    assert not rows.duplicated(["site", "mode", "range_km"]).any()
    assert rows.groupby("site")["range_km"].agg(tuple).nunique() == 1  # ranges are the system's, not the site's
    assert list(rows["lon"].drop_duplicates()) == sorted(rows["lon"].unique())


def test_a_range_keeps_its_mode_and_the_preference_of_the_dataset():
    rows = ranges(["an-tpy-2"], "detection_range_km").query("site == 'kurecik' and preferred")
    assert dict(zip(rows["mode"], rows["range_km"], strict=True)) == {
        "forward-based mode": 2000.0, "terminal mode": 600.0,
    }  # fmt: skip


def test_an_upper_bound_stands_for_a_missing_value_and_a_lower_one_does_not():
    rows = ranges(["sm-3-ib", "sm-3-iia"], "range_km")
    given = [row for row in load().record("systems", "sm-3-iia").parameters if row.name == "range_km"]
    assert any(row.value is None and row.high == 2500 for row in given)
    assert 2500 in set(rows[rows["system"] == "sm-3-iia"]["range_km"])
    assert set(rows[rows["system"] == "sm-3-ib"]["range_km"]) == {500.0, 700.0}  # without "more than 483"


def test_a_direction_that_is_not_published_stays_missing():
    rows = ranges(["an-tpy-2"], "detection_range_km").drop_duplicates("site").set_index("site")
    assert rows["azimuth_deg"].isna().to_dict()["thaad-seongju"]
    assert rows.loc["kurecik", "azimuth_deg"] == load().record("sites", "kurecik").azimuth_centre_deg
