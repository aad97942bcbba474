"""Question 3: who is this for? A child alone is stopped and led to an adult or the police."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from incidents.core.record import CaseRecord
from incidents.core.vocabulary import Actor, ReporterRole, VictimKind
from incidents.models import Case
from incidents.services import cases
from incidents.web.victim.draft import CODE, DONE
from incidents.web.victim.fields import long_text, one_of, text
from incidents.web.victim.forms.base import StepForm

ME, YOUNG = "me", "young"
FOR_ANOTHER = ("other", "died")
"""Somebody reports whom the code of the person concerned must never reach."""

ROLES: dict[str, tuple[ReporterRole | None, VictimKind]] = {
    ME: (None, VictimKind.PERSON),
    "company": (ReporterRole.COMPANY, VictimKind.COMPANY),
    "child": (ReporterRole.GUARDIAN, VictimKind.CHILD),
    "other": (ReporterRole.REPRESENTATIVE, VictimKind.PERSON),
    "died": (ReporterRole.HEIR, VictimKind.DECEASED),
}
"""Answer -> the reporter's role and the kind of victim."""


class PersonForm(StepForm):
    """The reporter's part: for oneself, or for whom and with what right."""

    slug = "person"
    title = _("Who is this report for?")
    reveals = {
        "organisation": "company",
        "registration_number": "company",
        "role": "company",
        "client_money": "company",
        "authority": "other died",
    }

    who = one_of(
        title,
        (
            (ME, _("Me")),
            ("company", _("My company")),
            ("child", _("A child. I am the parent or guardian")),
            ("other", _("Somebody I act for")),
            ("died", _("Somebody who died")),
            (YOUNG, _("Me. I am under 18 and no adult is with me")),
        ),
        required=True,
        missing=_("Choose who the report is for"),
    )
    organisation = text(_("Name of the company"), spelled=True, autocomplete="organization")
    registration_number = text(_("Number in the company register, if you have it"))
    role = text(_("Your role there"), hint=_("For example: director, accountant."), autocomplete="organization-title")
    client_money = one_of(_("Was it clients' money?"), (("yes", _("Yes, or partly")), ("no", _("No"))))
    authority = long_text(
        _("What lets you act for them?"),
        hint=_("For example: a signed authority, a court paper, a will. Add the file later. Papers say: not checked."),
        rows=3,
    )

    def given(self, record: CaseRecord) -> dict[str, Any]:
        role = record.reporter.role if record.reporter else None
        who = (
            next((name for name, (as_role, _kind) in ROLES.items() if as_role == role), "")
            if record.victim.kind
            else ""
        )
        company = record.victim.organisation
        given: dict[str, Any] = {"who": who, "authority": record.reporter.authority if record.reporter else None}
        if company:
            money = {True: "yes", False: "no", None: ""}[company.client_money]
            given |= {
                "organisation": company.name,
                "registration_number": company.registration_number,
                "role": company.role,
                "client_money": money,
            }
        return given

    @classmethod
    def is_answered(cls, record: CaseRecord) -> bool:
        return record.victim.kind is not None

    def clean(self) -> dict[str, Any]:
        """Once the code is saved it belongs to whoever reports: another person gets a case and a code of their own."""
        said = super().clean() or {}
        before = self.given(self.draft.record)["who"]
        acts = {before in FOR_ANOTHER, said.get("who") in FOR_ANOTHER}
        if before and said.get("who") and len(acts) > 1 and self.draft.mark(CODE) == DONE:
            self.add_error("who", gettext("The code of this case belongs to whoever began it. Begin a new report"))
        return said

    def keep(self, *, by: Actor, case: Case, seen: int | None) -> str:
        said = self.cleaned_data
        if said["who"] == YOUNG:
            return ""
        role, kind = ROLES[said["who"]]
        company = {
            "name": said["organisation"],
            "registration_number": said["registration_number"],
            "role": said["role"],
            "client_money": {"yes": True, "no": False}.get(said["client_money"]),
        }
        members: dict[str, object] = {
            "victim.kind": kind,
            "victim.organisation": company if kind == VictimKind.COMPANY else None,
        }
        if role is None:
            members["reporter"] = None
        else:
            members |= {
                "reporter.role": role,
                "reporter.authority": said["authority"] if role != ReporterRole.COMPANY else None,
            }
        cases.update(by=by, case=case, members=members, seen=seen)
        return DONE

    def next_page(self) -> str:
        return "victim:young" if self.cleaned_data["who"] == YOUNG else ""
