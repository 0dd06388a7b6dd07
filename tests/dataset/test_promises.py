"""Promises: a slip is a lower bound, and a plan holds until the next one is stated."""

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import load
from helpers.dataset.dates import earliest, latest
from helpers.dataset.facts import look_up
from helpers.dataset.views.promises import last_days, plan_paths, slips

TODAY = dt.date(2026, 11, 30)


@pytest.fixture(scope="module")
def ds():
    return load()


@pytest.fixture(scope="module")
def found(ds):
    return slips(ds.promises, TODAY).set_index("promise")


@pytest.fixture(scope="module")
def paths(ds):
    return plan_paths(ds.promises, ds.revisions, TODAY)


@given(day=st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)), length=st.sampled_from([4, 7, 10]))
def test_the_last_day_of_a_date_lies_in_it_and_the_next_does_not(day, length):
    text = day.isoformat()[:length]
    assert earliest(text) <= day <= latest(text)
    assert latest(text).isoformat()[:length] == text
    assert (latest(text) + dt.timedelta(days=1)).isoformat()[:length] != text


def test_last_days_of_a_column_are_those_of_its_dates():
    texts = ["2018", "2018-02", "2018-02-03"]
    first = pd.Series(pd.to_datetime([earliest(text) for text in texts]))
    assert [day.date() for day in last_days(first, pd.Series(["year", "month", "day"]))] == list(map(latest, texts))


def test_slips_are_those_of_the_calendar(found):
    assert found.loc["promise-redzikowo-2018", "slip_days"] == (dt.date(2023, 12, 15) - dt.date(2018, 12, 31)).days
    assert found.loc["promise-patriot-two-2019", "slip_days"] == (dt.date(2022, 1, 1) - dt.date(2019, 12, 31)).days
    assert found.loc["promise-patriot-eight-2025", "slip_days"] == (TODAY - dt.date(2025, 12, 31)).days


def test_what_came_in_time_slipped_by_nothing_and_what_is_late_by_something(found):
    for outcome, sign in (("in time", -1), ("late", 1), ("overdue", 1)):
        days = found.loc[found["outcome"] == outcome, "slip_days"]
        assert len(days)
        assert (days * sign >= 0).all()
    without = found[found["outcome"].isin(["given up", "not yet due", "undated", "not known"])]
    assert without["slip_days"].isna().all()


def test_the_west_comes_first_and_dates_stand_in_order(found):
    assert found["flank"].tolist() == sorted(found["flank"], reverse=True)
    for _, rows in found.groupby("flank", observed=True):
        dated = rows["promised"].dropna()
        assert dated.is_monotonic_increasing
        assert rows["promised"].notna().tolist() == sorted(rows["promised"].notna(), reverse=True)


def test_a_plan_holds_until_the_next_is_stated(ds, paths):
    for promise, rows in paths.groupby("promise"):
        assert rows["said"].is_monotonic_increasing, promise
        for (_, before), (_, after) in zip(rows.iloc[:-1].iterrows(), rows.iloc[1:].iterrows(), strict=True):
            assert before["said"] == after["said"] or before["planned"] == after["planned"], promise
    dated = ds.promises["planned"].notna().sum()
    assert paths["promise"].nunique() == dated


def test_paths_end_on_the_day_itself_or_stay_open(ds, paths):
    outcomes = ds.promises.set_index("id")["outcome"].astype("str")
    for promise, rows in paths.groupby("promise"):
        last = rows.iloc[-1]
        if outcomes[promise] in {"in time", "late"}:
            assert last["kind"] == "came"
            assert last["said"] == last["planned"]
        elif outcomes[promise] == "given up":
            assert last["kind"] == "given up"
            assert last["planned"] > last["said"]
        else:
            assert last["said"] == pd.Timestamp(TODAY)


def test_dates_of_a_promise_can_be_looked_up(ds):
    assert look_up(ds, "promises.promise-redzikowo-2018.planned").text == "31 December 2018"
    assert look_up(ds, "promises.promise-redzikowo-2018.settled | year").text == "2023"
