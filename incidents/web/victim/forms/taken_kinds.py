"""The ways money leaves an account or a wallet: each with only its own fields."""

from django.utils.translation import gettext_lazy as _

from incidents.core.vocabulary import MovementKind
from incidents.web.victim import forgiving
from incidents.web.victim.fields import select, text
from incidents.web.victim.forms.taken_line import TakenForm
from incidents.web.victim.forms.taken_money import FiatForm, LiquidationForm, TradeForm
from incidents.web.victim.forms.taken_places import AtCompany, OnChain, WentTo

FEE_HINT = _("For example: 0.0005.")


class WithdrawalForm(WentTo, OnChain, AtCompany):
    """A withdrawal from an account: the company's own number, and the transaction on a chain."""

    of = MovementKind.EXCHANGE_WITHDRAWAL
    field_order = ("kind", "amount", "asset", "at", "company", "withdrawal_id", "status")
    tucked = ("fee", "fee_asset", "token_contract", *TakenForm.tucked)

    withdrawal_id = text(_("The company's own number of the withdrawal"), hint=_("It stands in its history or mail."))
    status = select(
        _("What does the company show for it?"),
        (
            ("", _("I do not know")),
            ("completed", _("Completed")),
            ("pending", _("Still waiting or being worked on")),
            ("cancelled", _("Cancelled")),
            ("failed", _("Failed")),
        ),
    )
    fee = forgiving.amount(_("Fee"), hint=FEE_HINT, unit_field="fee_asset")
    fee_asset = text(_("In which coin was the fee?"))
    token_contract = text(_("Contract of the token"))


class OnchainForm(WentTo, OnChain):
    """A transfer from an own wallet."""

    of = MovementKind.ONCHAIN_TRANSFER
    tucked = ("token_contract", "fee", "fee_asset", *TakenForm.tucked)

    from_address = text(_("Your address it left from"))
    token_contract = text(_("Contract of the token"), hint=_("The explorer shows it, where the coin is a token."))
    fee = forgiving.amount(_("Fee"), hint=FEE_HINT, unit_field="fee_asset")
    fee_asset = text(_("In which coin was the fee?"))


class InternalForm(AtCompany):
    """A transfer to another customer of the same company: no transaction on a chain."""

    of = MovementKind.INTERNAL_TRANSFER

    transfer_id = text(_("The company's own number of the transfer"), hint=_("There is no transaction on a network."))
    counterparty = text(
        _("Who got it, as the company shows it"), hint=_("For example a user number, an e-mail or a phone.")
    )


class ApprovalForm(OnChain):
    """A permission that was signed: whoever holds it can take the coins."""

    of = MovementKind.TOKEN_APPROVAL
    field_order = ("kind", "at", "network", "txid", "spender", "token_contract", "asset", "amount")

    spender = text(_("The address that may take your coins (spender)"), hint=_("The explorer shows it."))
    token_contract = text(_("Contract of the token"), hint=_("The explorer shows it."))


FORMS: dict[str, type[TakenForm]] = {
    form.of: form
    for form in (
        WithdrawalForm,
        OnchainForm,
        TradeForm,
        InternalForm,
        ApprovalForm,
        LiquidationForm,
        FiatForm,
    )
}
"""Kind of line -> its form, in the order in which they are offered."""
