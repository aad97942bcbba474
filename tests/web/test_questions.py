"""The ten questions, as a browser without JavaScript meets them."""

import pytest

from incidents.models import Case, Movement
from incidents.services.snapshot import snapshot
from incidents.web.victim.steps import STEPS
from tests.web.walking import ANSWERS, Reader

pytestmark = pytest.mark.django_db
SLUGS = [form.slug for form in STEPS]


@pytest.fixture
def reader() -> Reader:
    return Reader()


@pytest.mark.parametrize("slug", SLUGS)
def test_every_question_has_one_heading_a_way_back_and_one_primary_button(reader: Reader, slug: str) -> None:
    reader.until(slug)
    page = reader.get(f"/report/{slug}").content.decode()
    assert page.count("<h1") == 1
    assert page.count("btn-primary") == 1
    assert 'class="back"' in page
    assert "novalidate" in page
    assert f"<title>Question {SLUGS.index(slug) + 1} of 10" in page


def test_nothing_is_kept_before_the_first_answer(reader: Reader) -> None:
    reader.get("/report/money")
    assert not Case.objects.exists()
    reader.answer("money")
    assert Case.objects.count() == 1


@pytest.mark.parametrize("slug", SLUGS[1:])
def test_row_13_a_question_cannot_be_skipped_by_its_address(reader: Reader, slug: str) -> None:
    reader.answer("money")
    wanted = "/report/check" if slug == "check" else f"/report/{slug}"
    response = reader.get(wanted)
    if slug == "safety":
        assert response.status_code == 200
    else:
        assert response.headers["Location"] == "/report/safety"
        assert reader.post(wanted, do="continue", name="x").headers["Location"] == "/report/safety"


@pytest.mark.parametrize("mark", ["later", "unknown"])
def test_every_question_but_the_last_can_be_put_off(reader: Reader, mark: str) -> None:
    for slug in SLUGS[:-1]:
        assert reader.answer(slug, do=mark).status_code == 302
    assert reader.get("/report/check").status_code == 200


def test_papers_wait_for_what_was_hit_name_and_country(reader: Reader) -> None:
    for slug in SLUGS[:-1]:
        reader.answer(slug, do="later")
    page = reader.make().content.decode()
    assert "<title>Error:" in page
    assert 'href="/report/hit?then=check"' in page
    assert 'href="/report/you?then=check"' in page
    assert Case.objects.get().version == 0


@pytest.mark.parametrize(
    ("slug", "said", "kept"),
    [
        ("amount", {"much": "some BTC", "when": "day", "day": "31", "month": "2", "year": "2026"}, ["some BTC", "31"]),
        ("you", {"name": "Nadia Brandt", "email": "nadia@example"}, ["Nadia Brandt", "nadia@example"]),
        ("hit", {"hit": "exchange", "how": "not_me", "company": "other"}, ["checked"]),
    ],
)
def test_an_error_keeps_what_was_typed_now_and_after_a_restart(
    reader: Reader, slug: str, said: dict[str, str], kept: list[str]
) -> None:
    reader.until(slug)
    page = reader.answer(slug, **said).content.decode()
    assert "There is a problem" in page
    assert "<title>Error:" in page
    again = reader.get(f"/report/{slug}").content.decode()
    for text in kept:
        assert text in page
        assert text in again


def test_what_is_typed_is_kept_while_the_reader_thinks(reader: Reader) -> None:
    reader.until("you")
    reader.post("/report/you/keep", name="Nadia Br")
    assert "Nadia Br" in reader.get("/report/you").content.decode()
    assert snapshot(Case.objects.get()).victim.legal_name is None


def test_text_that_comes_after_its_page_was_answered_changes_nothing(reader: Reader) -> None:
    reader.until("amount")
    seen = str(Case.objects.get().changes)
    reader.answer("amount", do="later")
    case = Case.objects.get()
    reader.post("/report/amount/keep", much="a thought", seen=seen)
    assert Case.objects.get().typed["amount"] == {"mark": "later", "raw": {"much": "a thought"}}
    reader.answer("amount", much="1 BTC", seen=str(case.changes))
    reader.post("/report/amount/keep", much="an old thought", seen=seen)
    assert "an old thought" not in str(Case.objects.get().typed)


def test_a_change_from_the_list_returns_to_the_list(reader: Reader) -> None:
    reader.until("check")
    assert "?then=check" in reader.get("/report/check").content.decode()
    assert reader.answer("amount", much="2 ETH", then="check").headers["Location"] == "/report/check"
    assert "2 ETH" in reader.get("/report/check").content.decode()


