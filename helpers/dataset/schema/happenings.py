"""The schema of what happened: dated records, each of a kind with fields of its own, all with the same core."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from helpers.dataset.schema.fields import (
    AT_SEA,
    CHECKED,
    CLAIMS,
    CONFIDENCE,
    ID,
    NOTE,
    Actor,
    Bearing,
    Bounds,
    Citations,
    ClaimId,
    Confidence,
    CountryId,
    Date,
    Latitude,
    Longitude,
    Many,
    Measured,
    Name,
    Record,
    Slug,
    Text,
)

__all__ = [
    "Entry",
    "Event",
    "Exercise",
    "Happening",
    "Place",
    "Quantity",
    "Sale",
    "Statement",
    "Test",
    "Transfer",
    "Vote",
]


Topic = Literal[
    "abm-treaty",
    "national-or-global-shield",
    "sites-in-europe",
    "sites-in-asia",
    "golden-dome",
    "arms-in-space",
    "precision-strike",
    "land-based-missiles",
]


class Place(Record):
    """Where something happened."""

    name: Text = Field(description="Name of the place.")
    country: CountryId | None = Field(description="Country, or null at sea.")
    lat: Latitude = Field(description="Latitude in degrees, north positive, WGS84.")
    lon: Longitude = Field(description="Longitude in degrees, east positive, WGS84.")
    at_sea: bool = AT_SEA


class Quantity(Measured):
    """A number that belongs to a record; a series is several rows of one name with dates."""

    name: Name = Field(description="What is counted or measured, with the unit at the end of the name.")
    of: Actor | None = Field(
        default=None, description="Whose or what: a country, a system or a version, where the record covers several."
    )
    date: Date | None = Field(
        default=None,
        description="Date or fiscal year for which it holds, where it is not the date of the record; may lie ahead.",
    )
    until: Date | None = Field(
        default=None, description="Last year or day, where it covers a period that begins at the date."
    )
    status: Literal["actual", "estimate", "plan", "request", "enacted", "projection", "limit"] | None = Field(
        default=None,
        description="actual (counted or declared), estimate, plan, request and enacted (money), projection, limit (a ceiling).",
    )
    condition: Text | None = Field(default=None, description="Under which condition or definition it holds.")

    @model_validator(mode="after")
    def _period_in_order(self) -> Quantity:
        if self.until and (not self.date or self.until < self.date[: len(self.until)]):
            raise ValueError(f"must have a date no later than until (got {self.date}, {self.until})")
        return self


class Entry(Record):
    """The core of every dated record."""

    id: Slug = ID
    title: Annotated[Text, StringConstraints(max_length=70)] = Field(description="Short title.")
    date: Date = Field(
        description="Date of the event, or the first day of it, as precise as known; never in the future."
    )
    text: Text = Field(description="What happened or was found, in one or two sentences of our own.")
    actors: Many[Actor] = Field(default=(), description="Countries (ISO codes) and organisations that acted.")
    systems: Many[Slug] = Field(default=(), description="Systems concerned.")
    claims: dict[ClaimId, Bearing] = CLAIMS
    quantities: Many[Quantity] = Field(default=(), description="Numbers that belong to the record.")
    confidence: Confidence = CONFIDENCE
    checked: Date | None = CHECKED
    note: Text | None = NOTE
    sources: Citations = Field(description="Sources of the record.")


class Happening(Entry):
    """A dated record of what took place somewhere."""

    place: Place | None = Field(default=None, description="Where it happened, or null.")


class Event(Happening):
    """A decision, deployment, law, use in war, or outcome."""

    kind: Literal["deployment", "site", "link", "law", "decision", "combat", "outcome", "event"] = Field(
        description=(
            "deployment: forces or weapons arrive or leave; site: works at a fixed place; link: states share missile data or put "
            "defences under one command; law: law, treaty, executive order; decision; combat: use in war; outcome: what became "
            "of an announcement; event: anything else."
        )
    )


class Test(Happening):
    """An intercept test or the flight of a missile."""

    kind: Literal["intercept", "flight", "anti-satellite"] = Field(
        description="intercept: against a missile target; flight: of an offensive missile; anti-satellite."
    )
    country: CountryId = Field(description="Country that tested.")
    result: Literal["hit", "miss", "no test", "success", "failure", "claimed"] = Field(
        description="hit, miss or no test (void) of an intercept; success, failure, or claimed (announced, not confirmed)."
    )
    target: Text | None = Field(default=None, description="Target of an intercept, or aim of a flight.")
    apogee_km: Bounds | None = Field(default=None, description="Greatest altitude, in km.")
    ground_range_km: Bounds | None = Field(default=None, description="Distance along the ground, in km.")
    flight_time_s: Bounds | None = Field(default=None, description="Time of flight, in seconds.")
    azimuth_deg: Annotated[float, Field(ge=0, lt=360)] | None = Field(
        default=None, description="Direction of launch, degrees clockwise from north."
    )


class Sale(Happening):
    """A sale or contract of arms, from the notice to the signature."""

    kind: Literal["notice", "contract", "agreement", "development", "plan", "cancelled"] = Field(
        description=(
            "notice: cleared by the seller's government, not signed; contract: signed; agreement: on a purchase, between "
            "governments; development: in common, between governments; plan: announced by the buyer; cancelled."
        )
    )
    seller: Actor = Field(description="Who sells or makes: a country (ISO code) or a firm.")
    buyer: Actor = Field(description="Who buys: a country (ISO code) or an agency.")
    joint_buyers: Many[Actor] = Field(
        default=(), description="Others for whom the buyer buys too, or who pay a part: countries (ISO codes)."
    )


class Exercise(Happening):
    """An exercise or patrol of several states."""

    kind: Literal["missile-defence", "naval", "naval-patrol", "air-patrol", "ground", "multi-domain", "count"] = Field(
        description="What was exercised; count: a tally of many exercises by somebody else."
    )
    series: Text | None = Field(default=None, description="Name of the series, or null.")
    until: Date | None = Field(default=None, description="Last day, where it is known.")


class Statement(Happening):
    """Something said or written: by governments, officers, scholars, the public."""

    kind: Literal["joint", "official", "military", "expert", "study", "press", "poll", "policy"] = Field(
        description=(
            "joint: by two or more governments; official: by a government; military: by officers in office; expert: spoken or "
            "written opinion; study: with method or model; press; poll; policy: a government's review or strategy."
        )
    )
    speaker: Text = Field(description="Who said it.")
    topics: Many[Topic] = Field(
        default=(),
        description=(
            "For what China and Russia said together: what it opposes or defends, as far as the passages read tell. Arms in "
            "space include missile defences there; precision strike means weapons without nuclear warheads."
        ),
    )


class Transfer(Happening):
    """A delivery of arms or technology from one state to another."""

    kind: Literal["delivery", "technology", "redeployment", "training"] = Field(
        description="delivery of arms; technology: help, licence or joint production; redeployment of own arms; training."
    )
    supplier: Actor = Field(description="Who gives: a country (ISO code) or a firm.")
    recipient: Actor = Field(description="Who receives: a country (ISO code).")


class Vote(Entry):
    """A recorded vote of the United Nations."""

    body: Literal["General Assembly", "Security Council"] = Field(description="Organ that voted.")
    resolution: Text = Field(description="Number of the resolution.")
    subject: Text = Field(description="What it was on, in a few words.")
    in_favour: Annotated[int, Field(ge=0, le=193)] = Field(description="Votes in favour.")
    against: Annotated[int, Field(ge=0, le=193)] = Field(description="Votes against.")
    abstained: Annotated[int, Field(ge=0, le=193)] = Field(description="Abstentions.")
    absent: Annotated[int, Field(ge=0, le=193)] | None = Field(
        default=None, description="States that did not vote, or null where the source does not say."
    )
    positions: dict[CountryId, Literal["in favour", "against", "abstained", "absent"]] = Field(
        description="How the states that matter here voted, where a source says so."
    )
