"""Which mails the reader gets: the mailbox confirmed, each kind switched on or off, what was sent so far."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from incidents.access import mailing
from incidents.core.desk_vocabulary import MailKind
from incidents.core.errors import RecourseError
from incidents.core.vocabulary import JobState
from incidents.models import Case, Mail
from incidents.services import mail_links
from incidents.services import mails as mail_service
from incidents.web.error_messages import sentence
from incidents.web.victim.fields import tick
from incidents.web.victim.forms.base import PageForm
from incidents.web.victim.session import actor, needs_case

LAST = 10

TITLES: Mapping[str, str | Promise] = MappingProxyType(
    {
        MailKind.CONFIRM: _("Please confirm your address"),
        MailKind.MESSAGE: _("There is a message for you"),
        MailKind.DEADLINE: _("A date is coming up"),
        MailKind.REISSUE: _("A new access code was asked for"),
        MailKind.RETENTION: _("Something of yours is deleted soon"),
    }
)
"""The mails about a case, by their subject."""

STATES: Mapping[str, str | Promise] = MappingProxyType(
    {
        JobState.QUEUED: _("waits to be sent"),
        JobState.RUNNING: _("is being sent"),
        JobState.DONE: _("sent"),
        JobState.DEAD: _("not sent"),
    }
)


class MailsForm(PageForm):
    """One box for each kind of mail that can be switched off."""

    message = tick(_("When there is a message for me"), hint=_("The message itself stays here, behind your code."))
    deadline = tick(_("When a date I noted is near"), hint=_("Three days before, and one day before."))
    retention = tick(_("Before something of mine is deleted"), hint=_("Three days before."))

    def off(self) -> list[MailKind]:
        """The kinds whose box is empty."""
        return [kind for kind in mailing.BY_CHOICE if not self.cleaned_data[kind]]


@require_http_methods(["GET", "HEAD", "POST"])
@needs_case
def mails(request: HttpRequest, case: Case) -> HttpResponseBase:
    """The page about mail."""
    wanted = {kind: kind not in case.mails_off for kind in mailing.BY_CHOICE}
    form = MailsForm(request.POST if request.method == "POST" else None, initial=wanted)
    if request.method == "POST" and form.is_valid():
        mail_service.choose(by=actor(case), case=case, off=form.off())
        return redirect(reverse("victim:mails") + "?saved=yes")
    return page(request, case, form=form)


@require_POST
@needs_case
def ask(request: HttpRequest, case: Case) -> HttpResponseBase:
    """Send the link that confirms the mailbox. The page says the same whether one goes out now or not."""
    try:
        mail_links.ask_confirmation(by=actor(case), case=case)
    except RecourseError as error:
        return page(request, case, problem=sentence(error))
    return redirect(reverse("victim:mails") + "?asked=yes")


def page(request: HttpRequest, case: Case, form: MailsForm | None = None, problem: str = "") -> HttpResponseBase:
    """Everything about mail on one page."""
    newest = Mail.objects.filter(case=case).order_by("-created_at")[:LAST]
    context: dict[str, Any] = {
        "case": case,
        "form": form,
        "problem": problem,
        "mails": [(TITLES[mail.kind], STATES[mail.state], mail) for mail in newest],
        "address": mailing.address_of(case),
        "mail_on": settings.MAIL_ON,
        "unsafe": mailing.is_unsafe(case),
        "saved": bool(request.GET.get("saved")) and request.method != "POST",
        "asked": bool(request.GET.get("asked")),
    }
    return render(request, "victim/mails.html", context)
