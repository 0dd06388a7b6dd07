import pandas as pd
import pytest
import shapely

from helpers import load
from helpers.dataset.facts import look_up
from helpers.dataset.frames import CHILD_TABLES, LINK_TABLES
from helpers.dataset.schema import CSV_TABLES, EVIDENCE, TABLES
from helpers.dataset.schema.fields import Record
from helpers.dataset.units import UNITS
from helpers.dataset.views.history import network, site_history, status_by_year
from tests.dataset.tiny import FILES, broken, write


@pytest.fixture(scope="module")
def ds():
    return load()


def test_sizes(ds):
    assert len(ds.claims) == 71
    assert sum(len(ds.records[table]) for table in EVIDENCE if table not in {"systems", "sites"}) >= 480
    assert len(ds.agreement_years) == 224  # 28 years, 4 pairs, all votes and those on arms


def test_every_claim_is_assessed_and_has_evidence(ds):
    assert ds.claims["at_the_time_verdict"].notna().all()
    assert set(ds.claims["id"]) == set(ds.evidence["claim"])


NAMED = [
    "thaad", "an-tpy-2", "aegis-ashore", "aegis-bmd", "epaa", "patriot", "patriot-pac-3", "sm-2-iiib", "sm-3-ib", "sm-3-iia",
    "kalibr", "klub-s", "s-300pmu", "s-400", "hq-9", "mkv", "airborne-laser", "gmd", "midcourse-interceptor", "narew",
]  # fmt: skip


@pytest.mark.parametrize("system", NAMED)
def test_every_system_that_the_articles_name_has_two_sourced_parameters(ds, system):
    parameters = ds.records["systems"][system].parameters
    assert len(parameters) >= 2
    assert all(parameter.sources for parameter in parameters)


def test_every_forecast_has_a_question_and_an_outcome(ds):
    forecasts = ds.claims[ds.claims["kind"] == "forecast"]
    assert len(forecasts) >= 16
    assert forecasts[["forecast_question", "forecast_due", "since_verdict"]].notna().all(axis=None)
    scored = forecasts["forecast_low_percent"].notna()
    assert (forecasts["at_the_time_verdict"] == "not scorable").eq(~scored).all()


KEYS = [
    ("evidence", "claim", "claims"), ("bearings", "claim", "claims"), ("citations", "source", "sources"),
    ("sites", "country", "countries"), ("systems", "country", "countries"), ("tests", "country", "countries"),
    ("agreement_years", "record", "agreement"), ("agreement_years", "state_a", "countries"),
]  # fmt: skip


@pytest.mark.parametrize(("child", "key", "parent"), KEYS)
def test_keys_join(ds, child, key, parent):
    assert set(getattr(ds, child)[key]) <= set(getattr(ds, parent)["id"])


@pytest.mark.parametrize("child", ["parameters", "phases", "quantities", "bearings", "citations"])
def test_rows_name_the_table_and_the_record_that_they_belong_to(ds, child):
    frame = ds.frames[child]
    for table, rows in frame.groupby("table"):
        assert set(rows["record"]) <= set(ds.records[table]), table


def test_dtypes_follow_from_the_schema_not_from_the_data(ds, tmp_path):
    tiny = load(write(tmp_path))
    for name, frame in ds.frames.items():
        pd.testing.assert_series_equal(frame.dtypes, tiny.frames[name].dtypes)


def test_every_attribute_is_a_documented_frame(ds):
    assert set(ds.frames) == {*TABLES, *CSV_TABLES, *CHILD_TABLES, *LINK_TABLES}


def test_evidence_takes_its_bearing_from_the_record(tmp_path):
    ds = load(write(tmp_path, **broken("events", "claims: {A07: supports}", "claims: {A07: supports, A10: qualifies}")))
    assert ds.evidence.to_dict("records") == [
        {"claim": "A07", "table": "events", "record": "opening-2024", "bearing": "supports"},
        {"claim": "A10", "table": "sales", "record": "sale-2016", "bearing": "supports"},
    ]


def test_copies_of_one_text_are_one_publisher(tmp_path):
    copy = FILES["sources"].replace("publisher: Gazette", "publisher: Agency\n  via: Gazette")
    two = broken("sites", "    says: It works.\n", "    says: It works.\n  - source: gazette-2016-note\n")
    for number, (folder, sources) in enumerate([("copy", copy), ("other", FILES["sources"])], start=1):
        ds = load(write(tmp_path / folder, sources=sources, **two))
        assert ds.sites["publishers"].item() == number


