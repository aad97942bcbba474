"""Reports to the police and to other offices, as they gave them. Nothing in them is checked."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from incidents.core import directory
from incidents.core.record_parts import PoliceReport
from incidents.web.victim import places
from incidents.web.victim.draft import Draft
from incidents.web.victim.fact_pages import FactPages
from incidents.web.victim.fields import select, text
from incidents.web.victim.forgiving import day
from incidents.web.victim.forms.fact_form import FactForm
from incidents.web.victim.shown import Line, Shown, day_words


class ReportForm(FactForm):
    """One report."""

    part_class = PoliceReport
    tucked = ("officer", "unit", "email")

    authority = text(
        _("Which police or office?"),
        hint=_("For example: police station Hamburg 14, a prosecutor, a fraud register."),
        spelled=True,
    )
    country = select(_("In which country?"), places.country_choices)
    number = text(_("The number they gave you"), hint=_("Type it as it stands on the paper or in the mail."))
    document = text(_("What is the paper called?"), spelled=True)
    filed_on = day(_("On which day? If you know"))
    officer = text(_("Name of the officer"), hint=_("Only the police file shows it."), spelled=True)
    unit = text(_("Their unit or office"), spelled=True)
    email = text(_("Their e-mail"), inputmode="email")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        country = self.part.country if isinstance(self.part, PoliceReport) else None
        self.initial["country"] = self.initial.get("country") or country or self.draft.record.country
        found = directory.police(self.initial["country"])
        names = [*found.documents, *found.numbers]
        if names:
            self.fields["document"].help_text = gettext("For example: %(names)s.") % {"names": ", ".join(names[:3])}

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not (said.get("authority") or said.get("number")):
            self.add_error("authority", gettext("Enter the office, or the number at least"))
        return said

    def members(self) -> dict[str, Any]:
        said = super().members()
        return said | ({} if self.part_country else {"country": self.cleaned_data["country"] or None})

    @property
    def part_country(self) -> str | None:
        """The country that the report says already."""
        return self.part.country if isinstance(self.part, PoliceReport) else None


class ReportPages(FactPages):
    """The list."""

    name = "police_reports"
    word = "reports"
    form = ReportForm
    title = _("Reports to the police and others")
    lead = _("Companies often act only when they see a police number.")
    add_words = _("Add a report")
    change_words = _("Change this report")
    remove_words = _("Take this report out")
    none_words = _("I have made no report")

    def show(self, part: PoliceReport, draft: Draft) -> Shown:
        del draft
        told = (
            (_("Country"), places.country_name(part.country)),
            (_("Paper"), part.document),
            (_("Day"), day_words(part.filed_on or "")),
            (_("Officer"), part.officer),
            (_("Unit"), part.unit),
            (_("E-mail"), part.email),
        )
        lines = [Line(_("Number"), part.number, is_id=True)] if part.number else []
        lines += [Line(label, text) for label, text in told if text]
        marks = () if part.number else (gettext("The number is missing. Add it when you have it."),)
        return Shown(part.authority or gettext("The police"), tuple(lines), marks)


PAGES = ReportPages()
