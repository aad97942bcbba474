"""What staff do with a case as a whole: take it, hand it on, move it along, say whom it waits for, look at it.

None of it counts as a change of the case: what a victim has typed on another device stays good.
"""

from datetime import timedelta
from uuid import UUID

from django.db.models import Q
from django.db.transaction import atomic

from incidents.access.desk import check_staff, person_of
from incidents.access.permissions import Permission
from incidents.core.desk_vocabulary import WaitingFor
from incidents.core.errors import NotAllowed
from incidents.core.vocabulary import SYSTEM, Actor, CaseState
from incidents.core.workflow import TRANSITIONS, check_transition
from incidents.models import Case, Event, Look, User
from incidents.services import clock, events, scoring

SITTING = timedelta(minutes=30)
"""Pages of one case within this time of each other are one sitting: one line in the trail."""

VIEWED = "case_viewed"
TROUBLE = ("document_dead", "mail_dead")
NOT_OURS = frozenset({CaseState.ERASED, CaseState.DRAFT})


def take(*, by: Actor, case: Case) -> None:
    """Take a case that nobody works on; raises NotAllowed("taken_already") when somebody was quicker."""
    with atomic():
        if not Case.objects.filter(id=case.id, assignee=None).update(assignee=person_of(by)):
            raise NotAllowed("taken_already")
        events.record(by=by, kind="case_taken", case=case)
    case.refresh_from_db(fields=["assignee"])


def assign(*, by: Actor, case: Case, to: User | None) -> None:
    """Hand a case to somebody who may see cases, or (None) back to all."""
    if to is not None:
        check_staff(to, Permission.SEE_CASES, case)
    with atomic():
        row = Case.objects.select_for_update().get(id=case.id)
        former, row.assignee = row.assignee_id, to
        row.save(update_fields=["assignee"])
        events.record(by=by, kind="case_assigned", case=row, former=_text(former), to=_text(to.id if to else None))
    case.refresh_from_db(fields=["assignee"])


def next_states(case: Case) -> list[CaseState]:
    """Where staff may move a case from here; erasing is the victim's and the retention's."""
    return [state for state in TRANSITIONS[CaseState(case.state)] if state not in NOT_OURS]


def move(*, by: Actor, case: Case, state: CaseState) -> None:
    """Move a case along the table of states. Leaving the unconfirmed lane, or beginning work, accepts it.

    Raises NotAllowed("no_such_transition").
    """
    with atomic():
        row = Case.objects.select_for_update().get(id=case.id)
        check_transition(row.state, state)
        if state not in next_states(row):
            raise NotAllowed("no_such_transition", current=row.state, following=state)
        former, row.state = row.state, state
        if state != CaseState.CLOSED and row.accepted_at is None:
            row.accepted_at = clock.now()
        row.save(update_fields=["state", "accepted_at"])
        events.record(by=by, kind="state_changed", case=row, former=former, state=state)
        scoring.refresh(row)
    case.refresh_from_db()


def wait_for(*, by: Actor, case: Case, whom: WaitingFor | None) -> None:
    """Say whose move it is from now on."""
    with atomic():
        row = Case.objects.select_for_update().get(id=case.id)
        row.waiting_for, row.waiting_since = (whom or "", clock.now() if whom else None)
        row.save(update_fields=["waiting_for", "waiting_since"])
        events.record(by=by, kind="case_waits", case=row, whom=row.waiting_for)
    case.refresh_from_db(fields=["waiting_for", "waiting_since"])


def look(*, by: Actor, case: Case) -> int:
    """Somebody opens a case: one line in the trail per sitting; the number of the line that their last one began with.

    What happened after that number is new to them, for as long as the sitting lasts; 0 when they never looked.
    """
    now = clock.now()
    with atomic():
        seen = Look.objects.select_for_update().filter(case=case, user=person_of(by)).first()
        if seen is not None and now - seen.at < SITTING:
            Look.objects.filter(id=seen.id).update(at=now)
            return seen.event_number
        mine = Event.objects.filter(case_id=case.id, kind=VIEWED, actor=str(by)).order_by("-number")
        last = mine.values_list("number", flat=True).first() or 0
        Look.objects.update_or_create(case=case, user_id=person_of(by), defaults={"event_number": last, "at": now})
        events.record(by=by, kind=VIEWED, case=case)
    return last


def news(*, by: Actor, case: Case, since: int) -> list[Event]:
    """What others did to a case after a line of the trail, oldest first: not their looking at it, and of the portal's
    own work only what went wrong."""
    rows = Event.objects.filter(case_id=case.id, number__gt=since).exclude(actor=str(by)).exclude(kind=VIEWED)
    return list(rows.exclude(~Q(kind__in=TROUBLE), actor=str(SYSTEM)).order_by("number"))


def _text(number: UUID | None) -> str | None:
    return str(number) if number else None
