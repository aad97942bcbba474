"""The markets of forced trades: what one unit was usually worth there is asked once a market, not once a trade."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from hashlib import sha256

from incidents.core.losses import Sums
from incidents.core.record_movement import Movement
from incidents.core.record_types import EXACT, Amount, Part
from incidents.core.trade_groups import ZERO, TradeGroup, in_time, trade_groups


@dataclass(frozen=True, slots=True)
class Reference:
    """What one unit was worth, in the market's quote asset, and who says so."""

    price: Decimal
    source: str | None


@dataclass(frozen=True, slots=True)
class Market:
    """All forced trades of one market at one company."""

    institution: str
    name: str
    sides: tuple[TradeGroup, ...]
    """What was bought there and what was sold there."""

    @property
    def key(self) -> str:
        """A short word for it, the same whatever other markets there are."""
        return sha256(f"{self.institution}|{self.name}".encode()).hexdigest()[:12]

    @property
    def trades(self) -> list[Movement]:
        """Its trades, side by side."""
        return [trade for side in self.sides for trade in side.trades]

    @property
    def asset(self) -> str:
        """What is traded."""
        return next((side.asset for side in self.sides if side.asset), "")

    @property
    def quote_asset(self) -> str:
        """What it is priced in."""
        return next((side.quote_asset for side in self.sides if side.quote_asset), "")

    @property
    def first_at(self) -> datetime | None:
        """When the first trade was made."""
        return min((side.first_at for side in self.sides), key=in_time)

    @property
    def unpriced(self) -> int:
        """How many trades have no reference price."""
        return sum(trade.reference_price is None for trade in self.trades)

    @property
    def references(self) -> Counter[Reference]:
        """The reference prices that its trades have, and how many have each."""
        told = ((trade.reference_price, trade.reference_source) for trade in self.trades)
        return Counter(Reference(price, source) for price, source in told if price is not None)

    @property
    def common(self) -> Reference | None:
        """The one reference price that all its trades with a price share; None where they differ."""
        found = self.references
        return next(iter(found)) if len(found) == 1 else None

    @property
    def bought(self) -> list[Movement]:
        """The trades that brought coins into the account."""
        return [trade for trade in self.trades if trade.side == "buy"]

    @property
    def still_held(self) -> set[bool | None]:
        """What is said of the coins that were bought."""
        return {trade.still_held for trade in self.bought}

    @property
    def loss(self) -> Sums:
        """What was lost there, over the trades that can tell; empty where none can."""
        lost = [trade.trade_loss for trade in self.trades if trade.trade_loss is not None]
        total = ZERO
        for loss in lost:
            total = EXACT.add(total, loss)
        return {self.quote_asset: total} if lost else {}

    @property
    def gained(self) -> bool:
        """At their reference prices these trades earned money: a price may be mistyped."""
        return any(loss < 0 for loss in self.loss.values())


class PriceTold(Part):
    """What one unit was usually worth in a market, as the victim says: for its trades without a price.

    ``over`` names a price that it also takes the place of; ``over_all`` any. No price takes those away.
    """

    institution: str = ""
    market: str
    price: Amount | None = None
    source: str | None = None
    over: Reference | None = None
    over_all: bool = False


class HeldTold(Part):
    """Whether the coins that were bought in a market are still there, as the victim says."""

    institution: str = ""
    market: str
    still_held: bool | None = None


class Told(Part):
    """What was said about some markets at once."""

    prices: tuple[PriceTold, ...] = ()
    held: tuple[HeldTold, ...] = ()


def markets(movements: Iterable[Movement]) -> list[Market]:
    """The markets of the forced trades among movements, those with most trades first; trades of no market are left.

    >>> bought = Movement(kind="unauthorised_trade", market="DMG/USDT", side="buy", price="2", quantity="3")
    >>> [(market.name, market.asset, market.unpriced) for market in markets([bought, bought])]
    [('DMG/USDT', 'DMG', 2)]
    """
    found: dict[tuple[str, str], list[TradeGroup]] = {}
    for group in trade_groups(movements, by_hour=False):
        if group.market:
            found.setdefault((group.institution, group.market), []).append(group)
    made = [Market(*key, tuple(sides)) for key, sides in found.items()]
    return sorted(made, key=lambda market: (-len(market.trades), market.name, market.institution))
