"""The door of the staff's pages: who is in front of the screen, with which second factor, and what they may do.

``StaffDoor`` reads the permission matrix for every request; a view says once more what it needs, with
``needs_staff``. A view that the matrix does not know is closed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import update_wrapper
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from allauth.account.internal.flows.reauthentication import is_reauthentication_required
from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from incidents.access import desk
from incidents.access.permissions import Permission
from incidents.core.errors import NotAllowed, NotFound
from incidents.core.vocabulary import Actor, ActorKind
from incidents.models import Case, User
from incidents.web.staff.navigation import Page, pages_for

SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
StaffView = Callable[..., HttpResponseBase]


@dataclass(frozen=True)
class Staff:
    """Who is signed in, second factor included."""

    user: User

    @property
    def actor(self) -> Actor:
        """The same person for the services and the trail."""
        return Actor(ActorKind.STAFF, self.user.id)

    @property
    def pages(self) -> list[Page]:
        """What the navigation offers this person."""
        return pages_for(self.user)

    def can(self, permission: Permission, case: Case | None = None) -> bool:
        """Whether this person may (for a page that shows or hides a button)."""
        return desk.can_staff(self.user, permission, case)

    def check(self, permission: Permission, case: Case | None = None) -> None:
        """Raises what Django answers with: 404 for a case kept from staff, else 403."""
        try:
            desk.check_staff(self.user, permission, case)
        except NotFound as error:
            raise Http404 from error
        except NotAllowed as error:
            raise PermissionDenied(error.code) from error

    def case(self, number: UUID, permission: Permission) -> Case:
        """A case by its id, where this person may do this to it; 404 also for one that staff may not know of."""
        found = Case.objects.filter(id=number).first()
        if found is None:
            raise Http404
        self.check(permission, found)
        return found


def has_second_factor(user: User) -> bool:
    """Whether an authenticator app or a passkey is set up (recovery codes alone are none)."""
    return bool(Authenticator.objects.filter(user_id=user.id, type__in=SECOND_FACTORS).exists())


def staff_of(request: HttpRequest) -> Staff | None:
    """Who came through the door with this request."""
    found: Staff | None = getattr(request, "staff", None)
    return found


def needs_staff(permission: Permission) -> Callable[[StaffView], StaffView]:
    """The view gets ``staff`` as its second argument, and for ``<uuid:case>`` in its address the case itself.

    Both are checked: the permission, that staff may see the case, and where the permission holds on own cases only
    that it is one. Whoever did not come through the door gets 403.
    """

    def decorated(view: StaffView) -> StaffView:
        def guarded(request: HttpRequest, /, **kwargs: Any) -> HttpResponseBase:
            staff = staff_of(request)
            if staff is None:
                raise PermissionDenied("not_signed_in")
            staff.check(permission)
            if "case" in kwargs:
                kwargs["case"] = staff.case(kwargs["case"], permission)
            return view(request, staff, **kwargs)

        update_wrapper(guarded, view)
        guarded.permission = permission  # type: ignore[attr-defined]
        return guarded

    return decorated


def needs_sure(view: StaffView) -> StaffView:
    """Password or code once more, unless one was given in the last five minutes: for what takes data out."""

    def guarded(request: HttpRequest, /, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not is_reauthentication_required(request, app="incidents"):
            return view(request, *args, **kwargs)
        back = request.get_full_path() if request.method == "GET" else request.META.get("HTTP_REFERER", "")
        return redirect(f"{reverse('account_reauthenticate')}?{urlencode({'next': urlsplit(back).path})}")

    return update_wrapper(guarded, view)
