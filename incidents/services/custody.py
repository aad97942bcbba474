"""The chain of each exhibit: received and measured, every view, copy and export since, as the trail tells it."""

from collections import defaultdict
from typing import Any

from incidents.models import Case, Event
from incidents.services import looking
from incidents.services.looking import Look

OF_ONE = (
    "evidence_received",
    "evidence_described",
    "evidence_changed",
    "evidence_settled",
    "evidence_viewed",
    "evidence_downloaded",
)
"""Lines that name one exhibit."""

OF_ALL = ("everything_exported", "case_exported")
"""Lines that concern every exhibit that is there at the time."""


def chains(case: Case) -> dict[str, list[Look]]:
    """Every exhibit's id -> its lines, oldest first. One query, however many exhibits there are."""
    found: dict[str, list[Look]] = defaultdict(list)
    rows = Event.objects.filter(case_id=case.id, kind__in=(*OF_ONE, *OF_ALL)).order_by("number")
    for look in looking.named(case, rows):
        if look.kind in OF_ALL:
            for chain in found.values():
                chain.append(look)
        else:
            found[str(look.details.get("evidence"))].append(look)
    return dict(found)


def as_json(chain: list[Look]) -> list[dict[str, Any]]:
    """A chain as the derived part of the record carries it: who by kind and role, never by name."""
    return [
        {"at": look.at.isoformat(), "kind": look.kind, "who": look.who, "role": look.role, "sign": look.pseudonym}
        for look in chain
    ]
