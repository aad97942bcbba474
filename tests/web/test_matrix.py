"""Every address of the portal against everybody who could ask for it: rows 46 and 47 of the security list.

What must happen is read from the permission matrix. Beside the status, no answer may hold planted words of a case to
somebody who has no business with it. An address that is added is tested at once; one that needs an argument nobody
knows fails until ``tests/factories/addresses.py`` knows it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO

import pytest
from django.db.transaction import atomic, set_rollback
from django.http import HttpResponse
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from incidents.access.permissions import GRANTS, PERMISSIONS, Audience, Permission, Scope
from incidents.core.desk_vocabulary import StaffRole
from incidents.core.record_parts import Evidence as Said
from incidents.core.vocabulary import OPERATOR
from incidents.models import Case, User
from incidents.services import cases, evidence
from tests.factories import CONSENTS
from tests.factories.addresses import ALL, address, arguments_of
from tests.factories.cases import draft
from tests.factories.staff import member, signed_in
from tests.web.made import pretend_made

pytestmark = pytest.mark.django_db
NAME, UID, STORY, EXHIBIT = "Quillfeather", "UID-PLANTED-77", "heliotrope", "periwinkle"
STREET, PHONE, BORN = "Bramblewick Lane 7", "+49 30 55500199", "1961-02-03"
IN_A_CASE = (NAME, UID, STORY, EXHIBIT, STREET, PHONE, BORN)
OF_A_PERSON = (STREET, PHONE, BORN)
KEPT_FROM_STAFF = "Kestrelmoor"
SIGN_IN, ENROL, WAYS_BACK = "/staff/sign-in", "/staff/factors", {"/", "/back", "/report/money"}


class Outcome(StrEnum):
    """What the matrix wants to happen."""

    OPEN = "open"
    BACK = "to the way back in"
    SIGN_IN = "to the sign-in page"
    ENROL = "to the second factor"
    CLOSED = "closed"


@dataclass(frozen=True)
class Visitor:
    """Somebody with a browser: of which case, or with which account."""

    label: str
    session: str = ""
    case: Case | None = None
    user: User | None = None
    factor: bool = False
    own: bool = False

    def may(self, permission: Permission, *, of_a_case: bool) -> bool:
        """What the matrix grants; ``of_a_case``: the address is about the case that is theirs or is not."""
        scope = GRANTS[permission].get(self.user.role) if self.user and self.factor else None
        return scope is not None and (scope is Scope.ANY or self.own or not of_a_case)

    def browser(self) -> Client:
        """A browser as it was before the last request."""
        client = Client()
        if self.session:
            client.cookies["recourse_session"] = self.session
        return client


@dataclass(frozen=True)
class World:
    """One case, one that is kept from staff, and everybody."""

    case: Case
    kept: Case
    visitors: tuple[Visitor, ...]


def planted(**consents: bool) -> Case:
    """A submitted case full of words that must not get out, with a file and papers."""
    name = NAME if consents["staff_access"] else KEPT_FROM_STAFF
    case = draft(
        victim={
            "legal_name": f"Ada {name}",
            "date_of_birth": BORN,
            "address": {"lines": [STREET], "country": "DE"},
            "phone": PHONE,
        },
        accounts=[{"institution": "binance", "uid": UID, "api_keys": [{"label": "bot"}]}],
        movements=[{"kind": "exchange_withdrawal", "institution": "binance", "amount": "1", "asset": "BTC"}],
        narrative=f"{STORY} {name}",
        consents={**CONSENTS, **consents},
    )
    evidence.keep(by=OPERATOR, case=case, file=BytesIO(EXHIBIT.encode()), said=Said(file="note.txt", title=EXHIBIT))
    cases.submit(by=OPERATOR, case=case)
    pretend_made(case)
    case.refresh_from_db()
    return case


def holder(label: str, case: Case) -> Visitor:
    """A victim who came in with the code."""
    client = Client()
    client.post("/back", {"reference": case.reference, "code": cases.issue_code(by=OPERATOR, case=case)})
    return Visitor(label, session=client.cookies["recourse_session"].value, case=case)


def staff(role: str, *, factor: bool = True) -> Iterator[Visitor]:
    """One of the staff, with the case assigned to them and to nobody; without a factor nothing else matters."""
    user = member(role, second_factor=factor)
    session = signed_in(user).cookies["recourse_session"].value
    for own in (True, False) if factor else (False,):
        label = f"{role}, {'own' if own else 'other'} case" if factor else f"{role} without second factor"
        yield Visitor(label, session=session, user=user, factor=factor, own=own)


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Made once; each request is rolled back, and at the end everything."""
    with django_db_blocker.unblock(), atomic():
        case, kept, others = planted(staff_access=True), planted(staff_access=False), draft(victim={"legal_name": "B"})
        visitors = (
            Visitor("nobody"),
            holder("another victim", others),
            holder("the victim", case),
            *staff(StaffRole.SUPERVISOR, factor=False),
            *(visitor for role in StaffRole for visitor in staff(role)),
        )
        yield World(case, kept, visitors)
        set_rollback(True)


