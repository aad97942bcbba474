"""A mail that Outlook saved (.msg): its headers and body out of the compound file, then read as any mail."""

import io
from email import message_from_string, policy
from email.message import EmailMessage

import olefile

from incidents.core.exhibits.mail import MailFacts, facts_of

_TEXTS = {"headers": "007D", "subject": "0037", "name": "0C1A", "address": "0C1F", "body": "1000"}
"""Properties of a message: MS-OXPROPS, by their tags."""

_WIDE, _NARROW = "001F", "001E"
_LONGEST = 4_000_000


def read(data: bytes) -> MailFacts | None:
    """The facts of the mail; None when the file is none or is damaged."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as file:
            told = {name: _text(file, tag) for name, tag in _TEXTS.items()}
    except (OSError, ValueError, TypeError, IndexError, KeyError, AttributeError):
        return None
    if not any(told.values()):
        return None
    message = message_from_string(told["headers"], _class=EmailMessage, policy=policy.default)
    if "From" not in message and told["address"]:
        message["From"] = f"{told['name']} <{told['address']}>".replace("\r", " ").replace("\n", " ")
    if "Subject" not in message and told["subject"]:
        message["Subject"] = " ".join(told["subject"].split())
    return facts_of(message, told["body"])


def _text(file: olefile.OleFileIO, tag: str) -> str:
    for kind, encoding in ((_WIDE, "utf-16-le"), (_NARROW, "cp1252")):
        name = f"__substg1.0_{tag}{kind}"
        if file.exists(name):
            return str(file.openstream(name).read(_LONGEST).decode(encoding, "replace")).rstrip("\0")
    return ""
