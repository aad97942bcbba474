"""The people page, the trail, and the command that makes the first administrator."""

import json
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from incidents.core.cipher import KeyRing
from incidents.core.desk_vocabulary import StaffRole
from incidents.core.vocabulary import OPERATOR
from incidents.models import Event, User
from incidents.services import events, rotation
from portal.env import key_ring
from portal.keys import new_field_key
from tests.factories.cases import draft
from tests.factories.desk import OPEN, waiting
from tests.factories.staff import PASSWORD, app_code, enter, member, signed_in
from tests.processes import Manage
from tests.web.test_staff_sign_in import is_inside, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def ann() -> Client:
    return signed_in(member(StaffRole.ADMINISTRATOR, username="ann"))


@pytest.fixture
def auditor() -> Client:
    return signed_in(member(StaffRole.AUDITOR, username="ada"))


def test_an_invitation_shows_its_code_once(ann: Client) -> None:
    sent = {"username": "carol", "email": "carol@example.org", "role": "supervisor"}
    page = words(ann.post("/staff/people/invite", sent))
    code = page.partition('id="one-time-code"')[2].partition(">")[2].partition("<")[0]
    assert code not in words(ann.get("/staff/people"))
    joined = Client().post("/staff/join", {"username": "carol", "code": code, "password": PASSWORD})
    assert joined["Location"] == "/staff/sign-in"
    assert User.objects.get(username="carol").role == StaffRole.SUPERVISOR


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"username": "ann"}, "taken"),
        ({"email": "x"}, "Enter an e-mail address"),
        ({"role": "owner"}, "Select a valid choice"),
        ({"username": ""}, "Enter a user name"),
    ],
)
def test_what_was_typed_stays_with_what_is_wrong(ann: Client, wrong: dict[str, str], message: str) -> None:
    sent = {"username": "dora", "email": "dora@example.org", "role": "support", **wrong}
    page = words(ann.post("/staff/people/invite", sent))
    assert message in page
    assert all(f'value="{value}"' in page for value in sent.values() if value and value != "owner")
    assert not User.objects.filter(username="dora").exists()


def test_forms_set_only_what_they_show_row_47(ann: Client) -> None:
    smuggled = {"is_superuser": "on", "is_staff": "on", "sessions_epoch": "7", "id": "1"}
    ann.post("/staff/people/invite", {"username": "eve", "email": "e@example.org", "role": "support", **smuggled})
    eve = User.objects.get(username="eve")
    ann.post(f"/staff/people/{eve.id}/change", {"do": "role", "role": "auditor", "username": "root", **smuggled})
    eve.refresh_from_db()
    assert (eve.username, eve.role, eve.is_superuser, eve.is_staff) == ("eve", "auditor", False, False)


def test_a_lost_factor_on_the_pages_row_39(ann: Client) -> None:
    user = member(username="carol")
    bob = signed_in(member(StaffRole.ADMINISTRATOR, username="bob"))
    change = f"/staff/people/{user.id}/change"
    assert ann.post(change, {"do": "ask"}).status_code == 302
    assert "Another administrator must decide" in words(ann.get(f"/staff/people/{user.id}"))
    ann.post(change, {"do": "approve"})
    assert "Two people are needed" in words(ann.get(f"/staff/people/{user.id}"))
    assert Authenticator.objects.filter(user=user).exists()
    assert "carol lost the second factor" in words(bob.get("/staff/people"))
    assert 'id="one-time-code"' in words(bob.post(change, {"do": "approve"}))
    assert not Authenticator.objects.filter(user=user).exists()


def test_a_button_that_is_not_there_does_nothing(ann: Client) -> None:
    user = member()
    ann.post(f"/staff/people/{user.id}/change", {"do": "promote"})
    ann.post(f"/staff/people/{user.id}/change", {"do": "role", "role": "owner"})
    assert not Event.objects.exists()


