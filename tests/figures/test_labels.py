import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.figures.maps.labels import LABEL_PX, SYMBOL_PX, Box, View, label_box, place_labels

TEXT = st.text("aegilmorstuwEKRS ", min_size=1, max_size=14)


@st.composite
def crowds(draw):
    """Symbols in a frame at two sizes of the screen, with names for some of them."""
    inside = st.tuples(st.floats(0, 1), st.floats(0, 1))
    points = np.array(draw(st.lists(inside, min_size=1, max_size=25)))
    texts = draw(st.lists(TEXT, min_size=1, max_size=len(points)))
    sizes = draw(st.tuples(st.floats(250, 400), st.floats(600, 800)))
    return [View(size, 0.7 * size, points * [size, 0.7 * size]) for size in sizes], texts


def boxes_of(view, texts, positions):
    return [
        label_box(point, text, position, LABEL_PX, SYMBOL_PX)
        for point, text, position in zip(view.points_px, texts, positions, strict=False)
        if position
    ]


@given(crowds())
def test_labels_overlap_neither_each_other_nor_the_frame(crowd):
    views, texts = crowd
    positions = place_labels(views, texts)
    assert len(positions) == len(texts)
    for view in views:
        boxes = boxes_of(view, texts, positions)
        assert all(box.within(view.width_px, view.height_px) for box in boxes)
        assert all(one.shared(other) == 0 for one, other in itertools.combinations(boxes, 2))


@given(crowds())
def test_symbols_are_hidden_by_less_than_half(crowd):
    views, texts = crowd
    positions = place_labels(views, texts)
    for view in views:
        for i, position in enumerate(positions):
            if not position:
                continue
            box = label_box(view.points_px[i], texts[i], position, LABEL_PX, SYMBOL_PX)
            for x, y in np.delete(view.points_px, i, axis=0):
                assert box.shared(Box(x - 6.5, y - 6.5, x + 6.5, y + 6.5)) < 0.5


@given(crowds())
def test_same_points_same_positions_and_later_labels_move_no_earlier_one(crowd):
    views, texts = crowd
    assert place_labels(views, texts) == place_labels(views, texts)
    assert place_labels(views, texts[:-1]) == place_labels(views, texts)[:-1]


def view(*points, width=300, height=200):
    return View(width, height, np.array(points, float))


def test_alone_a_label_is_right_of_its_symbol():
    assert place_labels([view((150, 100))], ["Rota"]) == ["middle right"]


def test_at_the_edge_it_turns_inwards():
    assert place_labels([view((290, 100))], ["Rota"]) == ["middle left"]
    assert place_labels([view((10, 2))], ["Rota"]) == ["bottom right"]


def test_what_is_free_on_a_wide_screen_only_is_not_taken():
    wide, narrow = view((150, 100), (230, 100)), view((150, 100), (175, 100))
    assert place_labels([wide], ["Kürecik"]) == ["middle right"]
    assert place_labels([wide, narrow], ["Kürecik"]) == ["middle left"]


def test_a_name_does_not_stand_by_another_symbol():
    """A cross close below would take a name at the lower right for its own."""
    positions = place_labels([view((150, 100), (157, 96), (149, 111.5))], ["Shariki"])
    assert positions == ["top left"]


def test_the_more_important_label_wins_and_the_other_may_be_left_out():
    one_place = view((30, 8), (31, 8), width=80, height=16)
    assert place_labels([one_place], ["Leshan", "Kadena"])[1] is None


@pytest.mark.parametrize("position", ["middle right", "middle left", "top center", "bottom center", "top right"])
def test_box_lies_on_the_side_that_its_position_says(position):
    box = label_box((100, 100), "Rota", position, 11, 9)
    vertical, horizontal = position.split()
    assert (box.left > 100, box.right < 100) == (horizontal == "right", horizontal == "left")
    assert (box.bottom < 100, box.top > 100) == (vertical == "top", vertical == "bottom")
