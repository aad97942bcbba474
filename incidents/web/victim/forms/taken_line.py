"""One line of what was taken: typed by hand, or a pasted one filled in. Nothing doubtful is refused."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from incidents.core import references
from incidents.core.network_facts import NETWORKS
from incidents.core.record_movement import Movement
from incidents.core.record_types import print_amount, read_amount
from incidents.core.vocabulary import MovementKind
from incidents.web.victim import companies
from incidents.web.victim.day_time import read_moment, show_moment
from incidents.web.victim.draft import Draft
from incidents.web.victim.fields import one_of, select, text
from incidents.web.victim.paste_words import network_name

KINDS = (
    (MovementKind.EXCHANGE_WITHDRAWAL, _("A withdrawal from my account at a company")),
    (MovementKind.ONCHAIN_TRANSFER, _("A transfer from my own wallet")),
    (MovementKind.INTERNAL_TRANSFER, _("A transfer inside one company")),
    (MovementKind.UNAUTHORISED_TRADE, _("A trade I did not make")),
    (MovementKind.FIAT_LEG, _("A bank or card payment")),
)
PLAIN = ("asset", "txid", "to_address", "memo")


class TakenForm(forms.Form):
    """What left, how much of it, when, and where it went."""

    kind = one_of(_("What is it?"), KINDS, required=True, missing=_("Choose what it is"))
    asset = text(_("Which coin or currency?"), hint=_("For example: BTC, USDT, EUR."))
    amount = text(
        _("How much?"), hint=_("For example: 1250.50. Leave it empty if you do not know."), inputmode="decimal"
    )
    at = text(
        _("When? In your local time"), hint=_("For example: 2026-03-27 14:30. Leave it empty if you do not know.")
    )
    txid = text(_("Transaction number, if there is one"))
    network = select(_("On which network?"), lambda: network_choices())
    to_address = text(_("The address it went to"))
    memo = text(_("Memo, tag or message that went with it"))
    to_company = select(_("The company it went to, if you know"), companies.choices)

    def __init__(self, *args: Any, draft: Draft, part: Movement | None = None, **kwargs: Any) -> None:
        self.draft, self.part = draft, part or Movement()
        kwargs.setdefault("initial", self._given(self.part))
        super().__init__(*args, **kwargs)

    def _given(self, part: Movement) -> dict[str, Any]:
        given: dict[str, Any] = {name: getattr(part, name) for name in ("kind", "network", *PLAIN)}
        given["amount"] = print_amount(part.amount) if part.amount is not None else ""
        given["at"] = show_moment(part.at, self.draft.record.zone)
        given["to_company"] = part.to_institution if companies.is_listed(part.to_institution) else ""
        return given

    def clean_amount(self) -> str | None:
        """The digits as they were typed; a decimal comma is forgiven."""
        typed = str(self.cleaned_data["amount"]).replace(" ", "")
        if not typed:
            return None
        try:
            return print_amount(read_amount(typed.replace(",", ".") if typed.count(",") == 1 else typed))
        except ValueError as error:
            raise forms.ValidationError(gettext("Enter the amount as a number, like 1250.50")) from error

    def clean_at(self) -> str | None:
        """The time as it was told, in the reader's zone."""
        typed = str(self.cleaned_data["at"])
        if not typed:
            return None
        moment = read_moment(typed, self.draft.record.zone)
        if moment is None:
            raise forms.ValidationError(gettext("Enter the day and time like 2026-03-27 14:30"))
        return moment.isoformat()

    def to_part(self) -> Movement:
        """The line with what was typed; what the page does not ask stays."""
        said = self.cleaned_data
        read = references.read(said["txid"], network=said["network"] or None) if said["txid"] else None
        members: dict[str, Any] = {name: said[name] or None for name in PLAIN}
        members |= {
            "kind": said["kind"],
            "amount": said["amount"],
            "at": said["at"],
            "txid": (read.canonical if read and read.valid else said["txid"]) or None,
            "network": said["network"] or (read.network if read else None),
        }
        if said["to_company"]:
            members["to_institution"] = None if said["to_company"] == companies.OTHER else said["to_company"]
        if said["kind"] != MovementKind.ONCHAIN_TRANSFER and not self.part.institution and self.draft.record.accounts:
            account = self.draft.record.accounts[0]
            members["institution"] = account.institution or account.institution_name
        return Movement.model_validate(self.part.model_dump(mode="json", exclude_none=True) | members)


def network_choices() -> list[tuple[str, str]]:
    """Every network we know, and not knowing."""
    return [("", gettext("I do not know")), *((name, network_name(name)) for name in sorted(NETWORKS))]
