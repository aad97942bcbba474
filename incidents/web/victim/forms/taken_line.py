"""One line of what was taken: what every kind of it asks. Nothing doubtful is refused."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from incidents.core.record_movement import Movement
from incidents.core.record_types import print_amount
from incidents.core.vocabulary import MovementKind
from incidents.web.victim.fields import long_text, text, tick
from incidents.web.victim.forgiving import amount, moment
from incidents.web.victim.forms.fact_form import FactForm
from incidents.web.victim.sums import read_sum


class TakenForm(FactForm):
    """What left, how much of it, when; then what its kind asks; at the end what it was worth, and a note."""

    part_class = Movement
    of: MovementKind
    """The kind of line that the form is for."""

    last = ("worth", "note", "left_out")
    tucked: ClassVar[tuple[str, ...]] = ("worth", "left_out")

    kind = forms.CharField(widget=forms.HiddenInput())
    amount = amount(
        _("How much?"), hint=_("For example: 1250.50. Leave it empty if you do not know."), unit_field="asset"
    )
    asset = text(_("Which coin or currency?"), hint=_("For example: BTC, USDT, EUR."))
    at = moment(
        _("When?"), hint=_("For example: 2026-03-27 14:30. It is your local time, unless you write UTC behind it.")
    )
    worth = text(_("What was it worth then?"), hint=_("For example: 1200 EUR."))
    note = long_text(_("Anything else about it?"), hint=_("Only the police papers show it."), rows=3)
    left_out = tick(
        _("Leave this line out of the papers"),
        hint=_("It stays in your case. Use it for what is not part of the theft."),
    )

    def order_fields(self, field_order: Iterable[str] | None) -> None:
        first = list(field_order or ())
        others = [name for name in self.fields if name not in (*first, *self.last)]
        super().order_fields([*first, *others, *self.last])

    def given(self) -> dict[str, Any]:
        worth = self.part.value_given
        told = f"{print_amount(worth.amount)} {worth.currency or ''}".strip() if worth and worth.amount else ""
        return super().given() | {"kind": self.of, "worth": told, "left_out": self.part.in_report is False}

    def clean_asset(self) -> str:
        """Tickers are written in capitals; a unit typed with the number counts where this is empty."""
        typed = str(self.cleaned_data["asset"])
        with_unit = None if typed else read_sum(str(self.data.get("amount", "")))
        return with_unit[1] if with_unit else as_ticker(typed)

    def clean_worth(self) -> str:
        """A sum with its currency, or nothing."""
        typed = str(self.cleaned_data["worth"])
        if typed and read_sum(typed) is None:
            raise forms.ValidationError(gettext("Enter a number and its currency, like 1200 EUR"))
        return typed

    def members(self) -> dict[str, Any]:
        said = self.cleaned_data
        members = super().members() | {"kind": self.of}
        if not self.part.asset and said.get("asset"):  # also where it was typed with the number
            members["asset"] = said["asset"]
        if "worth" in self.answered:
            worth = read_sum(said["worth"])
            members["value_given"] = {"amount": print_amount(worth[0]), "currency": worth[1]} if worth else None
        if "left_out" in self.answered:
            members["in_report"] = False if said["left_out"] else None
        return members


def as_ticker(typed: str) -> str:
    """The short name of a coin as markets write it; names with capitals inside stay.

    >>> as_ticker("usdt"), as_ticker("stETH")
    ('USDT', 'stETH')
    """
    return typed.upper() if typed.islower() else typed
