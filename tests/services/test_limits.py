"""Limits and proofs of work: counted for whom they say, told in time, used once. Security row 15."""

import base64
import json
from datetime import timedelta

import altcha
import pytest

from incidents.core.errors import NotAllowed, TooMany
from incidents.models import Throttle
from incidents.services import clock, limits, throttling, work
from incidents.services.limits import TABLE, Per
from incidents.web.error_messages import sentence

pytestmark = pytest.mark.django_db


def solved(sum_: dict[str, object]) -> str:
    """What a browser sends for a sum, found as a browser finds it."""
    found = altcha.solve_challenge(sum_["challenge"], sum_["salt"], sum_["algorithm"], sum_["maxNumber"])
    members = {name: sum_[name] for name in ("algorithm", "challenge", "salt", "signature")}
    return base64.b64encode(json.dumps({**members, "number": found.number}).encode()).decode()


def check(proof: str = "", waited: str = "", address: str = "192.0.2.7") -> None:
    work.check(solved=proof, waited=waited, address=address)


def later(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(seconds=seconds))


@pytest.mark.parametrize("limit", TABLE, ids=lambda limit: f"{limit.what} per {limit.per}")
def test_row_15_each_limit_holds_for_whom_it_says_and_tells_when_to_go_on(limit: limits.Limit) -> None:
    mine = {
        Per.SUBJECT: {"subject": "mine", "address": ""},
        Per.ADDRESS: {"subject": "", "address": "192.0.2.7"},
        Per.ALL: {"subject": "", "address": ""},
    }[limit.per]
    limits.count(what=limit.what, number=limit.most, **mine)
    with pytest.raises(TooMany) as caught:
        limits.count(what=limit.what, **mine)
    assert caught.value.code == "limit_reached"
    wait = caught.value.params["wait"]
    assert isinstance(wait, int)
    assert 0 < wait <= limit.within.total_seconds() + 1
    assert "Nothing is lost" in sentence(caught.value)


def test_row_15_others_are_not_held_up() -> None:
    limits.count(what="verify", address="192.0.2.7", number=300)
    with pytest.raises(TooMany):
        limits.count(what="verify", address="192.0.2.7")
    limits.count(what="verify", address="192.0.2.8")


def test_addresses_of_one_site_count_together_and_none_is_kept_in_clear() -> None:
    limits.count(what="verify", address="2001:db8:1:2::1", number=300)
    with pytest.raises(TooMany):
        limits.count(what="verify", address="2001:db8:1:2:ffff::2")
    assert "2001" not in str(list(Throttle.objects.values_list("key")))


def test_every_limit_says_why() -> None:
    assert all(limit.why and limit.most and limit.within for limit in TABLE)


def test_a_solved_sum_is_good_once() -> None:
    proof = solved(work.challenge())
    check(proof)
    with pytest.raises(NotAllowed):
        check(proof)


def test_a_sum_that_nobody_set_or_solved_is_no_proof() -> None:
    sum_ = work.challenge()
    own = altcha.create_challenge(altcha.ChallengeOptions(max_number=5, hmac_key="mine")).to_dict()
    wrong = base64.b64encode(json.dumps({**sum_, "number": -1}).encode()).decode()
    number_missing = base64.b64encode(json.dumps(sum_).encode()).decode()
    for made_up in (solved(own), wrong, number_missing, "x", "bnVsbA==", base64.b64encode(b"[1]").decode(), ""):
        with pytest.raises(NotAllowed):
            check(made_up)


def test_a_sum_runs_out(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        later(patch, -2 * work.LASTS.total_seconds())
        old = solved(work.challenge())
    with pytest.raises(NotAllowed):
        check(old)


def test_without_scripts_a_wait_is_enough_and_never_refused_for_being_early(monkeypatch: pytest.MonkeyPatch) -> None:
    ticket = work.ticket()
    with pytest.raises(TooMany) as caught:
        check(waited=ticket)
    assert caught.value.code == "wait_not_over"
    later(monkeypatch, 21)
    check(waited=ticket)
    later(monkeypatch, 42)
    with pytest.raises(NotAllowed):
        check(waited=ticket)


def test_waits_do_not_run_side_by_side(monkeypatch: pytest.MonkeyPatch) -> None:
    tickets = [work.ticket() for _ in range(3)]
    later(monkeypatch, 21)
    check(waited=tickets[0])
    with pytest.raises(TooMany):
        check(waited=tickets[1])
    check(waited=tickets[2], address="192.0.2.8")
    later(monkeypatch, 20)
    check(waited=tickets[1])


def test_a_ticket_is_signed_and_runs_out(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NotAllowed):
        check(waited=work.ticket() + "x")
    with monkeypatch.context() as patch:
        later(patch, -2 * work.LASTS.total_seconds())
        old = work.ticket()
    with pytest.raises(NotAllowed):
        check(waited=old)


def test_something_is_used_for_the_first_time_once() -> None:
    until = clock.now() + timedelta(hours=1)
    assert throttling.first_time(what="a", whom="b", until=until)
    assert not throttling.first_time(what="a", whom="b", until=until)
    assert throttling.first_time(what="a", whom="c", until=until)
