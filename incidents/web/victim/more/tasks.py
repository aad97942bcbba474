"""The tasks after the first papers as one table, what adds most first. Their states are derived, never stored."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from incidents.core.record import CaseRecord
from incidents.web.victim.draft import UNKNOWN, Draft
from incidents.web.victim.fact_pages import NONE

Words = str | Promise
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


@dataclass(frozen=True, slots=True)
class Line:
    """One task on the page."""

    task: Task
    state: State
    mark: str

    @property
    def url(self) -> str:
        """Where it is done."""
        return reverse(self.task.page)

    @property
    def words(self) -> Words:
        """Its state in words."""
        return STATE_WORDS[self.state]


TASKS: tuple[Task, ...] = (
    Task(
        "movements",
        _("What was taken, line by line"),
        _("Each line is a trace that a company can follow."),
        "victim:taken",
        lambda record: bool(record.movements),
    ),
    Task(
        "story",
        _("What happened, in your own words"),
        _("The police read it first."),
        "victim:story",
        lambda record: bool(record.narrative),
    ),
    Task(
        "wallets",
        _("Your own wallets"),
        _("They show which money was yours."),
        "victim:wallets",
        lambda record: any(wallet.address for wallet in record.wallets),
    ),
)


def tasks(draft: Draft) -> list[Line]:
    """Every task with its state, in order."""
    return [Line(task, task.state(draft), draft.mark(task.word)) for task in TASKS]
