"""Cells that can be read in two ways: never a figure or a time that is decided in silence."""

import io
import zipfile

import pytest
from openpyxl import Workbook

from incidents.core.statements.headers import named_zone
from tests.core.statements.reading import whole

HEADER = "Date(UTC+0),Coin,Network,Amount,Fee,Address,TXID,Status"
ADDRESS, HASH = "0x52908400098527886E0F7030069857D2E4169EE7", "0x" + "ab" * 32


def row(at: str = "2022-12-08 02:14:09", amount: str = "5", fee: str = "1", txid: str = HASH) -> list[str]:
    return [at, "USDT", "ETH", amount, fee, ADDRESS, txid, "Completed"]


def file(*rows: list[str], delimiter: str = ",", header: str = HEADER) -> str:
    """A list of withdrawals."""
    lines = [header.split(","), *rows]
    return "".join(
        delimiter.join(f'"{cell}"' if delimiter in cell else cell for cell in cells) + "\n" for cells in lines
    )


def read(text: str) -> tuple[list[str | None], set[str]]:
    """The amounts of the file, and the codes of its warnings."""
    statement, rows = whole(text)
    return [movement.get("amount") for movement in rows], {warning.code for warning in statement.warnings}


@pytest.mark.parametrize(
    ("cells", "delimiter", "amounts", "warned"),
    [
        (["1.234,56", "5.000", "-7.001"], ";", ["1234.56", "5000", "7001"], set()),
        (["0,5", "1.234", "12"], ";", ["0.5", "1234", "12"], set()),
        (["0.5", "1.234", "12"], ";", ["0.5", "1.234", "12"], set()),
        (["0.5", "1,234"], ",", ["0.5", "1234"], set()),
        (["1.234", "5.000"], ";", ["1.234", "5.000"], {"decimal_mark_assumed"}),
        (["1,234", "5,000"], ",", ["1234", "5000"], {"decimal_mark_assumed"}),
        (["1,234", "5,000"], ";", ["1.234", "5.000"], {"decimal_mark_assumed"}),
        (["$1,234", "5"], ",", ["1234", "5"], {"decimal_mark_assumed"}),
        (["1,5", "1.5", "2,25"], "\t", ["1.5", "1.5", "2.25"], {"decimal_mark_assumed", "decimal_mark_mixed"}),
        (["1234.5"] * 500 + ["0,5"], "\t", ["1234.5"] * 500 + ["0.5"], {"decimal_mark_mixed"}),
    ],
)
def test_thousands_and_decimals_are_told_apart_or_the_doubt_is_said(
    cells: list[str], delimiter: str, amounts: list[str], warned: set[str]
) -> None:
    assert read(file(*(row(amount=cell) for cell in cells), delimiter=delimiter)) == (amounts, warned)


def test_digits_of_other_scripts_are_plain_digits() -> None:
    amounts, _ = read(file(row(amount="１２.５"), row(amount="٥")))
    assert amounts == ["12.5", "5"]


@pytest.mark.parametrize("cell", ["0x10", ADDRESS, HASH[2:], "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", "4e" + "12ab" * 15])
def test_what_is_no_number_is_none(cell: str) -> None:
    statement, rows = whole(file(row(amount=cell), row(fee=cell)))
    assert [(movement["amount"], movement.get("fee")) for movement in rows] == [("5", None)]
    assert statement.tally.ruins == [
        {"line": 2, "why": "amount_unreadable", "column": "Amount", "cell": cell},
    ]
    assert [w.params for w in statement.warnings if w.code == "fee_unreadable"] == [
        {"rows": 1, "line": 3, "column": "Fee", "cell": cell}
    ]


