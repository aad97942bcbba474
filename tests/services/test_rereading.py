"""A history that is read again: the report stays tied to it, choices stay, and no attempt loses what another knew."""

from typing import Any

import pytest

from incidents.core.record_movement import Movement as Part
from incidents.core.statements.mapping import Mapping
from incidents.core.vocabulary import OPERATOR, SYSTEM, JobState
from incidents.models import Case, Event, Movement, Statement, StatementRow
from incidents.services import clock, facts, reviewing, statements
from incidents.services.rereading import Earlier
from incidents.services.statement_rows import RowWriter
from tests.factories.cases import draft
from tests.services.test_statements import read, upload

pytestmark = pytest.mark.django_db

TITLES = ("When", "Kind", "What", "How much", "Where")
MEANINGS = dict(zip(TITLES, ("at", "type", "asset", "amount", "address"), strict=True))
LINES = """When;Kind;What;How much;Where
2022-12-01 10:00:00;withdraw;ETH;1.5;0xa
2022-12-08 02:14:09;withdraw;USDT;5000;0xb
2022-12-08 02:15:00;withdraw;USDT;6000;0xc
2022-12-08 23:30:00;withdraw;BTC;0.25;0xd
2022-12-09 03:00:00;withdraw;BTC;0.5;0xe
"""
WINDOW = {"from": "2022-12-08T00:00:00Z", "to": "2022-12-09T00:00:00Z"}
BERLIN, TOKYO = "Europe/Berlin", "Asia/Tokyo"


def again(row: Statement, **said: Any) -> Statement:
    statements.read_again(by=OPERATOR, case=row.case, statement=row.id, **said)
    return read(row)


def mapping(**more: Any) -> Mapping:
    return Mapping(more.pop("columns", MEANINGS), rows="out", titles=TITLES, **more)


def history(case: Case | None = None, zone: str = "UTC", text: str = LINES, name: str = "list.csv") -> Statement:
    case = case or draft(window=WINDOW)
    row = read(upload(case, text, name))
    return again(row, mapping=mapping(zone=zone)) if row.needs else again(row, zone=zone)


def accept(row: Statement) -> tuple[int, int]:
    return reviewing.accept(by=OPERATOR, case=Case.objects.get(id=row.case_id), statement=row.id)


def choose(row: Statement, chosen: bool, *lines: int) -> None:
    rows = [item.id for item in reviewing.rows_of(row) if item.line in lines]
    reviewing.choose(by=OPERATOR, case=row.case, statement=row.id, rows=rows, chosen=chosen)


def chosen(row: Statement) -> set[int]:
    return set(reviewing.rows_of(row, chosen=True).values_list("line", flat=True))


def times(row: Statement) -> list[str]:
    return [str(item.at)[:16] for item in Movement.objects.filter(case=row.case).order_by("position")]


def test_what_is_in_the_report_is_corrected_and_not_added_again() -> None:
    row = history()
    assert accept(row) == (3, 0)
    before = set(Movement.objects.values_list("id", flat=True))
    again(row, zone=TOKYO)
    assert times(row) == ["2022-12-07 17:14", "2022-12-07 17:15", "2022-12-08 14:30"]
    assert set(Movement.objects.values_list("id", flat=True)) == before
    assert set(StatementRow.objects.exclude(movement=None).values_list("movement", flat=True)) == before
    assert accept(row) == (1, 0), "line 6 lies in the window now, and is new to the report"
    assert StatementRow.objects.filter(statement=row).count() == 5
    event = Event.objects.get(kind="report_read_again")
    assert event.details == {"statement": str(row.id), "corrected": 3}


def test_what_its_owner_changed_by_hand_stays_as_they_said() -> None:
    row = history()
    accept(row)
    first = Movement.objects.order_by("position")[0]
    said = Part.model_validate(first.to_part().given() | {"amount": "4999.5", "note": "the rest was a fee"})
    facts.change(by=OPERATOR, case=row.case, name="movements", fact=first.id, part=said)
    again(row, zone=TOKYO)
    first.refresh_from_db()
    assert (str(first.amount), first.note, str(first.at)[:16]) == ("4999.5", "the rest was a fee", "2022-12-07 17:14")
    assert accept(row) == (1, 0)


