"""The forms of sign-in that django-allauth leaves unlimited, and the one-time code of an invitation."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import ConfirmPasswordResetCodeForm, LoginForm, ResetPasswordForm
from allauth.core import context
from django import forms
from django.utils.translation import gettext_lazy as _

from incidents.services import people
from incidents.web.staff.adapters import MAIL, count_try


class SignInForm(LoginForm):  # type: ignore[misc]
    """User name and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("User name")
        self.fields["login"].error_messages["required"] = _("Enter your user name.")
        self.fields["password"].error_messages["required"] = _("Enter your password.")


class LostPasswordForm(ResetPasswordForm):  # type: ignore[misc]
    """The address of an account; the answer is the same where there is none."""

    def clean_email(self) -> str:
        """Counted by what was typed."""
        count_try(context.request, "reset", self.cleaned_data["email"])
        email: str = super().clean_email()
        return email


class MailedCodeForm(ConfirmPasswordResetCodeForm):  # type: ignore[misc]
    """The code from the mail."""

    def clean_code(self) -> str:
        """Counted also where tries come at the same time; a code is dead once another was asked for anywhere."""
        session = context.request.session
        count_try(context.request, "mailed", session.session_key or "")
        code: str = super().clean_code()
        if not people.is_newest_mail(session.get(MAIL, "")):
            raise get_adapter().validation_error("incorrect_code")
        return code


class JoinForm(forms.Form):
    """A one-time code from an administrator, and the password it allows to set."""

    username = forms.CharField(
        label=_("User name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "username"})
    )
    code = forms.CharField(
        label=_("One-time code"), max_length=100, widget=forms.TextInput(attrs={"autocomplete": "one-time-code"})
    )
    password = forms.CharField(
        label=_("New password"),
        max_length=1000,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        needed = (_("Enter your user name."), _("Enter the one-time code."), _("Enter a new password."))
        for field, message in zip(self.fields.values(), needed, strict=True):
            field.error_messages["required"] = message
