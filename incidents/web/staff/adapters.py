"""What django-allauth asks this portal: who may sign in how often, how secrets of second factors are kept."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest

from incidents.models import User
from incidents.models.fields import key_ring
from incidents.web.staff.door import begin

FACTOR = "second factor"
"""Where a sealed secret of a second factor belongs."""


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Closed to the public."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: administrators invite."""
        del request
        return False

    def login(self, request: HttpRequest, user: User) -> None:
        """A new session, in which both clocks start."""
        super().login(request, user)
        begin(request)


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets of second factors are sealed like every personal field."""

    def encrypt(self, text: str) -> str:
        """Seal with the first key of the ring."""
        return key_ring().seal(text, FACTOR)

    def decrypt(self, encrypted_text: str) -> str:
        """Open; raises KeyMissing for what this installation did not seal."""
        return key_ring().open(encrypted_text, FACTOR)

    def get_totp_label(self, user: Any) -> str:
        """The user name: an app's list is seen by others."""
        return str(user.get_username())
