"""Records at the edges: hardly anything known, very long, other scripts, other kinds of theft."""

from typing import Any

from tests.factories import example_json, transfer

KUCOIN = {"kind": "exchange_withdrawal", "institution": "kucoin", "network": "ethereum", "asset": "USDT"}
HASH = "{:064x}"


def trades(count: int) -> list[dict[str, Any]]:
    """Forced trades over several hours and markets."""
    return [
        {
            "kind": "unauthorised_trade",
            "institution": "kucoin",
            "at": f"2026-11-{1 + number // 200:02}T0{number % 9}:{number % 60:02}:00+00:00",
            "market": ("DMG/USDT", "ABC/BTC", "LONGTOKENNAME1000/USDC")[number % 3],
            "side": ("buy", "sell")[number % 2],
            "price": f"0.{number:06}1",
            "quantity": f"{number * 17}.5",
            "reference_price": None if number % 10 == 0 else "0.0001",
            "reference_source": "exchange daily close, 2026-10-31",
            "order_id": f"order{number:020}",
            "trade_id": f"trade{number:020}",
            "api_key_label": "bot",
        }
        for number in range(count)
    ]


def withdrawals(count: int) -> list[dict[str, Any]]:
    return [
        {
            **KUCOIN,
            "at": f"2026-11-03T{number // 60 % 24:02}:{number % 60:02}:00+00:00",
            "amount": f"{number + 1}.000000000000000001",
            "txid": "0x" + HASH.format(number + 1),
            "withdrawal_id": f"{number:024x}",
            "to_address": "0xd2276af80582cac230edc4c42e9a9c096f3c09aa",
        }
        for number in range(count)
    ]


ODD: dict[str, dict[str, Any]] = {
    "nothing": {},
    "only_a_name": {"victim": {"legal_name": "Amal"}, "country": "EG"},
    "no_movements": {
        "kind": "not_sure",
        "victim": {"legal_name": "Kofi Mensah", "email": "kofi@example.org"},
        "country": "GH",
        "estimate": {"amount": "1200", "asset": "USDT", "text": "about everything I had"},
        "accounts": [{"institution": "binance"}],
        "ongoing": True,
    },
    "many_rows": {"kind": "api_key_abuse", "movements": [*trades(260), *withdrawals(40)]},
    "scripts": {
        "kind": "seed_theft",
        "victim": {"legal_name": "محمد عبد الله الحسيني", "address": {"lines": ["רחוב הרצל 12"], "city": "תל אביב"}},
        "reporter": {"name": "山田太郎", "role": "representative", "authority": "委任状"},
        "other_holders": [{"name": "สมชาย ใจดี"}, {"name": "राहुल शर्मा"}, {"name": "გიორგი"}, {"name": "김민준"}],
        "narrative": "הכסף נגנב בלילה.\n\nسُرِقَت أموالي.\n\nお金が盗まれました。我的钱被偷了。"
        "\n\nПривіт. Ωμέγα. Đặng Thị Hồng 😭",
        "country": "IL",
        "movements": [transfer("hot", txid="ab" * 32)],
    },
    "long": {
        "kind": "phishing",
        "victim": {"legal_name": "Maximiliane " * 12, "address": {"lines": ["Straße " * 30]}},
        "narrative": "And then something else happened to me. " * 2500,
        "causes": [
            {
                "statement": "Because of this and that. " * 30,
                "status": status,
                "by": "somebody " * 20,
                "on": "2026-11-01",
            }
            for status in ("known", "suspected", "claimed", "unknown") * 3
        ],
        "accounts": [
            {
                "institution": slug,
                "uid": "9" * 60,
                "api_keys": [{"label": "key " * 40, "permissions": ["trade"] * 30}] * 3,
            }
            for slug in ("kucoin", "okx", "binance", "kraken")
        ],
        "police_reports": [{"authority": "Polizei " * 20, "number": "X" * 90, "filed_on": "2026-11-01"}] * 4,
        "contacts": [{"institution": "kucoin", "reference": "#" * 100, "sent_at": "2026-11-01T00:00:00Z"}] * 5,
        "indicators": [{"kind": "url", "value": "https://a.example/" + "x" * 400, "note": "n" * 400}] * 8,
        "movements": withdrawals(12),
    },
    "investment_fraud": {
        "kind": "investment_fraud",
        "victim": {"legal_name": "Maria da Silva", "email": "maria@example.org"},
        "country": "BR",
        "accounts": [{"institution": "binance", "uid": "12345678", "state": "open"}],
        "movements": [
            {**transfer("hot", txid="cd" * 32), "kind": "exchange_withdrawal", "institution": "binance"},
            {"kind": "fiat_leg", "asset": "BRL", "amount": "5000", "bank": "Banco", "institution": "golden-profit-fx"},
        ],
        "suspects": [
            {"name_or_handle": "@broker_anna", "suspected_by": "the reporter", "because": "she asked for fees"}
        ],
    },
    "drainer": {
        "kind": "wallet_drainer",
        "victim": {"legal_name": "Olena Koval"},
        "country": "UA",
        "time_zone": "Europe/Kyiv",
        "wallets": [{"network": "ethereum", "address": "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"}],
        "movements": [
            {
                "kind": "token_approval",
                "network": "ethereum",
                "asset": "USDC",
                "at": "2026-11-20T10:00:00+02:00",
                "spender": "0x4ba955f3e40961505d698c8b44480030f3c668b1",
                "txid": "0x" + "ef" * 32,
            },
            transfer("deposit", asset="USDC", amount="990000", memo="77", txid="0x" + "12" * 32),
        ],
    },
    "in_danger": {**example_json(), "safety": {"in_danger": True, "mailbox_shared": True}},
    "bankrupt": {
        "kind": "account_takeover",
        "victim": {"legal_name": "Sam Lee", "email": "sam@example.org"},
        "country": "SG",
        "accounts": [{"institution": "ftx", "uid": "1"}],
        "movements": [
            {**KUCOIN, "institution": "ftx", "amount": "10", "at": "2022-11-01T00:00:00Z", "txid": "0x" + "1" * 64}
        ],
    },
    "solana_and_xrp": {
        "kind": "malware",
        "movements": [
            transfer(
                "unknown",
                network="solana",
                asset="SOL",
                to_address="BEyAq6ZgDkBwms5tNnYEjjvxsT7RaL8HVjxZvdu7XnJJ",
                to_institution="bybit",
                txid="29Zm9BtGVx3sfpxru7SZNeftffBZ7Arxv53FBCMvq9FpM29rL8MuVgKUsqYo9uo5Rzmt1dhrmKPJDUcp6eZ5rK4k",
            ),
            transfer("unknown", network="xrp", asset="XRP", memo="1234567", to_institution="bitstamp", txid="AB" * 32),
        ],
    },
    "company": {
        "kind": "account_takeover",
        "victim": {
            "legal_name": "Ada Byron",
            "kind": "company",
            "organisation": {
                "name": "Acme GmbH",
                "registration_number": "HRB 1",
                "role": "director",
                "client_money": True,
            },
        },
        "country": "DE",
        "movements": withdrawals(1),
    },
}
