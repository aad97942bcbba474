"""One line of what was taken as it reads: everything it says, and what to look at again."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from incidents.core import directory
from incidents.core.record_movement import Movement
from incidents.core.record_parts import Worth
from incidents.core.record_types import print_amount
from incidents.core.vocabulary import MovementKind
from incidents.web.victim.fact_pages import Line, Words
from incidents.web.victim.forms.taken_kinds import WithdrawalForm
from incidents.web.victim.forms.taken_line import TakenForm
from incidents.web.victim.forms.taken_money import TradeForm
from incidents.web.victim.forms.taken_places import IDENTIFIERS
from incidents.web.victim.identifiers import doubts
from incidents.web.victim.paste_words import network_name

KINDS: Mapping[str, tuple[Words, Words]] = {
    MovementKind.EXCHANGE_WITHDRAWAL: (
        _("A withdrawal from my account at a company"),
        _("It went out to an address."),
    ),
    MovementKind.ONCHAIN_TRANSFER: (_("A transfer from my own wallet"), ""),
    MovementKind.UNAUTHORISED_TRADE: (_("A trade I did not make"), _("Coins were bought or sold in my account.")),
    MovementKind.INTERNAL_TRANSFER: (
        _("A transfer inside one company"),
        _("To another customer. There is no transaction number."),
    ),
    MovementKind.TOKEN_APPROVAL: (
        _("A permission I signed (approval)"),
        _("It lets somebody take coins from my wallet, now or later."),
    ),
    MovementKind.LIQUIDATION: (_("A position that was closed by force (liquidation)"), ""),
    MovementKind.FIAT_LEG: (_("A bank or card payment"), ""),
    MovementKind.DEPOSIT: (_("Money that came in"), ""),
}
"""Kind of line -> what it is called, and what it means."""

LABELS: Mapping[str, Words] = {
    "txid": _("Transaction number"),
    "withdrawal_id": _("The company's number"),
    "transfer_id": _("The company's number"),
    "order_id": _("Order number"),
    "trade_id": _("Trade or match number"),
    "position_id": _("Number of the position"),
    "liquidation_id": _("Number of the liquidation"),
    "from_address": _("Left from"),
    "to_address": _("Went to"),
    "memo": _("Memo or tag"),
    "counterparty": _("Who got it"),
    "spender": _("Who may take coins"),
    "token_contract": _("Contract of the token"),
    "market": _("Market"),
    "quantity": _("Coins traded"),
    "price": _("Price"),
    "reference_price": _("Usual price"),
    "api_key_label": _("API key"),
    "bank": _("Bank"),
    "iban_masked": _("Account"),
    "payment_reference": _("Text of the payment"),
    "note": _("Note"),
}
WORDS = frozenset({"note", "bank", "counterparty", "market", "api_key_label", "payment_reference", "quantity", "price"})
"""What is set as words; the rest are identifiers."""

WITH_MEMO = frozenset({"xrp", "stellar", "ton", "cosmos"})
FINDABLE = ("txid", "withdrawal_id", "transfer_id", "order_id", "trade_id", "to_address", "liquidation_id", "spender")
FINDABLE_MONEY = ("payment_reference", "iban_masked", "counterparty", "position_id")


def title_of(part: Movement) -> str:
    """How much of what; a trade by its market."""
    if part.is_trade and part.market:
        words = {"buy": gettext("Bought in %(market)s"), "sell": gettext("Sold in %(market)s")}
        return words.get(part.side or "", gettext("Trade in %(market)s")) % {"market": part.market}
    if part.amount is None:
        return part.asset or gettext("Amount not known yet")
    return f"{print_amount(part.amount)} {part.asset or ''}".strip()


def lines_of(part: Movement) -> Iterator[Line]:
    """Everything a line says, whatever its kind."""
    yield Line(_("What"), kind_words(part.kind))
    yield Line(_("When"), gettext("Not known yet"), moment=part.at)
    if part.is_trade:
        yield from _sum(_("Paid"), part.amount, part.asset)
    yield from _company(_("From"), part.institution)
    yield from _company(_("Company it went to"), part.to_institution)
    if part.network:
        yield Line(_("Network"), network_name(part.network))
    for name, label in LABELS.items():
        value = getattr(part, name)
        if value is not None:
            yield Line(label, value if isinstance(value, str) else print_amount(value), is_id=name not in WORDS)
    yield from _sum(_("Fee"), part.fee, part.fee_asset)
    worth = part.value_given or Worth()
    yield from _sum(_("Worth then"), worth.amount, worth.currency)
    for name, form in (("status", WithdrawalForm), ("still_held", TradeForm)):
        yield from _chosen(part, name, form)
    if part.recall_requested_at:
        yield Line(_("Bank asked to call it back"), moment=part.recall_requested_at)
    if part.in_report is False:
        yield Line(_("Papers"), gettext("Left out of the papers"))


def _company(label: Words, slug: str | None) -> Iterator[Line]:
    """A company by its name, where one was named."""
    if slug:
        yield Line(label, directory.name_of(slug))


def kind_words(kind: str | None) -> str:
    """What a kind of line is called; a kind that nobody knows stays as it is."""
    return str(KINDS[kind][0]) if kind and kind in KINDS else kind or gettext("Not known yet")


def _sum(label: Words, amount: Decimal | None, unit: str | None) -> Iterator[Line]:
    """An amount with its unit, where it is known."""
    if amount is not None:
        yield Line(label, f"{print_amount(amount)} {unit or ''}".strip())


def _chosen(part: Movement, name: str, form: type[TakenForm]) -> Iterator[Line]:
    """An answer that was chosen from a list, in the words of the list."""
    value = getattr(part, name)
    if value is None:
        return
    field = form.base_fields[name]
    words = dict(field.choices)  # type: ignore[attr-defined]
    yield Line(field.label or "", str(words.get({True: "yes", False: "no"}.get(value, value), value)))


def marks_of(part: Movement) -> Iterator[str]:
    """What to look at again, and what cannot wait."""
    if part.status == "pending":
        yield gettext("It may still be stopped. Tell the company now.")
    if part.kind == MovementKind.FIAT_LEG and not part.recall_requested_at:
        yield gettext("Ask your bank today to call it back.")
    if part.kind == MovementKind.TOKEN_APPROVAL:
        yield gettext("Take this permission back, or move the rest to a new wallet.")
    if not any(getattr(part, name) for name in (*FINDABLE, *FINDABLE_MONEY)):
        yield gettext("A company cannot find it without a number. Add one if you can.")
    if part.network in WITH_MEMO and part.to_address and part.to_institution and not part.memo:
        yield gettext("On this network companies need the memo or tag. Add it if you can.")
    if directory.is_fake_token(part.network, part.token_contract, part.asset):
        yield gettext("This is not the real %(coin)s. It has another contract.") % {"coin": part.asset}
    yield from doubts_of(part)


def doubts_of(part: Movement) -> Iterator[str]:
    """Why an identifier looks wrong; it is kept as it was given."""
    for name, kind in IDENTIFIERS.items():
        for doubt in doubts(getattr(part, name), kind, part.network):
            yield f"{LABELS[name]}: {doubt}"
