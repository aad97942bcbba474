"""Letter L2a: to an institution whose account was emptied: lock it and preserve its records, now.

The headline is what forced trades lost plus what left, per native unit; never turnover. Trades are grouped here and
listed one by one in the identifiers file.
"""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext, override

from incidents.core.losses import losses
from incidents.core.vocabulary import MovementKind
from incidents.documents import own_asks, trust
from incidents.documents.engine import fill
from incidents.documents.letter import LANGUAGE, age_line, letter_values, police_line
from incidents.documents.marks import utc
from incidents.documents.page import Page
from incidents.documents.paper import MadeWith
from incidents.documents.slices import L2aSlice
from incidents.documents.sums import as_movements, headline, written
from incidents.documents.trades import trades

PRINTED_ROWS, PRINTED_GROUPS, PRINTED_MARKETS = 8, 12, 2
"""More rows, groups of trades and markets than this stand in the identifiers file alone."""


def build(cut: L2aSlice, made: MadeWith, beside: Sequence[str]) -> Page:
    """The letter; ``beside`` names the identifier files that lie next to it."""
    with override(LANGUAGE):
        left = [row for row in cut.rows if row.kind != MovementKind.UNAUTHORISED_TRADE]
        values = (
            letter_values(cut, cut.rows, made, beside)
            | figures(cut)
            | {
                "subject": subject(cut),
                "left": left[:PRINTED_ROWS],
                "left_more": max(0, len(left) - PRINTED_ROWS),
                "asks": own_asks.asks(cut),
                "trust": trust.for_own_company(made),
                "old": age_line(cut.rows, made.made_at),
            }
        )
        return Page(fill("letter_l2a.html", values, LANGUAGE), ("letter.css",))


def figures(cut: L2aSlice) -> dict[str, Any]:
    """The sums, the forced trades, and what the sums leave out."""
    movements = as_movements(cut.rows)
    sums = losses(movements)
    return {
        "headline": headline(cut),
        "left_sum": written(sums.left),
        "trade_loss": written(sums.trade_loss),
        "fees": written(sums.fees) if sums.fees else "",
        "trades": trades(movements, PRINTED_GROUPS, PRINTED_MARKETS),
        "unpriced": sums.trades_unpriced,
        "bare": sums.movements_without_amount,
    }


def subject(cut: L2aSlice) -> str:
    """The ask, the account, the sum, the time and the police number."""
    uid = next((account.uid for account in cut.accounts if account.uid), None)
    times = [row.at for row in cut.rows if row.at]
    return gettext("%(what)s. Loss %(sums)s, %(at)s, %(police)s") % {
        "what": own_asks.subject(cut, uid or gettext("with you")),
        "sums": headline(cut),
        "at": utc(min(times)) if times else gettext("time not known yet"),
        "police": police_line(cut),
    }
