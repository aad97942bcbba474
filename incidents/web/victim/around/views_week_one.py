"""Pages for the first weeks that anybody may read: false helpers, and what the police may ask."""

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from incidents.core import directory
from incidents.web.victim import places
from incidents.web.victim.session import case_of


@require_safe
def calls(request: HttpRequest) -> HttpResponseBase:
    """Callers who promise the money back, and how a real message from here is told apart."""
    context = {"case": case_of(request), "origin": settings.ORIGIN, "operator": settings.OPERATOR_NAME}
    return render(request, "victim/around/calls.html", context)


@require_safe
def police_questions(request: HttpRequest) -> HttpResponseBase:
    """What an officer is likely to ask, what to bring, and what the papers are called in the reader's country."""
    case = case_of(request)
    country = case.country if case else None
    context = {"case": case, "police": directory.police(country), "country": places.country_name(country)}
    return render(request, "victim/around/police_questions.html", context)
