"""Which rows look like the theft, and why: codes; words are given where they are shown.

A row is suggested where something left inside the window, or by a key that was named; without a window, where
something left to an address that is new in a file with a history, or a trade was off the market in a new market.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from incidents.core.statements.batch import Batch
from incidents.core.vocabulary import MovementKind

_STILL_NEW = timedelta(hours=24)
"""Without a window: an address or a market stays new for a day after its first use."""
_NEAR = timedelta(hours=24)
"""Prices older than this say nothing about the market now."""
_OFF = Decimal("0.1")
"""Share by which a price is off the market."""
_TRADES = frozenset({MovementKind.UNAUTHORISED_TRADE})
_SENT = frozenset({MovementKind.EXCHANGE_WITHDRAWAL, MovementKind.ONCHAIN_TRANSFER, MovementKind.INTERNAL_TRANSFER})


class Reason(StrEnum):
    """Why a row looks like the theft."""

    IN_WINDOW = "in_window"
    BY_API_KEY = "by_api_key"
    NEW_ADDRESS = "new_address"
    NEW_MARKET = "new_market"
    OFF_MARKET = "off_market"


@dataclass(frozen=True, slots=True)
class Window:
    """From when to when it happened; UTC instants, both included."""

    start: datetime
    end: datetime

    def texts(self) -> tuple[str, str]:
        """As the instants of movements are written, so that texts compare."""
        return self.start.astimezone(UTC).isoformat(), self.end.astimezone(UTC).isoformat(timespec="microseconds")


@dataclass(slots=True)
class _First:
    """When something was first used, and until when that counts as new."""

    at: str
    new_until: str = ""


@dataclass(slots=True)
class Suspects:
    """Watches every batch of a file; knows afterwards which movements look like the theft."""

    window: Window | None = None
    api_keys: frozenset[str] = frozenset()
    _targets: dict[str, _First] = field(default_factory=dict)
    _markets: dict[str, _First] = field(default_factory=dict)
    _prices: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    _began: dict[str, str] = field(default_factory=dict)
    _seen: list[tuple[str, Sequence[str], Sequence[str], Sequence[str], Sequence[str]]] = field(default_factory=list)

    def watch(self, batch: Batch) -> None:
        """Remember what the judgement needs of these movements."""
        kind = batch.constants["kind"]
        whens = batch.column("at")
        keys = batch.column("api_key_label") if self.api_keys else ()
        if kind in _SENT:
            names = batch.column("to_address") if kind != MovementKind.INTERNAL_TRANSFER else batch.column("counterparty")
            self._use(self._targets, "sent", names, whens)
        elif kind in _TRADES:
            names = batch.column("market")
            self._use(self._markets, "traded", names, whens)
            prices = batch.column("price")
            for name, when, price in zip(names, whens, prices, strict=True):
                self._prices.setdefault(name, []).append((when, price))
            self._seen.append((kind, whens, names, keys, prices))
            return
        else:
            names = ()
        self._seen.append((kind, whens, names, keys, ()))

    def _use(self, firsts: dict[str, _First], what: str, names: Sequence[str], whens: Sequence[str]) -> None:
        for name, when in zip(names, whens, strict=True):
            if when and name:
                first = firsts.get(name)
                if first is None:
                    firsts[name] = _First(when)
                elif when < first.at:
                    first.at = when
        began = min(filter(None, whens), default="")
        if began and began < self._began.get(what, "~"):
            self._began[what] = began

    def verdicts(self) -> Iterator[tuple[bool, list[Reason]]]:
        """For each movement, in the order they were seen: whether it is suggested, and the reasons."""
        start, end = self.window.texts() if self.window else ("", "")
        for name in (*self._targets.values(), *self._markets.values()):
            name.new_until = _plus(name.at, _STILL_NEW)
        for prices in self._prices.values():
            prices.sort()
        for kind, whens, names, keys, prices in self._seen:
            leaves = kind != MovementKind.DEPOSIT
            for at, when in enumerate(whens):
                reasons: list[Reason] = []
                inside = bool(start and leaves and start <= when <= end)
                if inside:
                    reasons.append(Reason.IN_WINDOW)
                if keys and keys[at] in self.api_keys and leaves:
                    reasons.append(Reason.BY_API_KEY)
                if names and when and names[at]:
                    if kind in _TRADES:
                        reasons += self._about_trade(names[at], when, prices[at], start)
                    elif self._is_new(self._targets[names[at]], "sent", when, start):
                        reasons.append(Reason.NEW_ADDRESS)
                yield self._is_suggested(reasons), reasons

    def _is_suggested(self, reasons: list[Reason]) -> bool:
        if Reason.IN_WINDOW in reasons or Reason.BY_API_KEY in reasons:
            return True
        if self.window:
            return False
        return Reason.NEW_ADDRESS in reasons or {Reason.NEW_MARKET, Reason.OFF_MARKET} <= set(reasons)

    def _is_new(self, first: _First, what: str, when: str, start: str) -> bool:
        """Never used before the window; without a window, never before this day, in a file that began earlier."""
        if start and when >= start:
            return first.at >= start and self._began[what] < start
        return when <= first.new_until and first.at > _plus(self._began[what], timedelta(0))

    def _about_trade(self, market: str, when: str, price: str, start: str) -> Iterator[Reason]:
        if self._is_new(self._markets[market], "traded", when, start):
            yield Reason.NEW_MARKET
        if price and (not start or when >= start) and self._is_off(market, when, price):
            yield Reason.OFF_MARKET

    def _is_off(self, market: str, when: str, price: str) -> bool:
        """Against the last price of this market in the file that is not older than a day."""
        prices = self._prices[market]
        place = bisect_right(prices, (when, "")) - 1
        if place < 0 or not prices[place][1] or prices[place][0] < _plus(when, -_NEAR):
            return False
        before, now = Decimal(prices[place][1]), Decimal(price)
        return bool(before) and abs(now - before) > before * _OFF


def _plus(when: str, more: timedelta) -> str:
    try:
        return (datetime.fromisoformat(when) + more).isoformat()
    except (ValueError, OverflowError):
        return when
