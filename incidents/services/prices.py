"""What forced trades are measured against: the usual price of each market, told once for all its trades.

A price that a file brought, or that was told for a single trade, stays unless its owner says that it goes.
"""

from django.db.models import Q, QuerySet
from django.db.transaction import atomic

from incidents.access import policies
from incidents.core.errors import BadInput
from incidents.core.trade_markets import HeldTold, PriceTold, Told
from incidents.core.vocabulary import Actor, MovementKind
from incidents.models import Case, Movement
from incidents.services import events
from incidents.services.changes import touch


def tell(*, by: Actor, case: Case, told: Told, seen: int | None = None) -> int:
    """Write what was said about markets to the trades in the papers; how many prices and answers were written.

    Raises BadInput for a price below zero or without a source, Stale when the case changed since ``seen``.
    """
    policies.check_change(case)
    for price in told.prices:
        if price.price is not None and (price.price < 0 or not price.source):
            raise BadInput("amount_not_a_number" if price.source else "text_missing")
    with atomic():
        touch(case, seen=seen)
        prices = sum(_price(case, price) for price in told.prices)
        answers = sum(_held(case, held) for held in told.held)
        events.record(by=by, kind="prices_told", case=case, prices=prices, answers=answers)
    return prices + answers


def _price(case: Case, told: PriceTold) -> int:
    """A price for the trades that have none, and for those whose price it takes the place of."""
    goes = Q(reference_price=None)
    if told.over_all:
        goes = Q()
    elif told.over is not None:
        goes |= Q(reference_price=told.over.price, reference_source=told.over.source)
    source = told.source if told.price is not None else None
    return _trades(case, told).filter(goes).update(reference_price=told.price, reference_source=source)


def _held(case: Case, told: HeldTold) -> int:
    return _trades(case, told).filter(side="buy").update(still_held=told.still_held)


def _trades(case: Case, told: PriceTold | HeldTold) -> QuerySet[Movement]:
    """The trades of a market that are in the papers, in one UPDATE however many there are."""
    place = Q(institution=told.institution) if told.institution else Q(institution=None) | Q(institution="")
    mine = Movement.objects.filter(place, case=case, kind=MovementKind.UNAUTHORISED_TRADE, market=told.market)
    return mine.exclude(in_report=False).order_by()
