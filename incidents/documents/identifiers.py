"""The identifiers of one letter as text to copy: many desks refuse screenshots and PDFs."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from decimal import Decimal

from django.utils.translation import gettext, override

from incidents.core.losses import quote_of
from incidents.core.record_movement import Movement
from incidents.core.record_types import print_amount
from incidents.documents.paper import MadeWith
from incidents.documents.slices import L1Slice, L2aSlice, Row
from incidents.documents.spreadsheet import table
from incidents.documents.sums import as_movements

LOSS = ("loss", "loss_asset")
"""What one forced trade cost, in its market's quote asset."""

DESTINATION = (
    "kind", "at", "network", "asset", "amount", "token_contract", "txid", "to_address", "memo", "from_address",
    "sent_from", "withdrawal_id", "strength",
)  # fmt: skip
OWN = (
    "kind", "at", "network", "asset", "amount", "token_contract", "txid", "to_address", "memo", "withdrawal_id",
    "transfer_id", "counterparty", "market", "side", "order_id", "trade_id", "price", "quantity", "quote_asset",
    "quote_amount", "fee", "fee_asset", "source", "api_key_label", "reference_price", "reference_source", *LOSS,
    "still_held", "status", "position_id", "liquidation_id", "spender", "payment_reference",
)  # fmt: skip


DRAFT = "draft, not declared"


def as_csv(cut: L1Slice | L2aSlice) -> bytes:
    """One line per row of the letter."""
    members = DESTINATION if isinstance(cut, L1Slice) else OWN
    head = ["row", *("at_utc" if name == "at" else name for name in members)]
    lines = ([str(number), *cells] for number, cells in enumerate(_cells(cut.rows, members), 1))
    return table(*marked(head, lines, declared=cut.declared))


def marked(head: list[str], lines: Iterable[list[str]], *, declared: bool) -> tuple[list[str], Iterable[list[str]]]:
    """A table as it is, or with a last column that says on every line that it is a draft."""
    if declared:
        return head, lines
    return [*head, "state"], ([*line, DRAFT] for line in lines)


def as_text(cut: L1Slice | L2aSlice, made: MadeWith) -> bytes:
    """The same identifiers, one a line, grouped by row."""
    with override("en"):
        return "\n".join(_lines(cut, made)).encode() + b"\n"


def _lines(cut: L1Slice | L2aSlice, made: MadeWith) -> Iterator[str]:
    yield gettext("Identifiers for %(name)s, letter %(letter)s") % {"name": cut.name, "letter": cut.letter}
    yield gettext("Case %(reference)s, version %(version)s") % {"reference": made.reference, "version": made.version}
    if not cut.declared:
        yield gettext("This is a draft, not declared.")
    members = DESTINATION if isinstance(cut, L1Slice) else OWN
    for number, cells in enumerate(_cells(cut.rows, members), 1):
        yield ""
        yield f"[{number}]"
        for name, cell in zip(members, cells, strict=True):
            if cell:
                yield f"{'at_utc' if name == 'at' else name}: {cell}"


def _cells(rows: Sequence[Row], members: tuple[str, ...]) -> Iterator[list[str]]:
    """The cells of each row."""
    for row, movement in zip(rows, as_movements(rows), strict=True):
        values = dict(zip(LOSS, loss_of(movement), strict=True))
        yield [cell(values[name] if name in values else getattr(row, name)) for name in members]


def loss_of(movement: Movement) -> tuple[Decimal | None, str | None]:
    """What a forced trade cost, and in which asset; nothing for other movements and without a reference price."""
    loss = movement.trade_loss
    return (None, None) if loss is None else (loss, quote_of(movement))


def cell(value: object) -> str:
    """A value as exact text.

    >>> cell(Decimal("1E-7")), cell(None), cell(True)
    ('0.0000001', '', 'yes')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return print_amount(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return str(value)
