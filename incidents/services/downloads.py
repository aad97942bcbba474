"""Made files and kept originals on their way out: in pieces, each with a line in the trail.

The set of a version leaves as one ZIP with one folder per recipient, written while it is read: nothing of it lies
in clear on a disk.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db.transaction import atomic

from incidents.core.errors import NotFound
from incidents.core.vocabulary import Actor, JobState
from incidents.gateways.vault import document_files, evidence_files
from incidents.models import Case, Document, Evidence, Submission
from incidents.services import events, papers
from incidents.services.archives import Entry, zipped


@dataclass(frozen=True, slots=True)
class Download:
    """A file to hand out: its name, its type and its pieces."""

    name: str
    media_type: str
    size: int | None
    pieces: Iterator[bytes]


def paper(*, by: Actor, case: Case, job: UUID) -> Download:
    """One made paper; raises NotFound for another case's, one that is not made, one withdrawn."""
    row = _made(case, job)
    with atomic():
        events.record(by=by, kind="document_downloaded", case=case, document=str(row.id))
    return Download(row.file_name, row.media_type, row.size, document_files.pieces(row.stored_as))


def original(*, by: Actor, case: Case, exhibit: UUID) -> Download:
    """One original, byte for byte as it came."""
    row = Evidence.objects.filter(case=case, id=exhibit).exclude(stored_as="").first()
    if row is None:
        raise NotFound("file_gone")
    with atomic():
        events.record(by=by, kind="evidence_downloaded", case=case, evidence=str(row.id))
    return Download(row.file or "file", row.media_type, row.size, evidence_files.pieces(row.stored_as))


def text(*, by: Actor, case: Case, job: UUID) -> str:
    """A made text (a message to paste), to be shown on a page."""
    row = _made(case, job)
    with atomic():
        events.record(by=by, kind="document_shown", case=case, document=str(row.id))
    return document_files.read(row.stored_as).decode("utf-8", "replace")


def _made(case: Case, job: UUID) -> Document:
    row = Document.objects.filter(case=case, id=job, state=JobState.DONE).first()
    if row is None or not row.stored_as:
        raise NotFound("document_not_found")
    if row.withdrawn_at:
        raise NotFound("document_withdrawn")
    return row


def bundle(*, by: Actor, case: Case, submission: Submission) -> Download:
    """Everything that is made of a version, as one ZIP."""
    made = [
        row for row in papers.of(submission) if row.state == JobState.DONE and row.stored_as and not row.withdrawn_at
    ]
    if submission.case_id != case.id or not made:
        raise NotFound("document_not_found")
    with atomic():
        events.record(by=by, kind="bundle_downloaded", case=case, version=submission.version)
    name = f"{case.reference}-version-{submission.version}.zip"
    return Download(name, "application/zip", None, zipped(_entries(made, case.reference)))


def _entries(made: list[Document], top: str) -> Iterator[Entry]:
    for row in made:
        yield f"{top}/{row.folder}/{row.file_name}", document_files.pieces(row.stored_as)
