"""The schedule of a theft by trades: what was executed against what it was worth, and where the difference went.

Nothing left the account: the thief made it buy high or sell low in a thin market and took the other side elsewhere.
So the schedule names the market, the hours, the loss of each trade and in total, and the counter-flow that only the
exchange can put names to. Those on the other side may be innocent market makers.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from incidents.core.losses import Sums, quote_of
from incidents.core.record_movement import Movement
from incidents.core.record_types import EXACT
from incidents.core.trade_groups import SIGNIFICANT, ZERO, TradeGroup, base_of, in_time, trade_groups

OTHER_SIDE = {"buy": "sell", "sell": "buy"}


@dataclass(frozen=True, slots=True)
class CounterFlow:
    """What others did in one market while the account was forced to trade there: the opposite, for the same sums."""

    institution: str
    market: str
    side: str
    asset: str
    quantity: Decimal
    quote_asset: str
    received: Decimal
    """Quote asset that went to those who sold, or that those who bought paid."""
    count: int
    first_at: datetime | None
    last_at: datetime | None


@dataclass(slots=True)
class Bought:
    """Coins that forced trades brought into an account, and what those that can still be there are worth.

    The loss of a forced purchase counts them at this worth already: it is larger by it where they cannot be sold.
    """

    institution: str
    asset: str
    bought: Decimal = ZERO
    gone: Decimal = ZERO
    """The victim said that these are no longer there."""
    sold: Decimal = ZERO
    """Later forced trades sold these again."""
    worth: Sums = field(default_factory=dict)
    """By quote asset, at the reference prices, over what is left and has one."""
    unpriced: int = 0
    said: set[bool | None] = field(default_factory=set)
    """What the victim said of them: still there, gone, nothing."""

    @property
    def left(self) -> Decimal:
        """How many can still be there."""
        return max(ZERO, EXACT.subtract(self.bought, max(self.gone, self.sold)))


@dataclass(frozen=True, slots=True)
class TradeSchedule:
    """All forced trades of a case, by company, market, side and hour."""

    groups: list[TradeGroup]
    counter_flow: list[CounterFlow]
    bought: list[Bought]
    loss: Sums
    """By quote asset, over the trades that have a reference price."""
    trades: int
    unpriced: int
    order_ids: tuple[str, ...]
    trade_ids: tuple[str, ...]


def schedule(movements: Iterable[Movement]) -> TradeSchedule:
    """The schedule of the trades among these movements; other kinds are passed over.

    >>> made = schedule([Movement(kind="unauthorised_trade", market="DMG/USDT", side="buy", price="0.08",
    ...                           quantity="1000", quote_amount="80", reference_price="0.01", still_held=True)])
    >>> made.loss["USDT"], made.counter_flow[0].side, made.counter_flow[0].received, made.bought[0].worth
    (Decimal('70.00'), 'sell', Decimal('80'), {'USDT': Decimal('10.00')})
    """
    trades = sorted((trade for trade in movements if trade.is_trade), key=lambda trade: in_time(trade.at))
    groups = trade_groups(trades)
    loss: Sums = {}
    for group in groups:
        if group.unpriced < group.count:
            loss[group.quote_asset] = EXACT.add(loss.get(group.quote_asset, ZERO), group.loss)
    return TradeSchedule(
        groups=groups,
        counter_flow=_counter_flow(trades),
        bought=_bought(trades),
        loss=loss,
        trades=len(trades),
        unpriced=sum(group.unpriced for group in groups),
        order_ids=tuple(dict.fromkeys(trade.order_id for trade in trades if trade.order_id)),
        trade_ids=tuple(dict.fromkeys(trade.trade_id for trade in trades if trade.trade_id)),
    )


def _counter_flow(trades: list[Movement]) -> list[CounterFlow]:
    """One line for each company, market and side: most trades first. Trades of no side have no other side."""
    flows = [
        CounterFlow(
            institution=group.institution,
            market=group.market,
            side=OTHER_SIDE[group.side],
            asset=group.asset,
            quantity=group.quantity,
            quote_asset=group.quote_asset,
            received=group.turnover,
            count=group.count,
            first_at=group.first_at,
            last_at=group.last_at,
        )
        for group in trade_groups(trades, by_hour=False)
        if group.side in OTHER_SIDE
    ]
    return sorted(flows, key=lambda flow: flow.count, reverse=True)


def _bought(trades: list[Movement]) -> list[Bought]:
    """What was bought, coin by coin, less what later forced trades sold of it; ``trades`` in order of time."""
    coins: dict[tuple[str, str], Bought] = {}
    stock: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for trade in trades:
        key, quantity = (trade.institution or "", base_of(trade)), trade.quantity or ZERO
        if trade.side == "buy":
            stock[key] = EXACT.add(stock[key], quantity)
            _buy(coins.setdefault(key, Bought(*key)), trade, quantity)
        elif trade.side == "sell" and key in coins:
            again = min(stock[key], quantity)
            stock[key] = EXACT.subtract(stock[key], again)
            coins[key].sold = EXACT.add(coins[key].sold, again)
    for coin in coins.values():
        _settle(coin)
    return list(coins.values())


def _buy(coin: Bought, trade: Movement, quantity: Decimal) -> None:
    coin.bought = EXACT.add(coin.bought, quantity)
    coin.said.add(trade.still_held)
    if trade.still_held is False:
        coin.gone = EXACT.add(coin.gone, quantity)
    elif trade.reference_price is None:
        coin.unpriced += 1
    else:
        worth, quote = EXACT.multiply(trade.reference_price, quantity), quote_of(trade)
        coin.worth[quote] = EXACT.add(coin.worth.get(quote, ZERO), worth)


def _settle(coin: Bought) -> None:
    """The worth of what is left: coins that were sold again count no more."""
    kept = EXACT.subtract(coin.bought, coin.gone)
    if coin.left < kept:
        coin.worth = {
            quote: SIGNIFICANT.divide(EXACT.multiply(worth, coin.left), kept) for quote, worth in coin.worth.items()
        }
