"""Who was hurt, for the police only: birth date, address, document, joint owners, the right to act for somebody."""

import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from incidents.core.record import CaseRecord
from incidents.core.record_types import Part
from incidents.core.vocabulary import ReporterRole
from incidents.web.victim import places
from incidents.web.victim.draft import Draft
from incidents.web.victim.fields import long_text, select, text
from incidents.web.victim.forgiving import day
from incidents.web.victim.forms.fact_form import FactForm
from incidents.web.victim.shown import Line, Shown, day_words
from incidents.web.victim.single_page import SinglePage

FOR_ANOTHER = (ReporterRole.GUARDIAN, ReporterRole.REPRESENTATIVE, ReporterRole.HEIR)
"""Roles of somebody who needs a right to act."""

LAST = 4


class Who(Part):
    """The person, as this page knows them."""

    born: str | None = None
    street: str | None = None
    postcode: str | None = None
    city: str | None = None
    country: str | None = None
    id_type: str | None = None
    id_last4: str | None = None
    holders: str | None = None
    authority: str | None = None


class WhoForm(FactForm):
    """Everything is optional; each line helps the police to be sure whom they write about."""

    part_class = Who
    tucked = ("id_type", "id_last4")
    beside = ("postcode",)
    unkept = ("id_last4",)

    born = day(_("Date of birth"), hint=_("For example: 1984-03-27."))
    street = long_text(_("Street and number"), rows=2)
    postcode = text(_("Postcode"), autocomplete="postal-code")
    city = text(_("Town or city"), spelled=True, autocomplete="address-level2")
    country = select(_("Country of this address"), places.country_choices)
    authority = long_text(
        _("What lets you act for them?"),
        hint=_("For example: a signed authority, a court paper, a will. Papers say: stated, not checked."),
        rows=3,
    )
    holders = long_text(
        _("Who else owns the account or the money?"),
        hint=_("One name on each line. We never contact them."),
        rows=3,
    )
    id_type = text(
        _("Which document shows who you are?"), hint=_("For example: passport, identity card."), spelled=True
    )
    id_last4 = text(_("Its last four signs, no more"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        record = self.draft.record
        self.initial["country"] = self.initial.get("country") or record.country
        if not (record.reporter and record.reporter.role in FOR_ANOTHER):
            del self.fields["authority"]
            self.helper.layout.fields = [item for item in self.helper.layout.fields if item.fields != ["authority"]]

    def clean_id_last4(self) -> str:
        """Only the last four are ever kept."""
        return re.sub(r"[^0-9A-Za-z]", "", str(self.cleaned_data["id_last4"]))[-LAST:]


class WhoPage(SinglePage):
    """The page."""

    word = "who"
    form = WhoForm
    form_template = "victim/around/who.html"
    title = _("Birth date, address, and who else owns it")
    lead = _("Only the police papers show this. No letter and no company ever does.")

    def from_record(self, record: CaseRecord) -> Who:
        victim = record.victim
        return Who(
            born=victim.date_of_birth,
            street="\n".join(victim.address.lines) or None,
            postcode=victim.address.postcode,
            city=victim.address.city,
            country=victim.address.country,
            id_type=victim.identity_document.type,
            id_last4=victim.identity_document.last4,
            holders="\n".join(holder.name for holder in record.other_holders if holder.name) or None,
            authority=record.reporter.authority if record.reporter else None,
        )

    def to_members(self, part: Who) -> dict[str, object]:
        members: dict[str, object] = {
            "victim.date_of_birth": part.born,
            "victim.address.lines": _lines(part.street),
            "victim.address.postcode": part.postcode,
            "victim.address.city": part.city,
            "victim.address.country": part.country,
            "victim.identity_document.type": part.id_type,
            "victim.identity_document.last4": part.id_last4,
            "other_holders": [{"name": name} for name in _lines(part.holders)],
        }
        return members | ({"reporter.authority": part.authority} if part.authority else {})

    def show(self, part: Who, draft: Draft) -> Shown:
        del draft
        told = (
            (_("Date of birth"), day_words(part.born) if part.born else None),
            (_("Address"), _address(part)),
            (_("Document"), ", ".join(filter(None, (part.id_type, part.id_last4)))),
            (_("Who else owns it"), part.holders),
            (_("What lets you act for them"), part.authority),
        )
        lines = tuple(Line(label, text) for label, text in told if text)
        return Shown("", lines or (Line(_("Birth date and address"), gettext("Not known yet")),))

    def more(self, draft: Draft) -> Mapping[str, object]:
        role = draft.record.reporter.role if draft.record.reporter else None
        return {"for_another": role in FOR_ANOTHER, "has_own_code": role in FOR_ANOTHER[1:]}


def _lines(text: str | None) -> list[str]:
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


def _address(part: Who) -> str:
    town = " ".join(filter(None, (part.postcode, part.city)))
    return ", ".join(filter(None, (*_lines(part.street), town, places.country_name(part.country))))


PAGE = WhoPage()
