"""What China and Russia say, train and vote together."""

from __future__ import annotations

import typing

import pandas as pd
import pytest

from helpers import load
from helpers.dataset.schema.happenings import Topic
from helpers.dataset.views.standing import standing
from helpers.dataset.views.together import TOPICS, drills, joint_texts, single_votes, voting_alike


@pytest.fixture(scope="module")
def frames() -> dict[str, pd.DataFrame]:
    return dict(load().frames)


def test_every_topic_has_a_name() -> None:
    assert set(TOPICS) == set(typing.get_args(Topic))


def test_texts_by_topic(frames: dict[str, pd.DataFrame]) -> None:
    texts = joint_texts(frames["statements"], standing(frames))
    assert not texts.duplicated(["record", "topic"]).any()
    assert texts.drop_duplicates("group")["group"].tolist() == ["The shield itself", "What goes with it"]
    assert all(rows["date"].is_monotonic_increasing for _, rows in texts.groupby("topic"))
    by_record = texts.drop_duplicates("record").set_index("record")
    assert by_record.loc["joint-statement-strategic-stability-2016", "signers"] == "Presidents"
    assert by_record.loc["joint-statement-korea-thaad-2017", "signers"] == "Foreign ministries"
    assert by_record.loc["joint-countermeasures-thaad-2016-07", "signers"] == "Deputies and officers"
    assert by_record.loc["joint-statement-beijing-2018", "alone"]
    assert not by_record.loc["joint-statement-beijing-2008", "alone"]
    assert texts.loc[texts["topic"] == "Golden Dome", "year"].min() == 2025


def test_drills_are_those_of_the_two_alone(frames: dict[str, pd.DataFrame]) -> None:
    found = drills(frames["exercises"], standing(frames))
    assert found["record"].is_unique
    assert "euiss-exercises-2003-2025" not in set(found["record"])
    shield = found[found["group"] == "Missile defence"]
    assert shield["year"].tolist() == [2016, 2017, 2025]
    assert (found["what"] == "Bombers").sum() == 11


def test_an_abstention_is_alike_only_with_an_abstention() -> None:
    columns = ["record", "year", "subset", "state_a", "state_b", "recorded_votes", "compared", "identical", "opposed"]
    years = pd.DataFrame(
        [("r", 2000, "all", "CHN", "RUS", 12, 10, 6, 1), ("r", 2001, "all", "CHN", "RUS", 5, 0, 0, 0)], columns=columns
    )
    table = voting_alike(years)
    assert table["year"].tolist() == [2000]  # a year without a common vote has no share
    assert table.loc[0, ["alike_percent", "opposed_percent"]].tolist() == [60, 10]


def test_shares_are_those_that_the_record_of_the_count_states(frames: dict[str, pd.DataFrame]) -> None:
    shares = voting_alike(frames["agreement_years"]).set_index(["pair", "subset", "year"])["alike_percent"]
    stated = frames["quantities"][frames["quantities"]["record"].eq("un-agreement-series-1992-2019")]
    subsets = {"all votes": "all", "nuclear votes": "nuclear-disarmament"}
    for row in stated[stated["of"].isin(list(subsets))].itertuples():
        assert shares["CHN-RUS", subsets[str(row.of)], row.date.year] == pytest.approx(row.value, abs=0.06)


def test_single_votes_tell_only_what_a_source_tells(frames: dict[str, pd.DataFrame]) -> None:
    names = {"unsc-space-nuclear-draft-2024-04": "Council", "unga-hague-code-divergence": "Assembly"}
    table = single_votes(frames["votes"], names, {"RUS": "Russia", "CHN": "China", "USA": "United States"})
    cast = table.set_index(["vote", "state"])["cast"].to_dict()
    assert cast == {
        ("Council", "China"): "abstained",
        ("Council", "Russia"): "no",
        ("Council", "United States"): "yes",
        ("Assembly", "China"): "abstained",
        ("Assembly", "Russia"): "yes",
    }
    with pytest.raises(KeyError):
        single_votes(frames["votes"], {"no-such-vote": "None"}, {"RUS": "Russia"})
