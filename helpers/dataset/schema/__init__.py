"""The schema: one class per table, one field per column, each with its rule in words.

The classes are the contract with contributors and the source of the codebook.
"""

from __future__ import annotations

from pydantic.fields import FieldInfo

from helpers.dataset.schema.claims import Claim, Correction
from helpers.dataset.schema.counts import Agreement, AgreementYear, Budget, Force, Inventory, Trade
from helpers.dataset.schema.fields import Record
from helpers.dataset.schema.happenings import Event, Exercise, Sale, Statement, Test, Transfer, Vote
from helpers.dataset.schema.places import Site, System
from helpers.dataset.schema.promises import Promise
from helpers.dataset.schema.sources import Country, Source

__all__ = ["CSV_TABLES", "EVIDENCE", "TABLES", "fields_of"]

EVIDENCE: dict[str, type[Record]] = {
    "systems": System,
    "sites": Site,
    "events": Event,
    "tests": Test,
    "sales": Sale,
    "transfers": Transfer,
    "exercises": Exercise,
    "statements": Statement,
    "promises": Promise,
    "votes": Vote,
    "agreement": Agreement,
    "forces": Force,
    "inventories": Inventory,
    "budgets": Budget,
    "trade": Trade,
}
"""Tables whose records can be evidence for a claim; their ids are unique across all of them."""

TABLES: dict[str, type[Record]] = {
    "sources": Source,
    "countries": Country,
    **EVIDENCE,
    "claims": Claim,
    "corrections": Correction,
}
"""Every table: the file ``data/NAME.yml`` holds a list of records of this class."""

CSV_TABLES: dict[str, type[Record]] = {"agreement_years": AgreementYear}
"""Long numeric series: the file ``data/NAME.csv`` holds a row for each record of this class."""

_LAST = ("place", "actors", "systems", "claims", "quantities", "confidence", "checked", "note", "sources")
_FIRST = ("name", "variant", "of", "date", "until", "status")


def fields_of(schema: type[Record]) -> dict[str, FieldInfo]:
    """Return the fields of a class in the order in which files, frames and the codebook have them.

    What a kind of record adds to the common core stands in the middle, before place, claims, numbers and sources; a number
    follows the name of what it measures.
    """
    fields = schema.model_fields
    first = [name for name in _FIRST if name in fields] if "value" in fields else []
    last = [name for name in _LAST if name in fields] if "title" in fields and "text" in fields else []
    middle = [name for name in fields if name not in first and name not in last]
    return {name: fields[name] for name in [*first, *middle, *last]}
