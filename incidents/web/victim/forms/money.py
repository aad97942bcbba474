"""Question 1: can money still leave? Stopping the loss comes before any paper."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from incidents.core.record import CaseRecord
from incidents.core.vocabulary import Actor
from incidents.models import Case
from incidents.services import cases
from incidents.web.victim.draft import DONE, UNKNOWN
from incidents.web.victim.fields import one_of
from incidents.web.victim.forms.base import StepForm

ANSWERS = {"yes": True, "no": False}


class MoneyForm(StepForm):
    """Yes and not sure open the list of what stops the loss, on the same page."""

    slug = "money"
    title = _("Can money still leave, or can the thief still get in?")
    template = "victim/step_money.html"
    remember = ("ongoing",)

    ongoing = one_of(
        title,
        (
            ("yes", _("Yes")),
            ("unsure", _("I am not sure")),
            ("no", _("No. Everything is locked or gone")),
        ),
        required=True,
        missing=_("Choose yes, no, or not sure"),
    )

    def given(self, record: CaseRecord) -> dict[str, Any]:
        return {"ongoing": {True: "yes", False: "no", None: ""}[record.ongoing]}

    @classmethod
    def is_answered(cls, record: CaseRecord) -> bool:
        return record.ongoing is not None

    def keep(self, *, by: Actor, case: Case, seen: int | None) -> str:
        said = self.cleaned_data["ongoing"]
        cases.update(by=by, case=case, members={"ongoing": ANSWERS.get(said)}, seen=seen)
        return UNKNOWN if said == "unsure" else DONE
