"""Forced trades put together: by company, market and side, and by the hour where that is wanted.

Sums are exact; averages are quotients and therefore rounded, to 18 significant digits.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Context, Decimal

from incidents.core.losses import quote_of
from incidents.core.record_movement import Movement
from incidents.core.record_types import EXACT
from incidents.core.statements.markets import split_market

SIGNIFICANT = Context(prec=18)
"""For quotients, which seldom end: eighteen digits are finer than any market's."""

ZERO = Decimal(0)


@dataclass(slots=True)
class TradeGroup:
    """Forced trades of one market and side at one company, within one hour (UTC) where they are told apart by it."""

    institution: str = ""
    market: str = ""
    side: str = ""
    hour: datetime | None = None
    trades: list[Movement] = field(default_factory=list)
    quantity: Decimal = ZERO
    turnover: Decimal = ZERO
    """Quote asset that was paid or got, over the trades that tell it."""
    loss: Decimal = ZERO
    """Over the trades that have a reference price."""
    unpriced: int = 0
    first_at: datetime | None = None
    last_at: datetime | None = None
    _paid: Decimal = ZERO
    _executed: Decimal = ZERO
    """Sum and quantity of the trades that tell both."""
    _reference: Decimal = ZERO
    _referenced: Decimal = ZERO
    """Worth at reference of the trades that have one, and their quantity."""

    @property
    def count(self) -> int:
        """How many trades."""
        return len(self.trades)

    @property
    def quote_asset(self) -> str:
        """What the market is priced in."""
        return next((quote for trade in self.trades if (quote := quote_of(trade))), "")

    @property
    def asset(self) -> str:
        """What was bought or sold."""
        return next((base for trade in self.trades if (base := base_of(trade))), "")

    @property
    def average_price(self) -> Decimal | None:
        """What one unit was traded at, weighted by quantity."""
        return average(self._paid, self._executed)

    @property
    def reference_price(self) -> Decimal | None:
        """What one unit was worth, weighted by quantity, over the trades that have a reference price."""
        return average(self._reference, self._referenced)

    @property
    def sources(self) -> tuple[str, ...]:
        """Where its reference prices are from, each once."""
        told = (trade.reference_source for trade in self.trades if trade.reference_price is not None)
        return tuple(dict.fromkeys(source for source in told if source))

    def add(self, trade: Movement) -> None:
        """Count one more trade in."""
        self.trades.append(trade)
        quantity, paid = trade.quantity or ZERO, executed(trade)
        self.quantity = EXACT.add(self.quantity, quantity)
        if paid is not None:
            self.turnover = EXACT.add(self.turnover, paid)
            if quantity:
                self._paid, self._executed = EXACT.add(self._paid, paid), EXACT.add(self._executed, quantity)
        if trade.reference_price is not None:
            self._reference = EXACT.add(self._reference, EXACT.multiply(trade.reference_price, quantity))
            self._referenced = EXACT.add(self._referenced, quantity)
        loss = trade.trade_loss
        if loss is None:
            self.unpriced += 1
        else:
            self.loss = EXACT.add(self.loss, loss)
        if trade.at:
            self.first_at = min(self.first_at or trade.at, trade.at)
            self.last_at = max(self.last_at or trade.at, trade.at)


def trade_groups(movements: Iterable[Movement], *, by_hour: bool = True) -> list[TradeGroup]:
    """The forced trades among movements by company, market, side (and hour), in order of time.

    >>> trade = Movement(kind="unauthorised_trade", market="DMG/USDT", side="sell", price="2", quantity="3")
    >>> [(group.count, group.asset, group.turnover, group.unpriced) for group in trade_groups([trade])]
    [(1, 'DMG', Decimal('6'), 1)]
    """
    groups: dict[tuple[str, str, str, datetime | None], TradeGroup] = {}
    for trade in movements:
        if trade.is_trade:
            key = (trade.institution or "", trade.market or "", trade.side or "", _hour(trade) if by_hour else None)
            groups.setdefault(key, TradeGroup(*key)).add(trade)
    return sorted(groups.values(), key=lambda group: in_time(group.first_at))


def in_time(at: datetime | None) -> tuple[bool, datetime]:
    """A key to sort by: what has no time comes last."""
    return at is None, at or datetime.min.replace(tzinfo=UTC)


def average(total: Decimal, quantity: Decimal) -> Decimal | None:
    """A price from a sum and a quantity; None where there is no quantity.

    >>> average(Decimal("408.3385"), Decimal("5035")), average(Decimal(1), Decimal(0))
    (Decimal('0.0811'), None)
    """
    return SIGNIFICANT.divide(total, quantity) if quantity else None


def executed(trade: Movement) -> Decimal | None:
    """What was paid or got for a trade, in its quote asset; None where nothing tells it.

    >>> trade = Movement(kind="unauthorised_trade", market="DMG/USDT", side="sell", amount="40", asset="DMG")
    >>> executed(trade) is None, executed(trade.model_copy(update={"price": Decimal(2), "quantity": Decimal(40)}))
    (True, Decimal('80'))
    """
    if trade.quote_amount is not None:
        return trade.quote_amount
    if trade.price is not None and trade.quantity is not None:
        return EXACT.multiply(trade.price, trade.quantity)
    return trade.amount if trade.side == "buy" and trade.asset == quote_of(trade) else None


def base_of(trade: Movement) -> str:
    """The asset that was bought or sold: the first half of the market.

    >>> base_of(Movement(kind="unauthorised_trade", market="DMGUSDT"))
    'DMG'
    """
    return split_market(trade.market or "")[0] or (trade.asset if trade.side == "sell" else "") or ""


def _hour(trade: Movement) -> datetime | None:
    return trade.at.astimezone(UTC).replace(minute=0, second=0, microsecond=0) if trade.at else None
