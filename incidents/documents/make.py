"""Record and paper in, bytes out: the dispatch to one builder per kind. Pure functions of their arguments."""

from collections.abc import Sequence

from incidents.core.record import CaseRecord
from incidents.core.vocabulary import DocumentKind, LetterKind
from incidents.documents import cutting, letter_l1
from incidents.documents.page import Page
from incidents.documents.paper import PDF, MadeWith, Paper
from incidents.documents.pdf import Printed, print_pdf

__all__ = ["MadeWith", "is_paged", "make", "page", "printed"]


def is_paged(paper: Paper) -> bool:
    """A paper with pages is laid out in the render process; text is made at once."""
    return paper.media_type == PDF


def make(record: CaseRecord, paper: Paper, made: MadeWith) -> bytes:
    """The bytes of one paper."""
    return printed(record, paper, made).content


def printed(record: CaseRecord, paper: Paper, made: MadeWith) -> Printed:
    """The bytes of one paper with pages, and how many it has."""
    sheet = page(record, paper, made)
    return print_pdf(sheet.html, sheets=sheet.sheets, made_at=made.made_at, enclosures=sheet.enclosures)


def page(record: CaseRecord, paper: Paper, made: MadeWith) -> Page:
    """The HTML of one paper with pages."""
    if paper.letter == LetterKind.L1:
        return letter_l1.build(cutting.for_l1(record, paper), made, beside(paper))
    raise AssertionError


def beside(paper: Paper) -> Sequence[str]:
    stem = paper.file_name.removesuffix(f"-{paper.language}.pdf")
    return (f"{stem}-identifiers.csv", f"{stem}-identifiers.txt")
