"""What was taken, in all its kinds: only its own fields, forgiving, exact, with doubts marked and nothing refused."""

from decimal import Decimal
from typing import Any

import pytest

from incidents.core.record_movement import Movement
from incidents.core.vocabulary import OPERATOR, MovementKind
from incidents.models import Case
from incidents.models import Movement as MovementRow
from incidents.services import facts
from incidents.services.snapshot import snapshot
from incidents.web.victim.forms.taken_kinds import FORMS
from tests.web.test_secrets import everything_stored
from tests.web.walking import Reader

pytestmark = pytest.mark.django_db
TXID = "4a5e1e4baab89f3a32518a88c31bc87f618f76673e2cc77ab2127b7afdeda33b"
ADDRESS = "1BpEi6DfDAUFd7GtittLSdBeYJvcoaVggv"
USDT = "0xdAC17F958D2ee523a2206206994597C13D831ec7"
EACH = "kind at note worth left_out"
OWN = {
    "exchange_withdrawal": "amount asset company withdrawal_id status txid network to_address memo to_company"
    " to_company_name fee fee_asset token_contract",
    "onchain_transfer": "amount asset txid network from_address to_address memo to_company to_company_name"
    " token_contract fee fee_asset",
    "unauthorised_trade": "company market side quantity price quote_amount order_id trade_id source api_key_label"
    " still_held fee fee_asset liquidity reference_price reference_source",
    "internal_transfer": "amount asset company transfer_id counterparty",
    "token_approval": "amount asset txid network spender token_contract",
    "liquidation": "amount asset company market position_id liquidation_id price quantity",
    "fiat_leg": "amount asset company bank iban_masked payment_reference recall_requested_at",
}


@pytest.fixture
def reader() -> Reader:
    reader = Reader()
    reader.walk()
    return reader


def save(reader: Reader, kind: str, **said: Any) -> Movement:
    """One new line, as the record has it."""
    response = reader.post("/taken/new", kind=kind, **said)
    assert response.status_code == 302, response.content.decode()
    return snapshot(Case.objects.get()).movements[-1]


def refused(reader: Reader, **said: Any) -> str:
    response = reader.post("/taken/new", **({"kind": "onchain_transfer"} | said))
    assert response.status_code == 200
    assert not MovementRow.objects.exists()
    return response.content.decode()


def test_every_way_that_money_leaves_has_a_form() -> None:
    assert set(FORMS) == set(MovementKind) - {MovementKind.DEPOSIT} == set(OWN)


@pytest.mark.parametrize("kind", OWN)
def test_a_kind_asks_only_its_own_fields(kind: str) -> None:
    assert set(FORMS[kind].base_fields) == {*EACH.split(), *OWN[kind].split()}


def test_what_it_is_comes_first_and_can_be_changed(reader: Reader) -> None:
    page = reader.get("/taken/new").content.decode()
    assert page.count('type="radio"') == len(FORMS)
    assert "checked" not in page
    assert "Choose what it is" in reader.get("/taken/new?asked=yes").content.decode()
    save(reader, "exchange_withdrawal", amount="3", asset="ETH", note="seen in the mail")
    path = f"/taken/{MovementRow.objects.get().id}"
    assert "Choose" not in reader.get(path).content.decode().split("<main")[1].split("<h1")[1][:80]
    assert reader.get(f"{path}?kind=other").content.decode().count('type="radio"') == len(FORMS)
    changed = reader.get(f"{path}?kind=internal_transfer").content.decode()
    assert 'name="transfer_id"' in changed
    reader.post(path, kind="internal_transfer", amount="3", asset="ETH", note="seen in the mail", transfer_id="T-9")
    line = snapshot(Case.objects.get()).movements[0]
    assert (line.kind, line.transfer_id, line.note) == ("internal_transfer", "T-9", "seen in the mail")


def test_a_withdrawal(reader: Reader) -> None:
    line = save(
        reader,
        "exchange_withdrawal",
        amount="0,8",
        asset="btc",
        at="27 March 2026 14:30 UTC",
        company="binance",
        withdrawal_id="W-1",
        status="pending",
        txid=f"https://mempool.space/tx/{TXID}",
        to_address=ADDRESS,
        fee="0.0005",
        fee_asset="BTC",
        to_company="kraken",
        worth="45,000 EUR",
    )
    assert (line.amount, line.asset, line.institution, line.to_institution) == (
        Decimal("0.8"),
        "BTC",
        "binance",
        "kraken",
    )
    assert (line.txid, line.network, line.to_address) == (TXID, "bitcoin", ADDRESS)
    assert line.at is not None
    assert line.at.isoformat() == "2026-03-27T14:30:00+00:00"
    assert line.value_given is not None
    assert (line.value_given.amount, line.value_given.currency) == (Decimal(45000), "EUR")
    page = reader.get("/taken").content.decode()
    assert "It may still be stopped. Tell the company now." in page
    assert "27 March 2026, 15:30" in page.replace("&nbsp;", " ")


