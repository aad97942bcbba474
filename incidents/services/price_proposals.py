"""Usual prices that the case itself can tell, with where they are from. They are only offered: their owner decides.

In this order: what was told for other trades of the same market; the owner's own last trade there before the theft;
for a market between two moneys the rate of the central bank, with coins of one dollar counted as one dollar.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from django.db.models import Max, QuerySet

from incidents.core.record_types import read_amount
from incidents.core.statements.markets import split_market
from incidents.core.trade_markets import Market, Reference
from incidents.core.valuation import PEGGED, value
from incidents.core.vocabulary import MovementKind
from incidents.models import Case, StatementRow

OLDEST = timedelta(days=60)
"""A trade before that says little about the price just before the theft."""

MANY = 10**6
"""Rates are found for a sum so large that its cents are digits of the price."""


class Origin(StrEnum):
    """What a proposed price rests on."""

    TOLD = "told"
    OWN_TRADE = "own_trade"
    MONEY = "money"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A price, its source as the papers print it, and what a reader is told of it."""

    reference: Reference
    origin: Origin
    at: datetime | None = None
    file: str = ""
    line: int = 0


def proposals(case: Case, asked: Sequence[Market], begin: datetime | None) -> dict[str, Proposal]:
    """For each market, by its key, the best price that can be offered; ``begin`` is when the theft began."""
    wanted = [market for market in asked if market.unpriced]
    own = _own_trades(case, [market for market in wanted if market.common is None], begin)
    found = ((market.key, _told(market) or own.get(market.key) or _money(market)) for market in wanted)
    return {key: proposal for key, proposal in found if proposal is not None}


def _told(market: Market) -> Proposal | None:
    return Proposal(market.common, Origin.TOLD) if market.common else None


def _own_trades(case: Case, wanted: Sequence[Market], begin: datetime | None) -> dict[str, Proposal]:
    if begin is None or not wanted:
        return {}
    names = {market.key: {market.name, _usual(market.name)} for market in wanted}
    before = StatementRow.objects.filter(
        case=case,
        kind=MovementKind.UNAUTHORISED_TRADE,
        chosen=False,
        suggested=False,
        at__lt=begin,
        at__gte=begin - OLDEST,
        market__in=set().union(*names.values()),
    )
    last = before.values_list("market", "statement__institution").annotate(last=Max("at")).order_by("-last")
    found: dict[str, Proposal] = {}
    for name, company, at in last:
        for market in wanted:
            same_place = not company or not market.institution or company == market.institution
            if market.key in found or name not in names[market.key] or not same_place:
                continue
            proposal = _own_trade(before.filter(market=name, at=at, statement__institution=company))
            if proposal:
                found[market.key] = proposal
    return found


def _own_trade(rows: QuerySet[StatementRow]) -> Proposal | None:
    """The last of some rows that tells its price."""
    for row in rows.select_related("statement__evidence").order_by("-line"):
        price = json.loads(row.sealed).get("price")
        if row.at is None or not price:
            continue
        upload = row.statement.evidence
        file = ", ".join(filter(None, (upload.title or upload.file, row.statement.name)))
        at = row.at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
        source = ", ".join(filter(None, (f"own trade {at}", file, f"line {row.line}")))
        return Proposal(Reference(read_amount(price), source), Origin.OWN_TRADE, row.at, file, row.line)
    return None


def _money(market: Market) -> Proposal | None:
    """The rate of a market where both sides are money, or coins that stand for it."""
    if market.first_at is None or not market.asset or not market.quote_asset:
        return None
    quote = PEGGED.get(market.quote_asset, market.quote_asset)
    found = value(Decimal(MANY), market.asset, market.first_at, quote)
    if found is None or not found.amount:
        return None
    pegged = [coin for coin in (market.asset, market.quote_asset) if coin in PEGGED]
    told = [f"{coin} counted as {PEGGED[coin]}" for coin in pegged]
    told += [f"ECB rate of {found.params['ecb']}"] if "ecb" in found.params else []
    return Proposal(Reference((found.amount / MANY).normalize(), ", ".join(told)), Origin.MONEY, market.first_at)


def _usual(name: str) -> str:
    """A market as histories are read: both coins with a stroke between."""
    base, quote = split_market(name)
    return f"{base}/{quote}" if base else name
