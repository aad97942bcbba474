"""A hold that a company agreed to is about to run out: its owner is told three days and one day before.

Nothing is kept about what was told: a mail since the last mark that was passed is enough for all dates of a case.
"""

from datetime import date, datetime, time, timedelta

from incidents.access import mailing
from incidents.access.policies import CLOSED
from incidents.core.desk_vocabulary import MailKind
from incidents.core.vocabulary import Actor
from incidents.core.zones import zone_or_utc
from incidents.models import Case, Contact, Mail
from incidents.services import clock, mails

MARKS = (timedelta(hours=24), timedelta(hours=72))
"""How long before the end, nearest first."""


def send_due(*, by: Actor) -> int:
    """Queue the notices that are due; how many. Safe to run at any moment."""
    now = clock.now()
    passed: dict[Case, datetime] = {}
    for contact in _near(now):
        mark = _mark(contact, now)
        if mark and mark > passed.get(contact.case, mark - MARKS[0]):
            passed[contact.case] = mark
    told = 0
    for case, mark in passed.items():
        told_already = Mail.objects.filter(case=case, kind=MailKind.DEADLINE, created_at__gte=mark).exists()
        if not told_already and mailing.can_send(case, MailKind.DEADLINE):
            told += mails.queue(by=by, case=case, kind=MailKind.DEADLINE) is not None
    return told


def _near(now: datetime) -> list[Contact]:
    """Holds whose last day is within a week around now; days are text and sort as text."""
    first, last = (now - timedelta(days=2)).date().isoformat(), (now + timedelta(days=5)).date().isoformat()
    rows = Contact.objects.filter(hold_until__gte=first, hold_until__lt=last, case__email_confirmed_at__isnull=False)
    return list(rows.exclude(case__state__in=CLOSED).select_related("case"))


def _mark(contact: Contact, now: datetime) -> datetime | None:
    """The mark that was passed last, if the hold still runs: it ends as its last day begins, where its owner is."""
    try:
        day = date.fromisoformat(str(contact.hold_until)[:10])
    except ValueError:
        return None
    ends = datetime.combine(day, time.min, zone_or_utc(contact.case.time_zone))
    return next((ends - mark for mark in MARKS if ends - mark <= now < ends), None)
