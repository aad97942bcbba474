"""What the reader agrees to: given and withdrawn one by one, each with what follows."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from incidents.core.errors import RecourseError, Stale
from incidents.models import Case, Document
from incidents.services import cases
from incidents.services.consents import NO_CONSENT
from incidents.web.error_messages import sentence
from incidents.web.victim.draft import read_draft
from incidents.web.victim.forms.declare import CONSENTS, DeclareForm
from incidents.web.victim.session import actor, needs_case
from incidents.web.victim.versions import following_version

WITHDRAWN: Mapping[str, Promise] = MappingProxyType(
    {
        "share_with_institutions": _("Take it away, and letters you have not sent are withdrawn at once."),
        "share_with_police": _("Take it away, and they are still made. You need not hand them over."),
        "staff_access": _("Take it away, and your case leaves their pages at once."),
        "link_with_other_cases": _("Take it away, and your case is compared with no other."),
    }
)
"""What follows when a consent is taken back."""


class ConsentsForm(DeclareForm):
    """The same boxes as under the last question, each with what follows without it."""

    slug = "consents"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, words in WITHDRAWN.items():
            field = self.fields[name]
            field.help_text = f"{field.help_text} {words}"


@require_http_methods(["GET", "HEAD", "POST"])
@needs_case
def consents(request: HttpRequest, case: Case) -> HttpResponseBase:
    """Every consent as it stands; saving changes what was changed."""
    draft, others = read_draft(case), None
    form = ConsentsForm(request.POST if request.method == "POST" else None, draft=draft)
    if request.method == "POST" and form.is_valid():
        seen = request.POST.get("seen", "")
        try:
            cases.update(by=actor(case), case=case, members=form.members(), seen=int(seen) if seen.isdigit() else None)
        except RecourseError as error:
            case.refresh_from_db()
            draft = read_draft(case)
            form.add_error(None, sentence(error))
            others = draft.record.consents if isinstance(error, Stale) else None
        else:
            return redirect(reverse("victim:consents") + "?saved=yes")
    withdrawn = Document.objects.filter(case=case, withdrawn_why=NO_CONSENT).exclude(letter="")
    context = {
        "case": case,
        "form": form,
        "saved": bool(request.GET.get("saved")) and request.method != "POST",
        "stands": [(form.fields[name].label, getattr(others, name)) for name in CONSENTS] if others else None,
        "withdrawn": len({(row.folder, row.letter) for row in withdrawn}),
        **following_version(case, draft.record),
    }
    return render(request, "victim/around/consents.html", context)
