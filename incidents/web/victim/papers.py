"""The papers of a version as the reader sees them: one group per recipient, in the order of doing."""

from dataclasses import dataclass, field
from datetime import datetime

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from incidents.core import directory
from incidents.core.directory import Institution
from incidents.core.record import CaseRecord
from incidents.core.record_parts import Contact, Letter
from incidents.core.vocabulary import DocumentKind, JobState, LetterKind
from incidents.documents.plan import letters_held_back
from incidents.models import Document, Submission
from incidents.services import papers as papers_service
from incidents.services.consents import NO_CONSENT
from incidents.web.error_messages import for_code
from incidents.web.victim.outcomes import ANSWERS, answer_of
from incidents.web.victim.session import FILES
from incidents.web.victim.shown import day_words

POLICE, YOU = "police", "you"

TITLES: dict[str, str | Promise] = {
    DocumentKind.DOSSIER: _("Police file, complete"),
    DocumentKind.DOSSIER_COPY: _("Police file without attachments, for mail"),
    DocumentKind.FIRST_REPORT: _("First report, to hand over at the desk"),
    DocumentKind.LETTER: _("Letter"),
    DocumentKind.NOTE: _("Note"),
    DocumentKind.MESSAGE_TXT: _("Message for a support ticket"),
    DocumentKind.MESSAGE_CHAT: _("Short message for a chat"),
    DocumentKind.UPDATE_TXT: _("Three lines for your open ticket"),
    DocumentKind.IDENTIFIERS_CSV: _("Their numbers as a table"),
    DocumentKind.IDENTIFIERS_TXT: _("Their numbers as text, to copy"),
    DocumentKind.DOSSIER_TXT: _("Police file as plain text"),
    DocumentKind.LETTER_DOCX: _("Letter for a word processor"),
    DocumentKind.RECORD: _("Your case as data"),
    DocumentKind.MOVEMENTS_CSV: _("What was taken, as a table"),
    DocumentKind.MANIFEST: _("List of all files with their fingerprints"),
    DocumentKind.README: _("Read me first"),
}

STATES: dict[str, str | Promise] = {
    JobState.QUEUED: _("Waiting"),
    JobState.RUNNING: _("Being made"),
    JobState.DONE: _("Ready"),
    JobState.DEAD: _("Could not be made"),
}
WITHDRAWN = _("Withdrawn")
OWN_LETTERS = frozenset({LetterKind.L2A, LetterKind.L2B, LetterKind.L2C})
"""Letters to the company whose account was hit."""


