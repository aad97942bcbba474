"""The only door to the mail server: one message, one recipient, headers that nobody can forge through what is typed."""

import logging
from dataclasses import dataclass
from email.utils import formataddr
from smtplib import SMTPException, SMTPRecipientsRefused
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from incidents.core.errors import BadInput, NotSent
from incidents.core.mail_addresses import mail_address

logger = logging.getLogger(__name__)

AUTOMATIC = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}
"""No machine should answer, least of all "I am away until"."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """One message as it goes out. The same number is the same message, however often it is tried."""

    number: UUID
    to: str
    subject: str
    text: str
    html: str
    language: str


def send(parcel: Parcel) -> None:
    """Hand a message to the mail server.

    Raises NotSent: "mail_refused" when trying again is no use, else "mail_server_away"; BadInput for an address that
    is none, or a subject with a line end.
    """
    message = EmailMultiAlternatives(
        subject=_one_line(parcel.subject),
        body=parcel.text,
        from_email=formataddr((_one_line(settings.MAIL_NAME), mail_address(settings.MAIL_FROM))),
        to=[mail_address(parcel.to)],
        headers={**AUTOMATIC, "Message-ID": message_id(parcel.number), "Content-Language": _one_line(parcel.language)},
    )
    message.attach_alternative(parcel.html, "text/html")
    try:
        message.send()
    except SMTPRecipientsRefused as error:
        codes = [code for code, _ in error.recipients.values()]
        raise NotSent("mail_refused" if any(code >= 500 for code in codes) else "mail_server_away") from None
    except (SMTPException, OSError) as error:
        logger.warning("mail server: %s", type(error).__name__)
        raise NotSent("mail_server_away") from None


def message_id(number: UUID) -> str:
    """A message's number under the portal's own name, whatever machine sends it."""
    return f"<{number.hex}@{urlsplit(settings.ORIGIN).hostname}>"


def _one_line(text: str) -> str:
    if any(ch in text for ch in "\r\n"):
        raise BadInput("line_break")
    return text
