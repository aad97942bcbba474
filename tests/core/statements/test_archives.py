"""Archives and spreadsheets: what lies inside is read, bombs are refused before they unfold."""

import gzip
import io

import pytest
from openpyxl import Workbook

from incidents.core.errors import BadInput, TooMany
from incidents.core.statements import archives
from incidents.core.statements.archives import sources
from tests.core.statements.reading import read, whole
from tests.factories.archives import tarred, zipped

HEADER = "Date(UTC),Coin,Network,Amount,Fee,Address,TXID,Status"
ROW = f"2022-12-08 02:14:09,USDT,TRX,5,1,TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t,{'ab' * 32},Completed"
CSV = f"{HEADER}\n{ROW}\n".encode()


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (zipped({"a/withdrawals.csv": CSV, "__MACOSX/._withdrawals.csv": b"\0\1"}), "export.zip"),
        (gzip.compress(CSV), "withdrawals.csv.gz"),
        (gzip.compress(tarred({"withdrawals.csv": CSV})), "export.tar.gz"),
        (tarred({"withdrawals.csv": CSV}), "export.tar"),
        (zipped({"inner.zip": zipped({"withdrawals.csv": CSV})}), "outer.zip"),
    ],
)
def test_a_statement_inside_an_archive_is_read(data: bytes, name: str) -> None:
    statement, rows = whole(data, name)
    assert statement.source.path.endswith("withdrawals.csv")
    assert [row["amount"] for row in rows] == ["5"]


def test_every_statement_in_an_archive_is_read_and_what_is_none_is_left() -> None:
    data = zipped({"one.csv": CSV, "two.csv": CSV, "notes.txt": b"hello there"})
    found = []
    for statement in read(data, "export.zip"):
        list(statement.batches)
        found.append((statement.source.name, statement.tally.read))
    assert found == [("one.csv", 1), ("two.csv", 1)]


def test_a_bomb_is_refused_before_it_unfolds() -> None:
    bomb = zipped({"bomb.csv": b"0" * 30_000_000})
    assert len(bomb) < 100_000
    with pytest.raises(TooMany, match="archive_too_large"):
        list(sources(bomb, "bomb.zip"))
    with pytest.raises(TooMany, match="archive_too_large"):
        list(sources(gzip.compress(b"0" * 30_000_000), "bomb.gz"))


def test_a_declared_size_is_not_believed() -> None:
    data = bytearray(zipped({"bomb.csv": b"0" * 30_000_000}))
    for mark in (b"PK\x01\x02", b"PK\x03\x04"):
        at = data.index(mark) + (24 if mark == b"PK\x01\x02" else 22)
        data[at : at + 4] = (10).to_bytes(4, "little")
    with pytest.raises((TooMany, BadInput)):
        list(sources(bytes(data), "bomb.zip"))


def test_too_deep_or_too_many_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    nested = CSV
    for _ in range(archives.DEEPEST + 1):
        nested = zipped({"inner.zip": nested})
    with pytest.raises(TooMany, match="archive_too_deep"):
        list(sources(nested, "deep.zip"))
    monkeypatch.setattr(archives, "MOST_MEMBERS", 3)
    with pytest.raises(TooMany, match="archive_too_many_files"):
        list(sources(zipped({f"{n}.csv": CSV for n in range(5)}), "many.zip"))


@pytest.mark.parametrize(
    "data", [b"PK\x03\x04 nothing more", b"\x1f\x8b\x08 nothing more", zipped({"a.csv": CSV})[:-40]]
)
def test_a_broken_archive_is_bad_input(data: bytes) -> None:
    with pytest.raises(BadInput, match="archive_unreadable"):
        list(sources(data, "broken"))


def test_members_of_an_archive_are_never_written_to_disk_so_their_names_do_no_harm() -> None:
    statement, rows = whole(zipped({"../../etc/passwd.csv": CSV}), "export.zip")
    assert (statement.source.name, len(rows)) == ("passwd.csv", 1)


def sheet(rows: list[list[object]]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)  # type: ignore[union-attr]
    book.create_sheet("Notes").append(["nothing", "here"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_spreadsheet_is_read_row_by_row_with_exact_digits() -> None:
    cells: list[object] = list(ROW.split(","))
    cells[3], cells[4] = 0.00000476, 1
    statement, rows = whole(sheet([["My withdrawals"], [], HEADER.split(","), cells]), "export.xlsx")
    assert (statement.encoding, statement.tally.rows) == ("xlsx", 1)
    assert (rows[0]["amount"], rows[0]["fee"], rows[0]["line"]) == ("0.00000476", "1", 4)


def test_an_id_too_long_for_a_spreadsheet_is_ruined() -> None:
    header = ["Order ID", "Trade ID", "Trade Time", "Pairs", "Amount", "Price", "Total", "taker/maker", "Fee", "unit"]
    row = [8389770000000000000, "7", "2022-12-08 02:14:09", "DMG-USDT", 5, 2, 10, "taker", 0.1, "USDT"]
    statement, rows = whole(sheet([header, row]), "export.xlsx")
    assert statement.tally.ruins[0]["why"] == "id_ruined_by_spreadsheet"
    assert "order_id" not in rows[0]


def test_a_spreadsheet_bomb_is_refused() -> None:
    bomb = zipped({"xl/workbook.xml": b"<workbook/>", "xl/sharedStrings.xml": b"0" * 30_000_000})
    with pytest.raises(TooMany, match="archive_too_large"):
        whole(bomb, "bomb.xlsx")


def test_a_broken_spreadsheet_is_bad_input() -> None:
    with pytest.raises(BadInput, match="archive_unreadable"):
        whole(zipped({"xl/workbook.xml": b"<workbook"}), "broken.xlsx")
