"""Record and paper in, bytes out: the dispatch to one builder per kind. Pure functions of their arguments."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime

from django.utils.translation import gettext, override

from incidents.core import directory
from incidents.core.errors import BadInput
from incidents.core.record import CaseRecord
from incidents.core.vocabulary import DocumentKind, LetterKind
from incidents.documents import (
    cutting,
    dossier,
    engine,
    first_report,
    identifiers,
    letter_l1,
    letter_l2a,
    letter_l2b,
    letter_l2c,
    letter_l5,
    messages,
    movements_csv,
    note,
    plain,
    readme,
    record_json,
    slices,
    update,
)
from incidents.documents import manifest as manifest_file
from incidents.documents.letter_sets import LETTER_LANGUAGE
from incidents.documents.marks import day
from incidents.documents.page import Page
from incidents.documents.paper import PDF, MadeFile, MadeWith, Paper
from incidents.documents.pdf import Printed, print_pdf

__all__ = ["MadeFile", "MadeWith", "Printed", "is_paged", "make", "manifest", "page", "printed", "warm_up"]


def is_paged(paper: Paper) -> bool:
    """A paper with pages is laid out in the render process; text is made at once."""
    return paper.media_type == PDF


def make(record: CaseRecord, paper: Paper, made: MadeWith) -> bytes:
    """The bytes of one paper."""
    return printed(record, paper, made).content if is_paged(paper) else TEXTS[paper.kind](record, paper, made)


def printed(record: CaseRecord, paper: Paper, made: MadeWith) -> Printed:
    """The bytes of one paper with pages, and how many it has."""
    sheet = page(record, paper, made)
    return print_pdf(sheet.html, sheets=sheet.sheets, made_at=made.made_at, enclosures=sheet.enclosures)


def page(record: CaseRecord, paper: Paper, made: MadeWith) -> Page:
    """The HTML of one paper with pages."""
    if paper.kind in {DocumentKind.DOSSIER, DocumentKind.DOSSIER_COPY}:
        return dossier.build(record, made, paper.language, paper.kind)
    if paper.kind == DocumentKind.FIRST_REPORT:
        return first_report.build(record, made, paper.language)
    cut = cutting.for_recipient(record, paper)
    if isinstance(cut, slices.EstateSlice):
        return note.for_estate(cut, made)
    if isinstance(cut, slices.FakePlatformSlice):
        return note.for_fake_platform(cut, made, paper.language)
    if isinstance(cut, slices.L1Slice):
        return letter_l1.build(cut, made, beside(paper))
    if isinstance(cut, slices.L2aSlice):
        complaint = paper.letter is LetterKind.L2C
        return letter_l2c.build(cut, made) if complaint else letter_l2a.build(cut, made, beside(paper))
    if isinstance(cut, slices.L2bSlice):
        return letter_l2b.build(cut, made)
    if isinstance(cut, slices.L5Slice):
        return letter_l5.build(cut, made)
    raise BadInput("no_such_paper", kind=paper.kind, letter=paper.letter or "")


def beside(paper: Paper) -> Sequence[str]:
    """The names of the identifier files that lie next to a letter."""
    stem = paper.file_name.removesuffix(f"-{paper.language}.pdf")
    return (f"{stem}-identifiers.csv", f"{stem}-identifiers.txt")


def manifest(entries: Iterable[manifest_file.Entry], made: MadeWith) -> bytes:
    """The manifest of files that are made."""
    return manifest_file.build(entries, made)


def _for_letter(record: CaseRecord, paper: Paper) -> slices.L1Slice | slices.L2aSlice:
    """What the recipient of a first letter's companion files may see."""
    return cutting.for_l1(record, paper) if paper.letter == LetterKind.L1 else cutting.for_l2a(record, paper)


def _message(record: CaseRecord, paper: Paper, _made: MadeWith) -> bytes:
    """What is pasted into a ticket or a form."""
    with override(LETTER_LANGUAGE):
        if paper.letter is LetterKind.L2B:
            return letter_l2b.message(cutting.for_l2b(record, paper)).encode()
        if paper.letter is LetterKind.L2C:
            return letter_l2c.message(cutting.for_l2a(record, paper)).encode()
        if paper.letter is LetterKind.L5:
            return letter_l5.message(cutting.for_l5(record, paper)).encode()
        return messages.message(_for_letter(record, paper)).encode()


def _update(record: CaseRecord, paper: Paper, _made: MadeWith) -> bytes:
    """Three lines for an open ticket."""
    with override(LETTER_LANGUAGE):
        return update.build(cutting.for_update(record, paper)).encode()


def _chat(record: CaseRecord, paper: Paper, _made: MadeWith) -> bytes:
    """What is pasted into a chat."""
    with override(LETTER_LANGUAGE):
        if paper.letter is LetterKind.L2B:
            return letter_l2b.chat(cutting.for_l2b(record, paper)).encode()
        return messages.chat(_for_letter(record, paper)).encode()


def _dossier_text(record: CaseRecord, paper: Paper, made: MadeWith) -> bytes:
    html = dossier.build(record, made, paper.language, DocumentKind.DOSSIER_COPY).html
    with override(paper.language):
        head = [
            gettext("Police dossier as text: case %(reference)s, version %(version)s")
            % {"reference": made.reference, "version": made.version}
        ]
    return ("\n".join(head) + "\n\n" + plain.as_text(html)).encode()


def _manifest_of_files(_record: CaseRecord, _paper: Paper, made: MadeWith) -> bytes:
    return manifest_file.build((manifest_file.Entry(file.path, file.sha256, file.size) for file in made.files), made)


TEXTS: dict[DocumentKind, Callable[[CaseRecord, Paper, MadeWith], bytes]] = {
    DocumentKind.MESSAGE_TXT: _message,
    DocumentKind.MESSAGE_CHAT: _chat,
    DocumentKind.UPDATE_TXT: _update,
    DocumentKind.IDENTIFIERS_CSV: lambda record, paper, _: identifiers.as_csv(_for_letter(record, paper)),
    DocumentKind.IDENTIFIERS_TXT: lambda record, paper, made: identifiers.as_text(_for_letter(record, paper), made),
    DocumentKind.DOSSIER_TXT: _dossier_text,
    DocumentKind.RECORD: lambda record, _paper, _made: record_json.build(record),
    DocumentKind.MOVEMENTS_CSV: lambda record, _paper, _made: movements_csv.build(record),
    DocumentKind.README: lambda record, paper, made: readme.build(record, made, paper.language),
    DocumentKind.MANIFEST: _manifest_of_files,
}


def warm_up() -> None:
    """Load what every paper needs, so that a forked child starts at once: fonts, sheets, templates, the directory."""
    directory.get("-")
    directory.officer_sheet("-")
    day("2000-01-01")
    for name in (
        "letter_l1.html",
        "letter_l2a.html",
        "letter_l2b.html",
        "letter_l5.html",
        "dossier.html",
        "first_report.html",
    ):
        engine.engine().get_template(name)
    made = MadeWith("-", 1, datetime(2000, 1, 1, tzinfo=UTC))
    paper = Paper(DocumentKind.FIRST_REPORT, "en", "", "", PDF)
    printed(CaseRecord(), paper, made)
