"""What was lost, in native units: what left, and what forced trades cost. Never turnover.

A forced trade turns one coin into another; its loss is the difference to a reference price, not the sum that went
through the market. Trades without a reference price are counted and listed as left out, never guessed.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Context, Decimal

from incidents.core.record_movement import Movement
from incidents.core.record_types import EXACT, print_amount
from incidents.core.vocabulary import MovementKind

LEAVING = frozenset(
    {
        MovementKind.ONCHAIN_TRANSFER,
        MovementKind.EXCHANGE_WITHDRAWAL,
        MovementKind.INTERNAL_TRANSFER,
        MovementKind.LIQUIDATION,
        MovementKind.FIAT_LEG,
    }
)
"""Kinds whose amount is gone."""

SIGNIFICANT = Context(prec=18)
"""For quotients, which seldom end: eighteen digits are finer than any market's."""

Sums = dict[str, Decimal]


@dataclass(frozen=True, slots=True)
class Losses:
    """Totals of the movements that belong into the papers, by asset."""

    left: Sums
    trade_loss: Sums
    headline: Sums
    fees: Sums
    trades: int
    trades_unpriced: int
    movements_without_amount: int

    def as_json(self) -> dict[str, object]:
        """The totals as they stand in the record's derived part."""
        sums = {name: _digits(getattr(self, name)) for name in ("left", "trade_loss", "headline", "fees")}
        counts = {name: getattr(self, name) for name in ("trades", "trades_unpriced", "movements_without_amount")}
        return sums | counts


@dataclass(slots=True)
class TradeGroup:
    """Forced trades of one market within one hour (UTC)."""

    market: str
    hour: datetime | None
    side: str
    count: int = 0
    quantity: Decimal = Decimal(0)
    turnover: Decimal = Decimal(0)
    loss: Decimal = Decimal(0)
    unpriced: int = 0
    quote_asset: str = ""
    still_held: set[bool | None] = field(default_factory=set)
    first_at: datetime | None = None
    last_at: datetime | None = None
    trades: list[Movement] = field(default_factory=list)

    @property
    def average_price(self) -> Decimal | None:
        """What one unit was traded at on average, to 18 significant digits."""
        return average(self.turnover, self.quantity)

    def add(self, trade: Movement) -> None:
        """Count one more trade in."""
        self.trades.append(trade)
        self.count += 1
        self.quantity = EXACT.add(self.quantity, trade.quantity or Decimal(0))
        self.turnover = EXACT.add(self.turnover, trade.quote_amount or trade.amount or Decimal(0))
        loss = trade.trade_loss
        if loss is None:
            self.unpriced += 1
        else:
            self.loss = EXACT.add(self.loss, loss)
        self.quote_asset = self.quote_asset or quote_of(trade)
        self.still_held.add(trade.still_held)
        if trade.at:
            self.first_at = min(self.first_at or trade.at, trade.at)
            self.last_at = max(self.last_at or trade.at, trade.at)


def average(total: Decimal, quantity: Decimal) -> Decimal | None:
    """A price from a sum and a quantity, to 18 significant digits; None where there is no quantity.

    >>> average(Decimal("408.3385"), Decimal("5035")), average(Decimal(1), Decimal(0))
    (Decimal('0.0811'), None)
    """
    return SIGNIFICANT.divide(total, quantity) if quantity else None


def quote_of(trade: Movement) -> str:
    """The asset a trade's loss is counted in: its quote asset, else the second half of its market.

    >>> quote_of(Movement(kind="unauthorised_trade", market="DMG/USDT"))
    'USDT'
    """
    if trade.quote_asset:
        return trade.quote_asset
    for mark in ("/", "-", "_"):
        if trade.market and mark in trade.market:
            return trade.market.rsplit(mark, 1)[1]
    return trade.asset or ""


def losses(movements: Iterable[Movement]) -> Losses:
    """The totals of movements; rows without an amount are counted, not guessed.

    >>> losses([Movement(kind="internal_transfer", asset="USDT", amount="412.75", fee="1", fee_asset="USDT")]).left
    {'USDT': Decimal('412.75')}
    """
    left: Sums = defaultdict(Decimal)
    lost: Sums = defaultdict(Decimal)
    fees: Sums = defaultdict(Decimal)
    trades = unpriced = bare = 0
    for movement in movements:
        if movement.fee:
            asset = movement.fee_asset or movement.asset or ""
            fees[asset] = EXACT.add(fees[asset], movement.fee)
        if movement.is_trade:
            trades += 1
            loss, asset = movement.trade_loss, quote_of(movement)
            if loss is None:
                unpriced += 1
            else:
                lost[asset] = EXACT.add(lost[asset], loss)
        elif movement.kind in LEAVING or movement.kind not in set(MovementKind):
            if movement.amount is None:
                bare += 1
            else:
                left[movement.asset or ""] = EXACT.add(left[movement.asset or ""], movement.amount)
    headline = {asset: EXACT.add(left.get(asset, Decimal(0)), lost.get(asset, Decimal(0))) for asset in [*left, *lost]}
    return Losses(dict(left), dict(lost), headline, dict(fees), trades, unpriced, bare)


def trade_groups(movements: Iterable[Movement]) -> list[TradeGroup]:
    """Forced trades grouped by market, side and hour, in order of time."""
    groups: dict[tuple[str, str, datetime | None], TradeGroup] = {}
    for trade in movements:
        if not trade.is_trade:
            continue
        hour = trade.at.astimezone(UTC).replace(minute=0, second=0, microsecond=0) if trade.at else None
        key = (trade.market or "", trade.side or "", hour)
        groups.setdefault(key, TradeGroup(market=key[0], side=key[1], hour=hour)).add(trade)
    return sorted(groups.values(), key=lambda g: (g.first_at is None, g.first_at or datetime.min.replace(tzinfo=UTC)))


def _digits(sums: Sums) -> dict[str, str]:
    return {asset: print_amount(amount) for asset, amount in sums.items()}
