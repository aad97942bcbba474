"""A statement from the upload to the report: read by a job, reviewed by a person, merged over files, read again."""

import io
import json

import pytest

from incidents.core.errors import NotFound
from incidents.core.record_parts import Evidence as EvidencePart
from incidents.core.statements.mapping import Mapping
from incidents.core.vocabulary import OPERATOR, SYSTEM, JobState
from incidents.models import Case, Event, FormatProposal, Movement, Statement, StatementRow
from incidents.services import erasing, evidence, outbox, reviewing, statements
from incidents.services.snapshot import snapshot
from tests.factories.cases import draft

pytestmark = pytest.mark.django_db

HEADER = "Date(UTC),Pair,Side,Price,Executed,Amount,Fee"
TRADES = f"""{HEADER}
2022-11-01 10:00:00,BTCUSDT,BUY,16000.10,0.5BTC,8000.05USDT,0.0005BTC
2022-12-08 02:14:09,DMGUSDT,BUY,0.0811,5035DMG,408.3385USDT,0.1BNB
2022-12-08 02:14:10,DMGUSDT,BUY,0.0811,5035DMG,408.3385USDT,0.1BNB
2022-12-08 02:14:10,DMGUSDT,BUY,0.0811,5035DMG,408.3385USDT,0.1BNB
"""
WINDOW = {"from": "2022-12-08T00:00:00Z", "to": "2022-12-09T00:00:00Z"}
ODD = "When;What;How much;Hash\n2022-12-08 02:14:09;USDT;5;{}\n".format("ab" * 32)


def upload(case: Case, text: str, name: str = "trades.csv") -> Statement:
    file = io.BytesIO(text.encode())
    with outbox.held_back():
        kept = evidence.keep(by=OPERATOR, case=case, file=file, said=EvidencePart(file=name, title=name))
        found = statements.take(by=OPERATOR, case=case, evidence=kept)
    assert found is not None
    return found


def read(statement: Statement) -> Statement:
    assert statements.read(by=SYSTEM, job=statement.id) == "read"
    statement.refresh_from_db()
    return statement


def test_every_row_is_kept_with_its_line_and_what_looks_like_the_theft_is_suggested() -> None:
    statement = read(upload(draft(window=WINDOW), TRADES))
    assert (statement.state, statement.format, statement.zone) == (JobState.DONE, "binance_trades", "UTC")
    rows = list(reviewing.rows_of(statement))
    assert [row.line for row in rows] == [2, 3, 4, 5]
    assert [row.suggested for row in rows] == [False, True, True, True]
    assert [row.chosen for row in rows] == [False, True, True, True]
    said = json.loads(rows[1].sealed)
    assert said["raw"] == TRADES.splitlines()[2]
    assert said["price"] == "0.0811"
    assert "in_window" in rows[1].reasons.split()


def test_what_is_chosen_becomes_the_report_and_what_is_left_out_leaves_it() -> None:
    case = draft(window=WINDOW)
    statement = read(upload(case, TRADES))
    assert reviewing.accept(by=OPERATOR, case=case, statement=statement.id) == (3, 0)
    record = snapshot(case)
    assert [str(row.price) for row in record.movements] == ["0.0811"] * 3
    assert record.movements[0].origin is not None
    assert record.movements[0].origin.line == 3
    first = reviewing.rows_of(statement, chosen=True).first()
    assert first is not None
    assert reviewing.choose(by=OPERATOR, case=case, statement=statement.id, chosen=False, rows=[first.id]) == 1
    assert reviewing.accept(by=OPERATOR, case=case, statement=statement.id) == (0, 1)
    assert Movement.objects.filter(case=case).count() == 2
    assert reviewing.accept(by=OPERATOR, case=case, statement=statement.id) == (0, 0)


def test_rows_are_chosen_in_bulk_by_what_they_are() -> None:
    case = draft()
    statement = read(upload(case, TRADES))
    changed = reviewing.choose(by=OPERATOR, case=case, statement=statement.id, chosen=True, market="BTC/USDT")
    assert changed == 1
    assert Event.objects.filter(kind="rows_chosen").get().details["count"] == 1


def test_a_movement_that_two_files_tell_of_is_one_with_both_places() -> None:
    case = draft(window=WINDOW)
    first = read(upload(case, TRADES))
    reviewing.accept(by=OPERATOR, case=case, statement=first.id)
    later = f"{HEADER}\n" + "\n".join(reversed(TRADES.splitlines()[1:])) + "\n"
    second = read(upload(case, later, "again.csv"))
    assert reviewing.accept(by=OPERATOR, case=case, statement=second.id) == (0, 0)
    record = snapshot(case)
    assert len(record.movements) == 3
    assert all(row.origin is not None and len(row.origin.also) == 1 for row in record.movements)


def test_reading_twice_leaves_every_row_once() -> None:
    case = draft()
    statement = read(upload(case, TRADES))
    statements.read_again(by=OPERATOR, case=case, statement=statement.id, zone="Europe/Berlin")
    read(statement)
    assert StatementRow.objects.filter(case=case).count() == 4
    assert statements.read(by=SYSTEM, job=statement.id) == "not_mine"


def test_a_file_nobody_knows_is_asked_about_once_and_remembered() -> None:
    case = draft()
    statement = read(upload(case, ODD, "odd.csv"))
    assert statement.needs == "mapping"
    assert statement.mapping is not None
    assert statement.mapping["guessed"]["When"] == "at"
    columns = {"When": "at", "What": "asset", "How much": "amount", "Hash": "txid"}
    mapping = Mapping(columns, zone="UTC", rows="out", titles=tuple(columns))
    statements.read_again(by=OPERATOR, case=case, statement=statement.id, mapping=mapping)
    read(statement)
    assert statement.rows_read == 1
    assert FormatProposal.objects.get().headers == list(columns)
    other = read(upload(case, ODD.replace("USDT;5", "USDT;7"), "other.csv"))
    assert (other.needs, other.rows_read) == ("", 1)


def test_nothing_of_a_row_is_in_clear_but_what_lists_need() -> None:
    case = draft()
    read(upload(case, TRADES))
    stored = StatementRow.objects.values_list("sealed", flat=True)[0]
    assert "DMG" not in stored
    assert stored.startswith("v1.")


def test_another_case_cannot_touch_it_and_erasing_takes_all_of_it() -> None:
    case, other = draft(), draft()
    statement = read(upload(case, TRADES))
    with pytest.raises(NotFound):
        reviewing.choose(by=OPERATOR, case=other, statement=statement.id, chosen=True)
    with pytest.raises(NotFound):
        statements.read_again(by=OPERATOR, case=other, statement=statement.id, zone="UTC")
    erasing.erase(by=OPERATOR, reference=case.reference)
    assert not StatementRow.objects.exists()
    assert not Statement.objects.exists()
