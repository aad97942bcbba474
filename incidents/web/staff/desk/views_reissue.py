"""A new access code for a victim who lost theirs: asked for, agreed to by a second person, stopped."""

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from incidents.access.permissions import Permission
from incidents.core.desk_vocabulary import MailKind
from incidents.core.errors import RecourseError
from incidents.models import Case, CodeReissue, Mail
from incidents.services import reissue as reissuing
from incidents.services.reissue import Ground
from incidents.web.error_messages import sentence
from incidents.web.staff.access import Staff, needs_staff
from incidents.web.staff.desk.words import GROUNDS


@require_http_methods(["GET", "HEAD", "POST"])
@needs_staff(Permission.ASK_REISSUE)
def reissue(request: HttpRequest, staff: Staff, *, case: Case) -> HttpResponseBase:
    """What a new code takes, where it stands, and the form that asks for one."""
    if request.method != "POST":
        return show(request, staff, case)
    ground = request.POST.get("ground", "")
    if ground not in set(Ground) or not request.POST.get("sure"):
        return show(
            request, staff, case, problem=gettext("Say how you recognised the person, and tick the box"), ground=ground
        )
    try:
        _row, word = reissuing.ask(by=staff.actor, case=case, ground=Ground(ground))
    except RecourseError as error:
        return show(request, staff, case, problem=sentence(error))
    return show(request, staff, case, word=word, is_first=True)


@needs_staff(Permission.APPROVE_REISSUE)
@require_POST
def approve_reissue(request: HttpRequest, staff: Staff, *, case: Case) -> HttpResponseBase:
    """The second person agrees."""
    try:
        _row, word = reissuing.approve(by=staff.actor, case=case)
    except RecourseError as error:
        return show(request, staff, case, problem=sentence(error))
    return show(request, staff, case, word=word)


@needs_staff(Permission.ASK_REISSUE)
@require_POST
def stop_reissue(request: HttpRequest, staff: Staff, *, case: Case) -> HttpResponseBase:
    """No new code after all."""
    try:
        reissuing.stop(by=staff.actor, case=case)
    except RecourseError as error:
        notices.error(request, sentence(error))
    return redirect("staff:reissue", case=case.id)


def show(request: HttpRequest, staff: Staff, case: Case, **more: object) -> HttpResponse:
    """The page, with a word that is shown once where there is one."""
    running = reissuing.running(case)
    context = {
        "staff": staff,
        "case": case,
        "running": running,
        "said": GROUNDS.get(running.ground, "") if running else "",
        "grounds": GROUNDS.items(),
        "is_told": running is not None and was_told(case, running),
        "can_approve": staff.can(Permission.APPROVE_REISSUE, case)
        and running is not None
        and running.asked_by_id != staff.user.id,
        "earlier": [row for row in CodeReissue.objects.filter(case=case)[:10] if row != running],
        **more,
    }
    return render(request, "staff/desk/reissue.html", context)


def was_told(case: Case, running: CodeReissue) -> bool:
    """Whether a mail tells the victim's mailbox of it."""
    return Mail.objects.filter(case=case, kind=MailKind.REISSUE, created_at__gte=running.asked_at).exists()
