"""The rows of the annex: what happened in each, every identifier whole, and the file it was read from."""

from collections.abc import Iterator

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from incidents.core.addressees import platform
from incidents.core.record_movement import Movement
from incidents.core.record_types import print_amount
from incidents.documents import words
from incidents.documents.facts import Numbered
from incidents.documents.marks import amount, utc

register = template.Library()

SOURCES: words.Words = {"api": _("by API"), "web": _("on the site")}

LONG_FROM = 67
LINE = 72
# Translators: names in front of identifiers in narrow tables.
IDS = (
    ("txid", "tx"),
    ("from_address", _("from")),
    ("to_address", _("to")),
    ("memo", _("memo")),
    ("token_contract", _("token")),
    ("spender", _("spender")),
    ("withdrawal_id", _("withdrawal")),
    ("transfer_id", _("transfer")),
    ("counterparty", _("counterparty")),
    ("order_id", _("order")),
    ("trade_id", _("trade")),
    ("position_id", _("position")),
    ("liquidation_id", _("liquidation")),
    ("bank", _("bank")),
    ("iban_masked", _("account")),
    ("payment_reference", _("payment reference")),
    ("note", _("note")),
)


@register.filter
def annex_what(item: Numbered) -> SafeString:
    """Amount and kind of a row, short."""
    movement = item.movement
    if movement.is_trade:
        return _trade(movement)
    figure = format_html("<b>{} {}</b>", amount(movement.amount), movement.asset or "")
    return format_html("{}<br>{}", figure, words.of(words.MOVEMENT_KINDS, movement.kind))


def _trade(movement: Movement) -> SafeString:
    price, quantity, reference = (
        print_amount(figure) if figure is not None else gettext("not known yet")
        for figure in (movement.price, movement.quantity, movement.reference_price)
    )
    loss = movement.trade_loss
    return format_html(
        "<b>{} {}</b> ({} {})<br>{} @ {}, {} {}",
        gettext("loss"),
        amount(loss) if loss is not None else gettext("not known yet"),
        movement.market or "?",
        words.of(words.SIDES, movement.side),
        quantity,
        price,
        gettext("reference"),
        reference,
    )


def _circumstances(item: Numbered) -> Iterator[str]:
    """Where it left from, on which network, at what fee, in which state; and the line of the file that says so."""
    movement = item.movement
    if movement.institution:
        yield gettext("at %(name)s") % {"name": platform(movement.institution, None)[1]}
    if movement.network:
        yield words.network(movement.network)
    if movement.market and not movement.is_trade:
        yield movement.market
    if movement.index is not None:
        yield gettext("entry %(index)s") % {"index": movement.index}
    if movement.fee:
        asset = movement.fee_asset or movement.asset or ""
        yield gettext("fee %(fee)s %(asset)s") % {"fee": print_amount(movement.fee), "asset": asset}
    if movement.status:
        yield gettext("state %(state)s") % {"state": movement.status}
    if movement.recall_requested_at:
        yield gettext("recall asked %(at)s") % {"at": utc(movement.recall_requested_at)}
    yield from _of_trade(movement)
    if item.exhibit:
        told = {"number": item.exhibit, "file": item.member, "line": item.line or "?"}
        of_several = gettext("exhibit %(number)s, in \u201c%(file)s\u201d, line %(line)s")
        yield (of_several if item.member else gettext("exhibit %(number)s, line %(line)s")) % told


def _of_trade(movement: Movement) -> Iterator[str]:
    """How a trade was made, and what became of what it bought."""
    if movement.api_key_label:
        yield gettext("API key \u201c%(label)s\u201d") % {"label": movement.api_key_label}
    elif movement.source:
        yield words.of(SOURCES, movement.source)
    if movement.liquidity:
        yield movement.liquidity
    if movement.still_held is not None:
        yield gettext("coins still there") if movement.still_held else gettext("coins gone")


@register.filter
def annex_ids(item: Numbered) -> SafeString:
    """Every identifier of a row, whole: long ones on lines of their own, short ones side by side; its circumstances."""
    movement = item.movement
    found = [(str(name), getattr(movement, member)) for member, name in IDS if getattr(movement, member)]
    lines: list[list[tuple[str, str]]] = []
    for name, value in found:
        if lines and sum(len(n) + len(v) + 3 for n, v in [*lines[-1], (name, value)]) <= LINE:
            lines[-1].append((name, value))
        else:
            lines.append([(name, value)])
    return format_html_join("", "{}<br>", (*((_ids(line),) for line in lines), (", ".join(_circumstances(item)),)))


def _ids(line: list[tuple[str, str]]) -> SafeString:
    return format_html_join(
        " ",
        '{} <code class="{}" translate="no">{}</code>',
        ((name, "long" if len(value) >= LONG_FROM else "", value) for name, value in line),
    )
