"""What a company answered: asked beside its letter, and in the list of all answers."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from incidents.core import directory
from incidents.core.record_parts import Contact
from incidents.web.victim import companies
from incidents.web.victim.fields import long_text, one_of, select, text
from incidents.web.victim.forgiving import day, moment
from incidents.web.victim.forms.fact_form import FactForm
from incidents.web.victim.outcomes import ANSWERS, HOLD, NOTHING, STATUSES, answer_of


class AnswerForm(FactForm):
    """One answer."""

    part_class = Contact
    reveals = {"hold_until": HOLD}

    answer = one_of(_("What did they answer?"), tuple(ANSWERS.items()))
    hold_until = day(_("Until which day do they hold it? If they said so"), may_be_ahead=True)
    reference = text(_("Their ticket number, if they gave one"))
    answered_on = day(_("On which day did they answer? If you know"))
    note = long_text(_("What they wrote, in short"), rows=3, hint=_("Only the police papers show it."))

    def given(self) -> dict[str, Any]:
        assert isinstance(self.part, Contact)  # noqa: S101 - part_class says so
        return super().given() | {"answer": answer_of(self.part)}

    def members(self) -> dict[str, Any]:
        said = super().members()
        if "answer" in self.answered:
            answer = self.cleaned_data["answer"]
            said["status"] = STATUSES.get(answer)
            if answer != HOLD:
                said["hold_until"] = None
        return said


class LetterAnswerForm(AnswerForm):
    """The answer to one letter: here something must have come."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"].required = True
        self.fields["answer"].error_messages["required"] = gettext("Choose what they answered")


class ContactForm(AnswerForm):
    """One exchange with any company or office."""

    reveals = {**AnswerForm.reveals, "company_name": companies.OTHER}
    field_order = ("company", "company_name", "channel", "sent_at", "answer")

    company = select(_("Which company?"), companies.choices)
    company_name = text(_("Its name, or the name of the office"), spelled=True)
    channel = text(_("How did you write?"), hint=_("For example: support ticket, e-mail, chat."), spelled=True)
    sent_at = moment(_("When did you write? If you know"))
    answer = one_of(_("What did they answer?"), ((NOTHING, _("Nothing yet")), *ANSWERS.items()))

    def given(self) -> dict[str, Any]:
        assert isinstance(self.part, Contact)  # noqa: S101 - part_class says so
        slug, listed = self.part.institution, companies.is_listed(self.part.institution)
        company = {"company": slug if listed else companies.OTHER if slug else ""}
        named = {"company_name": None if listed or not slug else directory.name_of(slug)}
        return super().given() | company | named

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        self.chosen = companies.understand(said.get("company", ""), said.get("company_name", ""))
        if not self.chosen:
            self.add_error("company", gettext("Choose the company, or type its name"))
        return said

    def members(self) -> dict[str, Any]:
        said = super().members()
        if {"company", "company_name"} & set(self.answered):
            said["institution"] = self.chosen.slug or self.chosen.name
        return said
