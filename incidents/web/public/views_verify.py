"""Checking a paper: by the code on its pages, or by its file, of which only the fingerprint is looked at."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from incidents.core.errors import RecourseError, TooMany
from incidents.services import limits, verifying
from incidents.services.verifying import Answer
from incidents.web.error_messages import sentence
from incidents.web.proof import address_of
from incidents.web.public.fingerprint import MOST, FingerprintHandler
from incidents.web.public.forms import PaperForm
from incidents.web.public.words import kind_of, mark_of, title_of

TOO_MANY = 429


@require_http_methods(["GET", "HEAD", "POST"])
@csrf_exempt
def verify(request: HttpRequest) -> HttpResponseBase:
    """Ask by code or file. A file that is sent is read as it comes in, so that none of it is ever written down."""
    handler = FingerprintHandler(request)
    request.upload_handlers = [handler]
    return _verify(request, handler)


@csrf_protect  # only now: looking for the token reads the post, and with it the file
def _verify(request: HttpRequest, handler: FingerprintHandler) -> HttpResponse:
    if request.method != "POST":
        return render(request, "public/verify.html", {"form": PaperForm()})
    form = PaperForm(request.POST)
    form.is_valid()
    code, sent = form.cleaned_data.get("code", ""), handler.fingerprint
    fingerprint = sent or form.cleaned_data.get("fingerprint", "")
    try:
        if handler.is_too_large:
            raise TooMany("file_too_large", most=MOST)
        limits.count(what="verify_file" if sent else "verify", address=address_of(request))
    except RecourseError as error:
        return _form(request, form, sentence(error), status=TOO_MANY if error.code == "limit_reached" else 200)
    if not code and not fingerprint:
        return _form(request, form, "")
    found = verifying.by_fingerprint(fingerprint, code) if fingerprint else verifying.by_code(code)
    return _answer(request, found, code)


@require_safe
def by_code(request: HttpRequest, code: str) -> HttpResponse:
    """Where the QR code on a paper leads."""
    try:
        limits.count(what="verify", address=address_of(request))
    except TooMany as error:
        return _form(request, PaperForm(initial={"code": code}), sentence(error), status=TOO_MANY)
    return _answer(request, verifying.by_code(code), code)


def _form(request: HttpRequest, form: PaperForm, problem: str, status: int = 200) -> HttpResponse:
    context = {"form": form, "problem": problem, "is_empty": not problem}
    return render(request, "public/verify.html", context, status=status)


def _answer(request: HttpRequest, found: Answer, code: str) -> HttpResponse:
    context = {
        "found": found,
        "title": title_of(found.verdict),
        "mark": mark_of(found.verdict),
        "kind": kind_of(found),
        "code": code if found.verdict != verifying.Verdict.UNKNOWN else "",
        "form": PaperForm(),
    }
    return render(request, "public/answer.html", context)
