"""Records for tests: the example case, and small ones made for one question."""

from pathlib import Path
from typing import Any

from incidents.core.derivation import derive
from incidents.core.record import SCHEMA, CaseRecord, parse_json, read_record

EXAMPLE = Path(__file__).resolve().parents[2] / "docs" / "examples" / "example_case"

ADDRESSES = {
    "deposit": ("ethereum", "0xd2276af80582cac230edc4c42e9a9c096f3c09aa", "coinbase"),
    "hot": ("bitcoin", "1Kr6QSydW9bFQG1mXiPNNu6WpJGmUa9i1g", "bitfinex"),
    "reserve": ("tron", "TT5iK8oqGEyRKJAnRwrLSZ4fM5y77F2LNT", "htx"),
    "unknown": ("ethereum", "0x4ba955f3e40961505d698c8b44480030f3c668b1", None),
}

CONSENTS = {"truth": True, "share_with_police": True, "share_with_institutions": True}


def example_json() -> dict[str, Any]:
    """The example case as it lies in the file."""
    raw: dict[str, Any] = parse_json((EXAMPLE / "case.json").read_bytes())
    return raw


def record_of(**members: Any) -> CaseRecord:
    """A record with these members and every consent, with what the portal derives from it."""
    raw = {"schema": SCHEMA, "language": "en", "consents": CONSENTS, **members}
    return derive(read_record(raw)[0])


def transfer(role: str, **members: Any) -> dict[str, Any]:
    """A transfer to an address that public lists describe in this role."""
    network, address, _ = ADDRESSES[role]
    fixed = {"kind": "onchain_transfer", "network": network, "to_address": address, "amount": "1", "asset": "ETH"}
    return {**fixed, "at": "2026-11-01T12:00:00+00:00", **members}


def with_check(code: str, *movements: dict[str, Any]) -> CaseRecord:
    """A record whose first row carries a check of the chain."""
    record = record_of(movements=list(movements))
    assert record.derived
    first, *rest = record.derived.movements
    found = first.model_copy(update={"checks": (*first.checks, {"code": code, "source": "node"})})
    return record.model_copy(update={"derived": record.derived.model_copy(update={"movements": (found, *rest)})})
