"""What the portal itself finds out about a record: attribution, values, totals, contradictions. Pure: no network.

The findings go into ``derived``, beside the facts and never into them; a reader ignores them and derives anew.
"""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from incidents.core import directory, references, valuation
from incidents.core.attribution import attribute
from incidents.core.contradictions import contradictions
from incidents.core.directory import is_fake_token
from incidents.core.losses import losses, quote_of
from incidents.core.record import CaseRecord
from incidents.core.record_movement import Movement
from incidents.core.record_parts import Derived, Stop
from incidents.core.record_types import print_amount
from incidents.core.vocabulary import Confidence, LabelRole


def derive(record: CaseRecord, evidence: Sequence[dict[str, Any]] = (), stops: Sequence[Stop] = ()) -> CaseRecord:
    """The record with its derived part filled in.

    ``evidence`` is what the portal measured of each file, in order; ``stops`` what the operator has stopped.
    """
    currency = record.victim.currency or valuation.default_currency(record.country)
    movements = [_movement(movement, currency, record.discovered_at) for movement in record.movements]
    members = {
        "movements": movements,
        "totals": losses(record.reported).as_json() | {"worth": _sum(record, movements, currency)},
        "evidence": list(evidence),
        "stops": [stop.given() for stop in stops],
        "contradictions": [asdict(found) for found in contradictions(record)],
        "directory_version": directory.version(),
    }
    return record.model_copy(update={"derived": Derived.model_validate(members)})


def _movement(movement: Movement, currency: str, noticed: datetime | None) -> dict[str, Any]:
    return {
        "checks": _checks(movement),
        "attribution": _attribution(movement),
        "value": _worth(movement, currency, noticed),
    }


def _checks(movement: Movement) -> list[dict[str, Any]]:
    """What the form of a row's identifiers says: never a refusal, always a mark."""
    checks = []
    for member in ("txid", "to_address", "from_address"):
        text = getattr(movement, member)
        if not text:
            continue
        reference = references.read(text, network=movement.network, asset=movement.asset)
        if not reference.valid or (movement.network and movement.network not in reference.networks):
            checks.append({"member": member, "code": "looks_mistyped", "notes": list(reference.notes)})
    if is_fake_token(movement.network, movement.token_contract, movement.asset):
        checks.append({"member": "token_contract", "code": "fake_token"})
    return checks


def _attribution(movement: Movement) -> list[dict[str, Any]]:
    entries = []
    if movement.to_address:
        fake = is_fake_token(movement.network, movement.token_contract, movement.asset)
        for entry in attribute(movement.to_address, movement.network).institutions:
            found = entry.as_json()
            entries.append(found | {"fake_token": True} if fake else found)
    if movement.to_institution:
        known = directory.get(movement.to_institution)
        entries.append(
            {
                "slug": known.slug if known else movement.to_institution,
                "name": known.name if known else movement.to_institution,
                "label": None,
                "role": str(LabelRole.UNCLEAR),
                "kind": "institution",
                "source": "reporter",
                "date": None,
                "confidence": str(Confidence.VICTIM_SAYS),
            }
        )
    return entries


def _worth(movement: Movement, currency: str, noticed: datetime | None) -> dict[str, Any] | None:
    """A row's value in the victim's money: as the victim states it, else from a rate with source; never guessed."""
    if movement.value_given and movement.value_given.amount is not None:
        return movement.value_given.given()
    if movement.is_history:
        return None
    amount, asset = movement.amount, movement.asset or ""
    if movement.is_trade:
        amount, asset = movement.trade_loss, quote_of(movement)
    at = movement.at or noticed
    if amount is None or at is None:
        return None
    value = valuation.value(amount, asset, at, currency)
    if value is None:
        return None
    return {"currency": value.currency, "amount": print_amount(value.amount), "source": value.source, "at": value.at}


def _sum(record: CaseRecord, movements: list[dict[str, Any]], currency: str) -> dict[str, Any]:
    """The estimated sum in one currency, and which assets it leaves out."""
    pairs = zip(record.movements, movements, strict=True)
    reported = [(m, found) for m, found in pairs if m.in_report is not False and not m.is_history]
    worths = [found["value"] for _, found in reported if found["value"]]
    same = [worth for worth in worths if worth["currency"] == currency]
    counted = [(m, found) for m, found in reported if m.is_trade or m.amount is not None]
    left_out = {(m.asset or "") for m, found in counted if found["value"] not in same}
    total = valuation.add(worth["amount"] for worth in same)
    return {"currency": currency, "amount": print_amount(total) if same else None, "left_out": sorted(left_out)}
