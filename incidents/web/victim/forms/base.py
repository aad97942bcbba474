"""What every question of the report has in common: where its answers come from and where they go."""

from typing import Any, ClassVar

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Field, Layout
from django import forms
from django.utils.functional import Promise

from incidents.core.record import CaseRecord
from incidents.core.vocabulary import Actor
from incidents.models import Case
from incidents.web.victim.draft import Draft

TEMPLATES: dict[type[forms.Widget], str] = {
    forms.RadioSelect: "victim/fields/radios.html",
    forms.CheckboxSelectMultiple: "victim/fields/radios.html",
    forms.CheckboxInput: "victim/fields/tick.html",
    forms.HiddenInput: "victim/fields/hidden.html",
}
TEXT = "victim/fields/text.html"


class Tucked(Div):  # type: ignore[misc]
    """Fields that few can fill, folded away."""

    template = "victim/fields/tucked.html"


class PageForm(forms.Form):
    """A form as the pages set it: each field in its template, opened by the answer it belongs to."""

    reveals: ClassVar[dict[str, str]] = {}
    """Field -> the answers that show it; a browser without :has() shows all."""

    beside: ClassVar[tuple[str, ...]] = ()
    """Short fields that stand in one row."""

    tucked: ClassVar[tuple[str, ...]] = ()
    """Fields that few can fill: they come last, folded away until one of them says something."""

    required_css_class = "required"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper(self)
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        rare = [name for name in self.fields if name in self.tucked]
        shown = [self._laid_out(name) for name in self.fields if name not in rare]
        self.helper.layout = Layout(*shown, *([Tucked(*map(self._laid_out, rare))] if rare else []))

    @property
    def is_unfolded(self) -> bool:
        """Whether one of the fields that are folded away says something, or has to be looked at."""
        return any(name in self.errors or self[name].value() for name in self.fields if name in self.tucked)

    def _laid_out(self, name: str) -> Field:
        widget = self.fields[name].widget
        template = next((found for kind, found in TEMPLATES.items() if isinstance(widget, kind)), TEXT)
        shown = self.reveals.get(name, "")
        classes = " ".join(["reveal", *(f"reveal-{answer}" for answer in shown.split())]) if shown else ""
        if name in self.beside:
            classes += " beside"
        return Field(name, template=template, wrapper_class=classes)

    @property
    def problems(self) -> list[tuple[str, str]]:
        """Every error with the id of the field it belongs to, for the summary at the top."""
        return problems_of(self)


class StepForm(PageForm):
    """One question. A subclass says which members of the record it fills; the pages know nothing of them."""

    slug: ClassVar[str]
    title: ClassVar[str | Promise]
    lead: ClassVar[str | Promise] = ""
    template: ClassVar[str] = "victim/step.html"

    remember: ClassVar[tuple[str, ...]] = ()
    """Answers that the record cannot give back: they stay typed."""

    def __init__(self, *args: Any, draft: Draft, **kwargs: Any) -> None:
        self.draft = draft
        kwargs.setdefault("initial", self.given(draft.record) | draft.raw(self.slug))
        super().__init__(*args, **kwargs)

    def given(self, record: CaseRecord) -> dict[str, Any]:
        """What the record says already, as initial values."""
        raise NotImplementedError

    @classmethod
    def is_answered(cls, record: CaseRecord) -> bool:
        """Whether the record holds an answer to this question."""
        raise NotImplementedError

    def keep(self, *, by: Actor, case: Case, seen: int | None) -> str:
        """Write the cleaned answers through the services; a mark where they are no fact, else nothing."""
        raise NotImplementedError

    def next_page(self) -> str:
        """The name of a page that must come before the next question, else nothing."""
        return ""


def problems_of(form: forms.Form) -> list[tuple[str, str]]:
    """Every error of a form with the id of the field it belongs to."""
    found: list[tuple[str, str]] = []
    for name, errors in form.errors.items():
        target = form[name].auto_id if name in form.fields else "form"
        if name in form.fields and isinstance(form.fields[name].widget, forms.RadioSelect):
            target = f"{target}_0"
        found += [(target, str(error)) for error in errors]
    return found
