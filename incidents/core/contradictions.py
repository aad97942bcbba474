"""What in a record does not fit together: found before a reader finds it, asked calmly, printed, never hidden.

Pure rules. Each finding is a code and the facts behind it; the sentence belongs to whoever prints it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from incidents.core.losses import losses
from incidents.core.record_movement import Movement
from incidents.core.record_parts import Account, ApiKey
from incidents.core.record_types import EXACT, print_amount
from incidents.core.vocabulary import MovementKind

if TYPE_CHECKING:
    from incidents.core.record import CaseRecord

TOLERANCE = Decimal("0.2")
"""A typed sum within a fifth of the rows is a fair estimate."""

LOCKED = frozenset({"locked", "hold_placed", "hold placed", "frozen"})


@dataclass(frozen=True, slots=True)
class Contradiction:
    """One thing that is not explained yet."""

    code: str
    params: dict[str, str] = field(default_factory=dict)


def contradictions(record: "CaseRecord") -> list[Contradiction]:
    """Everything in the record that is not explained yet, in a fixed order."""
    return [found for rule in RULES for found in rule(record)]


def _withdrawal_without_right(record: "CaseRecord") -> Iterator[Contradiction]:
    for account in record.accounts:
        stated = [key for key in account.api_keys if key.permissions]
        if not stated or any("withdraw" in right.casefold() for key in stated for right in key.permissions):
            continue
        withdrawals = [m for m in _of(record, account) if m.kind == MovementKind.EXCHANGE_WITHDRAWAL]
        if withdrawals:
            yield Contradiction("withdrawal_without_right", {"count": str(len(withdrawals)), "company": _name(account)})


def _outside_window(record: "CaseRecord") -> Iterator[Contradiction]:
    start, end = record.window.from_, record.window.to
    outside = [
        m
        for m in record.reported
        if m.at and ((start is not None and m.at < start) or (end is not None and m.at > end))
    ]
    if outside:
        yield Contradiction("outside_window", {"count": str(len(outside))})


def _revoked_before_use(record: "CaseRecord") -> Iterator[Contradiction]:
    for account in record.accounts:
        for key in account.api_keys:
            later = [m for m in _of(record, account) if _used_after(key, m)]
            if later:
                yield Contradiction("revoked_before_use", {"count": str(len(later)), "key": key.label or ""})


def _used_after(key: ApiKey, movement: Movement) -> bool:
    if not key.revoked_at or not movement.at or not key.label or movement.api_key_label != key.label:
        return False
    return movement.at > key.revoked_at


def _withdrawal_after_lock(record: "CaseRecord") -> Iterator[Contradiction]:
    for contact in record.contacts:
        if (contact.status or "").casefold() not in LOCKED or not contact.sent_at or not contact.institution:
            continue
        sent: datetime = contact.sent_at
        later = [
            m
            for m in record.reported
            if m.institution == contact.institution
            and m.kind in {MovementKind.EXCHANGE_WITHDRAWAL, MovementKind.INTERNAL_TRANSFER}
            and m.at
            and m.at > sent
        ]
        if later:
            yield Contradiction("withdrawal_after_lock", {"count": str(len(later)), "company": contact.institution})


def _sum_unlike_rows(record: "CaseRecord") -> Iterator[Contradiction]:
    typed, asset = record.estimate.amount, (record.estimate.asset or "").upper()
    rows = {name.upper(): amount for name, amount in losses(record.reported).headline.items()}.get(asset)
    if typed is None or rows is None:
        return
    difference = abs(EXACT.subtract(typed, rows))
    if difference > EXACT.multiply(max(typed, rows), TOLERANCE):
        yield Contradiction(
            "sum_unlike_rows", {"typed": print_amount(typed), "rows": print_amount(rows), "asset": asset}
        )


def _noticed_before(record: "CaseRecord") -> Iterator[Contradiction]:
    times = [m.at for m in record.reported if m.at]
    if record.discovered_at and times and record.discovered_at < min(times):
        yield Contradiction("noticed_before_it_happened")


def _to_own_wallet(record: "CaseRecord") -> Iterator[Contradiction]:
    own = {wallet.address.casefold() for wallet in record.wallets if wallet.address}
    hits = [m for m in record.reported if m.to_address and m.to_address.casefold() in own]
    if hits:
        yield Contradiction("to_own_wallet", {"count": str(len(hits))})


def _same_transaction_twice(record: "CaseRecord") -> Iterator[Contradiction]:
    seen: set[tuple[object, ...]] = set()
    twice = 0
    for m in record.reported:
        key = (m.txid, m.index, m.asset, m.amount, m.to_address)
        twice += bool(m.txid) and key in seen
        seen.add(key)
    if twice:
        yield Contradiction("same_transaction_twice", {"count": str(twice)})


def _of(record: "CaseRecord", account: Account) -> Iterator[Movement]:
    return (m for m in record.reported if account.institution and m.institution == account.institution)


def _name(account: Account) -> str:
    return account.institution or account.institution_name or ""


RULES: tuple[Callable[["CaseRecord"], Iterator[Contradiction]], ...] = (
    _withdrawal_without_right,
    _outside_window,
    _revoked_before_use,
    _withdrawal_after_lock,
    _sum_unlike_rows,
    _noticed_before,
    _to_own_wallet,
    _same_transaction_twice,
)
