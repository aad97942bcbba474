"""Which papers a record makes: one folder per recipient, one name per file, in a fixed order. Pure.

Letters wait when somebody may be in danger, are never made without consent, and never go to anybody but an
institution that the directory or a public label names, or the registrar and host of the thief's own site.
"""

from collections.abc import Iterator

from incidents.core import stops
from incidents.core.acts import HELD_BACK
from incidents.core.errors import NotFound
from incidents.core.record import CaseRecord
from incidents.core.vocabulary import DocumentKind
from incidents.documents.changed import KnownAt, updates
from incidents.documents.fonts import CHECKOUT
from incidents.documents.letter_sets import CAN_WAIT, fake_platforms, for_companies, for_hosts, update_for
from incidents.documents.naming import OWN, POLICE, UNNAMED, case_name, folder_name
from incidents.documents.paper import CSV, JSON, PDF, TEXT, Paper

__all__ = [
    "CAN_WAIT",
    "LOCALE",
    "OWN",
    "POLICE",
    "UNNAMED",
    "case_name",
    "find",
    "folder_name",
    "languages",
    "letters_held_back",
    "paper_language",
    "plan",
]

LOCALE = CHECKOUT / "incidents" / "locale"


def languages() -> tuple[str, ...]:
    """The languages that papers have words for: English, and every translation that is built."""
    built = sorted(file.parents[1].name.replace("_", "-").lower() for file in LOCALE.glob("*/LC_MESSAGES/django.mo"))
    return ("en", *(language for language in built if language != "en"))


def paper_language(wanted: str | None) -> str:
    """The language a paper is made in: as wanted where there are words for it, else English.

    >>> paper_language("en-GB"), paper_language("tlh"), paper_language(None)
    ('en', 'en', 'en')
    """
    known = languages()
    tag = (wanted or "").lower()
    return next((name for name in (tag, tag.split("-")[0]) if name in known), "en")


def letters_held_back(record: CaseRecord) -> bool:
    """A letter might warn or anger somebody near: it waits until the reporter chooses."""
    return bool(record.safety.in_danger or record.safety.known_person or record.kind in HELD_BACK)


def plan(
    record: CaseRecord,
    language: str | None = None,
    *,
    letters_released: bool = False,
    known_at: KnownAt | None = None,
) -> tuple[Paper, ...]:
    """Every paper of the record's set, the dossier first, the manifest last.

    ``known_at`` tells what companies were told before; without it there is no update for an open ticket.
    """
    spoken = paper_language(language or record.language)
    outsiders = tuple(_outsiders(record)) if letters_released or not letters_held_back(record) else ()
    news = updates(record, outsiders, known_at) if known_at else ()
    notes = fake_platforms(record, paper_language(record.language))
    told = (update_for(letter, new) for letter, new in news)
    return (*_police(record, spoken), *notes, *outsiders, *told, *_own(record, spoken))


def find(
    record: CaseRecord,
    kind: str,
    letter: str | None,
    institution: str | None,
    language: str | None,
    *,
    known_at: KnownAt | None = None,
) -> Paper:
    """One paper of the set, whether or not its letters are held back; raises NotFound("no_such_paper")."""
    for paper in plan(record, language, letters_released=True, known_at=known_at):
        if (paper.kind, paper.letter or "", paper.institution or "") == (kind, letter or "", institution or ""):
            return paper
    raise NotFound("no_such_paper", kind=kind, letter=letter or "", institution=institution or "")


def _outsiders(record: CaseRecord) -> Iterator[Paper]:
    """What leaves the reporter's and the police's hands: nothing without consent, nothing that was stopped."""
    if record.consents.share_with_institutions and not stops.stops_letters(record):
        papers = (*for_companies(record), *for_hosts(record))
        yield from (paper for paper in papers if not stops.is_stopped(record, paper.letter, paper.institution))


def _police(record: CaseRecord, language: str) -> Iterator[Paper]:
    name = case_name(record)
    for kind in (DocumentKind.DOSSIER, DocumentKind.DOSSIER_COPY, DocumentKind.FIRST_REPORT):
        yield Paper(kind, language, POLICE, f"{name}-{kind}-{language}.pdf", PDF)
    yield Paper(DocumentKind.DOSSIER_TXT, language, POLICE, f"{name}-dossier-{language}.txt", TEXT)
    yield Paper(DocumentKind.RECORD, language, POLICE, f"{name}-record.json", JSON)
    yield Paper(DocumentKind.MOVEMENTS_CSV, language, POLICE, f"{name}-movements.csv", CSV)


def _own(record: CaseRecord, language: str) -> Iterator[Paper]:
    name = case_name(record)
    yield Paper(DocumentKind.README, language, OWN, f"{name}-readme-{language}.txt", TEXT)
    yield Paper(DocumentKind.MANIFEST, language, OWN, f"{name}-manifest.txt", TEXT)
