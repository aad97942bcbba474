"""Personal facts are unreadable in the database, bound to their row, and survive a change of keys."""

import pytest
from django.db import connection

from incidents.core.errors import KeyMissing
from incidents.models import Account, Case
from incidents.models.fields import Sealed
from tests.factories import example_json
from tests.factories.cases import draft

pytestmark = pytest.mark.django_db

PLANTED = "Jane Planted Doe"


def raw_victim(case: Case) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT victim FROM incidents_case WHERE reference = %s", [case.reference])
        text: str = cursor.fetchone()[0]
    return text


def test_what_names_a_person_is_sealed_in_the_table_and_open_in_python() -> None:
    case = draft(victim={"legal_name": PLANTED})
    assert raw_victim(case).startswith("v1.")
    assert PLANTED not in raw_victim(case)
    assert Case.objects.get(id=case.id).victim == {"legal_name": PLANTED}


def test_values_and_filters_never_see_the_text() -> None:
    draft(accounts=[{"institution": "kucoin", "uid": "104417381"}])
    assert isinstance(Account.objects.values_list("uid", flat=True).get(), Sealed)
    with pytest.raises(TypeError):
        Account.objects.filter(uid="104417381").exists()
    with pytest.raises(TypeError):
        Account.objects.update(uid="104417381")


def test_a_value_moved_to_another_row_does_not_open() -> None:
    case, other = draft(victim={"legal_name": PLANTED}), draft()
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE incidents_case SET victim = %s WHERE reference = %s", [raw_victim(case), other.reference]
        )
    moved = Case.objects.get(id=other.id)
    with pytest.raises(KeyMissing):
        _ = moved.victim


def test_no_planted_name_in_any_row_of_any_table_security_row_49() -> None:
    case = draft(**{key: value for key, value in example_json().items() if key != "schema"})
    planted = ["Jane Doe", "jane.doe@example.org", "Musterstrasse", "104417381", "221208-1021-i00391", "7Q2X", "asleep"]
    with connection.cursor() as cursor:
        tables = [name for name in connection.introspection.table_names(cursor) if name.startswith("incidents_")]
        dump = ""
        for table in tables:
            cursor.execute(f"SELECT * FROM {table}")  # noqa: S608
            dump += str(cursor.fetchall())
    assert case.reference in dump
    assert [word for word in planted if word in dump] == []


class TestRotationSecurityRow48:
    def test_a_new_key_writes_and_the_old_one_still_reads(self, settings: object) -> None:
        case = draft(victim={"legal_name": PLANTED})
        old = settings.FIELD_KEYS  # type: ignore[attr-defined]
        settings.FIELD_KEYS = [("new", b"n" * 32), *old]  # type: ignore[attr-defined]
        again = Case.objects.get(id=case.id)
        assert again.victim["legal_name"] == PLANTED
        again.save()
        assert raw_victim(case).startswith("v1.new.")
        settings.FIELD_KEYS = [("new", b"n" * 32)]  # type: ignore[attr-defined]
        assert Case.objects.get(id=case.id).victim["legal_name"] == PLANTED

    def test_without_its_key_a_value_raises_and_nothing_is_returned(self, settings: object) -> None:
        case = draft(victim={"legal_name": PLANTED})
        settings.FIELD_KEYS = [("other", b"o" * 32)]  # type: ignore[attr-defined]
        with pytest.raises(KeyMissing):
            _ = Case.objects.get(id=case.id).victim
