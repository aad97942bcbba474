"""Which lines are a list, which are its titles, and in which letters: what cannot be known is left out with a word."""

import io
from collections.abc import Sequence

import pytest
from openpyxl import Workbook

from incidents.core.errors import UnknownFormat
from incidents.core.statements.archives import Source
from incidents.core.statements.detect import known_formats, match
from incidents.core.statements.mapping import Mapping
from incidents.core.statements.places import Place
from incidents.core.statements.preview import preview
from incidents.core.statements.statement import Statement
from incidents.core.statements.titles import are_titles
from incidents.core.vocabulary import MovementKind
from tests.core.statements.reading import read, samples, whole

TXID = "0x" + "ab" * 32
ADDRESS = "0x52908400098527886E0F7030069857D2E4169EE7"
WITHDRAWALS = "Date(UTC+0),Coin,Network,Amount,Fee,Address,TXID,Status\n"
WITHDRAWAL = f"2022-12-08 02:14:09,USDT,ETH,5000,1,{ADDRESS},{TXID},Completed\n"
DEPOSITS = "Date(UTC+0),Coin,Network,Amount,Address,TXID,Status\n"
DEPOSIT = f"2022-12-07 02:14:09,USDT,ETH,777,{ADDRESS},{TXID},Completed\n"


def told(statement: Statement, code: str) -> list[dict[str, object]]:
    return [warning.params for warning in statement.warnings if warning.code == code]


def test_a_second_list_in_a_file_is_read_under_its_own_header() -> None:
    text = WITHDRAWALS + WITHDRAWAL + "\nDeposits\n" + DEPOSITS + DEPOSIT
    statement, rows = whole(text)
    assert [(row["line"], row["kind"], row["amount"], row["txid"]) for row in rows] == [
        (2, "exchange_withdrawal", "5000", TXID),
        (6, "deposit", "777", TXID),
    ]
    assert told(statement, "further_list") == [{"line": 5, "format": "binance_deposits"}]
    assert (statement.tally.rows, statement.tally.read) == (3, 2)


def test_a_second_list_has_a_zone_and_an_order_of_columns_of_its_own() -> None:
    other = "Status,TXID,Address,Fee,Amount,Network,Coin,Date(UTC+8)\n"
    text = WITHDRAWALS + WITHDRAWAL + other + ",".join(reversed(WITHDRAWAL.rstrip("\n").split(","))) + "\n"
    _, rows = whole(text)
    assert [(row["at"], row["amount"], row["fee"]) for row in rows] == [
        ("2022-12-08T02:14:09+00:00", "5000", "1"),
        ("2022-12-07T18:14:09+00:00", "5000", "1"),
    ]


def test_the_same_titles_in_another_zone_begin_another_list() -> None:
    _, rows = whole(WITHDRAWALS + WITHDRAWAL + WITHDRAWALS.replace("+0", "+8") + WITHDRAWAL)
    assert [row["at"] for row in rows] == ["2022-12-08T02:14:09+00:00", "2022-12-07T18:14:09+00:00"]


def test_a_header_that_comes_again_begins_nothing() -> None:
    statement, rows = whole(WITHDRAWALS + WITHDRAWAL + WITHDRAWALS + WITHDRAWAL)
    assert len(rows) == statement.tally.rows == 2
    assert statement.warnings == []


def test_rows_of_a_second_list_that_nobody_knows_are_left_out_by_name() -> None:
    odd = "When,What,Bonus,How much,To whom,Voucher,Word\n2022-12-09 02:14:09,USDT,ETH,9999,a,b,Completed\n"
    statement, rows = whole(WITHDRAWALS + WITHDRAWAL + odd + DEPOSITS + DEPOSIT)
    assert [row["amount"] for row in rows] == ["5000", "777"]
    assert statement.tally.skipped == {"other_list": 1}
    assert told(statement, "other_list") == [{"line": 3}]


@pytest.mark.parametrize("rows", [1, 400, 5000])
def test_a_long_list_is_followed_by_another_wherever_it_ends(rows: int) -> None:
    text = WITHDRAWALS + WITHDRAWAL * rows + DEPOSITS + DEPOSIT * rows
    statement, found = whole(text)
    assert [row["kind"] for row in found] == ["exchange_withdrawal"] * rows + ["deposit"] * rows
    assert statement.tally.rows == 2 * rows


