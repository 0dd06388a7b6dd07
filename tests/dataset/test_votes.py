"""Votes by subject, one by one, and as shares of votes cast alike."""

from __future__ import annotations

import pandas as pd
import pytest

from helpers import load
from helpers.dataset.views.votes import ballots, single_votes, voting_alike


def _votes() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "id": ["late", "early", "other", "silent"],
            "title": ["Late", "Early", "Other", "Silent"],
            "date": pd.to_datetime(["2022-10-12", "2014-03-27", "2018-12-05", "2020-01-01"]),
            "body": "General Assembly",
            "resolution": ["b", "a", "c", "d"],
            "subject": ["borders and rights", "borders", "missiles", "borders"],
            "positions": [
                ("CHN: abstained", "RUS: against"),
                ("CHN: against",),
                ("CHN: in favour",),
                ("RUS: against",),
            ],
            "in_favour": [1, 2, 3, 4],
            "against": [0, 0, 0, 0],
            "abstained": [0, 0, 0, 0],
        }
    )


def test_a_vote_belongs_to_the_first_subject_that_fits() -> None:
    found = ballots(_votes(), state="CHN", beside="RUS", subjects={"Rights": "rights", "Borders": "borders"})
    assert found["id"].tolist() == ["late", "early"]
    assert found["subject"].tolist() == ["Rights", "Borders"]
    assert found["position"].tolist() == ["abstained", "against"]
    assert found["other"].isna().tolist() == [False, True]


def test_a_subject_without_votes_is_refused() -> None:
    with pytest.raises(KeyError, match="no vote is on Trade"):
        ballots(_votes(), state="CHN", beside="RUS", subjects={"Trade": "trade"})


def test_china_abstained_on_every_recorded_text_on_the_borders_of_ukraine() -> None:
    found = ballots(load().votes, state="CHN", beside="RUS", subjects={"Borders": "referendum|annexation"})
    assert set(found["position"]) == {"abstained"} and set(found["other"]) == {"against"}
    assert len(found) >= 4


def test_an_abstention_is_alike_only_with_an_abstention() -> None:
    columns = ["record", "year", "subset", "state_a", "state_b", "recorded_votes", "compared", "identical", "opposed"]
    years = pd.DataFrame(
        [("r", 2000, "all", "CHN", "RUS", 12, 10, 6, 1), ("r", 2001, "all", "CHN", "RUS", 5, 0, 0, 0)], columns=columns
    )
    table = voting_alike(years)
    assert table["year"].tolist() == [2000]  # a year without a common vote has no share
    assert table.loc[0, ["alike_percent", "opposed_percent"]].tolist() == [60, 10]


def test_shares_are_those_that_the_record_of_the_count_states() -> None:
    shares = voting_alike(load().agreement_years).set_index(["pair", "subset", "year"])["alike_percent"]
    stated = load().quantities[load().quantities["record"].eq("un-agreement-series-1992-2019")]
    subsets = {"all votes": "all", "nuclear votes": "nuclear-disarmament"}
    for row in stated[stated["of"].isin(list(subsets))].itertuples():
        assert shares["CHN-RUS", subsets[str(row.of)], row.date.year] == pytest.approx(row.value, abs=0.06)


def test_single_votes_tell_only_what_a_source_tells() -> None:
    names = {"unsc-space-nuclear-draft-2024-04": "Council", "unga-hague-code-divergence": "Assembly"}
    table = single_votes(load().votes, names, {"RUS": "Russia", "CHN": "China", "USA": "United States"})
    cast = table.set_index(["vote", "state"])["cast"].to_dict()
    assert cast == {
        ("Council", "China"): "abstained",
        ("Council", "Russia"): "no",
        ("Council", "United States"): "yes",
        ("Assembly", "China"): "abstained",
        ("Assembly", "Russia"): "yes",
    }
    with pytest.raises(KeyError):
        single_votes(load().votes, {"no-such-vote": "None"}, {"RUS": "Russia"})
