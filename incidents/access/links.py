"""Links that travel by mail: random, stored as a keyed hash, good for one thing, once, for a while."""

import hmac
import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from django.conf import settings
from django.db.models import QuerySet

from incidents.core.desk_vocabulary import LinkPurpose
from incidents.models import MailLink

PATH = "link/"
"""Where links lead; the token follows. Logs mask what stands there (``portal.logs``)."""

LIFE = {LinkPurpose.CONFIRM: timedelta(hours=24), LinkPurpose.RETURN: timedelta(minutes=10)}


def new_token() -> str:
    """256 random bits, in letters that no mail program breaks.

    >>> len(new_token())
    64
    """
    return secrets.token_hex(32)


def hash_of(token: str) -> str:
    """What is stored of a link, or of the mark of a browser.

    >>> hash_of("a") == hash_of("b")
    False
    """
    return hmac.new(settings.CODE_PEPPER, f"link|{token}".encode(), sha256).hexdigest()


def address_of(token: str) -> str:
    """The whole link: under the configured address, whatever host was asked."""
    return f"{settings.ORIGIN}/{PATH}{token}"


def live(token_hash: str, now: datetime) -> QuerySet[MailLink]:
    """The link with this hash, while it can be used (at most one)."""
    return MailLink.objects.filter(token_hash=token_hash, used_at=None, expires_at__gt=now)
