"""Counts, money and trials as frames: what the chapters draw is what the records say."""

import pandas as pd
import pytest

from helpers import load
from helpers.dataset.views.counts import counts_and_plans, in_prices_of, money_by_year
from helpers.dataset.views.trials import counted_under, intercept_trials

SYSTEMS = {"gmd": "GMD", "thaad": "THAAD", "sm-3-iia": "SM-3 IIA"}


@pytest.fixture(scope="module")
def ds():
    return load()


@pytest.fixture(scope="module")
def trials(ds):
    return intercept_trials(ds.tests, ds.quantities, SYSTEMS)


def test_counts_and_plans_are_told_apart_and_in_order(ds):
    rows = counts_and_plans(ds.quantities, record="gbi-interceptors-by-year", name="interceptors", of="GBI")
    assert rows["date"].is_monotonic_increasing
    assert rows.query("not planned")["number"].iloc[-1] == 44
    assert 20 in rows.query("planned")["number"].tolist()
    assert 64 not in rows["number"].tolist()  # a plan without a date


def test_a_series_that_is_not_there_is_an_error(ds):
    with pytest.raises(KeyError, match="no dated rows of ships of GBI"):
        counts_and_plans(ds.quantities, record="gbi-interceptors-by-year", name="ships", of="GBI")


def test_money_says_what_was_stated(ds):
    money = money_by_year(ds.quantities, record="mda-budget-by-fiscal-year-2002-2026", of="Missile Defense Agency")
    given = money[money["status"] == "enacted"].set_index("fiscal_year")
    assert given.loc[2018, "budget_busd"] == 11.5
    assert given.loc[2018, "stated"]
    assert not given.loc[2010, "stated"]
    assert not given.loc[2017, "stated"]


def test_constant_prices_leave_their_own_year_alone(ds):
    levels = ds.quantities[ds.quantities["name"] == "price_level_ratio"]
    years = pd.Series([2002, 2025, 1990])
    worth = in_prices_of(pd.Series([1.0, 1.0, 1.0]), years, levels, year=2025)
    assert worth.iloc[0] == pytest.approx(1.70, abs=0.01)
    assert worth.iloc[1] == 1
    assert pd.isna(worth.iloc[2])
    with pytest.raises(KeyError):
        in_prices_of(pd.Series([1.0]), pd.Series([2002]), levels, year=1990)


def test_trials_agree_with_the_published_tallies(ds, trials):
    tallies = {"GMD": (12, 20), "SM-3 IIA": (6, 8)}
    for system, tally in tallies.items():
        row = counted_under(trials, [(system, "all", "result != 'no test'")]).iloc[0]
        assert (row["hits"], row["trials"]) == tally
    modern = [("THAAD", "since 2006", "year >= 2006 and result != 'no test'")]
    assert tuple(counted_under(trials, modern).iloc[0][["hits", "trials"]]) == (16, 16)
    assert tuple(counted_under(trials, modern, by_target=False).iloc[0][["hits", "trials"]]) == (14, 14)


def test_each_trial_belongs_to_one_system(ds, trials):
    assert trials["test"].is_unique
    assert trials["date"].is_monotonic_increasing
    assert set(trials["system"]) == set(SYSTEMS.values())
    assert set(trials["result"]) <= {"hit", "miss", "no test"}


def test_a_void_test_that_counts_is_no_hit(trials):
    strict, loose = counted_under(trials, [("GMD", "a", "result != 'no test'"), ("GMD", "b", "year > 0")]).to_dict(
        "records"
    )
    assert loose["trials"] == strict["trials"] + 1
    assert loose["hits"] == strict["hits"]


def test_a_rule_that_counts_nothing_is_an_error(trials):
    with pytest.raises(ValueError, match="'never' counts no trial of GMD"):
        counted_under(trials, [("GMD", "never", "year < 1900")])
