"""The schema of published counts: forces, inventories, money, trade, agreement. Two series of one quantity stay two series."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from helpers.dataset.schema.fields import CountryId, Record, Slug, Text
from helpers.dataset.schema.happenings import Entry

__all__ = ["Agreement", "AgreementYear", "Budget", "Count", "Force", "Inventory", "Trade"]


class Count(Entry):
    """Numbers that somebody counted and published; each stands in ``quantities`` with its own date and status."""

    counted_by: Text = Field(
        description="Who counts. Counts by different hands are different series and must not be joined into one curve."
    )


class Force(Count):
    """Nuclear and missile forces: warheads, launchers, missiles, satellites that warn of them."""


class Inventory(Count):
    """Means of missile defence: interceptors, ships, batteries, radars, and the tally of tests."""


class Budget(Count):
    """Money for missile defence by fiscal year or in total."""


class Trade(Count):
    """Trade, traffic and economic losses."""


class Agreement(Count):
    """How far states vote alike in the United Nations."""

    rule: Text = Field(description="What is compared with what.")


class AgreementYear(Record):
    """One year of one pair of states and one subset of votes."""

    record: Slug = Field(description="The record of agreement.yml that says how the row was made.")
    year: Annotated[int, Field(ge=1946, le=2100)] = Field(description="Calendar year.")
    subset: Literal["all", "nuclear-disarmament"] = Field(
        description="Which votes: all, or those on nuclear arms and disarmament."
    )
    state_a: CountryId = Field(description="First state.")
    state_b: CountryId = Field(description="Second state.")
    recorded_votes: Annotated[int, Field(ge=0)] = Field(description="Recorded votes of that year.")
    compared: Annotated[int, Field(ge=0)] = Field(description="Those in which both voted yes, no or abstain.")
    identical: Annotated[int, Field(ge=0)] = Field(description="Those in which both voted alike.")
    opposed: Annotated[int, Field(ge=0)] = Field(description="Those in which one voted yes and the other no.")

    @property
    def id(self) -> str:
        """What tells the row from all others; a pair has no order."""
        return " ".join([self.record, str(self.year), self.subset, *sorted((self.state_a, self.state_b))])

    @model_validator(mode="after")
    def _counts_fit(self) -> AgreementYear:
        if self.state_a == self.state_b:
            raise ValueError(f"must name two states (got {self.state_a} twice)")
        if not self.identical + self.opposed <= self.compared <= self.recorded_votes:
            got = f"{self.identical} + {self.opposed}, {self.compared}, {self.recorded_votes}"
            raise ValueError(f"must have identical + opposed <= compared <= recorded_votes (got {got})")
        return self
