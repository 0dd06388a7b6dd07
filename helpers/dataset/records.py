"""The schema: one class per table, one field per column, each with its rule in words.

The classes are the contract with contributors and the source of the codebook. Nothing is coerced: a number in quotes
is text, and text where a number belongs is refused.
"""

from __future__ import annotations

from typing import Annotated, Literal, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    Strict,
    StringConstraints,
    model_validator,
)

from helpers.dataset.dates import check_date

__all__ = ["TABLES", "Bearing", "Citation", "Claim", "Country", "Event", "Record", "Site", "Source", "System"]

T = TypeVar("T")
Many = Annotated[tuple[T, ...], Strict(False)]  # a YAML list becomes a tuple; everything else stays strict
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
ClaimId = Annotated[str, StringConstraints(pattern=r"^[AB][0-9]{2}$")]
CountryId = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
Text = Annotated[str, StringConstraints(min_length=1, pattern=r"\S")]
Date = Annotated[str, AfterValidator(check_date)]
Number = Annotated[float, Field(allow_inf_nan=False)]
Latitude = Annotated[float, Field(ge=-90, le=90)]
Longitude = Annotated[float, Field(ge=-180, le=180)]
Confidence = Literal["high", "medium", "low"]
Bearing = Literal["supports", "contradicts", "qualifies", "context"]
Side = Literal["us-and-allies", "china", "russia", "north-korea", "iran", "other"]

ID = Field(description="Stable identifier: lower-case words joined by hyphens; never reused, never changed.")
NOTE = Field(default=None, description="Caveat or context in one or two sentences, or null.")
CONFIDENCE = Field(description="How far the record can be trusted: high, medium or low.")
AT_SEA = Field(
    default=False, description="true at sea, or on an islet that the boundary file lacks: the country is not checked."
)


class Record(BaseModel):
    """What all records share: they cannot be changed, and refuse keys that the schema does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Citation(Record):
    """A source, and what it says on the matter."""

    source: Slug = Field(description="Key of the source in sources.yml.")
    says: Text | None = Field(default=None, description="What the source states, in our words, where it was read.")


Citations = Annotated[Many[Citation], Field(min_length=1)]


class Measured(Record):
    """A value, a range or a text. Where a source gives only bounds the value stays null: no midpoint is invented."""

    value: Number | None = Field(
        default=None, description="The number that the source states, in the unit of the name."
    )
    low: Number | None = Field(default=None, description="Lower bound that the source states.")
    high: Number | None = Field(default=None, description="Upper bound that the source states.")
    text: Text | None = Field(default=None, description="The statement where it is not a number.")

    @model_validator(mode="after")
    def _bounds_in_order(self) -> Measured:
        stated = [x for x in (self.low, self.value, self.high) if x is not None]
        if not stated and self.text is None:
            raise ValueError("needs a value, a low or a high bound, or a text")
        if stated != sorted(stated):
            got = ", ".join(f"{n} {x:g}" for n in ("low", "value", "high") if (x := getattr(self, n)) is not None)
            raise ValueError(f"must have low <= value <= high (got {got})")
        return self


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
    label: Annotated[str, StringConstraints(min_length=1, max_length=24)] | None = Field(
        default=None, description="Short name for figures, where the name is long."
    )
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
    title: Annotated[str, StringConstraints(min_length=1, max_length=70)] = Field(description="Short title.")
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


Word = Literal[
    "confirmed", "confirmed with correction", "contradicted", "unverifiable",
    "held and documented", "partly documented", "not found",
    "supported", "contested", "not supported",
    "plausible", "implausible", "not scorable",
]  # fmt: skip
WORDS_AT_THE_TIME: dict[str, tuple[str, ...]] = {
    "fact": ("confirmed", "confirmed with correction", "contradicted", "unverifiable"),
    "attribution": ("held and documented", "partly documented", "not found"),
    "assessment": ("supported", "contested", "not supported"),
    "forecast": ("plausible", "implausible", "not scorable"),
}
Outcome = Literal[
    "still true", "no longer true", "changed", "unresolved",
    "occurred", "occurred late", "occurred in part", "did not occur", "condition never arose", "not scorable",
]  # fmt: skip
WORDS_SINCE: dict[str, tuple[str, ...]] = {
    "forecast": (
        "occurred", "occurred late", "occurred in part", "did not occur",
        "condition never arose", "unresolved", "not scorable",
    ),
    **dict.fromkeys(("fact", "attribution", "assessment"), ("still true", "no longer true", "changed", "unresolved")),
}  # fmt: skip


class AtTheTime(Record):
    """Whether the claim was right when it was published."""

    verdict: Word = Field(description="Verdict on the scale of the claim's kind.")
    reason: Text = Field(description="The reason in one sentence.")


class Since(Record):
    """What became of the claim."""

    verdict: Outcome = Field(description="Outcome on the scale of the claim's kind.")
    reason: Text = Field(description="The reason in one sentence.")


class Evidence(Record):
    """A record that speaks for or against a claim."""

    record: Slug = Field(description="Id of an event, site or system.")
    bearing: Bearing = Field(description="Whether it supports, contradicts, qualifies or frames the claim.")


class Claim(Record):
    """One claim of the two articles, with its verdicts. Claims that are not yet assessed have none."""

    id: ClaimId = Field(description="A01 to A36 for the article of 2016, B01 to B35 for the essay of 2017.")
    article: Literal["A", "B"] = Field(description="A: article of August 2016; B: essay of early 2017.")
    paragraph: Annotated[int, Field(ge=1)] = Field(description="Paragraph of running prose in which it stands, from 1.")
    kind: Literal["fact", "attribution", "assessment", "forecast"] = Field(
        description="Fact (checkable), attribution (somebody holds a view), assessment (the author's), forecast."
    )
    chapter: Literal["expansion", "fears", "limits"] = Field(description="Part of the book that tests it.")
    text: Text = Field(description="Our paraphrase.")
    holder: Text = Field(description="Who holds it.")
    at_the_time: AtTheTime | None = Field(default=None, description="Verdict at the time, or null if not yet assessed.")
    since: Since | None = Field(default=None, description="What became of it, or null if not yet assessed.")
    correction: Text | None = Field(default=None, description="What the article should have said, or null.")
    change_our_mind: Text | None = Field(default=None, description="Which finding would change the verdict.")
    confidence: Confidence | None = Field(default=None, description="Confidence in the verdict.")
    evidence: Many[Evidence] = Field(default=(), description="Records on which the verdict rests.")
    checked: Date | None = Field(default=None, description="Day on which the verdict was last checked.")

    @model_validator(mode="after")
    def _words_fit_the_kind(self) -> Claim:
        for axis, scale in (("at_the_time", WORDS_AT_THE_TIME), ("since", WORDS_SINCE)):
            verdict = getattr(self, axis)
            if verdict and verdict.verdict not in scale[self.kind]:
                allowed = ", ".join(scale[self.kind])
                raise ValueError(f"{axis}: '{verdict.verdict}' is not on the scale of a {self.kind} ({allowed})")
        if self.id[0] != self.article:
            raise ValueError(f"id {self.id} does not belong to article {self.article}")
        return self


TABLES: dict[str, type[Record]] = {
    "sources": Source,
    "countries": Country,
    "systems": System,
    "sites": Site,
    "events": Event,
    "claims": Claim,
}
"""Every table: the file ``data/NAME.yml`` holds a list of records of this class."""
