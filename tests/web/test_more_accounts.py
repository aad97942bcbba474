"""Accounts and API keys: what a company needs to find them, what is still on, and never a secret."""

from datetime import timedelta

import pytest

from incidents.core.record_parts import Account
from incidents.models import Case
from incidents.services import clock
from incidents.services.snapshot import snapshot
from tests.web.test_secrets import everything_stored
from tests.web.walking import Reader

pytestmark = pytest.mark.django_db
SECRET_LIKE = "Zk3vQ9xYtR7pLmN2bV8cD4fG6hJ1sW5aE0uI"
TODAY = clock.now().date()


@pytest.fixture
def reader() -> Reader:
    reader = Reader()
    reader.walk()
    return reader


def accounts() -> tuple[Account, ...]:
    return snapshot(Case.objects.get()).accounts


def page(reader: Reader, path: str) -> str:
    return reader.get(path).content.decode()


def keys_of(reader: Reader) -> str:
    """The address of the keys of the first account."""
    return f"/accounts/{Case.objects.get().accounts.order_by('position')[0].id}/keys"


def key(reader: Reader, **said: str) -> str:
    """A new key; the page on which it stands then."""
    keys = keys_of(reader)
    response = reader.post(f"{keys}/new", label="trading bot", **said)
    assert response.headers["Location"] == keys
    return page(reader, keys)


def test_an_account_is_filled_in(reader: Reader) -> None:
    path = f"/accounts/{Case.objects.get().accounts.get().id}"
    said = {"company": "binance", "uid": "104417381", "registered_email": "jane@example", "two_factor": "totp"}
    reader.post(path, state="withdraw_only", **said)
    account = accounts()[0]
    assert (account.institution, account.uid, account.state) == ("binance", "104417381", "withdraw_only")
    shown = page(reader, "/accounts")
    assert "jane@example looks mistyped. We keep it." in shown
    assert "I can only withdraw" in shown


def test_a_name_that_may_mean_a_known_company_is_asked_about_once(reader: Reader) -> None:
    answer = reader.post("/accounts/new", company="other", company_name="Binanc").content.decode()
    assert "Do you mean one of these?" in answer
    reader.post("/accounts/new", company="other", company_name="Binanc", meant="-")
    assert (accounts()[1].institution, accounts()[1].institution_name) == (None, "Binanc")
    assert "We do not know this company. No letter is made to it." in page(reader, "/accounts")
    assert "Choose the company" in reader.post("/accounts/new", company="").content.decode()


def test_the_words_of_another_origin_stay(reader: Reader) -> None:
    row = Case.objects.get().accounts.get()
    row.two_factor = "yubikey and sms"
    row.save()
    assert 'value="yubikey and sms" selected' in page(reader, f"/accounts/{row.id}")
    reader.post(f"/accounts/{row.id}", company="binance", two_factor="yubikey and sms", uid="7")
    assert (accounts()[0].two_factor, accounts()[0].uid) == ("yubikey and sms", "7")


def test_a_key_that_is_still_on_is_pointed_out_with_what_to_do_there(reader: Reader) -> None:
    shown = key(reader, created_on=(TODAY - timedelta(days=10)).isoformat())
    assert "As far as we know it is still on. Switch it off now." in shown
    assert "days old" not in shown
    assert "binance.com" in shown
    assert "Source:" in shown
    assert "1 API key is still on, as far as we know." in page(reader, "/accounts")


@pytest.mark.parametrize(("days", "old"), [(90, False), (91, True)])
def test_a_key_older_than_90_days_is_pointed_out(reader: Reader, days: int, *, old: bool) -> None:
    made = TODAY - timedelta(days=days)
    shown = key(reader, created_on=made.isoformat(), revoked_at=f"{TODAY.isoformat()} 00:01 UTC")
    assert ("Look for other old keys" in shown) is old
    assert "still on" not in shown


def test_of_a_key_only_the_beginning_is_ever_stored(reader: Reader) -> None:
    keys = keys_of(reader)
    typing = {"HX-Request": "true"}
    reader.client.post(f"{keys}/new", {"public_prefix": SECRET_LIKE, "label": "bot"}, headers=typing)
    reader.post(f"{keys}/new", public_prefix=SECRET_LIKE, created_on="some day")
    key(reader, public_prefix=SECRET_LIKE)
    assert accounts()[0].api_keys[0].public_prefix == SECRET_LIKE[:6]
    assert SECRET_LIKE[:7] not in everything_stored()


def test_the_secret_of_a_key_stops_the_page(reader: Reader) -> None:
    secret = "API secret: 9f8a7b6c5d4e3f2a1b0c9d8e7f6a5b4c"
    answer = reader.post(f"{keys_of(reader)}/new", label="bot", linked_app=secret).content.decode()
    assert "We did not keep this" in answer
    assert "9f8a7b6c5d4e" not in answer + everything_stored()


def test_keys_are_changed_and_taken_out_by_their_place_unless_the_case_changed(reader: Reader) -> None:
    key(reader, trade="on", withdraw="on", ip_allowlist="203.0.113.4, 203.0.113.5", linked_app="Bot Service")
    key(reader)
    keys, before = keys_of(reader), str(Case.objects.get().changes)
    reader.post(f"{keys}/0", label="old bot", trade="on", ip_allowlist="203.0.113.4, 203.0.113.5", seen=before)
    first, second = accounts()[0].api_keys
    assert (first.label, first.permissions, first.linked_app) == ("old bot", ("trade",), "Bot Service")
    assert first.ip_allowlist == ("203.0.113.4", "203.0.113.5")
    assert "changed in another window" in reader.post(f"{keys}/1", label="x", seen=before).content.decode()
    assert reader.post(f"{keys}/1/remove", seen=before).headers["Location"] == f"{keys}/1"
    assert accounts()[0].api_keys == (first, second)
    reader.post(f"{keys}/0/remove", seen=str(Case.objects.get().changes))
    assert accounts()[0].api_keys == (second,)
    assert reader.get(f"{keys}/1").status_code == 404


def test_rights_that_no_box_names_stay(reader: Reader) -> None:
    row = Case.objects.get().accounts.get()
    row.api_keys = [{"label": "bot", "permissions": ["general", "spot_trade"]}]
    row.save()
    reader.post(f"{keys_of(reader)}/0", label="bot", trade="on", withdraw="on")
    assert accounts()[0].api_keys[0].permissions == ("trade", "withdraw", "general")


def test_without_a_key_nothing_is_missing(reader: Reader) -> None:
    assert reader.get("/keys").headers["Location"] == keys_of(reader)
    reader.post(keys_of(reader), do="none")
    tasks = page(reader, "/tasks")
    assert 'task-not_needed" id="state_keys"' in tasks
    assert "there is nothing to list here" in page(reader, keys_of(reader))


def test_row_46_the_keys_of_another_case_are_not_there(reader: Reader) -> None:
    key(reader)
    keys, account = keys_of(reader), accounts()[0]
    stranger = Reader()
    stranger.walk()
    for path in (keys, f"{keys}/new", f"{keys}/0"):
        assert stranger.get(path).status_code == 404
    assert stranger.post(f"{keys}/0/remove").status_code == 404
    assert stranger.post(f"{keys}/new", label="x").status_code == 404
    mine = Case.objects.exclude(id=stranger.client.session["case"]).get()
    assert snapshot(mine).accounts == (account,)
