"""From a submission to its files: which documents there are, and the making of one.

The same inputs make a document once: a paper whose inputs did not change is carried over to the next version.
"""

import logging
from datetime import date, datetime
from functools import cache, lru_cache
from hashlib import sha256
from time import monotonic
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet

from incidents.core import verify_code
from incidents.core.errors import RenderFailed
from incidents.core.record import CaseRecord, parse_json
from incidents.core.vocabulary import Actor, DocumentKind, JobState
from incidents.documents import inputs, make, plan, renderer
from incidents.documents.changed import Changed, KnownAt, changes
from incidents.documents.paper import PDF, MadeFile, MadeWith
from incidents.gateways.vault import document_files
from incidents.models import Case, Document, Submission
from incidents.services import clock, jobs, outbox
from incidents.services.snapshot import derived_snapshot

logger = logging.getLogger(__name__)

LONG = frozenset({DocumentKind.DOSSIER, DocumentKind.DOSSIER_COPY, DocumentKind.DOSSIER_TXT})
"""What takes longest is made after first letters and first report, which are wanted in seconds; what can wait, last."""

WAIT_FOR_OTHERS = 1.0
"""Seconds until a manifest looks again whether the papers it lists are made."""


def create(*, by: Actor, case: Case, submission: Submission, record: CaseRecord) -> list[Document]:
    """The rows of a submission's papers, inside its transaction, under its event.

    New ones are queued; one that failed for good under the same inputs is tried again.
    """
    papers: list[Document] = []
    known_at = known_before(case, submission.version)
    planned = plan.plan(record, letters_released=bool(case.letters_released), known_at=known_at)
    hashes = inputs.input_hashes(record, planned, email_confirmed_on=_confirmed_on(case, submission))
    for position, (paper, digest) in enumerate(zip(planned, hashes, strict=True)):
        identity = {name: getattr(paper, name) or "" for name in ("kind", "letter", "institution", "language")}
        same = Document.objects.filter(case=case, **identity)
        papers.append(
            same.filter(input_hash=digest).first()
            or Document.objects.create(
                case=case,
                submission=submission,
                position=position,
                **identity,
                strength=paper.strength or "",
                folder=paper.folder,
                file_name=paper.file_name,
                media_type=paper.media_type,
                input_hash=digest,
                code=verify_code.new_code() if paper.media_type == PDF else None,
                replaces=same.order_by("submission__version").last(),
                created_at=clock.now(),
                next_at=clock.now(),
            )
        )
    for document in papers:
        if document.state == JobState.DEAD and jobs.revive(by=by, job=document.id):
            document.refresh_from_db()
    submission.papers = [str(document.id) for document in papers]
    submission.save(update_fields=["papers"])
    quick_first = sorted(papers, key=lambda document: (document.letter in plan.CAN_WAIT, document.kind in LONG))
    outbox.publish(document.id for document in quick_first if document.state == JobState.QUEUED)
    return papers


def known_before(case: Case, version: int) -> KnownAt:
    """What companies could know before a version: the record of the version that was current at a time.

    What it reads it keeps only as long as it lives itself: nobody's record stays behind in a web process.
    """
    earlier = Submission.objects.filter(case=case, version__lt=version).order_by("-version")
    read = cache(_read_record)

    def at(moment: datetime | None) -> CaseRecord | None:
        current = earlier.filter(made_at__lte=moment) if moment else earlier
        found = current.values_list("id", flat=True).first()
        return read(found) if found else None

    return at


def preview(case: Case) -> tuple[Changed, ...]:
    """What making the next version would mean for each company: a new letter, three lines, or nothing to send."""
    record = derived_snapshot(case)
    planned = plan.plan(record, letters_released=bool(case.letters_released))
    return changes(record, planned, known_before(case, case.version + 1))


def of(submission: Submission) -> list[Document]:
    """The documents of a version in their order, those carried over from earlier versions included."""
    found = {str(document.id): document for document in Document.objects.filter(id__in=submission.papers)}
    return [found[key] for key in submission.papers if key in found]


