"""An upload with several lists: each is read, asked about and read again by itself; none is dropped silently."""

import io

import pytest
from openpyxl import Workbook

from incidents.core.record_parts import Evidence as EvidencePart
from incidents.core.statements.mapping import Mapping
from incidents.core.vocabulary import OPERATOR, SYSTEM, JobState
from incidents.models import Case, Movement, Statement, StatementRow
from incidents.services import clock, evidence, outbox, reviewing, statement_files, statements
from tests.factories.archives import zipped
from tests.factories.cases import draft
from tests.services.test_rereading import LINES, MEANINGS, TITLES, WINDOW
from tests.services.test_statements import TRADES

pytestmark = pytest.mark.django_db

PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(60)
FILES: dict[str, bytes] = {
    "2022/trades.csv": TRADES.encode(),
    "2022/berlin.csv": LINES.encode(),
    "tokyo.csv": LINES.replace("0xb", "0xf").replace("Where", "To").encode(),
    "screen.png": PICTURE,
    "notes.txt": b"I called them on Monday,\nand again on Tuesday.\n",
}


def upload(case: Case, data: bytes, name: str = "all.zip") -> Statement:
    with outbox.held_back():
        kept = evidence.keep(by=OPERATOR, case=case, file=io.BytesIO(data), said=EvidencePart(file=name))
        found = statements.take(by=OPERATOR, case=case, evidence=kept)
    assert found is not None
    return found


def read_all(first: Statement) -> list[Statement]:
    """Whatever waits, as the workers take it, in an order of their own."""
    while waiting := list(Statement.objects.filter(evidence=first.evidence, state=JobState.QUEUED).order_by("-part")):
        for row in waiting:
            statements.read(by=SYSTEM, job=row.id)
    return list(Statement.objects.filter(evidence=first.evidence).order_by("part"))


def said(where: str, zone: str | None) -> Mapping:
    columns = {title if title != "Where" else where: meaning for title, meaning in MEANINGS.items()}
    return Mapping(columns, zone=zone, rows="out", titles=(*TITLES[:-1], where))


def test_every_list_is_there_under_its_name_and_what_nobody_knows_is_asked_about() -> None:
    rows = read_all(upload(draft(window=WINDOW), zipped(FILES)))
    assert [(row.name, row.needs, row.error_code, row.rows_read) for row in rows] == [
        ("2022/trades.csv", "", "", 4),
        ("2022/berlin.csv", "mapping", "", 0),
        ("tokyo.csv", "mapping", "", 0),
        ("screen.png", "", "statement_not_text", 0),
        ("notes.txt", "", "", 0),
    ]
    assert statement_files.first_look(rows[2], 1).titles == [*TITLES[:-1], "To"]


def test_a_movement_names_the_file_within_the_archive() -> None:
    """Line 2 of two lists are two places; what both tell is one movement with both places."""
    case = draft(window=WINDOW)
    first, second = read_all(upload(case, zipped({"a.csv": TRADES.encode(), "b.csv": TRADES.encode()})))
    for row in (first, second):
        reviewing.choose(by=OPERATOR, case=case, statement=row.id, chosen=False)
        line = StatementRow.objects.get(statement=row, line=2)
        reviewing.choose(by=OPERATOR, case=case, statement=row.id, rows=[line.id], chosen=True)
        reviewing.accept(by=OPERATOR, case=case, statement=row.id)
    (movement,) = Movement.objects.filter(case=case)
    (other,) = movement.origin["also"]
    assert (movement.origin["member"], movement.origin["line"]) == ("a.csv", 2)
    assert (other["member"], other["line"], other["evidence_sha256"]) == (
        "b.csv",
        2,
        movement.origin["evidence_sha256"],
    )


