"""Form fields that look and speak as the pages need: no browser checks, nothing prefilled, hints beside them."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.forms.renderers import BaseRenderer
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

Words = StrOrPromise
Choices = Iterable[tuple[str, Words]]
Later = Callable[[], list[tuple[str, str]]]

SELECTED = mark_safe(" selected")
LONG_TEXT = 20_000
PASTE = 400_000
TOO_LONG = _("This is too long for one go. It is kept here: shorten it, or give it in parts")
SHORT_TEXT = 300


class PlainSelect(forms.Select):
    """A list to choose from without a template per option: a list of countries takes half a millisecond, not ten."""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: BaseRenderer | None = None
    ) -> SafeString:
        """The same element that Django's own widget makes."""
        del renderer
        chosen = {"" if value is None else str(value)}
        lines = format_html_join(
            "\n",
            '<option value="{}"{}>{}</option>',
            ((key, SELECTED if str(key) in chosen else "", label) for key, label in self.choices),
        )
        more = {"name": name, **self.build_attrs(self.attrs, attrs)}
        return format_html("<select{}>\n{}\n</select>", flatatt(more), lines)


def text(
    label: Words,
    *,
    hint: Words = "",
    required: bool = False,
    autocomplete: str = "off",
    inputmode: str = "",
    spelled: bool = False,
    kind: str = "text",
) -> forms.CharField:
    """A line of text. Browsers neither check nor correct it."""
    attrs: dict[str, Any] = {"class": "form-control", "autocomplete": autocomplete}
    if not spelled:
        attrs |= {"spellcheck": "false", "autocapitalize": "off"}
    if inputmode:
        attrs["inputmode"] = inputmode
    widget = forms.TextInput(attrs)
    widget.input_type = kind
    field = forms.CharField(label=label, help_text=hint, required=required, widget=widget)
    field.validators.append(MaxLengthValidator(SHORT_TEXT, message=TOO_LONG))
    return field


def long_text(
    label: Words, *, hint: Words = "", rows: int = 8, code: bool = False, most: int = LONG_TEXT
) -> forms.CharField:
    """Many lines; ``code`` sets them in the face for identifiers."""
    attrs = {"class": "form-control font-monospace" if code else "form-control", "rows": rows}
    if code:
        attrs |= {"spellcheck": "false", "autocapitalize": "off", "autocomplete": "off", "translate": "no"}
    field = forms.CharField(label=label, help_text=hint, required=False, widget=forms.Textarea(attrs))
    field.validators.append(MaxLengthValidator(most, message=TOO_LONG))
    return field


def one_of(
    label: Words, choices: Choices, *, hint: Words = "", required: bool = False, missing: Words = ""
) -> forms.ChoiceField:
    """Radio buttons; none is chosen beforehand."""
    field = forms.ChoiceField(
        label=label,
        help_text=hint,
        required=required,
        choices=tuple(choices),
        widget=forms.RadioSelect({"class": "form-check-input"}),
    )
    if missing:
        field.error_messages["required"] = str(missing)
    return field


def select(label: Words, choices: Choices | Later, *, hint: Words = "", required: bool = False) -> forms.ChoiceField:
    """A plain list to choose from: it works on every phone."""
    return forms.ChoiceField(
        label=label,
        help_text=hint,
        required=required,
        choices=choices if callable(choices) else tuple(choices),
        widget=PlainSelect({"class": "form-select"}),
    )


def tick(label: Words, *, hint: Words = "") -> forms.BooleanField:
    """One box, never ticked beforehand."""
    return forms.BooleanField(
        label=label, help_text=hint, required=False, widget=forms.CheckboxInput({"class": "form-check-input"})
    )
