"""What we read in one file, to be confirmed by its owner, and what was done with the file since it came."""

from collections.abc import Iterator
from datetime import datetime
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from incidents.core.errors import RecourseError
from incidents.models import Case, Evidence, Indicator
from incidents.services import custody, limits, proposals
from incidents.web.error_messages import sentence
from incidents.web.proof import address_of
from incidents.web.victim.around.links import KINDS
from incidents.web.victim.around.looks import in_words
from incidents.web.victim.fields import one_of, tick
from incidents.web.victim.forms.base import PageForm
from incidents.web.victim.session import actor, needs_case
from incidents.web.victim.shown import Line, Words

FACTS: MappingProxyType[str, Words] = MappingProxyType(
    {
        "mail_inside": _("Mail in this file, number"),
        "mail_from": _("Sender, as the mail says"),
        "mail_reply_to": _("Answers go to"),
        "mail_returns_to": _("Sender that the machines used"),
        "mail_subject": _("Subject"),
        "mail_sent": _("Sent"),
        "mail_id": _("Number of the mail"),
        "mail_hop": _("Passed from > to"),
        "mail_checks": _("Your mail service checked the sender"),
        "picture_taken": _("Taken"),
        "named_time": _("Time in the file's name"),
        "picture_device": _("Taken with"),
        "picture_software": _("Saved by"),
        "picture_place": _("Place"),
        "chat_app": _("Chat of"),
        "chat_count": _("Number of chats"),
        "chat_people": _("Who wrote, most first"),
        "chat_messages": _("Number of messages"),
        "chat_first": _("First message"),
        "chat_last": _("Last message"),
    }
)
FLAGS: MappingProxyType[str, Words] = MappingProxyType(
    {
        "pdf_script": _("This PDF can run a script. Open it on no computer that matters."),
        "pdf_launch": _("This PDF can start a program. Open it on no computer that matters."),
        "archive_program": _("This archive holds a program. Start it on no computer that matters."),
        "chat_several": _("This file holds several of your chats. Better give us the thief's chat alone."),
        "pdf_files": _("This PDF carries other files inside. Do not open those."),
    }
)
IN_PICTURE = _("The picture says where it was taken. We do not show it.")
SAID = ((proposals.CONFIRMED, _("Yes, this is right")), (proposals.DISMISSED, _("No, or I do not know")))


class FoundForm(PageForm):
    """Whether it is right, whether the time is used, and what goes to the list. Nothing is ticked beforehand."""

    state = one_of(_("Is this right?"), SAID, required=True, missing=_("Say whether this is right"))
    use_made = tick(_("Use this time as the time when the file was made"))
    traces = forms.TypedMultipleChoiceField(
        label=_("Which of these belong to the thief?"),
        help_text=_("What you tick goes to your links and contacts of the thief."),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple({"class": "form-check-input"}),
    )

    def __init__(self, data: Any, *, row: Evidence, listed: set[str]) -> None:
        proposed = row.proposed or {}
        super().__init__(data, initial={"state": proposed.get("state", "")})
        offered = [
            (str(place), f"{value} ({KINDS[kind]})")
            for place, (kind, value) in enumerate(proposed.get("traces", ()))
            if value.casefold() not in listed
        ]
        self.fields["traces"].choices = offered  # type: ignore[attr-defined]
        if not offered:
            self.drop("traces")
        if not proposed.get("made") or row.captured_at == datetime.fromisoformat(proposed["made"]):
            self.drop("use_made")
        if not proposed.get("facts"):
            self.drop("state")

    def drop(self, name: str) -> None:
        """Leave out what there is nothing to ask about."""
        del self.fields[name]
        self.helper.layout.fields = [field for field in self.helper.layout.fields if field.fields != [name]]


@require_http_methods(["GET", "HEAD", "POST"])
@needs_case
def found(request: HttpRequest, case: Case, exhibit: UUID) -> HttpResponseBase:
    """The page of one file."""
    row = Evidence.objects.filter(case=case, id=exhibit).exclude(stored_as="").first()
    if row is None:
        raise Http404
    listed = {(item.value or "").casefold() for item in Indicator.objects.filter(case=case)}
    form = FoundForm(request.POST if request.method == "POST" else None, row=row, listed=listed)
    if request.method == "POST" and row.proposed and form.is_valid():
        try:
            _settle(request, case, row, form)
        except RecourseError as error:
            case.refresh_from_db()
            form.add_error(None, sentence(error))
        else:
            return redirect("victim:files")
    proposed = row.proposed or {}
    context = {
        "case": case,
        "row": row,
        "name": row.title or row.file or gettext("A file"),
        "form": form if form.fields else None,
        "lines": list(lines(proposed)),
        "made": datetime.fromisoformat(proposed["made"]) if proposed.get("made") else None,
        "flags": [FLAGS[flag] for flag in proposed.get("flags", ()) if flag in FLAGS],
        "listed": [value for _kind, value in proposed.get("traces", ()) if value.casefold() in listed],
        "chain": [in_words(look) for look in custody.chains(case).get(str(row.id), [])],
    }
    return render(request, "victim/around/found.html", context)


def _settle(request: HttpRequest, case: Case, row: Evidence, form: FoundForm) -> None:
    said = form.cleaned_data
    chosen = said.get("traces") or []
    if chosen:
        limits.count(what="fact", address=address_of(request), subject=case.id, number=len(chosen))
    seen = request.POST.get("seen", "")
    proposals.settle(
        by=actor(case),
        case=case,
        exhibit=row.id,
        state=said.get("state") or proposals.CONFIRMED,
        use_made=bool(said.get("use_made")),
        traces=chosen,
        seen=int(seen) if seen.isdigit() else None,
    )


def lines(proposed: dict[str, Any]) -> Iterator[Line]:
    """The facts in words; a time with its zone in the reader's own, one without as it stands."""
    for code, value in proposed.get("facts", ()):
        label = FACTS.get(code, code)
        moment = _moment(value) if code in ("mail_sent", "picture_taken", "chat_first", "chat_last") else None
        if moment and moment.tzinfo:
            yield Line(label, moment=moment)
        elif code == "picture_place":
            yield Line(label, str(IN_PICTURE))
        elif code == "picture_taken":
            yield Line(label, gettext("%(time)s, in a time zone that the picture does not name") % {"time": value})
        else:
            yield Line(label, value)


def _moment(value: str) -> datetime | None:
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        return None
