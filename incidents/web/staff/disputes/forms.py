"""What staff say about an objection, and what they put on the block list."""

from django import forms
from django.utils.translation import gettext_lazy as _

from incidents.core.desk_vocabulary import BlockKind

WHY = _("Say why, so that others can follow it")


class VoteForm(forms.Form):
    """One person's opinion, with its reason."""

    opinion = forms.ChoiceField(
        label=_("What is right?"),
        choices=(
            ("uphold", _("The objection is right: withdraw the letter")),
            ("reject", _("The objection is not right: leave the letter as it is")),
        ),
        widget=forms.RadioSelect({"class": "form-check-input"}),
        error_messages={"required": _("Choose one")},
    )
    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("Colleagues read it once they have decided, too."),
        widget=forms.Textarea({"class": "form-control", "rows": 4}),
        error_messages={"required": WHY},
    )


class BlockForm(forms.Form):
    """A new entry of the block list."""

    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=(
            (BlockKind.EMAIL, _("E-mail address of somebody who reports")),
            (BlockKind.PHONE, _("Telephone number of somebody who reports")),
            (BlockKind.ADDRESS, _("Address that received something")),
            (BlockKind.TXID, _("Transaction number")),
        ),
        widget=forms.Select({"class": "form-select"}),
    )
    value = forms.CharField(
        label=_("The address or number itself"),
        help_text=_("Only its keyed fingerprint is kept. Nobody can read it back."),
        max_length=300,
        widget=forms.TextInput({"class": "form-control", "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Enter what is to be blocked")},
    )
    reason = forms.CharField(
        label=_("Why?"),
        widget=forms.Textarea({"class": "form-control", "rows": 3}),
        error_messages={"required": WHY},
    )
