"""Notes instead of letters: to the estate of an institution that cannot act, and about a platform nobody knows."""

from django.utils.translation import gettext, override

from incidents.documents.engine import fill
from incidents.documents.letter import LANGUAGE, age_line, letter_values, police_line
from incidents.documents.page import Page, frame
from incidents.documents.paper import MadeWith
from incidents.documents.slices import EstateSlice, FakePlatformSlice
from incidents.documents.sums import totals, written

PRINTED_ROWS = 20


def for_estate(cut: EstateSlice, made: MadeWith) -> Page:
    """To whoever winds the institution up: keep the records, note the claim."""
    with override(LANGUAGE):
        values = letter_values(cut, cut.rows, made, ()) | {
            "subject": gettext("To the estate of %(name)s: records and a possible claim, %(police)s")
            % {"name": cut.name, "police": police_line(cut)},
            "headline": written(totals(cut.rows).headline),
            "left": cut.rows[:PRINTED_ROWS],
            "left_more": max(0, len(cut.rows) - PRINTED_ROWS),
            "old": age_line(cut.rows, made.made_at),
        }
        return Page(fill("note_estate.html", values, LANGUAGE), ("letter.css",))


def for_fake_platform(cut: FakePlatformSlice, made: MadeWith, language: str) -> Page:
    """For the reporter and the police: do not write to it."""
    with override(language):
        values = frame(made, paper=gettext("Note"), declared=cut.declared, language=language) | {
            "cut": cut,
            "left": cut.rows[:PRINTED_ROWS],
            "more": max(0, len(cut.rows) - PRINTED_ROWS),
        }
        return Page(fill("note_fake_platform.html", values, language), ("letter.css",))