def test_every_known_header_is_seen_as_one_when_it_comes_second() -> None:
    missed = []
    for form in known_formats():
        for line in form.headers:
            cells = line.replace("*", "BTC").split("|")
            if match(cells) is None:
                continue
            text = WITHDRAWALS + WITHDRAWAL + ",".join(f'"{cell}"' for cell in cells) + "\n" + "x," * len(cells) + "\n"
            statement, rows = whole(text)
            if len(rows) != 1 or not (told(statement, "further_list") or match(cells).name == "binance_withdrawals"):  # type: ignore[union-attr]
                missed.append((form.name, line))
    assert missed == []


def test_lists_that_follow_each_other_are_one_statement() -> None:
    text = WITHDRAWALS + WITHDRAWAL + DEPOSITS + DEPOSIT
    assert [statement.format for statement in read(text.encode(), "a.csv")] == ["binance_withdrawals"]


TYPED = Mapping({"When": "at", "What": "asset", "Kind": "type", "How much": "amount"}, zone="UTC")


def kinds(words: Sequence[str], amount: str = "5", mapping: Mapping = TYPED) -> tuple[Statement, dict[str, str]]:
    """What each word became; those that are left out are not there."""
    rows = "".join(f"2022-12-08,BTC,{word},{amount}\n" for word in words)
    statement, found = whole("When,What,Kind,How much\n" + rows, mapping=mapping)
    return statement, {words[row["line"] - 2]: row["kind"] for row in found}


WENT_OUT = (
    "Withdrawal", "Withdraw", "Sent", "Transfer out", "Outgoing", "Abhebung", "Auszahlung", "提币", "提现", "出金",
    "Çekme", "Prelievo", "Wypłata", "Uttag", "Opname", "Rút tiền", "Вывод средств", "Retiro", "Saque", "출금",
)  # fmt: skip
CAME_IN = (
    "Deposit", "Received", "Transfer in", "Income", "Inbound", "Mining payout", "Пополнение", "充币", "Yat\u0131rma",
    "Deposito", "Depósito", "Wpłata", "Storting", "Einzahlung", "入金", "Dépôt", "Insättning", "입금",
)  # fmt: skip
NEVER_WAS = ("Withdrawal failed", "Withdrawal cancelled", "Cancelled deposit", "Auszahlung storniert", "提现失败")
NOT_KNOWN = (
    "Checkout", "Refund without fee", "Withdrawal reversal (credit)", "Staking", "Umbuchung", "Deposit/Withdrawal",
    "Transfer to exchange", "Coin", "Absent", "Adjustment",
)  # fmt: skip


def test_words_for_rows_are_known_in_many_languages() -> None:
    _, found = kinds(WENT_OUT + CAME_IN)
    assert found == dict.fromkeys(WENT_OUT, "exchange_withdrawal") | dict.fromkeys(CAME_IN, "deposit")


def test_what_failed_is_no_movement_whatever_it_was_to_be() -> None:
    statement, found = kinds(NEVER_WAS)
    assert (found, statement.tally.skipped) == ({}, {"failed": len(NEVER_WAS)})


def test_words_that_nobody_knows_are_left_out_by_name_where_no_sign_tells() -> None:
    statement, found = kinds(NOT_KNOWN)
    assert (found, statement.tally.skipped) == ({}, {"unknown_type": len(NOT_KNOWN)})
    assert sorted(str(params["type"]) for params in told(statement, "unknown_type")) == sorted(NOT_KNOWN)


def test_a_minus_anywhere_tells_what_words_do_not() -> None:
    text = "When,What,Kind,How much\n2022-12-08,BTC,Umbuchung,5\n2022-12-08,BTC,Umbuchung,-6\n"
    _, rows = whole(text, mapping=TYPED)
    assert [(row["kind"], row["amount"]) for row in rows] == [("deposit", "5"), ("exchange_withdrawal", "6")]


def test_where_nothing_tells_the_direction_it_is_assumed_aloud() -> None:
    untyped = Mapping({"When": "at", "What": "asset", "How much": "amount"}, zone="UTC")
    statement, found = kinds(["a"], mapping=untyped)
    assert (found, told(statement, "direction_assumed")) == ({"a": "exchange_withdrawal"}, [{"assumed": "out"}])
    statement, found = kinds(["a"], "-5", untyped)
    assert (found, statement.warnings) == ({"a": "exchange_withdrawal"}, [])


def test_a_sign_that_cannot_be_there_tells_nothing() -> None:
    columns = {"When": "at", "What": "asset", "Kind": "type", "How much": "quantity"}
    statement, found = kinds(["Umbuchung"], mapping=Mapping(columns, zone="UTC", rows="by_sign"))
    assert (found, statement.tally.skipped) == ({}, {"unknown_type": 1})


