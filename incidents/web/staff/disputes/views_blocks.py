"""The block list: who was put on it and why, what they say against it, and the way off."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from incidents.access.permissions import Permission
from incidents.core.desk_vocabulary import BlockKind
from incidents.core.errors import RecourseError
from incidents.models import Block
from incidents.services import blocking
from incidents.web.error_messages import sentence
from incidents.web.sifting import harmless
from incidents.web.staff.access import Staff, needs_staff
from incidents.web.staff.disputes.forms import BlockForm

KINDS = {
    BlockKind.EMAIL: _("E-mail address"),
    BlockKind.PHONE: _("Telephone number"),
    BlockKind.ADDRESS: _("Address"),
    BlockKind.TXID: _("Transaction number"),
}


@require_http_methods(["GET", "HEAD", "POST"])
@needs_staff(Permission.BLOCK)
def blocks(request: HttpRequest, staff: Staff) -> HttpResponseBase:
    """What is blocked, appeals first, and the form for one more."""
    posted, problem = harmless(request)
    form = BlockForm(posted)
    if form.is_valid() and not problem:
        said = form.cleaned_data
        try:
            blocking.add(
                by=staff.actor,
                user=staff.user,
                kind=BlockKind(said["kind"]),
                value=said["value"],
                reason=said["reason"],
            )
        except RecourseError as error:
            problem = sentence(error)
        else:
            messages.success(request, gettext("It is on the block list now."))
            return redirect("staff:blocks")
    rows = [(row, KINDS[BlockKind(row.kind)], blocking.code_of(row)) for row in listed()]
    return render(
        request, "staff/disputes/blocks.html", {"staff": staff, "rows": rows, "form": form, "problem": problem}
    )


def listed() -> list[Block]:
    """The entries that hold: those with an appeal first, oldest appeal at the top."""
    rows = Block.objects.filter(lifted_at=None).select_related("by")
    return [*rows.exclude(appealed_at=None).order_by("appealed_at"), *rows.filter(appealed_at=None)]


@require_POST
@needs_staff(Permission.BLOCK)
def lift(request: HttpRequest, staff: Staff, entry: UUID) -> HttpResponseBase:
    """Take an entry off the list."""
    try:
        blocking.lift(by=staff.actor, user=staff.user, entry=entry)
    except RecourseError as error:
        messages.error(request, sentence(error))
    else:
        messages.success(request, gettext("The block is lifted. The next version of a case makes its letters again."))
    return redirect("staff:blocks")
