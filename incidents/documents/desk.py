"""The page for the desk officer: everything on one page, in a fixed order, clear in thirty seconds.

Lists are cut to what fits and say where the rest stands.
"""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext, ngettext

from incidents.core.losses import losses
from incidents.core.record_parts import Account
from incidents.core.vocabulary import CauseStatus, MovementKind
from incidents.documents import words
from incidents.documents.clean import clean_line
from incidents.documents.facts import Facts, Numbered
from incidents.documents.marks import day, utc
from incidents.documents.urgency import asked, channels, holds, most_urgent, urgent_why

ACCOUNTS, SEEN, CAUSES, DONE, DOUBTS = 2, 4, 4, 3, 2
LONG = 170


def desk_values(facts: Facts, made_at: datetime) -> dict[str, Any]:
    """The lines of the page, in order."""
    record = facts.record
    urgent = most_urgent(facts)
    return {
        "what": what(facts),
        "age": age(facts, made_at),
        "people": people(facts),
        "accounts": cut([account_line(facts, account, made_at.date()) for account in record.accounts], ACCOUNTS),
        "taken": taken(facts),
        "worth": facts.worth,
        "seen": facts.hops[:SEEN],
        "seen_more": max(0, len(facts.hops) - SEEN),
        "urgent": urgent,
        "urgent_why": urgent_why(urgent),
        "asked": asked(facts, urgent),
        "channels": channels(urgent),
        "holds": holds(facts),
        "done": cut(done(facts), DONE),
        "access": access(facts),
        "doubts": cut(facts.not_explained, DOUBTS),
        "exhibits": exhibits(facts),
    }


def cut(lines: Sequence[str], most: int) -> list[str]:
    """At most so many lines, and how many more there are.

    >>> cut(["a", "b", "c"], 2)
    ['a', 'b', '1 more inside']
    """
    rest = len(lines) - most
    kept = [shortened(line) for line in lines[:most]]
    return kept if rest <= 0 else [*kept, ngettext("%(n)s more inside", "%(n)s more inside", rest) % {"n": rest}]


def shortened(text: str, most: int = LONG) -> str:
    """A text for one or two lines."""
    return clean_line(text, most)


def what(facts: Facts) -> str:
    """The event in one sentence."""
    return words.of(words.CASE_KINDS, facts.record.kind or "not_sure") + "."


def age(facts: Facts, made_at: datetime) -> str:
    """How long ago, where it is long ago."""
    times = [item.movement.at for item in facts.reported if item.movement.at]
    first = min(times, default=facts.record.window.from_ or facts.record.discovered_at)
    days = (made_at - first).days if first else 0
    return gettext("That is %(age)s before this paper was made.") % {"age": words.age(days)} if days > 30 else ""


def people(facts: Facts) -> str:
    """The reporter, and for whom."""
    victim, reporter = facts.record.victim, facts.record.reporter
    hurt = victim.legal_name or gettext("name not known yet")
    if victim.organisation and victim.organisation.name:
        hurt = (
            f"{victim.organisation.name} ({victim.organisation.registration_number or gettext('no register number')})"
        )
    if reporter and reporter.name:
        role = words.of(words.REPORTER_ROLES, reporter.role)
        return shortened(gettext("%(name)s, %(role)s: %(hurt)s") % {"name": reporter.name, "role": role, "hurt": hurt})
    if victim.organisation and victim.legal_name:
        return shortened(gettext("%(name)s, for %(hurt)s") % {"name": victim.legal_name, "hurt": hurt})
    return shortened(gettext("%(name)s, for themselves") % {"name": hurt})


def account_line(facts: Facts, account: Account, today: date) -> str:
    """Company, user id, state, and each key with its age and whether it is off."""
    company = facts.company(account.institution, account.institution_name)
    parts = [
        company or gettext("company not known yet"),
        gettext("user ID %(uid)s") % {"uid": account.uid or gettext("not known yet")},
        gettext("state: %(state)s") % {"state": words.of(words.ACCOUNT_STATES, account.state)},
    ]
    for key in account.api_keys[:2]:
        off = (
            gettext("switched off %(at)s") % {"at": utc(key.revoked_at)}
            if key.revoked_at
            else gettext("NOT known to be off")
        )
        parts.append(gettext("API key of %(day)s, %(off)s") % {"day": day(key.created_on), "off": off})
    return ", ".join(parts)


def taken(facts: Facts) -> list[tuple[str, dict[str, Decimal]]]:
    """What was taken, by way and in native units; trades as loss, never as turnover."""
    ways = (
        (gettext("forced trades, as loss"), facts.sums.trade_loss, facts.sums.trades),
        (gettext("withdrawals"), *_left(facts, MovementKind.EXCHANGE_WITHDRAWAL)),
        (gettext("transfers inside the exchange"), *_left(facts, MovementKind.INTERNAL_TRANSFER)),
        (gettext("from own wallets"), *_left(facts, MovementKind.ONCHAIN_TRANSFER)),
        (gettext("other ways"), *_left(facts, MovementKind.LIQUIDATION, MovementKind.FIAT_LEG)),
    )
    return [(gettext("%(way)s (%(count)s)") % {"way": way, "count": count}, sums) for way, sums, count in ways if count]


def _left(facts: Facts, *kinds: MovementKind) -> tuple[dict[str, Decimal], int]:
    items = facts.of_kind(*kinds)
    return losses(item.movement for item in items).left, len(items)


def seen_line(item: Numbered) -> str:
    """Who is said to stand behind a destination."""
    if not item.holder:
        return gettext("holder unknown")
    return gettext("%(name)s, as the reporter says") % {"name": item.holder} if item.only_said else item.holder


def done(facts: Facts) -> list[str]:
    """Reports and tickets so far."""
    reports = [
        gettext("report to %(authority)s, %(number)s, %(day)s")
        % {
            "authority": report.authority or gettext("the police"),
            "number": report.number or gettext("number not known yet"),
            "day": day(report.filed_on),
        }
        for report in facts.record.police_reports
    ]
    tickets = [
        gettext("%(name)s, %(reference)s, %(at)s%(status)s")
        % {
            "name": facts.company(contact.institution) or gettext("company not known yet"),
            "reference": contact.reference or gettext("no ticket number yet"),
            "at": utc(contact.sent_at),
            "status": f", {contact.status}" if contact.status else "",
        }
        for contact in facts.record.contacts
    ]
    return [*reports, *tickets]


def access(facts: Facts) -> list[tuple[str, str]]:
    """What is known of how access was gained, by how sure it is, dated."""
    lines = []
    for status in (CauseStatus.KNOWN, CauseStatus.SUSPECTED, CauseStatus.CLAIMED):
        for cause in facts.record.causes:
            if cause.status == status and cause.statement:
                text = shortened(cause.statement, 110)
                by = shortened(cause.by or gettext("not said by whom"), 50)
                lines.append((words.of(words.CAUSE_STATUSES, status), f"{text} ({by}, {day(cause.on)})"))
    return lines[:CAUSES]


def exhibits(facts: Facts) -> str:
    """How many exhibits of each kind of source."""
    counts: dict[str, int] = {}
    for item in facts.record.evidence:
        counts[item.grade or "?"] = counts.get(item.grade or "?", 0) + 1
    return ", ".join(f"{grade}: {count}" for grade, count in sorted(counts.items()))
