"""Members of the staff, and browsers in which they are signed in."""

from time import time
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from allauth.mfa.utils import decrypt
from django.test import Client

from incidents.core.desk_vocabulary import StaffRole
from incidents.models import User
from incidents.web.staff.session import FACTOR, SEEN, SINCE

PASSWORD = "the heron waits by the weir"
PERIOD = 30


def member(role: str = StaffRole.CASE_WORKER, *, second_factor: bool = True, **columns: Any) -> User:
    """A member of the staff, with an authenticator app unless told otherwise."""
    name = columns.pop("username", None) or f"{role}{User.objects.count() + 1}"
    user = User.objects.create_user(name, password=columns.pop("password", PASSWORD), role=role, **columns)
    if second_factor:
        TOTP.activate(user, generate_totp_secret())
        RecoveryCodes.activate(user)
    return user


def signed_in(user: User, client: Client | None = None) -> Client:
    """A browser in which this person is signed in, both steps done a moment ago."""
    client = client or Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session[SINCE] = session[SEEN] = int(time())
    session[FACTOR] = Authenticator.objects.filter(user=user).exists()
    session["account_authentication_methods_user"] = str(user.pk)
    session["account_authentication_methods"] = [{"method": "password", "at": time(), "reauthenticated": True}]
    session.save()
    return client


def later(client: Client, seconds: int) -> None:
    """Time passes for a session: everything in it is that much older."""
    session = client.session
    session[SINCE] -= seconds
    session[SEEN] -= seconds
    for record in session["account_authentication_methods"]:
        record["at"] -= seconds
    session.save()


def app_code(user: User, periods: int = 0) -> str:
    """What this person's authenticator app shows now, or so many half minutes later."""
    secret = decrypt(Authenticator.objects.get(user=user, type="totp").data["secret"])
    return code_for(secret, periods)


def code_for(secret: str, periods: int = 0) -> str:
    """The code of a key, now or so many half minutes later."""
    return format_hotp_value(hotp_value(secret, int(time()) // PERIOD + periods))


def recovery_codes(user: User) -> list[str]:
    """The codes that still count."""
    codes: list[str] = Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()
    return codes


def enter(user: User, client: Client | None = None, *, password: str = PASSWORD) -> Client:
    """Sign in through the pages: password, then the code of the app."""
    client = client or Client()
    client.post("/staff/sign-in", {"login": user.username, "password": password})
    client.post("/staff/sign-in/second", {"code": app_code(user)})
    return client
