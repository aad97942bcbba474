"""``read_statement``: what the file is on the first line, then a flat object a movement; statuses with a meaning."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from openpyxl import Workbook

from tests.factories import EXAMPLE

ORDERS = EXAMPLE / "evidence" / "filled_orders.csv"


def run(*arguments: str) -> list[dict[str, Any]]:
    out = io.StringIO()
    call_command("read_statement", *arguments, stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_the_first_line_says_what_the_file_is() -> None:
    head, *rows = run(str(ORDERS), "--window", "2022-12-08", "2022-12-09")
    assert {
        name: head[name] for name in ("format", "encoding", "delimiter", "zone", "rows", "read", "skipped", "ruined")
    } == {
        "format": "kucoin_orders",
        "encoding": "utf-8",
        "delimiter": ",",
        "zone": "UTC",
        "rows": 40,
        "read": 40,
        "skipped": 0,
        "ruined": 0,
    }
    assert head["warnings"] == []
    assert len(rows) == 40
    first = rows[0]
    assert {
        name: first[name] for name in ("kind", "market", "side", "price", "quantity", "amount", "asset", "line")
    } == {
        "kind": "unauthorised_trade",
        "market": "DMG/USDT",
        "side": "buy",
        "price": "0.0811",
        "quantity": "5035",
        "amount": "408.3385",
        "asset": "USDT",
        "line": 2,
    }
    assert first["raw"] == ORDERS.read_text(encoding="utf-8-sig").splitlines()[1]
    assert (first["suggested"], "in_window" in first["reasons"]) == (True, True)


def test_movements_come_in_the_order_of_the_file_whatever_they_are(tmp_path: Path) -> None:
    kinds = ("Withdraw", "Deposit", "Buy", "Transaction Spend")
    rows = [(n, kinds[n % 4], "BTC" if n % 4 < 3 else "USDT", -5 if n % 4 in (0, 3) else 5) for n in range(4000)]
    text = "".join(f"1,2022-12-08 0{n // 1000}:{n // 60 % 60:02}:00,Spot,{k},{c},{a},\n" for n, k, c, a in rows)
    file = tmp_path / "statement.csv"
    file.write_text("User_ID,UTC_Time,Account,Operation,Coin,Change,Remark\n" + text)
    head, *found = run(str(file))
    lines = [row["line"] for row in found]
    assert lines == sorted(lines)
    assert len(lines) == head["read"]


def test_ordinary_trades_are_there_and_not_suggested() -> None:
    _, *rows = run(str(ORDERS), "--window", "2021-12-08T00:00:00Z", "2021-12-09T00:00:00Z")
    assert {row["suggested"] for row in rows} == {False}
    assert {row["kind"] for row in rows} == {"unauthorised_trade"}


def test_the_zone_of_a_file_that_tells_none_is_that_of_the_option(tmp_path: Path) -> None:
    file = tmp_path / "bill.csv"
    file.write_text("uid,currency,tx_hash,to_address,amount,fee,withdraw_time\n1,usdt,h,a,5,1,2022-12-08 02:14:09\n")
    head, row = run(str(file), "--zone", "Asia/Tokyo")
    assert (head["zone"], row["at"], row["at_text"]) == (
        "Asia/Tokyo",
        "2022-12-07T17:14:09+00:00",
        "2022-12-08 02:14:09",
    )
    assert head["warnings"] == []
    assert [warning["code"] for warning in run(str(file))[0]["warnings"]] == ["zone_assumed"]


def test_an_unknown_format_is_status_3_with_a_guess(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "odd.csv"
    file.write_text("When,What,How much,Hash\n2022-12-08 02:14:09,USDT,5," + "ab" * 32 + "\n")
    out = io.StringIO()
    with pytest.raises(SystemExit) as stopped:
        call_command("read_statement", str(file), stdout=out)
    assert stopped.value.code == 3
    assert json.loads(out.getvalue())["guessed"]["Hash"] == "txid"


@pytest.mark.parametrize("arguments", [("--zone", "Moon/Base"), ("--window", "yesterday", "today")])
def test_options_that_mean_nothing_are_bad_input(arguments: tuple[str, ...]) -> None:
    with pytest.raises((CommandError, SystemExit)):
        run(str(ORDERS), *arguments)


def test_what_is_no_statement_at_all_is_bad_input(tmp_path: Path) -> None:
    file = tmp_path / "shot.png"
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    with pytest.raises(SystemExit) as stopped:
        run(str(file))
    assert stopped.value.code == 2


ODD = "When,What,How much\n2022-12-08 02:14:09,USDT,5\n"


def test_every_list_of_an_upload_that_nobody_knows_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "all.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("odd.csv", ODD)
        archive.writestr("orders.csv", ORDERS.read_bytes())
        archive.writestr("shot.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
        archive.writestr("more/odd.csv", ODD)
    out = io.StringIO()
    with pytest.raises(SystemExit) as stopped:
        call_command("read_statement", str(file), stdout=out)
    head, *rows, first, second = [json.loads(line) for line in out.getvalue().splitlines()]
    assert (stopped.value.code, head["format"], len(rows)) == (3, "kucoin_orders", 40)
    guessed = {"When": "at", "What": "asset", "How much": "amount"}
    assert [first, second] == [
        {"guessed": guessed, "file": "all.zip!odd.csv"},
        {"guessed": guessed, "file": "all.zip!more/odd.csv"},
    ]
    assert "shot.png: statement_not_text" in capsys.readouterr().err


def test_a_sheet_that_nobody_knows_is_named(tmp_path: Path) -> None:
    book, file = Workbook(), tmp_path / "all.xlsx"
    for title, text in (("Orders", ORDERS.read_text(encoding="utf-8-sig")), ("Odd", ODD), ("Notes", "Bye\n")):
        sheet = book.create_sheet(title)
        for line in text.splitlines():
            sheet.append(line.split(","))
    book.save(file)
    out = io.StringIO()
    with pytest.raises(SystemExit) as stopped:
        call_command("read_statement", str(file), stdout=out)
    lines = [json.loads(line) for line in out.getvalue().splitlines()]
    assert (stopped.value.code, lines[-1]["file"]) == (3, "all.xlsx, Odd")
    assert [line["format"] for line in lines if "format" in line] == ["kucoin_orders"]


def test_what_is_no_list_beside_one_is_said_and_no_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "all.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("readme.txt", "Hello there.\n")
        archive.writestr("orders.csv", ORDERS.read_bytes())
    assert len(run(str(file))) == 41
    assert "readme.txt: unknown_format" in capsys.readouterr().err


def test_a_broken_workbook_costs_itself_alone_and_nothing_at_all_is_unknown(tmp_path: Path) -> None:
    broken = io.BytesIO()
    with zipfile.ZipFile(broken, "w") as archive:
        archive.writestr("xl/workbook.xml", "<nothing")
    file = tmp_path / "all.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("broken.xlsx", broken.getvalue())
        archive.writestr("orders.csv", ORDERS.read_bytes())
    assert len(run(str(file))) == 41
    (tmp_path / "empty.csv").write_text("")
    out = io.StringIO()
    with pytest.raises(SystemExit) as stopped:
        call_command("read_statement", str(tmp_path / "empty.csv"), stdout=out)
    assert (stopped.value.code, json.loads(out.getvalue())["guessed"]) == (3, {})
