"""Who can stop most, why, and what an officer is asked to do about it."""

from django.utils.translation import gettext, ngettext

from incidents.core import directory
from incidents.core.addressees import ORDER, Addressee
from incidents.core.vocabulary import LetterKind, Strength
from incidents.documents.clean import clean_line
from incidents.documents.facts import Facts
from incidents.documents.marks import day

CHANNELS, HOLDS = 2, 3


def most_urgent(facts: Facts) -> Addressee | None:
    """The institution to write to today: the one that can stop most."""
    l1 = [item for item in facts.addressees if item.letter == LetterKind.L1 and item.strength]
    l2a = [item for item in facts.addressees if item.letter == LetterKind.L2A]
    open_accounts = {a.institution for a in facts.given.accounts if a.state in {None, "open"}}
    if facts.record.ongoing and (live := [item for item in l2a if item.institution in open_accounts]):
        return live[0]
    best = sorted(l1, key=lambda item: ORDER.index(item.strength or Strength.ENQUIRY))
    if best and best[0].strength is not Strength.ENQUIRY:
        return best[0]
    return next(iter([*l2a, *best]), None)


def urgent_why(item: Addressee | None) -> str:
    """Why this one first."""
    if item is None:
        return ""
    if item.letter == LetterKind.L2A:
        return gettext("the account was hit there; it holds the log-ins, trades and withdrawals")
    return {
        Strength.HOLD: gettext("a deposit address or memo there points at one customer"),
        Strength.LOCATE: gettext("funds went into its pooled wallet; it can find the credited customer"),
        Strength.ENQUIRY: gettext("funds may have gone there; it can say whether a customer was credited"),
    }[item.strength or Strength.ENQUIRY]


def asked(facts: Facts, urgent: Addressee | None) -> list[str]:
    """What the officer is asked to do, at most three things."""
    lines = []
    if urgent is not None:
        lines.append(
            gettext("Ask %(name)s today to preserve records and to hold what these transactions credited.")
            % {"name": urgent.name}
        )
        lines.append(_who(facts, urgent))
    else:
        lines.append(gettext("Keep the identifiers inside: the destination may be recognised later."))
    number = next((report.number for report in facts.record.police_reports if report.number), None)
    lines.append(
        gettext("Link this to report %(number)s.") % {"number": number}
        if number
        else gettext("Give the reporter a reference number: companies ask for it.")
    )
    return lines


def _who(facts: Facts, urgent: Addressee) -> str:
    """Whom to ask it for: the customer who was credited, or whoever stood on the other side of forced trades."""
    trades = sum(item.movement.is_trade for item in facts.reported if item.number - 1 in urgent.rows)
    if urgent.letter != LetterKind.L2A or not trades:
        return gettext("Ask it who is behind the credited account, and for its log-in and device records.")
    return ngettext(
        "Ask it who was on the other side of %(n)s trade (section 5 D), and for log-in and device records.",
        "Ask it who was on the other side of %(n)s trades (section 5 D), and for log-in and device records.",
        trades,
    ) % {"n": trades}


def channels(item: Addressee | None) -> list[str]:
    """Officers' channels of the most urgent institution, each with its date."""
    if item is None:
        return []
    sheet = directory.officer_sheet(item.institution)
    lines = [
        gettext("%(text)s (read %(when)s%(check)s)")
        % {
            "text": fact.text,
            "when": fact.when or gettext("undated copy"),
            "check": gettext("; check the domain") if fact.check_domain else "",
        }
        for fact in sheet.channels
    ]
    return [clean_line(line, 150) for line in lines[:CHANNELS]]


def holds(facts: Facts) -> list[str]:
    """Holds that run."""
    return [
        gettext("%(name)s until %(day)s") % {"name": facts.company(contact.institution), "day": day(contact.hold_until)}
        for contact in facts.record.contacts
        if contact.hold_until
    ][:HOLDS]
