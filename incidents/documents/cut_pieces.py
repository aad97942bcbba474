"""The pieces of a slice: who writes, and one recipient's rows, accounts, tickets and findings out of a record."""

from datetime import datetime
from typing import Any, TypeVar

from incidents.core import directory
from incidents.core.acts import act_of
from incidents.core.addressees import NOT_FROM_REPORTER, addressees, checks_of, entries_of, platform
from incidents.core.contradictions import contradictions
from incidents.core.losses import losses
from incidents.core.record import CaseRecord
from incidents.core.record_movement import Movement
from incidents.core.record_parts import Account
from incidents.core.record_types import print_amount
from incidents.core.vocabulary import LetterKind, MovementKind, Strength
from incidents.documents import slices
from incidents.documents.paper import Paper

R = TypeVar("R", bound=slices.Row)
ASSET_CAP = 12

NOT_FOR_OUTSIDERS = frozenset({"sum_unlike_rows"})
"""Findings that would speak of other rows than the recipient's own."""

UNANSWERED = frozenset({None, "", "sent"})
"""States of a contact that say the reporter wrote; the others are a company's answer."""


def of_letter(record: CaseRecord, paper: Paper) -> dict[str, Any]:
    """The members that every letter's slice has."""
    return {
        "letter": paper.letter,
        "institution": paper.institution or "",
        "name": paper.name,
        "declared": bool(record.consents.truth),
        "act": act_of(record.kind),
        "case_kind": record.kind,
        "discovered_at": record.discovered_at,
        "noticed_on": record.noticed_on,
        "window_from": record.window.from_,
        "window_to": record.window.to,
        "ongoing": record.ongoing,
        "sender": sender(record),
        "police": police_references(record),
        "not_explained": _findings(record, paper),
    }


def police_references(record: CaseRecord) -> tuple[slices.PoliceReference, ...]:
    """The reports to the police as letters may quote them."""
    return tuple(
        slices.PoliceReference(authority=report.authority, number=report.number, filed_on=report.filed_on)
        for report in record.police_reports
    )


def sender(record: CaseRecord) -> slices.Sender:
    """Who writes: the victim, or the person who reports for the victim."""
    victim, reporter = record.victim, record.reporter
    organisation = victim.organisation.name if victim.organisation else None
    hurt = organisation or victim.legal_name
    name = (reporter.name if reporter else None) or victim.legal_name
    role = reporter.role if reporter else None
    for_name = hurt if hurt != name else None
    return slices.Sender(name=name, country=record.country, email=victim.email, role=role, for_name=for_name)


def own_rows(record: CaseRecord, paper: Paper) -> tuple[slices.OwnRow, ...]:
    """The rows of a paper to the company that they left from."""
    return tuple(row(record, index, slices.OwnRow, paper.institution or "", None) for index in paper.rows)


def row(record: CaseRecord, index: int, shape: type[R], institution: str, strength: Strength | None) -> R:
    """One row in the shape that its recipient may see."""
    movement = record.movements[index]
    entries = entries_of(record, index)
    allowed = set(shape.model_fields) & set(Movement.model_fields)
    codes = checks_of(record, index)
    return shape(
        **{name: getattr(movement, name) for name in allowed},
        sent_from=_sent_from(movement),
        strength=strength,
        labels=tuple(_label(entry) for entry in entries if entry.get("slug") == institution),
        fake_token="fake_token" in codes,
        looks_mistyped="looks_mistyped" in codes,
        other_sender=NOT_FROM_REPORTER in codes,
    )


def accounts(record: CaseRecord, paper: Paper) -> tuple[slices.OwnAccount, ...]:
    """The reporter's accounts at the recipient."""
    return tuple(_account(a) for a in record.accounts if _same(a.institution, a.institution_name, paper))


def tickets(record: CaseRecord, paper: Paper) -> tuple[slices.Ticket, ...]:
    """What the reporter already sent to the recipient."""
    return tuple(
        slices.Ticket(reference=contact.reference, sent_at=contact.sent_at, status=contact.status)
        for contact in record.contacts
        if _same(contact.institution, None, paper)
    )


def told_at(record: CaseRecord, paper: Paper) -> datetime | None:
    """When the reporter last wrote to a letter's company, as far as was said."""
    names = {paper.institution, paper.name}
    sent = [item.sent_at for item in record.letters if item.kind == paper.letter and item.institution in names]
    contacts = [item for item in record.contacts if _same(item.institution, None, paper)]
    wrote = [at for at in (*sent, *(item.sent_at for item in contacts if item.status in UNANSWERED)) if at]
    return max(wrote, default=min((item.sent_at for item in contacts if item.sent_at), default=None))


def told(record: CaseRecord) -> str | None:
    """Roughly how much, as typed, where it can only mean this one account: digits and asset, no free text."""
    hit = [item for item in addressees(record) if item.letter == LetterKind.L2A or item.note]
    if record.estimate.amount is None or losses(record.reported).headline or len(hit) != 1:
        return None
    asset = (record.estimate.asset or "") if (record.estimate.asset or "").isalnum() else ""
    return f"{print_amount(record.estimate.amount)} {asset[:ASSET_CAP]}".strip()


def _findings(record: CaseRecord, paper: Paper) -> tuple[slices.Finding, ...]:
    """The rules over the recipient's own rows, account and tickets only: nothing of the rest can shine through."""
    own = CaseRecord(
        kind=record.kind,
        discovered_at=record.discovered_at,
        window=record.window,
        accounts=tuple(
            account for account in record.accounts if _same(account.institution, account.institution_name, paper)
        ),
        movements=tuple(record.movements[row] for row in paper.rows),
        contacts=tuple(contact for contact in record.contacts if _same(contact.institution, None, paper)),
    )
    found = (item for item in contradictions(own) if item.code not in NOT_FOR_OUTSIDERS)
    return tuple(slices.Finding(code=item.code, params=item.params) for item in found)


def _account(account: Account) -> slices.OwnAccount:
    keys = tuple(
        slices.OwnKey(
            label=key.label,
            public_prefix=key.public_prefix,
            created_on=key.created_on,
            permissions=key.permissions,
            revoked_at=key.revoked_at,
        )
        for key in account.api_keys
    )
    return slices.OwnAccount(
        uid=account.uid, registered_email=account.registered_email, state=account.state, api_keys=keys
    )


def _same(slug: str | None, name: str | None, paper: Paper) -> bool:
    return bool(slug or name) and platform(slug, name)[0] == paper.institution


def _sent_from(movement: Movement) -> str | None:
    """The company a withdrawal was sent from, where it is one, so that the recipient can check its id there."""
    if movement.kind != MovementKind.EXCHANGE_WITHDRAWAL or not movement.institution:
        return None
    known = directory.get(platform(movement.institution, None)[0])
    return known.name if known else None


def _label(entry: dict[str, Any]) -> slices.Label:
    return slices.Label(
        text=entry.get("label"),
        role=entry.get("role"),
        source=entry.get("source"),
        date=entry.get("date"),
        confidence=entry.get("confidence"),
    )
