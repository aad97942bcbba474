"""Messages on the victim's side: behind her code only, answered without losing a word, checked by anybody."""

import pytest
from django.test import Client

from incidents.models import Case, Message
from incidents.services import cases, messages
from tests.factories.desk import actor_of, person, victim_of, waiting

pytestmark = pytest.mark.django_db
SEED = "abandon " * 11 + "about"


def inside(case: Case) -> Client:
    """A browser in which the case is open."""
    client = Client()
    client.post("/back", {"reference": case.reference, "code": cases.issue_code(by=victim_of(case), case=case)})
    return client


def asked(case: Case, text: str = "When did the money leave?") -> Message:
    return messages.ask(by=actor_of(person()), case=case, text=text)


def read(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def test_a_message_is_announced_read_and_answered() -> None:
    case = waiting()
    sent, client = asked(case), inside(case)
    assert "You have 1 new message" in read(client, "/papers")
    text = read(client, "/messages")
    assert sent.text in text
    assert str(sent.check_code) in text
    assert "You have 1 new message" not in read(client, "/papers")
    client.post("/messages", {"message": str(sent.id), "answer": "On Monday."})
    case.refresh_from_db()
    assert case.raised_at
    assert "On Monday." in read(client, "/messages")


def test_without_the_code_nothing_is_shown() -> None:
    case = waiting()
    asked(case)
    assert Client().get("/messages").headers["Location"] == "/back"
    assert "When did" not in read(inside(waiting()), "/messages")


def test_staff_are_not_named_to_the_victim() -> None:
    case, author = waiting(), person()
    messages.ask(by=actor_of(author), case=case, text="When?")
    assert author.username not in read(inside(case), "/messages")


def test_what_was_typed_is_never_lost() -> None:
    case = waiting()
    sent, client = asked(case), inside(case)
    client.post("/messages", {"message": str(sent.id), "answer": "half a sen"}, headers={"HX-Request": "true"})
    assert "half a sen" in read(client, "/messages")
    assert "half a sen" in client.post("/messages", {"message": "none", "answer": "half a sen"}).content.decode()
    client.post("/messages", {"message": str(sent.id), "answer": "A whole one."})
    assert "half a sen" not in read(client, "/messages")


def test_a_secret_stops_the_answer_and_is_kept_nowhere() -> None:
    case = waiting()
    sent, client = asked(case), inside(case)
    for headers in ({}, {"HX-Request": "true"}):
        client.post("/messages", {"message": str(sent.id), "answer": SEED}, headers=headers)
    case.refresh_from_db()
    assert "abandon" not in str(case.typed)
    assert messages.of(case).count() == 1


def test_an_answer_goes_to_no_other_case() -> None:
    case, other = waiting(), waiting()
    theirs, client = asked(other), inside(case)
    client.post("/messages", {"message": str(theirs.id), "answer": "hello"})
    assert messages.of(other).count() == 1


def test_anybody_can_check_a_code_and_learns_nothing_of_a_case() -> None:
    case = waiting(victim={"legal_name": "Nadia Brandt"})
    sent = asked(case)
    text = Client().post("/messages/check", {"code": str(sent.check_code).lower()}).content.decode()
    assert "We wrote one message with this code." in text
    assert not [word for word in (case.reference, sent.text, "Nadia") if word in text]
    assert "We wrote no message" in Client().post("/messages/check", {"code": "7KQM-0000-0000"}).content.decode()


def test_a_copied_code_is_found_out_where_a_case_is_open() -> None:
    case, other = waiting(), waiting()
    sent = asked(case)
    check = {"code": str(sent.check_code)}
    assert "Yes. It lies in the case" in inside(case).post("/messages/check", check).content.decode()
    assert "not in the case that is open here" in inside(other).post("/messages/check", check).content.decode()
