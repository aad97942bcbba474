"""A staff session: half an hour after the last page, half a day after sign-in, and whether the factor was shown."""

from time import time

from django.contrib.auth import logout
from django.http import HttpRequest

from incidents.core.vocabulary import Actor, ActorKind
from incidents.services import signing_in

SINCE, SEEN, FACTOR, ALLAUTHS = "staff_since", "staff_seen", "staff_factor", "account_authentication"
IDLE_SECONDS, LONGEST_SECONDS, FRESH_SECONDS = 30 * 60, 12 * 3600, 60


def make_new(request: HttpRequest) -> None:
    """Before a sign-in: a new session, without anything that was open in this browser."""
    kept = {key: value for key, value in request.session.items() if key.startswith(ALLAUTHS)}
    request.session.flush()
    request.session.update(kept)


def begin(request: HttpRequest, *, factor: bool) -> None:
    """A sign-in: both clocks start. ``factor``: the second factor was asked for on the way."""
    request.session[SINCE] = request.session[SEEN] = int(time())
    request.session[FACTOR] = factor
    request.session.set_expiry(LONGEST_SECONDS)


def passed_factor(request: HttpRequest) -> bool:
    """Whether the second factor was shown, or set up, in this session."""
    return request.session.get(FACTOR) is True


def show_factor(request: HttpRequest) -> None:
    """The second factor was set up just now."""
    request.session[FACTOR] = True


def seconds_left(request: HttpRequest) -> int:
    """Until the session ends, whichever clock is first."""
    session = request.session
    return int(min(session.get(SEEN, 0) + IDLE_SECONDS, session.get(SINCE, 0) + LONGEST_SECONDS) - time())


def stay(request: HttpRequest) -> None:
    """A page of the staff was opened: the half hour begins again."""
    if time() - request.session[SEEN] > FRESH_SECONDS or request.method == "POST":
        request.session[SEEN] = int(time())


def end(request: HttpRequest, kind: str) -> None:
    """Nothing of the session stays; the trail says why (``signed_out``, ``session_over``)."""
    if request.user.is_authenticated:
        signing_in.note(by=Actor(ActorKind.STAFF, request.user.pk), kind=kind)
    logout(request)
