"""Question 9: a name, a country, a way to reach the reader. Papers need the first two."""

import re
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from incidents.core.record import CaseRecord
from incidents.core.record_parts import Reporter
from incidents.core.vocabulary import Actor, ReporterRole
from incidents.models import Case
from incidents.models import PoliceReport as PoliceRow
from incidents.services import cases, facts
from incidents.web.victim import places
from incidents.web.victim.draft import DONE, Draft
from incidents.web.victim.fields import select, text
from incidents.web.victim.forms.base import StepForm

_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]{2,}")
_PHONE = re.compile(r"\+?[\d\s()/.-]{6,}")


def looks_mistyped(kind: str, value: str) -> bool:
    """Whether a way to reach somebody cannot be right as it stands: kept all the same, and marked.

    >>> looks_mistyped("email", "jane@example.org"), looks_mistyped("email", "jane@example")
    (False, True)
    """
    return bool(value) and not (_MAIL if kind == "email" else _PHONE).fullmatch(value.strip())


def for_another(record: CaseRecord) -> bool:
    """Whether somebody else reports than the one who was hurt."""
    return record.reporter is not None


class YouForm(StepForm):
    """Who signs, where they live, how they can be reached."""

    slug = "you"
    template = "victim/step_you.html"
    title = _("Your name and country")
    lead = _("The papers carry your name. We never call you.")

    name = text(_("Your full name"), autocomplete="name", spelled=True, required=True)
    victim_name = text(_("Full name of the person you report for"), spelled=True)
    country = select(_("The country you live in"), places.country_choices, required=True)
    zone = select(
        _("Your time zone"), [("", "")], hint=_("We guessed it from the country. It sets the times in your papers.")
    )
    email = text(
        _("E-mail, if you like"),
        hint=_("Companies answer there. Choose a mailbox that nobody else can read."),
        autocomplete="email",
        inputmode="email",
        kind="email",
    )
    phone = text(
        _("Phone, if you like"),
        hint=_("It goes into the police papers only."),
        autocomplete="tel",
        inputmode="tel",
        kind="tel",
    )
    browser_zone = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput({"data-browser-zone": ""}))

    def __init__(self, *args: Any, draft: Draft, **kwargs: Any) -> None:
        super().__init__(*args, draft=draft, **kwargs)
        said = draft.record
        self.fields["name"].error_messages["required"] = gettext("Enter your full name")
        self.fields["country"].error_messages["required"] = gettext("Choose the country you live in")
        zones = places.zone_choices(said.country, said.time_zone) if said.country else []
        if len(zones) > 1:
            self.fields["zone"].choices = zones  # type: ignore[attr-defined]
        else:
            self._leave_out("zone")
        if not for_another(said) or (said.reporter and said.reporter.role == ReporterRole.COMPANY):
            self._leave_out("victim_name")

    def _leave_out(self, name: str) -> None:
        del self.fields[name]
        self.helper.layout.fields = [item for item in self.helper.layout.fields if item.fields != [name]]

    def given(self, record: CaseRecord) -> dict[str, Any]:
        victim = record.victim
        name = record.reporter.name if record.reporter else victim.legal_name
        return {
            "name": name,
            "victim_name": victim.legal_name,
            "country": record.country,
            "zone": record.time_zone,
            "email": victim.email,
            "phone": victim.phone,
        }

    @classmethod
    def is_answered(cls, record: CaseRecord) -> bool:
        name = record.reporter.name if record.reporter else record.victim.legal_name
        return bool(name and record.country)

    def keep(self, *, by: Actor, case: Case, seen: int | None) -> str:
        said, record = self.cleaned_data, self.draft.record
        members: dict[str, object] = {
            "country": said["country"],
            "victim.email": said["email"] or None,
            "victim.phone": said["phone"] or None,
        }
        if record.reporter is None:
            members["victim.legal_name"] = said["name"]
        else:
            members["reporter.name"] = said["name"]
            members["victim.legal_name"] = self._victim_name(record.reporter, said)
        members["time_zone"] = zone = self._zone(said)
        if zone and record.discovered_at:
            members["discovered_at"] = self._same_clock(record.discovered_at, zone).isoformat()
        cases.update(by=by, case=case, members=members, seen=seen)
        for row in PoliceRow.objects.filter(case=case, country=None):
            part = row.to_part().model_copy(update={"country": said["country"]})
            facts.change(by=by, case=case, name="police_reports", fact=row.id, part=part)
        return DONE

    def _zone(self, said: dict[str, Any]) -> str | None:
        """The zone that was chosen, while the country stays; else the guess for the country."""
        record = self.draft.record
        if record.country == said["country"]:
            return said.get("zone") or record.time_zone or places.zone_of(said["country"], said["browser_zone"])
        return places.zone_of(said["country"], said["browser_zone"] or record.time_zone or "")

    def _same_clock(self, noticed: datetime, zone: str) -> datetime:
        """A time of day was told in the reader's own zone, whenever that became known."""
        raw = self.draft.raw("amount")
        if raw.get("when") == "today" and not raw.get("at"):
            return noticed.astimezone(ZoneInfo(zone))
        return noticed.astimezone(self.draft.record.zone).replace(tzinfo=ZoneInfo(zone))

    def _victim_name(self, reporter: Reporter, said: dict[str, Any]) -> str | None:
        if reporter.role == ReporterRole.COMPANY:
            company = self.draft.record.victim.organisation
            return company.name if company and company.name else said["name"]
        return said.get("victim_name") or None
