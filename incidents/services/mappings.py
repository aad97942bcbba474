"""Mappings for files that nobody knew: remembered by their header, offered for the next such file, proposed to staff.

Titles of columns and what they mean are kept, nothing of what stood in the rows, and not whose file it was. What a
stranger said is only offered: nobody's file is read by it unless its owner, or staff, looked at it.
"""

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Any

from django.db.transaction import atomic

from incidents.core.errors import NotAllowed, Stale
from incidents.core.record import canonical
from incidents.core.statements.format import Act
from incidents.core.statements.headers import names
from incidents.core.statements.mapping import Mapping
from incidents.core.statements.titles import are_titles, have_names
from incidents.core.vocabulary import Actor
from incidents.models import Case, FormatProposal, Statement
from incidents.services import clock, events


def header_key(titles: Sequence[str]) -> str:
    """The name under which a header is remembered: its titles as they are compared, in order."""
    return sha256("\n".join(names(titles)).encode()).hexdigest()


def remember(*, by: Actor, mapping: Mapping) -> FormatProposal | None:
    """Offer a mapping for the next file with this header; None where its titles may be somebody's row.

    The newest says what is offered; what staff accepted or dismissed stays as it is, and only counts.
    """
    if not (are_titles(mapping.titles) and set(mapping.columns) <= set(mapping.titles)):
        return None
    now, zone = clock.now(), mapping.zone or ""
    kept = replace(mapping, zone=None, institution=None).as_json()
    with atomic():
        row, is_new = FormatProposal.objects.select_for_update().get_or_create(
            header_key=header_key(mapping.titles),
            defaults={"headers": kept["titles"], "mapping": kept, "zone": zone, "first_at": now, "last_at": now},
        )
        if not is_new:
            row.used, row.last_at = row.used + 1, now
            row.differed += _told(row.mapping) != _told(kept)
            if not (row.accepted_at or row.dismissed_at):
                row.headers, row.mapping, row.zone = kept["titles"], kept, zone
            row.save()
        events.record(by=by, kind="mapping_kept", proposal=str(row.id))
    return row


def known_for(titles: Sequence[str], case: Case) -> Mapping | None:
    """How a file is read without a question: as the case's owner said of its like, or as staff accepted.

    Columns without names of their own are asked about each time: nothing tells one such list from another.
    """
    if not have_names(titles):
        return None
    key = header_key(titles)
    for told in Statement.objects.filter(case=case).exclude(mapping=None).order_by("-created_at"):
        said = told.mapping or {}
        if "columns" in said and header_key(said["titles"]) == key:
            return Mapping.from_json(said)
    row = FormatProposal.objects.filter(header_key=key, accepted_at__isnull=False).first()
    return Mapping.from_json(row.mapping) if row else None


def offered_for(titles: Sequence[str]) -> dict[str, str]:
    """Title -> meaning as somebody before said of such a header: to be asked about, never read by."""
    row = FormatProposal.objects.filter(header_key=header_key(titles), dismissed_at=None).first()
    meanings = _told(row.mapping)[:-1] if row else []
    return {title: meaning for title, meaning in zip(titles, meanings, strict=False) if meaning}


def _told(kept: dict[str, Any]) -> list[str | None]:
    """What two mappings of one header can differ in: the meaning of each column, and what a row is."""
    return [*(kept["columns"].get(title) for title in kept["titles"]), kept["rows"]]


def fingerprint(proposal: FormatProposal) -> str:
    """What a proposal says, short: whoever accepts it accepts what they saw."""
    return sha256(canonical(proposal.mapping)).hexdigest()[:16]


def tells_direction(mapping: Mapping) -> bool:
    """Whether the file itself says which way money went; else only who has it can."""
    meanings = set(mapping.columns.values())
    told = mapping.rows in (Act.BY_SIGN, Act.TRADE, Act.SWAP) or bool(meanings & {"type", "side"})
    return told or {"out_amount", "in_amount"} <= meanings


def accept(*, by: Actor, proposal: FormatProposal, seen: str) -> None:
    """Staff looked: files with this header are read so from now on.

    Raises Stale where it says something else than was ``seen``, NotAllowed("mapping_without_direction").
    """
    with atomic():
        row = FormatProposal.objects.select_for_update().get(id=proposal.id)
        if fingerprint(row) != seen:
            raise Stale
        if not tells_direction(Mapping.from_json(row.mapping)):
            raise NotAllowed("mapping_without_direction")
        row.accepted_at, row.dismissed_at = clock.now(), None
        row.save()
        events.record(by=by, kind="mapping_accepted", proposal=str(row.id))


def dismiss(*, by: Actor, proposal: FormatProposal) -> None:
    """Staff looked: it is wrong, or a format of its own now; it is offered to nobody."""
    with atomic():
        FormatProposal.objects.filter(id=proposal.id).update(dismissed_at=clock.now(), accepted_at=None)
        events.record(by=by, kind="mapping_dismissed", proposal=str(proposal.id))


def take_up_again(*, by: Actor, proposal: FormatProposal) -> None:
    """Neither accepted nor dismissed any more: the next owner of such a file is asked."""
    with atomic():
        FormatProposal.objects.filter(id=proposal.id).update(dismissed_at=None, accepted_at=None)
        events.record(by=by, kind="mapping_taken_up", proposal=str(proposal.id))
