"""A case on its way out as data: the record, its movements as rows, or everything there is. Each leaves an event."""

import json
from collections.abc import Iterator
from typing import Any

from django.db.transaction import atomic

from incidents.core.errors import NotFound
from incidents.core.file_names import clean_name
from incidents.core.record import CaseRecord
from incidents.core.vocabulary import Actor, CaseState, JobState
from incidents.documents import movements_csv as table
from incidents.gateways.vault import Vault, document_files, evidence_files
from incidents.models import Case, Document, Evidence, Message, Submission
from incidents.services import events, looking
from incidents.services.archives import Entry, zipped
from incidents.services.downloads import Download
from incidents.services.snapshot import derived_snapshot


def record(*, by: Actor, reference: str) -> dict[str, Any]:
    """The record of a case, derived facts included, as plain JSON values."""
    return _exported(by, reference, "json").given()


def movements_csv(*, by: Actor, reference: str) -> str:
    """The movements of a case as CSV text."""
    return table.build(_exported(by, reference, "csv")).decode()


def everything(*, by: Actor, case: Case) -> Download:
    """All that is kept of a case, as one ZIP: JSON, originals, made papers, messages, and who did what.

    Staff's own notes stay out: they may speak of others.
    """
    with atomic():
        events.record(by=by, kind="everything_exported", case=case)
    return Download(f"{case.reference}-everything.zip", "application/zip", None, zipped(_entries(case)))


def _exported(by: Actor, reference: str, form: str) -> CaseRecord:
    with atomic():
        case = Case.objects.exclude(state=CaseState.ERASED).filter(reference=reference.strip().upper()).first()
        if case is None:
            raise NotFound("case_not_found", reference=reference)
        events.record(by=by, kind="case_exported", case=case, format=form)
        return derived_snapshot(case)


def _entries(case: Case) -> Iterator[Entry]:
    """One entry after the other, each read only when it is written."""
    top = case.reference
    yield f"{top}/case.json", [_json(derived_snapshot(case).given())]
    yield f"{top}/typed.json", [_json(case.typed or {})]
    yield f"{top}/messages.json", [_json([_message(row) for row in Message.objects.filter(case=case)])]
    yield f"{top}/events.json", [_json([_line(look) for look in looking.everything(case)])]
    for version in Submission.objects.filter(case=case).iterator():
        yield f"{top}/versions/version-{version.version}.json", [version.record.encode()]
    for number, exhibit in enumerate(Evidence.objects.filter(case=case).order_by("position"), 1):
        yield from _file(
            evidence_files, exhibit.stored_as, f"{top}/files/{number}-{clean_name(exhibit.file or 'file')}"
        )
    made = Document.objects.filter(case=case, state=JobState.DONE).select_related("submission")
    for paper in made.iterator():
        folder = f"{top}/papers/version-{paper.submission.version}{'-withdrawn' if paper.withdrawn_at else ''}"
        yield from _file(document_files, paper.stored_as, f"{folder}/{paper.folder}/{paper.file_name}")


def _file(vault: Vault, stored: str, path: str) -> Iterator[Entry]:
    """A kept file as an entry; one that is gone leaves none."""
    if vault.exists(stored):
        yield path, vault.pieces(stored)


def _message(row: Message) -> dict[str, Any]:
    return {"at": row.sent_at.isoformat(), "from": "staff" if row.from_staff else "you", "text": row.text}


def _line(look: looking.Look) -> dict[str, Any]:
    who = " ".join(word for word in (look.who, look.role, look.pseudonym) if word)
    return {"at": look.at.isoformat(), "kind": look.kind, "who": who, "details": look.details}


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1, default=str).encode()
