"""A forgotten password: the code from the mail, in the browser that asked; the second factor stays."""

import re

import pytest
from django.http import HttpResponse
from django.test import Client

from incidents.core.desk_vocabulary import MailKind
from incidents.models import Event, Mail, User
from tests.factories.staff import PASSWORD, app_code, enter, member, signed_in
from tests.web.test_staff_sign_in import HOME, SECOND, SIGN_IN, is_inside, words

pytestmark = pytest.mark.django_db
ASK, CODE, NEW = "/staff/password/lost", "/staff/password/code", "/staff/password/new"
ANOTHER = "two otters under the bridge"


@pytest.fixture
def user() -> User:
    return member(username="ann", email="ann@example.org")


def asked(email: str = "ann@example.org") -> Client:
    browser = Client()
    assert browser.post(ASK, {"email": email})["Location"] == CODE
    return browser


def newest_code() -> str:
    mail = Mail.objects.filter(kind=MailKind.STAFF_PASSWORD).latest("created_at")
    return str(mail.secret)


def set_new(browser: Client, code: str, password: str = ANOTHER) -> HttpResponse:
    browser.post(CODE, {"code": code})
    return browser.post(NEW, {"password1": password, "password2": password})


def test_a_new_password_keeps_the_second_factor_and_ends_sessions_row_39(user: User) -> None:
    elsewhere = signed_in(user)
    browser = asked("Ann@Example.org")
    assert set_new(browser, newest_code())["Location"] == "/staff/password/done"
    assert not is_inside(elsewhere)
    assert browser.get(HOME)["Location"].startswith(SIGN_IN)
    assert browser.post(SIGN_IN, {"login": "ann", "password": ANOTHER})["Location"] == SECOND
    assert not is_inside(browser)
    browser.post(SECOND, {"code": app_code(user)})
    assert is_inside(browser)
    assert "password_changed" in Event.objects.values_list("kind", flat=True)


def test_an_unknown_address_looks_the_same_and_gets_no_mail_row_38(user: User) -> None:
    pages = {words(asked(address).get(CODE)) for address in ("ann@example.org", "nobody@example.org")}
    assert len(pages) == 1
    assert [mail.to for mail in Mail.objects.all()] == ["ann@example.org"]


def test_the_code_is_bound_to_the_browser_that_asked_row_41(user: User) -> None:
    asked()
    code = newest_code()
    thief = asked("nobody@example.org")
    assert set_new(thief, code)["Location"] == CODE
    assert Client().post(CODE, {"code": code})["Location"] == SIGN_IN
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_a_new_request_kills_the_code_before_row_41(user: User) -> None:
    first = asked()
    old = newest_code()
    second = asked()
    assert set_new(first, old)["Location"] == CODE
    assert set_new(second, newest_code())["Location"] == "/staff/password/done"


@pytest.mark.parametrize(("minutes", "holds"), [(9, True), (11, False)])
def test_the_code_holds_for_ten_minutes_row_41(user: User, minutes: int, holds: bool) -> None:
    browser = asked()
    session = browser.session
    session["account_password_reset_verification"]["at"] -= 60 * minutes
    session.save()
    assert (set_new(browser, newest_code())["Location"] == "/staff/password/done") is holds


def test_three_wrong_codes_end_it_row_35(user: User) -> None:
    browser = asked()
    for _ in range(3):
        browser.post(CODE, {"code": "BBBB-BBBB"})
    assert browser.post(CODE, {"code": newest_code()})["Location"] == SIGN_IN


def test_asking_again_and_again_is_limited_row_35(user: User) -> None:
    for address in ("ann@example.org", "nobody@example.org"):
        for _ in range(5):
            asked(address)
        limited = Client().post(ASK, {"email": address})
        assert limited.status_code == 200
        assert "Too many tries" in words(limited)


def test_no_step_can_be_skipped(user: User) -> None:
    assert Client().get(NEW)["Location"] == ASK
    assert asked().get(NEW)["Location"] == CODE


def test_no_address_carries_a_code_a_name_or_a_token_row_54(user: User) -> None:
    browser = Client()
    seen = [browser.post(ASK, {"email": user.email})["Location"]]
    code = newest_code()
    seen += [browser.post(CODE, {"code": code})["Location"], set_new(browser, code)["Location"]]
    page = words(browser.get(CODE))
    seen += re.findall(r'(?:href|action)="([^"]+)"', page)
    for planted in (code, code.replace("-", ""), "ann", str(user.id)):
        assert not any(planted in path for path in seen)


def test_weak_passwords_are_refused_here_too_row_34(user: User) -> None:
    browser = asked()
    assert set_new(browser, newest_code(), "password1234").status_code == 200
    inside = enter(user)
    weak = {"oldpassword": PASSWORD, "password1": "short", "password2": "short"}
    assert inside.post("/staff/password", weak).status_code == 200
    user.refresh_from_db()
    assert user.check_password(PASSWORD)
