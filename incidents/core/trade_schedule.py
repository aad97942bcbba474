"""The schedule of a theft by trades: what was executed against what it was worth, and where the difference went.

Nothing left the account: the thief made it buy high or sell low in a thin market and took the other side elsewhere.
So the schedule names the market, the hours, the loss of each trade and in total, and the counter-flow that only the
exchange can put names to. Those on the other side may be innocent market makers.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from incidents.core.losses import Sums, TradeGroup, average, quote_of, trade_groups
from incidents.core.record_movement import Movement
from incidents.core.record_types import EXACT


@dataclass(frozen=True, slots=True)
class Reference:
    """What one unit was worth, in the market's quote asset, and who says so."""

    price: Decimal
    source: str


FindReference = Callable[[str, datetime], Reference | None]
"""Market and instant -> reference, for trades that bring none."""


@dataclass(frozen=True, slots=True)
class CounterFlow:
    """What others did in this market while the account was forced to trade: the opposite, for the same sums."""

    market: str
    side: str
    asset: str
    quantity: Decimal
    quote_asset: str
    received: Decimal
    """Quote asset that went to those who sold (or came from those who bought)."""
    first_at: datetime | None
    last_at: datetime | None


@dataclass(frozen=True, slots=True)
class Held:
    """Coins that forced buys left in the account, and what they are worth at the reference price."""

    asset: str
    quantity: Decimal
    unpriced: Decimal
    """How much of the quantity has no reference price."""
    worth: Decimal
    quote_asset: str
    certain: bool
    """The victim said that they are still there; else nobody has said anything."""


@dataclass(slots=True)
class TradeSchedule:
    """All forced trades of a case, by market, side and hour."""

    groups: list[TradeGroup]
    counter_flow: list[CounterFlow]
    held: list[Held]
    loss: Sums
    """By quote asset, over the trades that have a reference price."""
    trades: int
    unpriced: int
    order_ids: tuple[str, ...] = field(default=())
    trade_ids: tuple[str, ...] = field(default=())


def schedule(movements: Iterable[Movement], find_reference: FindReference | None = None) -> TradeSchedule:
    """The schedule of the trades among these movements; other kinds are passed over.

    >>> made = schedule([Movement(kind="unauthorised_trade", market="DMG/USDT", side="buy", price="0.08",
    ...                           quantity="1000", quote_amount="80", reference_price="0.01", still_held=True)])
    >>> made.loss["USDT"], made.counter_flow[0].side, made.counter_flow[0].received, made.held[0].worth
    (Decimal('70.00'), 'sell', Decimal('80'), Decimal('10.00'))
    """
    trades = [_priced(trade, find_reference) for trade in movements if trade.is_trade]
    groups = trade_groups(trades)
    loss: Sums = {}
    for group in groups:
        if group.unpriced < group.count:
            loss[group.quote_asset] = EXACT.add(loss.get(group.quote_asset, Decimal(0)), group.loss)
    return TradeSchedule(
        groups=groups,
        counter_flow=_counter_flow(groups),
        held=_held(trades),
        loss=loss,
        trades=len(trades),
        unpriced=sum(group.unpriced for group in groups),
        order_ids=tuple(dict.fromkeys(trade.order_id for trade in trades if trade.order_id)),
        trade_ids=tuple(dict.fromkeys(trade.trade_id for trade in trades if trade.trade_id)),
    )


def reference_price(group: TradeGroup) -> Decimal | None:
    """The reference price of a group, weighted by quantity; None where a trade of it has none."""
    total = quantity = Decimal(0)
    for trade in group.trades:
        if trade.reference_price is None or trade.quantity is None:
            return None
        total = EXACT.add(total, EXACT.multiply(trade.reference_price, trade.quantity))
        quantity = EXACT.add(quantity, trade.quantity)
    return average(total, quantity)


def base_of(trade: Movement) -> str:
    """The asset that was bought or sold: the first half of the market.

    >>> base_of(Movement(kind="unauthorised_trade", market="DMG/USDT"))
    'DMG'
    """
    quote, market = quote_of(trade), trade.market or ""
    bare = market.removesuffix(quote).rstrip("/-_") if quote else market
    return bare or (trade.asset if trade.side == "sell" else "") or ""


def _priced(trade: Movement, find_reference: FindReference | None) -> Movement:
    if trade.reference_price is not None or find_reference is None or trade.at is None or not trade.market:
        return trade
    found = find_reference(trade.market, trade.at)
    if found is None:
        return trade
    return trade.model_copy(update={"reference_price": found.price, "reference_source": found.source})


def _counter_flow(groups: list[TradeGroup]) -> list[CounterFlow]:
    """The hours of one market and side together, largest sums first."""
    flows: dict[tuple[str, str], list[TradeGroup]] = {}
    for group in groups:
        flows.setdefault((group.market, group.side), []).append(group)
    found = [_flow(together) for together in flows.values()]
    return sorted(found, key=lambda flow: flow.received, reverse=True)


def _flow(groups: list[TradeGroup]) -> CounterFlow:
    first = groups[0]
    begins = [group.first_at for group in groups if group.first_at]
    ends = [group.last_at for group in groups if group.last_at]
    return CounterFlow(
        market=first.market,
        side={"buy": "sell", "sell": "buy"}.get(first.side, ""),
        asset=base_of(first.trades[0]),
        quantity=_sum(group.quantity for group in groups),
        quote_asset=first.quote_asset,
        received=_sum(group.turnover for group in groups),
        first_at=min(begins, default=None),
        last_at=max(ends, default=None),
    )


def _held(trades: list[Movement]) -> list[Held]:
    """What was bought and is not said to be gone, told apart by whether somebody said that it is there."""
    kept: dict[tuple[str, str, bool], list[Movement]] = {}
    for trade in trades:
        if trade.side == "buy" and trade.still_held is not False and trade.quantity:
            kept.setdefault((base_of(trade), quote_of(trade), bool(trade.still_held)), []).append(trade)
    return [
        Held(
            asset=asset,
            quantity=_sum(trade.quantity or Decimal(0) for trade in bought),
            unpriced=_sum(trade.quantity or Decimal(0) for trade in bought if trade.reference_price is None),
            worth=_sum(
                EXACT.multiply(trade.quantity or Decimal(0), trade.reference_price)
                for trade in bought
                if trade.reference_price is not None
            ),
            quote_asset=quote,
            certain=certain,
        )
        for (asset, quote, certain), bought in kept.items()
    ]


def _sum(amounts: Iterable[Decimal]) -> Decimal:
    total = Decimal(0)
    for amount in amounts:
        total = EXACT.add(total, amount)
    return total
