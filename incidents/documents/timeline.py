"""What happened when: every dated fact of a record in one order; trades and long series are grouped."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from django.utils.translation import gettext, ngettext

from incidents.core.record_types import print_amount
from incidents.core.trade_groups import trade_groups
from incidents.documents import words
from incidents.documents.facts import Facts, Numbered

SINGLE_ROWS = 24
"""More movements than this are grouped by day and kind."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One line of the timeline; a day without a time of day sorts before that day's times."""

    what: str
    at: datetime | None = None
    on: str | None = None

    @property
    def order(self) -> datetime:
        """The instant to sort by."""
        if self.at:
            return self.at
        try:
            return datetime.combine(date.fromisoformat((self.on or "")[:10]), time.min, UTC)
        except ValueError:
            return datetime.max.replace(tzinfo=UTC)


def moments(facts: Facts) -> list[Moment]:
    """The timeline."""
    return sorted([*_frame(facts), *_keys(facts), *_movements(facts), *_answers(facts)], key=lambda item: item.order)


def _frame(facts: Facts) -> Iterator[Moment]:
    record = facts.record
    if record.window.from_:
        yield Moment(gettext("Beginning of the event, as given."), record.window.from_)
    if record.window.to:
        yield Moment(gettext("End of the event, as given."), record.window.to)
    if record.noticed_on:
        yield Moment(gettext("Noticed by the reporter."), on=record.noticed_on.isoformat())
    elif record.discovered_at:
        yield Moment(gettext("Noticed by the reporter."), record.discovered_at)
    for cause in record.causes:
        if cause.on and cause.statement:
            status = words.of(words.CAUSE_STATUSES, cause.status)
            by = cause.by or gettext("not said by whom")
            yield Moment(
                gettext("%(status)s, by %(by)s: %(text)s") % {"status": status, "by": by, "text": cause.statement},
                on=cause.on,
            )
    first_seen: dict[str, list[str]] = {}
    for item in record.indicators:
        if item.first_seen and item.value:
            first_seen.setdefault(item.first_seen, []).append(item.kind or item.role or "-")
    for on, kinds in first_seen.items():
        yield Moment(
            gettext("First seen: %(kinds)s, see section 8.") % {"kinds": ", ".join(dict.fromkeys(kinds))}, on=on
        )


def _keys(facts: Facts) -> Iterator[Moment]:
    for account in facts.record.accounts:
        company = facts.company(account.institution, account.institution_name)
        for key in account.api_keys:
            values = {"label": key.label or gettext("without a name"), "company": company}
            if key.created_on:
                yield Moment(
                    gettext("API key \u201c%(label)s\u201d created at %(company)s.") % values, on=key.created_on
                )
            if key.revoked_at:
                yield Moment(
                    gettext("API key \u201c%(label)s\u201d switched off at %(company)s.") % values, key.revoked_at
                )


def _movements(facts: Facts) -> Iterator[Moment]:
    yield from _trades(facts)
    others = [item for item in facts.reported if not item.movement.is_trade]
    yield from (_single(item) for item in others) if len(others) <= SINGLE_ROWS else _by_day(others)


def _trades(facts: Facts) -> Iterator[Moment]:
    """Trades by market and hour; by day where that would be too long."""
    groups = trade_groups(item.movement for item in facts.reported)
    counts: dict[tuple[object, str], tuple[datetime | None, int]] = {}
    for group in groups:
        hour = group.hour.date() if group.hour and len(groups) > SINGLE_ROWS else group.hour
        first, count = counts.get((hour, group.market), (group.first_at, 0))
        counts[hour, group.market] = (first, count + group.count)
    for (_hour, market), (first, count) in counts.items():
        text = ngettext(
            "%(count)s trade in %(market)s that the account holder did not make.",
            "%(count)s trades in %(market)s that the account holder did not make.",
            count,
        ) % {"count": count, "market": market or "?"}
        yield Moment(text, first)


def _single(item: Numbered) -> Moment:
    movement = item.movement
    amount = print_amount(movement.amount) if movement.amount is not None else "?"
    holder = (
        gettext(", to %(name)s according to a label or the reporter") % {"name": item.holder} if item.holder else ""
    )
    return Moment(
        gettext("Row %(number)s: %(kind)s, %(amount)s %(asset)s%(holder)s.")
        % {
            "number": item.number,
            "kind": words.of(words.MOVEMENT_KINDS, movement.kind),
            "amount": amount,
            "asset": movement.asset or "",
            "holder": holder,
        },
        movement.at,
    )


def _by_day(items: list[Numbered]) -> Iterator[Moment]:
    days: dict[tuple[date | None, str], list[Numbered]] = {}
    for item in items:
        at = item.movement.at
        key = (at.astimezone(UTC).date() if at else None, item.movement.kind or "")
        days.setdefault(key, []).append(item)
    for (_day, kind), members in days.items():
        text = gettext("%(kind)s: %(count)s, see the annex.") % {
            "kind": words.of(words.MOVEMENT_KINDS, kind),
            "count": len(members),
        }
        yield Moment(text, members[0].movement.at)


def _answers(facts: Facts) -> Iterator[Moment]:
    for report in facts.record.police_reports:
        if report.filed_on:
            values = {"authority": report.authority or gettext("the police"), "number": report.number or "?"}
            yield Moment(gettext("Reported to %(authority)s, number %(number)s.") % values, on=report.filed_on)
    for contact in facts.record.contacts:
        if contact.sent_at:
            values = {"name": facts.company(contact.institution) or "?", "channel": contact.channel or "?"}
            yield Moment(gettext("Written to %(name)s (%(channel)s).") % values, contact.sent_at)