def test_a_movement_whose_id_alone_was_ruined_is_kept() -> None:
    statement, rows = whole(file(row(txid="8.38977E+18"), row(txid="#######"), row()))
    assert [(movement["amount"], movement.get("txid")) for movement in rows] == [("5", None), ("5", None), ("5", HASH)]
    assert [(ruin["line"], ruin["why"], ruin["cell"]) for ruin in statement.tally.ruins] == [
        (2, "id_ruined_by_spreadsheet", "8.38977E+18"),
        (3, "id_ruined_by_spreadsheet", "#######"),
    ]
    assert (statement.tally.rows, statement.tally.read, statement.tally.ruined) == (3, 3, 0)


def test_rows_that_are_put_together_by_a_ruined_id_are_lost() -> None:
    text = "txid,refid,time,type,subtype,aclass,asset,amount,fee,balance\n"
    text += "L1,1.23E+25,2022-12-08 02:14:09,trade,,currency,XXBT,-0.14,0,1\n"
    text += "L2,1.23E+25,2022-12-08 02:14:09,trade,,currency,ZUSD,2000,0,1\n"
    statement, rows = whole(text)
    assert (rows, statement.tally.ruined) == ([], 2)


def times(cells: list[str], header: str = HEADER, preamble: str = "", zone: str | None = None) -> list[str | None]:
    """The instants of the file."""
    told = named_zone(zone) if zone else None
    _, rows = whole(preamble + file(*(row(at=cell) for cell in cells), header=header), zone=told)
    return [str(movement["at"]).removesuffix("+00:00") for movement in rows]


def codes(cells: list[str], header: str = HEADER, preamble: str = "") -> set[str]:
    """The codes of the file's warnings."""
    statement, _ = whole(preamble + file(*(row(at=cell) for cell in cells), header=header))
    return {warning.code for warning in statement.warnings}


@pytest.mark.parametrize(
    ("cell", "instant"),
    [
        ("2022-12-08 02:14:09 (UTC+8)", "2022-12-07T18:14:09"),
        ("2022-12-08 02:14:09 (GMT-03:30)", "2022-12-08T05:44:09"),
        ("2022-12-08 02:14:09 (UTC)", "2022-12-08T02:14:09"),
        ("2022-12-08 02:14:09 (Asia/Tokyo)", "2022-12-07T17:14:09"),
        ("Thu Dec 08 2022 02:14:09 GMT+0100 (CET)", "2022-12-08T01:14:09"),
        ("2022-12-08 02:14:09 GMT+0100 (Central European Standard Time)", "2022-12-08T01:14:09"),
        ("2022年12月8日 2時14分9秒", "2022-12-08T02:14:09"),
        ("2022年12月8日 2時14分", "2022-12-08T02:14:00"),
        ("2022년 12월 8일", "2022-12-08T00:00:00"),
        ("2022년 12월 8일 2시 4분 9초", "2022-12-08T02:04:09"),
        ("2022. 12. 8. 오후 2:14:09", "2022-12-08T14:14:09"),
        ("2022/12/8 下午2:14", "2022-12-08T14:14:00"),
        ("2022/12/8 上午12:14:09", "2022-12-08T00:14:09"),
        ("2022年12月8日 午後2時14分9秒", "2022-12-08T14:14:09"),
        ("8. Mrz 2022 02:14", "2022-03-08T02:14:00"),
        ("20221208T021409Z", "2022-12-08T02:14:09"),
        ("20221208T021409+0800", "2022-12-07T18:14:09"),
        ("1670465649123456789", "2022-12-08T02:14:09.123456"),
    ],
)
def test_a_time_as_files_have_it(cell: str, instant: str) -> None:
    assert times([cell]) == [instant]
    assert codes([cell]) == set()


@pytest.mark.parametrize(
    "cell",
    [
        "2022-12-08 02:14:09 (local time)",
        "2022-12-08 02:14:09 UTC+1 (UTC+2)",
        "2022-12-08 02:14:09 CST",
        "2022-12-08 02:14:09 (CST)",
        "2022-12-08 02:1",
        "12345",
        "99999.5",
        "9999999999999999999",
    ],
)
def test_a_time_that_is_not_sure_is_no_time(cell: str) -> None:
    assert times([cell]) == []
    assert codes([cell]) == {"ruined"}


