"""The page on which files are given: all at once without scripts, one after the other with them."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from incidents.core.errors import SecretFound, TooMany
from incidents.models import Case
from incidents.services import limits
from incidents.web.error_messages import sentence
from incidents.web.proof import address_of
from incidents.web.victim import secrets
from incidents.web.victim.forms.base import PageForm
from incidents.web.victim.forms.things import FilesField, ManyFiles
from incidents.web.victim.session import actor, needs_case
from incidents.web.victim.shown import Words
from incidents.web.victim.uploads import Kept, keep_all, sizes

CAMERA_ROLL = "image/*,image/heic,image/heif,video/*"
"""Pictures and films; HEIC by name, so that an iPhone gives the original and not a copy that it makes."""

TYPES: tuple[tuple[Words, str], ...] = (
    (_("Pictures"), "JPEG, PNG, HEIC, WebP, AVIF, GIF"),
    (_("Mails"), "EML, MSG (Outlook)"),
    (_("Chats"), "WhatsApp (TXT, ZIP), Telegram (JSON, HTML)"),
    (_("Lists and papers"), "PDF, CSV, TSV, XLSX, DOCX, JSON, TXT"),
    (_("Films"), "MP4, MOV, WebM, 3GP, AVI"),
    (_("Sound"), "M4A, MP3, OGG, WAV, AMR"),
    (_("Archives"), "ZIP, GZIP, TAR"),
)
"""What is taken, by content: core/file_types knows it by the first bytes."""


class UploadForm(PageForm):
    """Two ways to the same: everything on the device, or the pictures only, which opens the camera roll on a phone."""

    uploads = FilesField(
        label=_("Choose files"), required=False, widget=ManyFiles({"multiple": True, "class": "form-control"})
    )
    photos = FilesField(
        label=_("Or choose photos and films, from your phone's pictures"),
        required=False,
        widget=ManyFiles({"multiple": True, "accept": CAMERA_ROLL, "class": "form-control"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["uploads"].help_text = sizes()

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not (said.get("uploads") or said.get("photos")):
            self.add_error("uploads", gettext("Choose at least one file"))
        return said


@needs_case
def upload(request: HttpRequest, case: Case) -> HttpResponseBase:
    """Add files. Those that can be kept are kept, whatever becomes of the others.

    A page with scripts sends one after the other, so that a line that breaks costs one; it is answered in JSON.
    """
    if request.method != "POST":
        return _page(request, case, UploadForm(), Kept())
    form = UploadForm(request.POST, request.FILES)
    kept = _keep(request, case, form) if form.is_valid() else Kept()
    if isinstance(kept.secret, SecretFound):
        context = {"seen": secrets.in_file(kept.secret), "case": case, "back": _back(request)}
        return render(request, "victim/stopped.html", context)
    if request.headers.get("X-Requested-With") == "XMLHttpRequest":
        case.refresh_from_db(fields=["changes"])
        return JsonResponse({"problems": [words for _field, words in form.problems], "seen": case.changes})
    return _page(request, case, form, kept) if form.errors else redirect("victim:files")


def _page(request: HttpRequest, case: Case, form: UploadForm, kept: Kept) -> HttpResponseBase:
    context = {"case": case, "form": form, "kept": kept.number, "types": TYPES}
    return render(request, "victim/around/upload.html", context)


def _keep(request: HttpRequest, case: Case, form: UploadForm) -> Kept:
    """What became of the chosen files; what went wrong stands on the form."""
    files = [*form.cleaned_data["uploads"], *form.cleaned_data["photos"]]
    try:
        limits.count(what="upload", address=address_of(request), subject=case.id, number=len(files))
    except TooMany as error:
        form.add_error("uploads", sentence(error))
        return Kept()
    kept = keep_all(by=actor(case), case=case, files=files)
    for problem in kept.problems:
        form.add_error("uploads", problem)
    return kept


def _back(request: HttpRequest) -> str:
    """The page that the files were chosen on."""
    return reverse("victim:step", args=["things"]) if request.POST.get("page") == "things" else request.path