def test_two_windows_see_each_other(reader: Reader) -> None:
    reader.until("you")
    case = Case.objects.get()
    reader.answer("you", **ANSWERS["you"], seen=str(case.changes))
    page = reader.answer("you", name="Somebody Else", country="FR", seen=str(case.changes)).content.decode()
    assert "changed in another window" in page
    assert "Somebody Else" in page
    assert snapshot(Case.objects.get()).victim.legal_name == "Nadia Brandt"


def test_a_child_alone_is_led_to_an_adult(reader: Reader) -> None:
    reader.until("person")
    assert reader.answer("person", who="young").headers["Location"] == "/report/adult"
    assert reader.get("/report/hit").headers["Location"] == "/report/person"


def test_danger_comes_before_everything(reader: Reader) -> None:
    reader.answer("money")
    assert reader.answer("safety", safe="danger").headers["Location"] == "/report/safe"
    page = reader.get("/report/safe").content.decode()
    assert "emergency number" in page
    assert snapshot(Case.objects.get()).safety.in_danger is True


def test_a_name_that_is_no_company_exactly_is_asked_once_and_kept(reader: Reader) -> None:
    reader.until("hit")
    said = {"hit": "exchange", "how": "not_me", "company": "other", "company_name": "Binanc"}
    page = reader.answer("hit", **said).content.decode()
    assert "Do you mean one of these?" in page
    assert reader.answer("hit", **said, meant="-").status_code == 302
    account = snapshot(Case.objects.get()).accounts[0]
    assert (account.institution, account.institution_name) == (None, "Binanc")
    assert reader.answer("hit", **said, meant="binance").status_code == 302
    assert [a.institution for a in snapshot(Case.objects.get()).accounts] == ["binance"]


def test_a_time_of_day_is_that_of_the_country_named_later(reader: Reader) -> None:
    reader.until("amount")
    reader.answer("amount", when="day", day="27", month="3", year="2026", at="14:30")
    for slug in ("things", "where", "police"):
        reader.answer(slug, do="later")
    reader.answer("you", name="N", country="JP")
    record = snapshot(Case.objects.get())
    assert record.discovered_at is not None
    assert record.discovered_at.isoformat() == "2026-03-27T14:30:00+09:00"


def test_no_company_gets_a_letter_because_of_a_typed_name(reader: Reader) -> None:
    reader.until("where")
    reader.answer("where", company="other", company_name="Totally Real Exchange")
    movement = snapshot(Case.objects.get()).movements[0]
    assert movement.to_institution is None
    assert "Totally Real Exchange" in (movement.note or "")


def test_a_session_ends_after_half_a_day_or_a_quarter_of_an_hour(reader: Reader) -> None:
    reader.answer("money")
    assert reader.client.session.get_expiry_age() == 12 * 3600
    reader.answer("safety", safe="safe", device="shared")
    assert reader.client.session.get_expiry_age() == 15 * 60


def test_the_story_is_kept_while_it_is_told(reader: Reader) -> None:
    reader.until("check")
    reader.client.post("/story", {"story": "They called me at"}, headers={"HX-Request": "true"})
    assert "They called me at" in reader.get("/story").content.decode()
    assert Case.objects.get().narrative is None
    reader.post("/story", story="They called me at nine.")
    assert Case.objects.get().narrative == "They called me at nine."
    assert "story" not in (Case.objects.get().typed or {})


def test_a_line_that_cannot_be_read_is_kept_as_typed(reader: Reader) -> None:
    reader.until("check")
    page = reader.post("/taken/new", kind="onchain_transfer", amount="about five", asset="BTC").content.decode()
    assert "Enter the amount as a number, like 1250.50" in page
    assert "about five" in reader.get("/taken/new").content.decode()
    reader.post("/taken/new", kind="onchain_transfer", amount="5,5", asset="BTC", at="27.3.2026 14:30")
    movement = snapshot(Case.objects.get()).movements[0]
    assert (str(movement.amount), movement.asset) == ("5.5", "BTC")
    assert movement.at is not None
    assert movement.at.isoformat() == "2026-03-27T14:30:00+01:00"


def test_a_line_is_changed_and_taken_out(reader: Reader) -> None:
    reader.until("where")
    reader.answer("where", company="bybit")
    fact = Movement.objects.get().id
    reader.post(f"/taken/{fact}", kind="exchange_withdrawal", amount="3", asset="ETH", to_company="bybit")
    movement = snapshot(Case.objects.get()).movements[0]
    assert (movement.to_institution, movement.institution, str(movement.amount)) == ("bybit", "binance", "3")
    reader.post(f"/taken/{fact}/remove")
    assert not Movement.objects.exists()
