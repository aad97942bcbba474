"""Whom somebody suspects, said by whom and why: the police papers show it, and nobody else."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from incidents.core.record_parts import Suspect
from incidents.web.victim.draft import Draft
from incidents.web.victim.fact_pages import FactPages
from incidents.web.victim.fields import long_text, text
from incidents.web.victim.forms.fact_form import FactForm
from incidents.web.victim.shown import Line, Shown


class SuspectForm(FactForm):
    """One suspicion. It is somebody's, and it has a reason."""

    part_class = Suspect

    name_or_handle = text(_("Name, or the name they used"), spelled=True)
    suspected_by = text(
        _("Who suspects them?"), hint=_("You, or somebody else. Papers say: suspected by ..."), spelled=True
    )
    because = long_text(_("Why?"), hint=_("What you saw or heard. Facts, not guesses."), rows=4)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not said.get("name_or_handle"):
            self.add_error("name_or_handle", gettext("Enter the name, or the name they used"))
        if not said.get("because"):
            self.add_error("because", gettext("Say why. Without a reason it helps nobody"))
        return said


class SuspectPages(FactPages):
    """The list."""

    name = word = "suspects"
    form = SuspectForm
    title = _("Whom you suspect")
    lead = _("Only the police file shows this. No letter and no company ever does.")
    add_words = _("Add somebody")
    change_words = _("Change this")
    remove_words = _("Take this out")
    none_words = _("I suspect nobody")

    def show(self, part: Suspect, draft: Draft) -> Shown:
        del draft
        lines = [
            Line(label, told)
            for label, told in ((_("Suspected by"), part.suspected_by), (_("Because"), part.because))
            if told
        ]
        return Shown(part.name_or_handle or gettext("Somebody"), tuple(lines))


PAGES = SuspectPages()
