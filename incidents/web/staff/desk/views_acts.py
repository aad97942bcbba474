"""What staff do on the page of a case: each button posts, a service does it, and the page comes back."""

from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from incidents.access.permissions import Permission
from incidents.core.desk_vocabulary import WaitingFor
from incidents.core.errors import BadInput, RecourseError, SecretFound
from incidents.core.secret_scan import redact
from incidents.core.vocabulary import CaseState
from incidents.models import Case, User
from incidents.services import desk, messages, notes
from incidents.web.error_messages import sentence
from incidents.web.staff.access import Staff, needs_staff
from incidents.web.staff.desk.questions import QUESTIONS
from incidents.web.staff.desk.views_case import show


@needs_staff(Permission.TAKE_CASE)
@require_POST
def take(request: HttpRequest, staff: Staff, *, case: Case) -> HttpResponseBase:
    """Take a case that nobody has."""
    try:
        desk.take(by=staff.actor, case=case)
    except RecourseError as error:
        notices.error(request, sentence(error))
    return redirect("staff:case", case=case.id)


@needs_staff(Permission.ASSIGN_CASE)
@require_POST
def assign(request: HttpRequest, staff: Staff, *, case: Case) -> HttpResponseBase:
    """Hand a case to somebody, or back to all."""
    try:
        desk.assign(by=staff.actor, case=case, to=person_of(request.POST.get("to", "")))
    except RecourseError as error:
        notices.error(request, sentence(error))
    return redirect("staff:case", case=case.id)


def person_of(number: str) -> User | None:
    """The person of a form; nobody for an empty one. Raises BadInput for somebody who is not there."""
    if not number:
        return None
    try:
        return User.objects.get(id=UUID(number))
    except (ValueError, User.DoesNotExist) as error:
        raise BadInput from error


@needs_staff(Permission.WORK_CASE)
@require_POST
def move(request: HttpRequest, staff: Staff, *, case: Case) -> HttpResponseBase:
    """Move a case along the table of states."""
    try:
        desk.move(by=staff.actor, case=case, state=chosen(CaseState, request.POST.get("state", "")))
    except RecourseError as error:
        notices.error(request, sentence(error))
    return redirect("staff:case", case=case.id)


@needs_staff(Permission.WORK_CASE)
@require_POST
def wait(request: HttpRequest, staff: Staff, *, case: Case) -> HttpResponseBase:
    """Say whom the case waits for."""
    said = request.POST.get("whom", "")
    try:
        desk.wait_for(by=staff.actor, case=case, whom=chosen(WaitingFor, said) if said else None)
    except RecourseError as error:
        notices.error(request, sentence(error))
    return redirect("staff:case", case=case.id)


W = TypeVar("W", bound=StrEnum)


def chosen(words: type[W], said: str) -> W:
    """One of the words of a list; raises BadInput for another."""
    if said not in set(words):
        raise BadInput
    return words(said)


@needs_staff(Permission.WRITE_NOTE)
@require_POST
def note(request: HttpRequest, staff: Staff, *, case: Case) -> HttpResponseBase:
    """Leave a note for the others."""
    text = request.POST.get("note", "")
    try:
        notes.write(by=staff.actor, case=case, text=text)
    except RecourseError as error:
        return show(request, staff, case, problem=sentence(error), at="note", typed_note=harmless(text, error))
    return redirect("staff:case", case=case.id)


@needs_staff(Permission.ASK_VICTIM)
@require_POST
def ask(request: HttpRequest, staff: Staff, *, case: Case) -> HttpResponseBase:
    """Write to the victim."""
    text, template = request.POST.get("question", ""), request.POST.get("template", "")
    try:
        messages.ask(by=staff.actor, case=case, text=text, template=template if template in QUESTIONS else "")
    except RecourseError as error:
        return show(request, staff, case, problem=sentence(error), at="question", question=harmless(text, error))
    notices.success(request, gettext("Sent. The victim reads it behind the code; a mail says only that it is there."))
    return redirect("staff:case", case=case.id)


@needs_staff(Permission.ASK_VICTIM)
@require_POST
def put_away(request: HttpRequest, staff: Staff, *, case: Case) -> HttpResponseBase:
    """The answers are read."""
    del request
    messages.put_away(by=staff.actor, case=case)
    return redirect("staff:case", case=case.id)


def harmless(text: str, error: RecourseError) -> str:
    """What was typed, to be shown again; a secret in it is not."""
    return redact(text) if isinstance(error, SecretFound) else text
