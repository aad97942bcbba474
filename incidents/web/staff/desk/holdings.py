"""What a case holds beside its facts: files, letters with their states, and its trail in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from incidents.core import directory
from incidents.core.source_kinds import rated
from incidents.core.vocabulary import Actor, ActorKind, DocumentKind, JobState
from incidents.documents import words as paper_words
from incidents.documents.clean import clean_line
from incidents.models import Case, Contact, Document, Event, Evidence, Letter, User
from incidents.services import cases, custody, papers
from incidents.services.looking import Look
from incidents.web.staff.desk import words

SHOWN: dict[str, Promise] = {
    DocumentKind.LETTER: _("Letter"),
    DocumentKind.NOTE: _("Note instead of a letter"),
    DocumentKind.DOSSIER: _("Dossier"),
    DocumentKind.FIRST_REPORT: _("First report"),
}
"""Papers that the memo lists: what goes to companies and to the police desk."""


@dataclass(frozen=True, slots=True)
class FileLine:
    """One file of the victim."""

    row: Evidence
    title: str
    source: str
    scan: str
    flags: tuple[str, ...]
    chain: tuple["TrailLine", ...]
    """What was done with it since it came, oldest first."""


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One paper: for whom, how strong, and how far it has come."""

    row: Document
    company: str
    kind: str
    state: str
    is_done: bool


@dataclass(frozen=True, slots=True)
class TrailLine:
    """One line of the trail: when, who, what."""

    at: datetime
    who: str
    what: str


def files_of(case: Case) -> list[FileLine]:
    """The files, in the victim's order."""
    rows = list(Evidence.objects.filter(case=case).order_by("position"))
    chains = custody.chains(case) if rows else {}
    return [_file(row, chains.get(str(row.id), [])) for row in rows]


def _file(row: Evidence, chain: Iterable[Look]) -> FileLine:
    flags = (row.proposed or {}).get("flags", ())
    return FileLine(
        row=row,
        title=clean_line(row.title or row.file or gettext("file")),
        source=paper_words.of(paper_words.SOURCE_KINDS, rated(row.grade)),
        scan=str(words.SCANS.get(row.scan, row.scan)) if row.stored_as else "",
        flags=tuple(str(words.FLAGS[flag]) for flag in flags if flag in words.FLAGS),
        chain=tuple(
            TrailLine(look.at, words.looked(look), str(words.DONE.get(look.kind, look.kind))) for look in chain
        ),
    )


def papers_of(case: Case) -> list[PaperLine]:
    """Letters, notes and the two police papers of the newest version."""
    submission = cases.latest(case)
    if submission is None:
        return []
    sent = {(row.kind, row.institution): row.sent_at for row in Letter.objects.filter(case=case)}
    answers = {row.institution: row for row in Contact.objects.filter(case=case).order_by("position") if row.status}
    wanted = [row for row in papers.of(submission) if row.kind in SHOWN]
    return [_paper(row, sent.get((row.letter, row.institution)), answers.get(row.institution)) for row in wanted]


def _paper(row: Document, sent_at: datetime | None, answer: Contact | None) -> PaperLine:
    strength = f": {paper_words.of(paper_words.STRENGTH_NAMES, row.strength)}" if row.strength else ""
    return PaperLine(
        row=row,
        company=directory.name_of(row.institution) if row.institution else gettext("Police"),
        kind=" ".join(filter(None, (str(SHOWN[DocumentKind(row.kind)]), row.letter))) + strength,
        state=_state(row, sent_at, answer if row.letter else None),
        is_done=row.state == JobState.DONE and not row.withdrawn_at,
    )


def _state(row: Document, sent_at: datetime | None, answer: Contact | None) -> str:
    if row.withdrawn_at:
        return gettext("withdrawn")
    if row.state == JobState.DEAD:
        return gettext("could not be made")
    if row.state != JobState.DONE:
        return gettext("being made")
    if answer is not None:
        until = gettext(", hold until %(day)s") % {"day": answer.hold_until} if answer.hold_until else ""
        return gettext("answered: %(status)s") % {"status": clean_line(answer.status or "", 60)} + until
    if sent_at:
        return gettext("sent on %(day)s") % {"day": f"{sent_at:%Y-%m-%d}"}
    return gettext("not sent by the victim yet") if row.letter else gettext("ready")


def in_words(events: Iterable[Event]) -> list[TrailLine]:
    """Lines of the trail in words; people of the staff by user name."""
    rows = list(events)
    names = names_of(event.actor for event in rows)
    return [TrailLine(row.at, words.who(row.actor, names), _what(row)) for row in rows]


def names_of(actors: Iterable[str]) -> dict[str, str]:
    """Actor as it stands in the trail -> user name, for those of the staff."""
    prefix = f"{ActorKind.STAFF}:"
    ids = {UUID(actor.removeprefix(prefix)) for actor in actors if actor.startswith(prefix)}
    return {str(Actor(ActorKind.STAFF, user.id)): user.username for user in User.objects.filter(id__in=ids)}


def _what(event: Event) -> str:
    said = str(words.DONE.get(event.kind, event.kind.replace("_", " ")))
    if event.kind == "state_changed" and event.details.get("state") in words.STATES:
        return f"{said}: {words.STATES[event.details['state']].word}"
    if event.kind == "case_waits" and event.details.get("whom"):
        return f"{said}: {words.WAITING[event.details['whom']]}"
    return said
