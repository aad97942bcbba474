"""Forced trades on paper: by market, side and hour; who stood on the other side; what the bought coins are worth.

The police's dossier and the letter to the own company print the same pieces, cut to what each can hold. Every single
trade stands in the files beside them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal

from django.utils.translation import gettext

from incidents.core.record_movement import Movement
from incidents.core.record_types import print_amount
from incidents.core.trade_groups import TradeGroup
from incidents.core.trade_schedule import Bought, CounterFlow, TradeSchedule, schedule
from incidents.documents import words

AVERAGE = Context(prec=6)
"""Averages are quotients: six digits that count tell prices apart."""

PRINTED_SOURCES, PRINTED_IDS = 12, 2
"""More sources of prices, and more ids, stand in the files alone."""


@dataclass(frozen=True, slots=True)
class GroupLine:
    """Trades of one market, side and hour: executed against reference."""

    group: TradeGroup
    side: str
    sources: str
    """The numbers of its sources in the list below."""

    @property
    def executed(self) -> str:
        """The average price, rounded."""
        return price(self.group.average_price)

    @property
    def reference(self) -> str:
        """The reference price, rounded where it is an average."""
        return price(self.group.reference_price)


@dataclass(frozen=True, slots=True)
class CoinLine:
    """Coins that were bought, and what the reporter says of them."""

    coin: Bought
    said: str


@dataclass(frozen=True, slots=True)
class Trades:
    """What a paper prints of the forced trades; the rest of each list is counted."""

    made: TradeSchedule
    groups: Sequence[GroupLine]
    groups_more: int
    sources: Sequence[str]
    sources_more: int
    flows: Sequence[CounterFlow]
    flows_more: int
    coins: Sequence[CoinLine]
    coins_more: int

    @property
    def names_companies(self) -> bool:
        """Whether each line has to say at which company it was."""
        return len({group.institution for group in self.made.groups}) > 1

    @property
    def has_gain(self) -> bool:
        """Whether some trades were better than their reference price."""
        return any(group.loss < 0 for group in self.made.groups)

    @property
    def order_ids(self) -> Sequence[str]:
        """The first of the ids by which the company finds the orders."""
        return self.made.order_ids[:PRINTED_IDS]

    @property
    def trade_ids(self) -> Sequence[str]:
        """The first of the ids that each match of two orders has."""
        return self.made.trade_ids[:PRINTED_IDS]


def trades(movements: Iterable[Movement], most_groups: int, most_markets: int) -> Trades | None:
    """The forced trades among movements as they are printed; None where there are none."""
    made = schedule(movements)
    if not made.trades:
        return None
    sources = list(dict.fromkeys(source for group in made.groups for source in group.sources))
    numbers = {source: number for number, source in enumerate(sources[:PRINTED_SOURCES], 1)}
    return Trades(
        made=made,
        groups=[_line(group, numbers) for group in made.groups[:most_groups]],
        groups_more=max(0, len(made.groups) - most_groups),
        sources=sources[:PRINTED_SOURCES],
        sources_more=max(0, len(sources) - PRINTED_SOURCES),
        flows=made.counter_flow[:most_markets],
        flows_more=max(0, len(made.counter_flow) - most_markets),
        coins=[CoinLine(coin, said(coin)) for coin in made.bought[:most_markets]],
        coins_more=max(0, len(made.bought) - most_markets),
    )


def _line(group: TradeGroup, numbers: Mapping[str, int]) -> GroupLine:
    listed = ", ".join(str(numbers[source]) for source in group.sources if source in numbers)
    return GroupLine(group, words.of(words.SIDES, group.side), listed)


def price(value: Decimal | None) -> str:
    """A price in plain digits, rounded to six that count; "" for none.

    >>> price(Decimal("0.0811428571428571429")), price(Decimal("120.50")), price(None)
    ('0.0811429', '120.5', '')
    """
    return "" if value is None else print_amount(AVERAGE.plus(value).normalize(AVERAGE))


def said(coin: Bought) -> str:
    """What the reporter says of bought coins."""
    if coin.said == {True}:
        return gettext("yes, the reporter says")
    if coin.said == {False}:
        return gettext("no, the reporter says")
    return gettext("not known") if coin.said == {None} else gettext("some of them, the reporter says")
