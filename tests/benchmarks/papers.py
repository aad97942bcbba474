"""The example's whole set through the portal's own jobs, against WeasyPrint alone on the same HTML."""

import statistics
import time
from datetime import UTC, datetime

from incidents.core.record import CaseRecord, parse_json
from incidents.core.vocabulary import OPERATOR
from incidents.documents import make, plan
from incidents.documents.pdf import STYLES, VARIANT
from incidents.models import Document
from incidents.services import cases, opening, papers
from tests.factories import EXAMPLE

ROUNDS = 3


def a_case() -> list[Document]:
    """A new case of the example record; its papers are queued."""
    record, _ = opening.read((EXAMPLE / "case.json").read_bytes(), None)
    return opening.open_case(by=OPERATOR, record=record, folder=EXAMPLE)[1]


def through_the_jobs(documents: list[Document]) -> float:
    """Seconds from claim to stored file, every paper, one after another, as one worker does it."""
    started = time.perf_counter()
    done = [papers.build(by=OPERATOR, job=document.id) for document in documents]
    assert set(done) == {"done"}, done
    return time.perf_counter() - started


def weasyprint_alone(documents: list[Document]) -> float:
    """Seconds that WeasyPrint needs, warm, for the same pages of the same papers; filling templates not counted."""
    import weasyprint

    submission = cases.latest(documents[0].case)
    assert submission is not None
    record = CaseRecord.model_validate(parse_json(submission.record))
    made = make.MadeWith(documents[0].case.reference, 1, datetime.now(UTC))
    pages = [make.page(record, paper, made) for paper in plan.plan(record) if make.is_paged(paper)]
    seconds = 0.0
    for page in pages:
        sheets = [weasyprint.CSS(filename=str(STYLES / name)) for name in ("paper.css", *page.sheets)]
        started = time.perf_counter()
        weasyprint.HTML(string=page.html).write_pdf(stylesheets=sheets, pdf_variant=VARIANT)
        seconds += time.perf_counter() - started
    return seconds


def measure() -> list[tuple[str, str]]:
    """The rows of the table: what, and how much."""
    weasyprint_alone(first := a_case())
    through_the_jobs(first)
    ours, alone = [], []
    for _ in range(ROUNDS):
        documents = a_case()
        ours.append(through_the_jobs(documents))
        alone.append(weasyprint_alone(documents))
    ratio = statistics.median(a / b for a, b in zip(ours, alone, strict=True))
    paged = sum(1 for document in documents if document.media_type == "application/pdf")
    return [
        (f"whole set of the example ({len(documents)} files, {paged} PDFs), warm worker", f"{min(ours):.2f} s"),
        ("the same pages by WeasyPrint alone", f"{min(alone):.2f} s"),
        ("ratio, median of rounds (at most 1.5)", f"{ratio:.2f}"),
    ]
