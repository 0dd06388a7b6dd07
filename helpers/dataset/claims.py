"""The schema of claims: what was said, whether it was right, what became of it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from helpers.dataset.fields import Bearing, ClaimId, Confidence, Date, Many, Record, Slug, Text

__all__ = ["WORDS_AT_THE_TIME", "WORDS_SINCE", "Claim"]

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
    paragraph: Annotated[int, Field(ge=1, le=99)] = Field(
        description="Paragraph of running prose in which it stands, from 1."
    )
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
        judged = {"since": self.since, "correction": self.correction, "evidence": self.evidence or None}
        if self.at_the_time is None and (early := [name for name, value in judged.items() if value is not None]):
            raise ValueError(f"has {', '.join(early)} but no verdict; add at_the_time")
        owed = {"since": self.since, "confidence": self.confidence, "checked": self.checked}
        if self.at_the_time is not None and (lacking := [name for name, value in owed.items() if value is None]):
            raise ValueError(f"has a verdict without {', '.join(lacking)}; add what is missing")
        if self.id[0] != self.article:
            raise ValueError(f"id {self.id} does not belong to article {self.article}")
        return self
