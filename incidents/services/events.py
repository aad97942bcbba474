"""The audit trail: every service leaves one event, in the transaction of what it did.

Lines are chained: each carries the hash of the one before. The head (number, hash) is authenticated with a key that
is not in the database, so a cut or rewritten trail shows. Details hold ids and codes, never personal data.
"""

import hmac
from hashlib import sha256
from typing import Any

from django.conf import settings

from incidents.core.record import canonical
from incidents.core.vocabulary import Actor
from incidents.models import Case, Event, EventHead
from incidents.services import clock


def record(*, by: Actor, kind: str, case: Case | None = None, **details: Any) -> Event:
    """Add one line to the trail; call it inside the transaction of what it records."""
    head, _ = EventHead.objects.select_for_update().get_or_create(id=1)
    event = Event(
        number=head.number + 1,
        at=clock.now(),
        kind=kind,
        case_id=case.id if case else None,
        actor=str(by),
        details=details,
        previous=head.hash,
    )
    event.hash = line_hash(event)
    event.save(force_insert=True)
    head.number, head.hash = event.number, event.hash
    head.mac = head_mac(head)
    head.save()
    return event


def take_turn() -> None:
    """Lock the end of the trail now, not only when a line is added.

    Whoever locks other shared rows (counters) before the line calls this first, so that nobody waits in a ring.
    """
    EventHead.objects.select_for_update().get_or_create(id=1)


def line_hash(event: Event) -> str:
    """The hash of a line over the one before it and everything it says."""
    says = {
        "number": event.number,
        "at": event.at.isoformat(),
        "kind": event.kind,
        "case": str(event.case_id) if event.case_id else None,
        "actor": event.actor,
        "details": event.details,
    }
    return sha256(event.previous.encode() + canonical(says)).hexdigest()


def head_mac(head: EventHead) -> str:
    """The authenticated end of the chain."""
    return hmac.new(settings.INDEX_KEY, f"{head.number}|{head.hash}".encode(), sha256).hexdigest()
