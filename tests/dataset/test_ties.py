"""Ties between the United States and its partners: what counts as one, whose they are, and since when."""

import pandas as pd
import pytest

from helpers import load
from helpers.dataset.views.history import site_history
from helpers.dataset.views.ties import KINDS, first_ties, ties


@pytest.fixture(scope="module")
def table():
    ds = load()
    return ties(ds.frames, site_history(ds.phases))


def of(table, **wanted):
    for column, value in wanted.items():
        table = table[table[column] == value]
    return table


def changed(frames, table, record, **values):
    """Return the frames of the dataset with some values of one record changed."""
    frame = frames[table]
    mine = frame["id"] == record
    new = {
        name: [value if own else old for own, old in zip(mine, frame[name], strict=True)]
        for name, value in values.items()
    }
    return {**frames, table: frame.assign(**new)}


def test_every_tie_rests_on_a_record_of_a_partner(table):
    ds = load()
    assert set(table["kind"]) == set(KINDS)
    assert not set(table["partner"]) & {"USA", "GUM", "RUS", "CHN", "PRK", "IRN"}
    for row in table.itertuples():
        assert ds.record(row.table, row.record)
    assert not table.duplicated(["partner", "kind", "system", "record"]).any()


def test_only_sites_in_service_are_ties(table):
    assert of(table, partner="CZE", kind="site").empty  # given up in 2009
    assert of(table, partner="JOR", kind="site").empty  # lost in 2026
    assert "redzikowo" in set(of(table, partner="POL", kind="site")["record"])
    assert of(table, partner="KOR", kind="site", record="green-pine-busan").empty  # an Israeli radar


def test_buyers_of_a_joint_purchase_are_all_there(table):
    assert set(of(table, record="europe-gem-t-2024")["partner"]) == {"DEU", "NLD", "ROU", "ESP"}
    assert set(of(table, record="sm3iia-contract-2022")["partner"]) == {"JPN"}


def test_a_foreign_seller_makes_no_american_sale(table):
    assert of(table, record="turkey-tloramids-2013").empty  # a Chinese system that beat the Patriot
    assert of(table, record="lithuania-nasams-2017").empty  # a Norwegian one
    assert not of(table, record="taiwan-nasams-2024").empty  # the same, sold by Washington


def test_development_is_common_work_and_licences(table):
    work = of(table, kind="development")
    assert set(work["partner"]) == {"JPN"}
    assert {"sm-3-iia", "patriot-pac-3", "gpi"} == set(work["system"])


def test_kinds_of_sales_decide_the_state():
    ds = load()
    frames = changed(ds.frames, "sales", "sweden-patriot-2018", kind="notice")
    table = ties(frames, site_history(ds.phases))
    assert set(of(table, record="sweden-patriot-2018")["state"]) == {"cleared"}


def test_exercises_without_the_united_states_are_none(table):
    assert "exercise-aerospace-security-2016" not in set(table["record"])
    ds = load()
    frames = changed(ds.frames, "exercises", "pacific-dragon-2016", actors=("JPN", "KOR"))
    assert of(ties(frames, site_history(ds.phases)), record="pacific-dragon-2016").empty


def test_the_first_tie_is_the_earliest_and_keeps_the_best_state(table):
    first = first_ties(table).set_index(["partner", "kind"])
    assert first.index.is_unique
    earliest = table.groupby(["partner", "kind"])["date"].min()
    assert (first["date"] == earliest.reindex(first.index)).all()
    assert (first["year"] == first["date"].dt.year).all()
    poland = first.loc[("POL", "purchase")]
    assert (poland["record"], poland["state"]) == ("wisla-dsca-2017", "signed")  # cleared first, signed later
    assert first.loc[("IND", "purchase"), "state"] == "dropped"


def test_groups_may_be_finer(table):
    first = first_ties(table, by=["partner", "kind", "system"])
    assert len(first) == len(table.drop_duplicates(["partner", "kind", "system"]))
    assert isinstance(first["date"].iloc[0], pd.Timestamp)
