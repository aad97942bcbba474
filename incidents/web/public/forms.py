"""The outsiders' forms: a code to check, an objection, an appeal."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from incidents.core.desk_vocabulary import DisputeRole

LINE, TEXT = 200, 5_000
CODE_HINT = _("Three groups of four. Spaces and small letters are fine.")


def line(
    label: StrOrPromise, *, hint: StrOrPromise = "", missing: StrOrPromise | None = None, **attrs: str
) -> forms.CharField:
    """One line of text; required where there are words for it being missing."""
    widget = forms.TextInput({"class": "form-control", "autocomplete": "off", **attrs})
    field = forms.CharField(label=label, help_text=hint, required=missing is not None, max_length=LINE, widget=widget)
    if missing is not None:
        field.error_messages["required"] = missing
    widget.attrs.pop("maxlength", None)
    return field


def code(label: StrOrPromise, *, missing: StrOrPromise | None = None) -> forms.CharField:
    """The code on a paper, or of an entry of the block list."""
    attrs = {"spellcheck": "false", "autocapitalize": "characters", "translate": "no"}
    return line(label, hint=CODE_HINT, missing=missing, **attrs)


def words(label: StrOrPromise, *, hint: StrOrPromise, missing: StrOrPromise) -> forms.CharField:
    """Several lines that must say something."""
    widget = forms.Textarea({"class": "form-control", "rows": 8})
    field = forms.CharField(label=label, help_text=hint, max_length=TEXT, widget=widget)
    field.error_messages["required"] = missing
    widget.attrs.pop("maxlength", None)
    return field


class PaperForm(forms.Form):
    """Which paper is to be checked."""

    code = code(_("Code on the paper"))
    file = forms.FileField(label=_("Or the file"), required=False, widget=forms.FileInput({"class": "form-control"}))
    fingerprint = forms.CharField(required=False, widget=forms.HiddenInput({"data-fingerprint": ""}))


class _Telling(forms.Form):
    """A form of an outsider who tells something: errors as the pages list them."""

    @property
    def problems(self) -> list[tuple[str, str]]:
        """Every error with the id of the field it belongs to."""
        return [
            (self[name].id_for_label if name in self.fields else "form", str(error))
            for name, errors in self.errors.items()
            for error in errors
        ]


class ObjectionForm(_Telling):
    """What somebody says against a letter."""

    code = code(_("Code on the letter"), missing=_("Enter the code. It stands on every page of the letter."))
    role = forms.ChoiceField(
        label=_("Who are you?"),
        choices=(
            (DisputeRole.NAMED, _("I am named in the letter")),
            (DisputeRole.HELD, _("My account or my money was held because of it")),
            (DisputeRole.COMPANY, _("I write for a company that it names")),
            (DisputeRole.OTHER, _("Somebody else")),
        ),
        widget=forms.RadioSelect({"class": "form-check-input"}),
        error_messages={"required": _("Say who you are")},
    )
    text = words(
        _("What is wrong with the letter?"),
        hint=_("Say what is not so, and how one can see it. Only our staff read this."),
        missing=_("Say what is wrong with the letter"),
    )
    name = line(_("Your name, if you want to give it"), autocomplete="name")
    contact = line(_("How can we reach you with a question?"), hint=_("You may leave this out."))


class AppealForm(_Telling):
    """What somebody says against an entry of the block list."""

    code = code(_("The code you were shown"), missing=_("Enter the code you were shown"))
    text = words(
        _("Why should this be changed?"),
        hint=_("Only our staff read this."),
        missing=_("Say why this should be changed"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].widget.attrs["rows"] = 6
