"""One file for one company: numbers and addresses of those who agreed, no names, no formulas."""

import csv
import io

import pytest

from incidents.core.errors import NotFound
from incidents.core.vocabulary import CaseState, DocumentKind, JobState
from incidents.models import Case, Document, Event
from incidents.services import desk_files, papers
from tests.factories import transfer
from tests.factories.desk import OPEN, actor_of, person, waiting

pytestmark = pytest.mark.django_db


def made(txid: str, **members: object) -> Case:
    """A case with a letter to Coinbase whose list is made by the worker's own code."""
    row = transfer("deposit", txid=txid * 32, memo="=HYPERLINK(1)")
    case = waiting(movements=[row], victim={"legal_name": "Nadia Brandt", "email": "nadia@example.org"}, **members)
    for paper in Document.objects.filter(case=case, kind=DocumentKind.IDENTIFIERS_CSV, state=JobState.QUEUED):
        assert papers.build(by=actor_of(person()), job=paper.id) == "done"
    return case


def table() -> list[dict[str, str]]:
    found = desk_files.identifiers(
        by=actor_of(person()), institution="coinbase", cases=desk_files.shareable("coinbase")
    )
    text = b"".join(found.pieces).decode("utf-8-sig")
    assert "Nadia" not in text
    assert "nadia@" not in text
    return list(csv.DictReader(io.StringIO(text)))


def test_every_agreeing_case_in_one_table_and_cells_stay_text_row_4() -> None:
    one, two = made("ab"), made("cd")
    rows = table()
    assert [row["case"] for row in rows] == [one.reference, two.reference]
    assert rows[1]["txid"] == "cd" * 32
    assert {row["memo"] for row in rows} == {"'=HYPERLINK(1)"}
    assert Event.objects.filter(kind="identifiers_exported").count() == 2
    assert desk_files.companies() == [("coinbase", 2)]


@pytest.mark.parametrize("missing", ["share_with_institutions", "staff_access"])
def test_nobody_is_in_it_who_did_not_agree(missing: str) -> None:
    case = made("ab")
    Case.objects.filter(id=case.id).update(consents=OPEN | {missing: False})
    with pytest.raises(NotFound):
        table()
    assert desk_files.companies() == []


def test_neither_unconfirmed_cases_nor_withdrawn_letters() -> None:
    case = made("ab")
    Case.objects.filter(id=case.id).update(state=CaseState.UNCONFIRMED)
    assert not desk_files.shareable("coinbase").exists()
    Case.objects.filter(id=case.id).update(state=CaseState.SUBMITTED)
    assert len(table()) == 1
    Document.objects.filter(case=case).update(withdrawn_at=case.created_at)
    with pytest.raises(NotFound):
        table()
