"""Questions to the victim and her answers: sealed, without secrets, with a code to check."""

import pytest
from django.db import connection

from incidents.core.desk_vocabulary import WaitingFor
from incidents.core.errors import BadInput, NotAllowed, NotFound, SecretFound, TooMany
from incidents.core.vocabulary import CaseState
from incidents.models import Case, Event, Message
from incidents.services import messages, queue
from incidents.services.queue import Sieve
from tests.factories.desk import actor_of, person, victim_of, waiting

pytestmark = pytest.mark.django_db
SEED = "abandon " * 11 + "about"
HERE = "192.0.2.1"


def asked(case: Case, text: str = "Please send the export.") -> Message:
    return messages.ask(by=actor_of(person()), case=case, text=text, template="export")


def test_a_question_lets_the_case_wait_for_the_victim() -> None:
    case = waiting()
    message = asked(case)
    assert (case.waiting_for, messages.unread_by_victim(case)) == (WaitingFor.VICTIM, 1)
    line = Event.objects.get(case_id=case.id, kind="message_sent")
    assert line.details == {"message": str(message.id), "template": "export"}


def test_her_answer_raises_the_case_until_it_is_put_away() -> None:
    older, case = waiting(), waiting()
    message = asked(case)
    messages.answer(by=victim_of(case), case=case, message=message.id, text="Here it is.")
    assert list(queue.cases(Sieve())) == [case, older]
    case.refresh_from_db()
    assert ([r["code"] for r in case.score_reasons], case.waiting_for) == (["answered"], WaitingFor.STAFF)
    assert messages.unread_by_victim(case) == 0
    messages.put_away(by=actor_of(person()), case=case)
    assert list(queue.cases(Sieve())) == [older, case]
    assert all(row.read_at for row in messages.of(case))


def test_an_answer_belongs_to_a_message_of_the_same_case() -> None:
    case, other = waiting(), waiting()
    message = asked(case)
    said = messages.answer(by=victim_of(case), case=case, message=message.id, text="Yes.")
    for wrong in (asked(other), said):
        with pytest.raises(NotFound):
            messages.answer(by=victim_of(case), case=case, message=wrong.id, text="Yes.")


def test_opening_the_page_marks_what_staff_wrote_once() -> None:
    case = waiting()
    asked(case)
    for _ in range(2):
        messages.opened(by=victim_of(case), case=case)
    assert Event.objects.filter(case_id=case.id, kind="messages_read").count() == 1


def test_no_secret_passes_in_either_direction() -> None:
    case = waiting()
    message = asked(case)
    with pytest.raises(SecretFound):
        asked(case, f"Is this it: {SEED}")
    with pytest.raises(SecretFound):
        messages.answer(by=victim_of(case), case=case, message=message.id, text=SEED)
    with pytest.raises(BadInput):
        asked(case, " ")
    assert messages.of(case).count() == 1


def test_answers_are_limited_a_day() -> None:
    case = waiting()
    message = asked(case)
    for _ in range(messages.MOST_A_DAY):
        messages.answer(by=victim_of(case), case=case, message=message.id, text="Again.")
    with pytest.raises(TooMany):
        messages.answer(by=victim_of(case), case=case, message=message.id, text="Again.")


def test_a_closed_case_takes_no_more() -> None:
    case = waiting(state=CaseState.CLOSED)
    with pytest.raises(NotAllowed):
        asked(case)


def test_a_code_is_known_however_it_is_typed_and_a_made_up_one_is_not() -> None:
    message = asked(waiting())
    assert message.check_code is not None
    for typed in (message.check_code, message.check_code.lower().replace("-", " ")):
        assert messages.with_code(typed, address=HERE) == message
    for typed in ("", "0000-0000-0000", "hello", message.check_code[:-1]):
        assert messages.with_code(typed, address=HERE) is None


def test_the_texts_are_sealed_in_the_database() -> None:
    case = waiting()
    message = asked(case, "Please call the Musterbank.")
    messages.answer(by=victim_of(case), case=case, message=message.id, text="Musterbank is closed.")
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM incidents_message")
        assert not any("Musterbank" in text for (text,) in cursor.fetchall())
