"""The schema of things and places: systems with their published parameters, sites with their history."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from helpers.dataset.schema.fields import (
    AT_SEA,
    CHECKED,
    CLAIMS,
    CONFIDENCE,
    ID,
    NOTE,
    Actor,
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
    Slug,
    Text,
)

__all__ = ["Parameter", "Phase", "Site", "System"]


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
    operators: Many[Actor] = Field(default=(), description="Countries (ISO codes) and organisations that operate it.")
    makers: Many[Text] = Field(default=(), description="Main makers.")
    status: Literal[
        "operational", "in development", "in production", "being delivered", "planned", "tested only", "cancelled"
    ] = Field(description="State in autumn 2026.")
    first_deployed: Date | None = Field(description="Year of the first deployment, or null.")
    claims: dict[ClaimId, Bearing] = CLAIMS
    parameters: Many[Parameter] = Field(
        default=(), description="Published numbers and statements, each with its sources."
    )
    not_public: Text | None = Field(
        default=None, description="Why fewer than two parameters are known, for a system of which little is public."
    )
    checked: Date | None = CHECKED
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
    claims: dict[ClaimId, Bearing] = CLAIMS
    azimuth_centre_deg: Annotated[float, Field(ge=0, lt=360)] | None = Field(
        default=None, description="Middle of a radar's sector, degrees clockwise from north."
    )
    field_of_view_deg: Annotated[float, Field(gt=0, le=360)] | None = Field(
        default=None, description="Width of a radar's sector in degrees."
    )
    phases: Many[Phase] = Field(default=(), description="States of the site in order of date; none for cities.")
    confidence: Confidence = CONFIDENCE
    checked: Date | None = CHECKED
    note: Text | None = NOTE
    sources: Citations = Field(description="Sources of place and dates.")