def test_a_transfer_from_a_wallet_reads_its_output_and_its_memo(reader: Reader) -> None:
    line = save(reader, "onchain_transfer", amount="0.8 BTC", txid=f"{TXID}:1", network="bitcoin")
    assert (line.txid, line.index, line.network, line.asset) == (TXID, 1, "bitcoin", "BTC")
    memo = save(reader, "onchain_transfer", to_address="rLs1MzkFWCxTbuAHgjeTZK4fcCDDnf2KRv:77", network="xrp")
    assert (memo.to_address, memo.memo) == ("rLs1MzkFWCxTbuAHgjeTZK4fcCDDnf2KRv", "77")


def test_a_trade_loses_what_was_paid_and_never_turns_it_into_more(reader: Reader) -> None:
    said = {"market": "DMG/USDT", "quantity": "5035", "price": "0.0811", "order_id": "7ed4", "still_held": "yes"}
    bought = save(reader, "unauthorised_trade", side="buy", reference_price="0.0142", **said)
    assert (bought.amount, bought.asset, bought.quote_amount) == (Decimal("408.3385"), "USDT", Decimal("408.3385"))
    assert bought.trade_loss == Decimal("336.8415")
    assert bought.still_held is True
    sold = save(reader, "unauthorised_trade", side="sell", **said)
    assert (sold.amount, sold.asset, sold.quote_asset) == (Decimal(5035), "DMG", "USDT")


def test_a_permission_a_closed_position_and_a_transfer_inside(reader: Reader) -> None:
    approval = save(
        reader,
        "token_approval",
        txid="0x" + "ab" * 32,
        network="ethereum",
        spender=USDT,
        token_contract=USDT,
        asset="USDT",
    )
    assert (approval.spender, approval.amount) == (USDT, None)
    closed = save(reader, "liquidation", market="BTC/USDT", amount="900", asset="USDT", liquidation_id="L-4")
    assert (closed.liquidation_id, closed.institution, closed.amount) == ("L-4", None, Decimal(900))
    inside = save(reader, "internal_transfer", transfer_id="T-1", counterparty="UID 99", company="binance", amount="5")
    assert (inside.transfer_id, inside.counterparty, inside.institution) == ("T-1", "UID 99", "binance")


def test_of_an_account_number_only_the_end_is_ever_stored(reader: Reader) -> None:
    iban = "DE89370400440532013000"
    reader.client.post("/taken/new", {"kind": "fiat_leg", "iban_masked": iban}, headers={"HX-Request": "true"})
    reader.post("/taken/new", kind="fiat_leg", iban_masked=iban, amount="a lot")
    line = save(
        reader, "fiat_leg", iban_masked="DE89 3704 0044 0532 0130 00", amount="12.000", asset="EUR", bank="Bank A"
    )
    assert (line.iban_masked, line.amount) == ("DE…3000", Decimal(12000))
    assert "37040044" not in everything_stored().replace(" ", "")
    assert "Ask your bank today to call it back." in reader.get("/taken").content.decode()


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ({"amount": "1,250", "asset": "BTC"}, "without a mark for thousands"),
        ({"amount": "about five"}, "Enter the amount as a number, like 1250.50"),
        ({"at": "03/04/2026"}, "Enter the day and time like 2026-03-27 14:30"),
        ({"at": "2099-01-01"}, "This is in the future"),
        ({"worth": "a house"}, "Enter a number and its currency"),
    ],
)
def test_row_12_what_can_be_read_in_two_ways_is_asked_and_never_guessed(
    reader: Reader, said: dict[str, str], asked: str
) -> None:
    page = refused(reader, **said)
    assert asked in page
    assert all(text in page for text in said.values())


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"txid": TXID[:-3], "network": "bitcoin"}, "Transaction number: "),
        ({"to_address": ADDRESS[:-1] + "x", "network": "bitcoin"}, "Went to: It looks mistyped"),
        ({"txid": ADDRESS}, "This looks like an address, not like a transaction number."),
        ({"to_address": TXID}, "This looks like a transaction number, not like an address."),
        ({"token_contract": ADDRESS.lower(), "network": "ethereum"}, "Contract of the token: "),
    ],
)
def test_what_looks_mistyped_is_kept_as_typed_and_marked_with_the_reason(
    reader: Reader, said: dict[str, str], why: str
) -> None:
    line = save(reader, "onchain_transfer", **said)
    assert {name: getattr(line, name) for name in said} == said
    assert why in reader.get("/taken").content.decode()
    assert "There is a problem" in reader.get("/tasks").content.decode()


