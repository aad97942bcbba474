"""A whole case from a file: read, stored, submitted, its papers made at once by the worker's own code."""

import time
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.utils import translation

from incidents.core.errors import BadInput, RecourseError, SecretFound
from incidents.core.record import CaseRecord, parse_json, read_record
from incidents.core.record_parts import Evidence
from incidents.core.vocabulary import Actor, JobState
from incidents.core.withholding import withhold
from incidents.documents.plan import letters_held_back
from incidents.models import Case, Document, Submission
from incidents.services import cases, evidence, papers

Warnings = list[dict[str, str]]

PAUSE = 0.2


def read(text: bytes, language: str | None) -> tuple[CaseRecord, Warnings]:
    """The record in a file, without secrets and in the language asked for; raises BadInput."""
    raw, withheld = withhold(parse_json(text))
    if isinstance(raw, dict):
        raw.pop("derived", None)
        if language:
            raw["language"] = language
    record, warnings = read_record(raw)
    return record, [*withheld, *warnings, *_language_warning(record)]


def open_case(*, by: Actor, record: CaseRecord, folder: Path) -> tuple[Case, list[Document], Warnings]:
    """Open and submit a new case; evidence paths are relative to ``folder``. Its documents are queued rows."""
    case = cases.open_draft(by=by, record=record)
    warnings = [found for item in _evidence(by, case, record, folder) for found in item]
    if not record.consents.share_with_institutions:
        warnings.append({"path": "consents.share_with_institutions", "code": "no_letters_without_consent"})
    elif letters_held_back(record):
        warnings.append({"path": "safety", "code": "letters_held_back"})
    if not record.consents.truth:
        warnings.append({"path": "consents.truth", "code": "papers_are_drafts"})
    submission, documents = cases.submit(by=by, case=case)
    return case, documents, [*warnings, *_marks(submission)]


def make_all(*, by: Actor, documents: list[Document]) -> list[Document]:
    """Make every document of a list now; those that a worker has taken meanwhile are waited for."""
    ids = [document.id for document in documents]
    deadline = time.monotonic() + settings.JOB_LEASE_SECONDS * settings.JOB_MAX_ATTEMPTS
    open_jobs = Document.objects.filter(id__in=ids, state__in=(JobState.QUEUED, JobState.RUNNING))
    while (
        waiting := list(open_jobs.order_by("position").values_list("id", flat=True))
    ) and time.monotonic() < deadline:
        outcomes = [papers.build(by=by, job=job) for job in waiting]
        if "done" not in outcomes:
            time.sleep(PAUSE)
    found = Document.objects.in_bulk(ids)
    return [found[key] for key in ids]


def _evidence(by: Actor, case: Case, record: CaseRecord, folder: Path) -> Iterator[Warnings]:
    for number, said in enumerate(record.evidence):
        path = f"evidence.{number}"
        try:
            yield _keep(by, case, said, folder, path)
        except SecretFound:
            evidence.describe(by=by, case=case, said=said)
            yield [{"path": f"{path}.file", "code": "secret_not_stored"}]
        except RecourseError as error:
            evidence.describe(by=by, case=case, said=said)
            yield [{"path": f"{path}.file", "code": error.code}]


def _keep(by: Actor, case: Case, said: Evidence, folder: Path, path: str) -> Warnings:
    found = _inside(folder, said.file)
    if found is None:
        evidence.describe(by=by, case=case, said=said)
        return [{"path": f"{path}.file", "code": "file_missing"}] if said.file else []
    with found.open("rb") as file:
        row = evidence.keep(by=by, case=case, file=file, said=said)
    if said.sha256 and said.sha256.casefold() != row.measured_sha256:
        return [{"path": f"{path}.sha256", "code": "fingerprint_differs", "value": row.measured_sha256}]
    return []


def _inside(folder: Path, name: str | None) -> Path | None:
    """A file of the record's own folder; a path that leads out of it is not followed."""
    if not name:
        return None
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise BadInput("file_outside", name=name)
    return path if path.is_file() else None


def _marks(submission: Submission) -> Warnings:
    """What the portal itself found odd about identifiers, as warnings by path."""
    derived = CaseRecord.model_validate(parse_json(submission.record)).derived
    rows = derived.movements if derived else ()
    return [
        {"path": f"movements.{number}.{mark['member']}", "code": mark["code"]}
        for number, row in enumerate(rows)
        for mark in row.checks
    ]


def _language_warning(record: CaseRecord) -> Warnings:
    wanted = record.language or settings.LANGUAGE_CODE
    try:
        translation.get_supported_language_variant(wanted)
    except LookupError:
        return [{"path": "language", "code": "language_not_available", "value": wanted}]
    return []
