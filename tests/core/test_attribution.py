"""Attribution: exact matches in every spelling, roles that never promise more than the label says, no picking."""

import io
import json
import re
from collections import Counter
from datetime import date

import pytest
from django.core.management import call_command

from incidents.core.attribution import Attributions, attribute
from incidents.core.directory.labels import by_address, categories, read_role
from incidents.core.directory.spellings import spellings
from incidents.core.vocabulary import LabelRole

COINBASE_DEPOSIT = "0xd2276af80582cac230edc4c42e9a9c096f3c09aa"
SHAPESHIFT_AT_BINANCE = "0xb36efd48c9912bd9fd58b67b65f7438f6364a256"


def named(found: Attributions) -> list[tuple[str, str]]:
    return [(entry.slug, str(entry.role)) for entry in found.institutions]


@pytest.mark.parametrize(
    ("network", "address", "expected"),
    [
        ("ethereum", COINBASE_DEPOSIT, [("coinbase", "deposit")]),
        ("bitcoin", "1Kr6QSydW9bFQG1mXiPNNu6WpJGmUa9i1g", [("bitfinex", "hot")]),
        ("tron", "TT5iK8oqGEyRKJAnRwrLSZ4fM5y77F2LNT", [("htx", "reserve")]),
        ("ethereum", "0x4ba955f3e40961505d698c8b44480030f3c668b1", []),
        ("solana", "BEyAq6ZgDkBwms5tNnYEjjvxsT7RaL8HVjxZvdu7XnJJ", [("bybit", "reserve")]),
    ],
)
def test_the_five_destinations_of_the_sample_case(network: str, address: str, expected: list[tuple[str, str]]) -> None:
    assert named(attribute(address, network)) == expected
    assert named(attribute(address)) == expected


def test_the_counts_of_the_public_lists() -> None:
    labels = [label for found in by_address().values() for label in found if label.category == "exchange"]
    said = [label for label in labels if re.search(r"cold|reserve", label.text, re.IGNORECASE)]
    assert len(said) == 5774
    roles = Counter(read_role(label.text)[0] for label in said)
    assert roles == {LabelRole.RESERVE: 5757, LabelRole.HOT: 13, LabelRole.CONTRACT: 4}
    deposits = {
        (label.address, label.slug)
        for label in labels
        if read_role(label.text)[0] is LabelRole.DEPOSIT and not label.account_at
    }
    assert len(deposits) == 8


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Coinbase: Deposit 1", "deposit"),
        ("Huobi: Deposit", "deposit"),
        ("ShapeShift Binance Deposit", "deposit"),
        ("HitBTC: Deposit Funder 3", "unclear"),
        ("Gate.io: Deposit Funde", "unclear"),
        ("OKX: Deposit Supplier", "unclear"),
        ("Binance: Eth2 Depositor 2", "unclear"),
        ("Loopring: Exchange v2 Deposit", "contract"),
        ("nexo-cex proof-of-reserve wallet / Nexo: WBTC Merchant Deposit Address", "reserve"),
        ("huobi proof-of-reserve wallet / Huobi: Deposit Funder", "reserve"),
        ("bitfinex BTC hot wallet / bitfinex proof-of-reserve wallet", "hot"),
        ("Hotbit 4 / hotbit proof-of-reserve wallet", "reserve"),
        ("binance withdrawal address", "hot"),
        ("Crypto.com: MultiSig 7", "contract"),
        ("HuobiToken (HT)", "contract"),
        ("Bitfinex: Deployer 2", "unclear"),
        ("Binance 14", "unclear"),
        ("", "unclear"),
    ],
)
def test_a_role_is_what_the_label_says_and_the_weaker_reading_wins(text: str, role: str) -> None:
    assert read_role(text)[0] == role


def test_an_account_of_another_service_names_both_and_lets_nobody_pick() -> None:
    found = attribute(SHAPESHIFT_AT_BINANCE, "ethereum")
    assert named(found) == [("binance", "deposit"), ("shapeshift", "unclear")]
    assert found.conflicting
    assert found.single is None
    assert {"several_institutions", "account_of_another_service"} <= {note.code for note in found.notes}


@pytest.mark.parametrize(
    ("address", "slugs"),
    [
        ("14XKsv8tT6tt8P8mfDQZgNF8wtN5erNu5D", {"htx", "poloniex"}),
        ("3FDWNdFxrJxXoF4hWXF4dkc1FFxsNyKAHh", {"bittrex", "upbit"}),
        ("0x43c5b1c2be8ef194a509cf93eb1ab3dbd07b97ed", {"binance", "binance-us"}),
        ("TQ7wK19fhZZqLdj2Xcw2e6Ejs3cTZbfBbF", {"okcoin", "okx"}),
        ("bc1q32lyrhp9zpww22phqjwwmelta0c8a5q990ghs6", {"binance", "ceffu"}),
    ],
)
def test_two_names_for_one_address_are_both_shown(address: str, slugs: set[str]) -> None:
    found = attribute(address)
    assert {entry.slug for entry in found.addressable} == slugs
    assert found.conflicting
    assert found.single is None