def build(*, by: Actor, job: UUID) -> str:
    """Make one document if it is there to be made; the outcome as a word. Safe to call twice, by anybody."""
    lease = jobs.claim(by=by, job=job)
    if lease is None:
        return "not_mine"
    document = Document.objects.select_related("case", "submission").get(id=job)
    if document.kind == DocumentKind.MANIFEST and _others(document).filter(state__in=jobs.OPEN).exists():
        jobs.postpone(by=by, lease=lease, seconds=WAIT_FOR_OTHERS)
        return "waiting"
    started = monotonic()
    try:
        content, pages = _content(document)
        name = _file_of(document, document.attempts)
        document_files.put(name, iter([content]))
        for attempt in range(1, document.attempts):  # theirs cannot count any more: the lease is ours
            document_files.delete(_file_of(document, attempt))
    except RenderFailed as error:
        logger.warning("%s not made: %s", document.kind, error.params.get("detail") or error.code)
        jobs.release(by=by, lease=lease, code=error.code)
        return error.code
    except Exception:
        logger.exception("document not made")
        jobs.release(by=by, lease=lease, code="internal")
        return "internal"
    made = {"stored_as": name, "sha256": sha256(content).hexdigest(), "size": len(content), "pages": pages}
    if not jobs.finish(by=by, lease=lease, seconds=round(monotonic() - started, 3), **made):
        document_files.delete(name)
        return "too_late"
    _wake_manifest(document)
    return "done"


def _file_of(document: Document, attempt: int) -> str:
    """One name per attempt: what a killed worker left behind is known, and goes when a later attempt is done."""
    return f"{document.case_id}/{document.id.hex}.{attempt}"


def _content(document: Document) -> tuple[bytes, int | None]:
    """The bytes of a document and its number of pages; text is made here, pages in the render process."""
    submission = document.submission
    record = _record_of(submission.id)
    known_at = known_before(document.case, submission.version) if document.kind == DocumentKind.UPDATE_TXT else None
    named = (document.kind, document.letter, document.institution, document.language)
    paper = plan.find(record, *named, known_at=known_at)
    made = MadeWith(
        reference=document.case.reference,
        version=submission.version,
        made_at=submission.made_at,
        replaces=document.replaces.submission.version if document.replaces else None,
        portal_name=settings.OPERATOR_NAME,
        portal_origin=settings.ORIGIN,
        code=document.code or "",
        email_confirmed_on=_confirmed_on(document.case, submission),
        files=_files(document) if document.kind == DocumentKind.MANIFEST else (),
    )
    if not make.is_paged(paper):
        return make.make(record, paper, made), None
    printed = renderer.process().make(record, paper, made)
    return printed.content, printed.pages


def _confirmed_on(case: Case, submission: Submission) -> date | None:
    """When the reporter's e-mail address was confirmed, as a version's letters say it: later news is the next one's."""
    at = case.email_confirmed_at
    return at.date() if at and at <= submission.made_at else None


@lru_cache(maxsize=1)
def _record_of(submission: UUID) -> CaseRecord:
    """The record of a version: it never changes, and a worker makes its papers one after another."""
    return _read_record(submission)


def _read_record(submission: UUID) -> CaseRecord:
    return CaseRecord.model_validate(parse_json(Submission.objects.get(id=submission).record))


def _others(manifest: Document) -> QuerySet[Document]:
    return Document.objects.filter(id__in=manifest.submission.papers).exclude(id=manifest.id)


def _files(manifest: Document) -> tuple[MadeFile, ...]:
    """The files a manifest lists: every other paper of its version that was made."""
    return tuple(
        MadeFile(path=f"{other.folder}/{other.file_name}", sha256=other.sha256, size=other.size or 0)
        for other in of(manifest.submission)
        if other.state == JobState.DONE and other.id != manifest.id
    )


def _wake_manifest(document: Document) -> None:
    """Once the last other paper is made, the manifest need not wait for its next look."""
    for submission in Submission.objects.filter(case=document.case_id, version__gte=document.submission.version):
        manifest = Document.objects.filter(submission=submission, kind=DocumentKind.MANIFEST).first()
        if (
            manifest
            and manifest.state == JobState.QUEUED
            and not _others(manifest).filter(state__in=jobs.OPEN).exists()
        ):
            outbox.publish([manifest.id])
