"""Evidence: an original is streamed to private storage under its fingerprint and stays byte for byte as it came.

Nobody here holds more of a file than one piece of it; what takes it apart is a process of its own (``examining``).
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, BinaryIO
from uuid import UUID

from django.conf import settings
from django.db.models import Max, Sum
from django.db.transaction import atomic

from incidents.access import policies
from incidents.core import file_types, polyglots, source_kinds
from incidents.core.errors import BadInput, NotFound, SecretFound, TooMany
from incidents.core.exhibits.examination import Examined
from incidents.core.exhibits.proposal import is_chat
from incidents.core.exhibits.proposal import propose as propose_facts
from incidents.core.record_parts import Evidence as EvidencePart
from incidents.core.vocabulary import Actor
from incidents.gateways import scanner
from incidents.gateways.vault import evidence_files
from incidents.models import Account, Case, Evidence, Wallet
from incidents.models.rows import columns_of
from incidents.services import clock, events, examining
from incidents.services.changes import touch

TOLD = ("title", "captured_at", "captured_at_told", "source", "grade")
"""What is said of an exhibit, and can be said anew."""

PIECE = 64 * 1024
FILES_PER_CASE = 100
BYTES_PER_CASE = 1024 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Measured:
    """A file that was read once, from its beginning to its end."""

    digest: str
    size: int
    head: bytes
    tail: bytes
    marked: bool
    """A picture in which a page, a script or an archive stands."""


def keep(*, by: Actor, case: Case, file: BinaryIO, said: EvidencePart, propose: bool = False) -> Evidence:
    """Keep an original and what is said of it; a file that is there already is not kept twice.

    ``propose`` fills in the kind of source that its form speaks for, marked as a proposal. Raises BadInput and TooMany
    for refused types, dangers and sizes, SecretFound when it holds a secret; then nothing of the file stays.
    """
    name = said.file or "file"
    found, measured = _measured(file, name)
    _check_limits(case, found, measured.size)
    if (same := _same(case, measured)) is not None:
        return same
    looked = _look(case, file, found, name, measured)
    scan = scanner.scan(_pieces(file))
    if scan == scanner.INFECTED:
        raise BadInput("file_infected")
    if propose and (kind := source_kinds.propose(looked.media_type, name, is_chat=is_chat(looked.proposed))):
        said = said.model_copy(update={"grade": kind.value, "source": source_kinds.PROPOSED})
    with _stored(case, measured, _pieces(file), looked.preview) as places, atomic():
        events.take_turn()
        case.refresh_from_db(fields=["state"])
        policies.check_change(case)  # it may have been erased meanwhile
        if (same := _same(case, measured)) is not None:
            return same
        facts = {"media_type": looked.media_type, "scan": scan, "proposed": looked.proposed}
        row = _add(case, said, measured_sha256=measured.digest, size=measured.size, **places, **facts)
        sent = {"evidence": str(row.id), "sha256": measured.digest, "size": measured.size}
        events.record(by=by, kind="evidence_received", case=case, **sent)
        touch(case)
    return row


def most_bytes(found: str) -> int:
    """The size up to which a file of this type is taken: films, sound and chats with their pictures are large."""
    is_media = file_types.is_recording(found) or found in file_types.ARCHIVES
    return settings.UPLOAD_MAX_MEDIA_BYTES if is_media else settings.UPLOAD_MAX_BYTES


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
        events.record(by=by, kind="evidence_removed", case=case, evidence=str(row.id), sha256=row.measured_sha256)
        row.delete()
        touch(case, seen=seen)
    _drop(case, row.files)


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


def _check_limits(case: Case, found: str, size: int) -> None:
    most = most_bytes(found)
    if size > most:
        raise TooMany("file_too_large", size=size, most=most)
    if size == 0:
        raise BadInput("file_empty")
    kept = Evidence.objects.filter(case=case)
    total = kept.aggregate(total=Sum("size"))["total"] or 0
    if kept.count() >= FILES_PER_CASE or total + size > BYTES_PER_CASE:
        raise TooMany("files_too_many", most=FILES_PER_CASE)


def _look(case: Case, file: BinaryIO, found: str, name: str, measured: Measured) -> Examined:
    """What is in a file; raises SecretFound with the first secret. Films and sound are not opened."""
    polyglots.check(found, measured.head, measured.tail)
    if measured.marked:
        raise BadInput("file_two_in_one")
    if file_types.is_recording(found):
        return Examined(found, proposed=propose_facts(b"", found, (), (), name))
    looked = examining.look(_pieces(file), measured.size, found, name, _own(case))
    if looked.findings:
        raise SecretFound(name=looked.where, findings=list(looked.findings))
    return looked


def _own(case: Case) -> list[str]:
    """What is the reader's own and no trace of anybody else."""
    victim, reporter = case.victim or {}, case.reporter or {}
    given = [case.reference, *(person.get(name) for person in (victim, reporter) for name in ("email", "phone"))]
    given += [account.registered_email for account in Account.objects.filter(case=case)]
    given += [wallet.address for wallet in Wallet.objects.filter(case=case)]
    return [str(text) for text in given if text]


def _same(case: Case, measured: Measured) -> Evidence | None:
    return Evidence.objects.filter(case=case, measured_sha256=measured.digest).first()


@contextmanager
def _stored(case: Case, measured: Measured, pieces: Iterator[bytes], shown: bytes) -> Iterator[dict[str, str]]:
    """The file and its copy in the store, by the columns that name them; taken back unless a row keeps them."""
    stored = f"{case.id}/{measured.digest}"
    preview = f"{stored}.preview" if shown else ""
    try:
        evidence_files.put(stored, pieces)
        if preview:
            evidence_files.put(preview, iter([shown]))
        yield {"stored_as": stored, "preview_as": preview}
    finally:
        _drop(case, [stored, f"{stored}.preview"])


def _drop(case: Case, names: list[str]) -> None:
    """Delete files that no exhibit of the case has."""
    rows = Evidence.objects.filter(case=case).only("stored_as", "preview_as")
    kept = {name for row in rows for name in row.files}
    for name in names:
        if name not in kept:
            evidence_files.delete(name)


def _measured(file: BinaryIO, name: str) -> tuple[str, Measured]:
    """The media type by content, and everything that one way through the file tells."""
    file.seek(0)
    head = file.read(file_types.HEAD)
    found = file_types.media_type(head, name) if head else ""
    digest, size, tail, marked = sha256(), 0, b"", False
    for piece in _pieces(file):
        digest.update(piece)
        size += len(piece)
        marked = marked or polyglots.is_marked(found, tail[-polyglots.OVERLAP :] + piece)
        tail = (tail + piece)[-polyglots.TAIL :]
    return found, Measured(digest.hexdigest(), size, head, tail, marked)


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    file.seek(0)
    read: Callable[[], bytes] = lambda: file.read(PIECE)  # noqa: E731
    return iter(read, b"")