def test_a_series_is_dated_rows_of_one_name(ds):
    rows = ds.quantities.query("table == 'forces' and name == 'warheads_stockpile' and of == 'CHN'")
    assert rows["date"].notna().mean() > 0.9
    assert rows["record"].nunique() > 3  # one record for each counter or year of counting, never one curve of all


def test_dates_are_timestamps_with_a_precision(ds):
    redzikowo = ds.phases.set_index(["record", "status"]).loc["redzikowo", "operational"]
    assert redzikowo["since"] == pd.Timestamp("2023-12-15")
    assert redzikowo["since_precision"] == "day"


def test_load_sees_a_change_at_once(tmp_path):
    data = write(tmp_path)
    assert load(data).sites["lat"].item() == 54.48
    (data / "sites.yml").write_text(broken("sites", "lat: 54.48\n", "lat: 54.50\n")["sites"])
    assert load(data).sites["lat"].item() == 54.50


def test_loading_twice_gives_the_same_object(tmp_path):
    data = write(tmp_path)
    assert load(data) is load(data)


def test_html_in_a_value_stays_text(tmp_path):
    evil = "<script>alert(1)</script>"
    data = write(tmp_path, **broken("sites", "name: Redzikowo", f"name: {evil}"))
    assert load(data).sites["name"].item() == evil


def test_every_field_has_a_description():
    def schemas(base=Record):
        for sub in base.__subclasses__():
            yield sub
            yield from schemas(sub)

    bare = [
        f"{s.__name__}.{name}" for s in schemas() for name, field in s.model_fields.items() if not field.description
    ]
    assert bare == []


def test_cite(ds):
    key = ds.sources["id"].iloc[0]
    assert ds.cite(key).id == key
    with pytest.raises(KeyError, match="did you mean"):
        ds.cite(key + "x")


def test_network_leaves_out_what_defends_nothing(ds):
    places = network(ds.sites, ds.phases, ds.countries)
    assert not {"washington", "kwajalein", "armavir"} & set(places["site"])
    assert set(places["flank"]) == {"western", "eastern", "homeland"}
    assert places["label"].notna().all()


PHASES = pd.DataFrame(
    {
        "record": ["a", "a", "b", "b", "c", "d"],
        "status": ["under-construction", "operational", "planned", "cancelled", "operational", "operational"],
        "since": pd.to_datetime(["2013-10-28", "2016-05-01", "2007-01-01", "2009-09-17", None, None]),
        "since_precision": ["day", "month", "year", "day", None, None],
        "known_by": pd.to_datetime([None, None, None, None, "2013-12-01", None]),
        "known_by_precision": [None, None, None, None, "month", None],
    }
)


def test_status_by_year():
    states = status_by_year(PHASES, [2008, 2014, 2016])
    found = {(row.year, row.site): (row.status, row.start_text) for row in states.itertuples()}
    assert found == {
        (2008, "b"): ("planned", "2007"),
        (2014, "a"): ("under-construction", "2013-10-28"),
        (2014, "b"): ("cancelled", "2009-09-17"),
        (2014, "c"): ("operational", "by 2013-12"),
        (2016, "a"): ("operational", "2016-05"),
        (2016, "b"): ("cancelled", "2009-09-17"),
        (2016, "c"): ("operational", "by 2013-12"),
    }


def test_site_history():
    history = site_history(PHASES)
    columns = ["planned_date", "in_service_date", "ended_date", "in_service_known", "status"]
    assert history.loc["a", columns].tolist() == ["2013-10-28", "2016-05", "", True, "operational"]
    assert history.loc["b", columns].tolist() == ["2007", "", "2009-09-17", False, "cancelled"]
    assert history.loc["c", columns].tolist() == ["", "by 2013-12", "", False, "operational"]
    assert history.loc["d", "in_service_date"] == "not known"
    assert history.loc["c", "in_service"] == pd.Timestamp("2013-12-01")


FACTS = {
    "sites.redzikowo.operational": "15 December 2023",
    "sites.redzikowo.operational | year": "2023",
    "sites.redzikowo.operational | month": "December 2023",
    "sites.redzikowo.lat": "54.48",
    "sales.aegis-ashore-poland-contract-2016.contract_value_musd": "36.4 million dollars",
    "sales.aegis-ashore-poland-contract-2016.contract_value_musd | bare": "36.4",
    "sales.aegis-ashore-poland-contract-2016.planned_completion_year": "2018",
    "tests.dprk-test-2017-07-28-hwasong-14.apogee_km": "3,724.9 km",
    "forces.stockpile-series-china-2000-2023.warheads_stockpile.2016": "260",
    "forces.stockpile-series-china-2000-2023.warheads_stockpile.CHN.2016": "260",
    "forces.stockpile-series-china-2000-2023.warheads_stockpile | spread": "232 to 410",
    "votes.unga-68-262-crimea-2014.in_favour": "100",
    "events.deveselu-operational-2016.date": "12 May 2016",
    "systems.aegis-bmd.success_rate_percent": "84 percent",
    "systems.aegis-bmd.success_rate_percent | spread": "10 to 84 percent",
    "sales.romania-patriot-2017.systems": "7",
}


