"""The code, asked again before something grave: whoever found the device open cannot take or erase everything."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from incidents.core.errors import RecourseError
from incidents.models import Case
from incidents.services import codes
from incidents.web.error_messages import sentence
from incidents.web.victim.fields import text
from incidents.web.victim.forms.base import PageForm
from incidents.web.victim.session import actor


class CodeAgainForm(PageForm):
    """The access code of the open case."""

    code = text(
        _("Access code"),
        hint=_("Seven groups of four. Spaces and small letters are fine."),
        autocomplete="current-password",
        required=True,
    )

    def __init__(self, *args: Any, request: HttpRequest, case: Case, purpose: str, **kwargs: Any) -> None:
        self.request, self.case, self.purpose = request, case, purpose
        super().__init__(*args, **kwargs)
        self.fields["code"].error_messages["required"] = gettext("Enter your access code")

    def clean(self) -> dict[str, Any]:
        """Tries are counted only where a code was typed and nothing else is missing."""
        said = super().clean() or {}
        if self.errors:
            return said
        try:
            codes.confirm(
                by=actor(self.case),
                case=self.case,
                code=said["code"],
                address=self.request.META.get("REMOTE_ADDR", ""),
                purpose=self.purpose,
            )
        except RecourseError as error:
            self.add_error("code", sentence(error))
        return said
