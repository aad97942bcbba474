"""One form for many markets: the usual price of each, where it is from, whether the bought coins are still there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from incidents.core.record_types import Part, print_amount
from incidents.core.trade_markets import HeldTold, Market, PriceTold, Told, markets
from incidents.services.price_proposals import Proposal, proposals
from incidents.web.victim.fields import one_of, text, tick
from incidents.web.victim.forgiving import AmountField
from incidents.web.victim.forms.fact_form import FactForm
from incidents.web.victim.forms.taken_money import NO, UNKNOWN, YES

A_PAGE = 40
_WITH_UNIT = re.compile(r"(.*\d[.,]?)\s*([A-Za-z][A-Za-z0-9]{1,9})")
HELD = {YES: True, NO: False, UNKNOWN: None}


class Turn(Part):
    """Which of the case's markets the page asks about: the first forty, the next."""

    number: int = 0


class PriceField(AmountField):
    """A price for one coin, in one unit; a unit that is typed with it has to be that one. Cleans to its digits."""

    def __init__(self, quote: str, label: str) -> None:
        line = text(label, inputmode="decimal")
        super().__init__(label=label, required=False, widget=line.widget, validators=line.validators)
        self.quote = quote

    def clean(self, value: Any) -> str:
        typed = str(value or "").strip()
        named = _WITH_UNIT.fullmatch(typed)
        if named and self.quote and named[2].upper() != self.quote.upper():
            raise forms.ValidationError(gettext("Give the price in %(unit)s") % {"unit": self.quote})
        return super().clean(named[1] if named else typed)


@dataclass(frozen=True, slots=True)
class Asked:
    """One market and its fields. Those that it does not need are missing."""

    market: Market
    proposal: Proposal | None
    price: forms.BoundField
    source: forms.BoundField
    use: forms.BoundField | None
    over: forms.BoundField | None
    held: forms.BoundField | None

    @property
    def is_open(self) -> bool:
        """Whether something is left to say here, or was said in a way that cannot be read."""
        fields = (self.price, self.source, self.use, self.over, self.held)
        unsaid = self.market.unpriced or self.market.still_held == {None}
        return bool(unsaid or any(field.errors for field in fields if field))


class PricesForm(FactForm):
    """The markets of one page of it, each with fields of its own."""

    part_class = Turn

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for market in self.markets:
            self._add(market, market.key)

    @cached_property
    def all_markets(self) -> list[Market]:
        """Every market of the forced trades in the papers."""
        return markets(self.draft.record.reported)

    @cached_property
    def markets(self) -> list[Market]:
        """Those that this page asks about."""
        first = self.part.number * A_PAGE
        return self.all_markets[first : first + A_PAGE]

    @cached_property
    def proposals(self) -> dict[str, Proposal]:
        """What can be offered for them."""
        if self.draft.case is None:
            return {}
        record = self.draft.record
        begins = [record.window.from_, *(market.first_at for market in self.all_markets)]
        begin = min((at for at in begins if at), default=None)
        return proposals(self.draft.case, self.markets, begin)

    def _add(self, market: Market, key: str) -> None:
        coin, unit = market.asset or "?", market.quote_asset or "?"
        label = gettext("Usual price of one %(coin)s, in %(unit)s") % {"coin": coin, "unit": unit}
        self.fields[f"price_{key}"] = PriceField(market.quote_asset, label)
        self.fields[f"source_{key}"] = text(
            _("Where is this price from?"), hint=_("Site and time. For example: KuCoin chart, 2026-03-27 14:00 UTC.")
        )
        if key in self.proposals:
            offered = {"price": print_amount(self.proposals[key].reference.price), "unit": unit}
            self.fields[f"use_{key}"] = tick(gettext("Use this price: %(price)s %(unit)s") % offered)
        if market.references and (market.unpriced or market.common is None):
            count = len(market.trades) - market.unpriced
            words = ngettext(
                "Also put it on the %(count)s trade that has a price already",
                "Also put it on the %(count)s trades that have a price already",
                count,
            )
            self.fields[f"over_{key}"] = tick(words % {"count": count})
        if market.bought:
            self.fields[f"held_{key}"] = one_of(
                _("Are the bought coins still in your account?"),
                ((YES, _("Yes, or most of them")), (NO, _("No")), (UNKNOWN, _("I do not know"))),
            )

    def given(self) -> dict[str, Any]:
        said: dict[str, Any] = {}
        for market in self.markets:
            if market.common and not market.unpriced:
                said[f"price_{market.key}"] = print_amount(market.common.price)
                said[f"source_{market.key}"] = market.common.source or ""
            if market.still_held in ({True}, {False}):
                said[f"held_{market.key}"] = YES if True in market.still_held else NO
        return said

    @property
    def problems(self) -> list[tuple[str, str]]:
        """Every error with its field; as fields repeat, each says of which market it is."""
        named = []
        for at, words in super().problems:
            name = next((market.name for market in self.markets if market.key in at), "")
            named.append((at, f"{name}: {words}" if name else words))
        return named

    @property
    def asked(self) -> Iterator[Asked]:
        """Each market with its fields."""
        for market in self.markets:
            found = {
                name: self[f"{name}_{market.key}"] if f"{name}_{market.key}" in self.fields else None
                for name in ("price", "source", "use", "over", "held")
            }
            yield Asked(market, self.proposals.get(market.key), **found)  # type: ignore[arg-type]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for market in self.markets:
            price, source, use, over = (f"{name}_{market.key}" for name in ("price", "source", "use", "over"))
            if {price, source} & self.errors.keys():
                continue
            if said.get(use) and said[price]:
                self.add_error(price, gettext("You ticked our price and typed another one. Keep one of them"))
            elif said[price] and not said[source] and {price, source} & set(self.answered):
                self.add_error(source, gettext("Say where this price is from"))
            elif not said[price] and (said[source] or (said.get(over) and not said.get(use))):
                self.add_error(price, gettext("Enter the price, or leave the rest empty"))
            elif said[price] and over in self.fields and not market.unpriced and not said[over]:
                self.add_error(price, gettext("All these trades have a price. Tick the box below to replace it"))
        return said

    def to_part(self) -> Told:
        """What was said that is new."""
        prices, held = map(self._price, self.markets), map(self._held, self.markets)
        return Told(prices=tuple(filter(None, prices)), held=tuple(filter(None, held)))

    def _price(self, market: Market) -> PriceTold | None:
        """The price of a market, where a new one was typed, our own was ticked, or the one that stood was removed."""
        said, key, place = self.cleaned_data, market.key, {"institution": market.institution, "market": market.name}
        over_all = bool(said.get(f"over_{key}"))
        if said.get(f"use_{key}"):
            offered = self.proposals[key].reference
            return PriceTold(**place, price=offered.price, source=offered.source, over_all=over_all)
        if not {f"price_{key}", f"source_{key}"} & set(self.answered):
            return None
        over = market.common if not market.unpriced else None
        price, source = said[f"price_{key}"] or None, said[f"source_{key}"] or None
        return PriceTold(**place, price=price, source=source, over=over, over_all=over_all)

    def _held(self, market: Market) -> HeldTold | None:
        name = f"held_{market.key}"
        if name not in self.answered or not self.cleaned_data[name]:
            return None
        held = HELD[self.cleaned_data[name]]
        return HeldTold(institution=market.institution, market=market.name, still_held=held)
