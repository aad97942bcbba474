"""Middleware: what the permission matrix says is done before any view runs, and sessions of staff end in time."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext

from incidents.access.permissions import PERMISSIONS, Audience, Permission
from incidents.core.vocabulary import Actor, ActorKind
from incidents.models import User
from incidents.services import signing_in
from incidents.web.staff import session
from incidents.web.staff.access import Staff, has_second_factor, staff_of
from portal.headers import Answer


class StaffDoor:
    """Lets the right people through: the session's age, the second factor, the matrix."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        """None lets the request through; anything else is the answer."""
        del view, args, kwargs
        rule = PERMISSIONS.get(name_of(request))
        if rule is None and request.path.startswith(reverse("staff:home")):
            raise Http404
        if not isinstance(rule, Permission) and rule is not Audience.SIGNED_IN:
            return None
        if not isinstance(request.user, User):
            return to_sign_in(request)
        if session.seconds_left(request) <= 0:
            session.end(request, "session_over")
            messages.info(request, gettext("You were signed out, because the time was over. Sign in again."))
            return to_sign_in(request)
        return self.admit(request, request.user, rule)

    def admit(self, request: HttpRequest, user: User, rule: Permission | Audience) -> HttpResponseBase | None:
        """Somebody is signed in: the time begins anew, and without a second factor only its pages are open."""
        session.stay(request)
        request.session_ends = session.seconds_left(request)  # type: ignore[attr-defined]
        if not has_second_factor(user):
            return redirect("mfa_index") if isinstance(rule, Permission) else None
        if not session.passed_factor(request):  # it was set up elsewhere since this session began
            session.end(request, "session_over")
            return to_sign_in(request)
        staff = request.staff = Staff(user)  # type: ignore[attr-defined]
        return refused(request, user) if isinstance(rule, Permission) and not staff.can(rule) else None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        """A view refused: say so on a page of the desk, and in the trail."""
        staff = staff_of(request)
        return refused(request, staff.user) if staff and isinstance(exception, PermissionDenied) else None


def name_of(request: HttpRequest) -> str:
    """The name of the address that was asked for."""
    return request.resolver_match.view_name if request.resolver_match else ""


def refused(request: HttpRequest, user: User) -> HttpResponse:
    """403, written down: who, and which page."""
    signing_in.note(by=Actor(ActorKind.STAFF, user.id), kind="staff_refused", page=name_of(request))
    return render(request, "staff/closed.html", status=403)


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """To the sign-in page, and from there back to a page that can be opened by following a link."""
    back = f"?{urlencode({'next': request.get_full_path()})}" if request.method == "GET" else ""
    return redirect(reverse("account_login") + back)
