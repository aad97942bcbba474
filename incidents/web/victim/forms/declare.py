"""Question 10: the declaration. Every box starts empty; what each one opens stands beside it."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from incidents.core.record import CaseRecord
from incidents.core.vocabulary import Actor
from incidents.models import Case
from incidents.services import cases
from incidents.web.victim.draft import DONE
from incidents.web.victim.fields import tick
from incidents.web.victim.forms.base import StepForm

CONSENTS = ("truth", "share_with_institutions", "share_with_police", "staff_access", "link_with_other_cases")


class DeclareForm(StepForm):
    """What is declared, and who may see it."""

    slug = "check"
    title = _("Check, then make your papers")
    template = "victim/check.html"

    truth = tick(
        _("What you read here is true, as far as I know"),
        hint=_("Without this, every paper is marked: draft, not declared."),
    )
    share_with_institutions = tick(
        _("Make letters to companies"),
        hint=_(
            "Each letter shows only that company's rows, your name, your country and your e-mail. You send it yourself."
        ),
    )
    share_with_police = tick(
        _("I agree that the police may use everything in the police papers"),
        hint=_("You hand them over yourself."),
    )
    staff_access = tick(
        _("Support staff of this portal may read my case"),
        hint=_("Without this nobody here reads it. It is only counted."),
    )
    link_with_other_cases = tick(
        _("My case may be compared with others, without names"),
        hint=_("Police act more often on groups of cases."),
    )

    def given(self, record: CaseRecord) -> dict[str, Any]:
        return {name: getattr(record.consents, name) for name in CONSENTS}

    @classmethod
    def is_answered(cls, record: CaseRecord) -> bool:
        del record
        return False

    def members(self) -> dict[str, object]:
        """The consents as members of the record."""
        return {f"consents.{name}": self.cleaned_data[name] for name in CONSENTS}

    def keep(self, *, by: Actor, case: Case, seen: int | None) -> str:
        cases.update(by=by, case=case, members=self.members(), seen=seen)
        return DONE
