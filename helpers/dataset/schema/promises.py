"""The schema of promises: what was announced, for when, how often the date moved, and what came."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from helpers.dataset.schema.fields import Citations, Date, Label, Many, Record, Slug, Text
from helpers.dataset.schema.happenings import Entry

__all__ = ["Promise", "Revision"]


class Revision(Record):
    """A later date for the same promise."""

    said: Date = Field(description="When the later date was stated.")
    planned: Date = Field(description="The date then planned, as precise as the source; may lie ahead.")
    sources: Citations = Field(description="Sources of this revision.")


class Promise(Entry):
    """Something announced that was still to come, and what became of it; its date is the day of the announcement."""

    label: Label = Field(description="Short name for figures.")
    promised_by: Text = Field(description="Who promised or planned it.")
    flank: Literal["western", "eastern"] = Field(description="West or east of Eurasia.")
    planned: Date | None = Field(
        default=None, description="Date promised, as precise as the source; may lie ahead; null where none was."
    )
    outcome: Literal["in time", "late", "overdue", "not yet due", "given up", "undated", "not known"] = Field(
        description=(
            "in time, late: it came; overdue: it did not come, and its date is over; not yet due; given up; "
            "undated: it came, no date had been promised; not known: no date, and no source says whether it came."
        )
    )
    settled: Date | None = Field(default=None, description="Date on which it came or was given up, or null.")
    settled_in: Slug | None = Field(default=None, description="Record that says so, or null.")
    replaces: Slug | None = Field(default=None, description="Promise in whose place it was made, or null.")
    revisions: Many[Revision] = Field(
        default=(), description="Later dates for it, in the order in which they were stated."
    )
