"""How rows, holders and sums are set on the police's papers. Filters of the paper templates."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from incidents.core.addressees import NOT_FROM_REPORTER, platform
from incidents.core.record_movement import Movement
from incidents.core.record_parts import Account
from incidents.core.record_types import print_amount
from incidents.core.vocabulary import Confidence
from incidents.documents import words
from incidents.documents.desk import seen_line
from incidents.documents.facts import Numbered
from incidents.documents.marks import amount, utc
from incidents.documents.sums import written

register = template.Library()

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
    ("api_key_label", _("API key")),
    ("position_id", _("position")),
    ("liquidation_id", _("liquidation")),
    ("bank", _("bank")),
    ("iban_masked", _("account")),
    ("payment_reference", _("payment reference")),
    ("note", _("note")),
)


@register.filter
def rounded(value: Decimal) -> SafeString:
    """An estimate in ordinary money: two decimals."""
    return amount(value.quantize(Decimal("0.01")) if abs(value) < Decimal(10) ** 20 else value)


@register.filter
def sums(value: Mapping[str, Decimal]) -> SafeString | str:
    """Sums in native units, thousands set apart by style."""
    parts = [(amount(figure), asset) for asset, figure in value.items() if figure]
    return format_html_join(", ", "{} {}", parts) if parts else gettext("not known yet")


@register.filter
def value_source(code: str | None) -> str:
    """Where a value in ordinary money is from."""
    return words.value_source(code)


@register.filter
def sums_or_nothing(value: Mapping[str, Decimal]) -> str:
    """Sums in native units; empty where there are none."""
    return written(value) if any(value.values()) else ""


@register.filter
def holder(item: Numbered) -> str:
    """Who is said to stand behind a destination."""
    return seen_line(item)


@register.filter
def company(account: Account) -> str:
    """The company of an account."""
    return company_name(account.institution or account.institution_name) or gettext("not known yet")


@register.filter
def company_name(slug: str | None) -> str:
    """A company's name from its slug; the slug where the directory has none."""
    return (platform(slug, None)[1] if slug else "") or slug or ""


@register.filter
def reporter_role(code: str | None) -> str:
    """The role of a reporter in words."""
    return words.of(words.REPORTER_ROLES, code)


@register.filter
def none(value: str) -> str:
    """A text, or "none"."""
    return value or gettext("none")


@register.filter
def utc_text(value: str | datetime | None) -> str:
    """An instant given as ISO text, in UTC."""
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            return str(value)
    return utc(value)


@register.filter
def ranges(numbers: Iterable[int]) -> str:
    """Row numbers, runs drawn together.

    >>> ranges([1, 2, 3, 7, 9, 10])
    '1-3, 7, 9-10'
    """
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in runs)


@register.filter
def label_line(label: Mapping[str, Any]) -> str:
    """One label: who, text, role, source and date, and its doubt."""
    name = label.get("name") or label.get("slug") or "?"
    if label.get("confidence") == Confidence.VICTIM_SAYS:
        return gettext("%(name)s, as the reporter says; no public label confirms it") % {"name": name}
    return gettext(
        "%(name)s: label \u201c%(text)s\u201d, %(role)s; source %(source)s, list of %(date)s; may be wrong"
    ) % {
        "name": name,
        "text": label.get("label") or "-",
        "role": words.of(words.LABEL_ROLES, label.get("role")),
        "source": label.get("source") or gettext("not known yet"),
        "date": label.get("date") or gettext("unknown date"),
    }


@register.filter
def row_mark(code: str) -> str:
    """What a row's identifiers are marked with."""
    marks = {
        "looks_mistyped": gettext("An identifier in this row does not pass its format check; it may be mistyped."),
        NOT_FROM_REPORTER: gettext(
            "The blockchain shows another sender than the accounts and wallets that the reporter described."
        ),
        "fake_token": gettext("This token contract is not the one of the known token of that name."),
    }
    return marks.get(code, code)


@register.filter
def annex_what(movement: Movement) -> SafeString:
    """Kind and amount of a row, short."""
    if movement.is_trade:
        return _trade(movement)
    kind = words.of(words.MOVEMENT_KINDS, movement.kind)
    figure = format_html("<b>{} {}</b>", amount(movement.amount), movement.asset or "")
    fee = (
        format_html(
            ", {} {} {}", gettext("fee"), print_amount(movement.fee), movement.fee_asset or movement.asset or ""
        )
        if movement.fee
        else ""
    )
    network = format_html(", {}", words.network(movement.network)) if movement.network else ""
    return format_html("{}<br>{}{}{}", figure, kind, network, fee)


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


@register.filter
def annex_ids(movement: Movement) -> SafeString:
    """Every identifier of a row, whole: long ones on a line of their own, short ones side by side."""
    found = [(str(name), getattr(movement, member)) for member, name in IDS if getattr(movement, member)]
    lines: list[list[tuple[str, str]]] = []
    for name, value in found:
        if lines and sum(len(n) + len(v) + 3 for n, v in [*lines[-1], (name, value)]) <= LINE:
            lines[-1].append((name, value))
        else:
            lines.append([(name, value)])
    return format_html_join("", "{}<br>", ((_ids(line),) for line in lines))


def _ids(line: list[tuple[str, str]]) -> SafeString:
    return format_html_join(
        " ",
        '{} <code class="{}" translate="no">{}</code>',
        ((name, "long" if len(value) >= LONG_FROM else "", value) for name, value in line),
    )
