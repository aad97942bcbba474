"""Forms of the people page."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from incidents.core.desk_vocabulary import StaffRole

CHOICES = (
    (StaffRole.SUPPORT, _("Support: reads cases, asks in own ones")),
    (StaffRole.CASE_WORKER, _("Case worker: takes and works on cases")),
    (StaffRole.SUPERVISOR, _("Supervisor: every case, approves")),
    (StaffRole.AUDITOR, _("Auditor: the trail only")),
    (StaffRole.ADMINISTRATOR, _("Administrator: people, no cases")),
)


class RoleForm(forms.Form):
    """One of the roles."""

    role = forms.ChoiceField(label=_("Role"), choices=CHOICES)


class InviteForm(RoleForm):
    """A new account."""

    username = forms.CharField(label=_("User name"), max_length=150)
    email = forms.EmailField(label=_("E-mail address"), widget=forms.EmailInput())
    field_order = ("username", "email", "role")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].error_messages["required"] = _("Enter a user name.")
        self.fields["email"].error_messages |= {
            "required": _("Enter an e-mail address."),
            "invalid": _("Enter an e-mail address, like ann@example.org."),
        }
