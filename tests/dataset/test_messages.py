"""Every rule has one broken file, and the exact line that a contributor gets to read."""

import subprocess
import sys

import pytest

from helpers import DatasetError, load
from helpers.paths import ROOT
from tests.dataset.tiny import CSV, FILES, broken, write

FORECAST = FILES["claims"][FILES["claims"].index("  forecast:\n") : FILES["claims"].index("  evidence: [sale-2016]")]
BOMB = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"

CASES = {
    "wrong type": (
        broken("sites", "lat: 54.48\n", "lat: 54.48 N\n"),
        "data/sites.yml:4: redzikowo: lat: must be a number (got '54.48 N')",
    ),
    "number where text belongs": (
        broken("systems", "first_deployed: '2016'", "first_deployed: 2016"),
        "data/systems.yml:8: aegis-ashore: first_deployed: must be text (got 2016); put it in quotes",
    ),
    "unknown key": (
        broken("systems", "first_deployed:", "first_deploid:"),
        "data/systems.yml:8: aegis-ashore: first_deploid: is not a known key; did you mean 'first_deployed'?",
    ),
    "unknown key in a list": (
        broken("systems", "    low: 500", "    lowest: 500"),
        "data/systems.yml:13: aegis-ashore: parameters.0.lowest: is not a known key; did you mean 'low'?",
    ),
    "missing key": (
        broken("sites", "  kind: interceptor-site\n", ""),
        "data/sites.yml:1: redzikowo: kind: is missing; add it",
    ),
    "duplicate id": (
        {"sites": FILES["sites"] * 2},
        "data/sites.yml:16: redzikowo: id: is already the id of the record at data/sites.yml:1; choose another",
    ),
    "id of another table": (
        broken("trade", "id: trade-2016", "id: redzikowo"),
        "data/trade.yml:1: redzikowo: id: is already the id of the record at data/sites.yml:1; choose another",
    ),
    "duplicate key": (
        broken("sites", "  lon: 17.1\n", "  lat: 17.1\n"),
        "data/sites.yml:5: repeats the key 'lat' of line 4; keep one of them",
    ),
    "unknown source": (
        broken("sites", "source: agency-2024-report", "source: agency-2024-raport"),
        "data/sites.yml:14: redzikowo: sources.0.source: 'agency-2024-raport' is not a source in sources.yml; "
        "did you mean 'agency-2024-report'?",
    ),
    "the only citation of a source is misspelt": (
        broken("events", "source: gazette-2016-note", "source: gazette-2016-notes"),
        "data/events.yml:12: opening-2024: sources.0.source: 'gazette-2016-notes' is not a source in sources.yml; "
        "did you mean 'gazette-2016-note'?",
    ),
    "unknown claim": (
        broken("events", "claims: {A07: supports}", "claims: {B07: supports}"),
        "data/events.yml:7: opening-2024: claims.B07: 'B07' is not a claim in claims.yml; did you mean 'A07'?",
    ),
    "unknown system": (
        broken("sites", "systems: [aegis-ashore]", "systems: [aegis-ashor]"),
        "data/sites.yml:8: redzikowo: systems.0: 'aegis-ashor' is not a system in systems.yml; did you mean 'aegis-ashore'?",
    ),
    "unknown country": (
        broken("systems", "operators: [POL, NATO]", "operators: [POL, PLO]"),
        "data/systems.yml:5: aegis-ashore: operators.1: 'PLO' is not a country in countries.yml; did you mean 'POL'?",
    ),
    "unknown record": (
        broken("claims", "evidence: [opening-2024]", "evidence: [opening-2025]"),
        "data/claims.yml:11: A07: evidence.0: 'opening-2025' is not a record in any table; did you mean 'opening-2024'?",
    ),
    "impossible date": (
        broken("events", "date: '2024-11-13'", "date: '2024-02-30'"),
        "data/events.yml:3: opening-2024: date: is not a date of the calendar (got '2024-02-30')",
    ),
    "date of another form": (
        broken("events", "date: '2024-11-13'", "date: 13.11.2024"),
        "data/events.yml:3: opening-2024: date: must be a date as '2016', '2016-07' or '2016-07-13' (got '13.11.2024')",
    ),
    "future event": (
        broken("events", "date: '2024-11-13'", "date: '2099-01'"),
        "data/events.yml:3: opening-2024: date: lies in the future (2099-01); only what has happened has this date",
    ),
    "phases out of order": (
        broken("sites", "since: '2016-05-13'", "since: '2024-05-13'"),
        "data/sites.yml:11: redzikowo: phases.1.since: 'operational' since 2023-12-15 comes before 'under-construction' "
        "since 2024-05-13; put the phases in order",
    ),
    "two dates for one phase": (
        broken("sites", "since: '2023-12-15'", "since: '2023-12-15', known_by: '2024'"),
        "data/sites.yml:11: redzikowo: phases.1: has since and known_by; keep since, which is exact",
    ),
    "latitude 91": (
        broken("sites", "lat: 54.48\n", "lat: 91\n"),
        "data/sites.yml:4: redzikowo: lat: must be at most 90 (got 91)",
    ),
    "low above high": (
        broken("systems", "low: 500", "low: 950"),
        "data/systems.yml:11: aegis-ashore: parameters.0: must have low <= value <= high (got low 950, value 700, high 900)",
    ),
    "outside the country": (
        broken("sites", "lon: 17.1\n", "lon: 71.1\n"),
        "data/sites.yml:4: redzikowo: lat: 54.48, 71.1 lies 3,054 km outside Poland; correct it, or write 'at_sea: true' "
        "for a place at sea",
    ),
    "not in the list of values": (
        broken("sites", "kind: interceptor-site", "kind: interceptor-sites"),
        "data/sites.yml:6: redzikowo: kind: must be one of 'interceptor-site', 'radar', 'naval-base', 'command', 'test-range', "
        "'launch-area', 'silo-field', 'city' (got 'interceptor-sites'); did you mean 'interceptor-site'?",
    ),
    "bad address": (
        broken("sources", "url: https://example.org/report", "url: javascript:alert(1)"),
        "data/sources.yml:8: agency-2024-report: url: must be an address that starts with https:// or http:// "
        "(got 'javascript:alert(1)')",
    ),
    "bad id": (
        broken("sites", "id: redzikowo", "id: Redzikowo"),
        "data/sites.yml:1: Redzikowo: id: must be an id: lower-case words and digits joined by hyphens (got 'Redzikowo')",
    ),
    "no source at all": (
        broken("events", "sources:\n  - source: gazette-2016-note\n", "sources: []\n"),
        "data/events.yml:11: opening-2024: sources: must have at least one item (got none)",
    ),
    "source that nothing cites": (
        broken("events", "source: gazette-2016-note", "source: agency-2024-report"),
        "data/sources.yml:11: gazette-2016-note: id: no record cites this source; cite it, say under background what it serves, "
        "or remove it",
    ),
    "background that a record cites": (
        broken("sources", "- id: gazette-2016-note\n", "- id: gazette-2016-note\n  background: For a model.\n"),
        "data/sources.yml:12: gazette-2016-note: background: is for sources that no record cites; leave it out",
    ),
    "verdict without evidence": (
        broken("claims", "  evidence: [opening-2024]\n", "  evidence: []\n"),
        "data/claims.yml:11: A07: evidence: 'confirmed' needs evidence from 1 or more publishers (has 0)",
    ),
    "contradicted on one publisher's word": (
        broken("claims", "verdict: confirmed", "verdict: contradicted"),
        "data/claims.yml:11: A07: evidence: 'contradicted' needs evidence from 2 or more publishers (has 1)",
    ),
    "verdict of another kind": (
        broken("claims", "kind: fact", "kind: assessment"),
        "data/claims.yml:1: A07: at_the_time: 'confirmed' is not on the scale of a assessment "
        "(supported, contested, not supported)",
    ),
    "evidence that does not say how it bears": (
        broken("claims", "evidence: [sale-2016]", "evidence: [sale-2016, opening-2024]"),
        "data/claims.yml:33: A10: evidence.1: 'opening-2024' does not say how it bears on A10; add 'A10: ...' to its claims",
    ),
    "verdict that no record speaks for": (
        broken("events", "claims: {A07: supports}", "claims: {A07: qualifies}"),
        "data/claims.yml:11: A07: evidence: 'confirmed' needs a record that supports the claim; cite one",
    ),
    "forecast without a question": (
        broken("claims", "kind: forecast", "kind: fact"),
        "data/claims.yml:14: A10: at_the_time: 'plausible' is not on the scale of a fact "
        "(confirmed, confirmed with correction, contradicted, unverifiable)",
    ),
    "one end of an interval": (
        broken("claims", "    high_percent: 95\n", ""),
        "data/claims.yml:24: A10: forecast: has one end of an interval; give low_percent and high_percent, or neither",
    ),
    "words that cannot be scored": (
        broken("claims", "    low_percent: 80\n    high_percent: 95\n", ""),
        "data/claims.yml:14: A10: must be 'not scorable' at the time if its words name no interval, and only then",
    ),
    "interval of our own": (
        broken("claims", "low_percent: 80", "low_percent: 99"),
        "data/claims.yml:24: A10: forecast: must be one of the intervals of ICD 203: 1-5, 5-20, 20-45, 45-55, 55-80, 80-95, 95-99 "
        "(got 99-95)",
    ),
    "correction of nothing": (
        broken("corrections", "  article: A\n  paragraph: 5\n", ""),
        "data/corrections.yml:1: a07-price: must name an article or a source, one of the two",
    ),
    "system with one parameter": (
        broken(
            "systems",
            "  - name: basing\n    text: on land\n    as_of: null\n    sources:\n    - source: agency-2024-report\n",
            "",
        ),
        "data/systems.yml:10: aegis-ashore: parameters: has 1 of the two parameters that a system needs; add one, or say why "
        "under not_public",
    ),
    "outcome that its dates deny": (
        broken("promises", "outcome: late", "outcome: in time"),
        "data/promises.yml:9: promise-2017: outcome: planned for 2017, and it came in 2018-02: that is 'late'",
    ),
    "promise that should have come": (
        broken(
            "promises", "outcome: late\n  settled: '2018-02'\n  settled_in: delivery-2018\n", "outcome: not yet due\n"
        ),
        "data/promises.yml:9: promise-2017: outcome: planned for 2017, and it has not come: that is 'overdue'",
    ),
    "promise that came on no day": (
        broken("promises", "  settled: '2018-02'\n  settled_in: delivery-2018\n", ""),
        "data/promises.yml:1: promise-2017: settled: must be given unless the outcome is not known, not yet due, overdue, and "
        "only then",
    ),
    "promise that nothing settles": (
        broken("promises", "  settled_in: delivery-2018\n", ""),
        "data/promises.yml:1: promise-2017: settled_in: must stand with settled, and only then",
    ),
    "promise late without a date": (
        broken("promises", "  planned: '2017'\n  outcome", "  outcome"),
        "data/promises.yml:1: promise-2017: planned: must be given if the outcome is in time, late, not yet due, overdue, and "
        "only then",
    ),
    "promise settled on another day than its record": (
        broken("promises", "settled: '2018-02'", "settled: '2019-02'"),
        "data/promises.yml:10: promise-2017: settled: is 2019-02, but delivery-2018 has 2018; correct one",
    ),
    "promise settled by an unknown record": (
        broken("promises", "settled_in: delivery-2018", "settled_in: delivery-2019"),
        "data/promises.yml:11: promise-2017: settled_in: 'delivery-2019' is not a record in any table; did you mean "
        "'delivery-2018'?",
    ),
    "promise in place of no promise": (
        broken("promises", "  settled_in: delivery-2018\n", "  settled_in: delivery-2018\n  replaces: opening-2024\n"),
        "data/promises.yml:12: promise-2017: replaces: 'opening-2024' is not a promise in promises.yml",
    ),
    "revisions out of order": (
        broken("promises", "said: '2018-01'", "said: '2016-02'"),
        "data/promises.yml:17: promise-2017: revisions.1.said: 2016-02 comes after 2017; put them in order",
    ),
    "revision ahead": (
        broken("promises", "said: '2018-01'", "said: '2099'"),
        "data/promises.yml:17: promise-2017: revisions.1.said: lies in the future (2099); only what has happened has this date",
    ),
    "more votes than seats": (
        broken("votes", "in_favour: 100", "in_favour: 150"),
        "data/votes.yml:8: vote-2014: in_favour: adds to 243 votes, and the General Assembly has 193 seats; correct a count",
    ),
    "more positions than votes": (
        broken(
            "votes",
            "against: 11\n  abstained: 58\n  absent: 24\n  positions: {CHN: abstained",
            "against: 11\n  abstained: 0\n  absent: 24\n  positions: {CHN: abstained",
        ),
        "data/votes.yml:10: vote-2014: abstained: is 0, but 1 states stand under positions; correct one of the two",
    ),
    "position of an unknown country": (
        broken("votes", "POL: in favour", "PLO: in favour"),
        "data/votes.yml:12: vote-2014: positions.PLO: 'PLO' is not a country in countries.yml; did you mean 'POL'?",
    ),
    "word for a vote": (
        broken("votes", "CHN: abstained", "CHN: abstain"),
        "data/votes.yml:12: vote-2014: positions.CHN: must be one of 'in favour', 'against', 'abstained', 'absent' "
        "(got 'abstain'); did you mean 'abstained'?",
    ),
    "topic of a joint text": (
        broken("statements", "  speaker: A minister\n", "  speaker: A minister\n  topics: [abm]\n"),
        "data/statements.yml:7: words-2016: topics.0: must be one of 'abm-treaty', 'national-or-global-shield', 'sites-in-europe', "
        "'sites-in-asia', 'golden-dome', 'arms-in-space', 'precision-strike', 'land-based-missiles' (got 'abm')",
    ),
    "exercise that ends before it begins": (
        broken("exercises", "until: '2016-06-28'", "until: '2016-06-18'"),
        "data/exercises.yml:6: drill-2016: until: 2016-06-18 lies before the date 2016-06-20; put them in order",
    ),
    "range without numbers": (
        broken("tests", "apogee_km: {low: 100, high: 120}", "apogee_km: {}"),
        "data/tests.yml:8: test-2015: apogee_km: needs a value, a low or a high bound",
    ),
    "seller of an unknown country": (
        broken("sales", "buyer: POL", "buyer: PLO"),
        "data/sales.yml:7: sale-2016: buyer: 'PLO' is not a country in countries.yml; did you mean 'POL'?",
    ),
    "joint buyer of an unknown country": (
        broken("sales", "buyer: POL", "buyer: POL\n  joint_buyers: [PLO]"),
        "data/sales.yml:8: sale-2016: joint_buyers.0: 'PLO' is not a country in countries.yml; did you mean 'POL'?",
    ),
    "one number twice": (
        broken("forces", "date: '2030', status: projection", "date: '2016', status: estimate"),
        "data/forces.yml:9: warheads-2016: quantities.1: 'warheads_stockpile CHN 2016 estimate' stands here twice; keep one",
    ),
    "language of a source": (
        broken("sources", "language: pl", "language: polish"),
        "data/sources.yml:16: gazette-2016-note: language: must be a code of two letters such as en (got 'polish')",
    ),
    "cell of a series": (
        broken("agreement_years", "1992,all,CHN,POL,75,70", "1992,all,CHN,POL,75,many"),
        "data/agreement_years.csv:2: compared: must be a whole number (got 'many')",
    ),
    "row of a series": (
        broken("agreement_years", "1993,all,CHN,POL,65,62,24,8", "1993,all,CHN,POL,65,62,24"),
        "data/agreement_years.csv:3: has 8 cells where 9 belong",
    ),
    "columns of a series": (
        broken("agreement_years", "identical,opposed", "identical,opposite"),
        "data/agreement_years.csv:1: must begin with the columns record,year,subset,state_a,state_b,recorded_votes,compared,"
        "identical,opposed",
    ),
    "series without its record": (
        broken("agreement_years", "alike-2019,1993", "alike-2018,1993"),
        "data/agreement_years.csv:3: alike-2018 1993 all CHN POL: record: 'alike-2018' is not a record of agreement in "
        "agreement.yml; did you mean 'alike-2019'?",
    ),
    "row of a series twice": (
        broken("agreement_years", "alike-2019,1993,all,CHN,POL", "alike-2019,1992,all,POL,CHN"),
        "data/agreement_years.csv:3: alike-2019 1992 all CHN POL: id: is already the id of the record at "
        "data/agreement_years.csv:2; choose another",
    ),
    "counts of a series": (
        broken("agreement_years", "75,70,30,8", "75,70,65,8"),
        "data/agreement_years.csv:2: must have identical + opposed <= compared <= recorded_votes (got 65 + 8, 70, 75)",
    ),
    "one state twice": (
        broken("agreement_years", "1992,all,CHN,POL", "1992,all,CHN,CHN"),
        "data/agreement_years.csv:2: must name two states (got CHN twice)",
    ),
    "quote in a series": (
        broken("agreement_years", "alike-2019,1992,all", 'alike-2019,1992,"all'),
        "data/agreement_years.csv:2: is not valid CSV: unexpected end of data",
    ),
    "series without rows": (
        {"agreement_years": CSV.splitlines()[0] + "\n"},
        "data/agreement_years.csv:1: is empty; write a row for each year",
    ),
    "byte order mark": (
        {"countries": "\ufeff" + FILES["countries"]},
        "data/countries.yml:1: begins with a byte order mark; save the file as UTF-8 without one",
    ),
    "file that is no table": (
        {"trade.yaml": FILES["trade"]},
        "data/trade.yaml.yml:1: is not a table; did you mean 'trade.yml'?",
    ),
    "number as a locator": (
        broken("sites", "    says: It works.\n", "    says: It works.\n    locator: 12\n"),
        "data/sites.yml:16: redzikowo: sources.0.locator: must be text (got 12); put it in quotes",
    ),
    "publisher in two spellings": (
        broken("sources", "publisher: Gazette", "publisher: The Agency"),
        "data/sources.yml:13: gazette-2016-note: publisher: 'The Agency' is 'Agency' in agency-2024-report; use one spelling",
    ),
    "one address under two keys": (
        broken(
            "sources", "  url: null\n  accessed: null", "  url: https://example.org/report\n  accessed: '2024-11-20'"
        ),
        "data/sources.yml:18: gazette-2016-note: url: is already the address of agency-2024-report; cite that source",
    ),
    "read before it was published": (
        broken("sources", "accessed: '2024-11-20'", "accessed: '2024-10'"),
        "data/sources.yml:9: agency-2024-report: accessed: 2024-10 lies before the publication (2024-11-13); correct one of "
        "the two",
    ),
    "two preferred rows": (
        broken(
            "systems",
            "  - name: basing\n    text: on land\n",
            "  - name: range_km\n    value: 5\n    preferred: true\n",
        ),
        "data/systems.yml:16: aegis-ashore: parameters.0.preferred: more than one row of range_km is preferred; keep one per "
        "variant",
        "data/systems.yml:21: aegis-ashore: parameters.1.preferred: more than one row of range_km is preferred; keep one per "
        "variant",
    ),
    "phase ahead": (
        broken("sites", "since: '2023-12-15'", "since: '2099'"),
        "data/sites.yml:11: redzikowo: phases.1.since: lies in the future (2099); a phase has begun",
    ),
    "phase twice": (
        broken("sites", "status: under-construction, since: '2016-05-13'", "status: operational, since: '2016-05-13'"),
        "data/sites.yml:11: redzikowo: phases.1.status: has 'operational' twice; keep its first date",
    ),
    "country that the boundaries lack": (
        broken("countries", "atlas: '156'", "atlas: '999'"),
        "data/countries.yml:4: CHN: atlas: '999' is not in the boundary file",
    ),
    "correction without its place": (
        broken("corrections", "  paragraph: 5\n", ""),
        "data/corrections.yml:1: a07-price: must have a paragraph with an article, and only then",
    ),
    "correction of a claim of the other article": (
        broken("corrections", "article: A", "article: B"),
        "data/corrections.yml:1: a07-price: claim A07 does not stand in article B",
    ),
    "claim under the other article": (
        broken("claims", "- id: A07\n  article: A", "- id: A07\n  article: B"),
        "data/claims.yml:1: A07: id A07 does not belong to article B",
    ),
    "verdict of a forecast without its question": (
        broken("claims", FORECAST, ""),
        "data/claims.yml:14: A10: must have a forecast with its question if its kind is forecast, and only then",
    ),
    "yes for true": (
        broken("corrections", "reported: false", "reported: no"),
        "data/corrections.yml:8: a07-price: reported: must be true or false (got 'no')",
    ),
    "absent beyond the count": (
        broken("votes", "absent: 24\n  positions: {CHN: abstained", "absent: 0\n  positions: {CHN: absent"),
        "data/votes.yml:11: vote-2014: absent: is 0, but 1 states stand under positions; correct one of the two",
    ),
    "period upside down": (
        broken("forces", "date: '2030', status", "date: '2030', until: '2029', status"),
        "data/forces.yml:9: warheads-2016: quantities.1: must have a date no later than until (got 2030, 2029)",
    ),
    "id of a source for a record": (
        broken("trade", "id: trade-2016", "id: gazette-2016-note"),
        "data/trade.yml:1: gazette-2016-note: id: is already the id of the record at data/sources.yml:11; choose another",
    ),
    "quote left open": (
        broken("sites", "name: Redzikowo", 'name: "Redzikowo'),
        "data/sites.yml:2: is not valid YAML: found unexpected end of stream",
    ),
    "blank text": (
        broken("events", "title: Redzikowo opens", "title: '  '"),
        "data/events.yml:2: opening-2024: title: must not be blank (got ' ')",
    ),
    "control character": (
        broken("events", "title: Redzikowo opens", 'title: "a\\x07b"'),
        "data/events.yml:2: opening-2024: title: has a control character; remove it (got 'a\\x07b')",
    ),
    "forbidden character after many-byte letters": (
        {"sites": "# äöü€ äöü€ äöü€\n" + FILES["sites"].replace("name: Redzikowo", "name: Red\x01zikowo") + "\n" * 9},
        "data/sites.yml:3: has a character that YAML forbids (#x0001); remove it",
    ),
    "key that looks like one of the validator's": (
        broken("systems", "    low: 500", "    nullable: 500"),
        "data/systems.yml:13: aegis-ashore: parameters.0.nullable: is not a known key",
    ),
    "number too large": (
        broken("claims", "paragraph: 5", "paragraph: 9999999999999999999"),
        "data/claims.yml:3: A07: paragraph: must be at most 99 (got 9999999999999999999)",
    ),
    "record without an id": (
        broken("sources", "id: gazette-2016-note", "idd: gazette-2016-note"),
        "data/sources.yml:11: record without id: idd: is not a known key; did you mean 'id'?",
    ),
    "the same system twice": (
        broken("sites", "systems: [aegis-ashore]", "systems: [aegis-ashore, aegis-ashore]"),
        "data/sites.yml:8: redzikowo: systems.1: 'aegis-ashore' stands here twice; keep one",
    ),
    "evidence without a verdict": (
        broken("claims", "  at_the_time: {verdict: confirmed, reason: It was.}\n", ""),
        "data/claims.yml:1: A07: has since, evidence but no verdict; add at_the_time",
    ),
    "verdict without a date": (
        broken("claims", "  evidence: [opening-2024]\n  checked: '2026-11-22'\n", "  evidence: [opening-2024]\n"),
        "data/claims.yml:1: A07: has a verdict without checked; add what is missing",
    ),
    "misspelt table": (
        {"site": FILES["sites"]},
        "data/site.yml:1: is not a table; did you mean 'sites.yml'?",
    ),
    "empty file": ({"sites": ""}, "data/sites.yml:1: is empty; write records as '- id: ...'"),
    "not a list": (
        {"sites": "id: redzikowo\n"},
        "data/sites.yml:1: is not a list of records; write records as '- id: ...'",
    ),
    "not YAML": (
        broken("sites", "  lon: 17.1\n", "  lon: [17.1\n"),
        "data/sites.yml:5: is not valid YAML: did not find expected ',' or ']'",
    ),
    "tab": (
        broken("sites", "  lon: 17.1\n", "\tlon: 17.1\n"),
        "data/sites.yml:5: is not valid YAML: found a tab character that violates indentation",
    ),
    "alias bomb": ({"sites": BOMB}, "data/sites.yml:1: sets the anchor '&a'; write values out"),
    "tag": (
        broken("sites", "name: Redzikowo", "name: !!python/name:os.system Redzikowo"),
        "data/sites.yml:2: uses the tag 'tag:yaml.org,2002:python/name:os.system'; plain values only",
    ),
    "second document": (
        {"sites": FILES["sites"] + "---\n- id: x\n"},
        "data/sites.yml:16: starts a second document; keep one list per file",
    ),
    "nested too deep": ({"sites": "[" * 40 + "]" * 40}, "data/sites.yml:1: is nested deeper than 12 levels"),
}


