"""One file for one company's desk: the identifiers of every case whose victim agreed, in one table, naming nobody.

A desk that gets forty letters about one address reads the first; one table it can run against its books.
"""

import csv
import io
from collections.abc import Iterable

from django.db.models import Count, QuerySet
from django.db.transaction import atomic

from incidents.access.desk import open_to_staff
from incidents.core.errors import NotFound
from incidents.core.vocabulary import Actor, DocumentKind, JobState, LetterKind
from incidents.documents.paper import CSV
from incidents.documents.spreadsheet import BOM, table
from incidents.gateways.vault import document_files
from incidents.models import Case, Document
from incidents.services import cases as versions
from incidents.services import clock, events
from incidents.services.downloads import Download
from incidents.services.duplicates import WORKED

HEAD = "case"


def companies() -> list[tuple[str, int]]:
    """The companies for which there is such a file, and from how many cases; those with most first."""
    made = _made().filter(case__in=open_to_staff(_agreed())).order_by()
    rows = made.values_list("institution").annotate(n=Count("case", distinct=True))
    return sorted(rows, key=lambda row: (-row[1], row[0]))


def shareable(institution: str) -> QuerySet[Case]:
    """Confirmed cases, open to staff, that agree to letters and have something for this company."""
    listed = _made().filter(institution=institution).values("case")
    return open_to_staff(_agreed()).filter(id__in=listed).order_by("created_at")


def identifiers(*, by: Actor, institution: str, cases: Iterable[Case]) -> Download:
    """The lists that lie beside these cases' letters to the company, put together; each case gets a line in the trail.

    Only newest versions, made and not withdrawn. Raises NotFound where there is nothing.
    """
    heads: list[str] = []
    lines: list[list[str]] = []
    shared: list[Case] = []
    for case in cases:
        for paper in _lists(case, institution):
            head, *rows = csv.reader(io.StringIO(document_files.read(paper.stored_as).decode().removeprefix(BOM)))
            heads = max(heads, head, key=len)
            lines += [[case.reference, *row] for row in rows]
            shared.append(case)
    if not lines:
        raise NotFound("document_not_found")
    with atomic():
        for case in shared:
            events.record(by=by, kind="identifiers_exported", case=case, institution=institution)
    content = table([HEAD, *heads], lines)
    name = f"identifiers-{institution}-{clock.now():%Y-%m-%d}.csv"
    return Download(name, CSV, len(content), iter([content]))


def _agreed() -> QuerySet[Case]:
    return Case.objects.filter(state__in=WORKED, consents__share_with_institutions=True)


def _made() -> QuerySet[Document]:
    return Document.objects.filter(
        kind=DocumentKind.IDENTIFIERS_CSV, letter=LetterKind.L1, state=JobState.DONE, withdrawn_at=None
    )


def _lists(case: Case, institution: str) -> QuerySet[Document]:
    submission = versions.latest(case)
    return _made().filter(id__in=submission.papers if submission else [], institution=institution)
