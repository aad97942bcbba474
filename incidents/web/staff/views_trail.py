"""The trail, for auditors: what was done, by whom, to which case. Ids and codes, nothing of what a case says."""

from itertools import islice
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from incidents.access.desk import open_to_staff
from incidents.access.permissions import Permission
from incidents.core.vocabulary import Actor, ActorKind
from incidents.models import Case, Event, User
from incidents.services import audit
from incidents.web.staff.access import Staff, needs_staff

A_PAGE, FLAWS_SHOWN = 100, 50


class TrailFilter(forms.Form):
    """Which lines; what is not filled in does not narrow."""

    case = forms.CharField(label=_("Case number"), max_length=40, required=False)
    kind = forms.CharField(label=_("Kind"), max_length=60, required=False)
    actor = forms.CharField(label=_("Who"), max_length=150, required=False)
    before = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def lines(self) -> QuerySet[Event]:
        """The newest lines that fit, one more than a page; none for an unknown case."""
        said = self.cleaned_data if self.is_valid() else {}
        found = Event.objects.order_by("-number")
        if reference := said.get("case", "").strip().upper():
            found = found.filter(case_id__in=open_to_staff(Case.objects.filter(reference=reference)).values("id"))
        if kind := said.get("kind", "").strip():
            found = found.filter(kind=kind)
        if who := said.get("actor", "").strip():
            found = found.filter(actor__startswith=actor_of(who))
        if before := said.get("before"):
            found = found.filter(number__lt=before)
        return found[: A_PAGE + 1]


def actor_of(who: str) -> str:
    """A kind (``victim``), what stands in the trail (``staff:<id>``), or the user name of one of the staff."""
    user = User.objects.filter(username__iexact=who).first()
    return str(Actor(ActorKind.STAFF, user.id)) if user else who


@require_safe
@needs_staff(Permission.SEE_EVENTS)
def trail(request: HttpRequest, staff: Staff) -> HttpResponseBase:
    """A page of the trail, newest first."""
    return show(request, staff, TrailFilter(request.GET))


@require_POST
@needs_staff(Permission.SEE_EVENTS)
def check(request: HttpRequest, staff: Staff) -> HttpResponseBase:
    """Is the trail whole? Every line is hashed again."""
    flaws = [f"{flaw.number}: {flaw.code}" for flaw in islice(audit.verify(), FLAWS_SHOWN)]
    return show(request, staff, TrailFilter({}), checked=True, flaws=flaws)


def show(request: HttpRequest, staff: Staff, form: TrailFilter, **more: object) -> HttpResponse:
    """The page: user names instead of ids, and the numbers of cases that are open to staff, read in two queries."""
    lines = list(form.lines())
    page = lines[:A_PAGE]
    about = {line.case_id for line in page if line.case_id}
    cases = dict(open_to_staff(Case.objects.filter(id__in=about)).values_list("id", "reference"))
    ids = {UUID(number) for line in page if (number := line.actor.partition("staff:")[2])}
    names = {f"staff:{user.id}": user.username for user in User.objects.filter(id__in=ids)}
    rows = [(line, line.case_id and cases.get(line.case_id), names.get(line.actor, line.actor)) for line in page]
    older = None
    if len(lines) > A_PAGE:
        query = request.GET.copy()
        query["before"] = str(page[-1].number)
        older = query.urlencode()
    context = {"staff": staff, "form": form, "rows": rows, "older": older, **more}
    return render(request, "staff/trail.html", context)
