"""What is kept between runs is fast, and never old."""

import pickle

import pytest

from helpers import load
from helpers.dataset import cache


@pytest.fixture
def kept(tmp_path, monkeypatch):
    monkeypatch.setattr(cache, "_FOLDER", tmp_path / "kept")
    return tmp_path / "kept"


def test_the_same_bytes_are_made_once(tmp_path, kept):
    file = tmp_path / "a.yml"
    file.write_text("one")
    made = []

    def make():
        made.append(file.read_text())
        return {"text": made[-1]}

    assert [cache.remember([file], make) for _ in range(3)] == [{"text": "one"}] * 3
    file.write_text("two")
    assert cache.remember([file], make) == {"text": "two"}
    assert made == ["one", "two"]
    assert len(list(kept.iterdir())) == 1  # the older state is gone


def test_a_change_of_the_code_makes_it_again(tmp_path, kept, monkeypatch):
    file = tmp_path / "a.yml"
    file.write_text("one")
    cache.remember([file], lambda: {"by": "old code"})
    (tmp_path / "code").mkdir()
    (tmp_path / "code" / "rule.py").write_text("stricter = True")
    monkeypatch.setattr(cache, "_CODE", tmp_path / "code")
    assert cache.remember([file], lambda: {"by": "new code"}) == {"by": "new code"}


@pytest.mark.parametrize("damage", ["emptied", "cut", "one bit", "another content"])
def test_what_cannot_be_read_back_whole_is_made_again(tmp_path, kept, damage):
    file = tmp_path / "a.yml"
    file.write_text("one")
    cache.remember([file], lambda: {"n": 1})
    path = next(kept.iterdir())
    raw = path.read_bytes()
    flipped = bytes([*raw[:-3], raw[-3] ^ 1, *raw[-2:]])
    path.write_bytes(
        {"emptied": b"", "cut": raw[:-5], "one bit": flipped, "another content": pickle.dumps({"n": 3})}[damage]
    )
    assert cache.remember([file], lambda: {"n": 2}) == {"n": 2}


def test_an_unreadable_file_is_left_to_the_loader(tmp_path, kept):
    assert cache.remember([tmp_path / "gone.yml"], lambda: {"n": 1}) == {"n": 1}
    assert not kept.exists()


def test_what_cannot_be_written_is_done_without(tmp_path, monkeypatch):
    blocker = tmp_path / "kept"
    blocker.write_text("a file where the folder should be")
    monkeypatch.setattr(cache, "_FOLDER", blocker / "sub")
    assert cache.remember([], lambda: {"n": 1}) == {"n": 1}


def test_read_back_and_freshly_read_are_the_same():
    import datetime as dt

    from helpers.dataset.load import _validated
    from helpers.paths import DATA

    fresh, kept = _validated(DATA, dt.date.today()), load()
    assert fresh.records == kept.records
    for name, frame in fresh.frames.items():
        assert frame.equals(kept.frames[name]), name
        assert frame.dtypes.equals(kept.frames[name].dtypes), name
