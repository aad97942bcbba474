"""Question 2: is the reader safe, and alone with this phone? Danger changes everything that follows."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from incidents.core.record import CaseRecord
from incidents.core.vocabulary import Actor
from incidents.models import Case
from incidents.services import cases
from incidents.web.victim.draft import DONE
from incidents.web.victim.fields import one_of, tick
from incidents.web.victim.forms.base import StepForm
from incidents.web.victim.session import OWN, SHARED

SAFE, WATCHED, DANGER = "safe", "watched", "danger"


class SafetyForm(StepForm):
    """Who is near, who reads along, and whose device this is."""

    slug = "safety"
    title = _("Are you safe and alone with this phone?")
    lead = _("Your answer changes what we show, and what we hold back.")

    safe = one_of(
        _("Choose what fits best"),
        (
            (SAFE, _("Yes, I am safe and alone")),
            (WATCHED, _("Somebody could see this screen or read my mail")),
            (DANGER, _("No. I am in danger, threatened or blackmailed")),
        ),
        required=True,
        missing=_("Choose the answer that fits best"),
    )
    known_person = tick(_("I know, or think I know, who did this"))
    device = one_of(
        _("Whose device is this?"),
        (
            (OWN, _("My own. Stay open for 12 hours")),
            (SHARED, _("Shared or public. Close after 15 minutes without a tap")),
        ),
        hint=_("Without an answer we treat it as your own."),
    )

    def given(self, record: CaseRecord) -> dict[str, Any]:
        said = record.safety
        safe = DANGER if said.in_danger else WATCHED if said.mailbox_shared else SAFE if said.in_danger is False else ""
        return {"safe": safe, "known_person": bool(said.known_person)}

    @classmethod
    def is_answered(cls, record: CaseRecord) -> bool:
        return record.safety.in_danger is not None

    def keep(self, *, by: Actor, case: Case, seen: int | None) -> str:
        said = self.cleaned_data["safe"]
        members = {
            "safety.in_danger": said == DANGER,
            "safety.mailbox_shared": True if said == WATCHED else None,
            "safety.known_person": True if self.cleaned_data["known_person"] else None,
        }
        cases.update(by=by, case=case, members=members, seen=seen)
        return DONE

    def next_page(self) -> str:
        said = self.cleaned_data
        return "victim:danger" if said["safe"] == DANGER or said["known_person"] else ""