def test_count(ds):
    assert look_up(ds, "count.claims").text == "71"
    assert look_up(ds, "count.records").text == f"{sum(len(ds.records[table]) for table in EVIDENCE):,}"
    assert look_up(ds, "count.records.checked").text == str(
        sum(ds.frames[table]["checked"].notna().sum() for table in EVIDENCE)
    )
    assert look_up(ds, "count.claims.at_the_time").text == str(ds.claims["at_the_time_verdict"].notna().sum())


@pytest.mark.parametrize(("path", "text"), FACTS.items())
def test_fact(ds, path, text):
    fact = look_up(ds, path)
    assert fact.text == text
    assert fact.citations


NOT_FACTS = {
    "sites.redzikovo.operational": "'redzikovo' is not in sites; did you mean 'redzikowo'?",
    "site.redzikowo.operational": "'site' is not a table; did you mean 'sites'?",
    "sites.redzikowo.operationl": "'operationl' of sites.redzikowo is not a fact; did you mean 'operational'?",
    "sites.redzikowo": "'sites.redzikowo' must be table.id.field",
    "sites.redzikowo.operational | yeer": "'yeer' does not fit this fact, which takes 'year' or 'month'; did you mean 'year'?",
    "sites.redzikowo.lat | spread": "'spread' does not fit this fact, which takes no format",
    "sites.cape-cod.operational | month": "'1980' is known to the year only",
    "sites.al-udeid-tpy-2.operational": "sites.al-udeid-tpy-2 has no known start of 'operational'",
    "count.claim": "'claim' is not a table; did you mean 'claims'?",
    "count.claims.verdict": "'verdict' is not a field of claims",
    "systems.aegis-bmd.ships_us": "systems.aegis-bmd has 2 rows of ships_us to choose from; mark one 'preferred: true' or use "
    "the format 'spread'",
    "systems.an-tpy-2.detection_range_km": "systems.an-tpy-2 has 2 rows of detection_range_km to choose from; name one: "
    "'detection_range_km.",
    "forces.stockpile-series-china-2000-2023.warheads_stockpile.1999": "forces.stockpile-series-china-2000-2023 has no row of "
    "warheads_stockpile for '1999'; there are 'warheads_stockpile.CHN.2000",
    "sites.redzikowo.operational.2023": "'operational' of sites.redzikowo is not a number with rows to choose from",
    "systems.thaad.kill_mechanism | spread": "kill_mechanism of systems.thaad is a text and has no spread",
    "systems.aegis-bmd.sources": "'sources' of systems.aegis-bmd is not a fact",
    "sites.redzikowo.sources": "'sources' of sites.redzikowo is not a fact",
    "claims.A15.model_dump": "'model_dump' of claims.A15 is not a fact",
}


@pytest.mark.parametrize(("path", "message"), NOT_FACTS.items())
def test_no_fact(ds, path, message):
    with pytest.raises(KeyError) as error:
        look_up(ds, path)
    assert error.value.args[0].startswith(message)


def test_units_of_names_are_written_out(ds):
    """An ending that names a unit must be known, or a reader gets a number without it."""
    names = {*ds.parameters["name"], *ds.quantities["name"]}
    units = {"usd", "eur", "jpy", "krw", "sek", "pln", "aud", "chf"}
    unknown = [name for name in names if name.split("_")[-1][1:] in units and name.split("_")[-1] not in UNITS]
    short = {"km", "kg", "kw", "mw", "mach", "deg", "percent", "weeks", "days", "hours", "minutes", "s"}
    assert unknown == []
    assert short <= set(UNITS)


def test_countries_are_whole_across_the_dateline(ds):
    russia = ds.world.shape("643")
    assert russia.contains(shapely.Point(176, 65.5))  # near Anadyr
    assert russia.contains(shapely.Point(-173, 66.5))  # Chukotka beyond the dateline
    assert not russia.contains(shapely.Point(0, 66.5))


def test_borders_are_shared_and_coasts_are_not(ds):
    assert 200 < len(ds.world.borders()) < len(ds.world.rings())
