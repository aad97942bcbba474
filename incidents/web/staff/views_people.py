"""People: who may use the desk. For administrators; whatever is weighty asks for the password again."""

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from incidents.access.permissions import Permission
from incidents.core.desk_vocabulary import StaffRole
from incidents.core.errors import BadInput, RecourseError
from incidents.models import User
from incidents.services import people
from incidents.web.error_messages import sentence
from incidents.web.roles import ROLES
from incidents.web.sifting import harmless
from incidents.web.staff.access import SECOND_FACTORS, Staff, needs_staff, needs_sure
from incidents.web.staff.people_forms import InviteForm, RoleForm

FACTORS = {SECOND_FACTORS[0]: _("authenticator app"), SECOND_FACTORS[1]: _("passkey")}
MEMBERS = {"username": _("This user name is taken or cannot be one."), "email": _("Enter another e-mail address.")}


@require_safe
@needs_staff(Permission.MANAGE_PEOPLE)
@needs_sure
def everybody(request: HttpRequest, staff: Staff) -> HttpResponseBase:
    """All accounts, open requests first, and the form for one more."""
    return show(request, staff, InviteForm(initial={"role": StaffRole.SUPPORT}))


def show(request: HttpRequest, staff: Staff, form: InviteForm) -> HttpResponse:
    """The page with this form."""
    with_factor = set(Authenticator.objects.filter(type__in=SECOND_FACTORS).values_list("user_id", flat=True))
    rows = [(user, ROLES.get(user.role, ""), user.id in with_factor) for user in User.objects.order_by("username")]
    context = {"staff": staff, "rows": rows, "form": form, "resets": people.open_resets()}
    return render(request, "staff/people.html", context)


@require_POST
@needs_staff(Permission.MANAGE_PEOPLE)
@needs_sure
def invite(request: HttpRequest, staff: Staff) -> HttpResponseBase:
    """A new account; its one-time code is on the answer, once."""
    posted, problem = harmless(request)
    form = InviteForm(posted)
    if problem:
        form.add_error(None, problem)
    if form.is_valid():
        said = form.cleaned_data
        try:
            user, code = people.invite(
                by=staff.actor, username=said["username"], email=said["email"], role=StaffRole(said["role"])
            )
        except BadInput as error:
            for member in error.params["members"]:  # type: ignore[attr-defined]
                form.add_error(member, MEMBERS[member])
        else:
            return hand_over(request, user, code)
    return show(request, staff, form)


@require_safe
@needs_staff(Permission.MANAGE_PEOPLE)
@needs_sure
def person(request: HttpRequest, staff: Staff, *, user: UUID) -> HttpResponseBase:
    """One account and what can be done to it."""
    row = get_object_or_404(User, id=user)
    kinds = Authenticator.objects.filter(user=row, type__in=SECOND_FACTORS).values_list("type", flat=True)
    context = {
        "staff": staff,
        "person": row,
        "role": ROLES.get(row.role, ""),
        "factors": [FACTORS[kind] for kind in kinds],
        "form": RoleForm(initial={"role": row.role}),
        "reset": people.open_resets().filter(user=row).first(),
        "oneself": row == staff.user,
    }
    return render(request, "staff/person.html", context)


DEEDS: Mapping[str, Callable[..., str | None]] = MappingProxyType(
    {
        "close": partial(people.set_active, active=False),
        "open": partial(people.set_active, active=True),
        "sessions": people.end_sessions,
        "invite": people.invite_again,
        "ask": people.ask_factor_reset,
        "approve": people.approve_factor_reset,
        "refuse": people.refuse_factor_reset,
    }
)
"""Value of the pressed button -> service; a text that comes back is a one-time code."""


@require_POST
@needs_staff(Permission.MANAGE_PEOPLE)
@needs_sure
def change(request: HttpRequest, staff: Staff, *, user: UUID) -> HttpResponseBase:
    """Do what the pressed button says."""
    row = get_object_or_404(User, id=user)
    code = None
    try:
        if request.POST.get("do") == "role":
            people.change_role(by=staff.actor, user=row, role=chosen_role(request))
        else:
            code = DEEDS.get(request.POST.get("do", ""), unknown)(by=staff.actor, user=row)
    except RecourseError as error:
        messages.error(request, sentence(error))
    else:
        if code:
            return hand_over(request, row, code)
        messages.success(request, gettext("Done. It stands in the trail."))
    return redirect("staff:person", user=row.id)


def chosen_role(request: HttpRequest) -> StaffRole:
    """The role of the form; raises BadInput for a word that is none."""
    form = RoleForm(request.POST)
    if not form.is_valid():
        raise BadInput
    return StaffRole(form.cleaned_data["role"])


def unknown(**_: object) -> None:
    """A button that is not on the page."""
    raise BadInput


def hand_over(request: HttpRequest, user: User, code: str) -> HttpResponse:
    """The one-time code, shown once, and how it gets to its owner."""
    address = settings.ORIGIN + reverse("staff:join")
    context = {"person": user, "code": code, "address": address, "days": people.days_to_join()}
    return render(request, "staff/hand_over.html", context)
