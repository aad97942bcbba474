"""An erased case says nothing any more, on no table and in no file, and the trail still holds."""

from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from incidents.core.errors import NotFound
from incidents.core.record_parts import Evidence as Said
from incidents.core.vocabulary import OPERATOR, JobState
from incidents.models import Case, Document, Event
from incidents.services import cases, codes, erasing, evidence, papers
from tests.factories import example_json
from tests.factories.cases import draft

pytestmark = pytest.mark.django_db

SAID = ("DMG/USDT", "0xd2276af80582cac230edc4c42e9a9c096f3c09aa", "coinbase", "kucoin", "DE", "Europe/Berlin")


def everything_of(case: Case) -> str:
    dump = ""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table.startswith("incidents_"):
                cursor.execute(f"SELECT * FROM {table}")  # noqa: S608
                dump += str(cursor.fetchall())
    return dump


def test_rows_and_files_go_and_the_trail_stays() -> None:
    case = draft(**{key: value for key, value in example_json().items() if key not in {"schema", "evidence"}})
    evidence.keep(by=OPERATOR, case=case, file=BytesIO(b"a,b\n1,2\n"), said=Said(file="a.csv"))
    code = cases.issue_code(by=OPERATOR, case=case)
    cases.submit(by=OPERATOR, case=case)
    papers.build(by=OPERATOR, job=Document.objects.get(kind="movements_csv").id)
    before = Event.objects.count()
    folders = [
        Path(settings.STORAGES[kind]["OPTIONS"]["location"]) / str(case.id) for kind in ("evidence", "documents")
    ]
    assert all(any(folder.iterdir()) for folder in folders)
    assert all(word in everything_of(case) for word in SAID)

    done = erasing.erase(by=OPERATOR, reference=case.reference)
    assert done["files"] == 2
    assert not any(any(folder.iterdir()) for folder in folders if folder.exists())
    left = everything_of(case)
    assert [word for word in SAID if f"'{word}'" in left or f'"{word}"' in left] == []
    assert "v1." not in left
    assert Event.objects.count() == before + 1
    assert not Document.objects.filter(case=case, state__in=(JobState.QUEUED, JobState.RUNNING)).exists()
    with pytest.raises(NotFound):
        codes.open_with_code(by=OPERATOR, reference=case.reference, code=code, address="1")
    with pytest.raises(NotFound):
        erasing.erase(by=OPERATOR, reference=case.reference)


def test_another_case_is_left_alone() -> None:
    case, other = draft(victim={"legal_name": "A"}), draft(victim={"legal_name": "B"})
    erasing.erase(by=OPERATOR, reference=case.reference)
    assert Case.objects.get(id=other.id).victim == {"legal_name": "B"}
