"""The ledger of claims as one file: every claim with both verdicts and the records and sources behind them, and its schema.

The files of tables hold the same facts apart, to be joined; here a claim is whole.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from helpers.dataset import Dataset
from helpers.dataset.articles import ARTICLES, Article
from helpers.dataset.changelog import data_version
from helpers.dataset.evidence import citations_of, title_of
from helpers.dataset.schema.claims import Claim
from helpers.dataset.schema.fields import Bearing, Citations, Date, Many, Record, Slug, Text
from helpers.dataset.schema.sources import Source
from helpers.export.descriptor import LICENCE

__all__ = ["LEDGER_NAME", "LEDGER_SCHEMA_NAME", "ledger", "ledger_schema"]

LEDGER_NAME = "claims.json"
LEDGER_SCHEMA_NAME = "claims.schema.json"
_PAGE = "chapters/verdicts/claims.html"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


class RecordOnClaim(Record):
    """A record on which the verdict of a claim rests."""

    id: Slug = Field(description="Its identifier, as in `evidence`.")
    table: Text = Field(description="The table in which it stands.")
    title: Text = Field(description="What happened, or the name of the thing.")
    date: Date | None = Field(description="Its date, or null for a thing without one.")
    bearing: Bearing = Field(description="How it bears on the claim.")
    sources: Citations = Field(description="What it rests on; `source` is an id of `sources`.")


class LedgerClaim(Claim):
    """One claim with its verdicts, its records and the address of its entry in the book."""

    address: Text = Field(description="Address of its entry, from the root of the site.")
    records: Many[RecordOnClaim] = Field(
        description="The records of `evidence`, in the same order, with their sources."
    )


class Ledger(Record):
    """Every claim of the two articles, whether it was right when it was published, and what became of it."""

    described_by: Literal["claims.schema.json"] = Field(
        alias="$schema", description="The file that describes this one."
    )
    version: Text = Field(description="Version of the data.")
    released: Date = Field(description="Day of that version.")
    license: Literal["CC-BY-4.0"] = Field(description="Licence of the data.")
    articles: Many[Article] = Field(description="The two articles.")
    claims: Many[LedgerClaim] = Field(description="All claims, in the order of their ids.")
    sources: Many[Source] = Field(description="The articles and every source that a record of a claim cites.")


def ledger(dataset: Dataset) -> dict[str, Any]:
    """Return the ledger as plain values."""
    version, released = data_version()
    claims = [_claim(claim, dataset) for claim in dataset.records["claims"].values()]
    cited = {c.source for claim in claims for record in claim.records for c in record.sources}
    cited |= {article.source for article in ARTICLES.values()}
    whole = Ledger.model_validate(
        {
            "$schema": LEDGER_SCHEMA_NAME,
            "version": version,
            "released": released,
            "license": LICENCE["name"],
            "articles": tuple(ARTICLES.values()),
            "claims": tuple(claims),
            "sources": tuple(dataset.cite(key) for key in sorted(cited)),
        }
    )
    return whole.model_dump(mode="json", by_alias=True)


def ledger_schema() -> dict[str, Any]:
    """Return the JSON Schema of the ledger, with what every field means."""
    return {"$schema": _DIALECT, **Ledger.model_json_schema(mode="serialization")}


def _claim(claim: Any, dataset: Dataset) -> LedgerClaim:
    records = tuple(_record(key, claim.id, dataset) for key in claim.evidence)
    return LedgerClaim(**dict(claim), address=f"{_PAGE}#{claim.id}", records=records)


def _record(key: str, claim: str, dataset: Dataset) -> RecordOnClaim:
    table, record = dataset.find(key)
    return RecordOnClaim(
        id=key,
        table=table,
        title=title_of(record),
        date=getattr(record, "date", None),
        bearing=record.claims[claim],
        sources=tuple(dict.fromkeys(citations_of(record))),
    )
