"""What django-allauth says happened, written into the trail. Connected when the application is ready."""

from typing import Any

from allauth.account.signals import password_changed, password_reset
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import (
    authentication_failed,
    authenticator_added,
    authenticator_removed,
    authenticator_reset,
)
from django.dispatch import receiver
from django.http import HttpRequest

from incidents.core.vocabulary import SYSTEM, Actor, ActorKind
from incidents.models import User
from incidents.services import signing_in
from incidents.web.staff import session
from incidents.web.staff.factor_forms import use_up


@receiver(authenticator_added)
def factor_added(request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
    """A factor that is set up counts as shown; the code it was tried with is used up."""
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        session.show_factor(request)
    if authenticator.type == Authenticator.Type.TOTP:
        use_up(user, authenticator, request.POST.get("code", ""))
    signing_in.note(by=Actor(ActorKind.STAFF, user.id), kind="factor_added", factor=str(authenticator.type))


@receiver(authenticator_removed)
def factor_removed(user: User, authenticator: Authenticator, **_: Any) -> None:
    """A factor was taken off by its owner."""
    signing_in.note(by=Actor(ActorKind.STAFF, user.id), kind="factor_removed", factor=str(authenticator.type))


@receiver(authenticator_reset)
def codes_renewed(user: User, **_: Any) -> None:
    """New recovery codes; the old ones are dead."""
    signing_in.note(by=Actor(ActorKind.STAFF, user.id), kind="recovery_codes_renewed")


@receiver(authentication_failed)
def factor_refused(user: User, **_: Any) -> None:
    """The password was right, the code was not."""
    signing_in.note(by=SYSTEM, kind="sign_in_refused", user=str(user.id), why="factor")


@receiver(password_changed)
@receiver(password_reset)
def password_set(user: User, **_: Any) -> None:
    """Another password: every other session is over."""
    signing_in.note(by=Actor(ActorKind.STAFF, user.id), kind="password_changed")