@pytest.mark.parametrize("case", CASES)
def test_message(case, tmp_path):
    changed, *expected = CASES[case]
    with pytest.raises(DatasetError) as error:
        load(write(tmp_path, **changed))
    assert str(error.value).splitlines() == expected


def test_valid_dataset_loads(tmp_path):
    dataset = load(write(tmp_path))
    assert len(dataset.sites) == 1


def test_all_mistakes_are_reported_at_once(tmp_path):
    changed = broken("sites", "lat: 54.48\n", "lat: north\n") | broken(
        "events", "date: '2024-11-13'", "date: '2024-13'"
    )
    with pytest.raises(DatasetError) as error:
        load(write(tmp_path, **changed))
    assert [line.split(":")[0] for line in str(error.value).splitlines()] == ["data/events.yml", "data/sites.yml"]


def test_reference_to_a_broken_record_is_not_a_second_mistake(tmp_path):
    changed = broken("sources", "title: A report", "title: 5")
    with pytest.raises(DatasetError) as error:
        load(write(tmp_path, **changed))
    assert len(error.value.problems) == 1


@pytest.mark.parametrize("raw", [b"- id: \xff\xfe\n", b"\x00", b"- id: a\x01b\n", "\ufeff- id: x\n".encode("utf-16")])
def test_bytes_that_are_no_text(raw, tmp_path):
    data = write(tmp_path)
    (data / "sites.yml").write_bytes(raw)
    with pytest.raises(DatasetError) as error:
        load(data)
    assert str(error.value).startswith("data/sites.yml:1: ")


