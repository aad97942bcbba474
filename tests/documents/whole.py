"""A record that says something in every member: for the papers that must print all of it."""

from typing import Any

from tests.documents.planting import COINBASE_DEPOSIT
from tests.factories import example_json

KUCOIN, SENT = "kucoin", "2022-12-09T10:00:00+01:00"

MORE_ROWS: list[dict[str, Any]] = [
    {
        "kind": "onchain_transfer", "network": "ethereum", "at": "2022-12-08T02:50:00Z", "asset": "USDC",
        "amount": "990000", "index": 7, "memo": "77", "fee": "0.002", "fee_asset": "ETH", "txid": "0x" + "12" * 32,
        "to_address": COINBASE_DEPOSIT, "token_contract": "0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48",
        "from_address": "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "to_institution": "coinbase",
        "note": "seen in the wallet",
        "value_given": {"currency": "EUR", "amount": "940000", "source": "my broker's note"},
        "origin": {"evidence_sha256": "766cabf82bddf3a76fdbb3b36ce7b3be608f547e34bb0f8987650ff7f8a88a12", "line": 12},
    },
    {
        "kind": "exchange_withdrawal", "institution": "kucoin", "network": "tron", "at": "2022-12-08T02:51:00Z",
        "asset": "USDT", "amount": "5", "status": "processing", "withdrawal_id": "wd-1", "fee": "1",
        "to_address": "TT5iK8oqGEyRKJAnRwrLSZ4fM5y77F2LNT",
        "origin": {
            "evidence_sha256": "766cabf82bddf3a76fdbb3b36ce7b3be608f547e34bb0f8987650ff7f8a88a12",
            "member": "2022/withdrawals.csv", "line": 3,
        },
    },
    {
        "kind": "liquidation", "institution": "kucoin", "at": "2022-12-08T02:52:00Z", "asset": "USDT", "amount": "300",
        "market": "BTC-PERP", "position_id": "pos-1", "liquidation_id": "liq-1",
    },
    {
        "kind": "token_approval", "network": "ethereum", "asset": "USDC", "at": "2022-12-08T02:49:00Z",
        "spender": "0x4ba955f3e40961505d698c8b44480030f3c668b1", "txid": "0x" + "ef" * 32,
    },
    {
        "kind": "fiat_leg", "asset": "EUR", "amount": "5000", "bank": "Sparbank", "iban_masked": "DE** **** 1234",
        "payment_reference": "PAY-77", "recall_requested_at": "2022-12-08T12:00:00Z", "at": "2022-12-07T12:00:00Z",
        "institution": "golden-profit-fx",
    },
    {"kind": "dust_sweep", "asset": "BTT", "amount": "9", "at": "2022-12-08T02:53:00Z", "note": "of no kind we know"},
]  # fmt: skip

EXAMPLE = example_json()

WHOLE: dict[str, Any] = {
    **EXAMPLE,
    "reference": "RC-WHOLE1",
    "victim": {
        **EXAMPLE["victim"],
        "kind": "company",
        "organisation": {
            "name": "Acme GmbH", "registration_number": "HRB 4711", "role": "director", "client_money": True,
        },
    },
    "reporter": {"role": "representative", "name": "Rita Rechts", "authority": "power of attorney of 9 December 2022"},
    "other_holders": [{"name": "Jo Holder"}, {"name": "Kim Holder"}],
    "safety": {
        "in_danger": True, "known_person": True, "mailbox_shared": True, "device_clean": False, "contact_by": ["phone"],
    },
    "suspects": [
        {"name_or_handle": "@broker_anna", "suspected_by": "the reporter", "because": "she asked for a fee first"},
        {"name_or_handle": "Mr. X", "suspected_by": "a neighbour", "because": "he had the phone"},
    ],
    "ongoing": True,
    "estimate": {"amount": "80000", "asset": "USDT", "text": "about all of it"},
    "causes": [
        *EXAMPLE["causes"],
        {"statement": "Why the withdrawals passed.", "status": "unknown", "by": "the reporter", "on": "2022-12-10"},
    ],
    "movements": [*EXAMPLE["movements"], *MORE_ROWS],
    "indicators": [
        *EXAMPLE["indicators"],
        {"kind": "handle", "value": "https://t.me/broker_anna", "role": "contact", "first_seen": "2022-10-01"},
        {"kind": "phone", "value": "+44 20 7946 0000", "role": "caller", "note": "rang from recovery.example"},
        {"kind": "ip", "value": "203.0.113.7", "role": "log-in"},
        {"kind": "address", "value": "0x4ba955f3e40961505d698c8b44480030f3c668b1", "role": "recipient"},
        {"kind": "file_hash", "value": "a" * 64, "role": "malware"},
    ],
    "police_reports": [
        {
            **EXAMPLE["police_reports"][0],
            "officer": "Officer Krupke", "unit": "LKA 724", "email": "k724@police.example",
        },
        {"country": "EE", "authority": "PPA", "document": "kriminaalasi", "number": "22-1", "filed_on": "2022-12-20"},
    ],
    "contacts": [
        *EXAMPLE["contacts"],
        {
            "institution": "coinbase", "channel": "web form", "sent_at": SENT, "reference": "CB-1",
            "status": "hold placed", "answered_on": "2022-12-10", "hold_until": "2022-12-24",
            "note": "until the police write",
        },
        {"institution": "htx", "channel": "chat", "sent_at": SENT, "reference": "HTX-9", "status": "refused"},
    ],
    "letters": [
        {"kind": "L2a", "institution": "kucoin", "sent_at": SENT},
        {"kind": "L2b", "institution": "kucoin", "dropped": True},
        {"kind": "L2c", "institution": "kucoin", "dropped": False},
        {"kind": "L1", "institution": "coinbase", "sent_at": SENT},
    ],
}  # fmt: skip
"""The example, and beside it everything that the example leaves out."""
