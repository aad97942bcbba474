"""Proof that somebody takes trouble over what they send: a sum that a browser solves, or a short wait.

The sum is ALTCHA's, made and checked here, no third party. The wait is for browsers without scripts. Either is good
for one thing sent: a proof is accepted once.
"""

import json
import secrets
from base64 import b64decode
from datetime import UTC, datetime, timedelta

import altcha
from django.conf import settings
from django.core import signing
from django.utils.crypto import salted_hmac

from incidents.core.errors import NotAllowed, TooMany
from incidents.services import clock, limits, throttling

LASTS = timedelta(hours=2)
"""For how long a proof can be used: longer than anybody needs for a form."""

HARDEST = 50_000
"""The largest solution: a second or two on a phone."""

WAITING = "incidents.services.work.wait"


def challenge() -> dict[str, object]:
    """A fresh sum, as ALTCHA's worker takes it."""
    options = altcha.ChallengeOptions(max_number=HARDEST, hmac_key=_key(), expires=clock.now() + LASTS)
    return altcha.create_challenge(options).to_dict()


def ticket() -> str:
    """The beginning of a wait, signed."""
    return signing.dumps({"at": clock.now().timestamp(), "nonce": secrets.token_hex(16)}, salt=WAITING)


def check(*, solved: str, waited: str, address: str) -> None:
    """Accept a solved sum, or a ticket whose wait is over.

    Raises TooMany("wait_not_over", wait=seconds) for a ticket that is too young, NotAllowed("proof_missing") when
    there is neither, or only one that was used before, ran out or was made up.
    """
    if _is_solved(solved):
        return
    if not waited:
        raise NotAllowed("proof_missing")
    _check_wait(waited, address)


def _is_solved(solved: str) -> bool:
    try:
        payload = json.loads(b64decode(solved))
        good, _ = altcha.verify_solution(payload, _key(), check_expires=True)
        until = datetime.fromtimestamp(int(altcha.extract_params(payload)["expires"][0]), tz=UTC)
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError):
        return False
    return good and throttling.first_time(what="work", whom=payload["challenge"], until=until)


def _check_wait(waited: str, address: str) -> None:
    try:
        said = signing.loads(waited, salt=WAITING)
        began = datetime.fromtimestamp(said["at"], tz=UTC)
    except (signing.BadSignature, KeyError, TypeError, ValueError) as error:
        raise NotAllowed("proof_missing") from error
    if began + LASTS < clock.now():
        raise NotAllowed("proof_missing")
    pause = timedelta(seconds=settings.PROOF_WAIT_SECONDS)
    if (left := began + pause - clock.now()) > timedelta():
        raise TooMany("wait_not_over", wait=int(left.total_seconds()) + 1)
    try:  # many tickets drawn at once do not wait side by side
        throttling.count(what="waited", whom=limits.site_of(address), most=1, within=pause)
    except TooMany as error:
        raise TooMany("wait_not_over", wait=error.params["wait"]) from error
    if not throttling.first_time(what="wait", whom=said["nonce"], until=began + LASTS):
        raise NotAllowed("proof_missing")


def _key() -> str:
    return salted_hmac("incidents.services.work", "altcha").hexdigest()
