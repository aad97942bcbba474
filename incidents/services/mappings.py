"""Mappings for files that nobody knew: remembered by their header, used for the next such file, proposed to staff.

Titles of columns and what they mean are kept, nothing of what stood in the rows, and not whose file it was.
"""

from hashlib import sha256

from django.db.models import F
from django.db.transaction import atomic

from incidents.core.statements.headers import names
from incidents.core.statements.mapping import Mapping
from incidents.core.vocabulary import Actor
from incidents.models import FormatProposal
from incidents.services import clock, events


def header_key(titles: tuple[str, ...]) -> str:
    """The name under which a header is remembered: its titles as they are compared, in order."""
    return sha256("\n".join(names(titles)).encode()).hexdigest()


def remember(*, by: Actor, mapping: Mapping, zone: str = "") -> FormatProposal:
    """Keep a mapping for the next file with this header; the newest says what counts."""
    now, kept = clock.now(), mapping.as_json()
    with atomic():
        row, is_new = FormatProposal.objects.get_or_create(
            header_key=header_key(mapping.titles),
            defaults={"headers": list(mapping.titles), "mapping": kept, "zone": zone, "first_at": now, "last_at": now},
        )
        if not is_new:
            FormatProposal.objects.filter(id=row.id).update(
                mapping=kept, zone=zone, last_at=now, used=F("used") + 1, dismissed_at=None
            )
        events.record(by=by, kind="mapping_kept", proposal=str(row.id))
    return row


def known_for(titles: tuple[str, ...]) -> Mapping | None:
    """The mapping of a header that was seen before, unless staff dismissed it."""
    row = FormatProposal.objects.filter(header_key=header_key(titles), dismissed_at__isnull=True).first()
    return Mapping.from_json(row.mapping) if row else None


def dismiss(*, by: Actor, proposal: FormatProposal) -> None:
    """Staff looked at a proposal: it is wrong, or a format of its own now; it is no longer used."""
    with atomic():
        FormatProposal.objects.filter(id=proposal.id).update(dismissed_at=clock.now())
        events.record(by=by, kind="mapping_dismissed", proposal=str(proposal.id))
