"""Which rows look like the theft, and why: codes; words are given where they are shown.

A row is suggested where something left inside the window, or by a key that was named; without a window, where
something left to an address that is new in a file with a history, or a trade was off the market in a new market.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache

from incidents.core.statements.batch import Batch
from incidents.core.vocabulary import MovementKind

_OFF = 0.1
"""Share by which a price is off the market. Prices are compared as floats: this is a hint, no amount."""
_NAMED_BY = {
    MovementKind.EXCHANGE_WITHDRAWAL: "to_address",
    MovementKind.ONCHAIN_TRANSFER: "to_address",
    MovementKind.INTERNAL_TRANSFER: "counterparty",
    MovementKind.UNAUTHORISED_TRADE: "market",
}


class Reason(StrEnum):
    """Why a row looks like the theft."""

    IN_WINDOW = "in_window"
    BY_API_KEY = "by_api_key"
    NEW_ADDRESS = "new_address"
    NEW_MARKET = "new_market"
    OFF_MARKET = "off_market"


_SURE = frozenset({Reason.IN_WINDOW, Reason.BY_API_KEY})


@dataclass(frozen=True, slots=True)
class Window:
    """From when to when it happened; both included."""

    start: datetime
    end: datetime

    def bounds(self) -> tuple[str, str]:
        """As the instants of movements are written, so that texts compare."""
        return self.start.astimezone(UTC).isoformat(), self.end.astimezone(UTC).isoformat(timespec="microseconds")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one movement looks like."""

    suggested: bool = False
    reasons: tuple[Reason, ...] = ()


ORDINARY = Verdict()


@dataclass(slots=True)
class _Seen:
    """One batch, as much of it as the judgement needs; ``start`` is the place of its first movement."""

    start: int
    whens: Sequence[str]
    names: Sequence[str]
    is_trade: bool


@dataclass(slots=True)
class Suspects:
    """Watches every batch of a file; knows afterwards which movements look like the theft."""

    window: Window | None = None
    api_keys: frozenset[str] = frozenset()
    count: int = 0
    _bounds: tuple[str, str] = ("", "~")
    _firsts: dict[bool, dict[str, str]] = field(default_factory=lambda: {True: {}, False: {}})
    """When each market (True) and each address (False) was first used."""
    _last: dict[str, tuple[str, int, float]] = field(default_factory=dict)
    """Of each market the trade that was seen last: when, its place, its price."""
    _seen: list[_Seen] = field(default_factory=list)
    _flags: dict[int, list[Reason]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        if self.window:
            self._bounds = self.window.bounds()

    def watch(self, batch: Batch) -> None:
        """Remember what the judgement needs of these movements."""
        start, kind, whens = self.count, batch.constants["kind"], batch.column("at")
        self.count += len(batch)
        if kind == MovementKind.DEPOSIT:
            return
        if self.window:
            first, last = self._bounds
            self._flag([at for at, when in enumerate(whens, start) if first <= when <= last], Reason.IN_WINDOW)
        if self.api_keys:
            labels = batch.column("api_key_label")
            self._flag([at for at, label in enumerate(labels, start) if label in self.api_keys], Reason.BY_API_KEY)
        if kind not in _NAMED_BY:
            return
        names = batch.column(_NAMED_BY[MovementKind(kind)])
        is_trade = kind == MovementKind.UNAUTHORISED_TRADE
        firsts = self._firsts[is_trade]
        for name, when in zip(names, whens, strict=True):
            if when < firsts.get(name, "~") and when:
                firsts[name] = when
        if is_trade:
            self._flag_off_market(names, whens, batch.column("price"), start)
        self._seen.append(_Seen(start, whens, names, is_trade))

    def verdicts(self) -> dict[int, Verdict]:
        """What the movements look like, by their places in the order they were seen; those left out are ordinary."""
        self._flag_new()
        known: dict[tuple[Reason, ...], Verdict] = {}
        for reasons in set(map(tuple, self._flags.values())):
            known[reasons] = Verdict(self._is_suggested(reasons), reasons)
        return {place: known[tuple(reasons)] for place, reasons in self._flags.items()}

    def _flag(self, places: Sequence[int], reason: Reason) -> None:
        for place in places:
            self._flags[place].append(reason)

    def _is_suggested(self, reasons: Sequence[Reason]) -> bool:
        if self.window:
            return not _SURE.isdisjoint(reasons)
        return (
            not _SURE.isdisjoint(reasons)
            or Reason.NEW_ADDRESS in reasons
            or (Reason.NEW_MARKET in reasons and Reason.OFF_MARKET in reasons)
        )

    def _flag_new(self) -> None:
        """Never used before the window; without a window, not before that day, in a file that began earlier."""
        begin, end = self._bounds
        for is_trade, firsts in self._firsts.items():
            began = min(firsts.values(), default="")
            if begin:
                new = {name: end for name, first in firsts.items() if name and began < begin <= first <= end}
            else:
                new = {name: _day_later(first) for name, first in firsts.items() if name and first > began}
            reason = Reason.NEW_MARKET if is_trade else Reason.NEW_ADDRESS
            for seen in self._seen:
                if seen.is_trade is is_trade and new:
                    pairs = enumerate(zip(seen.names, seen.whens, strict=True), seen.start)
                    self._flag([at for at, (name, when) in pairs if name in new and when <= new[name]], reason)

    def _flag_off_market(self, names: Sequence[str], whens: Sequence[str], prices: Sequence[str], start: int) -> None:
        """Each trade against the one before it in the same market, where that was no more than a day earlier.

        Files run forwards or backwards in time: of two neighbours the later one is judged.
        """
        last = self._last
        for at, (name, when, text) in enumerate(zip(names, whens, prices, strict=True), start):
            if not text or not when:
                continue
            price = float(text)
            known = last.get(name)
            last[name] = (when, at, price)
            if known and not 1 - _OFF <= price / (known[2] or price or 1) <= 1 + _OFF:
                earlier, later = sorted(((when, at), known[:2]))
                if later[0] <= _day_later(earlier[0]) and self._bounds[0] <= later[0] <= self._bounds[1]:
                    self._flags[later[1]].append(Reason.OFF_MARKET)


@lru_cache(maxsize=4096)
def _next_day(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def _day_later(when: str) -> str:
    """24 hours after an instant in UTC.

    >>> _day_later("2022-12-31T10:00:00+00:00")
    '2023-01-01T10:00:00+00:00'
    """
    return _next_day(when[:10]) + when[10:] if when else ""
