"""Middleware: what the permission matrix says is done before any view runs, and sessions of staff end in time."""

from time import time
from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext

from incidents.access.permissions import PERMISSIONS, Audience, Permission
from incidents.models import User
from incidents.web.staff.access import Staff, has_second_factor
from portal.headers import Answer

SINCE, SEEN = "staff_since", "staff_seen"
IDLE_SECONDS, LONGEST_SECONDS, FRESH_SECONDS = 30 * 60, 12 * 3600, 60


class StaffDoor:
    """Lets the right people through: the session's age, the matrix, the second factor."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        """None lets the request through; anything else is the answer."""
        del view, args, kwargs
        rule = PERMISSIONS.get(request.resolver_match.view_name) if request.resolver_match else None
        if rule is None and request.path.startswith(reverse("staff:home")):
            raise Http404
        if not isinstance(rule, Permission) and rule is not Audience.SIGNED_IN:
            return None
        if not isinstance(request.user, User):
            return to_sign_in(request)
        if seconds_left(request) <= 0:
            logout(request)
            messages.info(request, gettext("You were signed out, because the time was over. Sign in again."))
            return to_sign_in(request)
        return self.admit(request, request.user, rule)

    def admit(self, request: HttpRequest, user: User, rule: Permission | Audience) -> HttpResponseBase | None:
        """Somebody is signed in: the time begins anew, and without a second factor only its pages are open."""
        stay(request)
        request.session_ends = seconds_left(request)  # type: ignore[attr-defined]
        if not has_second_factor(user):
            return redirect("mfa_index") if isinstance(rule, Permission) else None
        staff = request.staff = Staff(user)  # type: ignore[attr-defined]
        if isinstance(rule, Permission):
            staff.check(rule)
        return None


def begin(request: HttpRequest) -> None:
    """A sign-in: both clocks start."""
    request.session[SINCE] = request.session[SEEN] = int(time())


def seconds_left(request: HttpRequest) -> int:
    """Until the session ends: half an hour after the last page, half a day after sign-in, whatever is first."""
    session = request.session
    return int(min(session.get(SEEN, 0) + IDLE_SECONDS, session.get(SINCE, 0) + LONGEST_SECONDS) - time())


def stay(request: HttpRequest) -> None:
    """A page of the staff was opened: the half hour begins again."""
    if time() - request.session[SEEN] > FRESH_SECONDS or request.method == "POST":
        request.session[SEEN] = int(time())


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """To the sign-in page, and from there back to a page that can be opened by following a link."""
    back = f"?{urlencode({'next': request.get_full_path()})}" if request.method == "GET" else ""
    return redirect(reverse("account_login") + back)
