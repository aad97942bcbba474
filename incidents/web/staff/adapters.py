"""What django-allauth asks this portal: who may sign in how often, where to go, how secrets of factors are kept."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from incidents.core.desk_vocabulary import MailKind
from incidents.core.errors import TooMany
from incidents.core.vocabulary import SYSTEM, Actor, ActorKind
from incidents.models import User
from incidents.services import mails, signing_in
from incidents.web.error_messages import sentence
from incidents.web.staff import session
from incidents.web.staff.access import has_second_factor

MAIL = "staff_mail"
"""The session's own mail with a code for a new password."""


def count_try(request: HttpRequest, what: str, account: str) -> None:
    """Count one try from where this request comes; too many become a form's error."""
    try:
        signing_in.count_try(what=what, account=account, address=str(request.META.get("REMOTE_ADDR", "")))
    except TooMany as error:
        raise ValidationError(sentence(error), code=error.code) from error


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """A closed desk: nobody signs up, tries are counted, a sign-in is a new session."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _("User name and password do not fit together. Check both."),
        "incorrect_password": _("This is not the password. Check it."),
        "incorrect_code": _("This code does not fit. Wait for the next one, or check it."),
        "too_many_login_attempts": _("Too many tries. Begin again in a few minutes."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: administrators invite."""
        del request
        return False

    def is_safe_url(self, url: str | None) -> bool:
        """Only pages of the host that was asked for."""
        request = self.request
        return url_has_allowed_host_and_scheme(url, {request.get_host()}, require_https=request.is_secure())

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Each try counts, whether or not there is such an account."""
        count_try(request, "password", credentials.get("username", ""))

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """In the trail stands whose account it was, where there is one; never what was typed."""
        del request
        user = User.objects.filter(username__iexact=credentials.get("username", "")).first()
        signing_in.note(by=SYSTEM, kind="sign_in_refused", **({"user": str(user.id)} if user else {}))

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not before there is a second factor: nothing is open then but the page to set it up."""
        return has_second_factor(self.request.user) and super().is_reauthentication_required(app=app, **kwargs)

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        """The password was right, the account is closed."""
        signing_in.note(by=SYSTEM, kind="sign_in_refused", user=str(user.id), why="closed")
        answer: HttpResponse = super().respond_user_inactive(request, user)
        return answer

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """The one mail to staff: the code for a new password. It goes the way of all mail, so that an account that
        is there takes no longer than one that is not; this browser remembers which mail is its own."""
        del template_prefix
        by, language = SYSTEM, get_language() or ""
        mail = mails.queue(
            by=by, case=None, kind=MailKind.STAFF_PASSWORD, to=email, secret=context["code"], language=language
        )
        self.request.session[MAIL] = str(mail.id) if mail else ""

    def login(self, request: HttpRequest, user: User) -> None:
        """A new session in which both clocks start; who just signed in is not asked again at once."""
        session.make_new(request)
        super().login(request, user)
        factor = has_second_factor(user)
        session.begin(request, factor=factor)
        for record in request.session.get("account_authentication_methods", [])[-1:]:
            record["reauthenticated"] = True
        signing_in.note(by=Actor(ActorKind.STAFF, user.id), kind="signed_in", factor="yes" if factor else "not yet")

    def logout(self, request: HttpRequest) -> None:
        """Nothing stays."""
        session.end(request, "signed_out")


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets of second factors are sealed like every personal field."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": AccountAdapter.error_messages["incorrect_code"],
    }

    def encrypt(self, text: str) -> str:
        """For the database."""
        return signing_in.seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """From the database."""
        return signing_in.unseal(encrypted_text)

    def get_totp_label(self, user: Any) -> str:
        """The user name: an app's list is seen by others."""
        return str(user.get_username())

    def _get_user_identifier(self, user: Any) -> str:
        return str(user.get_username())
