"""How it happened: what the reader knows, suspects, or was told by others, each with its day."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from incidents.core.record_parts import Cause
from incidents.core.vocabulary import CauseStatus
from incidents.web.victim.draft import Draft
from incidents.web.victim.fact_pages import FactPages, Line, Shown, Words
from incidents.web.victim.fields import long_text, one_of, text
from incidents.web.victim.forgiving import day
from incidents.web.victim.forms.fact_form import FactForm
from incidents.web.victim.shown import day_words

STATUSES: Mapping[str, Words] = {
    CauseStatus.KNOWN: _("I know it"),
    CauseStatus.SUSPECTED: _("I think so"),
    CauseStatus.CLAIMED: _("Somebody else says so"),
    CauseStatus.UNKNOWN: _("I am not sure what to think"),
}


class CauseForm(FactForm):
    """One way it may have happened. It can be changed when more is known."""

    part_class = Cause
    reveals = {"by": "claimed"}

    statement = long_text(
        _("What gave them access, or made you send it?"),
        hint=_("For example: I typed my password on a false page. Only the police papers show it."),
        rows=4,
    )
    status = one_of(_("How sure is it?"), STATUSES.items(), required=True, missing=_("Choose how sure it is"))
    by = text(_("Who says so?"), hint=_("For example: the company, in a notice."), spelled=True)
    on = day(_("Since which day is it known, or said?"))

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not said.get("statement") and "statement" not in self.errors:
            self.add_error("statement", gettext("Write in one line what happened"))
        return said


class CausePages(FactPages):
    """The list of ways it may have happened."""

    name, word = "causes", "how"
    form = CauseForm
    title = _("How it happened")
    lead = _("Say what you know, what you only think, and what others say. Each stands for itself.")
    add_words = _("Add a way it may have happened")
    change_words = _("Change this")
    remove_words = _("Take this out")

    def show(self, part: Cause, draft: Draft) -> Shown:
        del draft
        return Shown(part.statement or gettext("Not described yet"), tuple(lines_of(part)))


def lines_of(part: Cause) -> Iterator[Line]:
    """How sure it is, who says so, since when."""
    if part.status:
        yield Line(_("How sure"), str(STATUSES.get(part.status, part.status)))
    if part.by:
        yield Line(_("Said by"), part.by)
    if part.on:
        yield Line(_("Day"), day_words(part.on))


PAGES = CausePages()