@dataclass(frozen=True, slots=True)
class Paper:
    """One document on the page."""

    document: Document
    version: int

    @property
    def title(self) -> str:
        """What it is."""
        return str(TITLES.get(self.document.kind, self.document.file_name))

    @property
    def state(self) -> str:
        """Where its making is, in a word."""
        return str(WITHDRAWN if self.is_withdrawn else STATES[self.document.state])

    @property
    def is_withdrawn(self) -> bool:
        """Not handed out any more."""
        return self.document.withdrawn_at is not None

    @property
    def is_done(self) -> bool:
        """Ready to be downloaded."""
        return self.document.state == JobState.DONE and not self.is_withdrawn

    @property
    def is_failed(self) -> bool:
        """Given up."""
        return self.document.state == JobState.DEAD and not self.is_withdrawn

    @property
    def reason(self) -> str:
        """Why it failed, or why it is tried again."""
        waits = self.document.error_code and not (self.is_done or self.is_withdrawn)
        return for_code(self.document.error_code) if waits else ""

    @property
    def is_new(self) -> bool:
        """Made for this version; else carried over unchanged."""
        return self.document.submission.version == self.version

    @property
    def replaced(self) -> int | None:
        """The version whose paper this one replaces."""
        return self.document.replaces.submission.version if self.document.replaces and self.is_new else None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a company answered."""

    contact: Contact

    @property
    def words(self) -> str:
        """It in a word or two."""
        return str(ANSWERS.get(answer_of(self.contact), ""))

    @property
    def held_until(self) -> str:
        """The last day of a hold, in words."""
        return day_words(self.contact.hold_until) if self.contact.hold_until else ""

    @property
    def answered_on(self) -> str:
        """The day it came, in words."""
        return day_words(self.contact.answered_on) if self.contact.answered_on else ""


@dataclass(slots=True)
class Recipient:
    """One folder: who gets it, what is in it, and whether it went out."""

    folder: str
    slug: str = ""
    name: str = ""
    letter: str = ""
    strength: str = ""
    papers: list[Paper] = field(default_factory=list)
    sent_at: datetime | None = None
    answers: list[Answer] = field(default_factory=list)

    @property
    def institution(self) -> Institution | None:
        """What the directory knows of it."""
        return directory.get(self.slug) if self.slug else None

    @property
    def is_own(self) -> bool:
        """The company whose account was hit."""
        return self.letter in OWN_LETTERS

    @property
    def answered(self) -> Answer | None:
        """The last answer."""
        return self.answers[-1] if self.answers else None

    @property
    def is_withdrawn(self) -> bool:
        """Its papers are not handed out any more."""
        return bool(self.papers) and all(paper.is_withdrawn for paper in self.papers)

    @property
    def withdrawn_by_reader(self) -> bool:
        """Withdrawn because the reader no longer agrees to letters."""
        return self.is_withdrawn and self.papers[0].document.withdrawn_why == NO_CONSENT

    @property
    def is_note(self) -> bool:
        """Only a note: a closed company, or one that nobody knows."""
        return not self.letter and self.folder not in (POLICE, YOU)

    @property
    def is_ready(self) -> bool:
        """Everything of it is made."""
        return all(paper.is_done for paper in self.papers)

    def first(self, kind: str) -> Paper | None:
        """The first paper of a kind."""
        return next((paper for paper in self.papers if paper.document.kind == kind), None)


def recipients(submission: Submission, record: CaseRecord) -> list[Recipient]:
    """The groups of a version: own company first, then those that received, then the police, then the reader's own."""
    groups: dict[tuple[str, str], Recipient] = {}
    rows = papers_service.of(submission)
    for document in rows:
        key = (document.folder, document.letter)
        if key not in groups:
            groups[key] = Recipient(
                document.folder,
                document.institution,
                directory.name_of(document.institution),
                document.letter,
                document.strength,
            )
            groups[key].sent_at = sent_at(record, document.letter, document.institution)
            groups[key].answers = answers(record, document.letter, document.institution)
        groups[key].papers.append(Paper(document, submission.version))
    return sorted(groups.values(), key=_rank)


LATER = (LetterKind.L2B, LetterKind.L2C, LetterKind.L5)
"""Letters that come after the first one to the same company."""

LETTER_ORDER: dict[str, int] = dict(zip((LetterKind.L2A, LetterKind.L1, *LATER), (0, 1, 4, 5, 6), strict=True))
"""What is sent first; the police come in between."""


def _rank(group: Recipient) -> tuple[int, str]:
    if group.folder == YOU:
        return 7, ""
    if group.folder == POLICE:
        return 2, ""
    return LETTER_ORDER.get(group.letter, 1), group.name


def sent_at(record: CaseRecord, letter: str, slug: str) -> datetime | None:
    """When the reader sent this letter, as far as was said."""
    found = [item for item in record.letters if is_about(item, letter, slug)]
    return next((item.sent_at for item in found if item.sent_at), None)


def is_about(item: Letter, letter: str, slug: str) -> bool:
    """Whether a decision is about this letter."""
    return item.kind == letter and item.institution == slug


def answers(record: CaseRecord, letter: str, slug: str) -> list[Answer]:
    """What a company answered to a letter, oldest first; what came to a later letter bears that letter's time."""
    if not (letter and slug):
        return []
    found = [item for item in record.contacts if item.institution == slug and item.status]
    later = {kind: sent_at(record, kind, slug) for kind in LATER}
    if letter in later:
        return [Answer(item) for item in found if item.sent_at and item.sent_at == later[LetterKind(letter)]]
    return [Answer(item) for item in found if not item.sent_at or item.sent_at not in later.values()]


def are_hidden(request: HttpRequest, record: CaseRecord) -> bool:
    """Where somebody may be near, files stay out of sight until this browser asks for them."""
    return letters_held_back(record) and not request.session.get(FILES)


def progress(submission: Submission) -> tuple[int, int, int]:
    """(ready, failed, all) of a version's papers."""
    states = [document.state for document in papers_service.of(submission) if document.withdrawn_at is None]
    return states.count(JobState.DONE), states.count(JobState.DEAD), len(states)
