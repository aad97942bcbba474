"""Which rows look like the theft, and why: codes; words are given where they are shown.

A row is suggested where something left inside the window, or by a key that was named; without a window, where
something left to an address that is new in a file with a history, or a trade was off the market in a new market.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from itertools import compress, count
from sys import intern

from incidents.core.statements.batch import Batch
from incidents.core.vocabulary import MovementKind

_LOW, _HIGH = 0.9, 1.1
"""Shares of the price before, beyond which one is off the market. Compared as floats: this is a hint, no amount."""
_MANY = 10_000
"""Movements that are kept at least."""
_NAMED_BY = {
    MovementKind.EXCHANGE_WITHDRAWAL: "to_address",
    MovementKind.ONCHAIN_TRANSFER: "to_address",
    MovementKind.INTERNAL_TRANSFER: "counterparty",
    MovementKind.UNAUTHORISED_TRADE: "market",
}


class Reason(StrEnum):
    """Why a row looks like the theft, in the order in which reasons are told."""

    IN_WINDOW = "in_window"
    BY_API_KEY = "by_api_key"
    OFF_MARKET = "off_market"
    NEW_ADDRESS = "new_address"
    NEW_MARKET = "new_market"


_BITS = {reason: 1 << place for place, reason in enumerate(Reason)}
_SURE = frozenset({Reason.IN_WINDOW, Reason.BY_API_KEY})


@dataclass(frozen=True, slots=True)
class Window:
    """From when to when it happened; both included."""

    start: datetime
    end: datetime

    def bounds(self) -> tuple[str, str]:
        """As the instants of movements are written, so that texts compare."""
        return self.start.astimezone(UTC).isoformat(), self.end.astimezone(UTC).isoformat(timespec="microseconds")


@dataclass(frozen=True, slots=True, eq=False)
class Verdict:
    """What movements look like: one object for all that look the same, told apart by identity, which is quick."""

    suggested: bool = False
    reasons: tuple[Reason, ...] = ()


@dataclass(slots=True)
class _Used:
    """Addresses or markets: when each was first used, and of its movements those that can have been the first ones."""

    reason: Reason
    firsts: dict[str, str] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    whens: list[str] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    _pruned: int = 0

    def see(self, names: Sequence[str], whens: Sequence[str], start: int, bounds: tuple[str, str]) -> None:
        """Some movements more; the place of the first of them is ``start``."""
        firsts, (begin, end) = self.firsts, bounds
        for name, when in zip(names, whens, strict=True):
            if when < firsts.get(name, "~") and when:
                firsts[name] = when
        if begin:
            near = [not when or begin <= when <= end for when in whens]
        else:
            lasts = {name: _day_later(firsts.get(name, "")) for name in set(names)}
            near = [when <= lasts[name] for name, when in zip(names, whens, strict=True)]
        self.names += map(intern, compress(names, near))
        self.whens += compress(whens, near)
        self.places += compress(count(start), near)
        if not begin and len(self.places) > 2 * self._pruned + _MANY:
            self._prune()

    def _prune(self) -> None:
        """In a file that runs backwards the first use comes last: forget what was not near it after all."""
        near = [
            when <= _day_later(self.firsts.get(name, "")) for name, when in zip(self.names, self.whens, strict=True)
        ]
        self.names, self.whens = list(compress(self.names, near)), list(compress(self.whens, near))
        self.places = list(compress(self.places, near))
        self._pruned = len(self.places)

    def new(self, begin: str, end: str) -> list[int]:
        """The movements with what was never used before the window.

        Without a window: not before that day, in a file that began earlier.
        """
        began = min(self.firsts.values(), default="")
        if begin:
            until = {name: end for name, first in self.firsts.items() if began < begin <= first <= end}
        else:
            until = {name: _day_later(first) for name, first in self.firsts.items() if first > began}
        rows = zip(self.places, self.names, self.whens, strict=True)
        return [place for place, name, when in rows if name and name in until and when <= until[name]]


@dataclass(slots=True)
class Suspects:
    """Watches every batch of a file; knows afterwards which movements look like the theft."""

    window: Window | None = None
    api_keys: frozenset[str] = frozenset()
    _bounds: tuple[str, str] = ("", "~")
    _addresses: _Used = field(default_factory=lambda: _Used(Reason.NEW_ADDRESS))
    _markets: _Used = field(default_factory=lambda: _Used(Reason.NEW_MARKET))
    _last: dict[str, tuple[str, int, float]] = field(default_factory=dict)
    """Of each market the trade that was seen last: when, its place, its price."""
    _flags: bytearray = field(default_factory=bytearray)
    """The reasons of each movement, a bit each."""
    _known: dict[int, Verdict] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.window:
            self._bounds = self.window.bounds()

    @property
    def count(self) -> int:
        """How many movements were seen."""
        return len(self._flags)

    def watch(self, batch: Batch) -> list[Verdict]:
        """What these movements look like so far; the rest of the file may tell more."""
        start, kind = len(self._flags), MovementKind(batch.constants["kind"])
        self._flags += bytes(len(batch))
        if kind != MovementKind.DEPOSIT:
            self._judge(batch, kind, start)
        return self._verdicts(self._flags[start:])

    def verdicts(self) -> list[Verdict]:
        """What every movement looks like, in the order they were seen."""
        for used in (self._addresses, self._markets):
            self._flag(used.new(*self._bounds), used.reason)
        return self._verdicts(self._flags)

    def _judge(self, batch: Batch, kind: MovementKind, start: int) -> None:
        whens = batch.column("at")
        if self.window:
            first, last = self._bounds
            self._flag([at for at, when in enumerate(whens, start) if first <= when <= last], Reason.IN_WINDOW)
        if self.api_keys:
            labels = batch.column("api_key_label")
            self._flag([at for at, label in enumerate(labels, start) if label in self.api_keys], Reason.BY_API_KEY)
        if kind not in _NAMED_BY:
            return
        names = batch.column(_NAMED_BY[kind])
        is_trade = kind == MovementKind.UNAUTHORISED_TRADE
        (self._markets if is_trade else self._addresses).see(names, whens, start, self._bounds)
        if is_trade:
            self._flag_off_market(names, whens, batch.column("price"), start)

    def _flag(self, places: Iterable[int], reason: Reason) -> None:
        flags, bit = self._flags, _BITS[reason]
        for place in places:
            flags[place] |= bit

    def _verdicts(self, flags: bytearray) -> list[Verdict]:
        for bits in set(flags) - self._known.keys():
            reasons = tuple(reason for reason, bit in _BITS.items() if bits & bit)
            self._known[bits] = Verdict(self._is_suggested(reasons), reasons)
        return [self._known[bits] for bits in flags]

    def _is_suggested(self, reasons: Sequence[Reason]) -> bool:
        if self.window:
            return not _SURE.isdisjoint(reasons)
        return (
            not _SURE.isdisjoint(reasons)
            or Reason.NEW_ADDRESS in reasons
            or (Reason.NEW_MARKET in reasons and Reason.OFF_MARKET in reasons)
        )

    def _flag_off_market(self, names: Sequence[str], whens: Sequence[str], prices: Sequence[str], start: int) -> None:
        """Each trade against the one before it in the same market, where that was no more than a day earlier.

        Files run forwards or backwards in time: of two neighbours the later one is judged.
        """
        last = self._last
        rows = zip(names, whens, count(start), prices, strict=False)
        for name, when, at, text in rows if all(prices) and all(whens) else [row for row in rows if row[1] and row[3]]:
            known = last.get(name)
            last[name] = now = (when, at, float(text))
            if known and not _LOW * known[2] <= now[2] <= _HIGH * known[2]:
                earlier, later = sorted((known, now))
                if later[0] <= _day_later(earlier[0]) and self._bounds[0] <= later[0] <= self._bounds[1]:
                    self._flags[later[1]] |= _BITS[Reason.OFF_MARKET]


@lru_cache(maxsize=4096)
def _next_day(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def _day_later(when: str) -> str:
    """24 hours after an instant in UTC.

    >>> _day_later("2022-12-31T10:00:00+00:00")
    '2023-01-01T10:00:00+00:00'
    """
    return _next_day(when[:10]) + when[10:] if when else ""
