"""What a task is, and how its state follows from the record and from what the reader said about it.

Nothing of it is stored.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from incidents.core.record import CaseRecord
from incidents.models import Case
from incidents.web.victim.draft import UNKNOWN, Draft
from incidents.web.victim.fact_pages import NONE
from incidents.web.victim.shown import Overview, Words

Says = Callable[[CaseRecord], bool]


class State(StrEnum):
    """Where a task stands."""

    COMPLETED = "completed"
    INCOMPLETE = "incomplete"
    NOT_NEEDED = "not_needed"
    PROBLEM = "problem"


STATE_WORDS: dict[State, Words] = {
    State.COMPLETED: _("Completed"),
    State.INCOMPLETE: _("Incomplete"),
    State.NOT_NEEDED: _("Not needed"),
    State.PROBLEM: _("There is a problem"),
}


@dataclass(frozen=True, slots=True)
class Task:
    """One thing that can be told, and how the record shows that it was."""

    word: str
    """The question whose mark (there is none, I do not know, later) counts where the record is silent."""

    title: Words
    adds: Words
    page: str
    is_done: Says
    is_needed: Says = lambda record: True
    has_problem: Says = lambda record: False
    overview: Callable[[Case, Draft], Overview] | None = None
    """What was told, for the page on which everything is checked."""

    def state(self, draft: Draft) -> State:
        """A problem first; then what the record says; then what the reader said about it."""
        record, mark = draft.record, draft.mark(self.word)
        if self.has_problem(record):
            return State.PROBLEM
        if self.is_done(record):
            return State.COMPLETED
        if mark == NONE or not self.is_needed(record):
            return State.NOT_NEEDED
        return State.COMPLETED if mark == UNKNOWN else State.INCOMPLETE

    @property
    def url(self) -> str:
        """Where it is done."""
        return reverse(self.page)


@dataclass(frozen=True, slots=True)
class Line:
    """One task on the page."""

    task: Task
    state: State

    @property
    def is_done(self) -> bool:
        """Nothing is left to do."""
        return self.state in (State.COMPLETED, State.NOT_NEEDED)

    @property
    def words(self) -> Words:
        """Its state in words."""
        return STATE_WORDS[self.state]