def test_the_trail_is_filtered_by_case_kind_and_person(auditor: Client) -> None:
    case, user = waiting(), member(username="dora")
    enter(user)
    by_case = words(auditor.get("/staff/trail", {"case": case.reference.lower()}))
    assert "case_opened" in by_case
    assert "signed_in" not in by_case
    by_kind = words(auditor.get("/staff/trail", {"kind": "signed_in"}))
    assert "dora" in by_kind
    assert "case_opened" not in by_kind
    by_person = words(auditor.get("/staff/trail", {"actor": "Dora"}))
    assert "app_code_used" in by_person
    assert "case_opened" not in by_person
    assert "No line fits" in words(auditor.get("/staff/trail", {"case": "RC-XXXX-XXXX"}))


def test_the_number_of_a_case_kept_from_staff_is_not_in_the_trail(auditor: Client) -> None:
    kept = waiting(consents=OPEN | {"staff_access": False})
    page = words(auditor.get("/staff/trail"))
    assert "case_opened" in page
    assert "kept from staff" in page
    assert kept.reference not in page
    assert "No line fits" in words(auditor.get("/staff/trail", {"case": kept.reference}))


def test_the_trail_is_paged_and_says_nothing_of_what_a_case_says(auditor: Client) -> None:
    draft(victim={"legal_name": "Quillfeather"})
    for _ in range(120):
        events.record(by=OPERATOR, kind="filler")
    page = words(auditor.get("/staff/trail"))
    assert page.count("<td>filler</td>") == 100
    older = words(auditor.get("/staff/trail?before=22"))
    assert older.count("<td>filler</td>") == 20
    assert "case_opened" in older
    assert "?before=22" in page
    assert "Quillfeather" not in page + older


def test_the_trail_takes_as_many_queries_for_few_lines_as_for_many(auditor: Client) -> None:
    counts = []
    for _ in range(2):
        for _ in range(30):
            events.record(by=OPERATOR, kind="filler", case=draft())
        with CaptureQueriesContext(connection) as queries:
            auditor.get("/staff/trail")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_an_auditor_sees_that_the_trail_is_whole_or_not(auditor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    draft()
    assert "The trail is whole" in words(auditor.post("/staff/trail/check"))
    monkeypatch.setattr("incidents.services.events.line_hash", lambda event: "0" * 64)
    assert "The trail is not whole" in words(auditor.post("/staff/trail/check"))


def test_keys_of_second_factors_are_rotated_row_48(settings: object, monkeypatch: pytest.MonkeyPatch) -> None:
    user = member()
    old = KeyRing(tuple(settings.FIELD_KEYS))  # type: ignore[attr-defined]
    new = key_ring(new_field_key(), "test")
    settings.FIELD_KEYS = [*new, *old.keys]  # type: ignore[attr-defined]
    rotation.rotate(by=OPERATOR)
    settings.FIELD_KEYS = new  # type: ignore[attr-defined]
    assert len(app_code(user)) == 6
    assert is_inside(enter(user))


def test_the_first_administrator_is_made_by_a_command_row_36(manage: Manage) -> None:
    made = manage("add_administrator", "ann", "ann@example.org")
    assert made.returncode == 0
    said = json.loads(made.stdout)
    assert said["username"] == "ann"
    assert said["role"] == "administrator"
    assert said["set_password"].endswith("/staff/join")
    assert said["code"] not in said["set_password"]
    again = manage("add_administrator", "Ann", "other@example.org")
    assert (again.returncode, again.stdout) == (2, "")
    weak = manage("add_administrator", "bob", "bob@example.org", "--password-stdin", stdin="short\n")
    assert weak.returncode == 2
    strong = manage("add_administrator", "bob", "bob@example.org", "--password-stdin", stdin=f"{PASSWORD}\n")
    assert "code" not in json.loads(strong.stdout)
    assert PASSWORD not in strong.stdout + strong.stderr


def test_staff_who_were_not_there_for_long_show_as_such(ann: Client) -> None:
    User.objects.filter(username="ann").update(last_login=timezone.now() - timedelta(days=40))
    assert "has not joined yet" not in words(ann.get("/staff/people"))
