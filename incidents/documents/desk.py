"""The page for the desk officer: everything on one page, in a fixed order, clear in thirty seconds.

Lists are cut to what fits and say where the rest stands.
"""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext, ngettext

from incidents.core.losses import losses
from incidents.core.record_parts import Account
from incidents.core.source_kinds import rated
from incidents.core.vocabulary import CauseStatus, MovementKind
from incidents.documents import words
from incidents.documents.clean import clean_line
from incidents.documents.facts import Facts, Numbered
from incidents.documents.marks import day, utc
from incidents.documents.room import DESK_LINES, ROOMS, ROOMY, Room, height
from incidents.documents.urgency import asked, channels, holds, most_urgent, urgent_why

SENTENCE = 130
ASSETS, ASSET_CAP = 4, 16


def desk_values(facts: Facts, made_at: datetime, lines: int = DESK_LINES) -> dict[str, Any]:
    """The lines of the page, in order, with as much as fits."""
    found = (_values(facts, made_at, room) for room in ROOMS)
    kept: dict[str, Any] = {}
    for kept in found:
        if height(kept) <= lines:
            break
    return kept | {"roomy": height(kept) <= lines - ROOMY}


def _values(facts: Facts, made_at: datetime, room: Room) -> dict[str, Any]:
    urgent = most_urgent(facts)
    accounts = [account_line(facts, account) for account in facts.record.accounts]
    return {
        "what": what(facts),
        "age": age(facts, made_at),
        "people": shortened(people(facts), room.long),
        "accounts": cut(accounts, room.accounts, room.long),
        "taken": taken(facts),
        "worth": worth(facts),
        "seen": facts.hops[: room.seen],
        "seen_more": max(0, len(facts.hops) - room.seen),
        "urgent": urgent,
        "urgent_why": urgent_why(urgent),
        "asked": [shortened(line, max(room.long, SENTENCE)) for line in asked(facts, urgent)],
        "channels": channels(urgent),
        "holds": holds(facts),
        "done": cut(done(facts), room.done, room.long),
        "access": access(facts, room),
        "doubts": cut(facts.not_explained, room.doubts, max(room.long, SENTENCE)),
        "exhibits": exhibits(facts),
    }


def cut(lines: Sequence[str], most: int, long: int = ROOMS[0].long) -> list[str]:
    """At most so many lines, and how many more there are.

    >>> cut(["a", "b", "c"], 2)
    ['a', 'b', '1 more inside']
    """
    rest = len(lines) - most
    kept = [shortened(line, long) for line in lines[:most]]
    return kept if rest <= 0 else [*kept, ngettext("%(n)s more inside", "%(n)s more inside", rest) % {"n": rest}]


def shortened(text: str, most: int = ROOMS[0].long) -> str:
    """A text for one or two lines."""
    return clean_line(text, most)


def what(facts: Facts) -> str:
    """The event in one sentence."""
    return words.of(words.CASE_KINDS, facts.record.kind or "not_sure") + "."


def age(facts: Facts, made_at: datetime) -> str:
    """How long ago, where it is long ago."""
    first = facts.begin or facts.record.discovered_at
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
        return gettext("%(name)s, %(role)s: %(hurt)s") % {"name": reporter.name, "role": role, "hurt": hurt}
    if victim.organisation and victim.legal_name:
        return gettext("%(name)s, for %(hurt)s") % {"name": victim.legal_name, "hurt": hurt}
    return gettext("%(name)s, for themselves") % {"name": hurt}


def account_line(facts: Facts, account: Account) -> str:
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
    return [(_way(way, count, len(sums)), _first(sums)) for way, sums, count in ways if count]


def _way(way: str, count: int, assets: int) -> str:
    more = ngettext(", %(n)s more asset", ", %(n)s more assets", assets - ASSETS) % {"n": assets - ASSETS}
    return gettext("%(way)s (%(count)s)") % {"way": way, "count": count} + (more if assets > ASSETS else "")


def _first(sums: dict[str, Decimal]) -> dict[str, Decimal]:
    return {shortened(asset, ASSET_CAP): amount for asset, amount in list(sums.items())[:ASSETS]}


def worth(facts: Facts) -> tuple[str, Decimal, list[str]] | None:
    """The estimate in ordinary money, and the first of the assets it leaves out."""
    if facts.worth is None:
        return None
    currency, amount, left_out = facts.worth
    return currency, amount, cut(left_out, ASSETS, ASSET_CAP)


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


def access(facts: Facts, room: Room) -> list[tuple[str, str]]:
    """What is known of how access was gained, dated: the first of each certainty before the second of any."""
    found = []
    for rank, status in enumerate((CauseStatus.KNOWN, CauseStatus.SUSPECTED, CauseStatus.CLAIMED)):
        causes = [cause for cause in facts.record.causes if cause.status == status and cause.statement]
        for turn, cause in enumerate(causes):
            text = shortened(cause.statement or "", room.long * 2 // 3)
            by = shortened(cause.by or gettext("not said by whom"), room.long // 4)
            found.append((turn, rank, (words.of(words.CAUSE_STATUSES, status), f"{text} ({by}, {day(cause.on)})")))
    kept = sorted(found)[: room.causes]
    return [line for _turn, _rank, line in sorted(kept, key=lambda item: (item[1], item[0]))]


def exhibits(facts: Facts) -> str:
    """How many exhibits of each kind of source."""
    counts: dict[str, int] = {}
    for item in facts.record.evidence:
        kind = rated(item.grade) or "?"
        counts[kind] = counts.get(kind, 0) + 1
    return ", ".join(f"{grade}: {count}" for grade, count in sorted(counts.items()))
