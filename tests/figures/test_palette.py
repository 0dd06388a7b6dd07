"""The colours of the book: distinct for all eyes, and clear enough on both papers."""

import itertools

import pytest
from coloraide import Color

from helpers.figures.style import tokens

SIDES = ("us-and-allies", "china", "russia", "north-korea", "iran")
FLANKS = ("western", "eastern", "homeland")
EYES = (None, "protan", "deutan", "tritan")
"""Full colour vision, and the three common deficiencies in their full form."""
DISTINCT = 11
"""CIEDE2000: at 2 a difference is seen by close attention, at 11 at a glance."""


def seen(name, theme, eyes):
    found = Color(tokens()[name][theme])
    return found.filter(eyes) if eyes else found


@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("group", [SIDES, FLANKS])
def test_colours_of_a_group_are_told_apart(group, theme, eyes):
    away = {
        pair: seen(pair[0], theme, eyes).delta_e(seen(pair[1], theme, eyes), method="2000")
        for pair in itertools.combinations(group, 2)
    }
    nearest = min(away, key=away.get)
    assert away[nearest] >= DISTINCT, nearest


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(
    ("name", "least"), [("ink", 7), ("ink-soft", 4.5), ("ended", 3), *((name, 4.5) for name in (*SIDES, *FLANKS))]
)
def test_contrast_on_paper_and_land(theme, name, least):
    """WCAG 2.2: 4.5 to 1 for text, 3 to 1 for marks."""
    colour, paper, land = (Color(tokens()[key][theme]) for key in (name, "sea", "land"))
    assert colour.contrast(paper, method="wcag21") >= least
    assert colour.contrast(land, method="wcag21") >= min(least, 3)


def test_light_colours_are_distinct_so_that_the_swap_is_unique():
    light = [values["light"] for values in tokens().values()]
    assert len(set(light)) == len(light)
