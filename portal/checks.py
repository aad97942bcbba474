"""System checks: what a portal open to the public must not be without. ``check --deploy`` runs them."""

from typing import Any

from django.conf import settings
from django.core.checks import WARNING, CheckMessage, Error, register
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from portal import mail
from portal.env import is_placeholder, text


def caution(text: str, identifier: str) -> CheckMessage:
    """A finding that does not stop the portal, but fails ``check --deploy --fail-level WARNING``."""
    return CheckMessage(WARNING, text, id=identifier)


@register("recourse")
def times_fit(**_: Any) -> list[CheckMessage]:
    """A render must end well before its lease does, or two workers make the same paper."""
    if settings.RENDER_WALL_SECONDS * 2 > settings.JOB_LEASE_SECONDS:
        return [
            Error(
                "RECOURSE_RENDER_WALL_SECONDS must be at most half of RECOURSE_JOB_LEASE_SECONDS.",
                id="recourse.E001",
            )
        ]
    return []


@register("recourse")
def nothing_pickled(**_: Any) -> list[CheckMessage]:
    """Sessions, cache and jobs carry JSON: pickle would turn a stolen cache into running code."""
    faults: list[CheckMessage] = []
    if "JSON" not in settings.SESSION_SERIALIZER:
        faults.append(Error("Sessions must be JSON.", id="recourse.E002"))
    if set(settings.CELERY_ACCEPT_CONTENT) != {"json"} or settings.CELERY_TASK_SERIALIZER != "json":
        faults.append(Error("Jobs must be JSON.", id="recourse.E003"))
    caches: dict[str, dict[str, Any]] = settings.CACHES
    for name, cache in caches.items():
        harmless = cache["BACKEND"].endswith(("DummyCache", "PatientRedisCache"))
        serializer = str(cache.get("OPTIONS", {}).get("serializer", "JSON"))
        if not harmless or "JSON" not in serializer:
            faults.append(Error(f"The cache {name!r} must be JSON.", id="recourse.E004"))
    return faults


@register("recourse")
def mail_has_a_sender(**_: Any) -> list[CheckMessage]:
    """RECOURSE_MAIL_FROM is one plain address, RECOURSE_MAIL_NAME one line: both go into every header."""
    try:
        validate_email(settings.MAIL_FROM)
    except ValidationError:
        return [Error("RECOURSE_MAIL_FROM must be one plain address.", id="recourse.E007")]
    if " ".join(settings.MAIL_NAME.split()) != settings.MAIL_NAME:
        return [Error("RECOURSE_MAIL_NAME must be one line.", id="recourse.E008")]
    return []


@register("recourse", deploy=True)
def mail_goes_somewhere(**_: Any) -> list[CheckMessage]:
    """A public portal sends mail by a server, or says that it sends none; it never prints it."""
    if not text("EMAIL_URL"):
        return [caution("EMAIL_URL is not set: no mail is sent. dummymail:// says that it is meant.", "recourse.W004")]
    if settings.EMAIL_BACKEND == mail.CONSOLE:
        return [caution("EMAIL_URL prints mails: addresses and links would be in the log.", "recourse.W005")]
    return []


@register("recourse", deploy=True)
def ready_for_the_public(**_: Any) -> list[CheckMessage]:
    """An operator with a name, https, and secrets that nobody can guess."""
    faults: list[CheckMessage] = []
    if not settings.PRODUCTION:
        faults.append(caution("RECOURSE_PRODUCTION is not set.", "recourse.W001"))
    if not settings.SECURE_ORIGIN:
        faults.append(caution("Every origin in RECOURSE_ORIGINS must be https.", "recourse.W002"))
    if not settings.OPERATOR_CONTACT:
        faults.append(caution("RECOURSE_OPERATOR_NAME and _CONTACT say who answers.", "recourse.W003"))
    if any(is_placeholder(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)):
        faults.append(Error("RECOURSE_SECRET_KEY or a fallback is a placeholder.", id="recourse.E005"))
    if "*" in settings.ALLOWED_HOSTS:
        faults.append(Error("Unknown hosts must be refused.", id="recourse.E006"))
    return faults
