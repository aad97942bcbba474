"""Questions of the staff to a victim, and her answers: read behind her code only. A mail says that one is there.

Each message of the staff carries a code that anybody can check on the portal, so that impostors are found out.
"""

from datetime import timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.db.transaction import atomic

from incidents.access import policies
from incidents.access.desk import person_of
from incidents.core import verify_code
from incidents.core.desk_vocabulary import MailKind, WaitingFor
from incidents.core.errors import NotFound
from incidents.core.vocabulary import SYSTEM, Actor
from incidents.models import Case, Message
from incidents.services import clock, events, limits, mails, scoring, throttling
from incidents.services.free_text import checked

LONGEST = 4000
MOST_A_DAY = 20


def of(case: Case) -> QuerySet[Message]:
    """All messages of a case, oldest first."""
    return Message.objects.filter(case=case).select_related("author").order_by("sent_at")


def ask(*, by: Actor, case: Case, text: str, template: str = "") -> Message:
    """Write to the victim: what she answered counts as read by that, and the case waits for her.

    Raises what ``checked`` and ``check_change`` raise.
    """
    policies.check_change(case)
    bare = checked(text, most=LONGEST)
    now = clock.now()
    with atomic():
        message = Message.objects.create(
            case=case,
            author_id=person_of(by),
            from_staff=True,
            template=template,
            text=bare,
            check_code=verify_code.new_code(),
            sent_at=now,
        )
        Message.objects.filter(case=case, from_staff=False, read_at=None).update(read_at=now)
        Case.objects.filter(id=case.id).update(waiting_for=WaitingFor.VICTIM, waiting_since=now, raised_at=None)
        events.record(by=by, kind="message_sent", case=case, message=str(message.id), template=template)
        mails.queue(by=SYSTEM, case=case, kind=MailKind.MESSAGE)
        scoring.refresh(case)
    case.refresh_from_db(fields=["waiting_for", "waiting_since", "raised_at", "score", "score_reasons"])
    return message


def answer(*, by: Actor, case: Case, message: UUID, text: str) -> Message:
    """The victim answers a message of the staff: her case is raised in the queue, and waits for staff.

    Raises NotFound for another case's message, TooMany after many answers a day, and what ``checked`` raises.
    """
    policies.check_change(case)
    asked = Message.objects.filter(case=case, id=message, from_staff=True).first()
    if asked is None:
        raise NotFound("message_not_found")
    bare = checked(text, most=LONGEST)
    throttling.count(what="answer", whom=str(case.id), most=MOST_A_DAY, within=timedelta(days=1))
    now = clock.now()
    with atomic():
        said = Message.objects.create(case=case, from_staff=False, text=bare, answers=asked, sent_at=now)
        Message.objects.filter(case=case, from_staff=True, read_at=None).update(read_at=now)
        Case.objects.filter(id=case.id).update(raised_at=now, waiting_for=WaitingFor.STAFF, waiting_since=now)
        events.record(by=by, kind="message_answered", case=case, message=str(said.id), answers=str(asked.id))
        scoring.refresh(case)
    case.refresh_from_db(fields=["raised_at", "waiting_for", "waiting_since"])
    return said


def opened(*, by: Actor, case: Case) -> None:
    """The victim has the page of messages before her: those of the staff are read."""
    unread = Message.objects.filter(case=case, from_staff=True, read_at=None)
    with atomic():
        if count := unread.update(read_at=clock.now()):
            events.record(by=by, kind="messages_read", case=case, count=count)


def put_away(*, by: Actor, case: Case) -> None:
    """Staff have read what the victim answered: the case stands where it stood without it."""
    with atomic():
        count = Message.objects.filter(case=case, from_staff=False, read_at=None).update(read_at=clock.now())
        Case.objects.filter(id=case.id).update(raised_at=None)
        events.record(by=by, kind="answers_read", case=case, count=count)
        scoring.refresh(case)
    case.refresh_from_db(fields=["raised_at", "score", "score_reasons"])


def unread_by_victim(case: Case) -> int:
    """How many messages of the staff she has not opened yet."""
    return Message.objects.filter(case=case, from_staff=True, read_at=None).count()


def with_code(code: str, *, address: str) -> Message | None:
    """The message of the staff that carries this code, however it was typed; raises TooMany after many questions."""
    limits.count(what="verify", address=address)
    known = verify_code.normalise(code)
    return Message.objects.filter(check_code=known, from_staff=True).first() if known else None