def test_a_line_that_is_no_movement_any_more_leaves_the_report_only_where_nobody_touched_it() -> None:
    row = history()
    accept(row)
    touched, other, *_ = Movement.objects.order_by("position")
    said = Part.model_validate(touched.to_part().given() | {"note": "this is the one"})
    facts.change(by=OPERATOR, case=row.case, name="movements", fact=touched.id, part=said)
    swapped = MEANINGS | {"How much": "", "What": "amount"}
    again(row, mapping=mapping(columns={title: word for title, word in swapped.items() if word}))
    assert row.rows_read == 0
    assert list(Movement.objects.filter(case=row.case)) == [touched]
    assert Event.objects.get(kind="report_read_again").details == {"statement": str(row.id), "gone": 2, "kept": 1}
    assert {"code": "report_gone", "rows": 2} in row.warnings
    again(row, mapping=mapping(zone="UTC"))
    assert chosen(row) == {3, 4, 5}
    assert accept(row) == (2, 0), "the one that stayed is tied to its line again"
    assert not Movement.objects.filter(id=other.id).exists()


def test_choices_made_by_hand_survive_and_suggestions_follow_the_new_times() -> None:
    row = history()
    choose(row, True, 2)
    choose(row, False, 4)
    again(row, zone="Pacific/Kiritimati")
    assert chosen(row) == {2, 5, 6}, "3 was only suggested, and is outside the window now; 6 is inside"
    again(row, zone="UTC")
    assert chosen(row) == {2, 3, 5}


def test_what_was_taken_out_of_the_report_on_another_page_does_not_come_back() -> None:
    row = history()
    accept(row)
    first = Movement.objects.order_by("position")[0]
    facts.remove(by=OPERATOR, case=row.case, name="movements", fact=first.id)
    again(row, zone=BERLIN)
    assert chosen(row) == {4, 5}
    assert accept(row) == (0, 0)


@pytest.mark.parametrize("step", ["set_aside", "add", "judge", "hand_over"])
def test_a_worker_that_is_killed_loses_nothing(step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    row = history()
    choose(row, True, 2)
    accept(row)
    choose(row, False, 3)
    statements.read_again(by=OPERATOR, case=row.case, statement=row.id, zone=BERLIN)
    owner: type = Earlier if hasattr(Earlier, step) else RowWriter
    real = getattr(owner, step)

    def killed(*given: Any) -> None:
        real(*given)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(owner, step, killed)
        for _ in range(2):
            with pytest.raises(KeyboardInterrupt):
                statements.read(by=SYSTEM, job=row.id)
            Statement.objects.filter(id=row.id).update(lease_until=clock.now())
    read(row)
    assert StatementRow.objects.filter(statement=row).count() == 5
    assert chosen(row) == {2, 4, 5}
    assert times(row) == ["2022-12-01 09:00", "2022-12-08 01:14", "2022-12-08 01:15", "2022-12-08 22:30"]
    assert accept(row) == (0, 1)


def test_a_worker_that_lost_its_lease_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    row = history()
    accept(row)
    statements.read_again(by=OPERATOR, case=row.case, statement=row.id, zone=BERLIN)
    real = RowWriter.add

    def slow(writer: RowWriter, *given: Any) -> None:
        monkeypatch.undo()
        statements.read_again(by=OPERATOR, case=row.case, statement=row.id, zone=TOKYO)
        assert statements.read(by=SYSTEM, job=row.id) == "read"
        real(writer, *given)

    monkeypatch.setattr(RowWriter, "add", slow)
    assert statements.read(by=SYSTEM, job=row.id) == "too_late"
    row.refresh_from_db()
    assert (row.state, row.zone) == (JobState.DONE, TOKYO)
    assert times(row)[0] == "2022-12-07 17:14"


def test_two_files_that_turn_out_to_tell_the_same_become_one() -> None:
    first = history(name="utc.csv")
    accept(first)
    shifted = LINES.replace(" 02:", " 03:")
    second = history(first.case, zone="UTC", text=shifted, name="local.csv")
    assert accept(second) == (2, 0), "one line has the same time in both"
    again(second, zone=BERLIN)
    assert Movement.objects.count() == 3
    joined = Movement.objects.order_by("position")[0]
    assert joined.origin is not None
    assert len(joined.origin["also"]) == 1
    assert {"code": "report_joined", "rows": 2} in second.warnings


def test_a_line_that_only_named_another_files_movement_lets_go_of_it() -> None:
    first = history(name="a.csv")
    accept(first)
    second = history(first.case, text=LINES + "\n", name="b.csv")
    assert accept(second) == (0, 0)
    again(second, zone=BERLIN)
    assert times(first) == ["2022-12-08 02:14", "2022-12-08 02:15", "2022-12-08 23:30"]
    assert all("also" not in (item.origin or {}) for item in Movement.objects.all())
    assert accept(second) == (3, 0)
