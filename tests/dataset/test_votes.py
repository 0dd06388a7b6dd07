"""Votes by subject: each belongs to the first subject that fits, and both states are read from the record."""

from __future__ import annotations

import pandas as pd
import pytest

from helpers import load
from helpers.dataset.views.votes import ballots


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