def test_missing_file(tmp_path):
    data = write(tmp_path)
    (data / "sites.yml").unlink()
    with pytest.raises(DatasetError, match=r"data/sites.yml:1: is missing; every table has its file"):
        load(data)


@pytest.mark.parametrize("text", ["{", "{}", "[]", ""])
def test_broken_boundaries(text, tmp_path):
    data = write(tmp_path)
    (data / "geo" / "countries-50m.json").write_text(text)
    with pytest.raises(DatasetError, match=r"data/geo/countries-50m.json:1: cannot be read as boundaries"):
        load(data)


def test_missing_folder_names_every_file(tmp_path):
    with pytest.raises(DatasetError) as error:
        load(tmp_path / "data2")
    assert len(error.value.problems) == len(FILES) + 2  # the series and the boundaries


def test_command_line_gives_lines_and_no_traceback(tmp_path):
    data = write(tmp_path, **broken("sites", "lat: 54.48\n", "lat: 91\n"))
    before = {path: path.read_bytes() for path in data.rglob("*") if path.is_file()}
    done = subprocess.run(
        [sys.executable, "-m", "helpers", "check", str(data)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "data/sites.yml:4: redzikowo: lat: must be at most 90 (got 91)\n"
    assert before == {path: path.read_bytes() for path in data.rglob("*") if path.is_file()}
