"""The smallest valid dataset, as text, so that a test can break one line of it and expect that line in the message."""

import shutil
from pathlib import Path

from helpers.paths import DATA

FILES = {
    "sources": """\
- id: agency-2024-report
  title: A report
  publisher: Agency
  published: '2024-11-13'
  url: https://example.org/report
  read: true
- id: gazette-2016-note
  title: A note
  publisher: Gazette
  published: 2016-07
  url: null
  read: false
""",
    "countries": """\
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
  named_in: [A07]
  parameters:
    - name: range_km
      low: 500
      value: 700
      high: 900
      as_of: null
      preferred: true
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
  kind: event
  text: The site opens.
  place: {name: Redzikowo, country: POL, lat: 54.48, lon: 17.1}
  claims: {A07: supports}
  quantities:
    - {name: price_musd, value: 36.4}
  confidence: high
  sources:
    - source: gazette-2016-note
""",
    "claims": """\
- id: A07
  article: A
  paragraph: 5
  kind: fact
  chapter: expansion
  text: A contract was announced.
  holder: author
  at_the_time:
    verdict: confirmed
    reason: It was.
  evidence:
    - {record: opening-2024, bearing: supports}
  since:
    verdict: still true
    reason: It is.
  confidence: high
  checked: '2026-11-22'
""",
}


def write(folder: Path, **changed: str) -> Path:
    """Write the dataset into a folder, with some files replaced."""
    data = folder / "data"
    (data / "geo").mkdir(parents=True)
    shutil.copy(DATA / "geo" / "countries-50m.json", data / "geo")
    for name, text in (FILES | changed).items():
        (data / f"{name}.yml").write_text(text, encoding="utf-8")
    return data


def broken(table: str, old: str, new: str) -> dict[str, str]:
    """Return one file with one passage replaced."""
    assert FILES[table].count(old) == 1, f"{old!r} must occur once in {table}"
    return {table: FILES[table].replace(old, new)}
