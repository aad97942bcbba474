"""Two at the same moment: no code counts twice, no limit is passed by."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections
from django.test import Client

from incidents.core.errors import TooMany
from incidents.services import signing_in
from tests.factories.staff import PASSWORD, app_code, member, recovery_codes
from tests.web.test_staff_sign_in import SECOND, SIGN_IN, is_inside

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 4


def together(do: Callable[[int], bool]) -> int:
    """How many of several threads that start at one moment succeed."""
    ready = Barrier(AT_ONCE)

    def one(number: int) -> bool:
        ready.wait()
        try:
            return do(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as threads:
        return sum(threads.map(one, range(AT_ONCE)))


@pytest.mark.parametrize("kind", ["app", "recovery"])
def test_of_several_at_once_one_code_lets_in_one_row_40(kind: str) -> None:
    user = member()
    code = app_code(user) if kind == "app" else recovery_codes(user)[0]
    browsers = [Client() for _ in range(AT_ONCE)]
    for browser in browsers:
        assert browser.post(SIGN_IN, {"login": user.username, "password": PASSWORD})["Location"] == SECOND

    def enter_code(number: int) -> bool:
        return bool(browsers[number].post(SECOND, {"code": code}).status_code == 302)

    assert together(enter_code) == 1
    assert sum(is_inside(browser) for browser in browsers) == 1


def test_tries_at_once_do_not_pass_the_limit_row_35() -> None:
    for _ in range(signing_in.PER_ACCOUNT_AND_ADDRESS - 1):
        signing_in.count_try(what="password", account="ann", address="192.0.2.1")

    def one_more(_: int) -> bool:
        try:
            signing_in.count_try(what="password", account="ann", address="192.0.2.1")
        except TooMany:
            return False
        return True

    assert together(one_more) == 1
