"""Corrections of letters that were withdrawn after an objection: drafted for each company that may have had one.

Nothing is sent by the portal. The person who reported is shown each correction and asked to send it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.db.transaction import atomic

from incidents.core import directory
from incidents.core.errors import NotFound
from incidents.core.record import CaseRecord, parse_json
from incidents.core.vocabulary import Actor, JobState
from incidents.documents import correction
from incidents.documents.cut_pieces import sender
from incidents.models import Case, Document
from incidents.services import events
from incidents.services.disputes import OUTGOING, UPHELD


@dataclass(frozen=True, slots=True)
class Correction:
    """One company, the newest letter it may have had, and the text that takes it back."""

    letter: Document
    name: str
    text: str

    @property
    def file_name(self) -> str:
        """A neutral name for the file."""
        return f"{self.letter.case.reference}-correction-{self.letter.folder}.txt"


def corrections(case: Case) -> list[Correction]:
    """A correction for each letter of a case that was withdrawn after an objection."""
    return list(_drafted(case))


def hand_out(*, by: Actor, case: Case, letter: UUID) -> Correction:
    """The correction of one letter, as a file to take along; raises NotFound."""
    for found in _drafted(case):
        if found.letter.id == letter:
            with atomic():
                events.record(by=by, kind="correction_downloaded", case=case, document=str(letter))
            return found
    raise NotFound("document_not_found")


def _drafted(case: Case) -> Iterator[Correction]:
    withdrawn = Document.objects.filter(case=case, withdrawn_why=UPHELD, kind__in=OUTGOING, state=JobState.DONE)
    rows = withdrawn.select_related("case", "submission").order_by("letter", "institution", "submission__version")
    for _, versions in groupby(rows, key=lambda row: (row.letter, row.institution)):
        yield _draft(list(versions))


def _draft(versions: list[Document]) -> Correction:
    newest = versions[-1]
    name = directory.name_of(newest.institution)
    text = correction.build(
        name=name,
        codes=[version.code for version in versions if version.code],
        made_at=newest.submission.made_at,
        withdrawn_at=newest.withdrawn_at or newest.submission.made_at,
        sender=sender(CaseRecord.model_validate(parse_json(newest.submission.record))),
        check_at=f"{urlsplit(settings.ORIGIN).netloc}/verify",
        language=newest.language,
    )
    return Correction(newest, name, text)
