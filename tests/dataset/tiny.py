"""The smallest valid dataset, as text, so that a test can break one line of it and expect that line in the message."""

import shutil
from pathlib import Path

from helpers.paths import DATA

CORE = """\
  claims: {{{claim}: {bearing}}}
{quantities}  confidence: high
  sources:
  - {{source: {source}}}
"""


def core(bearing="context", claim="A07", source="agency-2024-report", quantities=""):
    """Return the end of a dated record."""
    return CORE.format(claim=claim, bearing=bearing, source=source, quantities=quantities)


FILES = {
    "sources": """\
- id: agency-2024-report
  title: A report
  publisher: Agency
  published: '2024-11-13'
  type: official
  language: en
  country: POL
  url: https://example.org/report
  accessed: '2024-11-20'

- id: gazette-2016-note
  title: A note
  publisher: Gazette
  published: '2016-07'
  type: press
  language: pl
  country: null
  url: null
  accessed: null
""",
    "countries": """\
- id: CHN
  name: China
  side: china
  atlas: '156'

- id: POL
  name: Poland
  side: us-and-allies
  atlas: '616'
""",
    "systems": """\
- id: aegis-ashore
  name: Aegis Ashore
  role: shield
  country: POL
  operators: [POL, NATO]
  makers: [Lockheed Martin]
  status: operational
  first_deployed: '2016'
  claims: {A07: context}
  parameters:
  - name: range_km
    value: 700
    low: 500
    high: 900
    as_of: null
    preferred: true
    sources:
    - source: agency-2024-report
  - name: basing
    text: on land
    as_of: null
    sources:
    - source: agency-2024-report
""",
    "sites": """\
- id: redzikowo
  name: Redzikowo
  country: POL
  lat: 54.48
  lon: 17.1
  kind: interceptor-site
  flank: western
  systems: [aegis-ashore]
  phases:
  - {status: under-construction, since: '2016-05-13'}
  - {status: operational, since: '2023-12-15'}
  confidence: high
  sources:
  - source: agency-2024-report
    says: It works.
""",
    "events": """\
- id: opening-2024
  title: Redzikowo opens
  date: '2024-11-13'
  text: The site opens.
  kind: site
  place: {name: Redzikowo, country: POL, lat: 54.48, lon: 17.1}
  claims: {A07: supports}
  quantities:
  - {name: price_musd, value: 36.4}
  confidence: high
  sources:
  - source: gazette-2016-note
""",
    "tests": """\
- id: test-2015
  title: A test
  date: '2015-12-10'
  text: A target was hit.
  kind: intercept
  country: POL
  result: hit
  apogee_km: {low: 100, high: 120}
""",
    "sales": """\
- id: sale-2016
  title: A sale
  date: '2016'
  text: Missiles were sold.
  kind: contract
  seller: Lockheed Martin
  buyer: POL
""",
    "transfers": """\
- id: delivery-2018
  title: A delivery
  date: '2018'
  text: Missiles came.
  kind: delivery
  supplier: POL
  recipient: CHN
""",
    "exercises": """\
- id: drill-2016
  title: A drill
  date: '2016-06-20'
  text: Ships tracked a target.
  kind: missile-defence
  until: '2016-06-28'
""",
    "statements": """\
- id: words-2016
  title: A word
  date: '2016-05-12'
  text: It was said.
  kind: official
  speaker: A minister
""",
    "promises": """\
- id: promise-2017
  title: A delivery by 2017
  date: '2016-08'
  text: Missiles were promised.
  label: Missiles
  promised_by: An agency
  flank: western
  planned: '2017'
  outcome: late
  settled: '2018-02'
  settled_in: delivery-2018
  revisions:
  - said: '2017'
    planned: '2018'
    sources:
    - source: agency-2024-report
  - said: '2018-01'
    planned: '2018'
    sources:
    - source: agency-2024-report
""",
    "votes": """\
- id: vote-2014
  title: A vote
  date: '2014-03-27'
  text: It was voted.
  body: General Assembly
  resolution: 68/262
  subject: Crimea
  in_favour: 100
  against: 11
  abstained: 58
  absent: 24
  positions: {CHN: abstained, POL: in favour}
""",
    "agreement": """\
- id: alike-2019
  title: Votes alike
  date: '2019'
  text: They vote alike.
  counted_by: This book
  rule: Same votes.
""",
    "forces": """\
- id: warheads-2016
  title: Warheads
  date: '2016'
  text: Warheads were counted.
  counted_by: Federation of American Scientists
""",
    "inventories": """\
- id: ships-2016
  title: Ships
  date: '2016'
  text: Ships were counted.
  counted_by: Navy
""",
    "budgets": """\
- id: budget-2016
  title: A budget
  date: '2016'
  text: Money was voted.
  counted_by: Parliament
""",
    "trade": """\
- id: trade-2016
  title: Trade
  date: '2016'
  text: Goods were sold.
  counted_by: Customs
""",
    "claims": """\
- id: A07
  article: A
  paragraph: 5
  kind: fact
  chapter: expansion
  text: A contract was announced.
  holder: author
  at_the_time: {verdict: confirmed, reason: It was.}
  since: {verdict: still true, reason: It is.}
  confidence: high
  evidence: [opening-2024]
  checked: '2026-11-22'

- id: A10
  article: A
  paragraph: 6
  kind: forecast
  chapter: expansion
  text: It will probably be bought.
  holder: author
  at_the_time: {verdict: plausible, reason: It was planned.}
  since: {verdict: occurred late, reason: It came later.}
  confidence: high
  forecast:
    question: Was the contract for the two systems signed by both governments?
    due: '2016-12-31'
    due_is_ours: false
    settled_by: The signed contract
    wording: would conclude
    low_percent: 80
    high_percent: 95
    resolved: '2018-03-28'
  evidence: [sale-2016]
  checked: '2026-11-22'
""",
    "corrections": """\
- id: a07-price
  article: A
  paragraph: 5
  claim: A07
  kind: number
  states: Thirty-six million.
  correct: 36.4 million.
  reported: false
  sources:
  - source: agency-2024-report
""",
}
_ENDS = {
    "tests": core(),
    "sales": core("supports", "A10"),
    "forces": core(
        quantities="  quantities:\n"
        "  - {name: warheads_stockpile, of: CHN, date: '2016', status: estimate, value: 260}\n"
        "  - {name: warheads_stockpile, of: CHN, date: '2030', status: projection, value: 1000}\n"
    ),
    **{
        t: core()
        for t in (
            "transfers",
            "exercises",
            "statements",
            "promises",
            "votes",
            "agreement",
            "inventories",
            "budgets",
            "trade",
        )
    },
}
for _table, _end in _ENDS.items():
    FILES[_table] += _end.replace("- {source: agency-2024-report}", "- source: agency-2024-report")

CSV = """\
record,year,subset,state_a,state_b,recorded_votes,compared,identical,opposed
alike-2019,1992,all,CHN,POL,75,70,30,8
alike-2019,1993,all,CHN,POL,65,62,24,8
"""


def write(folder: Path, **changed: str) -> Path:
    """Write the dataset into a folder, with some files replaced."""
    data = folder / "data"
    (data / "geo").mkdir(parents=True)
    shutil.copy(DATA / "geo" / "countries-50m.json", data / "geo")
    (data / "agreement_years.csv").write_text(changed.pop("agreement_years", CSV), encoding="utf-8")
    for name, text in (FILES | changed).items():
        (data / f"{name}.yml").write_text(text, encoding="utf-8")
    return data


def broken(table: str, old: str, new: str) -> dict[str, str]:
    """Return one file with one passage replaced."""
    text = CSV if table == "agreement_years" else FILES[table]
    assert text.count(old) == 1, f"{old!r} must occur once in {table}"
    return {table: text.replace(old, new)}
