"""Links out of mails: a page that does nothing until a button is pressed, since machines open links too.

The token leaves the address at once: the session keeps its hash, and the browser's line shows a plain address.
"""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from incidents.access import links
from incidents.core.desk_vocabulary import LinkPurpose
from incidents.core.errors import NotAllowed, NotFound, RecourseError
from incidents.services import mail_links
from incidents.web.error_messages import sentence
from incidents.web.proof import page_after
from incidents.web.victim import secrets
from incidents.web.victim.fields import one_of, text
from incidents.web.victim.forms.base import PageForm
from incidents.web.victim.session import actor, case_of, private
from incidents.web.victim.views_code import CodeForm, come_in

LINK, MARK = "link", "asked"
"""What the session keeps: the hash of the link that was opened, the mark of the browser that asked for one."""

YES, NO = "yes", "no"
FREE_ASKS = 3
"""Links asked for from one network address, within the stretch of ``mail_links``, without a proof of work."""


class AskForm(PageForm):
    """The mailbox that a link goes to."""

    email = text(
        _("Your e-mail"),
        hint=_("The one you gave in your report and confirmed."),
        required=True,
        autocomplete="email",
        inputmode="email",
        kind="email",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].error_messages["required"] = str(_("Enter your e-mail address"))


class MineForm(PageForm):
    """Whose mailbox it is. Nothing is chosen beforehand: a machine that sends every form changes nothing."""

    mine = one_of(
        _("Did you give this e-mail address here?"),
        ((YES, _("Yes, it is mine, and I gave it")), (NO, _("No. I did not give it"))),
        required=True,
        missing=_("Choose yes or no"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponseBase:
    """Send me a link. The answer is the same for every address."""
    posted, found = secrets.sift(request.POST)
    form = AskForm(posted if request.method == "POST" else None)
    if found:
        return private(
            render(request, "victim/stopped.html", {"seen": secrets.in_words(found, form), "back": request.path})
        )
    if form.is_valid():
        if page := page_after(request, what="link", free=FREE_ASKS, within=mail_links.WITHIN, posted=posted):
            return private(page)
        mark = request.session.setdefault(MARK, links.new_token())
        try:
            mail_links.ask_return(
                by=actor(),
                email=form.cleaned_data["email"],
                browser=mark,
                language=get_language() or "",
                address=request.META.get("REMOTE_ADDR", ""),
            )
        except RecourseError as error:
            form.add_error("email", sentence(error))
        else:
            return private(redirect("victim:mail_asked"))
    return private(render(request, "victim/mail_back.html", {"form": form, "case": case_of(request)}))


@require_safe
def asked(request: HttpRequest) -> HttpResponseBase:
    """What happens next, known address or not."""
    return private(render(request, "victim/mail_asked.html", {"minutes": links.LIFE[LinkPurpose.RETURN].seconds // 60}))


@require_safe
def arrive(request: HttpRequest, token: str) -> HttpResponseBase:
    """A link was opened, by a person or a machine: the session keeps the hash of a live one, the address loses it."""
    link = links.hash_of(token)
    try:
        mail_links.find(link=link, browser=request.session.get(MARK, ""))
        request.session[LINK] = link
    except NotFound:
        request.session.pop(LINK, None)
    response = private(redirect("victim:mail_landing"))
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@secrets.stops
def land(request: HttpRequest) -> HttpResponseBase:
    """The page behind a link; only its button does something."""
    link, browser = request.session.get(LINK, ""), request.session.get(MARK, "")
    try:
        purpose = mail_links.find(link=link, browser=browser).purpose
        view = confirm if purpose == LinkPurpose.CONFIRM else enter
        return private(view(request, link))
    except NotFound:
        request.session.pop(LINK, None)
        return private(render(request, "victim/mail_over.html", {"case": case_of(request)}))


def confirm(request: HttpRequest, link: str) -> HttpResponseBase:
    """Is this your mailbox? Nothing of a case is shown: a mail alone opens none."""
    form = MineForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(request, "victim/mail_confirm.html", {"form": form})
    is_mine = form.cleaned_data["mine"] == YES
    verb = mail_links.confirm if is_mine else mail_links.deny
    try:
        verb(by=actor(), link=link)
    except NotAllowed as error:
        form.add_error("mine", sentence(error))
        return render(request, "victim/mail_confirm.html", {"form": form})
    del request.session[LINK]
    return render(request, "victim/mail_done.html", {"is_mine": is_mine, "case": case_of(request)})


def enter(request: HttpRequest, link: str) -> HttpResponseBase:
    """The link and the code open the case."""
    form: forms.Form = CodeForm(request.POST if request.method == "POST" else None)
    problem = ""
    if form.is_valid():
        said = form.cleaned_data
        try:
            case = mail_links.enter(
                by=actor(),
                link=link,
                browser=request.session.get(MARK, ""),
                code=said["code"],
                address=request.META.get("REMOTE_ADDR", ""),
            )
        except RecourseError as error:
            if error.code == "link_over":
                raise
            problem = sentence(error)
        else:
            for name in (LINK, MARK):
                request.session.pop(name, None)
            return come_in(request, case, shared=said["shared"])
    return render(request, "victim/mail_enter.html", {"form": form, "problem": problem, "case": case_of(request)})
