"""Evidence: an original is streamed to private storage under its fingerprint and stays byte for byte as it came."""

from collections.abc import Callable, Iterator
from datetime import datetime
from hashlib import sha256
from typing import Any, BinaryIO
from uuid import UUID

from django.conf import settings
from django.db.models import Max, Sum
from django.db.transaction import atomic

from incidents.access import policies
from incidents.core import file_types, secret_scan, source_kinds
from incidents.core.errors import BadInput, NotFound, SecretFound, TooMany
from incidents.core.exhibits.contents import Text, texts
from incidents.core.exhibits.proposal import propose as propose_facts
from incidents.core.record_parts import Evidence as EvidencePart
from incidents.core.vocabulary import Actor
from incidents.gateways import scanner
from incidents.gateways.vault import evidence_files
from incidents.models import Case, Evidence
from incidents.models.rows import columns_of
from incidents.services import clock, events, previews
from incidents.services.changes import touch

TOLD = ("title", "captured_at", "captured_at_told", "source", "grade")
"""What is said of an exhibit, and can be said anew."""

PIECE = 64 * 1024
FILES_PER_CASE = 100
BYTES_PER_CASE = 500 * 1024 * 1024


def keep(*, by: Actor, case: Case, file: BinaryIO, said: EvidencePart, propose: bool = False) -> Evidence:
    """Keep an original and what is said of it; a file that is there already is not kept twice.

    ``propose`` fills in the kind of source that its form speaks for, marked as a proposal. Raises BadInput for refused
    types and sizes, SecretFound when a text-like file holds a secret; then nothing of the file stays.
    """
    name = said.file or "file"
    head = _read_head(file)
    found = file_types.media_type(head, name)
    digest, size = _measure(file)
    _check_limits(case, size)
    inside = _check_secrets(file, found, name)
    same = Evidence.objects.filter(case=case, measured_sha256=digest).first()
    if same is not None:
        return same
    scan = scanner.scan(_pieces(file))
    if scan == scanner.INFECTED:
        raise BadInput("file_infected")
    stored = f"{case.id}/{digest}"
    if not evidence_files.exists(stored):
        evidence_files.put(stored, _pieces(file))
    shown = _keep_preview(file, found, stored)
    if propose and (kind := source_kinds.propose(found, name)):
        said = said.model_copy(update={"grade": kind.value, "source": source_kinds.PROPOSED})
    measured = {"stored_as": stored, "preview_as": shown, "measured_sha256": digest, "media_type": found, "size": size}
    with atomic():
        row = _add(case, said, **measured, scan=scan, proposed=_proposed(case, file, found, inside))
        events.record(by=by, kind="evidence_received", case=case, evidence=str(row.id), sha256=digest, size=size)
        touch(case)
    return row


def describe(*, by: Actor, case: Case, said: EvidencePart) -> Evidence:
    """Keep what is said of an exhibit whose file is not (or could not be) kept."""
    with atomic():
        row = _add(case, said)
        events.record(by=by, kind="evidence_described", case=case, evidence=str(row.id))
        touch(case)
    return row


def change(*, by: Actor, case: Case, exhibit: UUID, said: EvidencePart, seen: int | None = None) -> Evidence:
    """Say something else of an exhibit; its file and its fingerprint stay as they are."""
    policies.check_change(case)
    with atomic():
        row = _find(case, exhibit)
        values, _rest = columns_of(Evidence, said)
        for name in TOLD:
            setattr(row, name, values[name])
        row.save(update_fields=TOLD)
        events.record(by=by, kind="evidence_changed", case=case, evidence=str(row.id))
        touch(case, seen=seen)
    return row


def remove(*, by: Actor, case: Case, exhibit: UUID, seen: int | None = None) -> None:
    """Take an exhibit out, its file included. Versions that were made keep its name and fingerprint."""
    policies.check_change(case)
    with atomic():
        row = _find(case, exhibit)
        files = row.files
        events.record(by=by, kind="evidence_removed", case=case, evidence=str(row.id), sha256=row.measured_sha256)
        row.delete()
        touch(case, seen=seen)
    for name in files:
        evidence_files.delete(name)


def _find(case: Case, exhibit: UUID) -> Evidence:
    row = Evidence.objects.filter(case=case, id=exhibit).first()
    if row is None:
        raise NotFound("file_gone")
    return row


def _add(case: Case, said: EvidencePart, **measured: Any) -> Evidence:
    last = Evidence.objects.filter(case=case).aggregate(last=Max("position"))["last"]
    position = 0 if last is None else last + 1
    received: datetime = clock.now()
    row = Evidence.from_part(said, case=case, position=position, received_at=received, **measured)
    row.sha256 = row.sha256 or row.measured_sha256 or None
    row.save(force_insert=True)
    return row


def _check_limits(case: Case, size: int) -> None:
    if size > settings.UPLOAD_MAX_BYTES:
        raise TooMany("file_too_large", size=size, most=settings.UPLOAD_MAX_BYTES)
    if size == 0:
        raise BadInput("file_empty")
    kept = Evidence.objects.filter(case=case)
    total = kept.aggregate(total=Sum("size"))["total"] or 0
    if kept.count() >= FILES_PER_CASE or total + size > BYTES_PER_CASE:
        raise TooMany("files_too_many", most=FILES_PER_CASE)


def _check_secrets(file: BinaryIO, found: str, name: str) -> list[Text]:
    """The texts in a file; raises SecretFound with the first one that holds a secret."""
    if found.startswith(("image/", "video/")):
        return []
    inside = list(texts(_whole(file), found, name))
    for where, text in inside:
        if findings := secret_scan.scan(text, secret_scan.NUMBERS):
            raise SecretFound(name=where, findings=findings)
    return inside


def _proposed(case: Case, file: BinaryIO, found: str, inside: list[Text]) -> dict[str, Any] | None:
    """What the file itself tells, to be confirmed; the reader's own addresses are no traces."""
    if found.startswith("video/"):
        return None
    victim = case.victim or {}
    return propose_facts(_whole(file), found, inside, [victim.get("email") or "", case.reference])


def _whole(file: BinaryIO) -> bytes:
    file.seek(0)
    return file.read()


def _keep_preview(file: BinaryIO, found: str, stored: str) -> str:
    if found not in file_types.PREVIEWED:
        return ""
    file.seek(0)
    try:
        shown = previews.preview(file.read())
    except BadInput:
        return ""  # the original is kept all the same: it may be damaged and still matter
    name = f"{stored}.preview"
    evidence_files.put(name, iter([shown]))
    return name


def _read_head(file: BinaryIO) -> bytes:
    file.seek(0)
    return file.read(file_types.HEAD)


def _measure(file: BinaryIO) -> tuple[str, int]:
    digest, size = sha256(), 0
    for piece in _pieces(file):
        digest.update(piece)
        size += len(piece)
    return digest.hexdigest(), size


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    file.seek(0)
    read: Callable[[], bytes] = lambda: file.read(PIECE)  # noqa: E731
    return iter(read, b"")
