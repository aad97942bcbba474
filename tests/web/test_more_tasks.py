"""The task list, the page to check everything, and the next version: all derived from what was said."""

import re

import pytest

from incidents.core import contradictions
from incidents.core.record import CaseRecord, read_record
from incidents.models import Case, Submission
from incidents.services import cases
from incidents.web.victim.draft import LATER, UNKNOWN, Draft
from incidents.web.victim.fact_pages import NONE
from incidents.web.victim.more.task_table import TASKS
from incidents.web.victim.more.tasks import State
from incidents.web.victim.more.unexplained import QUESTIONS, questions
from incidents.web.victim.session import actor
from tests.factories import example_json
from tests.web.made import pretend_made
from tests.web.walking import Reader

pytestmark = pytest.mark.django_db
BY_WORD = {task.word: task for task in TASKS}
KEY = {"label": "bot", "revoked_at": "2026-01-01T00:00:00+00:00"}


@pytest.fixture
def reader() -> Reader:
    reader = Reader()
    reader.walk()
    return reader


def page(reader: Reader, path: str) -> str:
    return reader.get(path).content.decode()


def state(word: str, mark: str = "", **record: object) -> State:
    said = read_record({"schema": "recourse/case-record/1", **record})[0]
    return BY_WORD[word].state(Draft(record=said, typed={word: {"mark": mark}}))


def test_what_adds_most_stands_first(reader: Reader) -> None:
    words = [task.word for task in TASKS]
    ordered = ["exports", "taken", "keys", "how", "links", "files", "who", "reports", "consents"]
    assert [word for word in words if word in ordered] == ordered
    shown = re.findall(r'id="state_(\w+)"', page(reader, "/tasks"))
    assert shown == words


def test_every_task_leads_to_a_page(reader: Reader) -> None:
    for task in TASKS:
        response = reader.client.get(task.url, follow=True)
        assert response.status_code == 200, task.word


@pytest.mark.parametrize(
    ("word", "record", "expected"),
    [
        ("taken", {}, State.INCOMPLETE),
        ("taken", {"movements": [{"kind": "onchain_transfer"}]}, State.INCOMPLETE),
        ("taken", {"movements": [{"kind": "onchain_transfer", "amount": "1"}]}, State.COMPLETED),
        ("taken", {"movements": [{"kind": "token_approval"}]}, State.COMPLETED),
        ("taken", {"movements": [{"kind": "onchain_transfer", "amount": "1", "txid": "0x12"}]}, State.PROBLEM),
        ("keys", {}, State.NOT_NEEDED),
        ("keys", {"accounts": [{"institution": "okx"}]}, State.INCOMPLETE),
        ("keys", {"accounts": [{"api_keys": [{"label": "bot"}]}]}, State.PROBLEM),
        ("keys", {"accounts": [{"api_keys": [KEY]}]}, State.COMPLETED),
        ("wallets", {"kind": "account_takeover"}, State.NOT_NEEDED),
        ("wallets", {"kind": "seed_theft"}, State.INCOMPLETE),
        ("wallets", {"kind": "seed_theft", "wallets": [{"app": "Phantom"}]}, State.INCOMPLETE),
        ("exports", {"accounts": [{"institution": "okx"}]}, State.INCOMPLETE),
        ("exports", {"accounts": [{}], "evidence": [{"file": "trades.CSV"}]}, State.COMPLETED),
        ("consents", {"consents": {"truth": True}}, State.COMPLETED),
    ],
)
def test_the_state_of_a_task_follows_from_the_record(word: str, record: dict[str, object], expected: State) -> None:
    assert state(word, **record) is expected


@pytest.mark.parametrize(
    ("mark", "expected"), [(LATER, State.INCOMPLETE), (UNKNOWN, State.COMPLETED), (NONE, State.NOT_NEEDED)]
)
def test_what_was_said_counts_where_the_record_is_silent(mark: str, expected: State) -> None:
    assert state("how", mark) is expected
    assert state("how", mark, causes=[{"statement": "x"}]) is State.COMPLETED


@pytest.mark.parametrize("path", ["/how", "/exports", "/when", "/story"])
def test_i_do_not_know_and_later_are_answers_and_can_be_taken_back(reader: Reader, path: str) -> None:
    word = path[1:]
    for do, expected in (("unknown", "completed"), ("later", "incomplete")):
        assert reader.post(path, do=do, story="half a story").headers["Location"] == "/tasks"
        assert f'task-{expected}" id="state_{word}"' in page(reader, "/tasks")
    if word == "story":
        assert "half a story" in page(reader, "/story")
        assert Case.objects.get().narrative is None


def test_the_window_is_told_with_its_end_after_its_beginning(reader: Reader) -> None:
    wrong = reader.post("/when", from_="2026-03-27 14:00", to="2026-03-27 13:00").content.decode()
    assert "The end is before the beginning" in wrong
    assert 'value="2026-03-27 14:00"' in page(reader, "/when")
    reader.post("/when", from_="2026-03-27 14:00", to="27.3.2026 15:00")
    window = cases.snapshot(Case.objects.get()).window
    assert window.from_ is not None
    assert window.to is not None
    assert (window.from_.isoformat(), (window.to - window.from_).seconds) == ("2026-03-27T14:00:00+01:00", 3600)
    reader.post("/when", from_="", to="27.3.2026 15:00")
    assert cases.snapshot(Case.objects.get()).window.from_ is None


