"""A visit: how long a case stays open in a browser, the warning before it closes, logging out, and late forms."""

import re
import statistics
import time
from uuid import uuid4

import pytest
from django.contrib.sessions.models import Session
from django.http import HttpResponse

from incidents.models import Case
from incidents.services import cases, throttling
from incidents.web.victim import session
from tests.web.walking import Reader

pytestmark = pytest.mark.django_db
MOST_APART = 0.05


@pytest.fixture
def reader() -> Reader:
    reader = Reader()
    reader.walk()
    return reader


def turn_back(reader: Reader, **seconds: int) -> None:
    """As if so many seconds had gone by since."""
    kept = reader.client.session
    for name, gone in seconds.items():
        kept[name] = int(time.time()) - gone
    kept.save()


def left(reader: Reader, method: str = "get") -> int:
    response: HttpResponse = getattr(reader.client, method)("/visit", headers={"Accept": "application/json"})
    return int(response.json()["left"])


def test_row_43_every_page_of_an_open_case_says_when_it_closes(reader: Reader) -> None:
    for path in ("/papers", "/report/you", "/privacy", "/"):
        page = reader.get(path).content.decode()
        seconds = re.search(r'data-left="(\d+)" data-warned="(\d+)"', page)
        assert seconds is not None, path
        assert 11 * 3600 < int(seconds[1]) <= 12 * 3600
        assert int(seconds[2]) >= 120
        assert "js/visit.js" in page
    assert 'id="closing"' not in Reader().get("/").content.decode()


def test_row_43_asking_does_not_prolong_and_staying_does(reader: Reader) -> None:
    turn_back(reader, seen=3600)
    assert left(reader) <= 11 * 3600
    assert left(reader) <= 11 * 3600
    assert left(reader, "post") > 11 * 3600
    assert left(reader) > 11 * 3600


def test_row_43_idle_time_ends_the_visit_on_the_server(reader: Reader) -> None:
    turn_back(reader, seen=session.IDLE[session.OWN] + 1)
    assert reader.get("/papers").headers["Location"] == "/back"


def test_a_shared_device_closes_after_a_quarter_of_an_hour(reader: Reader) -> None:
    code = re.search(r'id="access-code">([^<]+)<', reader.get("/papers").content.decode())
    assert code is not None
    other = Reader()
    other.post("/back", reference=Case.objects.get().reference, code=code[1], shared="on")
    assert left(other) <= 15 * 60
    turn_back(other, seen=16 * 60)
    assert other.client.get("/visit").status_code == 403
    assert left(reader) > 15 * 60


def test_row_43_even_a_busy_visit_ends(reader: Reader) -> None:
    turn_back(reader, began=session.LONGEST[session.OWN] + 1)
    assert reader.get("/papers").headers["Location"] == "/back"
    assert not Session.objects.exists()


def test_a_case_without_a_code_is_not_cut_off_by_the_longest_visit() -> None:
    reader = Reader()
    reader.answer("money")
    turn_back(reader, began=session.LONGEST[session.OWN] + 1)
    assert "You have no code yet. Then what you typed" in reader.get("/report/safety").content.decode()


def test_making_papers_does_not_begin_the_longest_visit_anew() -> None:
    reader = Reader()
    reader.until("check")
    turn_back(reader, began=5000)
    reader.make()
    assert reader.client.session["began"] <= int(time.time()) - 5000


@pytest.mark.parametrize("path", ["/report/you", "/story", "/wallets/new"])
def test_a_form_that_comes_too_late_opens_nothing_and_shows_its_words(path: str) -> None:
    late = Reader()
    response = late.post(path, seen="3", name="Nadia Brandt", story="He called me", app="Nadia's wallet")
    assert response.status_code == 403
    page = response.content.decode()
    assert "Your case is closed here" in page
    assert "Nadia Brandt" in page
    assert response.headers["Cache-Control"] == "no-store"
    assert not Case.objects.exists()


def test_a_late_form_never_repeats_a_secret() -> None:
    phrase = "legal winner thank year wave sausage worth useful legal winner thank yellow"
    assert "sausage" not in Reader().post("/story", story=phrase).content.decode()


def test_row_44_logging_out_drops_the_session_and_what_the_browser_kept(reader: Reader) -> None:
    reader.post("/code/saved", sure="yes")
    response = reader.post("/log-out")
    assert response.headers["Location"] == "/back?why=out"
    assert "storage" in response.headers["Clear-Site-Data"]
    assert not Session.objects.exists()
    assert "You are logged out" in reader.get("/back?why=out").content.decode()
    assert reader.get("/papers").headers["Location"] == "/back"


def test_logging_out_without_a_saved_code_is_asked_once_more(reader: Reader) -> None:
    page = reader.post("/log-out").content.decode()
    assert "Without it nobody can open this case again" in page
    assert Session.objects.count() == 1
    assert reader.post("/log-out", sure="yes").status_code == 302
    assert not Session.objects.exists()


def test_row_21_a_visit_is_not_ended_by_looking(reader: Reader) -> None:
    assert reader.get("/log-out").status_code == 405


def test_row_38_wrong_number_and_wrong_code_take_the_same_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(throttling, "count", lambda **_: None)
    reader = Reader()
    reader.walk()
    case = Case.objects.get()
    code = cases.issue_code(by=session.actor(case), case=case)
    wrong_code = [("0000-" * 6 + "0000"), "nonsense", cases.access_code.new_code()]
    guesses = {
        "wrong number": [{"reference": f"RC-{uuid4().hex[:4]}-0000", "code": code} for _ in range(9)],
        "wrong code": [{"reference": case.reference, "code": wrong_code[n % 3]} for n in range(9)],
    }
    medians, answers = [], set()
    for tries in guesses.values():
        taken = []
        for said in tries:
            stranger = Reader()
            began = time.perf_counter()
            response = stranger.post("/back", **said)
            taken.append(time.perf_counter() - began)
            answers.add(response.status_code)
        medians.append(statistics.median(taken))
    assert answers == {200}
    assert abs(medians[0] - medians[1]) < MOST_APART


def test_the_second_of_two_devices_sees_what_the_first_one_said(reader: Reader) -> None:
    seen = str(Case.objects.get().changes)
    reader.answer("you", name="Nadia Brandt-Klein", country="DE", seen=seen)
    page = reader.answer("you", name="N. Brandt", country="FR", seen=seen).content.decode()
    assert "This is what it says now, after the other window" in page
    assert "<li data-said>Nadia Brandt-Klein</li>" in page
    assert 'value="N. Brandt"' in page
    assert Case.objects.get().country == "DE"
