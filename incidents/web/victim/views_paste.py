"""The paste, line by line: shown as it was understood, added when the reader says so."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from incidents.core.errors import RecourseError
from incidents.models import Case
from incidents.services import cases, drafts, facts
from incidents.web.error_messages import sentence
from incidents.web.victim import secrets
from incidents.web.victim.draft import DONE, Draft, read_draft
from incidents.web.victim.session import actor, needs_case
from incidents.web.victim.steps import place_of
from incidents.web.victim.taken import Facts
from incidents.web.victim.understood import MOST, choose, common_networks, look
from incidents.web.victim.views_steps import onward, then_of

THINGS = "things"


@require_http_methods(["GET", "HEAD", "POST"])
@needs_case
def understood(request: HttpRequest, case: Case) -> HttpResponseBase:
    """How each line was understood; adding them is a step of its own."""
    draft = read_draft(case)
    pasted = draft.raw(THINGS).get("pasted", "")
    seen = look(pasted, draft)
    shown, rest = seen[:MOST], seen[MOST:]
    if not shown:
        return onward(request, place_of(THINGS))
    problem = ""
    if request.method == "POST":
        posted, _ = secrets.sift(request.POST)
        try:
            add(case, choose(shown, posted, draft), draft)
        except RecourseError as error:
            problem = sentence(error)
        else:
            waiting = "\n".join(item.reference.text for item in rest)
            said = {"mark": DONE, "raw": {"pasted": waiting} if waiting else {}}
            drafts.keep_typed(by=actor(case), case=case, question=THINGS, said=said)
            return redirect(request.get_full_path()) if waiting else onward(request, place_of(THINGS))
    context = {
        "seen": shown,
        "rest": len(rest),
        "open": sum(item.is_open for item in shown),
        "networks": common_networks(shown),
        "case": case,
        "then": then_of(request),
        "problem": problem,
    }
    return render(request, "victim/understood.html", context)


def add(case: Case, found: Facts, draft: Draft) -> None:
    """Add facts to the lists of the record, and what nobody recognised to the reader's own words."""
    by = actor(case)
    for name, parts in found.lists():
        facts.add(by=by, case=case, name=name, parts=parts)
    if found.story:
        story = "\n".join([*([draft.record.narrative] if draft.record.narrative else []), *found.story])
        cases.update(by=by, case=case, members={"narrative": story})
