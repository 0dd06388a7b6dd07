"""On whose word records stand."""

from __future__ import annotations

import pandas as pd
import pytest

from helpers import load
from helpers.dataset.views.standing import PARTIES, standing

COUNTRIES = pd.DataFrame(
    {"id": ["CHN", "RUS", "GBR", "IND"], "side": ["china", "russia", "us-and-allies", "other"]}, dtype="str"
)
SOURCES = pd.DataFrame(
    [
        ("xinhua", "Xinhua", "CHN"),
        ("xinhua-too", "Xinhua", "CHN"),
        ("tass", "TASS", "RUS"),
        ("reuters", "Reuters", "GBR"),
        ("ani", "ANI", "IND"),
        ("un", "United Nations", None),
        ("blog", "A blog", None),
    ],
    columns=["id", "publisher", "country"],
    dtype="str",
)


def frames(*cited: tuple[str, str]) -> dict[str, pd.DataFrame]:
    citations = pd.DataFrame(list(cited), columns=["record", "source"], dtype="str")
    return {"citations": citations, "sources": SOURCES, "countries": COUNTRIES}


@pytest.mark.parametrize(
    ("sources", "alone"),
    [
        (["xinhua", "tass"], True),
        (["xinhua", "reuters"], False),
        (["tass", "ani"], False),
        (["xinhua", "un"], False),
        (["xinhua", "blog"], True),
        (["blog"], True),
    ],
)
def test_a_witness_has_a_known_seat_elsewhere(sources: list[str], alone: bool) -> None:
    assert standing(frames(*(("drill", source) for source in sources))).loc["drill", "alone"] == alone


def test_one_publisher_counts_once() -> None:
    row = standing(frames(("drill", "xinhua"), ("drill", "xinhua-too"), ("drill", "tass"))).loc["drill"]
    assert (row["own"], row["outside"], row["alone"]) == (2, 0, True)


def test_the_sides_are_a_choice() -> None:
    cited = frames(("drill", "xinhua"), ("drill", "tass"))
    assert standing(cited, {"china", "russia"}).loc["drill", "alone"]
    assert not standing(cited, {"china"}).loc["drill", "alone"]
    assert not standing(cited, {"us-and-allies"}).loc["drill", "alone"]


def test_an_unknown_side_is_refused() -> None:
    with pytest.raises(ValueError, match="no country is on the side of atlantis"):
        standing(frames(("drill", "xinhua")), {"atlantis"})


def test_every_citing_record_of_the_dataset_has_a_standing() -> None:
    data = load()
    table = standing(data.frames)
    assert set(table.index) == set(data.citations["record"])
    assert (table["own"] + table["outside"]).le(data.citations.groupby("record")["source"].nunique()).all()
    assert set(data.countries["side"].astype("str")) >= PARTIES
