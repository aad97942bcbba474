"""Objecting to a letter and to a block: proof of work, secrets, what is kept, what is told."""

import json
import re
from datetime import timedelta
from html import unescape

import pytest
from django.http import HttpResponse
from django.test import Client

from incidents.core.desk_vocabulary import BlockKind
from incidents.core.vocabulary import OPERATOR
from incidents.models import Block, Case, Dispute
from incidents.services import blocking, clock
from tests.factories.letters import case_with_letters, letter
from tests.services.test_limits import solved

pytestmark = pytest.mark.django_db
SEED = "legal winner thank year wave sausage worth useful legal winner thank yellow"


@pytest.fixture
def case() -> Case:
    return case_with_letters()


def hidden(page: str) -> dict[str, str]:
    """The fields that a page carries on."""
    return {
        name: unescape(value)
        for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
    }


def proven(client: Client, path: str, said: dict[str, str]) -> HttpResponse:
    """Post a form and do the sum, as a browser with scripts does."""
    page = client.post(path, said).content.decode()
    sum_ = json.loads(unescape(re.search(r'data-challenge="([^"]+)"', page)[1]))  # type: ignore[index]
    return client.post(path, hidden(page) | {"proof_solved": solved(sum_)})


def objection(case: Case, **said: str) -> dict[str, str]:
    usual = {
        "code": str(letter(case).code),
        "role": "held",
        "text": "It is <b>my</b> money",
        "name": "Karl",
        "contact": "",
    }
    return usual | said


def test_an_objection_is_kept_after_the_sum_and_the_page_says_what_happens_next(case: Case) -> None:
    client = Client()
    response = proven(client, "/objection", objection(case))
    assert response.headers["Location"] == "/objection/sent"
    assert "Each decides alone" in client.get("/objection/sent").content.decode()
    dispute = Dispute.objects.get()
    assert (dispute.text, dispute.name, dispute.contact, dispute.role) == (
        "It is <b>my</b> money",
        "Karl",
        None,
        "held",
    )
    assert "under review" in client.get(f"/verify/{letter(case).code}").content.decode()


def test_without_a_proof_nothing_is_kept_and_what_was_typed_is_carried(case: Case) -> None:
    page = Client().post("/objection", objection(case)).content.decode()
    assert "One moment" in page
    assert hidden(page)["text"] == "It is <b>my</b> money"
    assert not Dispute.objects.exists()


def test_a_sum_that_was_used_is_asked_for_again(case: Case) -> None:
    client = Client()
    page = client.post("/objection", objection(case)).content.decode()
    sum_ = json.loads(unescape(re.search(r'data-challenge="([^"]+)"', page)[1]))  # type: ignore[index]
    proof = hidden(page) | {"proof_solved": solved(sum_)}
    assert client.post("/objection", proof).status_code == 302
    assert "One moment" in client.post("/objection", proof).content.decode()
    assert Dispute.objects.count() == 1


def test_row_11_without_scripts_a_wait_is_enough(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    client = Client()
    first = client.post("/objection", objection(case)).content.decode()
    assert "Wait 20 seconds" in first
    early = client.post("/objection", hidden(first)).content.decode()
    assert "more, then press the button" in early
    assert hidden(early)["proof_waited"] == hidden(first)["proof_waited"]
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(seconds=21))
    assert client.post("/objection", hidden(early)).status_code == 302
    assert Dispute.objects.count() == 1


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"code": ""}, "Enter the code"),
        ({"code": "0000-0000-0000"}, "No letter of ours has this code"),
        ({"role": ""}, "Say who you are"),
        ({"role": "king"}, "Select a valid choice"),
        ({"text": " "}, "Say what is wrong with the letter"),
        ({"text": "x" * 5001}, "at most 5000"),
    ],
)
def test_what_is_missing_is_asked_for_and_the_rest_is_kept(case: Case, said: dict[str, str], words: str) -> None:
    page = Client().post("/objection", objection(case, name="Karl Kept", **said)).content.decode()
    assert words in page
    assert "Karl Kept" in page
    assert "<title>Error:" in page


def test_a_secret_is_dropped_and_told_and_the_rest_is_kept(case: Case) -> None:
    page = Client().post("/objection", objection(case, text=SEED, name="Karl Kept")).content.decode()
    assert "legal winner" not in page
    assert "We did not keep it" in page
    assert "Karl Kept" in page


def test_the_code_of_the_check_page_is_filled_in(case: Case) -> None:
    code = str(letter(case).code)
    page = Client().get(f"/verify/{code}").content.decode()
    assert f'href="/objection?code={code}"' in page
    assert f'value="{code}"' in Client().get(f"/objection?code={code}").content.decode()


def test_an_appeal_is_kept_under_its_code() -> None:
    entry = blocking.add(by=OPERATOR, user=None, kind=BlockKind.EMAIL, value="max@example.org", reason="x")
    client = Client()
    response = proven(client, "/appeal", {"code": blocking.code_of(entry), "text": "That is my father"})
    assert response.headers["Location"] == "/appeal/sent"
    assert "read it and decide" in client.get("/appeal/sent").content.decode()
    assert Block.objects.get().appeal == "That is my father"
    assert "We do not know this code" in client.post("/appeal", {"code": "x", "text": "y"}).content.decode()


def test_row_21_forged_forms_are_refused(case: Case) -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post("/objection", objection(case)).status_code == 403
    assert client.post("/appeal", {"code": "x", "text": "y"}).status_code == 403
    assert not Dispute.objects.exists()
