"""A form that came after its case was closed here: it is not taken for a new case, and its words are shown again."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from incidents.web.sifting import sift

NOT_TYPED = frozenset({"csrfmiddlewaretoken", "seen", "do", "then", "version", "browser_zone", "device"})
SHORTEST = 3
"""What is shorter is a choice, not a text."""


def timed_out(request: HttpRequest) -> HttpResponse:
    """The case is closed here; what was just typed stands on the page, to be copied."""
    posted, _found = sift(request.POST)
    typed = [text for name, text in posted.items() if name not in NOT_TYPED and len(str(text)) > SHORTEST]
    context = {"typed": typed, "files": bool(request.FILES)}
    return render(request, "victim/around/timed_out.html", context, status=403)
