"""The page on which the usual price of each market of forced trades is told, and what follows from it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import URLPattern, path
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from incidents.core.losses import losses
from incidents.core.record import CaseRecord
from incidents.core.record_types import Part
from incidents.core.trade_markets import Told, markets
from incidents.documents.sums import written
from incidents.models import Case
from incidents.services import prices
from incidents.services.snapshot import snapshot
from incidents.web.victim.draft import Draft
from incidents.web.victim.fact_page import SHOWN, FactPage
from incidents.web.victim.fact_store import Fact, OneStore
from incidents.web.victim.forms.fact_form import FactForm
from incidents.web.victim.prices.form import A_PAGE, PricesForm, Turn
from incidents.web.victim.prices.words import panel_of, stands
from incidents.web.victim.session import actor, needs_case
from incidents.web.victim.shown import Line, Overview, Shown, Words


class PriceStore:
    """The markets of a case, forty at a time; told as a whole, written to all their trades."""

    def part(self, case: Case, fact: Fact) -> Turn:
        number = int(fact)
        if number and number * A_PAGE >= len(markets(snapshot(case).reported)):
            raise Http404
        return Turn(number=number)

    def put(self, case: Case, fact: Fact | None, part: Part, seen: int | None) -> None:
        del fact
        if isinstance(part, Told) and (part.prices or part.held):
            prices.tell(by=actor(case), case=case, told=part, seen=seen)


class PricesPage(FactPage):
    """All markets of the forced trades; what was typed is kept for each forty of them."""

    word = "prices"
    form = PricesForm
    form_template = "victim/prices/prices.html"
    title = _("What were these coins worth?")

    @property
    def store(self) -> OneStore:
        return PriceStore()

    def heading(self, fact: Fact | None) -> Words:
        return self.title

    def question(self, fact: Fact | None) -> str:
        return f"{self.word} {fact}" if fact else self.word

    def paths(self) -> list[URLPattern]:
        """The one address, named ``victim:prices``."""
        return [path(self.word, SHOWN(needs_case(self.turned)), name=self.word)]

    def turned(self, request: HttpRequest, case: Case) -> HttpResponseBase:
        """The page; ``?turn=1`` shows the second forty markets."""
        turn = request.GET.get("turn", "")
        return self.one(request, case, int(turn) if turn.isascii() and turn.isdigit() and len(turn) < 4 else 0)

    def page(
        self, request: HttpRequest, case: Case, draft: Draft, form: FactForm | None, fact: Fact | None, **more: object
    ) -> HttpResponseBase:
        if isinstance(form, PricesForm):
            more |= turns(form) | {"nameless": nameless(draft.record), "panels": [*map(panel_of, form.asked)]}
        return super().page(request, case, draft, form, fact, **more)

    def show(self, part: Any, draft: Draft) -> Shown:
        del part
        found = markets(draft.record.reported)
        lines = (Line(market.name, "; ".join(stands(market))) for market in found[:A_PAGE])
        wrong = gettext("At these prices the trades earned money. Check them: %(names)s")
        gained = ", ".join(market.name for market in found if market.gained)
        return Shown("", tuple(lines), (wrong % {"names": gained},) if gained else ())

    def overview(self, case: Case, draft: Draft) -> Overview:
        """The usual prices, for the page on which everything is checked."""
        del case
        shown = self.show(None, draft)
        return Overview([shown] if shown.lines else [])


def turns(form: PricesForm) -> dict[str, object]:
    """How much is still open, and the other markets where there are more than one page holds."""
    found, number = form.all_markets, form.part.number
    return {
        "open": sum(bool(market.unpriced) for market in found),
        "count": len(found),
        "earlier": number - 1 if number else None,
        "later": number + 1 if (number + 1) * A_PAGE < len(found) else None,
        "lost": written(losses(form.draft.record.reported).trade_loss),
    }


def nameless(record: CaseRecord) -> int:
    """How many forced trades name no market: their price can only be told line by line."""
    return sum(trade.is_trade and not trade.market for trade in record.reported)


def is_needed(record: CaseRecord) -> bool:
    """Whether there are forced trades."""
    return any(trade.is_trade for trade in record.reported)


def is_told(record: CaseRecord) -> bool:
    """Whether every forced trade has its usual price."""
    return is_needed(record) and not unpriced(record)


def unpriced(record: CaseRecord) -> int:
    """How many forced trades have no usual price yet."""
    return sum(trade.is_trade and trade.reference_price is None for trade in record.reported)


def looks_wrong(record: CaseRecord) -> bool:
    """Whether a price makes forced trades look as if they had earned money."""
    return any(market.gained for market in markets(record.reported))


PAGE = PricesPage()
