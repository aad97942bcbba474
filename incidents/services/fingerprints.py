"""Are the files what they were, and is the chain of each whole? Everything that is kept is read and compared again.

Every original and every made paper is measured anew, every copy opened; each exhibit is held against its receipt in
the trail, and the trail against its own end.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from incidents.core.errors import RecourseError
from incidents.gateways.vault import Vault, document_files, evidence_files
from incidents.models import Document, Evidence
from incidents.services import audit, receipts


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not what it was: which, of which case where it is of one, and a code."""

    kind: str
    id: str
    case: str | None
    code: str


def verify() -> Iterator[Fault | None]:
    """One result a file, None for one that is whole; then what is wrong with the chains. Reads only, piece by piece."""
    exhibits = Evidence.objects.exclude(stored_as="").only("case_id", "stored_as", "preview_as", "measured_sha256")
    for row in exhibits.iterator(chunk_size=200):
        code = _fault(evidence_files, row.stored_as, row.measured_sha256)
        yield Fault("evidence", str(row.id), str(row.case_id), code) if code else None
        if row.preview_as and (code := _fault(evidence_files, row.preview_as)):
            yield Fault("copy", str(row.id), str(row.case_id), code)
    papers = Document.objects.exclude(stored_as="").only("case_id", "stored_as", "sha256")
    for paper in papers.iterator(chunk_size=200):
        code = _fault(document_files, paper.stored_as, paper.sha256)
        yield Fault("document", str(paper.id), str(paper.case_id), code) if code else None
    for exhibit, case, code in receipts.verify():
        yield Fault("custody", str(exhibit), str(case) if case else None, code)
    for flaw in audit.verify():
        yield Fault("trail", str(flaw.number), None, flaw.code)


def _fault(vault: Vault, name: str, known: str = "") -> str:
    """What is wrong with a file, or nothing."""
    digest = sha256()
    try:
        for piece in vault.pieces(name):
            digest.update(piece)
    except RecourseError as error:
        return error.code
    except OSError:
        return "file_unreadable"
    return "fingerprint_differs" if known and digest.hexdigest() != known else ""
