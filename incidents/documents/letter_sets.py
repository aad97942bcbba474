"""The papers for companies and hosts: each letter with what lies beside it, and the notes instead of letters.

The first letters come first; what can wait (own data, a complaint, the thief's sites) comes after all of them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from incidents.core.addressees import Addressee, addressees, is_dropped, later
from incidents.core.record import CaseRecord
from incidents.core.thief_links import sites
from incidents.core.vocabulary import DocumentKind, LetterKind
from incidents.documents.naming import OWN, case_name, folder_name
from incidents.documents.paper import CSV, ESTATE, FAKE_PLATFORM, PDF, TEXT, Paper

LETTER_LANGUAGE = "en"
MOST_SITES = 10

ENDINGS = {
    DocumentKind.LETTER: (f"{LETTER_LANGUAGE}.pdf", PDF),
    DocumentKind.MESSAGE_TXT: ("message.txt", TEXT),
    DocumentKind.MESSAGE_CHAT: ("chat.txt", TEXT),
    DocumentKind.IDENTIFIERS_CSV: ("identifiers.csv", CSV),
    DocumentKind.IDENTIFIERS_TXT: ("identifiers.txt", TEXT),
}
FIRST = tuple(ENDINGS)
BESIDE = {
    LetterKind.L1: FIRST,
    LetterKind.L2A: FIRST,
    LetterKind.L2B: (DocumentKind.LETTER, DocumentKind.MESSAGE_TXT, DocumentKind.MESSAGE_CHAT),
    LetterKind.L2C: (DocumentKind.LETTER, DocumentKind.MESSAGE_TXT),
    LetterKind.L5: (DocumentKind.LETTER, DocumentKind.MESSAGE_TXT),
}
"""What is made for each kind of letter: a complaint fits no chat, an abuse desk needs no table."""

CAN_WAIT = frozenset({LetterKind.L2B, LetterKind.L2C, LetterKind.L5})
"""Letters that no minute depends on: they are made, and to be sent, after the others."""


def for_companies(record: CaseRecord) -> Iterator[Paper]:
    """The sets of letters to institutions and the notes to estates."""
    found = addressees(record)
    yield from _estates(record, found)
    for item in (*found, *later(record)):
        if item.letter is not None and not is_dropped(record, item):
            folder = folder_name(item.institution)
            yield from _set(item, item.letter, folder, f"{case_name(record)}-{item.letter}-{folder}")


def for_hosts(record: CaseRecord) -> Iterator[Paper]:
    """A set for the registrar and the host of each site of the thief; its names say nothing of the case."""
    for item in site_reports(record):
        if not is_dropped(record, item):
            yield from _set(item, LetterKind.L5, item.institution, f"{LetterKind.L5}-{item.institution}")


def site_reports(record: CaseRecord) -> Iterator[Addressee]:
    """The reports to registrar and host, each under a name of its own; more sites than these stand in the dossier."""
    taken: set[str] = set()
    for number, site in enumerate(sites(record)[:MOST_SITES], 1):
        slug = folder_name(f"site-{site.host}")
        slug = f"{slug}-{number}" if slug in taken else slug
        taken.add(slug)
        yield Addressee(slug, site.host, LetterKind.L5)


def update_for(letter: Paper, news: tuple[str, ...]) -> Paper:
    """Three lines for the ticket in which a letter was sent, beside that letter."""
    name = letter.file_name.removesuffix(ENDINGS[DocumentKind.LETTER][0]) + "update.txt"
    return replace(letter, kind=DocumentKind.UPDATE_TXT, file_name=name, media_type=TEXT, news=news)


def fake_platforms(record: CaseRecord, language: str) -> Iterator[Paper]:
    """A note about each platform that nobody knows, for the reporter and the police: it is not written to."""
    for item in addressees(record):
        if item.note == FAKE_PLATFORM:
            stem = f"{case_name(record)}-{DocumentKind.NOTE}-{folder_name(item.institution)}"
            yield Paper(
                DocumentKind.NOTE,
                language,
                OWN,
                f"{stem}-{language}.pdf",
                PDF,
                note=FAKE_PLATFORM,
                institution=item.institution,
                name=item.name,
                rows=item.rows,
            )


def _set(item: Addressee, letter: LetterKind, folder: str, stem: str) -> Iterator[Paper]:
    """A letter and what lies beside it: messages to paste, and identifiers to copy."""
    for kind in BESIDE[letter]:
        ending, media_type = ENDINGS[kind]
        yield Paper(
            kind,
            LETTER_LANGUAGE,
            folder,
            f"{stem}-{ending}",
            media_type,
            letter=letter,
            strength=item.strength,
            institution=item.institution,
            name=item.name,
            rows=item.rows,
            row_strength=tuple(item.row_strength.items()),
        )


def _estates(record: CaseRecord, found: Iterable[Addressee]) -> Iterator[Paper]:
    """One note per estate, whether the institution received funds, held the account, or both."""
    rows: dict[str, tuple[str, set[int]]] = {}
    for item in found:
        if item.note == ESTATE:
            rows.setdefault(item.institution, (item.name, set()))[1].update(item.rows)
    for slug, (name, numbers) in rows.items():
        folder = folder_name(slug)
        yield Paper(
            DocumentKind.NOTE,
            LETTER_LANGUAGE,
            folder,
            f"{case_name(record)}-{DocumentKind.NOTE}-{folder}-{LETTER_LANGUAGE}.pdf",
            PDF,
            note=ESTATE,
            institution=slug,
            name=name,
            rows=tuple(sorted(numbers)),
        )
