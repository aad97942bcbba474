"""The block list: what letters are no longer made for, or about. Known here by a keyed hash, never in clear.

A blocked e-mail address or telephone number of a reporter: no letters, and the address confirms nothing. Papers for
the police are made as ever. A blocked transaction or address: no letter to a company that received it. Whoever meets
an entry is shown its code, and can appeal with it. An entry says nothing about reports of others.
"""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from uuid import UUID

from django.conf import settings
from django.db.transaction import atomic

from incidents.core.access_code import ALPHABET, FORGIVE, grouped
from incidents.core.cipher import blind_index
from incidents.core.desk_vocabulary import BlockKind
from incidents.core.errors import BadInput, NotAllowed, NotFound
from incidents.core.match_keys import address_key, txid_key
from incidents.core.vocabulary import Actor
from incidents.models import Block, User
from incidents.services import clock, events, limits
from incidents.services.free_text import checked

LONGEST = 5_000
CODE_LENGTH, HEX_DIGITS = 12, 15
"""The code of an entry is the first sixty bits of its key."""


def _mailbox(value: str) -> str:
    """One spelling of an e-mail address: what stands behind a plus sign names the same mailbox."""
    local, at, domain = value.strip().casefold().partition("@")
    return f"{local.partition('+')[0]}@{domain}" if at and local and domain else ""


def _number(value: str) -> str:
    return re.sub(r"\D", "", value).lstrip("0")


ONE_SPELLING: Mapping[BlockKind, Callable[[str], str]] = MappingProxyType(
    {
        BlockKind.EMAIL: _mailbox,
        BlockKind.PHONE: _number,
        BlockKind.ADDRESS: address_key,
        BlockKind.TXID: txid_key,
    }
)


def key_of(kind: BlockKind, value: str | None) -> str:
    """What the table holds of a value; "" for one that is none."""
    known = ONE_SPELLING[kind](value or "")
    return blind_index(settings.INDEX_KEY, f"block|{kind}|{known}") if known else ""


def code_of(entry: Block) -> str:
    """The code by which an entry can be appealed against, in groups of four."""
    number = int(entry.key[:HEX_DIGITS], 16)
    digits = [ALPHABET[number >> 5 * place & 31] for place in reversed(range(CODE_LENGTH))]
    return grouped("".join(digits))


def in_force() -> dict[str, Block]:
    """The entries that hold, by key."""
    return {entry.key: entry for entry in Block.objects.filter(lifted_at=None)}


def check(*, kind: BlockKind, value: str | None) -> None:
    """Raises NotAllowed("blocked", appeal=code) for a value that is on the list."""
    entry = Block.objects.filter(key=key_of(kind, value), lifted_at=None).first()
    if entry is not None:
        raise NotAllowed("blocked", appeal=code_of(entry))


def add(*, by: Actor, user: User | None, kind: BlockKind, value: str, reason: str) -> Block:
    """Put something on the list.

    Raises BadInput("nothing_to_block"), NotAllowed("already_blocked") and, of the reason, what ``checked`` raises.
    """
    key = key_of(kind, value)
    if not key:
        raise BadInput("nothing_to_block")
    why = checked(reason, most=LONGEST)
    with atomic():
        if Block.objects.filter(key=key, lifted_at=None).exists():
            raise NotAllowed("already_blocked")
        entry = Block.objects.create(kind=kind, key=key, reason=why, by=user, at=clock.now())
        events.record(by=by, kind="block_added", entry=str(entry.id), of=kind)
    return entry


def lift(*, by: Actor, user: User, entry: UUID) -> None:
    """Take an entry off the list; raises NotAllowed("block_over") when it is off already."""
    with atomic():
        if not Block.objects.filter(id=entry, lifted_at=None).update(lifted_at=clock.now(), lifted_by=user):
            raise NotAllowed("block_over")
        events.record(by=by, kind="block_lifted", entry=str(entry))


def appeal(*, by: Actor, code: str, text: str, address: str) -> None:
    """Keep what somebody says against an entry; raises NotFound("no_such_entry") and TooMany."""
    said = checked(text, most=LONGEST)
    limits.count(what="appeal", address=address)
    entry = by_code(code)
    limits.count(what="appeal", subject=entry.id)
    with atomic():
        row = Block.objects.select_for_update().get(id=entry.id)
        row.appeal = f"{row.appeal}\n\n{said}" if row.appeal else said
        row.appealed_at = clock.now()
        row.save(update_fields=["appeal", "appealed_at"])
        events.record(by=by, kind="block_appealed", entry=str(row.id))


def by_code(code: str) -> Block:
    """The entry that holds under a code somebody typed; raises NotFound("no_such_entry")."""
    bare = "".join(ch for ch in code.upper().translate(FORGIVE) if ch in ALPHABET)
    found = None
    if len(bare) == CODE_LENGTH:
        number = sum(ALPHABET.index(ch) << 5 * place for place, ch in enumerate(reversed(bare)))
        found = Block.objects.filter(key__startswith=f"{number:0{HEX_DIGITS}x}", lifted_at=None).first()
    if found is None:
        raise NotFound("no_such_entry")
    return found
