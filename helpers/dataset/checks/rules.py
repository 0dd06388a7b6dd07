"""What the records of one table must satisfy beyond their fields."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise

from helpers.dataset.dates import earliest, latest
from helpers.dataset.problems import Problem
from helpers.dataset.reading import Row

__all__ = ["RULES"]


def _check_dates(row: Row, _today: dt.date) -> Iterator[Problem]:
    until = row.record.until
    if until and earliest(until) < earliest(row.record.date[: len(until)]):
        yield row.problem(f"{until} lies before the date {row.record.date}; put them in order", "until")


_SEATS = {"General Assembly": 193, "Security Council": 15}


def _check_vote(row: Row, _today: dt.date) -> Iterator[Problem]:
    vote = row.record
    counts = {"in favour": vote.in_favour, "against": vote.against, "abstained": vote.abstained}
    total = sum(counts.values()) + (vote.absent or 0)
    if total > _SEATS[vote.body]:
        message = f"adds to {total} votes, and the {vote.body} has {_SEATS[vote.body]} seats; correct a count"
        yield row.problem(message, "in_favour")
    if vote.absent is not None:
        counts["absent"] = vote.absent
    for side, count in counts.items():
        if (named := sum(position == side for position in vote.positions.values())) > count:
            message = f"is {count}, but {named} states stand under positions; correct one of the two"
            yield row.problem(message, side.replace(" ", "_"))


def _check_site(row: Row, today: dt.date) -> Iterator[Problem]:
    known = [(i, phase) for i, phase in enumerate(row.record.phases) if phase.since]
    for i, phase in known:
        if phase.status != "planned" and earliest(phase.since) > today:
            yield row.problem(f"lies in the future ({phase.since}); a phase has begun", "phases", i, "since")
    seen: set[str] = set()
    for i, phase in enumerate(row.record.phases):
        if phase.status in seen:
            yield row.problem(f"has '{phase.status}' twice; keep its first date", "phases", i, "status")
        seen.add(phase.status)
    for (_, before), (i, after) in pairwise(known):
        if after.since < before.since[: len(after.since)]:
            message = f"'{after.status}' since {after.since} comes before '{before.status}' since {before.since}"
            yield row.problem(f"{message}; put the phases in order", "phases", i, "since")


def _check_system(row: Row, _today: dt.date) -> Iterator[Problem]:
    if len(row.record.parameters) < 2 and not row.record.not_public:
        count = len(row.record.parameters)
        message = f"has {count} of the two parameters that a system needs; add one, or say why under not_public"
        yield row.problem(message, "parameters")
    preferred = Counter((p.name, p.variant) for p in row.record.parameters if p.preferred)
    for i, parameter in enumerate(row.record.parameters):
        if parameter.preferred and preferred[parameter.name, parameter.variant] > 1:
            yield row.problem(
                f"more than one row of {parameter.name} is preferred; keep one per variant",
                "parameters",
                i,
                "preferred",
            )


def _check_source(row: Row, _today: dt.date) -> Iterator[Problem]:
    published, accessed = row.record.published, row.record.accessed
    if published and accessed and accessed < published[: len(accessed)]:
        yield row.problem(f"{accessed} lies before the publication ({published}); correct one of the two", "accessed")


_OPEN = {"overdue", "not yet due", "not known"}
_DATED = {"in time", "late", "overdue", "not yet due"}


def _check_promise(row: Row, today: dt.date) -> Iterator[Problem]:
    promise = row.record
    if (promise.settled is None) != (promise.settled_in is None):
        yield row.problem("must stand with settled, and only then", "settled_in")
    if (promise.settled is None) != (promise.outcome in _OPEN):
        yield row.problem(f"must be given unless the outcome is {', '.join(sorted(_OPEN))}, and only then", "settled")
    elif promise.outcome != "given up" and (promise.planned is None) != (promise.outcome not in _DATED):
        yield row.problem(f"must be given if the outcome is {', '.join(sorted(_DATED))}, and only then", "planned")
    elif promise.planned:
        yield from _check_outcome(row, today)
    for i, (before, after) in enumerate(pairwise(promise.revisions), start=1):
        if earliest(after.said) < earliest(before.said):
            yield row.problem(f"{after.said} comes after {before.said}; put them in order", "revisions", i, "said")


def _check_outcome(row: Row, today: dt.date) -> Iterator[Problem]:
    promise = row.record
    end = latest(promise.planned)
    if promise.settled:
        wanted = "late" if earliest(promise.settled) > end else "in time"
    else:
        wanted = "overdue" if today > end else "not yet due"
    if promise.outcome not in {wanted, "given up"}:
        came = f"it came in {promise.settled}" if promise.settled else "it has not come"
        yield row.problem(f"planned for {promise.planned}, and {came}: that is '{wanted}'", "outcome")


RULES: dict[str, Callable[[Row, dt.date], Iterator[Problem]]] = {
    "sites": _check_site,
    "systems": _check_system,
    "exercises": _check_dates,
    "votes": _check_vote,
    "promises": _check_promise,
    "sources": _check_source,
}
"""The rule of each table that has one."""
