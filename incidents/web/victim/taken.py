"""What was pasted becomes facts: a transaction is money that left, an address where it went, a link a trace."""

import re
from dataclasses import dataclass, field

from incidents.core.record import CaseRecord
from incidents.core.record_movement import Movement
from incidents.core.record_parts import Indicator, Wallet
from incidents.core.record_types import Part
from incidents.core.references import Reference
from incidents.core.vocabulary import MovementKind, ReferenceKind
from incidents.web.victim.draft import Draft
from incidents.web.victim.kinds import EXCHANGE, SENT, TRADES, hit_of

TAKEN, WENT_TO, OWN, THEIRS, WITHDRAWAL, TRADE, TRANSFER, CONTACT, STORY, LEAVE = (
    "taken",
    "went_to",
    "own",
    "theirs",
    "withdrawal",
    "trade",
    "transfer",
    "contact",
    "story",
    "leave",
)
"""What one thing in the paste is for."""

ROLES = {
    ReferenceKind.TXID: (TAKEN, LEAVE),
    ReferenceKind.ADDRESS: (WENT_TO, OWN, THEIRS, LEAVE),
    ReferenceKind.INTERNAL_ID: (WITHDRAWAL, TRADE, TRANSFER, LEAVE),
    ReferenceKind.UNKNOWN: (STORY, CONTACT, LEAVE),
}
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[a-z]{2,}", re.IGNORECASE)
_LINK = re.compile(r"(?:https?://|hxxps?://|www\.)\S+|[\w-]+(?:\.[\w-]+)+/\S*", re.IGNORECASE)
_DOMAIN = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}", re.IGNORECASE)
_HANDLE = re.compile(r"@[\w.]{3,40}")


def trace_kind(text: str) -> str | None:
    """What kind of trace of the thief a text is, if any.

    >>> trace_kind("https://example.net/x"), trace_kind("@support_team"), trace_kind("we talked for weeks")
    ('url', 'handle', None)
    """
    for kind, pattern in (("email", _MAIL), ("url", _LINK), ("domain", _DOMAIN), ("handle", _HANDLE)):
        if pattern.fullmatch(text.strip()):
            return kind
    return None


def first_role(reference: Reference, draft: Draft) -> str:
    """What a thing is most likely for; the reader can choose otherwise."""
    if reference.kind is ReferenceKind.INTERNAL_ID and hit_of(draft) == TRADES:
        return TRADE
    if reference.kind is ReferenceKind.UNKNOWN and trace_kind(reference.text):
        return CONTACT
    return ROLES[reference.kind][0]


@dataclass(slots=True)
class Facts:
    """New elements for the lists of the record, and words for the story."""

    movements: list[Movement] = field(default_factory=list)
    wallets: list[Wallet] = field(default_factory=list)
    indicators: list[Indicator] = field(default_factory=list)
    story: list[str] = field(default_factory=list)

    def lists(self) -> list[tuple[str, tuple[Part, ...]]]:
        """The lists that get something."""
        named = (("movements", self.movements), ("wallets", self.wallets), ("indicators", self.indicators))
        return [(name, tuple(parts)) for name, parts in named if parts]


def gather(chosen: list[tuple[Reference, str, str | None]], draft: Draft) -> Facts:
    """Facts from (what was understood, what it is for, on which network)."""
    facts = Facts()
    for reference, role, network in chosen:
        if role in (TAKEN, WENT_TO, WITHDRAWAL, TRADE, TRANSFER):
            facts.movements.append(movement_of(reference, role, network, draft))
        elif role == OWN:
            facts.wallets.append(Wallet(network=network, address=reference.canonical))
        elif role == THEIRS:
            facts.indicators.append(Indicator(kind="address", value=reference.canonical, role="unknown", note=network))
        elif role == CONTACT:
            kind = trace_kind(reference.text) or "url"
            facts.indicators.append(Indicator(kind=kind, value=reference.text.strip(), role="unknown"))
        elif role == STORY:
            facts.story.append(reference.text)
    facts.movements = _joined(facts.movements)
    return facts


def movement_of(reference: Reference, role: str, network: str | None, draft: Draft) -> Movement:
    """One line of what was taken, as far as the paste tells."""
    said = _left_from(role, draft) | {"network": network, "memo": reference.memo}
    index = next((note.partition(":")[2] for note in reference.notes if note.startswith("output_index:")), None)
    if role == TAKEN:
        said |= {"txid": reference.canonical, "index": int(index) if index else None}
    elif role == WENT_TO:
        said["to_address"] = reference.canonical
    else:
        said[{WITHDRAWAL: "withdrawal_id", TRADE: "order_id", TRANSFER: "transfer_id"}[role]] = reference.canonical
    return Movement.model_validate({name: value for name, value in said.items() if value is not None})


def _left_from(role: str, draft: Draft) -> dict[str, object]:
    """The kind of line, and the company whose account it left, as the answers before tell."""
    account = draft.record.accounts[0] if draft.record.accounts else None
    company = (account.institution or account.institution_name) if account else None
    kinds = {TRADE: MovementKind.UNAUTHORISED_TRADE, TRANSFER: MovementKind.INTERNAL_TRANSFER}
    if role in kinds:
        return {"kind": kinds[role], "institution": company}
    if role == WITHDRAWAL or (company and hit_of(draft) in (EXCHANGE, TRADES, SENT)):
        return {"kind": MovementKind.EXCHANGE_WITHDRAWAL, "institution": company}
    return {"kind": MovementKind.ONCHAIN_TRANSFER}


def _joined(movements: list[Movement]) -> list[Movement]:
    """One transaction and one address on its network, and nothing else, are one line."""
    if len(movements) != 2:
        return movements
    sent = [m for m in movements if m.txid and not m.to_address]
    went = [m for m in movements if m.to_address and not m.txid]
    if len(sent) != 1 or len(went) != 1 or (sent[0].network and went[0].network and sent[0].network != went[0].network):
        return movements
    update = {"to_address": went[0].to_address, "memo": went[0].memo or sent[0].memo}
    return [sent[0].model_copy(update=update | {"network": sent[0].network or went[0].network})]


def is_there(reference: Reference, record: CaseRecord) -> bool:
    """Whether the report has this already."""
    value = reference.canonical.casefold()
    known = [(m.txid, m.to_address, m.withdrawal_id, m.order_id, m.transfer_id) for m in record.movements]
    texts = {text.casefold() for row in known for text in row if text}
    texts |= {wallet.address.casefold() for wallet in record.wallets if wallet.address}
    texts |= {trace.value.casefold() for trace in record.indicators if trace.value}
    return bool(value) and value in texts
