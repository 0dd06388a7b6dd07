"""What the records of all tables are made of: kinds of values, citations, measured values.

Nothing is coerced: a number in quotes is text, and text where a number belongs is refused.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    Strict,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)

from helpers.dataset.dates import check_date

__all__ = [
    "AT_SEA", "CHECKED", "CLAIMS", "CONFIDENCE", "ID", "NOTE", "Actor", "Bearing", "Bounds", "Citation", "Citations", "ClaimId",
    "Confidence", "CountryId", "Date", "Label", "Latitude", "Longitude", "Many", "Measured", "Name", "Number", "Record", "Side",
    "Slug", "Text",
]  # fmt: skip

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def _check_text(text: str) -> str:
    if not text.strip():
        raise ValueError("must not be blank")
    if _CONTROL.search(text):
        raise ValueError("has a control character; remove it")
    return text


T = TypeVar("T")
Many = Annotated[tuple[T, ...], Strict(False)]  # a YAML list becomes a tuple; everything else stays strict
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
ClaimId = Annotated[str, StringConstraints(pattern=r"^[AB][0-9]{2}$")]
CountryId = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
Text = Annotated[str, AfterValidator(_check_text)]
Actor = Text  # a country by its ISO code, anything else by its name
Label = Annotated[str, StringConstraints(max_length=24), AfterValidator(_check_text)]
Date = Annotated[
    str, AfterValidator(check_date), WithJsonSchema({"type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}){0,2}$"})
]
Number = Annotated[float, Field(allow_inf_nan=False)]
Latitude = Annotated[float, Field(ge=-90, le=90)]
Longitude = Annotated[float, Field(ge=-180, le=180)]
Confidence = Literal["high", "medium", "low"]
Bearing = Literal["supports", "contradicts", "qualifies", "context"]
Side = Literal["us-and-allies", "china", "russia", "north-korea", "iran", "other"]

ID = Field(description="Stable identifier: lower-case words joined by hyphens; never reused, never changed.")
NOTE = Field(default=None, description="Caveat or context in one or two sentences, or null.")
CONFIDENCE = Field(description="How far the record can be trusted: high, medium or low.")
CLAIMS: Any = Field(default={}, description="Claims on which the record bears, and how.")
CHECKED = Field(
    default=None,
    description="Day on which its numbers and dates were last compared with another publisher, or null where they were not.",
)
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
    locator: Text | None = Field(
        default=None, description="Page, paragraph or section in the source, where it has one."
    )


Citations = Annotated[Many[Citation], Field(min_length=1)]


class Bounds(Record):
    """A number, a range, or both. Where a source gives only bounds the value stays null: no midpoint is invented."""

    value: Number | None = Field(
        default=None, description="The number that the source states, in the unit of the name."
    )
    low: Number | None = Field(default=None, description="Lower bound that the source states.")
    high: Number | None = Field(default=None, description="Upper bound that the source states.")

    @model_validator(mode="after")
    def _bounds_in_order(self) -> Bounds:
        stated = [x for x in (self.low, self.value, self.high) if x is not None]
        if not stated and getattr(self, "text", None) is None:
            raise ValueError(f"needs a value, a low or a high bound{', or a text' if hasattr(self, 'text') else ''}")
        if stated != sorted(stated):
            got = ", ".join(f"{n} {x:g}" for n in ("low", "value", "high") if (x := getattr(self, n)) is not None)
            raise ValueError(f"must have low <= value <= high (got {got})")
        return self


class Measured(Bounds):
    """A value, a range or a text."""

    text: Text | None = Field(default=None, description="The statement where it is not a number.")
