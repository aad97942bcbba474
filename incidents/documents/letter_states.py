"""The letters of a case as its dossier lists them: to whom, of which kind, and whether the reporter sent them."""

from dataclasses import dataclass

from django.utils.translation import gettext

from incidents.core.addressees import Addressee, decisions, later
from incidents.documents.clean import clean_line, defang
from incidents.documents.facts import Facts
from incidents.documents.letter_sets import site_reports
from incidents.documents.marks import utc


@dataclass(frozen=True, slots=True)
class LetterState:
    """One letter: its kind, its company, and what became of it."""

    kind: str
    company: str
    state: str


def letter_states(facts: Facts) -> list[LetterState]:
    """Every letter that the record gives reason for, made or not."""
    letters = [item for item in (*facts.addressees, *later(facts.given)) if item.letter]
    listed = [LetterState(str(item.letter), clean_line(item.name), _state(facts, item)) for item in letters]
    reports = site_reports(facts.given)
    return [*listed, *(LetterState(str(item.letter), defang(item.name), _state(facts, item)) for item in reports)]


def _state(facts: Facts, item: Addressee) -> str:
    said = list(decisions(facts.given, item))
    if sent := [letter.sent_at for letter in said if letter.sent_at]:
        return gettext("sent %(at)s, as the reporter says") % {"at": utc(max(sent))}
    if any(letter.dropped for letter in said):
        return gettext("not wanted by the reporter")
    return gettext("not sent, as far as is known")
