"""The lists in an upload: each by itself, under a number that stays."""

import io
import zipfile

import pytest
from openpyxl import Workbook
from openpyxl.chart import BarChart

from incidents.core.errors import BadInput, UnknownFormat
from incidents.core.statements.mapping import Mapping
from incidents.core.statements.places import places
from incidents.core.statements.preview import preview
from incidents.core.statements.sheets import sheet_rows

KNOWN = "Date(UTC+0),Coin,Network,Amount,Fee,Address,TXID,Status\n2022-12-08 02:14:09,ETH,ETH,1,0,0xab,,Completed\n"
ODD = "When;What;How much\n2022-12-08 02:14:09;USDT;5\n"


def workbook() -> bytes:
    book, file = Workbook(), io.BytesIO()
    for title, text, mark in (("Notes", "", ","), ("Odd", ODD, ";"), ("Out", KNOWN, ",")):
        sheet = book.create_sheet(title)
        for line in text.splitlines():
            sheet.append(line.split(mark))
    del book["Sheet"]
    book.save(file)
    return file.getvalue()


def upload() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("picture.png", b"\x89PNG\r\n\x1a\n\0\0\0\0")
        archive.writestr("jan/odd.csv", ODD)
        archive.writestr("book.xlsx", workbook())
        archive.writestr("known.csv", KNOWN)
    return file.getvalue()


def test_every_file_and_every_sheet_has_a_place_and_a_name() -> None:
    found = list(places(upload(), "all.zip"))
    assert [place.name for place in found] == [
        "picture.png",
        "jan/odd.csv",
        "book.xlsx, Notes",
        "book.xlsx, Odd",
        "book.xlsx, Out",
        "known.csv",
    ]
    assert [place.is_readable for place in found] == [False, True, True, True, True, True]


def test_a_list_is_opened_by_itself() -> None:
    _, odd, empty, odd_sheet, known_sheet, known = places(upload(), "all.zip")
    for place in (known_sheet, known):
        table = place.open()
        assert (table.format, [len(batch) for batch in table.batches]) == ("binance_withdrawals", [1])
    for place in (odd, odd_sheet):
        with pytest.raises(UnknownFormat) as refused:
            place.open()
        assert refused.value.params["titles"] == ["When", "What", "How much"]
        mapping = Mapping({"When": "at", "What": "asset", "How much": "amount"}, rows="out")
        assert [len(batch) for batch in place.open(None, mapping).batches] == [1]
    with pytest.raises(UnknownFormat):
        empty.open()


def test_titles_are_those_of_the_sheets_that_are_opened() -> None:
    file, book = io.BytesIO(), Workbook()
    book.create_chartsheet("A chart", 0).add_chart(BarChart())
    book.create_sheet("Out & <in>")
    book.create_sheet("Hidden").sheet_state = "hidden"
    for sheet in book.worksheets:
        sheet.append([sheet.title, "b"])
    book.save(file)
    found = list(places(file.getvalue(), "a.xlsx"))
    titles = [next(sheet_rows(file.getvalue(), place.sheet or 0)).rows[0][0] for place in found]
    assert [place.title for place in found] == titles == ["Sheet", "Out & <in>", "Hidden"]


@pytest.mark.parametrize("broken", [b"", b"<workbook", b"<workbook/>"])
def test_a_workbook_without_contents_is_unreadable(broken: bytes) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("xl/workbook.xml", broken)
    with pytest.raises(BadInput, match="archive_unreadable"):
        list(places(file.getvalue(), "a.xlsx"))


def test_a_first_look_shows_the_list_that_was_asked_about() -> None:
    _, odd, _, odd_sheet, _, known = places(upload(), "all.zip")
    assert preview(odd, 5) == preview(odd_sheet, 5) == [line.split(";") for line in ODD.splitlines()]
    assert preview(known, 5)[0][0] == "Date(UTC+0)"
