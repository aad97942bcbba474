"""The forms that take a code of the second factor: tries are counted, and no code counts twice."""

from typing import Any

from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.mfa.utils import decrypt
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django.utils.crypto import constant_time_compare

from incidents.core.errors import NotAllowed
from incidents.core.vocabulary import Actor, ActorKind
from incidents.models import User
from incidents.services import signing_in
from incidents.web.sifting import sift
from incidents.web.staff.adapters import count_try


def use_up(user: User, factor: Authenticator, code: str) -> None:
    """The code of an authenticator app counts no more; raises NotAllowed when it did before."""
    secret, bare = decrypt(factor.data["secret"]), "".join(sign for sign in code if sign.isdigit())
    periods = [
        counter
        for counter in yield_hotp_counters_from_time()
        if constant_time_compare(format_hotp_value(hotp_value(secret, counter)), bare)
    ]
    by = Actor(ActorKind.STAFF, user.id)
    signing_in.use_app_code(by=by, factor=factor.pk, period=max(periods, default=0))


class CountedOnce:
    """For allauth's forms with ``user`` and ``code``; ``authenticator`` becomes the factor that the code fits."""

    user: Any
    authenticator: Authenticator

    def clean_code(self) -> str:
        """The code, used up from now on (recovery codes are used up by allauth, on the locked row)."""
        count_try(context.request, "code", str(self.user.pk))
        code: str = super().clean_code()  # type: ignore[misc]
        if self.authenticator.type == Authenticator.Type.TOTP:
            try:
                use_up(self.user, self.authenticator, code)
            except NotAllowed as error:
                raise get_adapter().validation_error("incorrect_code") from error
        return code


class SecondStepForm(CountedOnce, AuthenticateForm):  # type: ignore[misc]
    """The code after the password."""


class SureForm(CountedOnce, ReauthenticateForm):  # type: ignore[misc]
    """The code asked for again before something weighty."""


class PasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """A passkey gets a name; a secret is none, and is not shown again."""

    def __init__(self, *args: Any, data: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, data=sift(data)[0] if data else data, **kwargs)
