"""The schema: one class per table, one field per column, each with its rule in words.

The classes are the contract with contributors and the source of the codebook.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from helpers.dataset.claims import Claim
from helpers.dataset.fields import (
    AT_SEA,
    CONFIDENCE,
    ID,
    NOTE,
    Bearing,
    Citation,
    Citations,
    ClaimId,
    Confidence,
    CountryId,
    Date,
    Label,
    Latitude,
    Longitude,
    Many,
    Measured,
    Name,
    Record,
    Side,
    Slug,
    Text,
)  # fmt: skip

__all__ = ["TABLES", "Claim", "Country", "Event", "Site", "Source", "System"]


class Country(Record):
    """A country or territory that records refer to."""

    id: CountryId = Field(description="ISO 3166-1 alpha-3 code.")
    name: Text = Field(description="Short English name.")
    side: Side = Field(description="Side in the argument of the two articles, which fixes its colour in figures.")
    atlas: Text = Field(description="Identifier in the boundary file: ISO 3166-1 numeric code in quotes.")


class Source(Record):
    """A publication that records cite."""

    id: Slug = ID
    title: Text = Field(description="Title of the publication, or a description where it has none.")
    publisher: Text = Field(description="Who published it; 'agency via carrier' for a copy of agency news.")
    published: Date | None = Field(description="Date of publication, or null where the source has none.")
    url: Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"]+$")] | None = Field(
        description="Address at which it was read, or null where it was not read on line."
    )
    read: bool = Field(description="true when the passage was read at that address; false when cited from knowledge.")


class Parameter(Measured):
    """One published number or statement on a system; disagreement is several rows, not an average."""

    name: Name = Field(description="What is stated, with the unit at the end of the name (range_km, unit_cost_musd).")
    condition: Text | None = Field(default=None, description="Under which condition or for which version it holds.")
    variant: Text | None = Field(default=None, description="Version of the system, where the record covers several.")
    as_of: Date | None = Field(description="Date for which the statement holds.")
    preferred: bool = Field(default=False, description="true for the row that the book quotes where rows disagree.")
    reason: Text | None = Field(default=None, description="Why this row is preferred, or is not.")
    sources: Citations = Field(description="Sources of this row.")


class System(Record):
    """A weapon, sensor or programme that the articles name or mean."""

    id: Slug = ID
    name: Text = Field(description="Name in common use.")
    also_known_as: Many[Text] = Field(default=(), description="Other names.")
    role: Literal[
        "interceptor", "radar", "shield", "programme", "directed-energy", "ballistic-missile", "cruise-missile"
    ] = Field(description="What it does; a shield is a whole system of interceptors, sensors and command.")
    country: CountryId = Field(description="Country whose system it is.")
    operators: Many[Text] = Field(default=(), description="Countries (ISO codes) and organisations that operate it.")
    makers: Many[Text] = Field(default=(), description="Main makers.")
    status: Literal[
        "operational", "in development", "in production", "being delivered", "planned", "tested only", "cancelled"
    ] = Field(description="State in autumn 2026.")
    first_deployed: Date | None = Field(description="Year of the first deployment, or null.")
    named_in: Many[ClaimId] = Field(default=(), description="Claims that name or mean it.")
    parameters: Many[Parameter] = Field(description="Published numbers and statements, each with its sources.")
    note: Text | None = NOTE


class Phase(Record):
    """A state of a site and the date from which it holds."""

    status: Literal["planned", "under-construction", "operational", "cancelled", "closed"] = Field(
        description="State from that date on; cancelled is the end of a plan, closed the end of a working site."
    )
    since: Date | None = Field(description="First date of the state, or null where it is not known.")
    known_by: Date | None = Field(
        default=None, description="Where the first date is not known: earliest date at which a source shows the state."
    )
    sources: Many[Citation] = Field(
        default=(), description="Sources of this date, where the site's own do not give it."
    )

    @model_validator(mode="after")
    def _one_date(self) -> Phase:
        if self.since and self.known_by:
            raise ValueError("has since and known_by; keep since, which is exact")
        return self


class Site(Record):
    """A fixed place: interceptors, radars, bases, ranges, launch areas, and cities used for geometry."""

    id: Slug = ID
    name: Text = Field(description="Name in common use.")
    label: Label | None = Field(default=None, description="Short name for figures, where the name is long.")
    country: CountryId = Field(description="Country or territory in which it lies.")
    lat: Latitude = Field(description="Latitude in degrees, north positive, WGS84.")
    lon: Longitude = Field(description="Longitude in degrees, east positive, WGS84.")
    at_sea: bool = AT_SEA
    kind: Literal[
        "interceptor-site", "radar", "naval-base", "command", "test-range", "launch-area", "silo-field", "city"
    ] = Field(description="What stands there.")
    flank: Literal["western", "eastern", "homeland"] | None = Field(
        default=None,
        description="Part of the US and allied network: west or east of Eurasia, or homeland (the fifty states and Greenland).",
    )
    systems: Many[Slug] = Field(default=(), description="Systems at the site.")
    named_in: Many[ClaimId] = Field(default=(), description="Claims on which the site bears.")
    azimuth_centre_deg: Annotated[float, Field(ge=0, lt=360)] | None = Field(
        default=None, description="Middle of a radar's sector, degrees clockwise from north."
    )
    field_of_view_deg: Annotated[float, Field(gt=0, le=360)] | None = Field(
        default=None, description="Width of a radar's sector in degrees."
    )
    phases: Many[Phase] = Field(default=(), description="States of the site in order of date; none for cities.")
    confidence: Confidence = CONFIDENCE
    note: Text | None = NOTE
    sources: Citations = Field(description="Sources of place and dates.")


class Place(Record):
    """Where something happened."""

    name: Text = Field(description="Name of the place.")
    country: CountryId | None = Field(description="Country, or null at sea.")
    lat: Latitude = Field(description="Latitude in degrees, north positive, WGS84.")
    lon: Longitude = Field(description="Longitude in degrees, east positive, WGS84.")
    at_sea: bool = AT_SEA


class Quantity(Measured):
    """A number that belongs to an event."""

    name: Name = Field(description="What is counted or measured, with the unit at the end of the name.")


class Event(Record):
    """Something that happened on a date: a decision, contract, deployment, exercise, statement or test."""

    id: Slug = ID
    title: Annotated[Text, StringConstraints(max_length=70)] = Field(description="Short title.")
    date: Date = Field(description="Date of the event, as precise as known; never in the future.")
    kind: Literal[
        "contract", "sale", "deployment", "site", "exercise", "test", "law", "statement", "transfer", "outcome", "event"
    ] = Field(description="What sort of event; an outcome is what became of an announcement.")
    text: Text = Field(description="What happened, in one or two sentences.")
    place: Place | None = Field(default=None, description="Where it happened, or null.")
    actors: Many[Text] = Field(default=(), description="Countries (ISO codes) and organisations that acted.")
    systems: Many[Slug] = Field(default=(), description="Systems concerned.")
    claims: dict[ClaimId, Bearing] = Field(description="Claims on which the event bears, and how.")
    quantities: Many[Quantity] = Field(default=(), description="Numbers that belong to the event.")
    confidence: Confidence = CONFIDENCE
    note: Text | None = NOTE
    sources: Citations = Field(description="Sources of the event.")


TABLES: dict[str, type[Record]] = {
    "sources": Source,
    "countries": Country,
    "systems": System,
    "sites": Site,
    "events": Event,
    "claims": Claim,
}
"""Every table: the file ``data/NAME.yml`` holds a list of records of this class."""
