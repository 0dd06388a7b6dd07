"""What China and Russia say, train and vote together."""

from __future__ import annotations

import typing

import pandas as pd
import pytest

from helpers import load
from helpers.dataset.schema.happenings import Topic
from helpers.dataset.views.standing import standing
from helpers.dataset.views.together import TOPICS, drills, joint_texts


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
