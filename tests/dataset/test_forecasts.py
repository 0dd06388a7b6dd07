"""Forecasts and fates: what is scored, what is counted, and that no claim gets lost on the way."""

from __future__ import annotations

import pandas as pd
import pytest

from helpers import load
from helpers.dataset.schema.claims import WORDS_AT_THE_TIME, WORDS_SINCE
from helpers.dataset.views.forecasts import FATES, SILENT, STANDINGS, fates, forecasts


@pytest.fixture(scope="module")
def claims():
    return load().claims


@pytest.fixture(scope="module")
def table(claims):
    return forecasts(claims).set_index("claim")


def test_every_forecast_is_there_and_nothing_else(claims, table):
    assert set(table.index) == set(claims.loc[claims["kind"] == "forecast", "id"])


def test_likely_ones_stand_first_and_silent_ones_last(table):
    scored = table["low_percent"].dropna()
    assert scored.is_monotonic_decreasing
    assert table["low_percent"].isna().tolist() == sorted(table["low_percent"].isna())
    assert set(table.loc[table["low_percent"].isna(), "likelihood"]) == {SILENT}
    assert table.loc["A32", "likelihood"] == "likely, probable"


def test_what_came_late_did_not_come_by_its_day(table):
    late = table[table["outcome"] == "occurred late"]
    assert len(late)
    assert (late[["strict", "generous"]] == 0).all(axis=None)


def test_the_readings_differ_where_something_happened_in_part_and_only_there(table):
    differ = table.index[table["strict"].ne(table["generous"]) & table["strict"].notna()]
    assert set(differ) == set(table.index[table["outcome"] == "occurred in part"])
    assert (table["generous"].fillna(0) >= table["strict"].fillna(0)).all()


def test_what_never_arose_has_no_outcome(table):
    never = table[table["outcome"].isin(["condition never arose", "not scorable", "unresolved"])]
    assert never[["strict", "generous"]].isna().all(axis=None)
    assert table.drop(never.index)[["strict", "generous"]].notna().all(axis=None)


def test_every_verdict_has_one_fate():
    verdicts = [verdict for fate in FATES.values() for verdict in fate]
    assert len(verdicts) == len(set(verdicts))
    assert set(verdicts) == {word for words in WORDS_SINCE.values() for word in words}


def test_every_claim_has_a_place_of_its_own(claims):
    found = fates(claims)
    assert sorted(found["claim"]) == sorted(claims["id"])
    assert not found.duplicated(["kind", "then", "place"]).any()
    assert found["fate"].isin(list(FATES)).all()
    for _, group in found.groupby(["kind", "then"], sort=False):
        assert group["place"].tolist() == list(range(1, len(group) + 1))
        assert set(group["size"]) == {len(group)}


def test_claims_without_a_verdict_are_left_out(claims):
    some = claims.head(3).copy()
    some.loc[some.index[0], "at_the_time_verdict"] = pd.NA
    assert some["id"].iloc[0] not in set(fates(some)["claim"])


def test_every_verdict_of_its_time_has_one_standing():
    scale = {word for words in WORDS_AT_THE_TIME.values() for word in words}
    assert sorted(word for words in STANDINGS.values() for word in words) == sorted(scale)
