"""Sign-in of staff: closed, a password and always a second factor, limited, and soon over again."""

import re
from statistics import median
from time import process_time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.http import HttpResponse
from django.test import Client
from django.urls import NoReverseMatch, reverse

from incidents.core.desk_vocabulary import StaffRole
from incidents.core.vocabulary import OPERATOR
from incidents.models import Event, User
from incidents.services import people
from portal.accounts import staff_accounts
from tests.factories.staff import PASSWORD, app_code, code_for, enter, later, member, recovery_codes, signed_in
from tests.web.walking import Reader

pytestmark = pytest.mark.django_db
SIGN_IN, SECOND, HOME = "/staff/sign-in", "/staff/sign-in/second", "/staff/"


@pytest.fixture(autouse=True)
def _commit_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test's own transaction never ends: what waits for a commit is done now."""
    monkeypatch.setattr("django.db.transaction.on_commit", lambda then, *_, **__: then())


def words(response: HttpResponse) -> str:
    """A page's text, without what changes from answer to answer."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())


def try_password(name: str, password: str | None = None, **sent: Any) -> HttpResponse:
    return Client(**sent).post(SIGN_IN, {"login": name, "password": password or "wrong"})


def is_inside(client: Client) -> bool:
    return bool(client.get(HOME).status_code == 200)


def test_nobody_signs_up_and_there_is_no_admin_row_37() -> None:
    for name in ("account_signup", "admin:index"):
        with pytest.raises(NoReverseMatch):
            reverse(name)
    for path in ("/admin/", "/staff/sign-up", "/accounts/signup/", "/staff/admin/"):
        assert Client().get(path).status_code == 404


def test_from_the_invitation_to_the_desk() -> None:
    user, code = people.invite(by=OPERATOR, username="ann", email="ann@example.org", role=StaffRole.SUPPORT)
    browser = Client()
    joined = browser.post("/staff/join", {"username": "Ann", "code": code, "password": PASSWORD})
    assert joined["Location"] == SIGN_IN
    assert browser.post(SIGN_IN, {"login": "ann", "password": PASSWORD})["Location"] == HOME
    assert browser.get(HOME)["Location"] == "/staff/factors"
    page = browser.get("/staff/factors/app/add").content.decode()
    secret = re.search(r'<code class="id" translate="no">(\w+)</code>', page)
    assert secret
    added = browser.post("/staff/factors/app/add", {"code": code_for(secret[1])})
    assert added["Location"] == "/staff/factors/codes"
    shown = browser.get("/staff/factors/codes").content.decode()
    assert all(f"<li>{code}</li>" in shown for code in recovery_codes(user))
    assert is_inside(browser)
    again = browser.get("/staff/factors/codes").content.decode()
    assert not any(code in again for code in recovery_codes(user))


def test_the_code_an_app_was_set_up_with_does_not_sign_in_row_40() -> None:
    user = member(second_factor=False)
    browser = signed_in(user)
    secret = re.search(r'<code class="id" translate="no">(\w+)</code>', words(browser.get("/staff/factors/app/add")))
    assert secret
    code = code_for(secret[1])
    browser.post("/staff/factors/app/add", {"code": code})
    other = Client()
    other.post(SIGN_IN, {"login": user.username, "password": PASSWORD})
    other.post(SECOND, {"code": code})
    assert not is_inside(other)


def test_password_and_code_open_the_desk() -> None:
    assert is_inside(enter(member()))


def test_the_password_alone_opens_nothing_row_37() -> None:
    user = member()
    browser = Client()
    answer = browser.post(SIGN_IN, {"login": user.username, "password": PASSWORD})
    assert answer["Location"] == SECOND
    assert browser.get(HOME)["Location"].startswith(SIGN_IN)
    assert browser.get("/staff/factors")["Location"].startswith(SIGN_IN)


def test_a_session_from_before_the_second_factor_does_not_open_the_desk() -> None:
    user = member(second_factor=False)
    thief, owner = signed_in(user), signed_in(user)
    secret = re.search(r'<code class="id" translate="no">(\w+)</code>', words(owner.get("/staff/factors/app/add")))
    assert secret
    owner.post("/staff/factors/app/add", {"code": code_for(secret[1])})
    assert is_inside(owner)
    assert thief.get(HOME)["Location"].startswith(SIGN_IN)


def test_unknown_wrong_closed_and_not_joined_look_alike_rows_35_and_38() -> None:
    member(username="known")
    member(username="closed", is_active=False)
    people.invite(by=OPERATOR, username="invited", email="i@example.org", role=StaffRole.SUPPORT)
    answers = {name: try_password(name) for name in ("known", "nobody", "closed", "invited")}
    assert {answer.status_code for answer in answers.values()} == {200}
    pages = {words(answer).replace(f'value="{name}"', "") for name, answer in answers.items()}
    assert len(pages) == 1
    assert "do not fit together" in pages.pop()


def test_an_account_that_is_there_takes_no_longer_row_38(settings: Any) -> None:
    settings.PASSWORD_HASHERS = staff_accounts(secure=False)["PASSWORD_HASHERS"]
    member(username="known", email="known@example.org")
    people.invite(by=OPERATOR, username="invited", email="i@example.org", role=StaffRole.SUPPORT)
    requests = {
        "known": lambda: try_password("known"),
        "nobody": lambda: try_password("nobody"),
        "invited": lambda: try_password("invited"),
        "known mail": lambda: Client().post("/staff/password/lost", {"email": "known@example.org"}),
        "no mail": lambda: Client().post("/staff/password/lost", {"email": "nobody@example.org"}),
    }
    taken: dict[str, list[float]] = {name: [] for name in requests}
    for _ in range(5):
        for name, ask in requests.items():
            began = process_time()
            ask()
            taken[name].append(process_time() - began)
    times = {name: median(found) for name, found in taken.items()}
    passwords = [times[name] for name in ("known", "nobody", "invited")]
    assert max(passwords) - min(passwords) < 0.05, times
    assert abs(times["known mail"] - times["no mail"]) < 0.05, times


def test_passwords_are_kept_as_argon2_row_34(settings: Any) -> None:
    settings.PASSWORD_HASHERS = staff_accounts(secure=True)["PASSWORD_HASHERS"]
    assert member().password.startswith("argon2$argon2id$")


@pytest.mark.parametrize("name", ["known", "nobody"])
def test_after_five_tries_even_the_right_password_waits_row_35(name: str) -> None:
    member(username="known")
    for _ in range(5):
        assert "do not fit together" in words(try_password(name))
    limited = words(try_password(name, PASSWORD))
    assert "Too many tries" in limited
    assert "do not fit together" not in limited
    elsewhere = try_password("known", PASSWORD, REMOTE_ADDR="198.51.100.7")
    assert elsewhere["Location"] == SECOND


def test_many_addresses_meet_the_limit_of_the_account_row_35() -> None:
    member(username="known")
    for number in range(50):
        try_password("KNOWN" if number % 2 else "known", REMOTE_ADDR=f"198.51.100.{number}")
    assert "Too many tries" in words(try_password("known", PASSWORD, REMOTE_ADDR="203.0.113.1"))


def test_codes_of_the_second_step_are_limited_row_35() -> None:
    user = member()
    browser = Client()
    browser.post(SIGN_IN, {"login": user.username, "password": PASSWORD})
    for _ in range(5):
        assert "does not fit" in words(browser.post(SECOND, {"code": "000000"}))
    assert "Too many tries" in words(browser.post(SECOND, {"code": app_code(user)}))


def test_a_code_of_the_app_counts_once_row_40() -> None:
    user = member()
    code = app_code(user)
    first, second = Client(), Client()
    for browser in (first, second):
        browser.post(SIGN_IN, {"login": user.username, "password": PASSWORD})
        browser.post(SECOND, {"code": f"{code[:3]} {code[3:]}"})
    assert is_inside(first)
    assert not is_inside(second)
    second.post(SECOND, {"code": app_code(user, 1)})
    assert is_inside(second)


def test_a_recovery_code_counts_once_row_40() -> None:
    user = member()
    code = recovery_codes(user)[0]
    first, second = Client(), Client()
    for browser in (first, second):
        browser.post(SIGN_IN, {"login": user.username, "password": PASSWORD})
        browser.post(SECOND, {"code": code})
    assert is_inside(first)
    assert not is_inside(second)


def test_a_sign_in_is_a_new_session_without_what_was_open_row_42() -> None:
    reader = Reader()
    reader.until("check")
    browser, user = reader.client, member()
    before = browser.cookies["recourse_session"].value
    browser.get(SIGN_IN)
    enter(user, browser)
    assert browser.cookies["recourse_session"].value != before
    assert not Session.objects.filter(session_key=before).exists()
    assert "case" not in browser.session
    assert browser.session.get_expiry_age() <= 12 * 3600
    assert is_inside(browser)


def test_a_planted_session_id_is_not_taken_row_42() -> None:
    browser, user = Client(), member()
    browser.cookies["recourse_session"] = "a" * 32
    enter(user, browser)
    assert browser.cookies["recourse_session"].value != "a" * 32


@pytest.mark.parametrize(("seconds", "inside"), [(29 * 60, True), (31 * 60, False)])
def test_half_an_hour_without_a_page_ends_the_session_row_43(seconds: int, inside: bool) -> None:
    browser = signed_in(member())
    later(browser, seconds)
    assert is_inside(browser) is inside
    if not inside:
        assert "the time was over" in words(browser.get(SIGN_IN))
        assert not is_inside(browser)


def test_half_a_day_ends_the_session_whatever_happens_row_43() -> None:
    browser = signed_in(member())
    for _ in range(26):
        later(browser, 28 * 60)
        browser.get(HOME)
    assert not is_inside(browser)


def test_the_page_warns_before_and_can_be_stayed_on_row_43() -> None:
    browser = signed_in(member())
    later(browser, 20 * 60)
    page = words(browser.get(HOME))
    assert 'data-ends="' in page
    assert "Signed out after 30 minutes" in page
    later(browser, 20 * 60)
    assert 1700 < browser.post("/staff/stay").json()["seconds"] <= 1800


def test_signing_out_ends_the_session_on_the_server_row_44() -> None:
    browser = signed_in(member())
    kept = browser.cookies["recourse_session"].value
    answer = browser.post("/staff/sign-out")
    assert answer["Clear-Site-Data"]
    assert not Session.objects.filter(session_key=kept).exists()
    browser.cookies["recourse_session"] = kept
    assert not is_inside(browser)


def test_a_link_does_not_sign_out() -> None:
    browser = signed_in(member())
    assert browser.get("/staff/sign-out").status_code == 200
    assert is_inside(browser)


@pytest.mark.parametrize("do", ["close", "sessions", "role", "invite"])
def test_an_administrator_ends_all_sessions_at_once_row_44(do: str) -> None:
    user, administrator = member(), signed_in(member(StaffRole.ADMINISTRATOR))
    devices = [signed_in(user), signed_in(user)]
    administrator.post(f"/staff/people/{user.id}/change", {"do": do, "role": StaffRole.SUPERVISOR})
    assert not any(is_inside(device) for device in devices)
    assert is_inside(administrator)


def test_another_password_ends_the_other_sessions_row_44() -> None:
    user = member()
    here, there = signed_in(user), signed_in(user)
    new = "a quite other sentence"
    here.post("/staff/password", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert is_inside(here)
    assert not is_inside(there)


WEIGHTY = (
    "/staff/factors/app/remove",
    "/staff/factors/codes/new",
    "/staff/factors/passkeys/add",
    "/staff/password",
    "/staff/people",
)


@pytest.mark.parametrize("path", WEIGHTY)
def test_what_is_weighty_asks_who_it_is_again_row_45(path: str) -> None:
    user = member(StaffRole.ADMINISTRATOR)
    browser = signed_in(user)
    assert browser.get(path).status_code == 200
    later(browser, 6 * 60)
    asked = browser.get(path)
    assert asked["Location"].startswith("/staff/sure?")
    assert browser.post(asked["Location"], {"password": "wrong"}).status_code == 200
    assert browser.get(path).status_code == 302
    assert browser.post(asked["Location"], {"password": PASSWORD})["Location"] == path
    assert browser.get(path).status_code == 200


def test_a_form_sent_too_late_changes_nothing_row_45() -> None:
    user, browser = member(), signed_in(member(StaffRole.ADMINISTRATOR))
    later(browser, 6 * 60)
    page = f"/staff/people/{user.id}"
    answer = browser.post(f"{page}/change", {"do": "close"}, HTTP_REFERER=f"http://testserver{page}")
    assert answer["Location"] == f"/staff/sure?next=%2Fstaff%2Fpeople%2F{user.id}"
    user.refresh_from_db()
    assert user.is_active


def test_it_can_be_the_app_that_is_asked_and_its_code_counts_once_row_45() -> None:
    user = member()
    browser = signed_in(user)
    later(browser, 6 * 60)
    code = app_code(user)
    answer = browser.post("/staff/sure/code?next=/staff/password", {"code": code})
    assert answer["Location"] == "/staff/password"
    later(browser, 6 * 60)
    assert "does not fit" in words(browser.post("/staff/sure/code?next=/staff/password", {"code": code}))


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example/", "http://testserver@evil.example/", "javascript:alert(1)"]
)
def test_next_leads_only_to_this_host_row_22(target: str) -> None:
    user = member()
    browser = Client()
    browser.post(f"{SIGN_IN}?next={target}", {"login": user.username, "password": PASSWORD, "next": target})
    assert browser.post(SECOND, {"code": app_code(user)})["Location"] == HOME


def test_next_leads_back_to_the_page_that_was_asked_for() -> None:
    user = member(StaffRole.AUDITOR)
    browser = Client()
    asked = browser.get("/staff/trail?kind=signed_in")["Location"]
    browser.post(asked, {"login": user.username, "password": PASSWORD})
    assert browser.post(SECOND, {"code": app_code(user)})["Location"] == "/staff/trail?kind=signed_in"


def test_secrets_of_factors_are_sealed_in_the_database() -> None:
    user = member()
    for factor in Authenticator.objects.filter(user=user):
        sealed = factor.data.get("secret") or factor.data["seed"]
        assert sealed.startswith("v1.")


def test_the_trail_says_who_came_and_went_and_nothing_else_row_60() -> None:
    user = member(username="thornfield", email="thornfield@example.org")
    try_password("thornfield", "planted-password")
    try_password("planted-name")
    browser = enter(user)
    browser.get("/staff/people")
    browser.post("/staff/factors/codes/new")
    browser.post("/staff/sign-out")
    kinds = list(Event.objects.order_by("number").values_list("kind", flat=True))
    assert kinds == [
        "sign_in_refused",
        "sign_in_refused",
        "app_code_used",
        "signed_in",
        "staff_refused",
        "recovery_codes_renewed",
        "signed_out",
    ]
    said = repr(list(Event.objects.values_list("actor", "details")))
    assert str(user.id) in said
    for planted in ("thornfield", "planted", "example.org"):
        assert planted not in said


def test_an_account_is_never_there_by_itself_row_36() -> None:
    assert not User.objects.exists()
