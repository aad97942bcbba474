"""What happens at the staff's door: tries are counted, codes of an app count once, and all of it is in the trail."""

from datetime import timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from django.db.transaction import atomic

from incidents.core.errors import NotAllowed
from incidents.core.vocabulary import Actor
from incidents.models.fields import key_ring
from incidents.services import events, throttling
from incidents.services.limits import site_of

PLACE = "second factor"
"""Where the sealed secret of a second factor belongs."""

WITHIN = timedelta(minutes=5)
PER_ACCOUNT_AND_ADDRESS, PER_ADDRESS, PER_ACCOUNT, EVERYWHERE = 5, 30, 50, 300
"""Tries in five minutes. They count what was typed: an account that does not exist is limited like one that does."""


def count_try(*, what: str, account: str, address: str) -> None:
    """Count one try of ``what`` (a password, a code); raises TooMany(wait=seconds)."""
    address = site_of(address)
    limits = (
        (f"{account}|{address}", PER_ACCOUNT_AND_ADDRESS),
        (f"|{address}", PER_ADDRESS),
        (account, PER_ACCOUNT),
        ("", EVERYWHERE),
    )
    for whom, most in limits:
        throttling.count(what=f"sign_in_{what}", whom=whom, most=most, within=WITHIN)


def use_app_code(*, by: Actor, factor: int, period: int) -> None:
    """The code of this period of an authenticator app is used up; raises NotAllowed("code_used") the
    second time, and for a period before one that was used (0 is none).

    Decided on the locked row, so that of two at once one is refused.
    """
    with atomic():
        row = Authenticator.objects.select_for_update().get(id=factor)
        if period <= row.data.get("used_up_to", 0):
            raise NotAllowed("code_used")
        row.data["used_up_to"] = period
        row.save(update_fields=["data"])
        events.record(by=by, kind="app_code_used")


def seal(secret: str) -> str:
    """The secret of a second factor as the database holds it: sealed with the first key of the ring."""
    return key_ring().seal(secret, PLACE)


def unseal(sealed: str) -> str:
    """The secret; raises KeyMissing for what this installation did not seal."""
    return key_ring().open(sealed, PLACE)


def note(*, by: Actor, kind: str, **details: Any) -> None:
    """One line in the trail: signed in, refused, signed out, a factor added or removed, a page refused. Ids only."""
    with atomic():
        events.record(by=by, kind=kind, **details)
