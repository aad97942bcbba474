"""Whether somebody may be written to by mail. ``check_x`` raises with the reason, ``can_x`` serves the page.

A mail can be read by whoever holds the mailbox or the phone: who is in danger, shares a mailbox, or may know the
thief, gets none.
"""

from typing import Any

from django.conf import settings

from incidents.core.acts import HELD_BACK
from incidents.core.desk_vocabulary import MailKind
from incidents.core.errors import NotAllowed
from incidents.core.vocabulary import CaseState
from incidents.models import Case

BY_CHOICE = (MailKind.MESSAGE, MailKind.DEADLINE, MailKind.RETENTION)
"""What its reader can switch off. That somebody asked for a new code is always told: silence would help a thief."""


def address_of(case: Case) -> str:
    """The mailbox that the reporter gave, as typed, or nothing."""
    said: dict[str, Any] = case.victim or {}
    return str(said.get("email") or "")


def is_unsafe(case: Case) -> bool:
    """Whether a mail could be seen by the wrong person: in danger, with a shared mailbox, or a thief who is near."""
    said: dict[str, Any] = case.safety or {}
    near = any(said.get(name) is True for name in ("mailbox_shared", "in_danger", "known_person"))
    return near or case.kind in HELD_BACK


def confirmed(email_index: str) -> list[Case]:
    """The cases whose reporter confirmed this mailbox."""
    if not email_index:
        return []
    rows = Case.objects.filter(email_index=email_index, email_confirmed_at__isnull=False)
    return list(rows.exclude(state=CaseState.ERASED))


def check_mailbox(email_index: str) -> None:
    """Somebody confirmed this mailbox, and nobody who did is in danger there. Strangers cannot silence it."""
    owners = confirmed(email_index)
    if not owners:
        raise NotAllowed("mail_unconfirmed")
    if any(is_unsafe(case) for case in owners):
        raise NotAllowed("mail_unsafe")


def check_mail(case: Case, kind: str, email_index: str) -> None:
    """A mail of this kind may go to this mailbox about this case.

    Raises NotAllowed: "mail_unsafe", "mail_switched_off", "mail_unconfirmed", "mail_address_changed".
    """
    if case.state == CaseState.ERASED or case.email_index != email_index:
        raise NotAllowed("mail_address_changed")
    if is_unsafe(case):
        raise NotAllowed("mail_unsafe")
    if kind in case.mails_off:
        raise NotAllowed("mail_switched_off")
    if kind == MailKind.CONFIRM:
        if any(is_unsafe(other) for other in confirmed(email_index)):
            raise NotAllowed("mail_unsafe")
        return
    if case.email_confirmed_at is None:
        raise NotAllowed("mail_unconfirmed")
    check_mailbox(email_index)


def can_send(case: Case, kind: str) -> bool:
    """Whether a mail of this kind may go to the case's own mailbox."""
    try:
        check_mail(case, kind, case.email_index or "")
    except NotAllowed:
        return False
    return bool(settings.MAIL_ON)


def can_mail(case: Case) -> bool:
    """Whether this portal sends mail, and may send it to this person."""
    return bool(settings.MAIL_ON and case.email_index) and not is_unsafe(case)
