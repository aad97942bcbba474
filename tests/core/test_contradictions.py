"""Contradictions are found before a reader finds them."""

import pytest

from incidents.core.contradictions import contradictions
from incidents.core.record import read_record
from tests.factories import example_json, record_of

AT = "2026-11-01T12:00:00+00:00"
KEY = {"label": "bot", "permissions": ["spot_trade"]}
WITHDRAWAL = {"kind": "exchange_withdrawal", "institution": "kucoin", "asset": "BTC", "amount": "1", "at": AT}
TRADE = {"kind": "unauthorised_trade", "institution": "kucoin", "api_key_label": "bot", "at": AT}


def account(**key: object) -> list[dict[str, object]]:
    return [{"institution": "kucoin", "api_keys": [{**KEY, **key}]}]


@pytest.mark.parametrize(
    ("code", "members"),
    [
        ("withdrawal_without_right", {"accounts": account(), "movements": [WITHDRAWAL]}),
        ("outside_window", {"window": {"from": "2026-11-02T00:00:00+00:00"}, "movements": [WITHDRAWAL]}),
        ("revoked_before_use", {"accounts": account(revoked_at="2026-10-01T00:00:00+00:00"), "movements": [TRADE]}),
        (
            "withdrawal_after_lock",
            {
                "contacts": [{"institution": "kucoin", "status": "locked", "sent_at": "2026-10-01T00:00:00+00:00"}],
                "movements": [WITHDRAWAL],
            },
        ),
        ("sum_unlike_rows", {"estimate": {"amount": "40", "asset": "btc"}, "movements": [WITHDRAWAL]}),
        ("noticed_before_it_happened", {"discovered_at": "2026-10-31T00:00:00+00:00", "movements": [WITHDRAWAL]}),
        (
            "to_own_wallet",
            {"wallets": [{"address": "bc1qown"}], "movements": [{**WITHDRAWAL, "to_address": "BC1QOWN"}]},
        ),
        ("same_transaction_twice", {"movements": [{**WITHDRAWAL, "txid": "ab"}, {**WITHDRAWAL, "txid": "ab"}]}),
    ],
)
def test_each_rule_finds_its_contradiction(code: str, members: dict[str, object]) -> None:
    assert [found.code for found in contradictions(record_of(**members))] == [code]


@pytest.mark.parametrize(
    "members",
    [
        {"accounts": account(permissions=["spot_trade", "withdraw"]), "movements": [WITHDRAWAL]},
        {"accounts": account(permissions=[]), "movements": [WITHDRAWAL]},
        {"estimate": {"amount": "1.1", "asset": "BTC"}, "movements": [WITHDRAWAL]},
        {"window": {"from": AT, "to": AT}, "movements": [WITHDRAWAL]},
    ],
)
def test_what_fits_is_left_alone(members: dict[str, object]) -> None:
    assert contradictions(record_of(**members)) == []


def test_the_example_says_that_its_key_could_not_withdraw() -> None:
    found = contradictions(read_record(example_json())[0])
    assert [(item.code, item.params["count"]) for item in found] == [("withdrawal_without_right", "3")]