def test_a_false_token_is_named(reader: Reader) -> None:
    fake = "0x" + "c1" * 20
    save(reader, "onchain_transfer", asset="usdt", network="ethereum", token_contract=fake, amount="5")
    assert "This is not the real USDT. It has another contract." in reader.get("/taken").content.decode()


def test_an_unlisted_company_gets_no_letter_and_stays_in_the_note(reader: Reader) -> None:
    line = save(reader, "onchain_transfer", to_company="other", to_company_name="Totally Real Exchange", note="seen")
    assert line.to_institution is None
    assert line.note is not None
    assert line.note.startswith("seen\n")
    assert "Totally Real Exchange" in line.note
    assert save(reader, "onchain_transfer", to_company="other", to_company_name="okex").to_institution == "okx"


def test_a_line_from_a_file_stays_exact_where_it_was_not_changed(reader: Reader) -> None:
    case = Case.objects.get()
    told = Movement.model_validate(
        {
            "kind": "exchange_withdrawal",
            "at": "2022-12-08T02:14:09.601+00:00",
            "amount": "0.0550",
            "asset": "xyz",
            "institution": "kucoin",
            "to_institution": "some-wallet-app",
            "origin": {"line": 7, "raw": "a,b"},
            "status": "SUCCESS",
            "unheard_of": 1,
        }
    )
    facts.add(by=OPERATOR, case=case, name="movements", parts=(told,))
    fact = MovementRow.objects.get().id
    shown = {
        "at": "2022-12-08 03:14:09.601",
        "amount": "0.0550",
        "asset": "xyz",
        "company": "kucoin",
        "status": "SUCCESS",
        "to_company": "",
    }
    page = reader.get(f"/taken/{fact}").content.decode()
    assert all(f'value="{text}"' in page for text in shown.values() if text)
    reader.post(f"/taken/{fact}", kind="exchange_withdrawal", note="mine", **shown)
    now = snapshot(Case.objects.get()).movements[0]
    assert now == told.model_copy(update={"note": "mine"})


def test_what_is_not_part_of_the_theft_stays_in_the_case_and_out_of_the_papers(reader: Reader) -> None:
    save(reader, "onchain_transfer", amount="5", asset="BTC", left_out="on")
    save(reader, "onchain_transfer", amount="6", asset="ETH")
    history = Movement(kind="deposit", amount=Decimal(7), asset="SOL")
    facts.add(by=OPERATOR, case=Case.objects.get(), name="movements", parts=(history,))
    assert [m.asset for m in snapshot(Case.objects.get()).reported] == ["ETH"]
    listed, left_out = (reader.get(path).content.decode() for path in ("/taken", "/left_out"))
    assert "2 lines are left out of the papers" in listed
    assert "6 ETH" in listed
    assert "5 BTC" not in listed
    assert "5 BTC" in left_out
    assert "7 SOL" in left_out
    path = f"/taken/{MovementRow.objects.get(asset='BTC').id}"
    assert f'href="{path}"' in left_out
    reader.post(path, kind="onchain_transfer", amount="5", asset="BTC")
    assert "5 BTC" in reader.get("/taken").content.decode()
    deposit = f"/taken/{MovementRow.objects.get(asset='SOL').id}"
    assert "What is it?" in reader.get(deposit).content.decode()
    reader.post(f"{deposit}/remove")
    assert not MovementRow.objects.filter(asset="SOL").exists()


def test_an_answer_that_was_not_sent_erases_nothing(reader: Reader) -> None:
    save(reader, "unauthorised_trade", market="DMG/USDT", side="buy", quantity="5", price="2", still_held="no")
    reader.post(f"/taken/{MovementRow.objects.get().id}", kind="unauthorised_trade", order_id="9")
    line = snapshot(Case.objects.get()).movements[0]
    assert (line.still_held, line.order_id, line.amount, line.market) == (False, "9", Decimal(10), "DMG/USDT")
