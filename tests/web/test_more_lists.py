"""Lists of facts: added, changed, taken out, kept while they are typed, on two devices at once."""

import pytest

from incidents.models import Case
from incidents.services.snapshot import snapshot
from incidents.web.victim.fact_store import MOST
from tests.web.test_limits import FULL, used_up
from tests.web.test_secrets import PHRASE, everything_stored
from tests.web.walking import Reader

pytestmark = pytest.mark.django_db
GOOD, OTHER = "1BpEi6DfDAUFd7GtittLSdBeYJvcoaVggv", "1Kr6QSydW9bFQG1mXiPNNu6WpJGmUa9i1g"
LISTS = ("taken", "accounts", "wallets", "how")


@pytest.fixture
def reader() -> Reader:
    reader = Reader()
    reader.walk()
    return reader


def case() -> Case:
    return Case.objects.get()


def seen() -> str:
    return str(case().changes)


def page(reader: Reader, path: str) -> str:
    return reader.get(path).content.decode()


def wallet(reader: Reader, address: str = GOOD) -> str:
    """A wallet that is there; the address of its page."""
    reader.post("/wallets/new", address=address, network="bitcoin", seen=seen())
    return f"/wallets/{case().wallets.order_by('position').last().id}"  # type: ignore[attr-defined]


def test_a_fact_is_added_changed_and_taken_out(reader: Reader) -> None:
    path = wallet(reader)
    assert GOOD[6:-6] in page(reader, "/wallets")
    assert "Make version 2" in page(reader, "/wallets")
    assert GOOD in page(reader, path)
    reader.post(path, address=GOOD, network="bitcoin", app="Electrum", seen=seen())
    assert snapshot(case()).wallets[0].app == "Electrum"
    reader.post(f"{path}/remove")
    assert snapshot(case()).wallets == ()


def test_row_13_pressing_twice_adds_once(reader: Reader) -> None:
    said = {"address": GOOD, "network": "bitcoin", "seen": seen()}
    for _ in range(2):
        assert reader.post("/wallets/new", **said).headers["Location"] == "/wallets"
    assert len(snapshot(case()).wallets) == 1


def test_the_second_device_sees_what_the_first_wrote_and_loses_nothing(reader: Reader) -> None:
    path, before = wallet(reader), seen()
    reader.post(path, address=OTHER, network="bitcoin", app="Phantom", seen=before)
    answer = reader.post(path, address=GOOD, network="bitcoin", app="Ledger", seen=before).content.decode()
    assert "changed in another window" in answer
    assert "This is what it says now" in answer
    assert "Phantom" in answer
    assert 'value="Ledger"' in answer
    assert snapshot(case()).wallets[0].app == "Phantom"
    assert 'value="Ledger"' in page(reader, path)
    reader.post(path, address=GOOD, network="bitcoin", app="Ledger", seen=seen())
    assert snapshot(case()).wallets[0].app == "Ledger"


def test_what_another_device_changed_is_not_taken_out_unseen(reader: Reader) -> None:
    path, before = wallet(reader), seen()
    reader.post(path, address=GOOD, network="bitcoin", app="Phantom", seen=before)
    assert reader.post(f"{path}/remove", seen=before).headers["Location"] == path
    assert len(snapshot(case()).wallets) == 1


def test_what_is_typed_is_kept_while_the_reader_thinks_and_said_to_be_unsaved(reader: Reader) -> None:
    typing = {"HX-Request": "true"}
    answer = reader.client.post("/wallets/new", {"address": "1Bp", "seen": seen()}, headers=typing)
    assert "Kept." in answer.content.decode()
    again = page(reader, "/wallets/new")
    assert 'value="1Bp"' in again
    assert "did not save it yet" in again
    assert snapshot(case()).wallets == ()
    old = seen()
    reader.post("/wallets/new", address=GOOD, seen=old)
    reader.client.post("/wallets/new", {"address": "an old thought", "seen": old}, headers=typing)
    assert "an old thought" not in page(reader, "/wallets/new")


