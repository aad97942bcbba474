"""Links by mail: a mailbox is confirmed with one; with another, and the access code, a case is opened again.

A link is used once and dies when a newer one is asked for. One that leads back works only in the browser that asked,
and never without the code. Whoever asks is told the same, in the same time, whether an address is known or not: that
is decided later, by the worker that would send the mail.
"""

import hmac
from datetime import timedelta

from django.db.transaction import atomic

from incidents.access import links, mailing
from incidents.core.desk_vocabulary import BlockKind, LinkPurpose, MailKind
from incidents.core.errors import NotFound
from incidents.core.mail_addresses import mail_address, mailbox
from incidents.core.vocabulary import Actor, ActorKind, CaseState
from incidents.core.workflow import check_transition
from incidents.models import Case, MailLink
from incidents.services import blocking, clock, codes, events, mails, throttling
from incidents.services.intake import email_index

ASKS_PER_ADDRESS, TRIES_PER_LINK = 10, 10
WITHIN = timedelta(minutes=15)
SILENCE = timedelta(days=30)
"""For how long a mailbox gets no more of these mails after its owner said: that was not me."""


def ask_confirmation(*, by: Actor, case: Case) -> bool:
    """Send a link that confirms the case's own mailbox; False when no mail goes out now.

    Raises BadInput for an address that the portal cannot write to.
    """
    address = mail_address(mailing.address_of(case))
    return _send(by, case, MailKind.CONFIRM, address, email_index(mailing.address_of(case)) or "")


def ask_return(*, by: Actor, email: str, browser: str, language: str, address: str) -> None:
    """Send a link back to whoever confirmed this mailbox. Nothing tells whether anybody did.

    ``browser`` is the mark of the asking browser. Raises BadInput for what is no address, TooMany after too many
    requests from one network address.
    """
    throttling.count(what="link_address", whom=address, most=ASKS_PER_ADDRESS, within=WITHIN)
    _send(by, None, MailKind.RETURN, mail_address(email), email_index(email) or "", browser, language)


def _send(
    by: Actor, case: Case | None, kind: MailKind, to: str, index: str, browser: str = "", language: str = ""
) -> bool:
    purpose, token = LinkPurpose(kind), links.new_token()
    with atomic():
        older = MailLink.objects.filter(purpose=purpose, email_index=index, case=case, used_at=None)
        list(older.select_for_update())
        if mails.queue(by=by, case=case, kind=kind, to=to, secret=token, language=language) is None:
            return False
        now = clock.now()
        older.filter(expires_at__gt=now).update(expires_at=now)
        MailLink.objects.create(
            case=case,
            purpose=purpose,
            email_index=index,
            token_hash=links.hash_of(token),
            browser_hash=links.hash_of(browser) if browser else "",
            created_at=now,
            expires_at=now + links.LIFE[purpose],
        )
    return True


def find(*, link: str, browser: str) -> MailLink:
    """The live link with this hash; raises NotFound("link_over"), for one of another browser too."""
    found = links.live(link, clock.now()).first()
    if found is None or (found.browser_hash and not hmac.compare_digest(found.browser_hash, links.hash_of(browser))):
        raise NotFound("link_over")
    return found


def confirm(*, by: Actor, link: str) -> None:
    """The mailbox is its reporter's; a case without that so far leaves the unconfirmed lane.

    Raises NotFound("link_over"), also when the case has another address by now, and what ``blocking.check`` raises.
    """
    with atomic():
        case = _case_to_confirm(link)
        blocking.check(kind=BlockKind.EMAIL, value=mailing.address_of(case))
        case.email_confirmed_at = clock.now()
        if case.state == CaseState.UNCONFIRMED:
            check_transition(case.state, CaseState.SUBMITTED)
            case.state = CaseState.SUBMITTED
        case.save(update_fields=["email_confirmed_at", "state"])
        events.record(by=_victim(by, case), kind="email_confirmed", case=case, state=case.state)


def deny(*, by: Actor, link: str) -> None:
    """The mailbox belongs to somebody who did not ask: no more of these mails go there for a while."""
    with atomic():
        case = _case_to_confirm(link)
        owner = mailbox(mail_address(mailing.address_of(case)))
        throttling.bar(what=mails.UNWANTED, whom=owner, until=clock.now() + SILENCE)
        events.record(by=by, kind="email_denied", case=case)


def enter(*, by: Actor, link: str, browser: str, code: str, address: str) -> Case:
    """The case that a link and an access code open together: the code decides which of several.

    Raises NotFound: "link_over", or "code_wrong", the same for every case it does not open; TooMany.
    """
    throttling.count(what="code_address", whom=address, most=codes.TRIES_PER_ADDRESS, within=codes.WITHIN)
    throttling.count(what="code_link", whom=link, most=TRIES_PER_LINK, within=WITHIN)
    found = find(link=link, browser=browser)
    case = codes.case_with(code)
    if found.purpose != LinkPurpose.RETURN or case is None or case not in mailing.confirmed(found.email_index):
        raise NotFound("code_wrong")
    with atomic():
        _use(found)
        events.record(by=_victim(by, case), kind="case_entered", case=case, way="mail")
    return case


def _case_to_confirm(link: str) -> Case:
    """The case whose mailbox a link confirms, locked; the link is used up."""
    found = links.live(link, clock.now()).filter(purpose=LinkPurpose.CONFIRM).first()
    if found is None:
        raise NotFound("link_over")
    case = Case.objects.select_for_update().get(links=found)
    if case.state == CaseState.ERASED or case.email_index != found.email_index:
        raise NotFound("link_over")
    _use(found)
    return case


def _use(link: MailLink) -> None:
    """Of two at once one wins."""
    if not MailLink.objects.filter(id=link.id, used_at=None).update(used_at=clock.now()):
        raise NotFound("link_over")


def _victim(by: Actor, case: Case) -> Actor:
    return Actor(ActorKind.VICTIM, case.id) if by.kind == ActorKind.VICTIM else by
