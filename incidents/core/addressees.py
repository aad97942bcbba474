"""Who gets which letter, about which rows, and how much it may ask: from the record and the directory alone.

A label is rarely a customer, so a letter L1 has three strengths. A deposit address or a memo points at one credit
(hold); a pooled wallet holds the money of many (locate: find the customer who was credited); everything else is an
enquiry, and so is whatever the chain shows to have left none of the accounts and wallets that the reporter described.
Where public lists name two companies, none is picked. A letter to the wrong institution is worse than none.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from incidents.core import directory
from incidents.core.record_movement import Movement
from incidents.core.record_parts import Letter
from incidents.core.stops import stopped_rows
from incidents.core.vocabulary import Confidence, LabelRole, LetterKind, MovementKind, Strength

if TYPE_CHECKING:
    from incidents.core.record import CaseRecord

SENDING = frozenset({MovementKind.ONCHAIN_TRANSFER, MovementKind.EXCHANGE_WITHDRAWAL})
"""Kinds whose money can have arrived at an institution's address."""

NOT_FROM_REPORTER = "not_from_reporter"
"""The code of a check in ``derived``: the chain shows a sender that is none of the accounts and wallets described.

Only a look at the chain can find that. What the reporter typed as the sender is no evidence, and "not known" is no
such finding.
"""

ORDER = (Strength.HOLD, Strength.LOCATE, Strength.ENQUIRY)


@dataclass(frozen=True, slots=True)
class Addressee:
    """One institution, what is to be written to it, and the rows that concern it."""

    institution: str
    name: str
    letter: LetterKind | None = None
    note: str | None = None
    strength: Strength | None = None
    rows: tuple[int, ...] = ()
    row_strength: dict[int, Strength] = field(default_factory=dict)


def addressees(record: "CaseRecord") -> tuple[Addressee, ...]:
    """First the institutions that received funds, then those whose account was hit; each in order of its rows."""
    return (*_receivers(record), *_account_holders(record))


def later(record: "CaseRecord") -> tuple[Addressee, ...]:
    """What comes after the first letters: each own company's data, and a complaint where the reporter wants one."""
    own = [item for item in addressees(record) if item.letter is LetterKind.L2A]
    data = (replace(item, letter=LetterKind.L2B) for item in own)
    complaints = (replace(item, letter=LetterKind.L2C) for item in own)
    return (*data, *(item for item in complaints if _wanted(record, item)))


def is_dropped(record: "CaseRecord", item: Addressee) -> bool:
    """Whether the reporter decided against a letter."""
    return any(letter.dropped for letter in decisions(record, item))


def _wanted(record: "CaseRecord", item: Addressee) -> bool:
    """Whether the reporter switched on a letter that is off by default: it is there, and not dropped."""
    return any(letter.dropped is False or letter.sent_at for letter in decisions(record, item))


def decisions(record: "CaseRecord", item: Addressee) -> Iterator[Letter]:
    """What the reporter said about a letter: that it is not wanted, or when it was sent."""
    for letter in record.letters:
        if letter.kind == item.letter and letter.institution in {item.institution, item.name}:
            yield letter


def entries_of(record: "CaseRecord", row: int) -> list[dict[str, Any]]:
    """What is known of the destination of a row: the attribution in the record's derived part."""
    derived = record.derived.movements if record.derived else ()
    return [dict(entry) for entry in derived[row].attribution] if row < len(derived) else []


def checks_of(record: "CaseRecord", row: int) -> frozenset[str]:
    """The codes of what was found out about a row's identifiers and about its place on the chain."""
    derived = record.derived.movements if record.derived else ()
    return frozenset(str(check.get("code")) for check in derived[row].checks) if row < len(derived) else frozenset()


