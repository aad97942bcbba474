"""Who gets a letter, and how strong: a label is rarely a customer, and a wrong letter is worse than none."""

import pytest

from incidents.core.addressees import Addressee, addressees
from tests.factories import record_of, transfer, with_check


def letters(**members: object) -> dict[tuple[str, str], Addressee]:
    return {(found.institution, str(found.letter or found.note)): found for found in addressees(record_of(**members))}


@pytest.mark.parametrize(
    ("role", "institution", "strength"),
    [("deposit", "coinbase", "hold"), ("hot", "bitfinex", "locate"), ("reserve", "htx", "enquiry")],
)
def test_strength_follows_the_role_of_the_label(role: str, institution: str, strength: str) -> None:
    found = letters(movements=[transfer(role)])
    assert found[institution, "L1"].strength == strength


def test_an_address_nobody_knows_gets_no_letter() -> None:
    assert letters(movements=[transfer("unknown")]) == {}


def test_a_memo_points_at_one_customer() -> None:
    assert letters(movements=[transfer("hot", memo="12345")])["bitfinex", "L1"].strength == "hold"


@pytest.mark.parametrize("missing", [{"amount": None}, {"at": None}])
def test_a_credit_that_nobody_can_find_is_only_asked_about(missing: dict[str, object]) -> None:
    assert letters(movements=[transfer("deposit", **missing)])["coinbase", "L1"].strength == "enquiry"
    found = transfer("deposit", txid="0x" + "ab" * 32, **missing)
    assert letters(movements=[found])["coinbase", "L1"].strength == "hold"


def test_what_the_victim_says_is_an_enquiry() -> None:
    assert letters(movements=[transfer("unknown", to_institution="binance")])["binance", "L1"].strength == "enquiry"


def test_where_label_and_victim_differ_both_are_only_asked() -> None:
    found = letters(movements=[transfer("deposit", to_institution="binance")])
    assert {key[0]: item.strength for key, item in found.items()} == {"coinbase": "enquiry", "binance": "enquiry"}


def test_where_two_lists_differ_none_is_picked() -> None:
    moved = transfer("hot", to_address="14XKsv8tT6tt8P8mfDQZgNF8wtN5erNu5D")
    assert letters(movements=[moved]) == {}
    assert letters(movements=[moved | {"to_institution": "htx"}])["htx", "L1"].strength == "enquiry"


def test_a_fake_token_is_never_held() -> None:
    fake = transfer("deposit", asset="USDT", token_contract="0x" + "11" * 20)
    assert letters(movements=[fake])["coinbase", "L1"].strength == "enquiry"


@pytest.mark.parametrize(("role", "memo"), [("deposit", None), ("hot", None), ("hot", "12345")])
def test_what_the_chain_shows_to_come_from_elsewhere_is_an_enquiry_only(role: str, memo: str | None) -> None:
    (found,) = addressees(with_check("not_from_reporter", transfer(role, memo=memo)))
    assert found.strength == "enquiry"


def test_only_the_row_that_comes_from_elsewhere_is_weakened() -> None:
    (found,) = addressees(with_check("not_from_reporter", transfer("deposit"), transfer("deposit", txid="ab" * 32)))
    assert (found.strength, found.row_strength) == ("hold", {0: "enquiry", 1: "hold"})


def test_a_sender_that_the_reporter_typed_is_no_finding() -> None:
    typed = transfer("deposit", from_address="0x4ba955f3e40961505d698c8b44480030f3c668b1")
    wallets = [{"network": "ethereum", "address": "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"}]
    assert letters(movements=[typed], wallets=wallets)["coinbase", "L1"].strength == "hold"
    (found,) = addressees(with_check("looks_mistyped", transfer("deposit")))
    assert found.strength == "hold"


def test_a_letter_names_only_its_own_rows_and_the_strongest_ask() -> None:
    rows = [transfer("hot"), transfer("unknown"), transfer("hot", memo="7"), transfer("reserve")]
    found = letters(movements=rows)
    assert found["bitfinex", "L1"].rows == (0, 2)
    assert found["bitfinex", "L1"].strength == "hold"
    assert found["bitfinex", "L1"].row_strength == {0: "locate", 2: "hold"}


def test_money_to_an_own_wallet_and_history_get_no_letter() -> None:
    own = transfer("hot")
    wallet = [{"network": "bitcoin", "address": own["to_address"]}]
    assert letters(movements=[own], wallets=wallet) == {}
    assert letters(movements=[transfer("hot", in_report=False)]) == {}


def test_a_sanctioned_or_frozen_address_is_no_institution() -> None:
    listed = transfer("unknown", to_address="0x901bb9583b24d97e995513c6778dc6888ab6870e")
    assert letters(movements=[listed]) == {}


def test_the_own_company_gets_l2a_even_before_any_row_is_known() -> None:
    found = letters(accounts=[{"institution": "kucoin"}])
    assert list(found) == [("kucoin", "L2a")]


def test_a_platform_nobody_knows_gets_a_note_and_no_letter() -> None:
    found = letters(accounts=[{"institution_name": "Super Gains Pro"}])
    assert list(found) == [("super-gains-pro", "fake_platform")]


@pytest.mark.parametrize("gone", ["ftx", "bittrex"])
def test_a_bankrupt_or_closed_company_gets_a_note_to_its_estate(gone: str) -> None:
    assert list(letters(accounts=[{"institution": gone}])) == [(gone, "estate")]
