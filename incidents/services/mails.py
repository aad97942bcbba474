"""Mail: queued in the transaction of what it tells of, sent by a worker as soon as the mail server answers.

It is sent once, or once more under the same number where a worker died in between. A mail carries nothing
of a case. Until it is sent its row holds the address and the secret of its link, encrypted; then both are emptied.
"""

import logging
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db.transaction import atomic
from django.utils.translation import get_supported_language_variant

from incidents.access import links, mailing
from incidents.core.desk_vocabulary import BlockKind, MailKind
from incidents.core.errors import NotAllowed, NotSent, RecourseError
from incidents.core.mail_addresses import mail_address, mailbox
from incidents.core.vocabulary import Actor, JobState
from incidents.gateways import mail as gateway
from incidents.models import Case, Mail
from incidents.services import blocking, clock, events, mail_limits, mail_words, outbox, throttling
from incidents.services.intake import email_index
from incidents.services.leases import Lease, Queue

logger = logging.getLogger(__name__)

BACK_OFF = (5, 15, 60, 300, 900, 1800, 3600)
"""Seconds until the next try, by attempts made; with the usual number of tries a server may be away for a day."""

QUEUE = Queue(Mail, lambda: settings.MAIL_MAX_ATTEMPTS, BACK_OFF)

LINKS = (MailKind.CONFIRM, MailKind.RETURN)
"""What carries a link that opens something."""

LIFE = {MailKind.STAFF_PASSWORD: timedelta(minutes=10)}
"""What is worthless later is not sent later. Links know by themselves when they are over."""

UNWANTED = "mail_unwanted"
"""Under this a mailbox is barred whose owner said: that was not me."""


def queue(
    *, by: Actor, case: Case | None, kind: MailKind, to: str = "", secret: str = "", language: str = ""
) -> Mail | None:
    """Have a mail sent once the caller's transaction is through, to the case's own address unless ``to`` says another.

    None when it must not be sent (the event says why): the caller's own work goes on. A notice that waits already is
    not queued twice.
    """
    given = to or (mailing.address_of(case) if case else "")
    with atomic():
        events.take_turn()
        waiting = Mail.objects.filter(case=case, kind=kind, state=JobState.QUEUED, to_index=email_index(given) or "")
        if kind in mailing.BY_CHOICE and (found := waiting.first()):
            return found
        try:
            mail = _row(case, kind, given, language)
        except RecourseError as error:
            events.record(by=by, kind="mail_refused", case=case, what=kind, code=error.code)
            return None
        mail.secret = secret or None
        mail.save(force_insert=True)
        events.record(by=by, kind="mail_queued", case=case, what=kind, mail=str(mail.id))
        outbox.publish([mail.id], Mail)
    return mail


def _row(case: Case | None, kind: MailKind, given: str, language: str) -> Mail:
    if not settings.MAIL_ON:
        raise NotAllowed("mail_off")
    if not given:
        raise NotAllowed("mail_no_address")
    address, index, now = mail_address(given), email_index(given) or "", clock.now()
    if case is not None:
        mailing.check_mail(case, kind, index)
    if kind == MailKind.CONFIRM:
        blocking.check(kind=BlockKind.EMAIL, value=given)
        if throttling.is_barred(what=UNWANTED, whom=mailbox(address)):
            raise NotAllowed("mail_unwanted")
    mail_limits.count(kind, address, index)
    wanted = language or (case.language if case else None) or settings.LANGUAGE_CODE
    return Mail(case=case, kind=kind, to=address, to_index=index, language=spoken(wanted), created_at=now, next_at=now)


def spoken(wanted: str) -> str:
    """The language of this portal that comes nearest.

    >>> spoken("en-GB"), spoken("xx")
    ('en', 'en')
    """
    try:
        return get_supported_language_variant(wanted)
    except LookupError:
        return settings.LANGUAGE_CODE


def deliver(*, by: Actor, job: UUID) -> str:
    """Send one mail if it is there to be sent; the outcome as a word. Safe to call twice, by anybody."""
    lease = QUEUE.claim(job, only_due=True)
    if lease is None:
        return "not_mine"
    mail = Mail.objects.select_related("case").get(id=job)
    try:
        _check(mail)
        gateway.send(mail_words.parcel(mail))
    except NotAllowed as error:
        return _drop(by, lease, error.code)
    except NotSent as error:
        return _drop(by, lease, error.code) if error.code == "mail_refused" else _try_later(by, lease, error.code)
    except Exception:
        logger.exception("mail not sent")
        return _try_later(by, lease, "internal")
    with atomic():
        if not QUEUE.close(lease, sent_at=clock.now(), to=None, secret=None):
            return "too_late"
        events.record(by=by, kind="mail_sent", case=mail.case, what=mail.kind, mail=str(mail.id))
    return "sent"


def _check(mail: Mail) -> None:
    """What held when the mail was queued must hold when it goes out."""
    now = clock.now()
    life = LIFE.get(MailKind(mail.kind))
    if life and now > mail.created_at + life:
        raise NotAllowed("mail_late")
    if mail.kind in LINKS and not links.live(links.hash_of(mail.secret), now).exists():
        raise NotAllowed("mail_late")
    if mail.case is not None:
        mailing.check_mail(mail.case, mail.kind, mail.to_index)
    elif mail.kind == MailKind.RETURN:
        mailing.check_mailbox(mail.to_index)


def _drop(by: Actor, lease: Lease, code: str) -> str:
    """Not sent, and never will be."""
    with atomic():
        over = {"state": JobState.DEAD, "error_code": code, "to": None, "secret": None}
        if QUEUE.close(lease, **over):
            _tell_dead(by, Mail.objects.select_related("case").get(id=lease.job))
    return code


def _try_later(by: Actor, lease: Lease, code: str) -> str:
    with atomic():
        mail = QUEUE.give_back(lease, code=code)
        if mail is not None and mail.state == JobState.DEAD:
            _tell_dead(by, mail)
    return code


def bury(*, by: Actor) -> int:
    """Mails whose workers died too often are dead; how many."""
    return QUEUE.bury(lambda mail: _tell_dead(by, mail))


def _tell_dead(by: Actor, mail: Mail) -> None:
    Mail.objects.filter(id=mail.id).update(to=None, secret=None)
    events.record(by=by, kind="mail_dead", case=mail.case, what=mail.kind, mail=str(mail.id), code=mail.error_code)


def choose(*, by: Actor, case: Case, off: list[MailKind]) -> None:
    """The kinds of mail that the victim does not want; others of ``mailing.BY_CHOICE`` are sent."""
    chosen = sorted(kind for kind in mailing.BY_CHOICE if kind in off)
    with atomic():
        Case.objects.filter(id=case.id).update(mails_off=chosen)
        events.record(by=by, kind="mails_chosen", case=case, off=chosen)
    case.mails_off = chosen
