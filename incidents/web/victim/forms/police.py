"""Question 8: the police. A number opens doors at companies; it can follow later."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from incidents.core.record import CaseRecord
from incidents.core.record_parts import PoliceReport
from incidents.core.vocabulary import Actor
from incidents.models import Case
from incidents.models import PoliceReport as PoliceRow
from incidents.services import facts
from incidents.web.victim.draft import DONE, UNKNOWN
from incidents.web.victim.fields import one_of, text
from incidents.web.victim.forms.base import StepForm


class PoliceForm(StepForm):
    """Not yet, or the number as the police gave it. Nothing in it is checked."""

    slug = "police"
    title = _("Have you told the police?")
    lead = _("Companies often act only when they see a police number. You can add it later.")
    template = "victim/step_police.html"
    remember = ("told",)
    reveals = {"number": "yes", "authority": "yes waiting", "filed_on": "yes waiting"}

    told = one_of(
        title,
        (
            ("no", _("Not yet")),
            ("yes", _("Yes, and I have a number")),
            ("waiting", _("Yes, but I have no number yet")),
        ),
        required=True,
        missing=_("Choose not yet, or yes"),
    )
    number = text(_("The number they gave you"), hint=_("Type it as it stands on the paper or in the mail."))
    authority = text(_("Which police? If you know"), hint=_("For example: Police station Hamburg 14."), spelled=True)
    filed_on = text(_("On which day? If you know"), hint=_("For example: 2026-03-27."))

    def given(self, record: CaseRecord) -> dict[str, Any]:
        if not record.police_reports:
            return {}
        report = record.police_reports[0]
        return {
            "told": "yes" if report.number else "waiting",
            "number": report.number,
            "authority": report.authority,
            "filed_on": report.filed_on,
        }

    @classmethod
    def is_answered(cls, record: CaseRecord) -> bool:
        return bool(record.police_reports)

    def keep(self, *, by: Actor, case: Case, seen: int | None) -> str:
        said = self.cleaned_data
        rows = list(PoliceRow.objects.filter(case=case).order_by("position"))
        if said["told"] == "no":
            if rows:
                facts.remove(by=by, case=case, name="police_reports", fact=rows[0].id, seen=seen)
            return UNKNOWN
        old = self.draft.record.police_reports[0] if rows else PoliceReport(country=self.draft.record.country)
        number = said["number"] if said["told"] == "yes" else None
        members = {
            "number": number or None,
            "authority": said["authority"] or None,
            "filed_on": said["filed_on"] or None,
        }
        part = old.model_copy(update=members)
        if rows:
            facts.change(by=by, case=case, name="police_reports", fact=rows[0].id, part=part, seen=seen)
        else:
            facts.add(by=by, case=case, name="police_reports", parts=(part,), seen=seen)
        return DONE
