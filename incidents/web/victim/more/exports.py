"""The histories that companies let their customers download: which ones, and that they are there now."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render

from incidents.core import directory
from incidents.core.directory import Fact
from incidents.core.record import CaseRecord
from incidents.models import Case
from incidents.services import drafts
from incidents.web.victim.draft import LATER, UNKNOWN, read_draft
from incidents.web.victim.fact_page import SHOWN
from incidents.web.victim.fact_pages import NONE
from incidents.web.victim.more.accounts import account_name
from incidents.web.victim.session import actor, needs_case

WORD = "exports"
TABLES = (".csv", ".tsv", ".xlsx", ".xls", ".ods", ".zip", ".gz", ".tar")


@dataclass(frozen=True, slots=True)
class Source:
    """A company of the reader, and what can be downloaded there."""

    name: str
    histories: Fact | None


def sources(record: CaseRecord) -> list[Source]:
    """The reader's companies, each once."""
    found = {}
    for account in record.accounts:
        known = directory.get(account.institution or "")
        found[account_name(account)] = known.csv_exports if known else None
    return [Source(name, histories) for name, histories in found.items()]


def are_there(record: CaseRecord) -> bool:
    """Whether a history was given: a table among the files, or a line that was read from a file."""
    files = [(item.file or "").casefold() for item in record.evidence]
    return any(name.endswith(TABLES) for name in files) or any(item.origin for item in record.movements)


@SHOWN
@needs_case
def exports(request: HttpRequest, case: Case) -> HttpResponseBase:
    """What to download where, and the way to upload it."""
    if request.method == "POST":
        mark = request.POST.get("do", "")
        said = {"mark": mark} if mark in (NONE, UNKNOWN, LATER) else None
        drafts.keep_typed(by=actor(case), case=case, question=WORD, said=said)
        return redirect("victim:tasks")
    draft = read_draft(case)
    context = {"case": case, "sources": sources(draft.record), "mark": draft.mark(WORD)}
    return render(request, "victim/more/exports.html", context)
