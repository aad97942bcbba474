"""Which case comes first, and why: pure facts -> a score, the reasons for it, and when they end by themselves.

The order: money can still leave; money that reached an institution less than a day ago; within the same rank the
oldest first. An answer of the victim that nobody has read raises a case within its rank.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from enum import StrEnum

FRESH = timedelta(hours=24)
"""How long money that reached an institution counts as being there."""


class Reason(StrEnum):
    """Why a case stands where it stands."""

    ONGOING = "ongoing"
    AT_INSTITUTION = "at_institution"
    ANSWERED = "answered"
    OLDEST = "oldest"


WEIGHTS = {Reason.ONGOING: 4, Reason.AT_INSTITUTION: 2, Reason.ANSWERED: 1, Reason.OLDEST: 0}
"""Each weighs more than all below it together, so that the order is the order of the reasons."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """Money that reached an institution, and when."""

    institution: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Because:
    """One reason: its code, and the institution it is about."""

    code: Reason
    about: str = ""

    def as_json(self) -> dict[str, str]:
        """Plain values, as they are stored with the case."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Priority:
    """Where a case stands: the higher the earlier. At ``changes_at`` it moves although nobody writes."""

    score: int
    reasons: tuple[Because, ...]
    changes_at: datetime | None


def priority(*, ongoing: bool, arrivals: Iterable[Arrival], answered: bool, now: datetime) -> Priority:
    """The place of a case in the queue.

    >>> now = datetime.fromisoformat("2026-11-02T12:00:00+00:00")
    >>> found = priority(ongoing=False, arrivals=[Arrival("okx", now - timedelta(hours=20))], answered=False, now=now)
    >>> found.score, [str(because.code) for because in found.reasons], found.changes_at - now
    (2, ['at_institution'], datetime.timedelta(seconds=14400))
    >>> priority(ongoing=False, arrivals=[], answered=False, now=now).reasons[0].code
    <Reason.OLDEST: 'oldest'>
    """
    fresh: dict[str, datetime] = {}
    for arrival in sorted(arrivals, key=lambda item: item.at, reverse=True):
        if abs(now - arrival.at) < FRESH:  # a time somewhat ahead is one told in another zone
            fresh.setdefault(arrival.institution, arrival.at)
    reasons = [Because(Reason.ONGOING)] if ongoing else []
    reasons += [Because(Reason.AT_INSTITUTION, slug) for slug in fresh]
    reasons += [Because(Reason.ANSWERED)] if answered else []
    found = tuple(reasons) or (Because(Reason.OLDEST),)
    score = sum(WEIGHTS[code] for code in {because.code for because in found})
    return Priority(score, found, min(fresh.values()) + FRESH if fresh else None)
