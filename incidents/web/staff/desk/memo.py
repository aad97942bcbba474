"""A case as a memo: the lines that a desk officer reads first, made from what the case says now.

They are kept for a while in the memory of the process, by the count of changes: most pages of a case come in a row.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext

from incidents.core.record_parts import Victim
from incidents.core.trade_markets import markets
from incidents.documents import words
from incidents.documents.clean import cleaned
from incidents.documents.desk import desk_values, seen_line
from incidents.documents.facts import Facts, Numbered
from incidents.documents.marks import country, day, local, utc
from incidents.documents.sums import written
from incidents.models import Case
from incidents.services.snapshot import derived_snapshot

MARKETS = 5


@dataclass(frozen=True, slots=True)
class MemoLine:
    """One line of the memo: what it is about, and what is known."""

    label: str
    lines: tuple[str, ...]
    is_urgent: bool = False


def summary(case: Case) -> tuple[MemoLine, ...]:
    """The memo's first part, in the active language."""
    return _summary(case.id, case.changes, get_language() or "en")


@lru_cache(maxsize=4)
def _summary(number: UUID, changes: int, language: str) -> tuple[MemoLine, ...]:
    del changes, language  # they say when the lines are to be made anew
    facts = Facts(derived_snapshot(Case.objects.get(id=number)))
    return tuple(MemoLine(label, tuple(lines), urgent) for label, lines, urgent in _lines(facts) if lines)


def person(case: Case) -> tuple[MemoLine, ...]:
    """What only those who work on a case need to know of the person: how to reach and to recognise them."""
    victim = cleaned(Victim.model_validate(case.victim or {}))
    paper, home = victim.identity_document, victim.address
    known = (
        (gettext("E-mail"), victim.email or ""),
        (gettext("Telephone"), victim.phone or ""),
        (gettext("Born"), day(victim.date_of_birth) if victim.date_of_birth else ""),
        (gettext("Address"), ", ".join(filter(None, (*home.lines, home.postcode, home.city, country(home.country))))),
        (gettext("Identity document"), " ".join(filter(None, ((paper.type or "").replace("_", " "), paper.last4)))),
    )
    return tuple(MemoLine(label, (text,)) for label, text in known if text)


def _lines(facts: Facts) -> Iterator[tuple[str, list[str], bool]]:
    record, desk = facts.record, desk_values(facts, timezone.now())
    yield gettext("What"), [desk["what"], f"“{facts.act}”"], False
    yield gettext("When"), list(_when(facts)), False
    yield gettext("Reporter"), [", ".join(filter(None, (desk["people"], country(record.country))))], False
    yield gettext("Safety"), list(_safety(facts)), True
    yield gettext("Account"), desk["accounts"], False
    yield gettext("Taken"), list(_taken(facts, desk)), False
    yield gettext("Forced trades"), list(_forced(facts)), False
    yield gettext("In money"), list(_worth(desk)), False
    yield gettext("Last seen"), [_seen(item) for item in desk["seen"]], False
    yield gettext("Most urgent"), [f"{desk['urgent'].name}: {desk['urgent_why']}"] if desk["urgent"] else [], True
    yield gettext("Clock"), [gettext("hold at %(line)s") % {"line": line} for line in desk["holds"]], False
    yield gettext("Done so far"), desk["done"], False
    yield gettext("Access"), [f"{status}: {line}" for status, line in desk["access"]], False
    yield gettext("Not explained"), desk["doubts"], False
    yield gettext("Own words"), [record.narrative] if record.narrative else [], False


def _when(facts: Facts) -> Iterator[str]:
    record = facts.record
    if facts.begin:
        end = gettext(", until %(end)s") % {"end": utc(facts.end)} if facts.end and facts.end != facts.begin else ""
        age = words.age((timezone.now() - facts.begin).days)
        yield f"{local(facts.begin, facts.zone)} = {utc(facts.begin)}{end} ({gettext('%(age)s ago') % {'age': age}})"
    if record.noticed_on:
        yield gettext("noticed %(day)s") % {"day": day(record.noticed_on)}
    elif record.discovered_at:
        yield gettext("noticed %(day)s") % {"day": local(record.discovered_at, facts.zone)}
    over = {True: gettext("still going on"), False: gettext("over, as far as known")}
    yield over[record.ongoing] if record.ongoing is not None else gettext("whether it is over is not known yet")


def _safety(facts: Facts) -> Iterator[str]:
    safety = facts.record.safety
    if safety.in_danger:
        yield gettext("Says that they are in danger. No mail goes out.")
    if safety.known_person:
        yield gettext("Knows, or may know, who did it.")
    if safety.mailbox_shared:
        yield gettext("Others can read the mailbox. No mail goes out.")


def _taken(facts: Facts, desk: dict[str, Any]) -> Iterator[str]:
    for way, sums in desk["taken"]:
        yield f"{written(sums)} · {way}"
    told = facts.record.estimate
    if told.amount is not None and not facts.sums.headline:
        yield gettext("about %(amount)s, as first told") % {"amount": written({told.asset or "": told.amount})}


def _forced(facts: Facts) -> Iterator[str]:
    """Market by market: what was lost, and what the other side got. They may be innocent."""
    found = markets(item.movement for item in facts.reported)
    for market in found[:MARKETS]:
        count = len(market.trades)
        parts = [ngettext("%(n)s trade", "%(n)s trades", count) % {"n": count}]
        parts += [gettext("lost %(sums)s") % {"sums": written(market.loss)}] if market.loss else []
        parts += [gettext("%(n)s without a price to compare with") % {"n": market.unpriced}] if market.unpriced else []
        for side in market.sides:
            sold, paid = written({side.asset: side.quantity}), written({side.quote_asset: side.turnover})
            words = gettext("others bought %(coins)s and paid %(sum)s")
            if side.side == "buy":
                words = gettext("others sold %(coins)s and got %(sum)s")
            parts.append(words % {"coins": sold, "sum": paid})
        yield f"{market.name} ({facts.company(market.institution) or '?'}): {', '.join(parts)}"
    if len(found) > MARKETS:
        rest = len(found) - MARKETS
        yield ngettext("%(n)s more market", "%(n)s more markets", rest) % {"n": rest}


def _worth(desk: dict[str, Any]) -> Iterator[str]:
    if desk["worth"]:
        currency, amount, left_out = desk["worth"]
        yield gettext("about %(amount)s") % {"amount": written({currency: amount.quantize(Decimal("0.01"))})} + (
            gettext(", without %(assets)s") % {"assets": ", ".join(left_out)} if left_out else ""
        )


def _seen(item: Numbered) -> str:
    row = item.movement
    parts = (written({row.asset or "": row.amount}) if row.amount else "", words.network(row.network), seen_line(item))
    return ", ".join(filter(None, parts))
