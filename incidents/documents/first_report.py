"""The first report for the police: two pages, made within minutes, with "not known yet" wherever that is the truth."""

from django.utils.translation import gettext, override

from incidents.core.record import CaseRecord
from incidents.documents.clean import clean_text
from incidents.documents.desk import desk_values, shortened
from incidents.documents.engine import fill
from incidents.documents.facts import Facts
from incidents.documents.page import Page, frame
from incidents.documents.paper import MadeWith
from incidents.documents.room import DESK_LINES

ROWS, LINKS, WORDS = 7, 5, 900
"""What fits on the second page."""

OF_A_DRAFT = 4
"""Lines that the mark of a draft takes from the first page."""


def build(record: CaseRecord, made: MadeWith, language: str) -> Page:
    """The two pages."""
    with override(language):
        facts = Facts(record)
        rows = sorted(facts.reported, key=lambda item: item.movement.is_trade)
        values = frame(made, paper=gettext("First report"), declared=facts.declared, language=language) | {
            "record": facts.record,
            "facts": facts,
            "zone": facts.zone,
            "desk": desk_values(facts, made.made_at, DESK_LINES - (1 if facts.declared else 1 + OF_A_DRAFT)),
            "act": facts.act,
            "rows": rows[:ROWS],
            "more": max(0, len(rows) - ROWS),
            "links": facts.record.indicators[:LINKS],
            "links_more": max(0, len(facts.record.indicators) - LINKS),
            "told": clean_text(facts.record.narrative or "", WORDS),
            "address": shortened(address(facts)),
        }
        return Page(fill("first_report.html", values, language), ("dossier.css",))


def address(facts: Facts) -> str:
    """The victim's address on one line."""
    where = facts.record.victim.address
    city = " ".join(part for part in (where.postcode, where.city) if part)
    return ", ".join(part for part in (*where.lines, city, where.country) if part) or gettext("not known yet")
