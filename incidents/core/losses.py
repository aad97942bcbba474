"""What was lost, in native units: what left, and what forced trades cost. Never turnover.

A forced trade turns one coin into another; its loss is the difference to a reference price, not the sum that went
through the market. Trades without a reference price are counted and listed as left out, never guessed.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from incidents.core.record_movement import Movement
from incidents.core.record_types import EXACT, print_amount
from incidents.core.statements.markets import split_market
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


def quote_of(trade: Movement) -> str:
    """The asset a trade's loss is counted in: its quote asset, else the second half of its market.

    >>> quote_of(Movement(kind="unauthorised_trade", market="DMGUSDT", side="sell", asset="DMG"))
    'USDT'
    """
    return trade.quote_asset or split_market(trade.market or "")[1] or trade.asset or ""


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


def _digits(sums: Sums) -> dict[str, str]:
    return {asset: print_amount(amount) for asset, amount in sums.items()}
