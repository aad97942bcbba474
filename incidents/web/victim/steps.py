"""The ten questions as data: their order and their forms. Progress is derived from the record, never stored."""

from dataclasses import dataclass

from incidents.core.errors import NotFound
from incidents.web.victim.draft import LATER, UNKNOWN, Draft
from incidents.web.victim.forms.amount import AmountForm
from incidents.web.victim.forms.base import StepForm
from incidents.web.victim.forms.declare import DeclareForm
from incidents.web.victim.forms.hit import HitForm
from incidents.web.victim.forms.money import MoneyForm
from incidents.web.victim.forms.person import PersonForm
from incidents.web.victim.forms.police import PoliceForm
from incidents.web.victim.forms.safety import SafetyForm
from incidents.web.victim.forms.things import ThingsForm
from incidents.web.victim.forms.where import WhereForm
from incidents.web.victim.forms.you import YouForm

STEPS: tuple[type[StepForm], ...] = (
    MoneyForm,
    SafetyForm,
    PersonForm,
    HitForm,
    AmountForm,
    ThingsForm,
    WhereForm,
    PoliceForm,
    YouForm,
    DeclareForm,
)
MARKED = (HitForm, YouForm)
"""Papers cannot be made without these; each can still be answered later."""

CHECK = DeclareForm.slug


@dataclass(frozen=True, slots=True)
class Place:
    """Where a question stands."""

    number: int
    form: type[StepForm]
    before: str | None
    after: str | None

    @property
    def slug(self) -> str:
        """Its word in addresses."""
        return self.form.slug

    @property
    def total(self) -> int:
        """How many questions there are."""
        return len(STEPS)


def place_of(slug: str) -> Place:
    """A question and its neighbours; raises NotFound for any other word."""
    slugs = [form.slug for form in STEPS]
    if slug not in slugs:
        raise NotFound
    at = slugs.index(slug)
    return Place(at + 1, STEPS[at], slugs[at - 1] if at else None, slugs[at + 1] if at + 1 < len(slugs) else None)


def is_passed(form: type[StepForm], draft: Draft) -> bool:
    """Whether a question was answered, or put off, or not known."""
    return bool(draft.mark(form.slug)) or form.is_answered(draft.record)


def is_open(form: type[StepForm], draft: Draft) -> bool:
    """Whether the answer is still missing."""
    return draft.mark(form.slug) in (LATER, UNKNOWN) or not is_passed(form, draft)


def first_open(draft: Draft) -> str:
    """The first question that was never passed; the check page when all were."""
    return next((form.slug for form in STEPS if not is_passed(form, draft)), CHECK)


def is_reachable(slug: str, draft: Draft) -> bool:
    """A question can be seen when every one before it was passed, or papers were made already."""
    if draft.case and draft.case.version:
        return True
    number = place_of(slug).number
    return all(is_passed(form, draft) for form in STEPS[: number - 1])


def missing(draft: Draft) -> list[type[StepForm]]:
    """The marked questions that papers still wait for."""
    return [form for form in MARKED if not form.is_answered(draft.record)]