def test_a_ledger_without_the_column_that_pairs_its_legs_is_not_known() -> None:
    titles = next(line for form in known_formats() if form.name == "gravity_transactions" for line in form.headers)
    assert match(titles.split("|")) is not None
    assert match(["x" + titles.split("|")[0], *titles.split("|")[1:]]) is None


HEADERLESS = "Buy,0.036979259 BTC,100.00 EUR,9/7/2017,Completed\nBuy,1 BTC,2700 EUR,21/7/2017,Completed\n"


def test_a_file_without_titles_keeps_its_first_row() -> None:
    with pytest.raises(UnknownFormat) as asked:
        whole(HEADERLESS)
    titles = [f"Column {place}" for place in range(1, 6)]
    assert (asked.value.params["titles"], asked.value.params["guessed"]) == (
        titles,
        {"Column 1": "type", "Column 2": "amount", "Column 4": "at"},
    )
    said = Mapping({"Column 2": "amount", "Column 4": "at"}, rows="out", zone="UTC", titles=tuple(titles))
    _, rows = whole(HEADERLESS, mapping=said)
    assert [(row["line"], row["amount"], row["asset"], row["at"][:10]) for row in rows] == [
        (1, "0.036979259", "BTC", "2017-07-09"),
        (2, "1", "BTC", "2017-07-21"),
    ]


def test_names_made_for_columns_are_nobodys_to_be_remembered_by() -> None:
    assert not are_titles([f"Column {place}" for place in range(1, 6)])
    assert not are_titles(["Name", "Ada Quill", "Column 3", "Column 4", "Column 5"])


def test_two_columns_of_one_title_are_told_apart() -> None:
    text = "When,Amount,Coin,,Amount,Coin\n2022-12-08,5,BTC,tip,9000,USDT\n"
    with pytest.raises(UnknownFormat) as asked:
        whole(text)
    titles = asked.value.params["titles"]
    assert titles == ["When", "Amount", "Coin", "Column 4", "Amount 2", "Coin 2"]
    meanings = dict(zip(titles, ("at", "in_amount", "in_asset", "note", "out_amount", "out_asset"), strict=True))
    for data, name in ((text.encode(), "a.csv"), (workbook([text]), "a.xlsx")):
        _, rows = whole(data, name, mapping=Mapping(meanings, zone="UTC", titles=tuple(titles)))
        assert [(row["amount"], row["asset"], row["quantity"], row["note"]) for row in rows] == [
            ("9000", "USDT", "5", "tip")
        ]


def test_the_first_look_shows_every_row_and_every_column() -> None:
    source = Source("a.csv", "a.csv", HEADERLESS.encode())
    titles, *rows = preview(Place(source), 5)
    assert (len(titles), [row[3] for row in rows]) == (5, ["9/7/2017", "21/7/2017"])


def workbook(sheets: Sequence[str]) -> bytes:
    """A workbook with a sheet for each text."""
    book = Workbook()
    for number, text in enumerate(sheets):
        sheet = book.create_sheet(f"List {number}")
        for line in text.splitlines():
            sheet.append(line.split(","))
    del book["Sheet"]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_the_encoding_is_the_one_in_which_the_header_is_known() -> None:
    line = next(line for form in known_formats() for line in form.headers if "Částka" in line)
    cells = line.split("|")
    text = ";".join(cells) + "\n" + ";".join("x" for _ in cells) + "\n"
    statement, _ = whole(text.encode("cp1250"))
    assert statement.encoding == "cp1250"
    assert not told(statement, "unknown_columns")


def test_one_bad_byte_costs_its_cell_not_the_file() -> None:
    bad = WITHDRAWAL.replace("Completed", "Complet\udcffed").encode("utf-8", "surrogateescape")
    data = WITHDRAWALS.encode() + WITHDRAWAL.encode() * 1000 + bad
    statement, rows = whole(data)
    assert (statement.encoding, len(rows), told(statement, "bytes_unreadable")) == ("utf-8", 1001, [{"rows": 1}])
    assert rows[-1]["status"] == "Complet\ufffded"


def test_a_byte_of_no_known_alphabet_makes_no_rare_one_of_the_file() -> None:
    bad = WITHDRAWAL.encode().replace(ADDRESS.encode(), b"\xff\xfe")
    statement, rows = whole((WITHDRAWALS + WITHDRAWAL).encode() + bad)
    assert statement.encoding != "cp1006"
    assert [row["amount"] for row in rows] == ["5000", "5000"]


