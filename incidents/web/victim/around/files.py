"""The reader's files: what each is, where it is from in plain words, and the way to add and take out."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Q
from django.http import Http404
from django.template.defaultfilters import filesizeformat
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from incidents.core.errors import NotFound
from incidents.core.record_parts import Evidence
from incidents.core.record_types import Part
from incidents.core.source_kinds import PROPOSED
from incidents.core.vocabulary import SourceKind
from incidents.models import Case, Statement
from incidents.models import Evidence as EvidenceRow
from incidents.services import evidence, proposals
from incidents.web.victim.around.upload import upload
from incidents.web.victim.draft import Draft
from incidents.web.victim.fact_pages import SHOWN, FactPages
from incidents.web.victim.fact_store import MOST, Fact, FactStore
from incidents.web.victim.fields import one_of, text
from incidents.web.victim.forgiving import moment
from incidents.web.victim.forms.fact_form import FactForm
from incidents.web.victim.session import actor
from incidents.web.victim.shown import Line, Shown, Words

SOURCES: dict[str, Words] = {
    SourceKind.B: _("From the company itself, unchanged: an export or a paper"),
    SourceKind.C: _("An original mail or chat, as a file"),
    SourceKind.D: _("A screenshot or photo of mine"),
    SourceKind.E: _("Something that others told or sent me"),
}
CHOSEN = "as the reporter says"
ASKED, TO_REVIEW = ~Q(needs=""), Q(reviewed_at=None, rows_read__gt=0)
"""Lists that their owner is asked about; lists that were read, and that nobody has looked through."""


class FilePart(Evidence):
    """A file as the list shows it."""

    is_kept: bool = False
    size: int | None = None
    to_confirm: bool = False
    has_lines: bool = False
    """Whether it is read line by line: an export, or an archive that may hold some."""

    lines_asked: bool = False
    """Whether it cannot be read without its owner's word."""

    lines_wait: bool = False
    """Whether nobody has said yet which of its lines are the theft."""


class FileForm(FactForm):
    """What is said of one file."""

    part_class = Evidence

    title = text(_("What does it show?"), hint=_("For example: withdrawal page of Binance, 27 March."), spelled=True)
    grade = one_of(_("Where is it from?"), (*SOURCES.items(), ("", _("I do not know"))))
    captured_at = moment(_("When was it made? If you know"))

    def members(self) -> dict[str, Any]:
        said = super().members()
        if self.part.model_dump().get("source") in (PROPOSED, CHOSEN, None):
            said["source"] = CHOSEN if self.cleaned_data["grade"] else None
        return said


class FileStore:
    """The files of a case: rows that bring originals with them."""

    def turn(self, case: Case, number: str | None) -> Page[Any]:
        return Paginator(EvidenceRow.objects.filter(case=case).order_by("position"), MOST).get_page(number)

    def read(self, entries: Iterable[Any]) -> list[tuple[Fact, Part]]:
        rows = list(entries)
        lists = Statement.objects.filter(evidence__in=[row.id for row in rows])
        of_lists = {
            name: set(lists.filter(those).values_list("evidence", flat=True))
            for name, those in (("has_lines", Q()), ("lines_asked", ASKED), ("lines_wait", TO_REVIEW))
        }
        return [
            (row.id, _file_part(row, **{name: row.id in those for name, those in of_lists.items()})) for row in rows
        ]

    def part(self, case: Case, fact: Fact) -> Part:
        row = EvidenceRow.objects.filter(case=case, id=fact).first() if isinstance(fact, UUID) else None
        if row is None:
            raise Http404
        return row.to_part()

    def last(self, case: Case) -> Part | None:
        row = EvidenceRow.objects.filter(case=case).order_by("position").last()
        return row.to_part() if row else None

    def put(self, case: Case, fact: Fact | None, part: Part, seen: int | None) -> None:
        assert isinstance(fact, UUID)  # noqa: S101 - new files come through the upload
        assert isinstance(part, Evidence)  # noqa: S101 - the form makes nothing else
        evidence.change(by=actor(case), case=case, exhibit=fact, said=part, seen=seen)

    def drop(self, case: Case, fact: Fact, seen: int | None) -> None:
        try:
            if isinstance(fact, UUID):
                evidence.remove(by=actor(case), case=case, exhibit=fact, seen=seen)
        except NotFound as error:
            raise Http404 from error


def _file_part(row: EvidenceRow, **more: bool) -> FilePart:
    said = row.to_part().model_dump(mode="json", exclude_none=True)
    more["to_confirm"] = proposals.waits(row)
    return FilePart.model_validate(said | {"is_kept": bool(row.stored_as), "size": row.size} | more)


class FilePages(FactPages):
    """The list."""

    name = "evidence"
    word = "files"
    form = FileForm
    title = _("Your files")
    lead = _("Screenshots, mails, chats, papers. Each original stays as it came.")
    add_words = _("Add files")
    change_words = _("About this file")
    remove_words = _("Take this file out, for good")
    none_words = _("I have no file")
    form_template = "victim/around/file_form.html"

    @property
    def store(self) -> FactStore:
        return FileStore()

    def show(self, part: Evidence, draft: Draft) -> Shown:
        del draft
        lines = []
        if part.file and part.file != part.title:
            lines.append(Line(_("File"), part.file))
        if part.grade in SOURCES:
            lines.append(Line(_("Where it is from"), str(SOURCES[part.grade])))
        if part.captured_at:
            lines.append(Line(_("Made"), moment=part.captured_at))
        if isinstance(part, FilePart) and part.size:
            lines.append(Line(_("Size"), filesizeformat(str(part.size))))
        return Shown(part.title or part.file or gettext("A file"), tuple(lines), tuple(self._marks(part)))

    def _marks(self, part: Evidence) -> list[str]:
        marks = []
        if part.source == PROPOSED:
            marks.append(gettext("We guessed where it is from. Check it."))
        elif not part.grade:
            marks.append(gettext("Say where it is from. Police weigh it by that."))
        if isinstance(part, FilePart) and part.to_confirm:
            marks.append(gettext("We read something in it. Say whether it is right."))
        if isinstance(part, FilePart) and part.lines_asked:
            marks.append(gettext("We have a question about its lines."))
        elif isinstance(part, FilePart) and part.lines_wait:
            marks.append(gettext("We read it line by line. Say which lines are the theft."))
        return marks

    def links(self, fact: Fact, part: Any) -> list[tuple[str, Words]]:
        if not (isinstance(part, FilePart) and part.is_kept):
            return []
        download = reverse("victim:original", args=[fact]), _("Download")
        lines = [(reverse("victim:histories"), _("Its lines"))] if part.has_lines else []
        return [download, (reverse("victim:file_found", args=[fact]), _("What we read in it")), *lines]

    def paths(self) -> list[URLPattern]:
        """As for every list, but new ones are uploaded."""
        kept = [found for found in super().paths() if found.name != "files_new"]
        return [*kept, path("files/new", SHOWN(upload), name="files_new")]


PAGES = FilePages()
