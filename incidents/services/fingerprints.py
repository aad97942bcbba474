"""Are the files what they were? Every original and every made paper is read again and its SHA-256 worked out anew."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from incidents.core.errors import RecourseError
from incidents.gateways.vault import Vault, document_files, evidence_files
from incidents.models import Document, Evidence


@dataclass(frozen=True, slots=True)
class Fault:
    """A file that is not what it was: which, and a code."""

    kind: str
    id: UUID
    case: UUID
    code: str


def verify() -> Iterator[Fault | None]:
    """One result a file, None for one that is whole. Reads only, piece by piece."""
    exhibits = Evidence.objects.exclude(stored_as="").only("case_id", "stored_as", "measured_sha256")
    for row in exhibits.iterator(chunk_size=200):
        code = _fault(evidence_files, row.stored_as, row.measured_sha256)
        yield Fault("evidence", row.id, row.case_id, code) if code else None
    papers = Document.objects.exclude(stored_as="").only("case_id", "stored_as", "sha256")
    for paper in papers.iterator(chunk_size=200):
        code = _fault(document_files, paper.stored_as, paper.sha256)
        yield Fault("document", paper.id, paper.case_id, code) if code else None


def _fault(vault: Vault, name: str, known: str) -> str:
    """What is wrong with a file, or nothing."""
    digest = sha256()
    try:
        for piece in vault.pieces(name):
            digest.update(piece)
    except RecourseError as error:
        return error.code
    except OSError:
        return "file_unreadable"
    return "" if digest.hexdigest() == known else "fingerprint_differs"