def test_what_a_broken_download_leaves_is_marked_and_joins_nothing() -> None:
    text = (WITHDRAWALS + WITHDRAWAL * 20).encode()
    statement, rows = whole(text + bytes(500))
    assert (len(rows), statement.tally.rows, told(statement, "bytes_unreadable")) == (20, 20, [{"rows": 1}])
    statement, rows = whole(text + WITHDRAWAL.replace("5000", "50\0000").encode())
    assert (len(rows), statement.tally.ruined) == (20, 1)


def test_a_long_preamble_and_a_rare_delimiter_are_read() -> None:
    _, rows = whole("".join(f"Line {n} of a preamble\n" for n in range(200)) + WITHDRAWALS + WITHDRAWAL)
    assert [row["line"] for row in rows] == [202]
    statement, rows = whole((WITHDRAWALS + WITHDRAWAL).replace(",", "\x1f"))
    assert (statement.delimiter, len(rows)) == ("\x1f", 1)


def test_an_unknown_list_in_front_of_a_known_one_is_no_preamble() -> None:
    odd = "Kind,When,Coin,How much\nBonus,2022-12-01 01:00:00,BTC,5\nBonus,2022-12-02 01:00:00,BTC,6\n\n"
    statement, rows = whole(odd + WITHDRAWALS + WITHDRAWAL)
    assert [row["line"] for row in rows] == [6]
    assert (statement.tally.skipped, told(statement, "other_list")) == ({"other_list": 2}, [{"line": 2}])


def test_quotes_of_a_word_processor_hold_a_cell_together() -> None:
    header = "Date(UTC+0),Coin,Network,Amount,Fee,Address,TXID,Status"
    table = f"{header}\n2022-12-08 02:14:09,ETH,ETH,“1,5”,0.01,0xab,0xcd,Completed\n"
    _, rows = whole(table)
    assert [(row["amount"], row["to_address"]) for row in rows] == [("1.5", "0xab")]


def test_a_title_that_is_an_asset_names_what_is_traded() -> None:
    header = "Timestamp,Type,LTC,Subtotal,Fees,Total,Currency,Price Per Coin,Payment Method"
    _, rows = whole(f'{header}\n2017-09-15 06:13:18 -0700,Buy,2,100,"0,99",100.99,EUR,50,card\n')
    assert [(row["market"], row["quantity"], row["fee"], row["fee_asset"]) for row in rows] == [
        ("LTC/EUR", "2", "0.99", "EUR")
    ]


def test_the_fee_of_a_wallet_of_one_coin_is_in_that_coin() -> None:
    sample = next(sample for sample in samples() if sample.format == "electrum_history")
    _, rows = whole(sample.data, sample.file)
    assert {row["fee_asset"] for row in rows if "fee" in row} == {"BTC"}


def test_a_market_without_a_mark_whose_money_stands_first() -> None:
    sample = next(sample for sample in samples() if sample.file == "invented_poloniex_trades_newer.csv")
    _, rows = whole(sample.data, sample.file)
    assert [(row["market"], row["asset"], row["quote_asset"]) for row in rows] == [("DMG/USDT", "USDT", "USDT")]


def test_contracts_are_not_told_as_coins_that_left() -> None:
    """A hundred dollars of contracts are no hundred coins; what was lost by them is what left."""
    names = ("kind", "market", "asset", "amount", "quantity", "quote_asset")
    told = {
        sample.format: [{name: row.get(name) for name in names} for row in whole(sample.data, sample.file)[1]]
        for sample in samples()
        if sample.format in ("deribit_log", "bitmex_trades", "bybit_derivatives", "kucoin_positions")
    }
    trade = MovementKind.UNAUTHORISED_TRADE
    none = dict.fromkeys(("asset", "amount", "quantity", "quote_asset"))
    assert told["deribit_log"][1] == none | {"kind": trade, "market": "BTC-PERPETUAL", "asset": "BTC"}
    assert told["bitmex_trades"] == [none | {"kind": trade, "market": "XBTUSD"}]
    assert told["bybit_derivatives"][0] == {
        "kind": trade, "market": "BTCUSDT", "asset": "USDT", "amount": "0.1", "quantity": "0.01", "quote_asset": "USDT",
    }  # fmt: skip
    assert [(row["kind"], row["asset"], row["amount"]) for row in told["kucoin_positions"]] == [
        (trade, "USDT", "1530.11"),
        (trade, "BTC", None),
        (MovementKind.LIQUIDATION, "USDT", "803.5"),
    ]