def test_a_label_without_text_has_no_role() -> None:
    found = attribute("3FDWNdFxrJxXoF4hWXF4dkc1FFxsNyKAHh", "bitcoin")
    upbit = next(entry for entry in found.institutions if entry.slug == "upbit")
    assert (upbit.label, upbit.role, upbit.date) == ("", LabelRole.UNCLEAR, date(2025, 4, 9))


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("123WBUDmSJv4GctdVEz6Qq6z8nXSKrJ4KX", "sanctioned"),
        ("0x0000000000000000000000000000000000000004", "null_address"),
        ("0x6f259637dcd74c767781e37bc6133cd6a68aa161", "token"),
    ],
)
def test_flags_are_shown_and_are_never_an_institution(address: str, kind: str) -> None:
    found = attribute(address)
    assert kind in {entry.kind for entry in found.flags}
    assert found.addressable == ()


def test_a_mark_of_theft_beside_an_institution_leaves_its_name_in_doubt() -> None:
    hostile = {name for name, category in categories().items() if category.hostile}
    sure: set[str] = set()
    doubted: set[str] = set()
    for address, labels in by_address().items():
        if any(label.category in hostile for label in labels):
            found = attribute(address)
            sure |= {entry.slug for entry in found.addressable if not found.conflicting}
            doubted |= {entry.slug for entry in found.addressable if found.conflicting}
            assert not found.conflicting or all(entry.role is LabelRole.UNCLEAR for entry in found.institutions)
    assert sure == {"sideshift"}
    assert doubted == {"bter", "flexcoin"}


def test_a_key_holds_on_every_evm_chain_and_a_program_only_where_published() -> None:
    key = attribute(COINBASE_DEPOSIT, "bsc")
    assert named(key) == [("coinbase", "deposit")]
    assert [str(note) for note in key.notes if note.code == "published_on_other_network"] == [
        "published_on_other_network: ethereum: Coinbase"
    ]
    contract = next(
        label.address
        for labels in by_address().values()
        for label in labels
        if label.text == "Binance: Contract" and label.chains_seen == ("ethereum",)
    )
    assert named(attribute(contract, "ethereum")) == [("binance", "contract")]
    other = attribute(contract, "polygon")
    assert other.institutions == ()
    assert [note.code for note in other.notes] == ["contract_on_other_network"]


def test_an_address_of_another_network_is_only_a_note() -> None:
    found = attribute("1Kr6QSydW9bFQG1mXiPNNu6WpJGmUa9i1g", "bitcoincash")
    assert found.institutions == ()
    assert [note.code for note in found.notes] == ["labelled_on_other_network"]


@pytest.mark.parametrize(
    "written",
    [
        COINBASE_DEPOSIT.upper().replace("0X", "0x"),
        COINBASE_DEPOSIT.upper(),
        COINBASE_DEPOSIT[2:],
        f"  {COINBASE_DEPOSIT} ",
    ],
)
def test_every_spelling_of_an_evm_address_is_found(written: str) -> None:
    assert named(attribute(written, "ethereum")) == [("coinbase", "deposit")]


def test_every_label_is_found_by_its_own_spelling() -> None:
    for address, labels in list(by_address().items())[::97]:
        slugs = {entry.slug for entry in attribute(address).institutions}
        assert slugs == {label.slug for label in labels}


def test_raw_and_padded_spellings() -> None:
    assert spellings("0x1")[-1] == "0x1"
    assert spellings("BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4")[-1] == "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"
    assert spellings("EQCxE6mUtQJKFnGfaROTKOt1lZbDiiX1kCixRv7Nw2Id_sDt") == (
        "EQCxE6mUtQJKFnGfaROTKOt1lZbDiiX1kCixRv7Nw2Id_sDt",
    )


def test_a_label_is_as_old_as_its_newest_list_and_old_ones_say_so() -> None:
    fresh = attribute("1Kr6QSydW9bFQG1mXiPNNu6WpJGmUa9i1g", "bitcoin", on=date(2026, 11, 22))
    assert fresh.institutions[0].date == date(2026, 8, 22)
    assert [note.code for note in fresh.notes] == []
    later = attribute("1Kr6QSydW9bFQG1mXiPNNu6WpJGmUa9i1g", "bitcoin", on=date(2027, 9, 1))
    assert [note.code for note in later.notes] == ["stale"]
    assert "stale" in {note.code for note in attribute(COINBASE_DEPOSIT).notes}


def test_the_command_answers_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = f"ethereum\t{COINBASE_DEPOSIT}\n\nTT5iK8oqGEyRKJAnRwrLSZ4fM5y77F2LNT\r\n{SHAPESHIFT_AT_BINANCE}\n"
    monkeypatch.setattr("sys.stdin", io.StringIO(lines))
    out = io.StringIO()
    call_command("attribute", stdout=out)
    answers = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [len(answer["institutions"]) for answer in answers] == [1, 0, 1, 2]
    first = answers[0]
    assert first["network"] == "ethereum"
    entry = first["institutions"][0]
    wanted = {"slug": "coinbase", "role": "deposit", "date": "2023-12-31", "confidence": "public_label"}
    assert wanted.items() <= entry.items()
    assert {"name", "label", "kind", "source"} <= set(entry)
    assert first["notes"][0].startswith("stale: ")
    assert answers[2]["network"] is None