def test_a_claim_says_how_sure_it_is_and_whose_it_is(reader: Reader) -> None:
    said = {"statement": "The bot service lost its keys", "by": "The service", "on": "28 December 2022"}
    reader.post("/how/new", status="claimed", **said)
    reader.post("/how/new", status="suspected", statement="Somebody saw my screen")
    claimed, suspected = cases.snapshot(Case.objects.get()).causes
    assert (claimed.status, claimed.by, claimed.on) == ("claimed", "The service", "2022-12-28")
    assert suspected.status == "suspected"
    assert "Somebody else says so" in page(reader, "/how")
    assert "Write in one line what happened" in reader.post("/how/new", status="known").content.decode()


def test_everything_can_be_checked_and_changed_from_one_page(reader: Reader) -> None:
    case = Case.objects.get()
    cases.update(by=actor(case), case=case, members={"narrative": "They called at nine."})
    reader.post("/wallets/new", address="1BpEi6DfDAUFd7GtittLSdBeYJvcoaVggv", network="bitcoin")
    shown = page(reader, "/answers")
    assert "They called at nine." in shown
    assert "DfDAUFd7Gtitt" in shown
    assert "Nadia Brandt" in shown
    for target in ("/taken", "/accounts", "/wallets", "/how", "/when", "/story", "/report/you?then=answers"):
        assert f'href="{target}"' in shown
    assert reader.answer("amount", much="2 ETH", then="answers").headers["Location"] == "/answers"
    assert "2 ETH" in page(reader, "/answers")


def test_the_statement_is_no_oath_and_names_the_paper_of_the_country(reader: Reader) -> None:
    shown = page(reader, "/answers")
    assert "I believe that what I state here is true. I know that knowingly false reports can be punished." in shown
    assert "It is no oath." in shown
    assert 'Ask them for this paper: <span translate="no">Anzeigenbestätigung</span>.' in shown
    assert "You ticked that it is true." in shown
    reader.answer("you", name="Nadia Brandt", country="TV")
    assert "Ask them for this paper" not in page(reader, "/answers")


def test_what_does_not_fit_together_is_asked_calmly(reader: Reader) -> None:
    assert "does not fit together" not in page(reader, "/answers")
    for _ in range(2):
        reader.post("/taken/new", kind="onchain_transfer", txid="ab" * 32, network="tron", amount="1", asset="USDT")
    shown = page(reader, "/answers")
    assert "This does not fit together yet" in shown
    assert "Lines that seem to stand there twice: 1." in shown


def test_every_contradiction_has_a_question(monkeypatch: pytest.MonkeyPatch) -> None:
    found = {
        name: {"count": "1", "company": "okx", "key": "k", "typed": "1", "rows": "2", "asset": "BTC"}
        for name in QUESTIONS
    }
    assert len(contradictions.RULES) == len(QUESTIONS)
    every = [contradictions.Contradiction(code, params) for code, params in found.items()]
    monkeypatch.setattr("incidents.web.victim.more.unexplained.contradictions", lambda record: every)
    asked = questions(CaseRecord())
    assert all("%" not in item.text for item in asked)
    assert {item.page for item in asked} <= {task.page for task in TASKS}
    assert any("OKX" in item.text for item in asked)


def test_each_saved_part_offers_the_next_version_and_says_what_changed(reader: Reader) -> None:
    pretend_made(Case.objects.get())
    assert "Make version" not in page(reader, "/tasks")
    reader.post("/how/new", statement="A false page", status="known")
    for path in ("/how", "/tasks", "/answers", "/papers"):
        shown = page(reader, path)
        assert "Make version 2" in shown, path
        assert "how it happened" in shown
    reader.post("/papers/version", version="1")
    assert Submission.objects.count() == 2
    assert "Make version" not in page(reader, "/how")


def test_before_a_version_is_made_it_says_whom_to_tell(reader: Reader) -> None:
    case = Case.objects.get()
    pretend_made(case)
    assert "Nothing has changed since your last papers." in page(reader, "/papers/next")
    reader.post("/papers/for/binance/L2a/state", do="sent")
    reader.answer("police", told="yes", number="ST/1/2026")
    part = reader.client.get("/papers/next", headers={"HX-Request": "true"}).content.decode()
    assert "Binance: three lines for your open ticket are enough (update.txt)." in part
    assert "<h1" not in part
    reader.post("/taken/new", kind="exchange_withdrawal", amount="2", asset="BTC", company="binance")
    assert "Binance: send the new letter." in page(reader, "/papers/next")


def test_a_company_that_was_not_written_to_hears_of_nothing_twice(reader: Reader) -> None:
    reader.post("/story", story="They called at nine.")
    assert "No company needs to be told anything new." in page(reader, "/papers/next")
    reader.post("/taken/new", kind="exchange_withdrawal", amount="2", asset="BTC", company="binance")
    assert "Binance: the letter is made again. You have not sent it yet." in page(reader, "/papers/next")


def test_the_example_case_has_nothing_wrong_on_its_pages(reader: Reader) -> None:
    case = cases.open_draft(by=actor(), record=read_record(example_json())[0])
    cases.submit(by=actor(case), case=case)
    session = reader.client.session
    session["case"] = str(case.id)
    session.save()
    for path in ("/tasks", "/answers", "/taken", "/accounts", "/how", "/when", "/story", "/exports"):
        assert reader.get(path).status_code == 200
    answers = page(reader, "/answers")
    assert "trading bot" in answers
    assert "And " in answers
