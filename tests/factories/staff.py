"""Members of the staff, and browsers in which they are signed in."""

from time import time
from typing import Any

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client

from incidents.core.desk_vocabulary import StaffRole
from incidents.models import User
from incidents.web.staff.session import FACTOR, SEEN, SINCE

PASSWORD = "the heron waits by the weir"


def member(role: str = StaffRole.CASE_WORKER, *, second_factor: bool = True, **columns: Any) -> User:
    """A member of the staff, with an authenticator app unless told otherwise."""
    name = columns.pop("username", None) or f"{role}{User.objects.count() + 1}"
    user = User.objects.create_user(name, password=columns.pop("password", PASSWORD), role=role, **columns)
    if second_factor:
        TOTP.activate(user, generate_totp_secret())
        RecoveryCodes.activate(user)
    return user


def signed_in(user: User, client: Client | None = None) -> Client:
    """A browser in which this person is signed in, both steps done."""
    client = client or Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session[SINCE] = session[SEEN] = int(time())
    session[FACTOR] = True
    session.save()
    return client
