"""Makes the papers of a record for tests, in this process."""

from datetime import UTC, datetime
from functools import cache

from incidents.core.record import CaseRecord
from incidents.core.vocabulary import DocumentKind
from incidents.documents.make import make
from incidents.documents.paper import MadeWith, Paper
from incidents.documents.plan import plan
from tests.factories import example_json, record_of

MADE = MadeWith("RC-TEST1", 2, datetime(2026, 11, 22, 12, 0, 5, tzinfo=UTC), replaces=1, portal_name="A test portal")


def papers_of(record: CaseRecord, *kinds: DocumentKind, released: bool = False) -> dict[str, tuple[Paper, bytes]]:
    """The papers of these kinds (all where none is named), by their path."""
    chosen = [paper for paper in plan(record, letters_released=released) if not kinds or paper.kind in kinds]
    return {paper.path: (paper, make(record, paper, MADE)) for paper in chosen}


def one(record: CaseRecord, kind: DocumentKind, letter: str | None = None, institution: str | None = None) -> bytes:
    """One paper's bytes."""
    for paper in plan(record, letters_released=True):
        if paper.kind == kind and letter in {None, paper.letter} and institution in {None, paper.institution}:
            return make(record, paper, MADE)
    raise LookupError(kind, letter, institution)


@cache
def example() -> CaseRecord:
    """The example case with what is derived from it."""
    return record_of(**{**example_json(), "reference": "RC-TEST1"})


@cache
def example_papers() -> dict[str, tuple[Paper, bytes]]:
    """Every paper of the example case."""
    return papers_of(example())
