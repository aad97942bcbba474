"""Cells that can be read in two ways: never a figure or a time that is decided in silence."""

import pytest

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