def wanted(name: str, visitor: Visitor) -> Outcome:
    """What the matrix says."""
    rule = PERMISSIONS[name]
    if rule is Audience.ANYONE:
        return Outcome.OPEN
    if rule is Audience.HOLDER:
        return Outcome.OPEN if visitor.case else Outcome.BACK
    if visitor.user is None:
        return Outcome.SIGN_IN
    if not isinstance(rule, Permission):
        return Outcome.OPEN
    if not visitor.factor:
        return Outcome.ENROL
    return Outcome.OPEN if visitor.may(rule, of_a_case="case" in ALL[name].pattern.converters) else Outcome.CLOSED


def happened(name: str, response: HttpResponse, outcome: Outcome) -> bool:
    """Whether it did; a page of the staff about the case alone is there for whom it is open."""
    status = response.status_code
    target = response["Location"].split("?")[0] if status == 302 else ""
    if outcome is Outcome.SIGN_IN:
        return target == SIGN_IN
    if outcome is Outcome.ENROL:
        return target == ENROL
    if outcome is Outcome.CLOSED:
        return status == 403
    if outcome is Outcome.BACK:
        return target in WAYS_BACK or status in {403, 404, 405}
    there = name.startswith("staff:") and set(ALL[name].pattern.converters) <= {"case"}
    return status < 500 and status not in {403, 404 if there else 403}


def said(response: HttpResponse) -> str:
    """Everything an answer says."""
    content = b"".join(response) if response.streaming else response.content  # type: ignore[arg-type]
    return content.decode("utf-8", "replace") + str(dict(response.headers))


def leaked(visitor: Visitor, told: str, world: World) -> list[str]:
    """Planted words that this person must not read."""
    words = [] if visitor.case == world.case else list(IN_A_CASE)
    if visitor.may(Permission.SEE_CASES, of_a_case=True):
        words = [] if visitor.may(Permission.SEE_PERSON, of_a_case=True) else list(OF_A_PERSON)
    return [word for word in (*words, KEPT_FROM_STAFF) if word in told]


def ask(world: World, visitor: Visitor, method: str, path: str) -> tuple[HttpResponse, str]:
    """The answer to one request, and everything it says; whatever it did is undone."""
    with atomic():
        if visitor.user:
            Case.objects.filter(id=world.case.id).update(assignee=visitor.user if visitor.own else None)
        response: HttpResponse = getattr(visitor.browser(), method)(path)
        told = said(response)
        set_rollback(True)
    return response, told


@pytest.mark.parametrize("name", sorted(PERMISSIONS))
def test_everybody_gets_what_the_matrix_says_rows_46_and_47(world: World, name: str) -> None:
    path, wrong = address(name, arguments_of(world.case)), []
    for visitor in world.visitors:
        outcome = wanted(name, visitor)
        for method in ("get", "post"):
            response, told = ask(world, visitor, method, path)
            if not happened(name, response, outcome):
                wrong.append(f"{visitor.label}, {method}: {response.status_code}, not {outcome}")
            if words := leaked(visitor, told, world):
                wrong.append(f"{visitor.label}, {method}: reads {words}")
    assert wrong == []


OF_A_CASE = [
    (name, place)
    for name in sorted(PERMISSIONS)
    if name.startswith("staff:")
    for place in ("case", "other")
    if place in ALL[name].pattern.converters
]


@pytest.mark.parametrize(("name", "place"), OF_A_CASE)
def test_no_address_opens_a_case_that_is_kept_from_staff_row_46(world: World, name: str, place: str) -> None:
    path = address(name, arguments_of(world.case) | {place: world.kept.id})
    for visitor in world.visitors:
        if visitor.factor:
            for method in ("get", "post"):
                assert ask(world, visitor, method, path)[0].status_code in {403, 404, 405}, visitor.label