def test_an_error_keeps_what_was_typed(reader: Reader) -> None:
    answer = reader.post("/how/new", statement="The bot lost its keys", seen=seen()).content.decode()
    assert "<title>Error:" in answer
    assert "Choose how sure it is" in answer
    assert "The bot lost its keys" in page(reader, "/how/new")


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("/taken/new", "note"),
        ("/taken/new", "to_address"),
        ("/accounts/new", "uid"),
        ("/wallets/new", "address"),
        ("/how/new", "statement"),
        ("/story", "story"),
        ("/when", "from_"),
    ],
)
@pytest.mark.parametrize("typing", [True, False])
def test_a_secret_stops_one_field_and_is_not_stored(reader: Reader, path: str, field: str, *, typing: bool) -> None:
    headers = {"HX-Request": "true"} if typing else {}
    said = {"kind": "onchain_transfer", "company_name": "Kept Company", field: PHRASE}
    answer = reader.client.post(path, said, headers=headers).content.decode()
    assert ("We do not keep it" if typing else "We did not keep this") in answer
    assert PHRASE not in answer + everything_stored()


@pytest.mark.parametrize("word", LISTS)
def test_row_46_the_facts_of_another_case_are_not_there(reader: Reader, word: str) -> None:
    path, mine = wallet(reader), case().id
    stranger = Reader()
    stranger.walk()
    other = path.replace("wallets", word)
    assert stranger.get(other).status_code == 404
    assert stranger.post(other, address=OTHER, kind="onchain_transfer").status_code == 404
    assert stranger.post(f"{other}/remove").status_code == 404
    assert snapshot(Case.objects.get(id=mine)).wallets[0].address == GOOD


def test_long_lists_are_turned_page_by_page_and_each_fact_can_be_changed(reader: Reader) -> None:
    for number in range(MOST + 1):
        reader.post("/how/new", statement=f"claim {number}", status="suspected")
    first, second = page(reader, "/how"), page(reader, "/how?page=2")
    assert "Page 1 of 2" in first
    assert f"claim {MOST}" not in first
    assert f"claim {MOST}" in second
    assert second.count(">Change<") == 1
    assert "And 41 more" in page(reader, "/answers")


@pytest.mark.parametrize("word", ["accounts", "wallets", "taken", "how", "when", "story", "exports"])
def test_row_55_the_pages_are_never_stored_and_closed_without_a_case(reader: Reader, word: str) -> None:
    assert reader.get(f"/{word}").headers["Cache-Control"] == "no-store"
    assert Reader().get(f"/{word}").headers["Location"] == "/back"


@pytest.mark.parametrize("odd", ["9" * 5000, "²", "-1", "x"])
def test_row_11_a_count_that_no_page_wrote_is_as_good_as_none(reader: Reader, odd: str) -> None:
    assert reader.post("/wallets/new", address=GOOD, seen=odd).status_code == 302
    path = f"/wallets/{case().wallets.get().id}"  # type: ignore[attr-defined]
    assert reader.post(f"{path}/remove", seen=odd).status_code == 302
    assert snapshot(case()).wallets == ()


def test_row_15_a_flood_of_facts_is_told_when_to_go_on_and_loses_nothing(reader: Reader) -> None:
    path = wallet(reader)
    used_up("fact", case().id)
    answer = reader.post("/wallets/new", address=OTHER, network="bitcoin").content.decode()
    assert FULL in answer
    assert f'value="{OTHER}"' in answer
    assert OTHER in page(reader, "/wallets/new")
    assert len(snapshot(case()).wallets) == 1
    assert reader.post(path, address=GOOD, network="bitcoin", app="Ledger").status_code == 302


def test_before_the_first_papers_the_way_back_is_the_list_to_check() -> None:
    early = Reader()
    early.until("check")
    assert 'class="back" href="/report/check"' in page(early, "/taken")
    assert early.get("/tasks").headers["Location"] == "/report/check"
    assert early.get("/answers").headers["Location"] == "/report/check"
