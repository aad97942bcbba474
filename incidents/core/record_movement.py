"""A movement: one way money left. All seven kinds (and deposits, as history) share one shape."""

from decimal import Decimal
from typing import Annotated

from incidents.core.record_parts import Worth
from incidents.core.record_types import EXACT, Amount, Instant, OneOf, Part, words
from incidents.core.vocabulary import MovementKind


class Place(Part):
    """A line of a file."""

    evidence_sha256: str | None = None
    member: str | None = None
    """The file inside an archive, the sheet of a workbook."""
    line: int | None = None
    raw: str | None = None


class Origin(Place):
    """The place in a file that a movement was read from, and other files that tell of it too."""

    also: tuple[Place, ...] = ()


class Movement(Part):
    """One movement; members that do not belong to its kind are simply absent."""

    kind: Annotated[str | None, words(MovementKind)] = None
    at: Instant | None = None
    asset: str | None = None
    amount: Amount | None = None
    institution: str | None = None
    note: str | None = None
    origin: Origin | None = None
    value_given: Worth | None = None
    in_report: bool | None = None

    network: str | None = None
    txid: str | None = None
    index: int | None = None
    from_address: str | None = None
    to_address: str | None = None
    memo: str | None = None
    token_contract: str | None = None
    fee: Amount | None = None
    fee_asset: str | None = None
    to_institution: str | None = None

    withdrawal_id: str | None = None
    status: str | None = None
    transfer_id: str | None = None
    counterparty: str | None = None

    market: str | None = None
    side: Annotated[str | None, OneOf(("buy", "sell"))] = None
    order_id: str | None = None
    trade_id: str | None = None
    price: Amount | None = None
    quantity: Amount | None = None
    quote_asset: str | None = None
    quote_amount: Amount | None = None
    liquidity: Annotated[str | None, OneOf(("maker", "taker"))] = None
    source: Annotated[str | None, OneOf(("api", "web"))] = None
    api_key_label: str | None = None
    reference_price: Amount | None = None
    reference_source: str | None = None
    still_held: bool | None = None

    position_id: str | None = None
    liquidation_id: str | None = None
    spender: str | None = None

    bank: str | None = None
    iban_masked: str | None = None
    payment_reference: str | None = None
    recall_requested_at: Instant | None = None

    @property
    def is_history(self) -> bool:
        """A deposit is history, never a loss."""
        return self.kind == MovementKind.DEPOSIT

    @property
    def is_trade(self) -> bool:
        """A forced trade: its loss is against a reference price, never its turnover."""
        return self.kind == MovementKind.UNAUTHORISED_TRADE

    @property
    def trade_loss(self) -> Decimal | None:
        """(price - reference price) x quantity for a buy, the reverse for a sell; in the quote asset.

        >>> Movement(kind="unauthorised_trade", side="buy", price="0.0811", quantity="5035",
        ...          reference_price="0.0142").trade_loss
        Decimal('336.8415')
        """
        if not self.is_trade or self.price is None or self.quantity is None or self.reference_price is None:
            return None
        difference = EXACT.subtract(self.price, self.reference_price)
        loss = EXACT.multiply(difference, self.quantity)
        return EXACT.minus(loss) if self.side == "sell" else loss