@pytest.mark.parametrize(
    ("cell", "instant", "warned"),
    [
        ("2022-12-08 02:14:09 EST", "2022-12-08T07:14:09", "zone_abbreviated"),
        ("2022-12-08 02:14:09 PST", "2022-12-08T10:14:09", "zone_abbreviated"),
        ("2022-12-08 02:14:09 (CET)", "2022-12-08T01:14:09", "zone_abbreviated"),
        ("44903.0932", "2022-12-08T02:14:12", "time_from_number"),
        ("44903,5", "2022-12-08T12:00:00", "time_from_number"),
    ],
)
def test_a_time_that_was_likely_meant_so_is_said_to_be_assumed(cell: str, instant: str, warned: str) -> None:
    assert times([cell]) == [instant]
    assert codes([cell]) == {warned}


@pytest.mark.parametrize(
    ("cells", "days", "warned"),
    [
        (["08-12-22", "25-12-22"], ["2022-12-08", "2022-12-25"], set()),
        (["22-12-08", "22-12-25"], ["2022-12-08", "2022-12-25"], set()),
        (["22-12-15", "22-12-25"], ["2022-12-15", "2022-12-25"], set()),
        (["10-12-22", "11-12-22"], ["2022-12-10", "2022-12-11"], {"day_month_assumed"}),
        (["10-12-22"], ["2010-12-22"], {"day_month_assumed"}),
        (["12/31/2022"], ["2022-12-31"], set()),
    ],
)
def test_years_of_two_digits_are_told_by_what_can_have_been(
    cells: list[str], days: list[str], warned: set[str]
) -> None:
    assert [str(time)[:10] for time in times([f"{cell} 02:14:09" for cell in cells])] == days
    assert codes([f"{cell} 02:14:09" for cell in cells]) == warned


OKX = "id,Time,Type,Amount,Before Balance,After Balance,Fee,Symbol\n1,2022-12-08 02:14:09,Withdrawal,-5,10,5,0,BTC\n"


@pytest.mark.parametrize(
    "line",
    ["Generated at 2022-12-09 10:00 UTC", "Period: 2022-01-01 - 2022-12-31 (GMT+1)", "Made for,UTC Trading Ltd", ""],
)
def test_one_time_before_the_header_is_not_the_zone_of_the_rows(line: str) -> None:
    statement, rows = whole(f"{line}\n{OKX}", zone=named_zone("Asia/Shanghai"))
    assert (statement.zone, rows[0]["at"]) == ("Asia/Shanghai", "2022-12-07T18:14:09+00:00")
    assert "zone_assumed" in {warning.code for warning in whole(f"{line}\n{OKX}")[0].warnings}


@pytest.mark.parametrize(
    ("line", "zone"),
    [
        ("Time zone,UTC+3", "+03:00"),
        ("All times are in GMT+3", "+03:00"),
        ("Generated at 2022-12-09 10:00 UTC. Timezone: Europe/Moscow", "Europe/Moscow"),
        ("(UTC+03:00)", "+03:00"),
        ("Zeitzone: Europe/Moscow", "Europe/Moscow"),
    ],
)
def test_a_line_that_speaks_of_the_zone_wins_over_what_the_victim_says(line: str, zone: str) -> None:
    statement, rows = whole(f"{line}\n{OKX}", zone=named_zone("Asia/Shanghai"))
    assert (statement.zone, rows[0]["at"]) == (zone, "2022-12-07T23:14:09+00:00")


def test_a_header_that_leaves_the_zone_open_asks_for_it() -> None:
    header = HEADER.replace("UTC+0", "UTCnull")
    assert codes(["2022-12-08 02:14:09"], header) == {"zone_unknown"}
    assert times(["2022-12-08 02:14:09"], header, zone="UTC+8") == ["2022-12-07T18:14:09"]
    assert codes(["2022-12-08 02:14:09"], header, "Time zone: UTC+8\n") == set()


