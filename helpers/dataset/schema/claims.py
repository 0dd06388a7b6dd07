"""The schema of claims: what was said, whether it was right, what became of it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from helpers.dataset.schema.fields import ID, Citations, ClaimId, Confidence, Date, Many, Record, Slug, Text

__all__ = ["LIKELIHOOD", "PARTS", "WORDS_AT_THE_TIME", "WORDS_SINCE", "Claim", "Correction", "Forecast"]

PARTS = {
    "expansion": "The US expansion",
    "fears": "Chinese and Russian fears",
    "limits": "The limits of Sino-Russian cooperation",
}
"""The parts of the book in which claims are tested, with their titles."""

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


LIKELIHOOD: dict[str, tuple[int, int]] = {
    "almost no chance, remote": (1, 5),
    "very unlikely, highly improbable": (5, 20),
    "unlikely, improbable": (20, 45),
    "roughly even chance": (45, 55),
    "likely, probable": (55, 80),
    "very likely, highly probable": (80, 95),
    "almost certain, nearly certain": (95, 99),
}
"""Words of likelihood and their percentages: Intelligence Community Directive 203, Analytic Standards (2015), table in D.6.e."""

Percent = Annotated[int, Field(ge=0, le=100)]


class Forecast(Record):
    """A forecast made testable: the question, its date, the words of the article as an interval of probability."""

    question: Text = Field(description="Operational question, ours, that a reader could settle with yes or no.")
    due: Date = Field(description="Day by which it must have happened.")
    due_is_ours: bool = Field(description="true where the article sets no date and the common horizon is used.")
    settled_by: Text = Field(description="Which source settles it.")
    wording: Text = Field(description="The words of likelihood in the article.")
    low_percent: Percent | None = Field(
        default=None,
        description="Lower end of the interval that ICD 203 gives such words, or null where they give none.",
    )
    high_percent: Percent | None = Field(default=None, description="Upper end of the interval.")
    resolved: Date | None = Field(default=None, description="Date on which the outcome was settled, or null.")

    @model_validator(mode="after")
    def _interval(self) -> Forecast:
        ends = (self.low_percent, self.high_percent)
        if (ends[0] is None) != (ends[1] is None):
            raise ValueError("has one end of an interval; give low_percent and high_percent, or neither")
        if ends[0] is not None and ends not in LIKELIHOOD.values():
            known = ", ".join(f"{low}-{high}" for low, high in LIKELIHOOD.values())
            raise ValueError(f"must be one of the intervals of ICD 203: {known} (got {ends[0]}-{ends[1]})")
        return self


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
    forecast: Forecast | None = Field(default=None, description="The question behind a forecast; null for other kinds.")
    evidence: Many[Slug] = Field(
        default=(),
        description="Records on which the verdict rests. How each bears on the claim stands in the record itself.",
    )
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
        if (self.kind == "forecast") != (self.forecast is not None) and self.at_the_time is not None:
            raise ValueError("must have a forecast with its question if its kind is forecast, and only then")
        if self.forecast and self.at_the_time:
            is_scorable = self.forecast.low_percent is not None
            if is_scorable == (self.at_the_time.verdict == "not scorable"):
                raise ValueError("must be 'not scorable' at the time if its words name no interval, and only then")
        if self.id[0] != self.article:
            raise ValueError(f"id {self.id} does not belong to article {self.article}")
        return self


class Correction(Record):
    """An error in one of the two articles, or in a source that the records cite."""

    id: Slug = ID
    article: Literal["A", "B"] | None = Field(default=None, description="The article that errs, or null.")
    paragraph: Annotated[int, Field(ge=1, le=99)] | None = Field(
        default=None, description="Paragraph of running prose in the article, from 1."
    )
    source: Slug | None = Field(default=None, description="The cited source that errs, or null.")
    claim: ClaimId | None = Field(default=None, description="Claim in which the error stands, or null.")
    kind: Literal["number", "date", "name", "identity", "scope", "attribution"] = Field(
        description="What is wrong: a number, a date, a name, which thing is meant, how far it holds, who said it."
    )
    states: Text = Field(description="What it states, in our words.")
    correct: Text = Field(description="What the evidence says.")
    reported: bool = Field(description="Whether the publisher was told.")
    sources: Citations = Field(description="Sources of the correction.")

    @model_validator(mode="after")
    def _one_culprit(self) -> Correction:
        if (self.article is None) == (self.source is None):
            raise ValueError("must name an article or a source, one of the two")
        if (self.article is None) != (self.paragraph is None):
            raise ValueError("must have a paragraph with an article, and only then")
        if self.article and self.claim and self.claim[0] != self.article:
            raise ValueError(f"claim {self.claim} does not stand in article {self.article}")
        return self
