"""Which papers a record makes: one folder per recipient, one name per file, in a fixed order. Pure.

Letters wait when somebody may be in danger, are never made without consent, and never go to anybody but an
institution that the directory or a public label names.
"""

import re
from collections.abc import Iterable, Iterator

from incidents.core.acts import HELD_BACK
from incidents.core.addressees import Addressee, addressees
from incidents.core.errors import NotFound
from incidents.core.record import CaseRecord
from incidents.core.vocabulary import DocumentKind, LetterKind
from incidents.documents.fonts import CHECKOUT
from incidents.documents.paper import CSV, ESTATE, FAKE_PLATFORM, JSON, PDF, TEXT, Paper

POLICE, OWN = "police", "you"
LETTER_LANGUAGE = "en"
LOCALE = CHECKOUT / "incidents" / "locale"
UNNAMED = "case"
NAME_CAP = 48


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


def plan(record: CaseRecord, language: str | None = None, *, letters_released: bool = False) -> tuple[Paper, ...]:
    """Every paper of the record's set, the dossier first, the manifest last."""
    spoken = paper_language(language or record.language)
    letters = list(_letters(record, released=letters_released))
    return (*_police(record, spoken), *letters, *_own(record, spoken))


def find(record: CaseRecord, kind: str, letter: str | None, institution: str | None, language: str | None) -> Paper:
    """One paper of the set, whether or not its letters are held back; raises NotFound("no_such_paper")."""
    for paper in plan(record, language, letters_released=True):
        if (paper.kind, paper.letter or "", paper.institution or "") == (kind, letter or "", institution or ""):
            return paper
    raise NotFound("no_such_paper", kind=kind, letter=letter or "", institution=institution or "")


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


def _letters(record: CaseRecord, *, released: bool) -> Iterator[Paper]:
    found = [item for item in addressees(record) if item.letter is None or not _dropped(record, item)]
    yield from _fake_platforms(record, found)
    if not record.consents.share_with_institutions or (letters_held_back(record) and not released):
        return
    yield from _estates(record, found)
    for item in found:
        if item.letter is not None:
            yield from _letter_set(record, item, item.letter)


def _letter_set(record: CaseRecord, item: Addressee, letter: LetterKind) -> Iterator[Paper]:
    """A letter and what lies beside it: two messages to paste, and the identifiers to copy."""
    slug = folder_name(item.institution)
    stem = f"{case_name(record)}-{letter}-{slug}"
    beside = (
        (DocumentKind.LETTER, f"{stem}-{LETTER_LANGUAGE}.pdf", PDF),
        (DocumentKind.MESSAGE_TXT, f"{stem}-message.txt", TEXT),
        (DocumentKind.MESSAGE_CHAT, f"{stem}-chat.txt", TEXT),
        (DocumentKind.IDENTIFIERS_CSV, f"{stem}-identifiers.csv", CSV),
        (DocumentKind.IDENTIFIERS_TXT, f"{stem}-identifiers.txt", TEXT),
    )
    for kind, file_name, media_type in beside:
        yield Paper(
            kind,
            LETTER_LANGUAGE,
            slug,
            file_name,
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
        file_name = f"{case_name(record)}-{DocumentKind.NOTE}-{folder}-{LETTER_LANGUAGE}.pdf"
        yield Paper(
            DocumentKind.NOTE,
            LETTER_LANGUAGE,
            folder,
            file_name,
            PDF,
            note=ESTATE,
            institution=slug,
            name=name,
            rows=tuple(sorted(numbers)),
        )


def _fake_platforms(record: CaseRecord, found: Iterable[Addressee]) -> Iterator[Paper]:
    """A note about each platform that nobody knows, for the reporter and the police: it is not written to."""
    language = paper_language(record.language)
    for item in found:
        if item.note == FAKE_PLATFORM:
            file_name = f"{case_name(record)}-{DocumentKind.NOTE}-{folder_name(item.institution)}-{language}.pdf"
            yield Paper(
                DocumentKind.NOTE,
                language,
                OWN,
                file_name,
                PDF,
                note=FAKE_PLATFORM,
                institution=item.institution,
                name=item.name,
                rows=item.rows,
            )


def _dropped(record: CaseRecord, item: Addressee) -> bool:
    return any(
        letter.dropped and letter.kind == item.letter and letter.institution in {item.institution, item.name}
        for letter in record.letters
    )


def case_name(record: CaseRecord) -> str:
    """The case's reference as the beginning of file names, safe whatever a record says."""
    return re.sub(r"[^A-Za-z0-9_-]+", "-", record.reference or "").strip("-")[:NAME_CAP] or UNNAMED


def folder_name(slug: str) -> str:
    """A slug that is safe as a folder's name, whatever a record says.

    >>> folder_name("../Police"), folder_name("you"), folder_name("crypto-com")
    ('police-company', 'you-company', 'crypto-com')
    """
    safe = re.sub(r"[^a-z0-9]+", "-", slug.lower()).strip("-")[:NAME_CAP] or "company"
    return f"{safe}-company" if safe in {POLICE, OWN} else safe
