"""How anybody can check a paper: its code, the page that takes it, and a QR code that leads there."""

from urllib.parse import urlsplit

import segno
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from incidents.documents.paper import MadeWith

PAGE = "verify"


def place(made: MadeWith) -> str:
    """Where a code can be typed, as people write it.

    >>> from datetime import UTC, datetime
    >>> place(MadeWith("-", 1, datetime.now(UTC), portal_origin="https://help.example", code="7KQM-2XPD-9TRA"))
    'help.example/verify'
    """
    domain = urlsplit(made.portal_origin).netloc
    return f"{domain}/{PAGE}" if domain and made.code else ""


def link(made: MadeWith) -> str:
    """The address that answers for this paper; "" where there is no portal to ask."""
    return f"{made.portal_origin.rstrip('/')}/{PAGE}/{made.code}" if place(made) else ""


def qr(made: MadeWith) -> SafeString:
    """The link as a drawing for the paper, with its words for readers who cannot see it."""
    if not (address := link(made)):
        return SafeString("")
    words = gettext("QR code that leads to %(address)s") % {"address": address}
    drawn = segno.make_qr(address, error="m").svg_inline(border=0, omitsize=True, title=words)
    return mark_safe(drawn)  # noqa: S308 - segno escapes the title; the rest is a path


def where(made: MadeWith) -> str:
    """The words for a trust box; "" where there is nothing to ask."""
    if not place(made):
        return ""
    return gettext("this file at %(place)s, code %(code)s") % {"place": place(made), "code": made.code}
