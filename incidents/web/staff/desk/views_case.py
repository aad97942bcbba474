"""One case, top to bottom: what it says, what is new, what was taken, files, papers, messages, notes, the trail."""

from collections import Counter
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from incidents.access.permissions import Permission
from incidents.core.desk_vocabulary import WaitingFor
from incidents.models import Case, Event, Note
from incidents.services import desk, duplicates, messages, reissue
from incidents.services.duplicates import Alike
from incidents.web.staff.access import Staff, needs_staff
from incidents.web.staff.desk import holdings, memo, words
from incidents.web.staff.desk.movements import page_of
from incidents.web.staff.desk.page_numbers import page_number
from incidents.web.staff.desk.people import colleagues
from incidents.web.staff.desk.questions import QUESTIONS, text_of

TRAIL = 25
LONGEST_TRAIL = 400


@require_safe
@needs_staff(Permission.SEE_CASES)
def case(request: HttpRequest, staff: Staff, *, case: Case) -> HttpResponseBase:
    """The memo of a case."""
    return show(request, staff, case)


def show(request: HttpRequest, staff: Staff, case: Case, **more: Any) -> HttpResponse:
    """The memo, with what somebody typed and what was wrong with it, where that is so."""
    since = desk.look(by=staff.actor, case=case)
    alike = duplicates.alike(case)
    trades = request.GET.get("kind") == "trades"
    template = request.GET.get("ask", "")
    context = {
        "staff": staff,
        "case": case,
        "state": words.STATES[case.state],
        "reasons": words.reasons(case),
        "age": words.age(case.created_at),
        "waits_for": words.WAITING.get(case.waiting_for, ""),
        "waits_since": words.age(case.waiting_since) if case.waiting_since else "",
        "lines": memo.summary(case),
        "person": memo.person(case) if staff.can(Permission.SEE_PERSON, case) else None,
        "news": holdings.in_words(desk.news(by=staff.actor, case=case, since=since)) if since else None,
        "movements": page_of(case, page_number(request, "rows"), counted(alike), trades=trades),
        "files": holdings.files_of(case),
        "papers": holdings.papers_of(case),
        "letters": messages.of(case),
        "notes": Note.objects.filter(case=case).select_related("author"),
        "alike": alike,
        "linkable": duplicates.is_linkable(case),
        "joined": duplicates.joined_to(case),
        "lead": duplicates.lead_of(case),
        "trail": trail(request, case),
        "templates": [(name, question.name) for name, question in QUESTIONS.items()],
        "template": template if template in QUESTIONS else "",
        "question": text_of(template, case),
        "moves": [(state, words.MOVES[case.state, state]) for state in desk.next_states(case)],
        "waiting": [(whom, words.WAITING[whom]) for whom in WaitingFor],
        "reissue": reissue.running(case),
        **may(staff, case),
        **more,
    }
    return render(request, "staff/desk/case.html", context, status=200)


def may(staff: Staff, case: Case) -> dict[str, Any]:
    """Which of the page's buttons are offered."""
    names = (
        Permission.SEE_PERSON,
        Permission.TAKE_CASE,
        Permission.ASSIGN_CASE,
        Permission.WORK_CASE,
        Permission.WRITE_NOTE,
        Permission.ASK_VICTIM,
        Permission.JOIN_CASES,
        Permission.ASK_REISSUE,
    )
    can = {name.value: staff.can(name, case) for name in names}
    can["take_case"] = can["take_case"] and case.assignee_id is None
    return {"can": can, "people": colleagues(case) if can["assign_case"] else ()}


def counted(alike: list[Alike]) -> Counter[str]:
    """Transaction or address -> how many other cases report it."""
    return Counter(key for item in alike for key in (*item.txids, *item.addresses))


def trail(request: HttpRequest, case: Case) -> list[holdings.TrailLine]:
    """The newest lines about the case, all of them where that is asked for."""
    most = LONGEST_TRAIL if request.GET.get("trail") == "all" else TRAIL
    return holdings.in_words(Event.objects.filter(case_id=case.id).order_by("-number")[:most])
