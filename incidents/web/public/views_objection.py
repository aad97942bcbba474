"""Objecting to a letter, and appealing against the block list: typed here, read and decided by the staff."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from incidents.core.desk_vocabulary import DisputeRole
from incidents.core.errors import RecourseError
from incidents.core.vocabulary import OUTSIDER
from incidents.services import blocking, disputes, limits
from incidents.web.error_messages import for_code, sentence
from incidents.web.proof import address_of, page_unless_proven
from incidents.web.public.forms import AppealForm, ObjectionForm
from incidents.web.sifting import sift

Form = ObjectionForm | AppealForm


@require_http_methods(["GET", "HEAD", "POST"])
def objection(request: HttpRequest) -> HttpResponse:
    """What is wrong with a letter."""
    if request.method != "POST":
        form = ObjectionForm(initial={"code": request.GET.get("code", "")})
        return render(request, "public/objection.html", {"form": form})
    return told(request, ObjectionForm, "public/objection.html", "public:objection_sent", object_to, disputes.letter_of)


@require_http_methods(["GET", "HEAD", "POST"])
def appeal(request: HttpRequest) -> HttpResponse:
    """What is wrong with an entry of the block list."""
    if request.method != "POST":
        return render(request, "public/appeal.html", {"form": AppealForm()})
    return told(request, AppealForm, "public/appeal.html", "public:appeal_sent", appeal_against, blocking.by_code)


@require_safe
def objection_sent(request: HttpRequest) -> HttpResponse:
    """What happens next."""
    return render(request, "public/objection_sent.html")


@require_safe
def appeal_sent(request: HttpRequest) -> HttpResponse:
    """What happens next."""
    return render(request, "public/appeal_sent.html")


def told(
    request: HttpRequest,
    shape: type[Form],
    template: str,
    then: str,
    write: Callable[[HttpRequest, dict[str, Any]], None],
    find: Callable[[str], object],
) -> HttpResponse:
    """Check what was typed, without its secrets; ask for a proof of work; write it once."""
    posted, found = sift(request.POST)
    form = shape(posted)
    form.is_valid()
    for name in set(found) & set(form.fields):
        form.errors.pop(name, None)
        form.add_error(name, for_code("secret_found"))
    if not form.errors:
        try:
            limits.count(what="verify", address=address_of(request))
            find(form.cleaned_data["code"])
        except RecourseError as error:
            form.add_error("code", sentence(error))
    if form.errors:
        return render(request, template, {"form": form})
    if page := page_unless_proven(request, posted):
        return page
    try:
        write(request, form.cleaned_data)
    except RecourseError as error:
        form.add_error(None, sentence(error))
        return render(request, template, {"form": form})
    return redirect(then)


def object_to(request: HttpRequest, said: dict[str, Any]) -> None:
    """Keep an objection."""
    disputes.object_to(
        by=OUTSIDER,
        letter=disputes.letter_of(said["code"]),
        role=DisputeRole(said["role"]),
        name=said["name"],
        contact=said["contact"],
        text=said["text"],
        address=address_of(request),
    )


def appeal_against(request: HttpRequest, said: dict[str, Any]) -> None:
    """Keep an appeal."""
    blocking.appeal(by=OUTSIDER, code=said["code"], text=said["text"], address=address_of(request))
