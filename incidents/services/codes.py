"""The way back into a case: reference and access code, tried a limited number of times."""

import hmac
from datetime import timedelta

from django.conf import settings
from django.db.transaction import atomic

from incidents.core import access_code
from incidents.core.errors import NotFound
from incidents.core.vocabulary import Actor, ActorKind, CaseState
from incidents.models import Case
from incidents.services import events, limits, throttling

TRIES_PER_ADDRESS = 20
TRIES_PER_CASE = 10
"""For one case from one address: a stranger who knows the number cannot lock its owner out."""

WITHIN = timedelta(minutes=15)


def open_with_code(*, by: Actor, reference: str, code: str, address: str) -> Case:
    """The case that reference and code open together.

    Raises NotFound, the same for a wrong reference and a wrong code, and TooMany after too many tries from one
    address.
    """
    reference = reference.strip().upper()
    _count(reference, address)
    case = case_with(code)
    known = case.reference if case else "RC-0000-0000"
    if not hmac.compare_digest(known.encode(), reference.encode("utf-8", "replace")) or case is None:
        raise NotFound("case_not_found")
    with atomic():
        victim = Actor(ActorKind.VICTIM, case.id)
        events.record(by=victim if by.kind == ActorKind.VICTIM else by, kind="case_entered", case=case)
    return case


def case_with(code: str) -> Case | None:
    """The case that an access code belongs to; never enough to open it."""
    return Case.objects.by_code_hash(_digest(code)).exclude(state=CaseState.ERASED).first()


def confirm(*, by: Actor, case: Case, code: str, address: str, purpose: str) -> None:
    """Ask for the code again before something grave; raises NotFound("code_wrong"), and TooMany as above."""
    _count(case.reference, address)
    if not hmac.compare_digest((case.code_hash or "").encode(), _digest(code).encode()):
        raise NotFound("code_wrong")
    with atomic():
        events.record(by=by, kind="code_confirmed", case=case, purpose=purpose)


def _digest(code: str) -> str:
    return access_code.code_hash(settings.CODE_PEPPER, access_code.normalise(code) or "")


def _count(reference: str, address: str) -> None:
    limits.count(what="code")
    throttling.count(what="code_address", whom=address, most=TRIES_PER_ADDRESS, within=WITHIN)
    throttling.count(what="code_case", whom=f"{reference}|{address}", most=TRIES_PER_CASE, within=WITHIN)
