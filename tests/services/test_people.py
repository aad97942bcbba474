"""The staff: invited, changed, and a lost second factor made good by two administrators."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator

from incidents.access.invitations import invitations
from incidents.core.desk_vocabulary import StaffRole
from incidents.core.errors import BadInput, NotAllowed, NotFound
from incidents.core.vocabulary import OPERATOR, SYSTEM, Actor, ActorKind
from incidents.models import Event, User
from incidents.services import people
from tests.factories.staff import PASSWORD, member

pytestmark = pytest.mark.django_db


def actor(user: User) -> Actor:
    return Actor(ActorKind.STAFF, user.id)


@pytest.fixture
def ann() -> User:
    return member(StaffRole.ADMINISTRATOR, username="ann")


@pytest.fixture
def bob() -> User:
    return member(StaffRole.ADMINISTRATOR, username="bob")


def invited(name: str = "new") -> tuple[User, str]:
    return people.invite(by=OPERATOR, username=name, email=f"{name}@example.org", role=StaffRole.SUPPORT)


def join(code: str, password: str = PASSWORD, name: str = "new") -> User:
    return people.join(by=SYSTEM, username=name, code=code, password=password)


def test_a_one_time_code_sets_a_password_once() -> None:
    user, code = invited()
    assert not user.has_usable_password()
    assert join(code).check_password(PASSWORD)
    with pytest.raises(NotFound):
        join(code, "another long sentence")


def test_a_code_has_at_least_128_bits_row_50() -> None:
    _, code = invited()
    secret = code.partition("-")[2]
    assert len(secret) * 4 >= 128
    assert int(secret, 16) > 0


@pytest.mark.parametrize(("days", "holds"), [(2, True), (4, False)])
def test_a_code_holds_for_three_days(monkeypatch: pytest.MonkeyPatch, days: int, holds: bool) -> None:
    _, code = invited()
    now = invitations._now()
    monkeypatch.setattr(type(invitations), "_now", lambda self: now + timedelta(days=days))
    if holds:
        join(code)
    else:
        with pytest.raises(NotFound):
            join(code)


def test_a_new_code_kills_the_old_one_row_41(ann: User) -> None:
    user, old = invited()
    new = people.invite_again(by=actor(ann), user=user)
    with pytest.raises(NotFound):
        join(old)
    join(new)


def test_unknown_name_and_wrong_code_fail_alike_row_38() -> None:
    _, code = invited()
    codes = []
    for name, given in (("new", "x"), ("nobody", code), ("nobody", "x")):
        with pytest.raises(NotFound) as failed:
            join(given, name=name)
        codes.append((failed.value.code, failed.value.params))
    assert codes == [("invitation_not_found", {})] * 3


def test_the_code_of_one_opens_no_other_account() -> None:
    invited()
    _, other = invited("other")
    with pytest.raises(NotFound):
        join(other)


def test_a_closed_account_cannot_be_joined(ann: User) -> None:
    user, code = invited()
    people.set_active(by=actor(ann), user=user, active=False)
    with pytest.raises(NotFound):
        join(code)


@pytest.mark.parametrize("weak", ["eleven_char", "1234567890123456", "qwertyuiopasdf", "new@example.org"])
def test_short_common_and_own_words_are_refused_row_34(weak: str) -> None:
    _, code = invited()
    with pytest.raises(BadInput) as refused:
        join(code, weak)
    assert refused.value.params["reasons"]


@pytest.mark.parametrize("fine", ["only small letters", "пять слов стоят подряд", "  two blanks at the ends  "])
def test_no_rule_says_which_signs_a_password_must_have_row_34(fine: str) -> None:
    _, code = invited()
    assert join(code, fine).check_password(fine)


@pytest.mark.parametrize(
    ("name", "email"),
    [
        ("new", "a@example.org"),
        ("NEW", "a@example.org"),
        ("", "a@example.org"),
        ("x", "none"),
        ("x", ""),
        ("x", "NEW@example.org"),
    ],
)
def test_taken_names_and_odd_addresses_are_refused(name: str, email: str) -> None:
    invited()
    with pytest.raises(BadInput):
        people.invite(by=OPERATOR, username=name, email=email, role=StaffRole.SUPPORT)
    assert User.objects.count() == 1


def test_only_administrators_look_after_people_row_46(ann: User) -> None:
    user = member()
    for role in set(StaffRole) - {StaffRole.ADMINISTRATOR}:
        by = actor(member(role))
        for deed in (people.end_sessions, people.invite_again, people.ask_factor_reset):
            with pytest.raises(NotAllowed):
                deed(by=by, user=user)
        with pytest.raises(NotAllowed):
            people.change_role(by=by, user=user, role=StaffRole.ADMINISTRATOR)
        with pytest.raises(NotAllowed):
            people.invite(by=by, username="mine", email="m@example.org", role=StaffRole.ADMINISTRATOR)
    people.end_sessions(by=actor(ann), user=user)


def test_a_closed_administrator_does_nothing_more(ann: User, bob: User) -> None:
    people.set_active(by=actor(ann), user=bob, active=False)
    with pytest.raises(NotAllowed):
        people.set_active(by=actor(bob), user=ann, active=False)


def test_nobody_changes_their_own_account(ann: User) -> None:
    with pytest.raises(NotAllowed, match="not_oneself"):
        people.change_role(by=actor(ann), user=ann, role=StaffRole.SUPERVISOR)
    with pytest.raises(NotAllowed, match="not_oneself"):
        people.ask_factor_reset(by=actor(ann), user=ann)


def test_a_lost_second_factor_needs_two_administrators_row_39(ann: User, bob: User) -> None:
    user = member(username="carol")
    people.ask_factor_reset(by=actor(ann), user=user)
    with pytest.raises(NotAllowed, match="needs_another_person"):
        people.approve_factor_reset(by=actor(ann), user=user)
    assert Authenticator.objects.filter(user=user).exists()
    code = people.approve_factor_reset(by=actor(bob), user=user)
    assert not Authenticator.objects.filter(user=user).exists()
    user.refresh_from_db()
    assert not user.check_password(PASSWORD)
    join(code, name="carol")
    kinds = Event.objects.filter(details__user=str(user.id)).order_by("number").values_list("kind", "actor")
    assert list(kinds) == [("factor_reset_asked", str(actor(ann))), ("factor_reset_done", str(actor(bob)))]


def test_the_person_itself_is_not_one_of_the_two_row_39(ann: User, bob: User) -> None:
    people.ask_factor_reset(by=actor(ann), user=bob)
    with pytest.raises(NotAllowed, match="not_oneself"):
        people.approve_factor_reset(by=actor(bob), user=bob)


def test_a_request_is_decided_once(ann: User, bob: User) -> None:
    user = member()
    people.ask_factor_reset(by=actor(ann), user=user)
    with pytest.raises(NotAllowed, match="reset_asked_already"):
        people.ask_factor_reset(by=actor(bob), user=user)
    people.refuse_factor_reset(by=actor(bob), user=user)
    with pytest.raises(NotFound):
        people.approve_factor_reset(by=actor(bob), user=user)
    assert Authenticator.objects.filter(user=user).exists()


def test_each_deed_stands_in_the_trail_without_names(ann: User) -> None:
    user, _ = people.invite(by=actor(ann), username="dora", email="dora@example.org", role=StaffRole.SUPPORT)
    people.change_role(by=actor(ann), user=user, role=StaffRole.SUPERVISOR)
    people.set_active(by=actor(ann), user=user, active=False)
    people.set_active(by=actor(ann), user=user, active=True)
    people.end_sessions(by=actor(ann), user=user)
    lines = Event.objects.order_by("number")
    assert [line.kind for line in lines] == [
        "staff_invited",
        "staff_role_changed",
        "staff_closed",
        "staff_opened",
        "staff_sessions_ended",
    ]
    assert lines[1].details == {"user": str(user.id), "before": "support", "after": "supervisor"}
    assert "dora" not in repr([(line.actor, line.details) for line in lines])
