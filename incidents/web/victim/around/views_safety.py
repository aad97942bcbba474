"""Safety: whom to call, what the portal does differently, whose device this is, and how the reader may be reached."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from incidents.core import directory
from incidents.core.errors import RecourseError
from incidents.core.record import CaseRecord
from incidents.documents.plan import letters_held_back
from incidents.models import Case
from incidents.services import cases
from incidents.web.error_messages import sentence
from incidents.web.sifting import harmless
from incidents.web.victim import places
from incidents.web.victim.draft import read_draft
from incidents.web.victim.fields import one_of, select, tick
from incidents.web.victim.forms.base import PageForm
from incidents.web.victim.session import DEVICE, OWN, SHARED, actor, case_of, in_zone, needs_case, private, set_device

YES, NO = "yes", "no"
CLEAN = {YES: True, NO: False}


class ReachForm(PageForm):
    """The device, and the ways to reach the reader that put nobody at risk."""

    device = one_of(
        _("Whose device is this?"),
        (
            (OWN, _("My own. Stay open for 12 hours")),
            (SHARED, _("Shared or public. Close after 15 minutes without a tap")),
        ),
    )
    device_clean = one_of(
        _("Could the thief be on this device?"),
        ((YES, _("No, it is clean")), (NO, _("Yes, or maybe")), ("", _("I do not know"))),
        hint=_("For example after a false app, a false call, or remote access."),
    )
    mailbox_shared = tick(_("Somebody else can read my mail"), hint=_("Then we send no mail."))
    contact_by = forms.MultipleChoiceField(
        label=_("How may support staff reach you?"),
        help_text=_("Without a tick they write only here, behind your code."),
        required=False,
        choices=(("email", _("By e-mail")), ("phone", _("By phone"))),
        widget=forms.CheckboxSelectMultiple({"class": "form-check-input"}),
    )
    wants_help = tick(_("I would like help from support staff"))

    def __init__(self, *args: Any, record: CaseRecord, device: str, **kwargs: Any) -> None:
        said = record.safety
        kwargs["initial"] = {
            "device": device,
            "device_clean": {True: YES, False: NO, None: ""}[said.device_clean],
            "mailbox_shared": bool(said.mailbox_shared),
            "contact_by": [way for way in said.contact_by if way in ("email", "phone")],
            "wants_help": bool(said.wants_help),
        }
        super().__init__(*args, **kwargs)

    def members(self) -> dict[str, object]:
        """The answers as members of the record."""
        said = self.cleaned_data
        return {
            "safety.device_clean": CLEAN.get(said["device_clean"]),
            "safety.mailbox_shared": said["mailbox_shared"] or None,
            "safety.contact_by": said["contact_by"] or None,
            "safety.wants_help": said["wants_help"] or None,
        }


@require_http_methods(["GET", "HEAD", "POST"])
@needs_case
def safety(request: HttpRequest, case: Case) -> HttpResponseBase:
    """What was said about safety, what follows from it, and what can be changed."""
    record = read_draft(case).record
    posted, _problem = harmless(request)
    form = ReachForm(posted, record=record, device=request.session.get(DEVICE, OWN))
    if posted is not None and form.is_valid():
        seen = posted.get("seen", "")
        try:
            cases.update(by=actor(case), case=case, members=form.members(), seen=int(seen) if seen.isdigit() else None)
        except RecourseError as error:
            form.add_error(None, sentence(error))
        else:
            set_device(request, form.cleaned_data["device"] or OWN)
            return redirect(reverse("victim:safety") + "?saved=yes")
    case.refresh_from_db()
    context = {
        "case": case,
        "form": form,
        "record": record,
        "held": letters_held_back(record),
        "police": directory.police(record.country),
        "saved": bool(request.GET.get("saved")) and posted is None,
    }
    return render(request, "victim/around/safety.html", context)


class CountryForm(PageForm):
    """One country."""

    country = select(_("Which country are you in?"), places.country_choices)


@require_safe
def help_lines(request: HttpRequest) -> HttpResponseBase:
    """Whom to call, by country, where a source and a date stand behind the number."""
    case = case_of(request)
    asked = request.GET.get("country", "")[:2].upper()
    country = asked or (case.country if case else "") or ""
    context = {
        "case": case,
        "form": CountryForm(initial={"country": country}),
        "country": places.country_name(country),
        "police": directory.police(country),
    }
    with in_zone(case):
        return private(render(request, "victim/around/help_lines.html", context))
