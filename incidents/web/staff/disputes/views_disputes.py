"""Objections to letters: what was said, and two who decide, each without seeing how the other did."""

from uuid import UUID

from django.contrib import messages
from django.db.models import Count, Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from incidents.access.desk import is_open_to_staff
from incidents.access.permissions import Permission
from incidents.core import directory
from incidents.core.desk_vocabulary import DisputeRole, DisputeState
from incidents.core.errors import NotFound, RecourseError
from incidents.models import Dispute, DisputeVote
from incidents.services import disputes as service
from incidents.web.error_messages import sentence
from incidents.web.sifting import harmless
from incidents.web.staff.access import Staff, needs_staff
from incidents.web.staff.disputes.forms import VoteForm

SHOWN = 50
ROLES = {
    DisputeRole.NAMED: _("named in the letter"),
    DisputeRole.HELD: _("account or money held because of it"),
    DisputeRole.COMPANY: _("for a company that it names"),
    DisputeRole.OTHER: _("somebody else"),
}
STATES = {
    DisputeState.OPEN: _("open"),
    DisputeState.UPHELD: _("upheld: the letter is withdrawn"),
    DisputeState.REJECTED: _("rejected"),
}


@require_safe
@needs_staff(Permission.DECIDE_DISPUTE)
def disputes(request: HttpRequest, staff: Staff) -> HttpResponseBase:
    """Open ones, oldest first, then what was decided last."""
    mine = DisputeVote.objects.filter(dispute=OuterRef("pk"), user=staff.user)
    every = Dispute.objects.select_related("document__submission").annotate(opinions=Count("votes"), by_me=Exists(mine))
    waiting = [line(row) for row in every.filter(state=DisputeState.OPEN).order_by("opened_at")]
    decided = [line(row) for row in every.exclude(state=DisputeState.OPEN).order_by("-decided_at")[:SHOWN]]
    return render(request, "staff/disputes/list.html", {"staff": staff, "waiting": waiting, "decided": decided})


def line(row: Dispute) -> dict[str, object]:
    """One objection as the list shows it."""
    return {
        "row": row,
        "letter": letter_of(row),
        "role": ROLES.get(DisputeRole(row.role), row.role),
        "state": STATES[DisputeState(row.state)],
    }


def letter_of(row: Dispute) -> str:
    """Which letter it is about: kind, company and version; no name of a person."""
    document = row.document
    company = directory.name_of(document.institution) if document.institution else gettext("a company")
    kind = document.letter or gettext("note")
    return gettext("%(kind)s to %(company)s, version %(version)s") % {
        "kind": kind,
        "company": company,
        "version": document.submission.version,
    }


@require_http_methods(["GET", "HEAD", "POST"])
@needs_staff(Permission.DECIDE_DISPUTE)
def dispute(request: HttpRequest, staff: Staff, dispute: UUID) -> HttpResponseBase:
    """One objection; posting says what one thinks of it."""
    posted, problem = harmless(request)
    form = VoteForm(posted)
    if form.is_valid() and not problem:
        try:
            said = form.cleaned_data
            decided = service.vote(
                by=staff.actor,
                user=staff.user,
                dispute=dispute,
                upholds=said["opinion"] == "uphold",
                reason=said["reason"],
            )
        except NotFound as error:
            raise Http404 from error
        except RecourseError as error:
            problem = sentence(error)
        else:
            messages.success(request, outcome(decided))
            return redirect("staff:disputes")
    return page(request, staff, dispute, form, problem)


def outcome(row: Dispute) -> str:
    """What a decision led to."""
    if row.state == DisputeState.OPEN:
        return gettext("Your decision is kept. It takes a second person with the same one.")
    return gettext("Decided: %(state)s.") % {"state": STATES[DisputeState(row.state)]}


def page(request: HttpRequest, staff: Staff, dispute: UUID, form: VoteForm, problem: str) -> HttpResponseBase:
    """What was said, what is known, and the form for whoever has not decided yet."""
    try:
        row = service.look(by=staff.actor, dispute=dispute)
    except NotFound as error:
        raise Http404 from error
    votes = list(row.votes.select_related("user"))
    has_voted = any(vote.user_id == staff.user.id for vote in votes)
    others = Dispute.objects.filter(document__in=service.same_letter(row.document)).exclude(id=row.id)
    case = row.document.case
    context = {
        "staff": staff,
        "row": row,
        "letter": letter_of(row),
        "role": ROLES.get(DisputeRole(row.role), row.role),
        "state": STATES[DisputeState(row.state)],
        "votes": votes,
        "shows_votes": has_voted or row.state != DisputeState.OPEN,
        "may_vote": not has_voted and row.state == DisputeState.OPEN,
        "others": [line(other) for other in others.select_related("document__submission")],
        "case": case if is_open_to_staff(case) and staff.can(Permission.SEE_CASES, case) else None,
        "form": form,
        "problem": problem,
    }
    return render(request, "staff/disputes/one.html", context)
