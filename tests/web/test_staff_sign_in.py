"""Sign-in of staff: a password and always a second factor."""

import pytest

from incidents.core.desk_vocabulary import StaffRole
from tests.factories.staff import member, signed_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", list(StaffRole))
def test_everybody_with_a_second_factor_gets_in(role: str) -> None:
    response = signed_in(member(role)).get("/staff/")
    assert response.status_code == 200
    assert "Sign out" in response.content.decode()
