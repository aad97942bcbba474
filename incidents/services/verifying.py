"""Whether a paper was made here and still holds: by the code on its pages, or by the fingerprint of the file.

An answer says which kind of paper it is, of which version and when it was made. It names nobody, no case and no
company: whoever has the paper knows, and nobody else shall learn it here.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import QuerySet

from incidents.core import verify_code
from incidents.core.vocabulary import CaseState, JobState
from incidents.models import Document, Submission
from incidents.services import disputes

SHA256 = re.compile(r"[0-9a-f]{64}")


class Verdict(StrEnum):
    """What can be said of a paper."""

    GENUINE = "genuine"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"
    UNDER_REVIEW = "under_review"
    TAMPERED = "tampered"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said of a paper, and nothing else of it."""

    verdict: Verdict
    kind: str | None = None
    letter: str | None = None
    version: int | None = None
    made_at: datetime | None = None
    sha256: str | None = None
    replaced_by: int | None = None
    withdrawn_at: datetime | None = None
    withdrawn_why: str = ""
    by_file: bool = False
    """Whether the file itself was compared; else only its code is known."""


UNKNOWN = Answer(Verdict.UNKNOWN)


def by_code(code: str) -> Answer:
    """What the code on a paper says; a mistyped one is unknown."""
    known = verify_code.normalise(code)
    found = _made().filter(code=known).first() if known else None
    return _answer(found, by_file=False) if found else UNKNOWN


def by_fingerprint(sha256: str, code: str = "") -> Answer:
    """What the fingerprint of a file says; a code that belongs to another file is "tampered"."""
    digest = sha256.strip().lower()
    found = _made().filter(sha256=digest).order_by("-finished_at").first() if SHA256.fullmatch(digest) else None
    if found is None:
        return _replaced_file(code)
    said = verify_code.normalise(code)
    return Answer(Verdict.TAMPERED) if said and found.code and said != found.code else _answer(found, by_file=True)


def _replaced_file(code: str) -> Answer:
    """An unknown file: with the code of a paper made here it is not the file that was made."""
    claimed = by_code(code) if code else UNKNOWN
    return Answer(Verdict.TAMPERED) if claimed is not UNKNOWN else UNKNOWN


def _made() -> QuerySet[Document]:
    return Document.objects.filter(state=JobState.DONE).select_related("case", "submission")


def _answer(document: Document, *, by_file: bool) -> Answer:
    following = _following(document)
    if document.withdrawn_at:
        verdict = Verdict.WITHDRAWN
    elif disputes.is_under_review(document):
        verdict = Verdict.UNDER_REVIEW
    else:
        verdict = Verdict.SUPERSEDED if following else Verdict.GENUINE
    return Answer(
        verdict=verdict,
        kind=document.kind,
        letter=document.letter or None,
        version=document.submission.version,
        made_at=document.submission.made_at,
        sha256=document.sha256,
        replaced_by=following,
        withdrawn_at=document.withdrawn_at,
        withdrawn_why=document.withdrawn_why,
        by_file=by_file,
    )


def _following(document: Document) -> int | None:
    """The version that this paper is no longer part of, where there is one."""
    if document.case.state == CaseState.ERASED:  # the lists of papers are gone: what replaced what is not
        return document.replaced_by.order_by("submission__version").values_list("submission__version", flat=True).last()
    newest = Submission.objects.filter(case=document.case_id).order_by("-version").first()
    is_older = newest is not None and newest.version > document.submission.version
    return newest.version if newest and is_older and str(document.id) not in newest.papers else None
