"""E-mail addresses that the portal writes to, in one spelling. Odd ones are refused with a code, never mended."""

import re

from incidents.core.errors import BadInput

LONGEST, LONGEST_LOCAL = 254, 64
LOCAL = re.compile(r"[A-Za-z0-9_+'=&~](?:\.?[A-Za-z0-9_+'=&~-])*")
LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
SHAPE = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def mail_address(text: str) -> str:
    """An address as it is written to: trimmed, its domain in small ASCII letters.

    Raises BadInput: "line_break" where a header could be forged, "email_unreadable" for what is no single address,
    "email_odd" for one with characters that mail servers read in more than one way.

    >>> mail_address(" Ann.Lee+home@Exämple.ORG ")
    'Ann.Lee+home@xn--exmple-cua.org'
    >>> mail_address("ann@example.org, bob@example.org")
    Traceback (most recent call last):
    incidents.core.errors.BadInput: email_unreadable
    """
    bare = text.strip(" \t")
    if any(ch in bare for ch in "\r\n\v\f\x00\x85\u2028\u2029"):
        raise BadInput("line_break")
    if not SHAPE.fullmatch(bare):
        raise BadInput("email_unreadable")
    local, _, domain = bare.rpartition("@")
    try:
        domain = domain.encode("idna").decode().lower()
    except UnicodeError:
        raise BadInput("email_odd") from None
    plain = LOCAL.fullmatch(local) and all(LABEL.fullmatch(label) for label in domain.split("."))
    if not plain or len(local) > LONGEST_LOCAL or len(local) + len(domain) >= LONGEST:
        raise BadInput("email_odd")
    return f"{local}@{domain}"


def mailbox(address: str) -> str:
    """The mailbox behind an address, for counting: tags, dots and case make no other one.

    >>> mailbox("Ann.Lee+home@example.org") == mailbox("annlee@example.org")
    True
    """
    local, _, domain = address.casefold().rpartition("@")
    return f"{local.partition('+')[0].replace('.', '')}@{domain}"
