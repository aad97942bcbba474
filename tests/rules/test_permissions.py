"""Every address is in the permission matrix, under the permission that its view asks for."""

import pytest

from incidents.access.permissions import GRANTS, PERMISSIONS, Permission, Scope
from incidents.core.desk_vocabulary import StaffRole
from tests.factories.addresses import ALL

STAFF = {name: rule for name, rule in PERMISSIONS.items() if isinstance(rule, Permission)}


def test_every_address_is_in_the_matrix_and_nothing_else() -> None:
    assert set(ALL) == set(PERMISSIONS)


@pytest.mark.parametrize("name", STAFF)
def test_a_view_of_the_staff_asks_for_what_the_matrix_says(name: str) -> None:
    view = ALL[name].callback
    while (asked := getattr(view, "permission", None)) is None and hasattr(view, "__wrapped__"):
        view = view.__wrapped__
    assert asked is STAFF[name]


def test_every_permission_is_granted_to_somebody_and_used() -> None:
    assert set(GRANTS) == set(Permission)
    assert all(GRANTS.values())


def test_administrators_and_auditors_have_no_cases() -> None:
    beside = {Permission.SEE_COUNTS, Permission.SEE_EVENTS, Permission.MANAGE_PEOPLE}
    beside |= {Permission.SEE_FORMATS, Permission.DECIDE_FORMATS}
    for role in (StaffRole.ADMINISTRATOR, StaffRole.AUDITOR):
        assert {permission for permission, roles in GRANTS.items() if role in roles} <= beside


def test_supervisors_may_on_any_case_what_others_may_on_their_own() -> None:
    for permission, roles in GRANTS.items():
        if Scope.OWN in roles.values():
            assert roles[StaffRole.SUPERVISOR] is Scope.ANY, permission
