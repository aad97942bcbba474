"""A new access code for somebody who lost theirs: two of the staff, a day's wait, announced everywhere, stoppable.

Nobody is recognised by what they know of the case, or by a mailbox: others can know and read both. Each of the two
gives the person one word at the contact where they were recognised; both words and the case's number bring the new
code up on the person's own screen. So no member of the staff ever sees a code, and none of them alone can fetch one.
"""

import hmac
from datetime import timedelta
from enum import StrEnum

from django.conf import settings
from django.db.models import Q, QuerySet
from django.db.transaction import atomic

from incidents.access.desk import person_of
from incidents.core import access_code, verify_code
from incidents.core.desk_vocabulary import MailKind
from incidents.core.errors import NotAllowed, NotFound
from incidents.core.vocabulary import SYSTEM, Actor, ActorKind
from incidents.models import Case, CodeReissue
from incidents.services import cases, clock, events, mails, throttling

WAIT = timedelta(hours=24)
"""Between the announcement and the first moment at which the code can be fetched: time to object."""

HOLDS = timedelta(days=7)
"""How long it can be fetched after that, and how long a request waits for the second person."""

TRIES, WITHIN = 10, timedelta(minutes=15)


class Ground(StrEnum):
    """How the person was recognised. Facts of the case and a mailbox are no grounds, and are not in this table."""

    IN_PERSON = "in_person"
    VIDEO = "video"
    LAWYER = "lawyer"
    POLICE = "police"


def running(case: Case) -> CodeReissue | None:
    """The request that can still lead to a new code, if there is one."""
    return _open(case).order_by("-asked_at").first()


def ask(*, by: Actor, case: Case, ground: Ground) -> tuple[CodeReissue, str]:
    """Ask for a new code; the first word, shown once.

    Raises NotAllowed: "reissue_off" (the victim's own wish, for ever), "reissue_runs", "no_code_yet".
    """
    with atomic():
        row = Case.objects.select_for_update().get(id=case.id)
        if row.reissue_off:
            raise NotAllowed("reissue_off")
        if row.code_hash is None:
            raise NotAllowed("no_code_yet")
        if _open(row).exists():
            raise NotAllowed("reissue_runs")
        word = verify_code.new_code()
        request = CodeReissue.objects.create(
            case=row, asked_by_id=person_of(by), asked_at=clock.now(), ground=ground, pickup_hash=_hash(row, word)
        )
        events.record(by=by, kind="reissue_asked", case=row, reissue=str(request.id), ground=ground)
        mails.queue(by=SYSTEM, case=row, kind=MailKind.REISSUE)
    return request, word


def approve(*, by: Actor, case: Case) -> tuple[CodeReissue, str]:
    """The second person agrees; the second word, shown once. From now on the day of waiting runs.

    Raises NotFound where nothing waits for approval, NotAllowed("needs_another_person") for whoever asked.
    """
    with atomic():
        request = _open(case).select_for_update().filter(approved_at=None).first()
        if request is None:
            raise NotFound("reissue_not_found")
        if request.asked_by_id == by.id:
            raise NotAllowed("needs_another_person")
        word = verify_code.new_code()
        request.approved_by_id, request.approved_at = person_of(by), clock.now()
        request.not_before = request.approved_at + WAIT
        request.pickup_hash = _hash(case, request.pickup_hash or "", word)
        request.save()
        events.record(by=by, kind="reissue_approved", case=case, reissue=str(request.id))
        mails.queue(by=SYSTEM, case=case, kind=MailKind.REISSUE)
    return request, word


def stop(*, by: Actor, case: Case) -> None:
    """No new code after all: the victim, or anybody of the staff; raises NotFound where none is on its way."""
    with atomic():
        request = _open(case).select_for_update().first()
        if request is None:
            raise NotFound("reissue_not_found")
        CodeReissue.objects.filter(id=request.id).update(stopped_at=clock.now(), stopped_by=str(by), pickup_hash=None)
        events.record(by=by, kind="reissue_stopped", case=case, reissue=str(request.id))


def switch_off(*, by: Actor, case: Case) -> None:
    """The victim's wish: never a new code from staff. What is on its way stops; nobody can switch it on again."""
    with atomic():
        Case.objects.filter(id=case.id).update(reissue_off=True)
        events.record(by=by, kind="reissue_switched_off", case=case)
        if _open(case).exists():
            stop(by=by, case=case)
    case.reissue_off = True


def pick_up(*, by: Actor, reference: str, first: str, second: str, address: str) -> tuple[Case, str]:
    """The case and its new code, for whoever has its number and both words; the old code is dead.

    Raises NotFound, the same whatever is wrong, NotAllowed("reissue_too_early", at=...) for the right words within the
    day of waiting, and TooMany after too many tries from one address.
    """
    del by
    reference = reference.strip().upper()
    throttling.count(what="pick_up", whom=address, most=TRIES, within=WITHIN)
    case = Case.objects.filter(reference=reference).first()
    words = [verify_code.normalise(word) or "" for word in (first, second)]
    with atomic():
        request = _open(case).select_for_update().exclude(approved_at=None).first() if case else None
        given = _hash(case, _hash(case, words[0]), words[1]) if case else ""
        if case is None or request is None or not hmac.compare_digest(request.pickup_hash or "", given):
            raise NotFound("case_not_found")
        if request.not_before and clock.now() < request.not_before:
            raise NotAllowed("reissue_too_early", at=request.not_before)
        CodeReissue.objects.filter(id=request.id).update(done_at=clock.now(), pickup_hash=None)
        victim = Actor(ActorKind.VICTIM, case.id)
        events.record(by=victim, kind="reissue_done", case=case, reissue=str(request.id))
        return case, cases.issue_code(by=victim, case=case)


def _open(case: Case) -> QuerySet[CodeReissue]:
    """Requests that are neither done, stopped nor run out."""
    since = clock.now() - HOLDS
    waiting = Q(not_before=None, asked_at__gt=since) | Q(not_before__gt=since)
    return CodeReissue.objects.filter(waiting, case=case, done_at=None, stopped_at=None)


def _hash(case: Case, *words: str) -> str:
    return access_code.code_hash(settings.CODE_PEPPER, "|".join((str(case.id), *words)))
