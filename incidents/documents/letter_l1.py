"""Letter L1: to an institution that received funds. Takes its slice and nothing else."""

from collections.abc import Sequence

from django.utils.translation import gettext, ngettext, override

from incidents.documents import asks, trust, words
from incidents.documents.engine import fill
from incidents.documents.letter import LANGUAGE, age_line, letter_values, police_line
from incidents.documents.marks import utc
from incidents.documents.page import Page
from incidents.documents.paper import MadeWith
from incidents.documents.slices import L1Slice
from incidents.documents.sums import listed


def build(cut: L1Slice, made: MadeWith, beside: Sequence[str]) -> Page:
    """The letter; ``beside`` names the identifier files that lie next to it."""
    with override(LANGUAGE):
        values = letter_values(cut, cut.rows, made, beside) | {
            "subject": subject(cut),
            "ask": asks.ask_mixed() if mixed(cut) else asks.ask(cut.strength, len(cut.rows)),
            "mixed": mixed(cut),
            "rows": [row.model_dump() | {"ask": asks.ask_row(row.strength)} for row in cut.rows],
            "reasons": asks.reasons(cut.rows, cut.name),
            "chain_check": trust.chain_check(),
            "trust": trust.for_receiver(made, cut.rows),
            "old": age_line(cut.rows, made.made_at),
        }
        return Page(fill("letter_l1.html", values, LANGUAGE), ("letter.css",))


def mixed(cut: L1Slice) -> bool:
    """Do the rows ask for different things?"""
    return len({row.strength for row in cut.rows}) > 1


def subject(cut: L1Slice) -> str:
    """Amount, asset, network, time and police number: what an analyst searches by."""
    networks = sorted({words.network(row.network) for row in cut.rows})
    times = [row.at for row in cut.rows if row.at]
    return ngettext(
        "%(what)s: transfer of %(sums)s on %(networks)s, %(at)s, %(police)s",
        "%(what)s: transfers of %(sums)s on %(networks)s, first %(at)s, %(police)s",
        len(cut.rows),
    ) % {
        "what": words.of(words.SUBJECTS, cut.act),
        "sums": listed(cut.rows),
        "networks": gettext(" and ").join(networks),
        "at": utc(min(times)) if times else gettext("time not known yet"),
        "police": police_line(cut),
    }