def receivers_of_row(movement: Movement, entries: list[dict[str, Any]]) -> dict[str, Strength]:
    """The institutions a row's money reached, each with what it may be asked.

    >>> label = {"slug": "bybit", "kind": "institution", "role": "hot", "confidence": "public_label"}
    >>> receivers_of_row(Movement(kind="onchain_transfer", txid="ab"), [label])
    {'bybit': <Strength.LOCATE: 'locate'>}
    """
    institutions = [entry for entry in entries if entry.get("kind") == "institution"]
    labelled = {e["slug"]: e for e in institutions if e.get("confidence") == Confidence.PUBLIC_LABEL}
    known = [e for e in institutions if e.get("confidence") == Confidence.VICTIM_SAYS and directory.get(e["slug"])]
    said = {e["slug"]: e for e in known}
    if len(labelled) > 1:
        return {slug: Strength.ENQUIRY for slug in said if slug in labelled}
    if labelled and said and set(labelled) != set(said):
        return dict.fromkeys([*labelled, *said], Strength.ENQUIRY)
    return {slug: _strength(movement, entry) for slug, entry in (labelled or said).items()}


def _strength(movement: Movement, entry: dict[str, Any]) -> Strength:
    """What a row may ask for; nothing can be held that the company cannot find in its books."""
    found = movement.txid or (movement.amount is not None and movement.at)
    if entry.get("fake_token") or not found:
        return Strength.ENQUIRY
    if movement.memo or entry.get("role") == LabelRole.DEPOSIT:
        return Strength.HOLD
    return Strength.LOCATE if entry.get("role") == LabelRole.HOT else Strength.ENQUIRY


def _receivers(record: "CaseRecord") -> Iterator[Addressee]:
    own = {wallet.address.casefold() for wallet in record.wallets if wallet.address}
    asked: dict[str, dict[int, Strength]] = {}
    stopped = stopped_rows(record)
    for row, movement in enumerate(record.movements):
        if movement.kind not in SENDING or movement.in_report is False or row in stopped:
            continue
        if (movement.to_address or "").casefold() in own:
            continue
        foreign = NOT_FROM_REPORTER in checks_of(record, row)
        for slug, strength in receivers_of_row(movement, entries_of(record, row)).items():
            asked.setdefault(slug, {})[row] = Strength.ENQUIRY if foreign else strength
    for slug, rows in asked.items():
        institution = directory.get(slug)
        name = institution.name if institution else slug
        if institution is not None and not institution.can_act:
            yield Addressee(slug, name, note="estate", rows=tuple(rows), row_strength=rows)
        else:
            strongest = min(rows.values(), key=ORDER.index)
            yield Addressee(slug, name, LetterKind.L1, strength=strongest, rows=tuple(rows), row_strength=rows)


def _account_holders(record: "CaseRecord") -> Iterator[Addressee]:
    hit: dict[str, tuple[str, list[int]]] = {}
    for account in record.accounts:
        slug, name = platform(account.institution, account.institution_name)
        if slug:
            hit.setdefault(slug, (name, []))
    for row, movement in enumerate(record.movements):
        if movement.institution and movement.in_report is not False and not movement.is_history:
            slug, name = platform(movement.institution, None)
            hit.setdefault(slug, (name, []))[1].append(row)
    for slug, (name, rows) in hit.items():
        institution = directory.get(slug)
        if institution is None or not directory.known_platform(slug):
            yield Addressee(slug, name, note="fake_platform", rows=tuple(rows))
        elif not institution.can_act:
            yield Addressee(institution.slug, institution.name, note="estate", rows=tuple(rows))
        else:
            yield Addressee(institution.slug, institution.name, LetterKind.L2A, rows=tuple(rows))


def platform(slug: str | None, name: str | None) -> tuple[str, str]:
    """The one slug and name of a platform: from its slug, else from a name that is exactly one in the directory."""
    known = directory.get(slug) if slug else directory.named(name or "")
    if known is not None:
        return known.slug, known.name
    return slug or directory.slug_of(name or ""), name or slug or ""