def test_literals_of_spreadsheets_are_read_as_what_is_in_them() -> None:
    written = [f'="{cell}"' for cell in row(amount="1,000.10")]
    quoted = ['"' + cell.replace('"', '""') + '"' for cell in written]
    apostrophes = [f"'{cell}" for cell in row()]
    text = "".join(",".join(cells) + "\n" for cells in (HEADER.split(","), written, quoted, apostrophes))
    statement, rows = whole(text)
    assert [movement["amount"] for movement in rows] == ["1000.10", "1000.10", "5"]
    assert {(movement["asset"], movement["to_address"], movement["txid"]) for movement in rows} == {
        ("USDT", ADDRESS, HASH)
    }
    assert {movement["at"] for movement in rows} == {"2022-12-08T02:14:09+00:00"}
    assert rows[0]["raw"] == ",".join(written)
    assert statement.warnings == []


def test_a_last_line_without_the_status_that_others_have_is_not_done() -> None:
    cut = "2022-12-08 02:15:00,USDT,ETH,5000,1"
    for end in (cut, f"{cut},{ADDRESS},{HASH},"):
        statement, rows = whole(file(row(), row()) + end)
        assert [movement["amount"] for movement in rows] == ["5", "5"]
        assert dict(statement.tally.skipped) == {"unknown_status": 1}


def test_lists_without_any_status_are_done() -> None:
    statement, rows = whole(file([*row()[:-1], ""], [*row()[:-1], ""]))
    assert (len(rows), statement.warnings) == (2, [])


def test_a_last_line_that_was_cut_is_read_and_named() -> None:
    text = "txid,refid,time,type,subtype,aclass,asset,amount,fee,balance\n"
    text += "L1,R1,2022-12-08 02:14:09,withdrawal,,currency,XXBT,-0.14,0,1\n"
    statement, rows = whole(text + "L2,R2,2022-12-08 02:14:09,withdrawal,,currency,XXBT,-0.1")
    assert [movement["amount"] for movement in rows] == ["0.14", "0.1"]
    assert [warning.code for warning in statement.warnings] == ["cut_short"]


def workbook(*numbers: str) -> bytes:
    """A workbook with withdrawals, whose amounts stand in its XML as these texts."""
    book = Workbook()
    book.active.append(HEADER.split(","))
    for place in range(len(numbers)):
        book.active.append(row(amount=str(place)))
        book.active.cell(place + 2, 4, 424200 + place)
    book.save(made := io.BytesIO())
    out = io.BytesIO()
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            for place, number in enumerate(numbers):
                text = text.replace(f"<v>{424200 + place}</v>".encode(), f"<v>{number}</v>".encode())
            new.writestr(name, text)
    return out.getvalue()


def test_every_digit_in_a_workbook_counts_and_no_digit_is_made_up() -> None:
    written = {
        "1234567.123456789012345678": "1234567.123456789012345678",
        "838977123456789012": "838977123456789012",
        "7.9999999999999996E-6": "0.000008",
        "0.10000000000000001": "0.1",
        "1234567.1234567891": "1234567.1234567891",
        "5000": "5000",
        "1234567890123456": "1234567890123456",
    }
    _, rows = whole(workbook(*written), "export.xlsx")
    assert [movement["amount"] for movement in rows] == list(written.values())


@pytest.mark.parametrize("number", ["8.3897712345678902E+17", "838977123456789000", "1234567890123450", "1E+30"])
def test_a_number_that_a_workbook_rounded_is_ruined(number: str) -> None:
    statement, rows = whole(workbook(number), "export.xlsx")
    assert (rows, statement.tally.ruins[0]["why"]) == ([], "ruined_by_spreadsheet")
