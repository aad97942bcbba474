"""A record through the tables and back: every member that went in comes out, in its place."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from incidents.core.record import SCHEMA, read_record
from incidents.core.record_types import prune
from incidents.core.vocabulary import OPERATOR
from incidents.models import Movement
from incidents.services import cases
from incidents.services.snapshot import derived_snapshot, snapshot
from tests.factories import example_json

pytestmark = pytest.mark.django_db

EVERYTHING = {
    "schema": SCHEMA,
    "incident": {"slug": "a-leak", "name": "A leak", "colour": "blue"},
    "language": "de",
    "country": "DE",
    "time_zone": "Europe/Berlin",
    "victim": {
        "legal_name": "أحمد 山田 O'Neil",
        "address": {"lines": ["1", "2"], "city": "X", "planet": "Earth"},
        "identity_document": {"type": "passport", "last4": "12AB"},
        "organisation": {"name": "Firm", "client_money": False},
        "kind": "company",
    },
    "reporter": {"role": "representative", "name": "R", "authority": "stated"},
    "other_holders": [{"name": "H", "share": "half"}],
    "safety": {"in_danger": False, "contact_by": ["email"], "code_word": "tree"},
    "wallets": [{"network": "bitcoin", "address": "bc1q"}],
    "suspects": [{"name_or_handle": "S", "suspected_by": "R", "because": "why"}],
    "kind": "other",
    "discovered_at": "2026-01-01T00:00:00+05:45",
    "window": {"from": "2026-01-01T00:00:00-08:00", "guess": True},
    "ongoing": False,
    "estimate": {"amount": "1000.50", "asset": "EUR", "text": "about a thousand"},
    "narrative": "Line one.\n\nLine two.",
    "causes": [{"statement": "s", "status": "claimed", "by": "b", "on": "2022"}],
    "accounts": [{"institution_name": "P", "api_keys": [{"label": "k", "permissions": ["a"], "age": 3}], "vip": 2}],
    "movements": [
        {"kind": "onchain_transfer", "network": None, "index": 3, "amount": "0.10", "memo": "007", "fee": "1E-8"},
        {"kind": "exchange_withdrawal", "withdrawal_id": "1", "status": "ok", "fee_asset": "X"},
        {"kind": "internal_transfer", "transfer_id": "2", "counterparty": "UID 1"},
        {"kind": "unauthorised_trade", "side": "sell", "price": "1.00", "quantity": "2", "still_held": False},
        {"kind": "liquidation", "position_id": "3", "liquidation_id": "4", "market": "M"},
        {"kind": "token_approval", "spender": "0x1", "token_contract": "0x2"},
        {"kind": "deposit", "from_address": "a", "in_report": False},
        {"kind": "fiat_leg", "bank": "B", "iban_masked": "DE…1", "recall_requested_at": "2026-01-02T03:04:05.678901Z"},
        {"kind": "teleport", "origin": {"line": 7, "raw": "a,b"}, "value_given": {"currency": "EUR", "amount": "9.90"}},
    ],
    "indicators": [{"kind": "url", "value": "https://x.example", "role": "phishing", "first_seen": "2022-10-06"}],
    "evidence": [{"file": "e/a.png", "title": "t", "grade": "D", "sha256": "ab", "who": "me"}],
    "police_reports": [{"country": "DE", "number": "n", "officer": "o", "unit": "u", "email": "e@x.example"}],
    "contacts": [{"institution": "kucoin", "sent_at": "2026-01-01T00:00:00Z", "hold_until": "2026-02-01", "note": "n"}],
    "letters": [{"kind": "L1", "institution": "kucoin", "dropped": True, "sent_at": "2026-01-01T00:00:00Z"}],
    "consents": {"truth": True, "staff_access": False, "newsletter": True},
    "nobody_knows": {"deep": [1, {"a": "b"}]},
}


def normal(value: object, key: str = "") -> object:
    """JSON values with times as instants and amounts by value; false consents and absent ones are the same."""
    if isinstance(value, dict):
        return {name: normal(item, name) for name, item in value.items() if not (key == "consents" and item is False)}
    if isinstance(value, list):
        return [normal(item) for item in value]
    if isinstance(value, str) and key in {"at", "from", "to", "sent_at", "discovered_at", "recall_requested_at"}:
        return datetime.fromisoformat(value).astimezone(UTC)
    if isinstance(value, str) and key in {"amount", "fee"}:
        return Decimal(value)
    return value


def through_the_tables(raw: dict[str, object]) -> dict[str, object]:
    record, _ = read_record(raw)
    case = cases.open_draft(by=OPERATOR, record=record)
    from incidents.services import evidence

    for said in record.evidence:
        evidence.describe(by=OPERATOR, case=case, said=said)
    out = snapshot(case).given()
    assert out.pop("reference") == case.reference
    return out


@pytest.mark.parametrize("raw", [EVERYTHING, example_json()], ids=["everything", "example"])
def test_every_member_comes_back(raw: dict[str, object]) -> None:
    assert normal(through_the_tables(raw)) == normal(prune(raw))


def test_the_offset_and_the_digits_come_back_as_told() -> None:
    out = through_the_tables(EVERYTHING)
    assert str(out["discovered_at"]).endswith("+05:45")
    assert out["movements"][0]["amount"] == "0.10"  # type: ignore[index]


def test_derived_facts_are_beside_and_not_in_the_record() -> None:
    record, _ = read_record(example_json())
    case = cases.open_draft(by=OPERATOR, record=record)
    derived = derived_snapshot(case)
    assert derived.derived is not None
    assert len(derived.derived.movements) == len(record.movements)
    assert cases.fingerprint(derived) == cases.fingerprint(snapshot(case))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(
        st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12).map(lambda name: f"x_{name}"),
        st.recursive(
            st.booleans()
            | st.integers(-(2**53), 2**53)
            | st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1),
            lambda inner: (
                st.lists(inner, min_size=1, max_size=3) | st.dictionaries(st.text("abc", min_size=1), inner, min_size=1)
            ),
            max_leaves=6,
        ),
        max_size=4,
    )
)
def test_whatever_nobody_knows_stays_in_place(extra: dict[str, object]) -> None:
    raw = {"schema": SCHEMA, **extra, "movements": [{"kind": "deposit", **extra}]}
    assert through_the_tables(raw) == prune(raw)


def test_amounts_are_text_in_the_database_and_decimal_in_python() -> None:
    digits = "123456789012345678901234567890.123456789012345678901234567890"
    case = cases.open_draft(by=OPERATOR, record=read_record({"schema": SCHEMA, "movements": [{"amount": digits}]})[0])
    assert Movement.objects.get(case=case).amount == Decimal(digits)
