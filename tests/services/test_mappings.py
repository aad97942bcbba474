"""What a reader says of columns: theirs at once, offered to others, read by only where staff accepted it."""

from typing import Any

import pytest

from incidents.core.errors import NotAllowed, Stale
from incidents.core.statements.mapping import Mapping
from incidents.core.vocabulary import OPERATOR
from incidents.models import Case, Event, FormatProposal, Statement
from incidents.services import mappings, statements
from tests.factories.cases import draft
from tests.services.test_statements import read, upload

pytestmark = pytest.mark.django_db

TITLES = ("When", "Kind", "What", "How much", "Cost", "Hash")
RIGHT = {"When": "at", "Kind": "type", "What": "asset", "How much": "amount", "Cost": "fee", "Hash": "txid"}
SWAPPED = RIGHT | {"How much": "fee", "Cost": "amount"}
LINES = ";".join(TITLES) + "\n2022-12-08 02:14:09;withdrawal;USDT;5000;1;" + "ab" * 32 + "\n"


def said(columns: dict[str, str] | None = None, **more: Any) -> Mapping:
    return Mapping(columns or RIGHT, **{"zone": "UTC", "rows": "by_sign", "titles": TITLES} | more)


def kept(columns: dict[str, str] | None = None, **more: Any) -> FormatProposal:
    row = mappings.remember(by=OPERATOR, mapping=said(columns, **more))
    assert row is not None
    return row


def uploaded(case: Case | None = None, name: str = "odd.csv", text: str = LINES) -> Statement:
    return read(upload(case or draft(), text, name))


def accepted(row: FormatProposal) -> FormatProposal:
    mappings.accept(by=OPERATOR, proposal=row, seen=mappings.fingerprint(row))
    row.refresh_from_db()
    return row


def test_what_a_stranger_said_is_asked_about_and_reads_nobodys_file() -> None:
    kept(SWAPPED)
    statement = uploaded()
    assert (statement.needs, statement.rows_read) == ("mapping", 0)
    assert statement.mapping is not None
    assert statement.mapping["offered"] is True
    assert statement.mapping["guessed"] == SWAPPED


def test_the_next_file_of_the_same_case_is_read_as_its_owner_said() -> None:
    case = draft()
    first = uploaded(case)
    statements.read_again(by=OPERATOR, case=case, statement=first.id, mapping=said())
    read(first)
    kept(SWAPPED)
    other = uploaded(case, "other.csv", LINES.replace("5000", "7"))
    assert (other.needs, other.rows_read) == ("", 1)
    assert other.rows.get().amount == 7


def test_what_staff_accepted_reads_the_next_file_but_its_zone_is_asked_for() -> None:
    accepted(kept(zone="Asia/Tokyo"))
    statement = uploaded()
    assert (statement.needs, statement.rows_read) == ("zone", 1)
    assert statement.rows.get().amount == 5000


def test_what_staff_accepted_cannot_be_changed_by_a_stranger() -> None:
    row = accepted(kept())
    kept(SWAPPED)
    kept()
    row.refresh_from_db()
    assert (row.mapping["columns"], row.used, row.differed) == (RIGHT, 3, 1)


def test_what_staff_dismissed_stays_dismissed_and_is_offered_to_nobody() -> None:
    row = kept(SWAPPED)
    mappings.dismiss(by=OPERATOR, proposal=row)
    kept(SWAPPED)
    assert mappings.offered_for(TITLES) == {}
    mappings.take_up_again(by=OPERATOR, proposal=row)
    assert mappings.offered_for(TITLES) == SWAPPED
    assert mappings.known_for(TITLES, draft()) is None


def test_only_what_was_seen_is_accepted() -> None:
    row = kept()
    seen = mappings.fingerprint(row)
    kept(SWAPPED)
    with pytest.raises(Stale):
        mappings.accept(by=OPERATOR, proposal=row, seen=seen)
    row.refresh_from_db()
    assert row.accepted_at is None


@pytest.mark.parametrize("rows", ["out", "in", None])
def test_a_list_that_does_not_say_which_way_money_went_is_always_asked_about(rows: str | None) -> None:
    columns = {title: meaning for title, meaning in RIGHT.items() if meaning != "type"}
    row = kept(columns, rows=rows)
    with pytest.raises(NotAllowed):
        mappings.accept(by=OPERATOR, proposal=row, seen=mappings.fingerprint(row))


def test_the_same_header_in_another_spelling_is_offered_in_its_own() -> None:
    kept()
    assert mappings.offered_for(("WHEN (UTC+8)", "kind", "what", "how_much", "cost", "hash"))["how_much"] == "amount"


@pytest.mark.parametrize(
    "row",
    [
        ("2022-12-08", "withdrawal", "Ada Quill", "5000", "1", "ab" * 32),
        ("Name", "Ada Quill", "", "", "", ""),
        ("When", "Kind", "What", "ada@quill.example", "Cost", "Hash"),
        ("When", "Kind", "What", "DE89 3704 0044 0532 0130 00", "Cost", "Hash"),
        ("When", "Kind", "What", "How much", "Cost", "x" * 121),
        (
            "legal",
            "winner",
            "thank",
            "year",
            "wave",
            "sausage",
            "worth",
            "useful",
            "legal",
            "winner",
            "thank",
            "yellow",
        ),
    ],
)
def test_a_row_or_a_secret_taken_for_titles_is_not_remembered(row: tuple[str, ...]) -> None:
    mapping = Mapping({row[0]: "at", row[1]: "asset", row[3]: "amount"}, titles=row)
    assert mappings.remember(by=OPERATOR, mapping=mapping) is None
    assert not FormatProposal.objects.exists()
    assert not Event.objects.filter(kind="mapping_kept").exists()


def test_meanings_of_columns_that_are_not_there_are_not_remembered() -> None:
    assert mappings.remember(by=OPERATOR, mapping=said(RIGHT | {"Ada Quill": "note"})) is None


def test_every_decision_leaves_an_event() -> None:
    row = accepted(kept())
    mappings.dismiss(by=OPERATOR, proposal=row)
    mappings.take_up_again(by=OPERATOR, proposal=row)
    kinds = Event.objects.filter(details={"proposal": str(row.id)}).order_by("number").values_list("kind", flat=True)
    assert list(kinds) == ["mapping_kept", "mapping_accepted", "mapping_dismissed", "mapping_taken_up"]
