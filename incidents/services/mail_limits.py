"""How much mail may go to one mailbox, and in all: the portal is no cannon. Counted before anything is queued."""

from dataclasses import dataclass
from datetime import timedelta

from incidents.core.desk_vocabulary import MailKind
from incidents.core.errors import TooMany
from incidents.core.mail_addresses import mailbox
from incidents.models import Mail
from incidents.services import clock, throttling

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True, slots=True)
class MailLimit:
    """At most ``to_one`` mails of a kind to one mailbox, and ``to_all`` to everybody, within a stretch of time."""

    kind: MailKind
    to_one: int
    to_all: int
    within: timedelta
    why: str


TABLE: tuple[MailLimit, ...] = (
    MailLimit(MailKind.CONFIRM, 1, 1_000, HOUR, "anybody can type anybody's address"),
    MailLimit(MailKind.CONFIRM, 4, 5_000, DAY, "who did not answer four times does not want to"),
    MailLimit(MailKind.RETURN, 4, 5_000, HOUR, "each mail ends the link before it; unknown addresses count too"),
    MailLimit(MailKind.RETURN, 10, 50_000, DAY, "the same, over a day"),
    MailLimit(MailKind.MESSAGE, 4, 10_000, DAY, "one notice is enough for many messages"),
    MailLimit(MailKind.DEADLINE, 2, 20_000, DAY, "a notice covers every date that is near"),
    MailLimit(MailKind.REISSUE, 6, 1_000, DAY, "asked and agreed: each is told once"),
    MailLimit(MailKind.RETENTION, 2, 20_000, DAY, "one warning a case"),
    MailLimit(MailKind.STAFF_PASSWORD, 6, 200, DAY, "staff are few"),
)


def count(kind: MailKind, address: str, to_index: str) -> None:
    """Count one more mail against its limits; raises TooMany(wait=seconds)."""
    if kind == MailKind.CONFIRM:
        _one_an_hour(to_index)
    for limit in (limit for limit in TABLE if limit.kind == kind):
        what, hours = f"mail|{kind}", int(limit.within / HOUR)
        throttling.count(what=f"{what}|{hours}", whom=mailbox(address), most=limit.to_one, within=limit.within)
        throttling.count(what=f"{what}|{hours}", whom="everybody", most=limit.to_all, within=limit.within)


def _one_an_hour(to_index: str) -> None:
    """Counters begin anew with each hour of the clock; this holds across its end too."""
    if Mail.objects.filter(to_index=to_index, kind=MailKind.CONFIRM, created_at__gt=clock.now() - HOUR).exists():
        raise TooMany("too_many_tries", wait=int(HOUR.total_seconds()))
