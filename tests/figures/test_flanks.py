"""The small map of the flanks: full before a day, open since, and every site on it."""

import pandas as pd

from helpers import load
from helpers.figures import flanks_map
from helpers.figures.style import colour

SITES = pd.DataFrame(
    [
        ("a", "<Alpha>", "western", 50.0, 20.0, "2016-08-15"),
        ("b", "Beta", "western", 44.0, 24.0, "2016-08-16"),
        ("c", "Gamma", "eastern", 36.0, 128.0, "1994-01-01"),
    ],
    columns=["site", "name", "flank", "lat", "lon", "in_service_date"],
)
SITES = SITES.assign(label=SITES["name"], country_name="Land", in_service=pd.to_datetime(SITES["in_service_date"]))


def drawn():
    ds = load()
    russia = ds.countries.set_index("id")["atlas"]["RUS"]
    words = {"day": "2016-08-16", "names": ("before", "since")}
    return flanks_map(ds.world, SITES, **words, labels=["a", "c"], countries={"Russia": (russia, 63, 98)})


def test_a_site_is_full_before_the_day_and_open_from_it_on():
    marks = {trace.name: trace for trace in drawn().data if trace.hoverinfo == "text"}
    told = {name: (len(trace.x), trace.marker.symbol, trace.marker.color) for name, trace in marks.items()}
    assert told == {
        "Western flank, before": (1, "circle", colour("western")),
        "Western flank, since": (1, "diamond-open", colour("western")),
        "Eastern flank, before": (1, "circle", colour("eastern")),
        "Eastern flank, since": (0, "diamond-open", colour("eastern")),
    }
    assert "&lt;Alpha&gt;" in marks["Western flank, before"].hovertext[0]
    assert "in service 2016-08-15" in marks["Western flank, before"].hovertext[0]


def test_the_legend_explains_each_look_once():
    entries = [trace.name for trace in drawn().data if list(trace.x) == [None]]
    assert sorted(entries) == [
        "Eastern flank, before",
        "Eastern flank, since",
        "Western flank, before",
        "Western flank, since",
    ]