def test_a_first_look_says_how_a_list_is_read_now() -> None:
    trades, berlin, *_ = read_all(upload(draft(window=WINDOW), zipped(FILES)))
    known = statement_files.first_look(trades, 2)
    assert (known.meanings["Date(UTC)"], known.meanings["Side"], known.rows) == ("at", "side", "trade")
    assert len(known.lines) == 2
    assert statement_files.first_look(berlin, 2).meanings["How much"] == "amount"
    statements.read_again(by=OPERATOR, case=berlin.case, statement=berlin.id, mapping=said("Where", "UTC"))
    berlin.refresh_from_db()
    again = statement_files.first_look(berlin, 2)
    assert (again.meanings, again.rows) == (MEANINGS, "out")


def test_what_is_said_of_one_list_leaves_the_others_alone() -> None:
    case = draft(window=WINDOW)
    trades, berlin, tokyo, *_ = read_all(upload(case, zipped(FILES)))
    reviewing.accept(by=OPERATOR, case=case, statement=trades.id)
    kept = set(StatementRow.objects.filter(statement=trades).values_list("id", "movement"))
    for row, where, zone in ((berlin, "Where", "Europe/Berlin"), (tokyo, "To", None)):
        statements.read_again(by=OPERATOR, case=case, statement=row.id, mapping=said(where, zone))
    trades, berlin, tokyo, *_ = read_all(trades)
    assert (tokyo.needs, berlin.needs, trades.needs) == ("zone", "", "")
    statements.read_again(by=OPERATOR, case=case, statement=tokyo.id, zone="Asia/Tokyo")
    trades, berlin, tokyo, *_ = read_all(trades)
    assert [row.zone for row in (trades, berlin, tokyo)] == ["UTC", "Europe/Berlin", "Asia/Tokyo"]
    firsts = [reviewing.rows_of(row).order_by("line")[0].at for row in (berlin, tokyo)]
    assert [f"{at:%H:%M}" for at in firsts if at] == ["09:00", "01:00"]
    assert set(StatementRow.objects.filter(statement=trades).values_list("id", "movement")) == kept
    assert Movement.objects.filter(case=case).count() == 3


def test_columns_named_once_are_those_of_every_list_alike() -> None:
    months = {f"{month}.csv": LINES.replace("2022-12", f"2022-{month}").encode() for month in ("10", "11", "12")}
    first, *_ = read_all(upload(draft(window=WINDOW), zipped(months | {"other.csv": FILES["tokyo.csv"]})))
    statements.read_again(by=OPERATOR, case=first.case, statement=first.id, mapping=said("Where", "UTC"))
    assert [(row.needs, row.rows_read) for row in read_all(first)] == [("", 5), ("", 5), ("", 5), ("mapping", 0)]


def test_an_archive_that_breaks_off_says_so_and_keeps_what_came_before() -> None:
    data = zipped({"trades.csv": TRADES.encode(), "inner.zip": b"PK\x03\x04 broken"})
    rows = read_all(upload(draft(), data))
    assert [(row.rows_read, row.error_code) for row in rows] == [(4, ""), (0, "archive_unreadable")]
    (alone,) = read_all(upload(draft(), zipped({"inner.zip": b"PK\x03\x04 broken"})))
    assert alone.error_code == "archive_unreadable"


def test_sheets_are_lists_of_their_own() -> None:
    book, file = Workbook(), io.BytesIO()
    for title, text, mark in (("Trades", TRADES, ","), ("Mine", LINES, ";"), ("Empty", "", ",")):
        sheet = book.create_sheet(title)
        for line in text.splitlines():
            sheet.append(line.split(mark))
    del book["Sheet"]
    book.save(file)
    rows = read_all(upload(draft(), file.getvalue(), "book.xlsx"))
    assert [(row.name, row.needs, row.rows_read) for row in rows] == [
        ("Trades", "", 4),
        ("Mine", "mapping", 0),
        ("Empty", "", 0),
    ]


def test_dividing_twice_is_once() -> None:
    first = upload(draft(), zipped(FILES))
    statement_files.divide(by=SYSTEM, first=first)
    assert statement_files.divide(by=SYSTEM, first=first) == []
    Statement.objects.filter(id=first.id).update(state=JobState.RUNNING, lease_until=clock.now(), attempts=1)
    assert statements.read(by=SYSTEM, job=first.id) == "read"
    assert len(read_all(first)) == len(FILES)
