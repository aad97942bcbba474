"""The cookie's side of a case: which one is open here, for how long, and how it is let go.

The session holds a case's id and nothing personal. The access code, until its owner has saved it, travels sealed in
a cookie of its own: the portal stores only its hash.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import update_wrapper
from time import time
from typing import Any, Concatenate, ParamSpec

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from incidents.core.cipher import KeyRing
from incidents.core.errors import KeyMissing
from incidents.core.vocabulary import Actor, ActorKind, CaseState
from incidents.core.zones import zone_or_utc
from incidents.models import Case
from incidents.services import cases
from incidents.web.victim.timed_out import timed_out

P = ParamSpec("P")
CASE, DEVICE, SEEN, BEGAN, FILES, LET_IN = "case", "device", "seen", "began", "files_shown", "let_in"
OWN, SHARED = "own", "shared"
IDLE = {OWN: 12 * 3600, SHARED: 15 * 60}
"""Seconds without a page until the cookie's way in is over."""

LONGEST = {OWN: 7 * 24 * 3600, SHARED: 8 * 3600}
"""Seconds since the case was opened here until the code is asked again, however busy the reader is. A case that has
no code yet stays open: nobody could come back to it."""

WARNED = {OWN: 10 * 60, SHARED: 2 * 60}
"""Seconds before the end at which the page says so."""

FRESH = 60
MARK = 12
"""Characters of the code's hash that a session remembers: enough to see that it is another one, of no other use."""

CODE_COOKIE = "__Host-code" if settings.SECURE_ORIGIN else "recourse_code"


def actor(case: Case | None = None) -> Actor:
    """The person at the browser, for the trail."""
    return Actor(ActorKind.VICTIM, case.id if case else None)


@dataclass(frozen=True, slots=True)
class Visit:
    """How long the open case stays open in this browser without another page, for the warning on every page."""

    left: int
    """Seconds."""

    warned: int
    """Seconds before the end at which the reader is warned."""

    is_shared: bool
    has_code: bool

    @property
    def closes_at(self) -> datetime:
        """When it closes, if nothing is tapped."""
        return datetime.fromtimestamp(time() + self.left, UTC)


def case_of(request: HttpRequest) -> Case | None:
    """The case that is open in this browser, if any; one that was open too long is closed."""
    number = request.session.get(CASE)
    if not number:
        return None
    case = Case.objects.filter(id=number).exclude(state=CaseState.ERASED).first()
    if case is None:
        return None
    if seconds_left(request, case) <= 0 or is_code_replaced(request, case):
        close(request)
        return None
    request.visit = SimpleLazyObject(lambda: visit(request, case))  # type: ignore[attr-defined]
    return case


def is_code_replaced(request: HttpRequest, case: Case) -> bool:
    """Whether the case got another code since this browser was let in: whoever holds the old one stays outside."""
    mark = _mark(case)
    if mark and not request.session.get(LET_IN):
        request.session[LET_IN] = mark
    return (request.session.get(LET_IN) or mark) != mark


def _mark(case: Case) -> str:
    return (case.code_hash or "")[:MARK]


def visit(request: HttpRequest, case: Case) -> Visit:
    """What the pages say about the end of this visit."""
    device = _device(request)
    return Visit(seconds_left(request, case), WARNED[device], device == SHARED, case.code_hash is not None)


def seconds_left(request: HttpRequest, case: Case) -> int:
    """Seconds until the case is closed here, if no other page is asked for."""
    now, device = int(time()), _device(request)
    idle = request.session.get(SEEN, now) + IDLE[device] - now
    if case.code_hash is None:
        return int(idle)
    return int(min(idle, request.session.get(BEGAN, now) + LONGEST[device] - now))


def _device(request: HttpRequest) -> str:
    device = request.session.get(DEVICE)
    return device if device in IDLE else OWN


def open_here(request: HttpRequest, case: Case, device: str | None = None) -> None:
    """Open a case in this browser, under a new session id; ``device`` is what was said when the code was asked."""
    request.session.cycle_key()
    if device or request.session.get(CASE) != str(case.id):
        request.session[BEGAN] = int(time())
    request.session[CASE], request.session[LET_IN] = str(case.id), _mark(case)
    request.session.pop(FILES, None)
    set_device(request, device or request.session.get(DEVICE, OWN))


def set_device(request: HttpRequest, device: str) -> None:
    """Own devices stay open for half a day, shared ones for a quarter of an hour."""
    request.session[DEVICE] = device if device in IDLE else OWN
    request.session.set_expiry(IDLE[request.session[DEVICE]])
    request.session[SEEN] = int(time())


def stay_open(request: HttpRequest) -> None:
    """Every page starts the idle time anew."""
    if time() - request.session.get(SEEN, 0) > FRESH:
        set_device(request, request.session.get(DEVICE, OWN))


def close(request: HttpRequest) -> None:
    """Leave nothing of a case in this browser's session."""
    request.session.flush()


def needs_case(
    view: Callable[Concatenate[HttpRequest, Case, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """The view gets the open case; without one the reader is led to the way back in."""

    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        case = case_of(request)
        if case is None:
            return private(timed_out(request) if request.method == "POST" else redirect("victim:back"))
        stay_open(request)
        with in_zone(case):
            return private(view(request, case, *args, **kwargs))

    update_wrapper(guarded, view)
    return guarded


def in_zone(case: Case | None) -> timezone.override:
    """Times on pages are those of the reader's own zone."""
    return timezone.override(zone_or_utc(case.time_zone if case else None))


def private(response: HttpResponseBase) -> HttpResponseBase:
    """Personal pages are never kept by a browser or a proxy."""
    response.headers["Cache-Control"] = "no-store"
    return response


def _place(case: Case) -> str:
    return f"cookie.code|{case.id}"


def hand_code(response: HttpResponse, case: Case, code: str) -> None:
    """Give a new access code to the browser, sealed, until its owner says it is saved."""
    sealed = KeyRing(tuple(settings.FIELD_KEYS)).seal(code, _place(case))
    flags: dict[str, Any] = {"httponly": True, "secure": settings.SECURE_ORIGIN, "samesite": "Strict"}
    response.set_cookie(CODE_COOKIE, sealed, max_age=IDLE[OWN], **flags)


def with_code(case: Case, response: HttpResponse) -> HttpResponse:
    """Issue the first code of a case and hand it over; a case that has one keeps it."""
    if case.code_hash is None:
        hand_code(response, case, cases.issue_code(by=actor(case), case=case))
    return response


def code_in_hand(request: HttpRequest, case: Case) -> str | None:
    """The access code of the open case, where this browser still holds it."""
    sealed = request.COOKIES.get(CODE_COOKIE)
    if not sealed:
        return None
    try:
        return KeyRing(tuple(settings.FIELD_KEYS)).open(sealed, _place(case))
    except KeyMissing:
        return None


def drop_code(response: HttpResponseBase) -> None:
    """The code leaves the browser."""
    response.delete_cookie(CODE_COOKIE, samesite="Strict")
