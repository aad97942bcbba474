"""A case as one line of a table: everything in words, ready to be printed."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import ngettext

from incidents.core import directory
from incidents.models import Case
from incidents.services import queue
from incidents.services.queue import Line
from incidents.web.staff.desk import words
from incidents.web.staff.desk.words import StateWord

NAMED = 2


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One line of the queue."""

    case: Case
    state: StateWord
    reasons: str
    kind: str
    companies: str
    age: str
    waits_for: str
    waits_since: str
    joined: str


def rows_of(cases: Iterable[Case]) -> list[QueueRow]:
    """The lines of a table of cases."""
    return [_row(line) for line in queue.lines(cases)]


def _row(line: Line) -> QueueRow:
    case = line.case
    names = list(dict.fromkeys(directory.name_of(slug) for slug in line.institutions))
    more = f" +{len(names) - NAMED}" if len(names) > NAMED else ""
    joined = ngettext("with %(n)s other", "with %(n)s others", line.joined) % {"n": line.joined} if line.joined else ""
    return QueueRow(
        case=case,
        state=words.STATES[case.state],
        reasons=" · ".join(words.reasons(case)),
        kind=str(words.KINDS.get(case.kind or "not_sure", case.kind or "")),
        companies=", ".join(names[:NAMED]) + more,
        age=words.age(case.created_at),
        waits_for=str(words.WAITING.get(case.waiting_for, "")),
        waits_since=words.age(case.waiting_since) if case.waiting_since else "",
        joined=joined,
    )
