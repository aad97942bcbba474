"""The filters above the queue: read from the address, forgiving what is no filter."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from incidents.core import directory
from incidents.services import queue
from incidents.services.queue import LANES, NOBODY, Lane, Sieve
from incidents.web.staff.access import Staff
from incidents.web.staff.desk.words import STATES, WAITING


class SieveForm(forms.Form):
    """One select for each way to narrow a lane; a value that is not offered does not narrow."""

    state = forms.ChoiceField(label=_("State"), required=False)
    institution = forms.ChoiceField(label=_("Company"), required=False)
    country = forms.ChoiceField(label=_("Country"), required=False)
    assignee = forms.ChoiceField(label=_("Taken by"), required=False)
    waiting_for = forms.ChoiceField(label=_("Waits for"), required=False)

    def __init__(self, said: QueryDict, *, staff: Staff) -> None:
        super().__init__(said)
        lane = said.get("lane", "")
        self.lane = Lane(str(lane)) if lane in set(Lane) else Lane.OPEN
        found = queue.choices(self.lane)
        people = [(str(user.id), user.username) for user in queue.workers() if user.id != staff.user.id]
        self._offer("state", [(state, str(STATES[state].word)) for state in LANES[self.lane]])
        self._offer("institution", [(slug, directory.name_of(slug)) for slug in found["institution"]])
        self._offer("country", [(code, code) for code in found["country"]])
        self._offer("assignee", [(str(staff.user.id), _("me")), (NOBODY, _("nobody")), *people])
        self._offer("waiting_for", [(whom, str(words)) for whom, words in WAITING.items()])
        if len(LANES[self.lane]) == 1:
            del self.fields["state"]

    def _offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - all of them are
        field.choices = [("", _("all")), *choices]
        field.widget.attrs["class"] = "form-select"

    def sieve(self) -> Sieve:
        """What is shown; whatever does not hold is left out."""
        self.is_valid()
        return Sieve(lane=self.lane, **{name: str(value) for name, value in self.cleaned_data.items() if value})
