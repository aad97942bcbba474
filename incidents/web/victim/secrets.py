"""Secrets are taken out of what was posted before anything else sees it: not kept, not logged, not shown again."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from incidents.core.errors import SecretFound
from incidents.core.secret_scan import NUMBERS, Finding
from incidents.web.sifting import sift
from incidents.web.victim.session import case_of, private

__all__ = ["in_file", "in_words", "sift", "stopped", "stops"]

View = Callable[..., HttpResponseBase]

PHRASES = frozenset({"seed_phrase"})
KEYS = frozenset(
    {"wif", "extended_key", "encrypted_key", "stellar_seed", "xrp_seed", "private_key", "pem_key", "keystore"}
)

NAMES: dict[str, str | Promise] = {
    "seed_phrase": _("the recovery phrase of a wallet"),
    "api_secret": _("the secret part of an API key"),
    "password": _("a password"),
    "passphrase": _("a password"),
    "one_time_code": _("a one-time code"),
    "one_time_secret": _("the secret of a one-time code app"),
    "bot_token": _("the token of a chat bot"),
    "card_number": _("a full card number"),
    "iban": _("a full bank account number"),
}
KEY_NAME = _("the private key of a wallet")

ADVICE: dict[str, str | Promise] = {
    "wallet": _("Make a new wallet on a clean device. Move there what is left. Never use the old phrase or key again."),
    "api_secret": _("Open the company's API page and switch this key off. Do it at every company where you used it."),
    "password": _("Change it now, from a clean device, wherever you used it. Then close all other sessions."),
    "code": _("Set the one-time codes up anew, from a clean device."),
    "number": _("Nobody needs it in full: the last 4 characters are enough. The rest of your text is kept."),
    "bot_token": _("Revoke the token with the chat service."),
}


@dataclass(frozen=True, slots=True)
class Stopped:
    """One secret that was seen and not kept: where, what it looks like, what to do about it."""

    where: str
    name: str
    masked: str
    advice: str


def stopped(where: str, findings: Iterable[Finding]) -> list[Stopped]:
    """Findings in words."""
    return [Stopped(where, str(NAMES.get(f.kind, KEY_NAME)), f.masked, str(ADVICE[_advice(f.kind)])) for f in findings]


def in_words(found: dict[str, list[Finding]], form: BaseForm) -> list[Stopped]:
    """Findings of a form's fields in words, each with the field's label."""
    labels = {name: str(form.fields[name].label) if name in form.fields else "" for name in found}
    return [line for name, findings in found.items() for line in stopped(labels[name], findings)]


def stops(view: View) -> View:
    """For pages that keep nothing of what is typed, like those for a code: a secret in any field stops the page.

    Numbers of banks do not: a code can look like one.
    """

    @wraps(view)
    def stopping(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        found = sift(request.POST)[1] if request.method == "POST" else {}
        findings = [one for each in found.values() for one in each if one.kind not in NUMBERS]
        if not findings:
            return view(request, *args, **kwargs)
        context = {
            "seen": stopped("", findings),
            "case": case_of(request),
            "back": request.get_full_path(),
            "alone": True,
        }
        return private(render(request, "victim/stopped.html", context))

    return stopping


def in_file(error: SecretFound) -> list[Stopped]:
    """What was found in a file, or in its name, in words."""
    findings = error.params["findings"]
    return stopped(str(error.params.get("name", "")), findings if isinstance(findings, list) else [])


def _advice(kind: str) -> str:
    if kind in PHRASES or kind in KEYS:
        return "wallet"
    return {
        "card_number": "number",
        "iban": "number",
        "api_secret": "api_secret",
        "bot_token": "bot_token",
        "one_time_code": "code",
        "one_time_secret": "code",
    }.get(kind, "password")
