"""Is the trail whole? Every line is hashed again, and the end is held against the head that is authenticated apart.

Found are lines that were edited, removed, put in between or put in another order, and an end that was cut off: the
head says how many lines there are, and nobody can write one without the key, which is not in the database.
"""

import hmac
from collections.abc import Iterator
from dataclasses import dataclass

from incidents.models import Case, Event, EventHead
from incidents.services import events

BEGINNING = "0" * 64


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something wrong with the trail: the number of the line, and a code."""

    number: int
    code: str


def verify() -> Iterator[Flaw]:
    """Every flaw of the trail, from the first line on; nothing for an honest one. Reads only, in one pass."""
    last, previous = 0, BEGINNING
    for event in Event.objects.order_by("number").iterator(chunk_size=1000):
        if event.number != last + 1:
            yield Flaw(last + 1, "line_missing")
        elif event.previous != previous:
            yield Flaw(event.number, "chain_broken")
        if not hmac.compare_digest(events.line_hash(event), event.hash):
            yield Flaw(event.number, "line_changed")
        last, previous = event.number, event.hash
    yield from _end(last, previous)


def _end(last: int, hashed: str) -> Iterator[Flaw]:
    """The last line against the head."""
    head = EventHead.objects.first()
    if head is None:
        if last or Case.objects.exists():
            yield Flaw(last, "head_missing")
    elif not hmac.compare_digest(events.head_mac(head), head.mac):
        yield Flaw(head.number, "head_forged")
    elif head.number > last:
        yield Flaw(last + 1, "end_cut_off")
    elif (head.number, head.hash) != (last, hashed):
        yield Flaw(last, "end_not_under_the_head")


def head() -> tuple[int, str]:
    """Number and hash of the last line: printed in the log each day, so that an older copy put back shows."""
    row = EventHead.objects.first()
    return (row.number, row.hash) if row else (0, BEGINNING)
