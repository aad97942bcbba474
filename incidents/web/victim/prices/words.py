"""What the page says of a market: what was traded, which prices stand, which price can be offered and why."""

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext, ngettext

from incidents.core.directory import name_of
from incidents.core.record_types import print_amount
from incidents.core.trade_groups import TradeGroup
from incidents.core.trade_markets import Market
from incidents.documents.sums import written
from incidents.documents.trades import price
from incidents.services.price_proposals import Origin, Proposal
from incidents.web.victim.prices.form import Asked

FEW = 3


@dataclass(frozen=True, slots=True)
class Panel:
    """One market on the page."""

    asked: Asked
    company: str
    traded: list[str]
    stands: list[str]
    offered: list[str]
    loss: str


def panel_of(asked: Asked) -> Panel:
    """One market with its fields, in words."""
    market, proposal = asked.market, asked.proposal
    return Panel(
        asked=asked,
        company=name_of(market.institution) if market.institution else "",
        traded=[_traded(side) for side in market.sides],
        stands=stands(market),
        offered=_offered(market, proposal) if proposal else [],
        loss=written(market.loss) if market.loss else "",
    )


def stands(market: Market) -> list[str]:
    """The prices that its trades have, with their sources, and how many have none."""
    named = gettext("source not named")
    found = [f"{price(each.price)} {market.quote_asset} ({each.source or named})" for each in market.references]
    more = len(found) - FEW
    rest = [ngettext("%(n)s more price", "%(n)s more prices", more) % {"n": more}] if more > 0 else []
    if market.unpriced:
        counts = {"n": market.unpriced, "all": len(market.trades)}
        rest.append(gettext("no price yet for %(n)s of %(all)s trades") % counts)
    return [*found[:FEW], *rest]


def _traded(side: TradeGroup) -> str:
    """How much was bought or sold, and at which price."""
    what = {
        "n": side.count,
        "coins": f"{print_amount(side.quantity)} {side.asset}",
        "price": f"{price(side.average_price) or '?'} {side.quote_asset}",
    }
    if side.side == "buy":
        words = ngettext(
            "%(n)s trade bought %(coins)s at %(price)s.",
            "%(n)s trades bought %(coins)s at %(price)s on average.",
            side.count,
        )
    elif side.side == "sell":
        words = ngettext(
            "%(n)s trade sold %(coins)s at %(price)s.",
            "%(n)s trades sold %(coins)s at %(price)s on average.",
            side.count,
        )
    else:
        words = ngettext("%(n)s trade of %(coins)s.", "%(n)s trades of %(coins)s.", side.count)
    return words % what


def _offered(market: Market, proposal: Proposal) -> list[str]:
    """Which price can be offered, in sentences: what it is, and where it stands."""
    figure = f"{print_amount(proposal.reference.price)} {market.quote_asset}"
    if proposal.origin is Origin.TOLD:
        source = proposal.reference.source or gettext("source not named")
        return [gettext("Other trades of this market have the price %(price)s.") % {"price": figure}, source]
    if proposal.origin is Origin.MONEY:
        return [
            gettext("Both are money, so we can tell: %(price)s.") % {"price": figure},
            proposal.reference.source or "",
        ]
    when = date_format(localtime(proposal.at), "DATETIME_FORMAT") if proposal.at else "?"
    days = (market.first_at - proposal.at).days if market.first_at and proposal.at else 0
    before = ngettext("That is %(n)s day before.", "That is %(n)s days before.", days) % {"n": days} if days else ""
    return [
        gettext("Your own last trade here was at %(price)s, on %(when)s.") % {"price": figure, "when": when},
        before,
        gettext("It stands in %(file)s, line %(line)s.") % {"file": proposal.file or "?", "line": proposal.line},
    ]
