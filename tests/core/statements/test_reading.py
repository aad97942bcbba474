"""Whatever an export looks like: encodings, delimiters, preambles, zones, numbers, dates, what is ruined and why."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from incidents.core.errors import BadInput, UnknownFormat
from incidents.core.statements.headers import named_zone
from tests.core.statements.reading import read, whole

WITHDRAWALS = "Date(UTC+0),Coin,Network,Amount,Fee,Address,TXID,Status"
HASH = "0x" + "ab" * 32
ROW = f"2022-12-08 02:14:09,USDT,TRX,11903.10,1,TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t,{HASH},Completed"
FILE = f"{WITHDRAWALS}\n{ROW}\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_any_unicode_encoding_reads_the_same(encoding: str) -> None:
    _, rows = whole(FILE.encode(encoding))
    assert [(row["amount"], row["network"], row["txid"]) for row in rows] == [("11903.10", "tron", HASH)]


def test_a_legacy_encoding_is_recognised() -> None:
    header = "Čas,Pár,Strana,Cena,Provedeno,Částka,Poplatek\n"
    row = "2022-12-08 02:14:09,BTCUSDT,Nákup,16000,0.5BTC,8000USDT,0.1BNB\n"
    statement, rows = whole((header + row * 30).encode("cp1250"))
    assert statement.format == "binance_trades"
    assert {row["side"] for row in rows} == {"buy"}


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", "^"])
def test_any_delimiter(delimiter: str) -> None:
    statement, rows = whole(FILE.replace(",", delimiter))
    assert statement.delimiter == delimiter
    assert len(rows) == 1


def test_lines_before_the_header_and_after_the_rows() -> None:
    text = f"My account\nUser,somebody\n\n{WITHDRAWALS}\n{ROW}\n\n,,,,,,,\nTotal: 1\n"
    statement, rows = whole(text)
    assert [row["line"] for row in rows] == [5]
    assert (statement.tally.rows, dict(statement.tally.skipped)) == (2, {"not_a_row": 1})


def test_a_header_that_comes_again_is_no_row() -> None:
    statement, rows = whole(f"{FILE}{FILE}")
    assert (statement.tally.rows, [row["line"] for row in rows]) == (2, [2, 4])


def test_a_record_over_several_lines_is_one_row_and_keeps_its_raw_text() -> None:
    header = "User_ID,UTC_Time,Account,Operation,Coin,Change,Remark"
    text = f'{header}\n1,2022-12-08 02:14:09,Spot,Withdraw,BTC,-0.14,"two\nlines"\n'
    text += "1,2022-12-08 03:00:00,Spot,Deposit,BTC,1,\n"
    statement, rows = whole(text)
    assert [(row["line"], row["kind"]) for row in rows] == [(2, "exchange_withdrawal"), (4, "deposit")]
    assert rows[0]["raw"].endswith('"two\nlines"')
    assert statement.tally.rows == 2


def test_a_quote_that_is_never_closed_costs_one_row() -> None:
    bad = ROW.replace("USDT", '"USDT')
    statement, rows = whole(f"{WITHDRAWALS}\n{bad}\n" + f"{ROW}\n" * 200)
    assert len(rows) >= 200
    assert statement.tally.rows == 201


@pytest.mark.parametrize(
    ("header", "name", "told", "instant"),
    [
        ("Time(UTC+08:00)", "export.csv", None, "2022-12-07T18:14:09+00:00"),
        ("Time(UTC+08:00)", "export_UTC+02_00.csv", "Europe/Berlin", "2022-12-07T18:14:09+00:00"),
        ("Time", "export_UTC+02_00.csv", "Europe/Berlin", "2022-12-08T00:14:09+00:00"),
        ("Time", "export.csv", "Europe/Berlin", "2022-12-08T01:14:09+00:00"),
        ("Time", "export.csv", None, "2022-12-07T18:14:09+00:00"),
    ],
)
def test_the_zone_is_told_by_header_then_file_name_then_the_victim(
    header: str, name: str, told: str | None, instant: str
) -> None:
    text = f"UID,Account Type,{header},Coin,Amount,Fee,Withdrawal Address/Account,Transfer Network,Status,Remarks\n"
    text += "1,main,2022-12-08 02:14:09,USDT,5,1,addr,TRX,SUCCESS,\n"
    _, rows = whole(text, name, ZoneInfo(told) if told else None)
    assert (rows[0]["at"], rows[0]["at_text"]) == (instant, "2022-12-08 02:14:09")


def test_a_zone_nobody_tells_is_assumed_aloud() -> None:
    text = 'Symbol,Type,Quantity,Price,Value,Fees,Date\nBTC,Send,0.1,,€1.00,€0.00,"Dec 8, 2022, 2:14:09 AM"\n'
    statement, rows = whole(text)
    assert rows[0]["at"] == "2022-12-08T02:14:09+00:00"
    assert "zone_unknown" in {warning.code for warning in statement.warnings}
    assert "zone_unknown" not in {warning.code for warning in whole(text, zone=named_zone("UTC+1"))[0].warnings}


def test_local_time_that_happened_twice_is_said() -> None:
    text = "Timezone,Date,Time,Type,Currency,Amount,Quote Currency,Quote Price,Received / Paid Currency,"
    text += "Received / Paid Amount,Fee currency,Fee amount,Status,Transaction ID,Address\n"
    text += "Europe/Amsterdam,2023-10-29,02:30:00,withdrawal,ETH,-1,,,,,ETH,0,Completed,a,0x1\n"
    statement, rows = whole(text)
    assert rows[0]["at"] == "2023-10-29T00:30:00+00:00"
    assert "time_ambiguous" in {warning.code for warning in statement.warnings}


def test_an_id_that_a_spreadsheet_rounded_is_named_and_left_out_of_its_row() -> None:
    text = "Order ID,Trade ID,Trade Time,Pairs,Amount,Price,Total,taker/maker,Fee,unit\n"
    text += "8.38977E+18,7,2022-12-08 02:14:09,DMG-USDT,5,2,10,taker,0.1,USDT\n"
    text += "8389770000000000001,8,2022-12-08 02:14:09,DMG-USDT,5,2,10,taker,0.1,USDT\n"
    statement, rows = whole(text)
    assert [row.get("order_id") for row in rows] == [None, "8389770000000000001"]
    assert [row["quantity"] for row in rows] == ["5", "5"]
    told = {"line": 2, "why": "id_ruined_by_spreadsheet", "column": "Order ID", "cell": "8.38977E+18"}
    assert [warning.params for warning in statement.warnings if warning.code == "ruined"] == [told]
    assert (statement.tally.read, statement.tally.ruined) == (2, 0)


@pytest.mark.parametrize("cell", ["1.23E+25", "#######", "a lot", "1.2.3"])
def test_an_amount_that_is_none_is_never_guessed(cell: str) -> None:
    statement, rows = whole(FILE.replace("11903.10", cell))
    assert rows == []
    assert statement.tally.ruined == 1


def test_decimal_commas_and_thousands_are_told_by_the_file() -> None:
    text = "tradeCreatedAt;orderId;symbol;side;price;size;funds;fee;liquidity;feeCurrency;orderType\n"
    text += "17.11.2021 10:21:26;;AVAX-USDT;buy;95,317;57,7348;5.503,1079316;5,5031079316;taker;USDT;limit\n"
    _, rows = whole(text)
    assert (rows[0]["price"], rows[0]["quote_amount"]) == ("95.317", "5503.1079316")
    assert rows[0]["at"] == "2021-11-17T02:21:26+00:00"


def test_which_number_is_the_month_is_told_by_the_file() -> None:
    header = "#,DATE,CURRENCY,STATUS,AMOUNT,FEES,DESCRIPTION,TRANSACTION ID,NOTE\n"
    american = "".join(f"{n},0{n}-25-22 10:00:00,BTC,COMPLETED,-1,0,addr,{HASH},\n" for n in (1, 2))
    european = "".join(f"{n},25-0{n}-22 10:00:00,BTC,COMPLETED,-1,0,addr,{HASH},\n" for n in (1, 2))
    assert [row["at"] for row in whole(header + american)[1]] == [row["at"] for row in whole(header + european)[1]]


def test_what_failed_or_waits_is_skipped_aloud() -> None:
    text = FILE + ROW.replace("Completed", "Rejected") + "\n" + ROW.replace("Completed", "Pending") + "\n"
    statement, rows = whole(text)
    assert len(rows) == 1
    assert dict(statement.tally.skipped) == {"failed": 1, "pending": 1}
    assert [warning.params["line"] for warning in statement.warnings if warning.code == "pending"] == [4]


def test_a_withdrawal_that_stayed_inside_the_exchange_is_an_internal_transfer() -> None:
    _, rows = whole(FILE.replace(HASH, "Off-chain transfer 117890234"))
    assert (rows[0]["kind"], rows[0]["transfer_id"], "txid" in rows[0]) == ("internal_transfer", "117890234", False)


def test_a_type_that_nobody_knows_is_counted_and_named() -> None:
    text = "User_ID,UTC_Time,Account,Operation,Coin,Change,Remark\n1,2022-12-08 02:14:09,Spot,Moon Shot,BTC,-1,\n"
    statement, rows = whole(text)
    assert rows == []
    assert [w.params for w in statement.warnings if w.code == "unknown_type"] == [{"type": "Moon Shot", "rows": 1}]


def test_legs_of_a_trade_become_one_movement_with_its_fee() -> None:
    text = "User_ID,UTC_Time,Account,Operation,Coin,Change,Remark\n"
    text += "1,2022-12-08 02:14:09,Spot,Buy,DMG,2000,\n1,2022-12-08 02:14:09,Spot,Fee,BNB,-0.1,\n"
    text += "1,2022-12-08 02:14:09,Spot,Transaction Related,USDT,-160,\n1,2022-12-08 02:14:09,Spot,Buy,DMG,3000,\n"
    statement, rows = whole(text)
    (trade,) = rows
    assert (trade["market"], trade["side"], trade["quantity"], trade["amount"]) == ("DMG/USDT", "buy", "5000", "160")
    assert (trade["price"], trade["fee"], trade["fee_asset"]) == ("0.032", "0.1", "BNB")
    assert trade["raw"].count("\n") == 3
    assert dict(statement.tally.skipped) == {"part_of_trade": 3}


def test_legs_without_their_assets_are_no_movements() -> None:
    text = "txid,refid,time,type,subtype,aclass,COIN?,amount,fee,balance\n"
    text += "L1,R1,2022-12-08 02:14:09,trade,,currency,XXBT,-0.14,0,0\n"
    text += "L2,R1,2022-12-08 02:14:09,trade,,currency,ZEUR,9,0,9\n"
    statement, rows = whole(text)
    assert (rows, dict(statement.tally.skipped)) == ([], {"not_a_movement": 2})


@pytest.mark.parametrize("text", ["", "\n\n", "hello", "a,b\n1,2\n", "When,What,How much\n2022-12-08,USDT,5\n"])
def test_a_file_nobody_knows_is_refused_with_a_guess(text: str) -> None:
    with pytest.raises(UnknownFormat) as caught:
        list(read(text.encode(), "export.csv"))
    assert isinstance(caught.value.params["guessed"], dict)


def test_what_is_no_text_is_no_statement() -> None:
    with pytest.raises(BadInput, match="statement_not_text"):
        list(read(b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "shot.png"))


def test_instants_are_those_of_the_standard_library() -> None:
    _, rows = whole(FILE)
    assert datetime.fromisoformat(rows[0]["at"]) == datetime(2022, 12, 8, 2, 14, 9, tzinfo=ZoneInfo("UTC"))


def test_funding_that_a_ledger_tells_twice_is_read_once() -> None:
    text = "txid,refid,time,type,subtype,aclass,asset,amount,fee,balance\n"
    text += ",QABCDE-FGHIJ-KLMNOP,2022-12-08 02:14:09,withdrawal,,currency,XXBT,-0.14,0.0005,\n"
    text += "LABCDE-FGHIJ-KLMNOP,QABCDE-FGHIJ-KLMNOP,2022-12-08 02:15:09,withdrawal,,currency,XXBT,-0.14,0.0005,0\n"
    statement, rows = whole(text)
    assert [(row["line"], row["asset"], row["withdrawal_id"]) for row in rows] == [(3, "BTC", "QABCDE-FGHIJ-KLMNOP")]
    assert dict(statement.tally.skipped) == {"not_a_movement": 1}


def test_a_side_nobody_knows_is_not_guessed() -> None:
    text = "Date(UTC),Market,Type,Price,Amount,Total,Fee,Fee Coin\n"
    text += "2022-12-08 02:14:09,LTCBTC,SIDEWAYS,0.007,2,0.014,0.001,BNB\n"
    _, (row,) = whole(text)
    assert (row["market"], row["quantity"]) == ("LTC/BTC", "2")
    assert not {"side", "asset", "amount"} & row.keys()
