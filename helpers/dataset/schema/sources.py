"""The schema of what records point to: publications and countries."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from helpers.dataset.schema.fields import ID, CountryId, Date, Record, Side, Text

__all__ = ["Country", "Source"]


class Country(Record):
    """A country or territory that records refer to."""

    id: CountryId = Field(description="ISO 3166-1 alpha-3 code.")
    name: Text = Field(description="Short English name.")
    side: Side = Field(description="Side in the argument of the two articles, which fixes its colour in figures.")
    atlas: Text = Field(description="Identifier in the boundary file: ISO 3166-1 numeric code in quotes.")


class Source(Record):
    """A publication that records cite."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")] = ID
    title: Text = Field(description="Title of the publication, or a description where it has none.")
    author: Text | None = Field(default=None, description="Author, where one is named.")
    publisher: Text = Field(description="Who is responsible for the text; for news of an agency, the agency.")
    via: Text | None = Field(
        default=None, description="Carrier or copy in which it was read, where that is not the publisher."
    )
    published: Date | None = Field(description="Date of publication, or null where the source has none.")
    type: Literal["primary", "official", "expert", "press", "reference"] = Field(
        description=(
            "primary: the document itself (treaty, law, resolution, notice, transcript, data); official: a government, armed "
            "force, alliance or firm on its own affairs; expert: scholars and institutes; press: news; reference: "
            "encyclopedias, catalogues and collections."
        )
    )
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")] = Field(description="Language: ISO 639-1 code.")
    country: CountryId | None = Field(
        description="Seat of the publisher, which tells its side; null for the United Nations and where it is not known."
    )
    url: Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"]+$")] | None = Field(
        description="Address at which it was read, or null where it was not read on line."
    )
    accessed: Date | None = Field(
        description="When it was read; null for a source that was not read and is cited from knowledge."
    )
    background: Text | None = Field(
        default=None, description="What it is used for, where no record cites it: a number that the models reproduce."
    )
