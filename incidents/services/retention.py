"""Nothing is kept longer than the privacy page says. Who confirmed a mailbox is warned before a case goes."""

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta
from importlib import import_module

from django.conf import settings
from django.db.models import Q
from django.db.transaction import atomic

from incidents.access import mailing
from incidents.core.desk_vocabulary import DisputeState, MailKind
from incidents.core.vocabulary import Actor, ActorKind, CaseState
from incidents.models import Case, Dispute, Event, Mail, MailLink
from incidents.services import clock, erasing, events, jobs, mails, throttling

logger = logging.getLogger(__name__)

DRAFTS = timedelta(days=30)
"""How long a draft is kept of which no papers were made, since its owner was last here."""

WARNING = timedelta(days=3)
MAIL = timedelta(days=30)
MONTH = timedelta(days=365) / 12
MOST_AT_ONCE = 200


def warn(*, by: Actor) -> int:
    """Tell the owners of cases that go within three days; how many cases were marked as warned."""
    now, warned = clock.now(), 0
    for case, ends in _running_out(now):
        if not _is_warned(case, ends) and mailing.can_send(case, MailKind.RETENTION):
            with atomic():
                mails.queue(by=by, case=case, kind=MailKind.RETENTION)
                Case.objects.filter(id=case.id).update(retention_warned_at=now)
                events.record(by=by, kind="retention_warned", case=case)
            warned += 1
    return warned


def erase_old(*, by: Actor) -> int:
    """Erase what is over: drafts left alone, and cases closed long ago; how many. One that fails stops no other."""
    now, erased = clock.now(), 0
    for case, ends in _running_out(now):
        if erased >= MOST_AT_ONCE:
            break
        if not _is_over(case, ends, now):
            continue
        try:
            erasing.erase(by=by, reference=case.reference)
        except Exception:
            logger.exception("a case was not erased")
        else:
            erased += 1
    return erased


def forget(*, by: Actor) -> dict[str, int]:
    """Remove mails and links past their time, old counters and sessions that are over: counts of the first two."""
    old = clock.now() - MAIL
    with atomic():
        sent = Mail.objects.filter(created_at__lt=old).exclude(state__in=jobs.OPEN).delete()[0]
        links = MailLink.objects.filter(expires_at__lt=old).delete()[0]
        if sent or links:
            events.record(by=by, kind="mail_forgotten", mails=sent, links=links)
    throttling.forget_old()
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    return {"mails": sent, "links": links}


def _running_out(now: datetime) -> Iterator[tuple[Case, datetime]]:
    """Cases whose time ends within the days of warning, or has ended, each with its end."""
    closed = MONTH * settings.KEEP_CLOSED_MONTHS
    drafts = Q(state=CaseState.DRAFT, updated_at__lte=now + WARNING - DRAFTS)
    ended = Q(state=CaseState.CLOSED, updated_at__lte=now + WARNING - closed)
    for number in list(Case.objects.filter(drafts | ended).order_by("updated_at").values_list("id", flat=True)):
        case = Case.objects.get(id=number)
        ends = _last_here(case) + DRAFTS if case.state == CaseState.DRAFT else case.updated_at + closed
        if ends <= now + WARNING and not _is_disputed(case):
            yield case, ends


def _last_here(case: Case) -> datetime:
    """When the owner of a draft last did anything, opening it included."""
    own = Event.objects.filter(case_id=case.id, actor__startswith=ActorKind.VICTIM).order_by("-number").first()
    return max(case.updated_at, own.at) if own else case.updated_at


def _is_warned(case: Case, ends: datetime) -> bool:
    """Whether the warning was about this end, not about one before the owner came back."""
    return case.retention_warned_at is not None and case.retention_warned_at >= ends - WARNING


def _is_over(case: Case, ends: datetime, now: datetime) -> bool:
    """Whether a case may go: its end has come and, where a mail can be sent, the warning has had its time."""
    if not mailing.can_send(case, MailKind.RETENTION):
        return ends <= now
    warned = case.retention_warned_at
    return _is_warned(case, ends) and warned is not None and now >= max(ends, warned + WARNING)


def _is_disputed(case: Case) -> bool:
    """A case whose letter somebody objects to stays until that is decided."""
    return Dispute.objects.filter(document__case=case, state=DisputeState.OPEN).exists()
