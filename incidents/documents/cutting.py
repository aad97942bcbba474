"""The knife: from the record to one recipient's slice. The only place where letters and the record meet."""

from typing import Any, TypeVar

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


def for_l1(record: CaseRecord, paper: Paper) -> slices.L1Slice:
    """The slice of a letter to an institution that received funds."""
    strengths = dict(paper.row_strength)
    rows = tuple(_row(record, row, slices.Row, paper.institution or "", strengths.get(row)) for row in paper.rows)
    strength = paper.strength or Strength.ENQUIRY
    return slices.L1Slice(**_letter(record, paper), strength=strength, rows=rows)


def for_l2a(record: CaseRecord, paper: Paper) -> slices.L2aSlice:
    """The slice of a letter to an institution whose account was emptied."""
    rows = tuple(_row(record, row, slices.OwnRow, paper.institution or "", None) for row in paper.rows)
    tickets = tuple(
        slices.Ticket(reference=contact.reference, sent_at=contact.sent_at, status=contact.status)
        for contact in record.contacts
        if _same(contact.institution, None, paper)
    )
    accounts = _accounts(record, paper)
    return slices.L2aSlice(**_letter(record, paper), rows=rows, accounts=accounts, tickets=tickets, told=_told(record))


def _told(record: CaseRecord) -> str | None:
    """Roughly how much, as typed, where it can only mean this one account: digits and asset, no free text."""
    hit = [item for item in addressees(record) if item.letter == LetterKind.L2A or item.note]
    if record.estimate.amount is None or losses(record.reported).headline or len(hit) != 1:
        return None
    asset = (record.estimate.asset or "") if (record.estimate.asset or "").isalnum() else ""
    return f"{print_amount(record.estimate.amount)} {asset[:ASSET_CAP]}".strip()


def for_estate(record: CaseRecord, paper: Paper) -> slices.EstateSlice:
    """The slice of a note to the estate of an institution that cannot act any more."""
    rows = tuple(_row(record, row, slices.OwnRow, paper.institution or "", None) for row in paper.rows)
    return slices.EstateSlice(**_letter(record, paper), rows=rows, accounts=_accounts(record, paper))


def for_fake_platform(record: CaseRecord, paper: Paper) -> slices.FakePlatformSlice:
    """The slice of the note about a platform that nobody knows."""
    rows = tuple(_row(record, row, slices.Row, paper.institution or "", None) for row in paper.rows)
    return slices.FakePlatformSlice(name=paper.name, declared=bool(record.consents.truth), rows=rows)


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


def _letter(record: CaseRecord, paper: Paper) -> dict[str, Any]:
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


def _accounts(record: CaseRecord, paper: Paper) -> tuple[slices.OwnAccount, ...]:
    return tuple(_account(a) for a in record.accounts if _same(a.institution, a.institution_name, paper))


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


def _row(record: CaseRecord, index: int, shape: type[R], institution: str, strength: Strength | None) -> R:
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


def _sent_from(movement: Movement) -> str | None:
    """The company a withdrawal was sent from, so that the recipient can check its id there."""
    if movement.kind != MovementKind.EXCHANGE_WITHDRAWAL or not movement.institution:
        return None
    return platform(movement.institution, None)[1]


def _label(entry: dict[str, Any]) -> slices.Label:
    return slices.Label(
        text=entry.get("label"),
        role=entry.get("role"),
        source=entry.get("source"),
        date=entry.get("date"),
        confidence=entry.get("confidence"),
    )
