"""Lines without a chain: forced trades, closed positions, payments by bank or card."""

import re
from typing import Any

from django.utils.translation import gettext_lazy as _

from incidents.core.record_types import EXACT, print_amount, read_amount
from incidents.core.statements.markets import split_market
from incidents.core.vocabulary import MovementKind
from incidents.web.victim import forgiving
from incidents.web.victim.fields import one_of, select, text
from incidents.web.victim.forms.taken_line import TakenForm
from incidents.web.victim.forms.taken_places import AtCompany

YES, NO, UNKNOWN = "yes", "no", "unknown"
BUY, SELL = "buy", "sell"


class TradeForm(AtCompany):
    """A trade that somebody else made. Its loss is against the usual price, never the whole sum."""

    of = MovementKind.UNAUTHORISED_TRADE
    field_order = ("kind", "market", "side", "quantity", "price", "quote_amount", "at", "company")
    tucked = ("fee", "fee_asset", "liquidity", "reference_price", "reference_source", *TakenForm.tucked)

    amount = None  # type: ignore[assignment]
    asset = None  # type: ignore[assignment]
    market = text(_("In which market?"), hint=_("For example: DMG/USDT."))
    side = one_of(_("Was it bought or sold?"), ((BUY, _("Bought")), (SELL, _("Sold"))))
    quantity = forgiving.amount(_("How many coins were traded?"), hint=_("For example: 5035."))
    price = forgiving.amount(_("At which price?"), hint=_("For example: 0.0811."))
    quote_amount = forgiving.amount(_("The whole sum, if the list shows it"), hint=_("For example: 408.3385 USDT."))
    order_id = text(_("Order number"))
    trade_id = text(_("Trade or match number"), hint=_("With it the police can find the other side."))
    source = one_of(_("How was it placed, if the list shows it?"), (("api", _("By an API key")), ("web", _("By hand"))))
    api_key_label = text(_("Name of the API key that placed it"))
    still_held = one_of(
        _("Are the bought coins still in your account?"),
        ((YES, _("Yes, or most of them")), (NO, _("No")), (UNKNOWN, _("I do not know"))),
    )
    fee = forgiving.amount(_("Fee"), hint=_("For example: 0.0005."), unit_field="fee_asset")
    fee_asset = text(_("In which coin was the fee?"))
    liquidity = select(_("Maker or taker?"), (("", _("I do not know")), ("maker", _("Maker")), ("taker", _("Taker"))))
    reference_price = forgiving.amount(_("The usual price just before"), hint=_("It tells how much the trade lost."))
    reference_source = text(_("Where is this price from?"), hint=_("For example: daily close at the company."))

    def given(self) -> dict[str, Any]:
        held = {True: YES, False: NO, None: ""}[self.part.still_held]
        return super().given() | {"still_held": held}

    def members(self) -> dict[str, Any]:
        said, members = self.cleaned_data, super().members()
        if "still_held" in self.answered:
            members["still_held"] = {YES: True, NO: False}.get(said["still_held"])
        if not {"market", "side", "quantity", "price", "quote_amount"} & set(self.answered):
            return members
        base, quote = split_market(said["market"])
        total = said["quote_amount"]
        if not total and said["price"] and said["quantity"]:
            total = print_amount(EXACT.multiply(read_amount(said["price"]), read_amount(said["quantity"])))
        left = {BUY: (quote, total), SELL: (base, said["quantity"])}.get(said["side"], ("", ""))
        return members | {
            "quote_asset": quote or None,
            "quote_amount": total or None,
            "asset": left[0] or None,
            "amount": left[1] or None,
        }


class LiquidationForm(AtCompany):
    """A position that was closed by force: what it cost."""

    of = MovementKind.LIQUIDATION
    field_order = ("kind", "market", "amount", "asset", "at", "company")
    tucked = ("price", "quantity", *TakenForm.tucked)

    market = text(_("In which market?"), hint=_("For example: BTC/USDT."))
    position_id = text(_("Number of the position"))
    liquidation_id = text(_("Number of the liquidation"))
    price = forgiving.amount(_("At which price was it closed?"))
    quantity = forgiving.amount(_("How many coins did the position hold?"))


class FiatForm(AtCompany):
    """A payment by bank or card. Of an account number only the end is kept."""

    of = MovementKind.FIAT_LEG
    unkept = ("iban_masked",)

    bank = text(_("Which bank or card?"), spelled=True)
    iban_masked = text(_("The account it went to"), hint=_("The last 4 characters are enough. We keep only those."))
    payment_reference = text(_("Text or number of the payment"))
    recall_requested_at = forgiving.moment(
        _("When did you ask your bank to call it back?"), hint=_("Leave it empty if you did not ask yet.")
    )

    def clean_iban_masked(self) -> str:
        """The country and the last four characters, whatever was typed."""
        bare = re.sub(r"[\s…*•-]", "", str(self.cleaned_data["iban_masked"]))
        country = bare[:2].upper() if len(bare) > 4 and bare[:2].isalpha() else ""
        return f"{country}…{bare[-4:]}" if bare else ""
